import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.web.canonical import canonical, identity, is_front, same_site, without_tracking


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("HTTP://News.Example:80/a/../b#top", "http://news.example/b"),
        ("https://news.example:443", "https://news.example/"),
        ("https://news.example/a?utm_source=x&id=3&fbclid=9", "https://news.example/a?id=3"),
        ("https://news.example/a?b=2&a=1", "https://news.example/a?a=1&b=2"),
        ("https://news.example/?cid=7&gallery=2&source=wire", "https://news.example/?cid=7&gallery=2&source=wire"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        ("https://news.example/?title=%cf%F0%E8", "https://news.example/?title=%CF%F0%E8"),
        ("https://news.example/?q=ä b&utm_source=x", "https://news.example/?q=%C3%A4%20b"),
        ("https://news.example/index.php?Some_Title", "https://news.example/index.php?Some_Title"),
        ("https://news.example/?/topic/12-tides/&&fbclid=9", "https://news.example/?/topic/12-tides/"),
        ("https://news.example/?fbclid=9#top", "https://news.example/"),
    ],
)
def test_canonical(url: str, expected: str) -> None:
    assert canonical(url) == expected


def test_spellings_of_one_address_have_one_identity() -> None:
    spellings = ["http://news.example/a", "https://www.news.example/a/", "https://news.example/a?utm_medium=x#y"]
    assert len({identity(url) for url in spellings}) == 1
    assert identity("http://news.example/?title=%CF%F0%E8") != identity("http://news.example/?title=%C2%F1%E5")
    assert identity("http://news.example/a?id=1") != identity("http://news.example/a?id=2")


def test_what_is_asked_for_is_what_was_given_but_for_tracking() -> None:
    assert without_tracking("http://news.example/?p123&b=1&a=%20#x") == "http://news.example/?p123&b=1&a=%20"
    assert without_tracking("http://news.example/a?utm_source=rss&p=1+2") == "http://news.example/a?p=1+2"


def test_sites_are_told_by_registered_domain() -> None:
    assert same_site("http://www.news.co.uk/a", "https://m.news.co.uk/b")
    assert not same_site("http://one.co.uk/", "http://two.co.uk/")


def test_front_pages() -> None:
    assert is_front("http://news.example")
    assert is_front("http://news.example/index.html")
    assert not is_front("http://news.example/?p=12")


@given(
    st.from_regex(
        r"https?://[a-z]{1,8}\.example(/[a-zA-Z0-9%äß ._~-]{0,12}){0,3}(\?[a-z%ä= &+]{0,5}=[a-z0-9%]{0,4})?",
        fullmatch=True,
    )
)
def test_canonical_is_stable(url: str) -> None:
    assert canonical(canonical(url)) == canonical(url)
    assert identity(canonical(url)) == identity(url)
