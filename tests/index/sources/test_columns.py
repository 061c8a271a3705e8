import pytest

from index.sources.columns import with_rows


def test_columns_that_blanks_or_tabs_set_apart_are_cells() -> None:
    lines = [
        "Losses of the fleets",
        "Country          Boats   Loss",
        "Germany             88    6.9",
        "United Kingdom       7    5.8",
        "Source: the ministry",
    ]
    assert with_rows(lines) == [
        lines[0],
        "Country | Boats | Loss",
        "Germany | 88 | 6.9",
        "United Kingdom | 7 | 5.8",
        lines[4],
    ]
    assert with_rows(["Country\tBoats", "United Kingdom\t7"]) == ["Country | Boats", "United Kingdom | 7"]


@pytest.mark.parametrize(
    "lines",
    [
        ["To:      Jo Ek", "From:    Nell Harker"],
        ["The  mill   was  built in  1790,", "when   the brook  still carried", "water all   summer, he said."],
        ["1   SCOPE"],
        ["Tea for two    or for three", "is    never the same"],
        ["Verse one,", "    verse two,", "    verse three."],
    ],
)
def test_lines_without_columns_are_left(lines: list[str]) -> None:
    assert with_rows(lines) == lines
