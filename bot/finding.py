"""Finds the passages that an answer is made of: what search finds, and for some questions other passages too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import inf

from bot.evidence.abbreviations import abbreviations, has_abbreviation, in_other_names
from bot.evidence.asked import where_it_asks
from bot.evidence.dates import INSTANT, NamedDate, times_asked
from bot.evidence.editions import current, missing, of_edition
from bot.evidence.openings import on_topic
from bot.evidence.overviews import Overview, asks_for_news, overview_of
from bot.evidence.sought import Sought, sought_by
from bot.evidence.spelling import doubtful, put_right
from bot.evidence.unheard import unheard_of
from bot.language.terms import WordReader
from bot.parts.searching import with_each_side
from index.dating import NamedTime
from index.days import day_of
from index.library import Library
from index.passage import Passage
from index.retrieval import HybridRetriever, Query

SEARCHED = 60
"""Passages among which those are sought that a question of a special form needs."""
AS_GOOD = 0.9
"""What share of the best article's score the others have of which the latest are the newest."""
_HAPPENED = re.compile(r"\b(?:happen(?:ed|ing|s)?|passiert|passé|pasó)\b", re.IGNORECASE)
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
    answerable: bool = True
    """False where what is asked for is known not to be there, and the passages are only the nearest."""
    missing: str = ""
    """What a reader must know of it, in a sentence, where the question names an edition that is not there."""
    narrowed: str = ""
    """What a reader must know of it, in a sentence, where a time that the question names has left articles out."""


def find(query: Query, retriever: HybridRetriever, library: Library, words: WordReader) -> Findings:
    """The passages for a question, at most ``query.limit``.  Raises as ``HybridRetriever.search`` does."""
    corrections = _corrections(query, retriever)
    text = query.text
    for wrong, right in corrections:
        text = re.sub(rf"\b{re.escape(wrong)}\b", right, text)
    query = replace(query, text=text)
    told = where_it_asks(text)
    if told and all(time.start < told for time in retriever.reading(query).times):
        query = replace(query, loose=True)  # "I lost it last week. Who do I call?" asks for no week
    strict = [time for time in retriever.reading(query).times if time.strict and not query.loose]
    found = _find(query, retriever, library, words)
    if not found.openings:
        found = _with_what_is_called_otherwise(query, retriever, library, words, found)
        found = replace(found, passages=with_each_side(found.passages, query, retriever))
    if strict and not found.openings:
        found = replace(found, passages=_with_those_headed(query, retriever, found.passages))
    if strict:
        found = replace(found, narrowed=_narrowed(text, strict, found))
    unheard = unheard_of(text, retriever.unknown)
    if unheard and found.answerable:
        names = " and ".join(f"“{name}”" for name in unheard)
        found = replace(found, answerable=False, narrowed=f"No article has {names}. {found.narrowed}".strip())
    lacks = missing([passage.article for passage in found.passages], text)
    if lacks:
        known = found.answerable and bool(lacks.before)
        found = replace(found, missing=lacks.note, answerable=known, openings=found.openings if known else 0)
    return replace(found, question=text, corrections=corrections)


def _corrections(query: Query, retriever: HybridRetriever) -> tuple[tuple[str, str], ...]:
    overview = overview_of(query.text)  # the words that ask for one ("summarize") are no articles'
    unknown = retriever.unknown(doubtful(overview.topic if overview else query.text))
    if not unknown:
        return ()
    found = retriever.search(replace(query, limit=max(query.limit, SEARCHED)))
    return tuple(put_right(query.text, unknown, found).items())


def _with_what_is_called_otherwise(
    query: Query, retriever: HybridRetriever, library: Library, words: WordReader, found: Findings
) -> Findings:
    """What is found for the question with the names, beside its own, that the articles have for a thing."""
    passages = found.passages
    if has_abbreviation(query.text):
        passages = retriever.search(replace(query, limit=max(query.limit, SEARCHED)))
    same = abbreviations(query.text, passages)
    if not same:
        return found
    if sought_by(query.text) is not None:
        # Who somebody is, is said by one name or the other.
        return _find(replace(query, text=in_other_names(query.text, same)[0]), retriever, library, words)
    names = ", ".join(other for others in same.values() for other in others)
    return _find(replace(query, text=f"{query.text} ({names})"), retriever, library, words)


def _find(query: Query, retriever: HybridRetriever, library: Library, words: WordReader) -> Findings:
    # "This week's news" is the news of this week, where "last year's champion" need not be of last year.
    news = replace(query, text=_OWNED_TIME.sub("", query.text))
    if asks_for_news(news.text, retriever.reading(news)):
        return _news(news, retriever, library)
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
    topic = of_edition(overview.topic, [passage.article for passage in found])
    articles = current(on_topic(topic, found, words), query.text)
    openings = _openings(overview, articles, library)[: query.limit]
    if not openings:
        return Findings(retriever.search(query))
    others = [passage for passage in found if not any(_same(passage, other) for other in openings)]
    return Findings(_ranked([*openings, *others][: query.limit]), topic, openings=len(openings))


def _news(query: Query, retriever: HybridRetriever, library: Library) -> Findings:
    """How the newest articles begin; where none is of the time asked for, those that say it above their text."""
    newest, times = retriever.newest(query), retriever.reading(query).times
    asked = times_asked(query.text, times)
    strict = any(time.strict for time in times)
    what_was = bool(asked) and not strict and _HAPPENED.search(query.text) is not None
    if newest and (not what_was or any(_heads(asked, each) for each in newest)):
        return Findings(newest, openings=min(len(newest), MOST_ARTICLES))
    found = retriever.search(replace(query, limit=max(query.limit, SEARCHED), loose=True))
    openings = [*_beginnings(_of_then(asked, found, headed_only=bool(newest))[:MOST_ARTICLES], library), *newest]
    if openings:
        passages = _ranked(_of_articles(openings)[: query.limit])
        return Findings(passages, openings=min(len(passages), MOST_ARTICLES))
    return Findings(()) if strict else _said_of_then(query, asked, found)


def _heads(asked: Sequence[NamedDate], passage: Passage) -> bool:
    """Whether the passage's article says one of the dates above its text."""
    return any(date.heads(passage.article) for date in asked)


def _of_then(asked: Sequence[NamedDate], found: Sequence[Passage], *, headed_only: bool) -> list[Passage]:
    """The first passages of the articles of one of the dates, those first that say it above their text, then newest."""
    # "In May" is the latest one, to the filter; where nothing is of that, any is meant.
    articles = _of_articles(found)
    if headed_only:
        of_then = [each for each in articles if _heads(asked, each)]
    else:
        of_then = [each for each in articles if any(date.is_of(each.article) for date in asked)]
    return sorted(of_then, key=lambda each: (not _heads(asked, each), _age(each)))


def _said_of_then(query: Query, asked: Sequence[NamedDate], found: Sequence[Passage]) -> Findings:
    """The passages that say one of the dates; where none does, the nearest, and that there is nothing of then."""
    said = [each for each in found if any(date.is_said_by(each.text, each.article) for date in asked)]
    if said:
        return Findings(_ranked(said[: query.limit]))
    words = " and ".join(f"“{query.text[date.start : date.end]}”" for date in asked)
    return Findings(
        found[: query.limit], answerable=False, narrowed=f"No article is of {words}, by its date or its text."
    )


def _with_those_headed(query: Query, retriever: HybridRetriever, found: Sequence[Passage]) -> Sequence[Passage]:
    """What was found, with articles of another date, or of none, that say the time asked for above their text.

    Those get up to half of the places.
    """
    asked = times_asked(query.text, [time for time in retriever.reading(query).times if time.strict])
    loose = retriever.search(replace(query, limit=max(query.limit, SEARCHED), loose=True)) if asked else []
    known = {passage.article.id for passage in found}
    headed = [
        each for each in loose if each.article.id not in known and any(date.heads(each.article) for date in asked)
    ][: query.limit if not found else query.limit // 2]
    return _ranked([*found[: query.limit - len(headed)], *headed]) if headed else found


def _narrowed(question: str, strict: Sequence[NamedTime], found: Findings) -> str:
    """What the times have left out."""
    words = " and ".join(f"“{question[time.start : time.end]}”" for time in strict)
    spans = " and ".join(_in_words(time) for time in strict)
    return f"I looked only for articles of {words}, {spans}{'' if found.passages else ': there are none'}."


def _in_words(time: NamedTime) -> str:
    first = day_of(time.since) if time.since else ""
    last = time.until - INSTANT if time.until else None
    until = day_of(last) if last else ""
    if first and until:
        return first if first == until else f"{first} to {until}"
    return f"since {first}" if first else f"until {until}"


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
    if overview.one:
        return _beginnings(articles[:1], library, chunks=None)
    return _beginnings(articles[:MOST_ARTICLES], library)


def _beginnings(articles: Sequence[Passage], library: Library, chunks: int | None = 1) -> list[Passage]:
    """The first so many chunks of the articles of these passages; None: all of them."""
    return [
        replace(passage, chunk_id=chunk.id, start=chunk.start, end=chunk.end)
        for passage in articles
        for chunk in library.chunks_of(passage.article.id)[:chunks]
        if chunk.version == passage.article.version
    ]


def _of_articles(passages: Sequence[Passage]) -> list[Passage]:
    """The first passage of each article."""
    first: dict[str, Passage] = {}
    for passage in passages:
        first.setdefault(passage.article.id, passage)
    return list(first.values())


def _age(passage: Passage) -> float:
    """For sorting: the newest first, those without a date last."""
    published = passage.article.published_at
    return -published.timestamp() if published else inf


def _same(one: Passage, other: Passage) -> bool:
    return (one.article.id, one.start, one.end) == (other.article.id, other.start, other.end)


def _ranked(passages: Sequence[Passage]) -> list[Passage]:
    return [replace(passage, rank=rank) for rank, passage in enumerate(passages, start=1)]
