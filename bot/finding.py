"""Finds the passages that an answer is made of: what search finds, and for some questions other passages too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from bot.evidence.openings import on_topic
from bot.evidence.overviews import Overview, asks_for_news, overview_of
from bot.evidence.sought import Sought, sought_by
from bot.evidence.spelling import doubtful, put_right
from bot.evidence.words import WordReader
from index.library import Library
from index.passage import Passage
from index.retrieval import HybridRetriever, Query

SEARCHED = 60
"""Passages among which those are sought that a question of a special form needs."""
AS_GOOD = 0.9
"""What share of the best article's score the others have of which the latest are the newest."""
_OWNED_TIME = re.compile(r"(?:(?<=day)|(?<=week)|(?<=weekend)|(?<=month)|(?<=year))['’]s\b", re.IGNORECASE)
MOST_ARTICLES = 3
"""Articles whose openings make an overview."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found for a question."""

    passages: Sequence[Passage]
    """Best first."""
    topic: str = ""
    """What the question wants an overview of, if it does; "" also where it wants what is new on anything."""
    question: str = ""
    """The question as it was looked for: with the spelling of the articles."""
    corrections: tuple[tuple[str, str], ...] = ()
    """Words that no article has, and those that were taken instead."""
    openings: int = 0
    """How many of the passages, the first ones, then are of articles about it."""


def find(query: Query, retriever: HybridRetriever, library: Library, words: WordReader) -> Findings:
    """The passages for a question, at most ``query.limit``.  Raises as ``HybridRetriever.search`` does."""
    corrections = _corrections(query, retriever)
    text = query.text
    for wrong, right in corrections:
        text = re.sub(rf"\b{re.escape(wrong)}\b", right, text)
    found = _find(replace(query, text=text), retriever, library, words)
    return replace(found, question=text, corrections=corrections)


def _corrections(query: Query, retriever: HybridRetriever) -> tuple[tuple[str, str], ...]:
    unknown = retriever.unknown(doubtful(query.text))
    if not unknown:
        return ()
    found = retriever.search(replace(query, limit=max(query.limit, SEARCHED)))
    return tuple(put_right(query.text, unknown, found).items())


def _find(query: Query, retriever: HybridRetriever, library: Library, words: WordReader) -> Findings:
    # "This week's news" is the news of this week, where "last year's champion" need not be of last year.
    news = replace(query, text=_OWNED_TIME.sub("", query.text))
    if asks_for_news(news.text, retriever.reading(news)):
        newest = retriever.newest(news)
        return Findings(newest, openings=min(len(newest), MOST_ARTICLES))
    sought, overview = sought_by(query.text), overview_of(query.text)
    if sought is None and overview is None:
        return Findings(retriever.search(query))
    more = max(query.limit, SEARCHED)
    if sought is not None:
        found = retriever.search(replace(query, limit=more))
        telling = _telling(sought, found)
        if telling or overview is None:
            return Findings(_with(telling, found, query.limit))
    assert overview is not None
    found = retriever.search(replace(query, text=overview.topic, limit=more))
    openings = _openings(overview, on_topic(overview.topic, found, words), library)[: query.limit]
    if not openings:
        return Findings(retriever.search(query))
    others = [passage for passage in found if not any(_same(passage, other) for other in openings)]
    return Findings(_ranked([*openings, *others][: query.limit]), overview.topic, openings=len(openings))


def _telling(sought: Sought, found: Sequence[Passage]) -> list[int]:
    """Positions of the passages that say what is sought, those first that say it best."""
    said = [sought.defined_by(passage.text, passage.article.language) for passage in found]
    return sorted((at for at, much in enumerate(said) if much), key=lambda at: -said[at])


def _with(telling: Sequence[int], found: Sequence[Passage], limit: int) -> list[Passage]:
    """The first passages, among which up to half of the places go to the telling ones; in the order of the search."""
    kept = sorted(list(dict.fromkeys([*telling[: limit // 2], *range(len(found))]))[:limit])
    return _ranked([found[at] for at in kept])


def _openings(overview: Overview, articles: Sequence[Passage], library: Library) -> list[Passage]:
    """The first chunk of each of the articles; of the one that is meant, all of its chunks."""
    if overview.latest and articles:
        articles = sorted((each for each in articles if each.score >= AS_GOOD * articles[0].score), key=_age)
    return [
        replace(passage, chunk_id=chunk.id, start=chunk.start, end=chunk.end)
        for passage in articles[: 1 if overview.one else MOST_ARTICLES]
        for chunk in library.chunks_of(passage.article.id)[: None if overview.one else 1]
        if chunk.version == passage.article.version
    ]


def _age(passage: Passage) -> float:
    """For sorting: the newest first, those without a date last."""
    published = passage.article.published_at
    return -published.timestamp() if published else inf


def _same(one: Passage, other: Passage) -> bool:
    return (one.article.id, one.start, one.end) == (other.article.id, other.start, other.end)


def _ranked(passages: Sequence[Passage]) -> list[Passage]:
    return [replace(passage, rank=rank) for rank, passage in enumerate(passages, start=1)]
