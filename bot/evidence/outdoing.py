"""Table rows, and tasks with their labels, beside which another one is more what is asked for; answers to others."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.asked import Asked
from bot.evidence.candidates import Candidate
from bot.language.terms import Word, WordReader
from index.clauses import content_words
from index.passage import Passage, Span


def outdone_rows(
    found: Sequence[Candidate], asks: Sequence[Asked], passages: Sequence[Passage], reader: WordReader
) -> NDArray[np.float64]:
    """Which rows have less of the question in their cells than another row of their table; none of those sought.

    Tasks below one heading, each with who is responsible and when it is due, are such rows too.
    """
    shares: dict[int, float] = {}
    most: dict[tuple[int, Span | str], float] = {}
    for number, (row, asked) in enumerate(zip(found, asks, strict=True)):
        if (table := _table(row)) is not None:
            article = passages[row.article].article
            told = set(asked.among(reader.words(row.text, article.language)))
            # What a column is called, all of its rows are: "Permit" above "Electric vehicle (first permit)".
            names = row.columns.of(article.text) if row.columns else ""
            shares[number] = asked.share(told - set(asked.among(reader.words(names, article.language))))
            most[table] = max(most.get(table, 0.0), shares[number])
    outdone = np.zeros(len(found))
    sought = {_table(row) for row in found if row.sought}
    for number, share in shares.items():
        table = _table(found[number])
        lost = not found[number].sought if table in sought else table is not None and share < most[table]
        outdone[number] = lost
    return outdone


def replies_to_others(
    found: Sequence[Candidate], asks: Sequence[Asked], headed: Sequence[Sequence[Word]]
) -> NDArray[np.float64]:
    """Which sentences answer the question of their heading, of which the question asked has no telling word."""
    others = np.zeros(len(found))
    for number, (candidate, asked, heading) in enumerate(zip(found, asks, headed, strict=True)):
        if candidate.replies:
            telling = set(content_words(candidate.heading))
            others[number] = not asked.among([word for word in heading if word.surface in telling])
    return others


def _table(row: Candidate) -> tuple[int, Span | str] | None:
    """What tells the table or the list of which a sentence is a row from the others; None where it is none."""
    if row.columns is not None:
        return row.article, row.columns
    return (row.article, row.heading) if row.labelled else None
