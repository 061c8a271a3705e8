"""What counts as a change of an article."""

from __future__ import annotations

import pytest

from index.following.changes import essence


@pytest.mark.parametrize(
    "line",
    [
        "1,204 views",
        "· 23 comments",
        "12k likes",
        "Comments: 5",
        "3 people found this helpful",
        "412 просмотра",
        "5 minutes ago",
        "Updated: 3 hours ago",
        "vor 5 Minuten",
        "Stand: vor einer Stunde",
        "il y a 2 heures",
        "4 min read",
        "Read more",
    ],
)
def test_counters_clocks_and_lists_of_other_stories_do_not_count(line: str) -> None:
    assert essence(f"The ferry ran aground.\n{line}\nForty were saved.") == "The ferry ran aground.\nForty were saved."


@pytest.mark.parametrize(
    "line", ["Views differ.", "5 ducks crossed the road.", "Updated rules hold.", "One day in May"]
)
def test_what_says_something_counts(line: str) -> None:
    assert line in essence(f"The ferry ran aground.\n{line}")


@pytest.mark.parametrize("piece", ["| - ", "-", "- ", "1,", "1 ", ", ", "k ", "…", "_ "])
def test_lines_made_to_be_tried_in_every_way_take_no_time(piece: str) -> None:
    """Where two parts of a pattern share characters, a line of some of these takes half a second."""
    line = (piece * 200)[:200].strip()
    assert essence("\n".join([line] * 4_000)).count("\n") == 3_999
