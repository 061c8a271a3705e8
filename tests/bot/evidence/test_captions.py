"""Captions of pictures are no sentences, and what stands behind their credits is one."""

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.openings import opening
from bot.language.terms import WordReader
from tests.bot.passages import article, whole


def quotable(text: str) -> list[str]:
    return [each.text for each in candidates(whole([article("page", text)])) if each.quotable]


@pytest.mark.parametrize("owner", ["AP", "Getty Images / AFP", "Orla Brennan", "State Library of Norhaven"])
def test_a_caption_in_a_paragraph_is_left_out_and_the_text_goes_on_behind_its_credit(owner: str) -> None:
    text = f"The port took its buoys in. The pier at Norhaven at dawn. Credit: {owner} The skippers were not asked."
    assert quotable(text) == ["The port took its buoys in.", "The skippers were not asked."]


@pytest.mark.parametrize("owner", ["(Jo Ek / WXYZ News)", "Getty Images | Reuters", "Credit: Jo Ek"])
def test_a_caption_on_a_line_of_its_own_is_left_out(owner: str) -> None:
    assert quotable(f"A skipper sits on the pier with her dog. {owner}\nThe port took its buoys in.") == [
        "The port took its buoys in."
    ]


def test_a_remark_in_brackets_is_no_credit() -> None:
    text = "The port took all of its buoys in (and the flags)."
    assert quotable(f"{text} (They were old.)")[0] == text
    assert quotable(f"{text} AP has seen the letter.")[0] == text


def test_an_overview_does_not_begin_with_a_caption() -> None:
    buoys = article(
        "buoys", "A skipper sits on the pier with her dog. (Jo Ek / WXYZ News)\nThe port took its buoys in."
    )
    assert [span.of(buoys.text) for span in opening("", buoys, 1, WordReader())] == ["The port took its buoys in."]
