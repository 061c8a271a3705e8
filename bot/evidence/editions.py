"""Editions of one document: "Travel policy (2022)" beside "Travel policy (2025)"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.evidence.replacing import replaces
from bot.evidence.years import asked_year
from index.article import StoredArticle
from index.dates import YEAR
from index.passage import Passage

OF_RECORDS = 0.25
"""How much being superseded counts of what records what was: the minutes of 2023 hold though there are newer ones."""

_RECORDS = re.compile(
    r"\b(?:minutes|reports?|protocols?|newsletters?|results|reviews?|logs?|diary|accounts|proceedings|meetings?"
    r"|protokoll|bericht|procès-verbal|rapport|acta|informe)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(rf"(?<![\d.,-]){YEAR}(?!\d|[.,]\d)")
_FIGURE = re.compile(r"\d+")
_CODE = re.compile(r"\W*[A-Za-z]{1,8}-\d|\W*[A-Z]\d{3,}")
"""INC-347 and INC-348 are two incidents, and no editions of one."""


@dataclass(frozen=True, slots=True)
class _Edition:
    name: str
    """The title without its year or number; "" of one that has none, or is little else."""
    title: str
    figures: frozenset[str]
    year: int | None
    """The one that the title names, the last of several."""
    published_at: datetime | None

    @property
    def record(self) -> bool:
        return _RECORDS.search(self.name) is not None

    def newer_than(self, other: _Edition) -> bool:
        if self.year and other.year and self.year != other.year:
            return self.year > other.year
        return bool(self.published_at and other.published_at and self.published_at > other.published_at)


def superseded(articles: Sequence[StoredArticle], question: str) -> list[float]:
    """How much of each article is out of date, 0 to 1: another is a newer edition of it, or the one of the year asked.

    The edition that the question names is not, nor the one that was in force in the year that it names.
    """
    editions = [_edition(article) for article in articles]
    figures = set(_FIGURE.findall(question))
    old: list[float] = []
    for article, own in zip(articles, editions, strict=True):
        family = [other for other in editions if own.name and other.name == own.name]
        chosen = _chosen(own, family, asked_year(question))
        replaced = any(
            replaces(newer, article) and not (own.year and other.year and other.year < own.year)
            for newer, other in zip(articles, editions, strict=True)
        )
        if chosen is not None:
            old.append(float(not chosen))
        elif own.figures & figures:
            old.append(0.0)
        elif replaced or not own.record:
            old.append(float(replaced or any(other.newer_than(own) for other in family)))
        else:
            old.append(OF_RECORDS * any(other.newer_than(own) for other in family))
    return old


def current(passages: Sequence[Passage], question: str) -> list[Passage]:
    """The passages without those of an older edition."""
    old = superseded([passage.article for passage in passages], question)
    return [passage for passage, much in zip(passages, old, strict=True) if much < 1]


def of_edition(topic: str, articles: Sequence[StoredArticle]) -> str:
    """A topic without its year, where that chooses among editions: their sentences do not say it."""
    year = asked_year(topic)
    if year is None:
        return topic
    editions = [_edition(article) for article in articles]
    of_year = {edition.name for edition in editions if edition.name and edition.year == year}
    chosen = any(edition.name in of_year and edition.year != year for edition in editions)
    return " ".join(topic.replace(str(year), " ").split()) if chosen or missing(articles, topic) else topic


@dataclass(frozen=True, slots=True)
class Missing:
    """An edition that is asked for by its year, and is not there."""

    title: str
    """What it would be called."""
    before: str
    """The title of the one that was in force then; "" where there is none."""
    years: tuple[int, ...]
    """Of the editions that there are."""

    @property
    def note(self) -> str:
        """What a reader must know of it."""
        if self.before:
            return f"No “{self.title}” was found: the one before it is “{self.before}”."
        return f"No “{self.title}” was found, only of {' and '.join(map(str, self.years))}."


def missing(articles: Sequence[StoredArticle], question: str) -> Missing | None:
    """The edition that the question names by its year, if there are others and not this one.

    ``articles``: those that were found, best first.  The first one's editions are meant, or those of a title that the
    question has.
    """
    year = asked_year(question)
    if year is None:
        return None
    words = set(_words(question))
    editions = [_edition(article) for article in articles]
    named = [own for own in editions if own.name and own.year and words.issuperset(own.name.split())]
    for own in (*named, *editions[:1]):
        family = [at for at, each in enumerate(editions) if own.name and each.name == own.name and each.year]
        before = max((editions[at] for at in family if _year(editions[at]) < year), key=_year, default=None)
        years = sorted({_year(editions[at]) for at in family})
        if len(years) < (1 if named else 2):
            continue
        if any(str(year) in f"{articles[at].title}\n{articles[at].text}" for at in family):
            return None
        title = _YEAR.sub(str(year), own.title)
        return Missing(title, "" if before is None or before.record else before.title, tuple(years))
    return None


def _chosen(own: _Edition, editions: Sequence[_Edition], asked: int | None) -> bool | None:
    """Whether this edition was in force in the year that is asked about; None where the year chooses none."""
    years = {edition.year for edition in editions if edition.year}
    if not asked or not own.year or len(years) < 2:
        return None
    past = [year for year in years if year == asked or (year < asked and not own.record)]
    return own.year == max(past) if past else None


def _edition(article: StoredArticle) -> _Edition:
    title = article.title
    years = [int(year) for year in _YEAR.findall(title)]
    figures = frozenset(_FIGURE.findall(title))
    return _Edition(_undated(title), title, figures, max(years, default=None), article.published_at)


def _year(edition: _Edition) -> int:
    return edition.year or 0


def _undated(title: str) -> str:
    tokens = title.split()
    words = _words(" ".join(token for token in tokens if not re.search(r"\d", token)))
    codes = [token.casefold() for token in tokens if _CODE.match(token)]
    return " ".join([*words, *codes]) if len(words) > 1 and re.search(r"\d", title) else ""


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]{2,}", text.casefold())
