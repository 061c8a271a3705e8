"""The sentences of a message that are held against the articles."""

import pytest

from bot.slack.claims import blocks_of, claims_of
from bot.text_check import check_sentence
from tests.bot.passages import article, passage


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Hi all! The harbour opened in 1932. Who paid for it?", ["The harbour opened in 1932."]),
        ("はい。港は1932年に開いた。いつ閉まったのですか？", ["港は1932年に開いた。"]),
        ("ท่าเรือเปิดในปี 1932", ["ท่าเรือเปิดในปี 1932"]),
        ("The harbour opened in 1932. It did. The harbour opened in 1932.", ["The harbour opened in 1932."]),
        ("Grüße, Jürgen!", []),
        ("متى افتتح الميناء القديم؟", []),
    ],
)
def test_what_says_something_is_a_claim_in_any_script(text: str, claims: list[str]) -> None:
    assert claims_of(text) == claims


def test_a_source_that_was_corrected_says_so() -> None:
    story = article(
        "bridge", "The Kessel Bridge is 310 metres long.\nCorrection, 12 March 2025: It is 301 metres long."
    )
    checked = check_sentence("The Kessel Bridge is 310 metres long.", [passage(story)])
    assert "corrected 12 March 2025" in str(blocks_of([checked]))
