"""The sentences of a message that are held against the articles."""

import pytest

from bot.slack.claims import claims_of


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Hi all! The harbour opened in 1932. Who paid for it?", ["The harbour opened in 1932."]),
        ("はい。港は1932年に開いた。いつ閉まったのですか？", ["港は1932年に開いた。"]),
        ("ท่าเรือเปิดในปี 1932", ["ท่าเรือเปิดในปี 1932"]),
        ("Grüße, Jürgen!", []),
        ("متى افتتح الميناء القديم؟", []),
    ],
)
def test_what_says_something_is_a_claim_in_any_script(text: str, claims: list[str]) -> None:
    assert claims_of(text) == claims
