"""The sentences of an answer as they are cited."""

from __future__ import annotations

import pytest

from bot.answer import Status, separator
from bot.citing import Bibliography
from bot.writing.draft import Quote
from tests.bot.passages import article, whole


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Open the lid.\nTake out the\tfilter. ", "Open the lid.\nTake out the filter."),
        ("PDF: single notes.\n\nHTML: for printing.", "PDF: single notes.\nHTML: for printing."),
        ("The lid opens\nto the left.", "The lid opens to the left."),
    ],
)
def test_a_list_keeps_its_lines_and_a_torn_sentence_does_not(text: str, shown: str) -> None:
    page = article("lid", text)
    quote = Quote(0, 0, len(text))
    sentence, (citation,) = Bibliography(whole([page]), lambda _: None).sentence(text, [quote], Status.QUOTED)
    assert sentence.text == shown
    assert citation.quote == text


@pytest.mark.parametrize(
    ("before", "sentence", "between"),
    [
        ("", "It opened.", ""),
        ("It opened.", "It shut.", " "),
        ("It opened.", "Lift it.\nTurn it.", "\n"),
        ("Lift it.\nTurn it.", "It shut.", "\n"),
        ("Place | Hotel", "London | £165", "\n"),
    ],
)
def test_rows_and_lists_stand_on_lines_of_their_own(before: str, sentence: str, between: str) -> None:
    assert separator(before, sentence) == between
