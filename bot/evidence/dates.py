"""Dates that a question names, and what is of them: 22 April is 2025-04-22 and April 22nd."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from bot.evidence.candidates import Candidate
from bot.evidence.layout import layout_of
from bot.evidence.years import asked_year, named_years
from bot.language.moments import Days, moments
from index.article import StoredArticle
from index.dating import NamedTime, named_times
from index.passage import Passage

_MONTH_IN_SMALL = re.compile(
    r"(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )|(?<=\bin )|(?<=\bof ))(?:march|may)\b|\b(?:march|may)(?= \d)"
)
"""In a question, where they are no verbs: ``moments`` takes them for such."""
_BOUND = re.compile(
    r"\b(?:since|after|until|till|before|by|up to|than|prior to|from|to|between(?: .* and)?)(?: the)? $", re.IGNORECASE
)
"""Before a date at which a span begins or ends: what is wanted is of other days."""
_NO_CLOCK = datetime(2000, 1, 1, tzinfo=UTC)
"""Which words are counted from the clock does not hang on what it shows."""
_ANY_YEAR = 2000
"""Stands for the year where none is known: it has a 29 February."""
_MONTH_DAYS = 31
INSTANT = timedelta(microseconds=1)
"""Before the end of a span that is half open."""


@dataclass(frozen=True, slots=True)
class NamedDate:
    """A day, a month or a year that a text names."""

    start: int
    end: int
    """``text[start:end]`` is how the text has it."""
    spans: tuple[Days, ...]
    """First and last day, of each that it may mean: 3/4/2025 is in March or in April."""
    any_year: bool
    """Whether it names no year, and nothing else tells which it is."""

    @property
    def days(self) -> int:
        """How long it is."""
        first, last = self.spans[0]
        return (last - first).days + 1

    def holds(self, other: NamedDate) -> bool:
        """Whether the other one is the same, or lies in it."""
        if not (self.any_year or other.any_year):
            return any(low <= first and last <= high for low, high in self.spans for first, last in other.spans)
        # "14 March" says nothing of 2025.
        return max(self.days, other.days) <= _MONTH_DAYS and any(
            low.timetuple()[1:3] <= first.timetuple()[1:3] and last.timetuple()[1:3] <= high.timetuple()[1:3]
            for low, high in self.spans
            for first, last in other.spans
        )

    def is_said_by(self, text: str, article: StoredArticle) -> bool | None:
        """Whether a text of an article says this date; None where it says neither this nor another as short."""
        named = named_dates(text, _published(article))
        if any(self.holds(other) for other in named):
            return True
        return False if any(other.days <= self.days for other in named) else None

    def is_of(self, article: StoredArticle) -> bool:
        """Whether an article was published then, or says this date above its text."""
        published = _published(article)
        then = published is not None and self.holds(NamedDate(0, 0, ((published, published),), any_year=False))
        return then or self.heads(article)

    def heads(self, article: StoredArticle) -> bool:
        """Whether the title of an article, or the short lines above its text, say this date."""
        return bool(self.is_said_by(f"{article.title}\n{layout_of(article.text).opening()}", article))


def named_dates(text: str, published: date | None) -> list[NamedDate]:
    """The days, months and years that a text names; one without a year is the one nearest to when it was published."""
    found: list[NamedDate] = []
    for moment in moments(text, published=None):
        if moment.yearless:
            years = [published.year + more for more in (-1, 0, 1)] if published else [_ANY_YEAR]
            spans = [span for year in years if (span := _in_year(year, *moment.yearless))]
            if published:
                spans = sorted(spans, key=lambda span: abs(span[0] - published))[:1]
            if spans:
                found.append(NamedDate(moment.start, moment.end, tuple(spans), any_year=published is None))
        elif moment.spans and not moment.key:
            found.append(NamedDate(moment.start, moment.end, moment.spans, any_year=False))
    return found


def asked_dates(question: str) -> list[NamedDate]:
    """The dates that a question names; not those before or after which something was."""
    text = _MONTH_IN_SMALL.sub(lambda match: match[0].capitalize(), question)
    return [named for named in named_dates(text, None) if not _BOUND.search(question[: named.start])]


def times_asked(question: str, times: Sequence[NamedTime]) -> list[NamedDate]:
    """The dates that a question names, and those of ``times``, which it names too, that are counted from the clock."""
    counted = [
        NamedDate(time.start, time.end, ((time.since.date(), (time.until - INSTANT).date()),), any_year=False)
        for time in times
        if time.strict and time.since and time.until
    ]
    return [*asked_dates(question), *counted]


def with_dates(found: Sequence[Candidate], question: str, passages: Sequence[Passage]) -> list[Candidate]:
    """The sentences with those of the question's dates that they say in another form, or are of with their article.

    What an article is of, its sentences need not say again; one that names another day is of that day.
    """
    # Of a year, most articles of a library may be: it is held by what has it in its title alone, see `years`.
    year = asked_year(question)
    asked = [each for each in asked_dates(question) if each.days <= _MONTH_DAYS]
    # The search has left out what is of no time that is counted from the clock.
    clock = tuple(question[time.start : time.end] for time in named_times(question, _NO_CLOCK) if time.strict)
    if not asked and not clock and year is None:
        return list(found)
    articles = {each.article: passages[each.article].article for each in found}
    holding = {at: [each.is_of(article) for each in asked] for at, article in articles.items()}
    read: list[Candidate] = []
    for candidate in found:
        dates = list(clock)
        for each, held in zip(asked, holding[candidate.article], strict=True):
            words = question[each.start : each.end]
            said = each.is_said_by(candidate.with_heading, articles[candidate.article])
            if (held if said is None else said) and words.lower() not in candidate.with_heading.lower():
                dates.append(words)
        titled = str(year) in named_years(articles[candidate.article].title)
        if titled and not named_years(candidate.with_heading):
            dates.append(str(year))
        read.append(replace(candidate, dates=tuple(dates)) if dates else candidate)
    return read


def _published(article: StoredArticle) -> date | None:
    return article.published_at.date() if article.published_at else None


def _in_year(year: int, month: int, day: int | None) -> Days | None:
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return None
    return date(year, month, day or 1), date(year, month, day or last)
