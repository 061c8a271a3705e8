import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.plain import plain


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("It **opened** in *1932*.", "It opened in 1932."),
        ("- It opened.", "It opened."),
        ("1. It opened.", "It opened."),
        ("## It opened.", "It opened."),
        ("> It opened.", "It opened."),
        ("Run `make test`.", "Run make test."),
        ("See [the site](https://evil.example/?d=1).", "See the site."),
        ("See [the site][ref].", "See the site."),
        ("Look ![pixel](https://evil.example/p.png?d=secret) here.", "Look here."),
        ("![](https://evil.example/p.png)", ""),
        ("Go to https://evil.example/login now.", "Go to now."),
        ("Go to www.evil.example now.", "Go to now."),
        ("Go to evil.example/login?x=1.", "Go to."),
        ("Go to http:// now.", "Go to now."),
        ("Go to http:[]//evil.example now.", "Go to now."),
        ("Go to h<b>ttps://evil.example now.", "Go to now."),
        ("javascript:alert(1)", ""),
        ("data:text/html;base64,PHNjcmlwdD4=", ""),
        ("<https://evil.example|Click> here.", "Click here."),
        ("<!channel> hear, <@U123> and <#C1|general>.", "hear, and."),
        ("A <b>bold</b> <img src=x onerror=alert(1)> word<!-- hidden -->.", "A bold word."),
        ("A \x1b]8;;https://evil.example\x07link\x1b]8;;\x07 and \x1b[31mred\x1b[0m.", "A link and red."),
        ("In\u200bvis\u2060ible \u202etxet.", "Invisible txet."),
        ("[ref]: https://evil.example", ""),
        # What looks similar and is text.
        ("Booking.com and Amazon.co.uk rose 3% to 2 < 3.", "Booking.com and Amazon.co.uk rose 3% to 2 < 3."),
        ("He said: no. The ratio was 3:2.", "He said: no. The ratio was 3:2."),
        ("The variable snake_case_name * 2 * 3 holds.", "The variable snake_case_name * 2 * 3 holds."),
        ("1932 was the year.", "1932 was the year."),
        ("می‌خواهم", "می‌خواهم"),
    ],
)
def test_plain(text: str, left: str) -> None:
    assert plain(text) == left


@given(st.text(alphabet="ab []()!<>|:/.htps*`_\\-\n@#&;=\"'x", max_size=60))
def test_leaves_no_address_and_no_tag(text: str) -> None:
    left = plain(text)
    assert "http://" not in left
    assert "https://" not in left
    assert "](" not in left
    assert plain(left) == left


def test_of_what_never_comes_to_an_end_nothing_is_left() -> None:
    assert plain("[" * 9 + "]" * 9 + "x") == ""
