"""Which row of a table names its columns."""

import pytest

from bot.evidence.tables import places, spelt_out


def read(table: str) -> list[str]:
    """Each row as it is read; "" of one that names the columns or has no names."""
    rows = [line.split(" | ") if " | " in line else None for line in table.splitlines()]
    found = []
    for number, (row, place) in enumerate(zip(rows, places(rows), strict=True)):
        head = None if place is None or place.head == number else rows[place.head]
        found.append(spelt_out(head, row, place.first) if head and row and place else "")
    return found


@pytest.mark.parametrize(
    "head",
    [
        "Item | Adult | Child",
        "Item | Adult | Child (4-15)",
        "Item | Q1 | Q2",
        "Figures | 2023 | 2024",
        "Room | 1 person | 2 persons",
    ],
)
def test_names_above_figures_are_a_head(head: str) -> None:
    _, first, second = head.split(" | ")
    assert read(f"{head}\nLarge | £60 | £80\nSmall | £40 | £50.50\n")[1].endswith(f"{first}: £60; {second}: £80")


@pytest.mark.parametrize(
    "table",
    [
        "Monday | 9:00 to 17:00\nTuesday | 9:00 to 19:00\n",
        "Room 4.17 | Jo Ek | on request\nRoom 4.18 | Al Ito | 12\n",
        "BX-100 | Folding box | on request\nPW-050 | Stretch film | 7.90\n",
        "Oslo | 2019 | 2020\nBergen | 2021 | 2023\n",
        "Ticket | Child (4-15)\n",
    ],
)
def test_a_row_like_those_below_it_is_no_head(table: str) -> None:
    assert not any(read(table))


def test_cells_that_are_empty_may_be_missing_at_either_end() -> None:
    table = "Day | Time | Course | Remark\nMonday | 9:00 | Yoga | full\n10:00 | Boxing | new\nFriday | 9:00 | Judo\n"
    assert read(table)[2:] == ["Time: 10:00; Course: Boxing; Remark: new", "Day: Friday; Time: 9:00; Course: Judo"]


def test_two_tables_may_follow_each_other() -> None:
    longer = "Branch | Books\nEastgate | 512\nTicket | Adult | Child | Senior\nSingle | 5 | 3 | 4\n"
    assert read(longer) == ["", "Branch: Eastgate; Books: 512", "", "Ticket: Single; Adult: 5; Child: 3; Senior: 4"]
    shorter = "Ticket | Adult | Child\nSingle | 5 | 3\nTen swims | 48\nBranch | Books\nEastgate | 512\n"
    assert read(shorter)[2:] == ["Ticket: Ten swims; Adult: 48", "", "Branch: Eastgate; Books: 512"]
    tail = "Ticket | Adult | Child\nSingle | 5 | 3\nSauna | on request\nPass | 31 | 16\n"
    assert read(tail)[2:] == ["Ticket: Sauna; Adult: on request", "Ticket: Pass; Adult: 31; Child: 16"]
