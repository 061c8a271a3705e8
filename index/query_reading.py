"""What a question says about the passages it wants: publishers, times, clauses and content words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from index.clauses import Clause, clauses, content_words
from index.dating import NamedTime, named_times
from index.forms import written_out
from index.publishers import Mention, Publishers

_ARTICLE = re.compile(
    r"\b(?:articles?|reports?|reported|published|posted|stor(?:y|ies)|news|editions?|issues?|updates?|minutes|newsletters?"
    r"|artikel|berichte?|meldung(?:en)?|artículos?|informes?|noticias?|rapports?|nouvelles)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class WantedClause:
    """A clause with the publishers and times that stand in it or lead up to it."""

    clause: Clause
    publishers: frozenset[str]
    times: tuple[NamedTime, ...]


@dataclass(frozen=True, slots=True)
class QueryReading:
    """A question as it was understood."""

    question: str
    """With contractions written out."""
    content: str
    """Its content words, blanks between."""
    mentions: tuple[Mention, ...]
    times: tuple[NamedTime, ...]
    clauses: tuple[WantedClause, ...]

    @property
    def publishers(self) -> frozenset[str]:
        """All publishers that it names."""
        return frozenset(publisher for mention in self.mentions for publisher in mention.publishers)

    @property
    def tells_when_published(self) -> bool:
        """Whether its times are those of articles ("the Post's report of 3 May"), not of what they tell of."""
        return bool(self.mentions) or _ARTICLE.search(self.question) is not None


def read(question: str, publishers: Publishers, now: datetime) -> QueryReading:
    """What ``question`` says; ``publishers`` are the library's, ``now`` is the asker's clock."""
    question = written_out(question)
    mentions = publishers.mentions(question)
    # "Business Today" is no day.
    times = [
        time
        for time in named_times(question, now)
        if not any(mention.start < time.end and time.start < mention.end for mention in mentions)
    ]
    places = [(mention.start, mention.end) for mention in mentions]
    dates = [(time.start, time.end) for time in times]
    parts = clauses(question, places, dates)
    wanted = []
    for number, part in enumerate(parts):
        begin = parts[number - 1].end if number else 0
        own = [mention for mention in mentions if begin <= mention.start < part.end]
        wanted.append(
            WantedClause(
                part,
                frozenset(publisher for mention in own for publisher in mention.publishers),
                tuple(time for time in times if begin <= time.start < part.end),
            )
        )
    bare = list(question)
    for start, end in (*places, *dates):
        bare[start:end] = " " * (end - start)
    content = " ".join(content_words("".join(bare)))
    return QueryReading(question, content, tuple(mentions), tuple(times), tuple(wanted))
