"""Text for Slack: shown as written, and pinging nobody."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from bot.slack.mrkdwn import (
    MAX_ADDRESS,
    WORD_JOINER,
    cut,
    escape,
    escape_markdown,
    sanitize_markdown,
    shorten,
    split,
    to_mrkdwn,
    to_plain,
    to_quote,
    web_address,
)
from bot.untrusted.visible import visible
from tests.slack_rules import pings

EVIL = st.text(alphabet=st.sampled_from("<>!@#&|*_~`[]()\\ \nabcUchanelhre123.-"), max_size=60)


@given(EVIL)
def test_nothing_that_anyone_wrote_pings_anyone(text: str) -> None:
    loud = f"{text} <!channel> <!here> <!everyone> <@U123ABC> <!subteam^S1> @channel @here @everyone {text}"
    for made in (escape(loud), escape_markdown(loud), sanitize_markdown(loud), to_mrkdwn(sanitize_markdown(loud))):
        assert pings(made) == []
        assert not re.search(r"@(channel|here|everyone)\b", made)


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs", "Cc"]), max_size=80))
def test_escaped_text_shows_the_same_characters(text: str) -> None:
    seen = visible(text)
    made = escape(text)
    for entity, character in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):  # all that Slack decodes
        made = made.replace(entity, character)
    assert made.replace(WORD_JOINER, "") == seen.replace(WORD_JOINER, "")


def test_entities_are_written_once() -> None:
    assert escape("AT&T <b> > &amp;") == "AT&amp;T &lt;b&gt; &gt; &amp;amp;"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*bold* and _slanted_", "\\*bold\\* and \\_slanted\\_"),
        ("snake_case stays", "snake_case stays"),
        ("2 * 3 = 6", "2 * 3 = 6"),
        ("[Bank](https://evil.example)", "\\[Bank](https://evil.example)"),
        ("# no heading", "\\# no heading"),
        ("1. no list", "1\\. no list"),
        ("- no list", "\\- no list"),
        ("a `tick`", "a \\`tick\\`"),
    ],
)
def test_quoted_text_is_formatted_by_nothing_in_it(written: str, shown: str) -> None:
    assert escape_markdown(written) == shown


def test_characters_that_turn_the_direction_are_dropped_and_right_to_left_text_stays() -> None:
    assert escape("evil\u202egpj.exe") == "evilgpj.exe"
    assert escape("مرحبا بالعالم") == "مرحبا بالعالم"
    assert escape("pay\u061cpal\u00ad\U000e0041") == "paypal"


def test_a_models_link_shows_where_it_leads() -> None:
    made = sanitize_markdown("See [https://bank.example](https://evil.example/x) ![p](https://evil.example/i.png)")
    assert made == "See https://bank.example (https://evil.example/x) p"
    assert "](" not in made


def test_a_models_lists_quotes_tables_and_code_are_kept() -> None:
    text = "**Bold**\n\n- one\n- two\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\nx < y && <!here>\n```"
    made = sanitize_markdown(text)
    assert "**Bold**" in made
    assert "- one\n- two" in made
    assert "\n> quoted" in made
    assert "| 1 | 2 |" in made
    assert "x < y &&" in made
    assert pings(made) == []


def test_markdown_becomes_mrkdwn() -> None:
    text = "# Head\n\n**bold** *slanted* ~~gone~~\n\n- one\n\n| name | n |\n|---|---|\n| Ann | 12 |"
    assert to_mrkdwn(text) == ("*Head*\n\n*bold* _slanted_ ~gone~\n\n• one\n\n```\nname  n\nAnn   12\n```")
    assert to_mrkdwn("It opened.[[1]](https://e.example/a?b=1)") == "It opened.<https://e.example/a?b=1|[1]>"
    assert to_mrkdwn(escape_markdown("2 *stars* <b>")) == "2 *stars* &lt;b&gt;"


def test_plain_text_has_marks_and_no_addresses() -> None:
    assert to_plain("**It** opened.[[1]](https://e.example/a)") == "It opened.[1]"


@pytest.mark.parametrize("url", [None, "", "file:///etc/passwd", "javascript:alert(1)", "/tmp/x.txt", "https://"])
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None


def test_an_address_cannot_break_out_of_its_link() -> None:
    address = web_address("https://e.example/a(b)|c>d e")
    assert address is not None
    assert not set("()|<> ") & set(address)


def test_a_text_fragment_leads_to_the_words() -> None:
    assert to_quote("https://e.example/a", "well-known, it is") == (
        "https://e.example/a#:~:text=well%2Dknown%2C%20it%20is"
    )
    long = " ".join(f"w{number}" for number in range(40))
    assert to_quote("https://e.example/a#top", long) == (
        "https://e.example/a#top:~:text=w0%20w1%20w2%20w3%20w4,w35%20w36%20w37%20w38%20w39"
    )


@given(st.text(alphabet=st.sampled_from("ab .!\n`"), max_size=400), st.integers(min_value=20, max_value=60))
def test_parts_keep_within_the_limit_and_lose_no_word(text: str, limit: int) -> None:
    parts = list(split(text, limit))
    assert all(len(part) <= limit for part in parts)
    letters = [character for character in text if character in "ab"]
    assert [character for part in parts for character in part if character in "ab"] == letters


TOKENS = (
    "<https://e.example/港|港 の 名>",
    "[[1]](https://e.example/a#:~:text=b)",
    "&amp;",
    "&lt;",
    "\\*",
    "港",
    "は",
    "。",
    " ",
)
HALVES = re.compile(r"[<>&\\]|\]\(")


@given(st.lists(st.sampled_from(TOKENS), max_size=60).map("".join), st.integers(min_value=60, max_value=90))
def test_no_cut_falls_into_a_link_or_an_entity(text: str, limit: int) -> None:
    whole = re.compile("|".join(re.escape(token) for token in TOKENS[:5]))
    for part in [*split(text, limit), cut(text, limit)]:
        assert len(part) <= limit
        assert not HALVES.search(whole.sub("", part)), part
    assert "".join("".join(split(text, limit)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "words", ["港は九年の工事を経て開いた、" * 30, "ท่าเรือเปิดหลังจากก่อสร้าง" * 20, "x" * 900, "الميناء " * 90]
)
def test_a_text_fragment_of_any_script_leaves_room_for_what_else_is_shown(words: str) -> None:
    address = to_quote("https://e.example/a", words)
    assert len(address) < 450
    first, last = unquote(address.partition("text=")[2].replace("%2C", "\x00")).split(",")
    assert min(len(first), len(last)) > 10
    assert words.startswith(first.replace("\x00", ","))
    assert words.strip().endswith(last.replace("\x00", ","))


def test_an_address_that_leaves_no_room_is_not_linked() -> None:
    assert web_address("https://e.example/" + "港" * 1_000) is None
    address = "https://e.example/" + "a" * (MAX_ADDRESS - 50)
    assert to_quote(web_address(address) or "", "It opened in 1932, after nine years of work.") == address


def test_parts_end_where_sentences_end() -> None:
    text = "The first sentence is here. The second one follows it. And a third."
    assert list(split(text, 38)) == ["The first sentence is here.", "The second one follows it.", "And a third."]


def test_shortening_cuts_at_a_word() -> None:
    assert shorten("one two three four", 12) == "one two…"
    assert len(shorten("x" * 500, 75)) <= 75


@pytest.mark.parametrize(
    "text",
    [
        "[Your bank](https://evil.example)",
        "[[1]](https://evil.example)",
        "[Your\nbank](https://evil.example)",
        "![x](https://evil.example)",
    ],
)
def test_no_link_of_an_article_becomes_one_in_either_dialect(text: str) -> None:
    markdown = escape_markdown(text)
    assert "<a " not in MarkdownIt("commonmark", {"html": False}).render(markdown)
    assert "<img" not in MarkdownIt("commonmark", {"html": False}).render(markdown)
    assert "<https" not in to_mrkdwn(markdown)
    assert "https://evil.example" in to_plain(markdown), "where it leads is said"


def test_a_direction_is_not_turned_by_an_entity_either() -> None:
    written = "It costs &#x202e;100&#x202c; and `&#x202e;200`."
    for made in (sanitize_markdown(written), to_mrkdwn(sanitize_markdown(written))):
        assert "\u202e" not in made
    assert sanitize_markdown("&#x202e;100").startswith("100")


def test_an_escaped_backtick_begins_no_code() -> None:
    assert to_mrkdwn(escape_markdown("use `rm -rf` *now*")) == "use `rm -rf` *now*"
