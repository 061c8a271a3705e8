"""Measures search and refusal against questions with known evidence.

``docs/evaluation.md`` explains each figure in words.
"""

from __future__ import annotations

import json
import os
import statistics
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from index.errors import UnreadableError
from index.passage import Passage
from index.sentences import sentences
from index.sources.lines import read_lines

KS = (1, 3, 5, 10)
"""The depths that Hits@k is given for."""

DEPTH = 10
"""MRR and MAP look no deeper, as is usual for what people read."""

_ARTICLES = ("articles", "article", "urls", "url")
_WORDS = ("answer_words", "answers", "answer")


@dataclass(frozen=True, slots=True)
class Case:
    """A question with what is known about its answer."""

    number: int
    """Its line in the file."""
    question: str
    articles: tuple[str, ...] = ()
    """The articles that answer it: ids, links, or names of the files they were read from."""
    answer_words: tuple[str, ...] = ()
    """Words that an answer holds, any of them."""
    answerable: bool | None = None
    """None: not known."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a question."""

    case: Case
    passages: tuple[Passage, ...]
    declined: bool
    confidence: float | None
    """Estimated probability that the passages answer it; below the threshold it was declined."""
    quotes: tuple[str, ...]
    seconds: float

    @property
    def found(self) -> tuple[frozenset[str], ...]:
        """For each passage, which of the case's articles (or, without articles, of its answer words) it brings."""
        if self.case.articles:
            return tuple(
                frozenset(ref for ref in self.case.articles if is_article(ref, passage)) for passage in self.passages
            )
        words = {_plain(word) for word in self.case.answer_words}
        return tuple(
            # Different spellings of one answer are one piece of evidence.
            frozenset({"answer"}) if any(word in _plain(passage.text) for word in words) else frozenset()
            for passage in self.passages
        )

    @property
    def rank(self) -> int | None:
        """The rank of the first passage that is right; None if none is."""
        return next((rank for rank, evidence in enumerate(self.found, 1) if evidence), None)

    @property
    def average_precision(self) -> float:
        """New evidence per rank over all evidence, as MultiHop-RAG counts MAP@10 (Tang & Yang 2024)."""
        seen: set[str] = set()
        gained = 0.0
        for rank, evidence in enumerate(self.found[:DEPTH], 1):
            gained += len(evidence - seen) / rank
            seen |= evidence
        return gained / min(len(self.case.articles) or 1, DEPTH)

    @property
    def quotes_answer(self) -> bool:
        """Whether a quote holds any of the answer's words."""
        quoted = _plain(" ".join(self.quotes))
        return not self.declined and any(_plain(word) in quoted for word in self.case.answer_words)

    @property
    def failure(self) -> str | None:
        """What went wrong, in a few words; None if nothing did."""
        if self.case.answerable is False:
            return None if self.declined else "answered, though the articles do not say"
        if self.declined:
            return "declined, though the articles say" if self.case.answerable else None
        if (self.case.articles or self.case.answer_words) and self.rank is None:
            return "the right passage was not found"
        if self.case.answer_words and not self.quotes_answer:
            return "the quotes do not hold the answer"
        return None


@dataclass(frozen=True, slots=True)
class Refusals:
    """How declining went at one threshold; None where there was nothing to measure it on."""

    threshold: float | None
    precision: float | None
    """Of the declined, the share that the articles do not answer."""
    recall: float | None
    """Of what the articles do not answer, the share that was declined."""
    false: float | None
    """Of what the articles answer, the share that was declined."""


@dataclass(frozen=True, slots=True)
class Figures:
    """All figures over a set of questions; shares from 0 to 1, None where no question allows the figure."""

    questions: int
    searched: int
    """Questions whose evidence is known: Hits, MRR and MAP are over these."""
    hits: tuple[tuple[int, float], ...]
    mrr: float | None
    average_precision: float | None
    refusals: Refusals
    quoted: float | None
    """Of the answerable questions with answer words, the share whose quotes hold them."""
    sentences: float | None
    """Sentences quoted in an answer, on average over those that were not declined."""
    median_ms: float | None
    p95_ms: float | None


def read_cases(path: Path) -> Iterator[Case]:
    """The questions of a JSONL file, in order.  Raises UnreadableError, which names the line.

    Fields: ``question``; ``articles`` or ``urls``; ``answer_words`` or ``answers``; ``answerable``, which is true where
    articles or words are given and it is not said.
    """
    for number, line in enumerate(read_lines(path), 1):
        if line.strip():
            yield _case(path, number, line)


def measure(outcomes: Sequence[Outcome]) -> Figures:
    """The figures over ``outcomes``."""
    searched = [
        outcome
        for outcome in outcomes
        if outcome.case.answerable is not False and (outcome.case.articles or outcome.case.answer_words)
    ]
    ranks = [outcome.rank or len(outcome.passages) + DEPTH for outcome in searched]
    worded = [outcome for outcome in searched if outcome.case.answer_words]
    lengths = [sum(len(sentences(quote)) for quote in outcome.quotes) for outcome in outcomes if not outcome.declined]
    times = sorted(1000 * outcome.seconds for outcome in outcomes)
    return Figures(
        questions=len(outcomes),
        searched=len(searched),
        hits=tuple((k, sum(rank <= k for rank in ranks) / len(ranks)) for k in KS) if ranks else (),
        mrr=_share(sum(1 / rank for rank in ranks if rank <= DEPTH), len(ranks)),
        average_precision=_share(sum(outcome.average_precision for outcome in searched), len(searched)),
        refusals=_refusals(outcomes, [outcome.declined for outcome in outcomes], None),
        quoted=_share(sum(outcome.quotes_answer for outcome in worded), len(worded)),
        sentences=_share(sum(lengths), len(lengths)),
        median_ms=statistics.median(times) if times else None,
        p95_ms=times[min(len(times) - 1, int(0.95 * len(times)))] if times else None,
    )


def refusal_curve(outcomes: Iterable[Outcome], steps: int = 100) -> list[Refusals]:
    """How declining would go at each threshold from 0 to 1, over the questions whose confidence is known."""
    known = [outcome for outcome in outcomes if outcome.confidence is not None and outcome.case.answerable is not None]
    curve = []
    for step in range(steps + 1):
        threshold = step / steps
        declined = [outcome.confidence is not None and outcome.confidence < threshold for outcome in known]
        curve.append(_refusals(known, declined, threshold))
    return curve


def is_article(ref: str, passage: Passage) -> bool:
    """Whether ``ref`` names the passage's article: its id, a link, where it was read from, or that file's name."""
    article = passage.article
    places = [(article.source, article.url), *((copy.source, copy.url) for copy in article.copies)]
    names = {article.id}.union(*(_names(*place) for place in places))
    return not names.isdisjoint(_readings(ref))


def unknown_articles(cases: Iterable[Case], places: Iterable[tuple[str, str, str | None]]) -> list[tuple[Case, str]]:
    """What cases name as an article that none goes by; ``places`` are (article id, source, link) of all there are."""
    names: set[str] = set()
    for article_id, source, url in places:
        names |= {article_id, *_names(source, url)}
    return [(case, ref) for case in cases for ref in case.articles if names.isdisjoint(_readings(ref))]


def _names(source: str, url: str | None) -> set[str]:
    """What an article at this place goes by."""
    file = PurePosixPath(source.replace("\\", "/"))
    return {source, file.name, file.stem, url or source}


def _readings(ref: str) -> set[str]:
    """A name as it is written, and as a path from the current folder."""
    return {ref, os.path.abspath(ref)}  # noqa: PTH100 - links stay, as in an article's source


def _refusals(outcomes: Sequence[Outcome], declined: Sequence[bool], threshold: float | None) -> Refusals:
    pairs = [(outcome.case.answerable, no) for outcome, no in zip(outcomes, declined, strict=True)]
    refused = [answerable for answerable, no in pairs if no and answerable is not None]
    unanswerable = [no for answerable, no in pairs if answerable is False]
    answerable_ones = [no for answerable, no in pairs if answerable]
    return Refusals(
        threshold,
        _share(sum(answerable is False for answerable in refused), len(refused)),
        _share(sum(unanswerable), len(unanswerable)),
        _share(sum(answerable_ones), len(answerable_ones)),
    )


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


def _plain(text: str) -> str:
    """Text for comparison: one blank between words, no case, straight quotes."""
    straight = unicodedata.normalize("NFKC", text).translate(str.maketrans("\u2018\u2019\u201c\u201d", "''\"\""))
    return " ".join(straight.casefold().split())


def _case(path: Path, number: int, line: str) -> Case:
    place = f"{path}, line {number}"
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:  # also a number of thousands of digits, brackets by the thousand
        reason = error.msg if isinstance(error, json.JSONDecodeError) else error
        raise UnreadableError(place, f"is no JSON ({reason}): write one question a line.") from error
    question = record.get("question", record.get("query")) if isinstance(record, dict) else None
    if not isinstance(question, str) or not question.strip():
        raise UnreadableError(place, 'has no "question": write {"question": "…", "articles": ["…"]}.')
    answerable = record.get("answerable")
    if not isinstance(answerable, bool | None):
        raise UnreadableError(place, '"answerable" must be true or false.')
    articles = tuple(text for field in _ARTICLES for text in _texts(place, field, record.get(field)))
    words = tuple(text for field in _WORDS for text in _texts(place, field, record.get(field)))
    if answerable is None and (articles or words):
        answerable = True
    return Case(number, question, articles, words, answerable)


def _texts(place: str, field: str, value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    values = value if isinstance(value, list) else [value]
    texts = tuple(each for each in values if isinstance(each, str))
    if len(texts) < len(values):
        raise UnreadableError(place, f'"{field}" must be a text or a list of texts.')
    return tuple(each for each in texts if each.strip())
