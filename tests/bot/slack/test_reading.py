"""Messages of Slack's read as words."""

from typing import Any

import pytest

from bot.slack.reading import links, read_message, read_own, with_titles, written


def test_a_message_is_read_as_people_see_it() -> None:
    text = "<@U0BOT> what of <https://e.example/a?b=1&amp;c|this> &lt;b&gt; in <#C1|general>, <@U2|ann>?"
    assert read_message(text, "U0BOT") == "what of this <b> in #general, @ann?"


def test_own_messages_are_read_without_marks_and_links() -> None:
    assert read_own("It opened in 1932.[[1]](https://e.example/a) Tom &amp; Ann.<https://e.example|[2]>") == (
        "It opened in 1932. Tom & Ann."
    )


def test_links_are_found_once() -> None:
    assert links("<https://a.example/x|a> <https://a.example/x> <mailto:a@b.example|a> <@U1>") == [
        "https://a.example/x"
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who is <https://e.example/_p_/x|Ada Orm>?", "who is Ada Orm?"),
        ("see <https://e.example/_p_/*x*>", "see https://e.example/_p_/*x*"),
        ("write to <mailto:a@e.example|a@e.example>", "write to a@e.example"),
        ("*who* is _Ada_ of ~Orm~, *_really_*?", "who is Ada of Orm, really?"),
        ("what does `T-504` mean?", "what does T-504 mean?"),
        ("```T-504: *gateway*```\nwhat is it?", "T-504: *gateway*\nwhat is it?"),
        ("&gt; It opened in 1932.\ndid it?", "It opened in 1932.\ndid it?"),
        (":wave::skin-tone-2: :+1:", ""),
        (":clock1: is it at 10:30:45?", "is it at 10:30:45?"),
        (
            "is 2*3*4 = 24, __init__ and snake_case_name, ~5 of ~10 * 2",
            "is 2*3*4 = 24, __init__ and snake_case_name, ~5 of ~10 * 2",
        ),
    ],
)
def test_formatting_and_emoji_are_no_words(text: str, words: str) -> None:
    assert read_message(text, "U0BOT") == words


SHARED = {"is_share": True, "text": "It opened in &lt;1932&gt;.", "fallback": "[1 June] ada: It opened in 1932."}
RICH = {
    "type": "rich_text",
    "elements": [
        {
            "type": "rich_text_section",
            "elements": [{"type": "text", "text": "Tom & "}, {"type": "link", "url": "https://e.example"}],
        },
        {
            "type": "rich_text_list",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": word}]} for word in "ab"],
        },
    ],
}


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ({"text": "", "attachments": [SHARED]}, "It opened in <1932>."),
        (
            {
                "text": "true?",
                "attachments": [SHARED, {"text": "A page that unfurls", "from_url": "https://e.example"}],
            },
            "true?\nIt opened in <1932>.",
        ),
        ({"attachments": [{"text": "The build failed."}]}, "The build failed."),
        (
            {"blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "It *opened*."}}, {"type": "divider"}]},
            "It opened.",
        ),
        ({"blocks": [RICH]}, "Tom & https://e.example\na\nb"),
        ({"text": "It opened.", "blocks": [RICH]}, "It opened."),
    ],
)
def test_a_message_says_what_it_passes_on_and_what_its_blocks_say(message: dict[str, Any], words: str) -> None:
    assert read_message(written(message), "U0BOT") == words


def test_a_link_to_an_article_stands_for_its_title() -> None:
    titles = {"https://e.example/a?b=1&c": "Tom & <Ann>"}
    text = with_titles("sum up <https://e.example/a?b=1&amp;c|this>, not <https://e.example/b>", titles)
    assert read_message(text, "U0BOT") == "sum up “Tom & <Ann>”, not https://e.example/b"
