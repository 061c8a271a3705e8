"""What is measured of each sentence, for picking the ones that answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.evidence.abbreviations import abbreviations, in_other_names, with_abbreviations
from bot.evidence.answer_types import Kind, holds
from bot.evidence.asked import Asked, names_written_small, take_apart
from bot.evidence.candidates import Candidate, candidates
from bot.evidence.codes import of_codes, of_versions
from bot.evidence.continuing import is_discussed
from bot.evidence.dates import with_dates
from bot.evidence.defining import as_asked, defining
from bot.evidence.editions import superseded
from bot.evidence.layout import layout_of
from bot.evidence.listing import with_lists
from bot.evidence.live_blogs import overtaken
from bot.evidence.mastheads import with_mastheads
from bot.evidence.outdoing import outdone_rows, replies_to_others
from bot.evidence.page_notes import of_a_notice
from bot.evidence.referents import with_referents
from bot.evidence.rows import with_rows
from bot.evidence.speakers import with_speakers
from bot.evidence.subjects import subjects, titled
from bot.evidence.years import of_another_year
from bot.language.terms import Word, WordReader
from index.article import StoredArticle
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

SENTENCE_FEATURES = (
    "covered",
    "covered_with_neighbours",
    "names_with_neighbours",
    "pairs",
    "holds_kind",
    "holds_kind_covered",
    "first_passage",
    "passage_rank",
    "passage_score",
    "length",
    "short",
    "leans",
    "question",
    "lead",
    "rank_covered",
    "new_words",
    "covered_rare_here",
    "neighbours_rare_here",
    "best_of_passage",
)


@dataclass(frozen=True, slots=True)
class Read:
    """The passages read for one question."""

    asked: Asked
    """As the best passage's language words it."""
    asked_in: dict[str | None, Asked]
    """The same for each language among the articles."""
    sentences: list[Candidate]
    titles: dict[int, str]
    """Of each passage, its article's title, with the names of the question that the article is about."""
    words: list[list[Word]]
    matched: list[set[str]]
    """The question's terms in each sentence."""
    around: list[set[str]]
    """The same with the two sentences before, the one after and the title."""
    holds: list[bool]
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
    features: NDArray[np.float64]
    """One row a sentence, in the order of SENTENCE_FEATURES."""

    @property
    def ruled(self) -> NDArray[np.float64]:
        """The log odds that rules add to what is weighed."""
        against = OUTDONE * self.outdone + SUPERSEDED * self.superseded
        against = against + OTHER_YEAR * self.other_year + ECHOED * self.echoes + self.asides
        return DEFINED * self.defines + OF_CODE * self.codes + OF_DISCUSSED * self.discussed - against


def read(question: str, passages: Sequence[Passage], reader: WordReader) -> Read:
    """The sentences under the passages with everything that is measured of them."""
    called = abbreviations(question, passages)
    found = with_abbreviations(candidates(passages), called)
    found = with_speakers(with_dates(found, question, passages), question, passages)
    found = with_lists(with_referents(found, question, passages), question, passages, reader)
    found = with_rows(with_mastheads(found, question, passages, reader), question, passages, reader)
    languages = [passage.article.language for passage in passages] or [None]
    words: list[list[Word]] = []
    headed: list[list[Word]] = []
    for candidate in found:
        article = passages[candidate.article].article
        words.append(reader.words(candidate.read_as, article.language))
        headed.append(reader.words(candidate.heading, article.language))
    small = names_written_small(question, [own for own, each in zip(words, found, strict=True) if each.prose])
    asked_in = {language: take_apart(question, language, reader, small) for language in dict.fromkeys(languages)}
    asks = [asked_in[passages[candidate.article].article.language] for candidate in found]
    rows = [asked.among(own) for own, asked in zip(words, asks, strict=True)]
    # What a section is about, its heading says, and its sentences need not say again.
    matched = [set(terms) | set(asked.among(own)) for terms, own, asked in zip(rows, headed, asks, strict=True)]
    titles = {number: _titled(passages[number].article, asked_in) for number in {each.article for each in found}}
    in_title = {}
    for number, title in titles.items():
        language = passages[number].article.language
        in_title[number] = set(asked_in[language].among(reader.words(title, language)))
    around = [_around(number, found, matched) | in_title[candidate.article] for number, candidate in enumerate(found)]
    holding = [
        asked.kind not in (Kind.YES_NO, Kind.OTHER) and holds(asked.kind, candidate.text, own, asked.stems)
        for candidate, own, asked in zip(found, words, asks, strict=True)
    ]
    features = _features(passages, found, words, asks, rows, matched, around, holding)
    same = as_asked(question, found, asks, words, headed, in_title)
    asked_so = [defining(each, passages, found) for each in (question, *in_other_names(question, called))]
    defines = np.maximum.reduce([*asked_so, same])
    rows_outdone, others = outdone_rows(found, asks, passages, reader), replies_to_others(found, asks, headed)
    outdone = np.maximum.reduce([rows_outdone, others, _of_another(found, asks, around)])
    older = superseded([passage.article for passage in passages], question)
    old = np.array([older[candidate.article] for candidate in found], np.float64)
    dated = [_dated(candidate, passages[candidate.article]) for candidate in found]
    other_year = np.array(of_another_year(question, dated), np.float64)
    codes = np.array(of_codes(question, [_of_what(each, passages[each.article]) for each in found]), np.float64)
    above = [layout_of(passages[each.article].article.text).version(each.span.start) for each in found]
    codes = np.clip(codes + np.array(of_versions(question, above), np.float64), -1, 1)
    asked = asked_in[languages[0]]
    echoes = np.array([_echoes(own, asked) for own, asked in zip(words, asks, strict=True)], np.float64)
    discussed = np.array([is_discussed(passages[each.article]) for each in found], np.float64)
    shares = [asked.share(set(terms)) for terms, asked in zip(rows, asks, strict=True)]
    asides = of_a_notice(question, found, passages) + overtaken(question, found, passages, shares, holding)
    rules = (defines, outdone, old, other_year, discussed, codes, echoes, asides)
    return Read(asked, asked_in, found, titles, words, matched, around, holding, *rules, features)


def _titled(article: StoredArticle, asked_in: Mapping[str | None, Asked]) -> str:
    """The title of an article, with the names of the question that it is about."""
    return titled(article.title, subjects(article, asked_in[article.language].names))


def _dated(candidate: Candidate, passage: Passage) -> str:
    """A sentence with the years that it need not name: those of its heading, of its article's title and date."""
    published = passage.article.published_at
    return f"{published.year if published else ''} {' '.join(_of_what(candidate, passage))}"


def _of_what(candidate: Candidate, passage: Passage) -> tuple[str, str]:
    """What stands above a sentence, its article's title and its heading, and it itself."""
    return f"{passage.article.title} {candidate.heading}", candidate.read_as


def _echoes(words: Sequence[Word], asked: Asked) -> bool:
    """Whether a sentence tells nothing that the question does not: yes and no are answered so, a reason is not."""
    if asked.kind in (Kind.YES_NO, Kind.OTHER):
        return False
    telling = {word.lower() for word in content_words(" ".join(word.surface for word in words))} - _ANNOUNCING
    return bool(telling) and all(word.term in asked.stems for word in words if word.surface.lower() in telling)


def _of_another(found: Sequence[Candidate], asks: Sequence[Asked], around: Sequence[set[str]]) -> NDArray[np.float64]:
    """Which short pieces ("Contract number PL-2022-118.") stand beside another name than the question has."""
    told = zip(found, asks, around, strict=True)
    return np.array([candidate.particular and not asked.names <= near for candidate, asked, near in told], np.float64)


def _around(number: int, found: Sequence[Candidate], matched: Sequence[set[str]]) -> set[str]:
    terms = set(matched[number])
    article = found[number].article
    for other in (number - 2, number - 1, number + 1):
        if 0 <= other < len(found) and found[other].article == article:
            terms |= matched[other]
    return terms


def _features(
    passages: Sequence[Passage],
    found: Sequence[Candidate],
    words: Sequence[list[Word]],
    asks: Sequence[Asked],
    in_order: Sequence[list[str]],
    matched: Sequence[set[str]],
    around: Sequence[set[str]],
    holding: Sequence[bool],
) -> NDArray[np.float64]:
    rows = np.zeros((len(found), len(SENTENCE_FEATURES)))
    if not found:
        return rows
    scores = [passage.score for passage in passages]
    spread = (scores[0] - scores[-1]) or 1.0
    for number, (candidate, own, asked) in enumerate(zip(found, words, asks, strict=True)):
        covered, wide = asked.share(matched[number]), asked.share(around[number])
        names = len(asked.names & around[number]) / len(asked.names) if asked.names else 1.0
        pairs = len(asked.pairs & set(pairwise(in_order[number]))) / len(asked.pairs) if asked.pairs else covered
        informative = asked.kind not in (Kind.YES_NO, Kind.OTHER)
        new = len({word.term for word in own} - asked.stems.keys())
        rows[number, :14] = (
            covered,
            wide,
            names,
            pairs,
            (1.0 if holding[number] else -1.0) if informative else 0.0,
            (covered if holding[number] else -covered) if informative else 0.0,
            candidate.passage == 0,
            1 / (1 + candidate.passage),
            (scores[candidate.passage] - scores[-1]) / spread,
            math.log1p(len(own)),
            len(own) < 8,
            candidate.leans,
            candidate.text.rstrip("\"'”’)").endswith("?"),
            candidate.span.start < 400,
        )
        rows[number, 15] = min(1.0, new / 25)
    here = _rare_here(asks, matched)
    for number, terms in enumerate(matched):
        total = sum(here[term] for term in asks[number].weights) or 1.0
        rows[number, 16] = math.fsum(here.get(term, 0.0) for term in terms) / total
        rows[number, 17] = math.fsum(here.get(term, 0.0) for term in around[number]) / total
    best: dict[int, float] = {}
    for number, candidate in enumerate(found):
        best[candidate.passage] = max(best.get(candidate.passage, 0.0), rows[number, 16])
    rows[:, 18] = [rows[number, 16] >= best[candidate.passage] for number, candidate in enumerate(found)]
    order = np.argsort(-(rows[:, 0] + 0.3 * rows[:, 1]))
    rows[order, 14] = 1 / (1 + np.arange(len(found)))
    return rows


def _rare_here(asks: Sequence[Asked], matched: Sequence[set[str]]) -> dict[str, float]:
    """The weights of the question's terms, less for those that many of the sentences hold: they tell none apart."""
    counts: dict[str, int] = {}
    for terms in matched:
        for term in terms:
            counts[term] = counts.get(term, 0) + 1
    most = math.log(len(matched) + 1)
    return {
        term: weight * math.log((len(matched) + 1) / (counts.get(term, 0) + 0.5)) / most
        for asked in asks
        for term, weight in asked.weights.items()
    }
