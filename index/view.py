"""One generation of the library as the search sees it: what passes the filters, and what is from where and when."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.dating import NamedTime
from index.languages import DEFAULT_LANGUAGE
from index.publishers import Publishers
from index.query_reading import QueryReading
from index.scoring import Named

FIRST_DEPTH = 1_000
"""Hits asked for when a filter will drop some; ten times as many, as often as too few are left."""


@dataclass(frozen=True, slots=True)
class View:
    """One generation of the library, with what is worked out from it once."""

    catalogue: Catalogue
    publishers: Publishers
    publisher: NDArray[np.int32]
    """For each article, the number of its publisher in ``publishers.known``; -1 without one."""
    published: NDArray[np.float64]
    """For each article, seconds since 1970; NaN without a date."""
    languages: tuple[str, ...]


def view_of(catalogue: Catalogue) -> View:
    """What the search needs to know of a catalogue, worked out once."""
    publishers = Publishers(article.publisher for article in catalogue.articles if article.publisher)
    numbers = {publisher: number for number, publisher in enumerate(publishers.known)}
    languages = {article.language or DEFAULT_LANGUAGE for article in catalogue.articles}
    return View(
        catalogue,
        publishers,
        np.array([numbers.get(article.publisher or "", -1) for article in catalogue.articles], dtype=np.int32),
        np.array(
            [article.published_at.timestamp() if article.published_at else np.nan for article in catalogue.articles],
            dtype=np.float64,
        ),
        tuple(sorted(languages)),
    )


def allowed_chunks(
    view: View,
    publishers: Collection[str],
    since: datetime | None,
    until: datetime | None,
    times: Sequence[NamedTime],
) -> NDArray[np.bool_] | None:
    """Which chunks pass the filters, and those of a question's times that are strict; None: all."""
    spans = [(since, until), *((time.since, time.until) for time in times if time.strict)]
    spans = [span for span in spans if span != (None, None)]
    if not publishers and not spans:
        return None
    passing = np.ones(len(view.catalogue.articles), dtype=np.bool_)
    if publishers:
        passing &= _by(view, publishers)
    for low, high in spans:
        passing &= _within(view, low, high)
    return passing[view.catalogue.article]


def newest_first(view: View, reading: QueryReading, allowed: NDArray[np.bool_] | None) -> NDArray[np.int64]:
    """The first chunk of each dated article that passes and is of the publishers and times named; newest first."""
    catalogue = view.catalogue
    wanted = ~np.isnan(view.published)
    if reading.publishers:
        wanted &= _by(view, reading.publishers)
    if reading.times:
        wanted &= np.any([_within(view, time.since, time.until) for time in reading.times], axis=0)
    rows = np.flatnonzero(wanted[catalogue.article] & (True if allowed is None else allowed))
    rows = rows[np.lexsort((catalogue.start[rows], -view.published[catalogue.article[rows]]))]
    _, first = np.unique(catalogue.article[rows], return_index=True)
    found: NDArray[np.int64] = rows[np.sort(first)]
    return found


def _by(view: View, publishers: Collection[str]) -> NDArray[np.bool_]:
    """For each article, whether it is by one of ``publishers``."""
    numbers = [number for number, publisher in enumerate(view.publishers.known) if publisher in publishers]
    return np.isin(view.publisher, numbers)


def _within(view: View, since: datetime | None, until: datetime | None) -> NDArray[np.bool_]:
    """For each article, whether it was published in this time; one without a date was not."""
    low = since.timestamp() if since else -np.inf
    high = until.timestamp() if until else np.inf
    return (view.published >= low) & (view.published < high)


def permitted(
    catalogue: Catalogue,
    ask: Callable[[int], list[tuple[int, float]]],
    depth: int,
    allowed: NDArray[np.bool_] | None,
    possible: int,
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """Rows and scores of the best ``depth`` hits that the library knows and the filters let pass."""
    limit = depth if allowed is None else FIRST_DEPTH
    while True:
        found = ask(limit)
        rows = catalogue.rows_of(np.array([chunk_id for chunk_id, _ in found], dtype=np.int64))
        scores = np.array([score for _, score in found], dtype=np.float32)
        passing = rows >= 0
        if allowed is not None:
            passing &= allowed[rows]
        enough = passing.sum() >= min(depth, possible) or allowed is None
        if enough or len(found) < limit:
            return rows[passing][:depth], scores[passing][:depth]
        limit *= 10


def named_passages(view: View, reading: QueryReading, rows: NDArray[np.int64]) -> Named:
    """What of the question's publishers and times the passages in ``rows`` are of."""
    articles = view.catalogue.article[rows]

    def by(publishers: Collection[str]) -> NDArray[np.float32]:
        flags: NDArray[np.float32] = _by(view, publishers)[articles].astype(np.float32)
        return flags

    def of(times: Sequence[NamedTime]) -> NDArray[np.float32]:
        spans = [_within(view, time.since, time.until)[articles] for time in times]
        return np.any(spans, axis=0).astype(np.float32) if spans else np.zeros(len(rows), dtype=np.float32)

    publisher, time = by(reading.publishers), of(reading.times)
    published = reading.tells_when_published
    none = np.zeros((0, len(rows)), dtype=np.float32)
    wanted = reading.clauses
    return Named(
        publisher,
        time if published else np.zeros_like(time),
        np.zeros_like(time) if published else time,
        np.stack([by(each.publishers) if each.publishers else publisher / 2 for each in wanted]) if wanted else none,
        np.stack([of(each.times) for each in wanted]) if wanted else none,
    )
