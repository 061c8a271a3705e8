"""What a model writes around its answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.writing.chatter import is_frame


@pytest.mark.parametrize(
    "line", ["---", "  --", "|---|:--:|", "| --- | --- |", "# Summary", "**Summary**", "```python", "|" + "-" * 100_000]
)
def test_a_line_that_only_frames_holds_no_sentence(line: str) -> None:
    assert is_frame(line)


@pytest.mark.parametrize(
    "line",
    ["", "-", "- - -", "|:|", "--x", "It closed -- for good.", "-" * 100_000 + "x", "| a -- b |", "-" * 99 + " [1]"],
)
def test_a_line_with_words_is_no_frame(line: str) -> None:
    assert not is_frame(line)


@given(st.text(alphabet=" :|-\t", max_size=12))
def test_a_rule_is_any_row_of_its_marks_with_two_dashes_side_by_side(line: str) -> None:
    assert is_frame(line) == ("--" in line)
