"""Whether a claim about a row of a table has that row's cells, and each from the column that it names.

A table's rows come as "cell | cell | cell", one a line.  In "Garage, standard | 74 euros | 91 euros" under "Place |
Members | Subtenants", every word of "a standard garage costs members 91 euros" has its place, and the claim is wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.evidence import Evidence, SourceSentence
from bot.grounding.fault import Fault
from bot.grounding.negations import negations
from bot.grounding.predicates import is_light
from bot.grounding.reading import Reading
from bot.language.figure import Figure
from bot.language.figures import agree
from bot.language.words import Word

_BAR = " | "
LEAST_ROWS = 2
"""Of fewer nothing can be confused."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell of a table says."""

    text: str
    words: list[Word]
    figures: list[Figure]


Row = list[Cell]


def other_cells(evidence: Evidence) -> Iterator[Fault]:
    """What the claim says of a row and the table has in another column or in another row."""
    for head, own, rows in _rows_named(evidence):
        yield from _of_another_column(head, own, evidence.claim)
        yield from _of_another_row(own, rows, evidence.claim)


def is_read_off(evidence: Evidence) -> bool:
    """Whether a claim is a row of a table told as a sentence: of such rows the trained model has read few.

    It names the row and some cell of it, has no figure of elsewhere, and no word that neither table nor title nor the
    line above has but verbs that say little.
    """
    claim = evidence.claim
    for head, own, _ in _rows_named(evidence):
        spoken = [word for cell in (*head, *own) for word in cell.words] + _captions(evidence)
        denied = [one for one in negations(claim) if not any(one.word.matches(word) for word in spoken)]
        words = [word for word in claim.content if not is_light(word)]
        figures = [one for cell in own for one in cell.figures]
        if (
            not denied
            and any(_says_all(cell, claim) for cell in own[1:] if cell.words or cell.figures)
            and all(one.loose or any(agree(one, other) for other in figures) for one in claim.figures)
            and all(any(word.matches(other) for other in spoken) for word in words)
        ):
            return True
    return False


def _captions(evidence: Evidence) -> list[Word]:
    """The words of the titles and of the lines above the tables."""
    words: list[Word] = []
    for place in evidence.places:
        readings, first = place.source.readings, _first_row(place)
        words += place.source.header.content + [
            word for above in readings[max(0, first - 1) : first] for word in above.content
        ]
    return words


def _rows_named(evidence: Evidence) -> Iterator[tuple[Row, Row, list[Row]]]:
    """The head of a table, the row that the claim names and all of its rows; a claim that names two compares them."""
    for place in evidence.places:
        head, *rows = _table(place) or [[]]
        named = [row for row in rows if _is_named(row[0], evidence.claim)]
        own = max(named, key=lambda row: len(row[0].words), default=None)
        if len(rows) >= LEAST_ROWS and own is not None and all(_is_within(row[0], own[0]) for row in named):
            yield head, own, rows


def _table(place: SourceSentence) -> list[Row]:
    """The rows of the table that a sentence is one of, the head first; none where it is no row."""
    readings = place.source.readings
    width = readings[place.position].text.count(_BAR)
    if not width:
        return []
    first, last = _first_row(place), place.position
    while last + 1 < len(readings) and readings[last + 1].text.count(_BAR) == width:
        last += 1
    return [_row(reading) for reading in readings[first : last + 1]]


def _first_row(place: SourceSentence) -> int:
    """Where the table begins that a sentence is a row of."""
    readings, first = place.source.readings, place.position
    while first and readings[first - 1].text.count(_BAR) == readings[first].text.count(_BAR) > 0:
        first -= 1
    return first


def _row(reading: Reading) -> Row:
    cells, at = [], reading.start
    for text in reading.text.split(_BAR):
        end = at + len(text)
        words = [word for word in reading.content if at <= word.start < end]
        numbers = [one for one in reading.figures if at <= one.start < end and not one.loose]
        cells.append(Cell(text.strip(), words, numbers))
        at = end + len(_BAR)
    return cells


def _is_named(label: Cell, claim: Reading) -> bool:
    """Whether the claim has every word of a row's first cell."""
    return bool(label.words) and all(claim.counterpart(word) for word in label.words)


def _is_within(label: Cell, other: Cell) -> bool:
    """Whether a row's name is a part of another's: "Garage" of "Garage, standard"."""
    return all(any(word.matches(one) for one in other.words) for word in label.words)


def _of_another_column(head: Row, own: Row, claim: Reading) -> Iterator[Fault]:
    """A figure of the row that stands under another column's name than the claim gives it to."""
    called = [number for number, cell in enumerate(head) if number and _is_called(cell, head, claim)]
    if len(called) != 1:
        return
    (column,) = called
    wanted = own[column].figures
    for figure in claim.figures:
        elsewhere = [
            cell for cell in own[1:] if cell is not own[column] and any(agree(figure, one) for one in cell.figures)
        ]
        same_kind = [one for one in wanted if one.dimension == figure.dimension]
        if elsewhere and same_kind and not any(agree(mine, one) for mine in claim.figures for one in wanted):
            yield Fault(f"the source gives another figure for “{head[column].text}”", True)


def _is_called(cell: Cell, head: Row, claim: Reading) -> bool:
    """Whether the claim has a word that only this column's name has."""
    others = [word for other in head if other is not cell for word in other.words]
    own = [word for word in cell.words if not any(word.matches(other) for other in others)]
    return any(claim.counterpart(word) for word in own)


def _of_another_row(own: Row, rows: Sequence[Row], claim: Reading) -> Iterator[Fault]:
    """A cell of the same column that the table has in another row, and nothing of the row's own."""
    spoken = [word for cell in own for word in cell.words]
    for column in range(1, len(own)):
        cell = own[column]
        if not cell.text or _says_any(cell, claim):
            continue
        for row in rows:
            other = row[column]
            foreign = [word for word in other.words if not any(word.matches(one) for one in spoken)]
            if row is not own and foreign == other.words and foreign and _says_all(other, claim):
                yield Fault(f"the source has “{cell.text}” there, not “{other.text}”", True)
                return


def _says_any(cell: Cell, claim: Reading) -> bool:
    return any(claim.counterpart(word) for word in cell.words) or any(
        agree(mine, one) for mine in claim.figures for one in cell.figures
    )


def _says_all(cell: Cell, claim: Reading) -> bool:
    """Whether a claim has all that a cell says."""
    return all(claim.counterpart(word) for word in cell.words) and all(
        any(agree(mine, one) for mine in claim.figures) for one in cell.figures
    )
