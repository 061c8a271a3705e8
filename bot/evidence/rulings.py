"""What rules say for and against a sentence: it defines what is asked about, or is of another year or another code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.evidence.abbreviations import in_other_names
from bot.evidence.asked import Asked
from bot.evidence.candidates import Candidate
from bot.evidence.codes import of_codes, of_versions
from bot.evidence.continuing import is_discussed
from bot.evidence.defining import as_asked, defining
from bot.evidence.editions import superseded
from bot.evidence.layout import layout_of
from bot.evidence.live_blogs import overtaken
from bot.evidence.matching import Matching, asks_for_a_thing
from bot.evidence.outdoing import outdone_rows, replies_to_others
from bot.evidence.page_notes import of_a_notice
from bot.evidence.years import of_another_year
from bot.language.terms import Word, WordReader
from index.clauses import content_words
from index.passage import Passage

DEFINED = 8.0
"""Log odds that it counts for to say what the question asks to have explained: more than all else."""
OUTDONE = 6.0
"""Log odds that it counts against a table row that another row fits better."""
SUPERSEDED = 6.0
"""Log odds that it counts against a sentence that it stands in an older edition."""
OTHER_YEAR = 2.0
"""Log odds that it counts against a sentence that it is of another year than the one asked about."""
OF_CODE = 3.0
"""Log odds that it counts for a sentence to be of the code that is asked about, and against it to be of another."""
OF_DISCUSSED = 1.5
"""Log odds that it counts for a sentence to stand in an article that the last answer quoted, if nothing is named."""
ECHOED = 6.0
"""Log odds that it counts against a sentence that says no more than the question does."""

_ANNOUNCING = frozenset({"reason", "reasons", "cause", "causes", "answer", "simple"})
"""Words that promise what comes behind them."""


@dataclass(frozen=True, slots=True)
class Rulings:
    """What each rule finds; each array has one entry a sentence."""

    defines: NDArray[np.float64]
    """How much each says what the question asks to have explained, or answers the same question in an FAQ; else 0."""
    outdone: NDArray[np.float64]
    """1 of a table row, or a task with its labels, where another one beside it has more of the question, and of a short
    piece that is of another name than the question, or of a "Yes" to another question; else 0."""
    superseded: NDArray[np.float64]
    """1 of what an older edition says of a document of which a newer one is there, less of a record, else 0."""
    other_year: NDArray[np.float64]
    """1 of what is said of another year than the one asked about, else 0."""
    discussed: NDArray[np.float64]
    """1 of what stands in an article that the last answer quoted, if the question may mean that one; else 0."""
    codes: NDArray[np.float64]
    """1 of what is said of a code that the question names ("E1042"), -1 of what is said of another one, else 0."""
    echoes: NDArray[np.float64]
    """1 of a sentence that has no word of its own: "The reason is the bridge." to why the bridge is closed."""
    asides: NDArray[np.float64]
    """Log odds that count against notices of what was put right and against entries of live blogs."""

    @property
    def log_odds(self) -> NDArray[np.float64]:
        """The log odds that rules add to what is weighed."""
        against = OUTDONE * self.outdone + SUPERSEDED * self.superseded
        against = against + OTHER_YEAR * self.other_year + ECHOED * self.echoes + self.asides
        return DEFINED * self.defines + OF_CODE * self.codes + OF_DISCUSSED * self.discussed - against


def rulings(question: str, called: Mapping[str, Sequence[str]], these: Matching, reader: WordReader) -> Rulings:
    """What the rules find; ``called``: what the passages call by other names than the question."""
    return Rulings(
        defines=_defines(question, called, these),
        outdone=_outdone(these, reader),
        superseded=_superseded(question, these),
        other_year=_other_year(question, these),
        discussed=np.array([is_discussed(passage) for passage in these.articles], np.float64),
        codes=_codes(question, these),
        echoes=np.array([_echoes(own, asked) for own, asked in zip(these.words, these.asks, strict=True)], np.float64),
        asides=_asides(question, these),
    )


def _defines(question: str, called: Mapping[str, Sequence[str]], these: Matching) -> NDArray[np.float64]:
    asked_so = (question, *in_other_names(question, called))
    told = [defining(each, these.passages, these.sentences) for each in asked_so]
    same = as_asked(question, these.sentences, these.asks, these.words, these.headed, these.in_title)
    defines: NDArray[np.float64] = np.maximum.reduce([*told, same])
    return defines


def _outdone(these: Matching, reader: WordReader) -> NDArray[np.float64]:
    rows = outdone_rows(these.sentences, these.asks, these.passages, reader)
    replies = replies_to_others(these.sentences, these.asks, these.headed)
    outdone: NDArray[np.float64] = np.maximum.reduce([rows, replies, _of_another(these)])
    return outdone


def _superseded(question: str, these: Matching) -> NDArray[np.float64]:
    older = superseded([passage.article for passage in these.passages], question)
    return np.array([older[candidate.article] for candidate in these.sentences], np.float64)


def _other_year(question: str, these: Matching) -> NDArray[np.float64]:
    dated = [_dated(each, passage) for each, passage in zip(these.sentences, these.articles, strict=True)]
    return np.array(of_another_year(question, dated), np.float64)


def _codes(question: str, these: Matching) -> NDArray[np.float64]:
    """1 of what is said of a code or of a version that the question names, -1 of another one, else 0."""
    pairs = list(zip(these.sentences, these.articles, strict=True))
    codes = np.array(of_codes(question, [_of_what(each, passage) for each, passage in pairs]), np.float64)
    above = [layout_of(passage.article.text).version(each.span.start) for each, passage in pairs]
    return np.clip(codes + np.array(of_versions(question, above), np.float64), -1, 1)


def _asides(question: str, these: Matching) -> NDArray[np.float64]:
    shares = [asked.share(set(terms)) for terms, asked in zip(these.in_order, these.asks, strict=True)]
    notices = of_a_notice(question, these.sentences, these.passages)
    return notices + overtaken(question, these.sentences, these.passages, shares, these.holds)


def _dated(candidate: Candidate, passage: Passage) -> str:
    """A sentence with the years that it need not name: those of its heading, of its article's title and date."""
    published = passage.article.published_at
    return f"{published.year if published else ''} {' '.join(_of_what(candidate, passage))}"


def _of_what(candidate: Candidate, passage: Passage) -> tuple[str, str]:
    """What stands above a sentence, its article's title and its heading, and it itself."""
    return f"{passage.article.title} {candidate.heading}", candidate.read_as


def _echoes(words: Sequence[Word], asked: Asked) -> bool:
    """Whether a sentence tells nothing that the question does not: yes and no are answered so, a reason is not."""
    if not asks_for_a_thing(asked):
        return False
    telling = {word.lower() for word in content_words(" ".join(word.surface for word in words))} - _ANNOUNCING
    return bool(telling) and all(word.term in asked.stems for word in words if word.surface.lower() in telling)


def _of_another(these: Matching) -> NDArray[np.float64]:
    """Which short pieces ("Contract number PL-2022-118.") stand beside another name than the question has."""
    told = zip(these.sentences, these.asks, these.around, strict=True)
    return np.array([candidate.particular and not asked.names <= near for candidate, asked, near in told], np.float64)
