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
_COVERED, _COVERED_WITH_NEIGHBOURS = map(SENTENCE_FEATURES.index, ("covered", "covered_with_neighbours"))
_BY_ITSELF = slice(0, SENTENCE_FEATURES.index("lead") + 1)
_RANK_COVERED, _NEW_WORDS = map(SENTENCE_FEATURES.index, ("rank_covered", "new_words"))
_COVERED_RARE_HERE = SENTENCE_FEATURES.index("covered_rare_here")
_RARE_HERE = slice(_COVERED_RARE_HERE, SENTENCE_FEATURES.index("neighbours_rare_here") + 1)
_BEST_OF_PASSAGE = SENTENCE_FEATURES.index("best_of_passage")

SHORT_WORDS = 8
LEAD_CHARACTERS = 400
"""A sentence that starts before is of the article's lead."""
MOST_NEW_WORDS = 25
"""More of them make no difference."""


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


@dataclass(frozen=True, slots=True)
class _Matching:
    """The sentences under the passages, and what they have of the question; each list has one entry a sentence."""

    passages: Sequence[Passage]
    sentences: list[Candidate]
    words: list[list[Word]]
    headed: list[list[Word]]
    """The words of the headings."""
    asks: list[Asked]
    """The question as the language of its article words it."""
    in_order: list[list[str]]
    """The question's terms in each, in their order."""
    matched: list[set[str]]
    """The same as a set, with those in its heading."""
    around: list[set[str]]
    """The same with the two sentences before, the one after and the title."""
    in_title: dict[int, set[str]]
    """The question's terms in the title of the article of each passage."""
    holds: list[bool]

    @property
    def articles(self) -> list[Passage]:
        """Of each sentence, the first passage of its article."""
        return [self.passages[each.article] for each in self.sentences]


def read(question: str, passages: Sequence[Passage], reader: WordReader) -> Read:
    """The sentences under the passages with everything that is measured of them."""
    called = abbreviations(question, passages)
    found = _sentences(question, passages, reader, called)
    languages = [passage.article.language for passage in passages] or [None]
    words = [reader.words(each.read_as, passages[each.article].article.language) for each in found]
    small = names_written_small(question, [own for own, each in zip(words, found, strict=True) if each.prose])
    asked_in = {language: take_apart(question, language, reader, small) for language in dict.fromkeys(languages)}
    titles = {number: _titled(passages[number].article, asked_in) for number in {each.article for each in found}}
    these = _matching(passages, found, words, titles, asked_in, reader)
    return Read(
        asked=asked_in[languages[0]],
        asked_in=asked_in,
        sentences=found,
        titles=titles,
        words=words,
        matched=these.matched,
        around=these.around,
        holds=these.holds,
        defines=_defines(question, called, these),
        outdone=_outdone(these, reader),
        superseded=_superseded(question, these),
        other_year=_other_year(question, these),
        discussed=np.array([is_discussed(passage) for passage in these.articles], np.float64),
        codes=_codes(question, these),
        echoes=np.array([_echoes(own, asked) for own, asked in zip(words, these.asks, strict=True)], np.float64),
        asides=_asides(question, these),
        features=_features(these),
    )


def _sentences(
    question: str, passages: Sequence[Passage], reader: WordReader, called: Mapping[str, Sequence[str]]
) -> list[Candidate]:
    """The sentences under the passages, each with what the others tell of it: who says it, of when it is, its list."""
    found = with_abbreviations(candidates(passages), called)
    found = with_dates(found, question, passages)
    found = with_speakers(found, question, passages)
    found = with_referents(found, question, passages)
    found = with_lists(found, question, passages, reader)
    found = with_mastheads(found, question, passages, reader)
    return with_rows(found, question, passages, reader)


def _matching(
    passages: Sequence[Passage],
    found: list[Candidate],
    words: list[list[Word]],
    titles: Mapping[int, str],
    asked_in: Mapping[str | None, Asked],
    reader: WordReader,
) -> _Matching:
    languages = [passages[each.article].article.language for each in found]
    asks = [asked_in[language] for language in languages]
    headed = [reader.words(each.heading, language) for each, language in zip(found, languages, strict=True)]
    in_order = [asked.among(own) for own, asked in zip(words, asks, strict=True)]
    # What a section is about, its heading says, and its sentences need not say again.
    matched = [set(terms) | set(asked.among(own)) for terms, own, asked in zip(in_order, headed, asks, strict=True)]
    in_title = {}
    for number, title in titles.items():
        language = passages[number].article.language
        in_title[number] = set(asked_in[language].among(reader.words(title, language)))
    around = [_around(number, found, matched) | in_title[candidate.article] for number, candidate in enumerate(found)]
    holding = [
        _asks_for_a_thing(asked) and holds(asked.kind, candidate.text, own, asked.stems)
        for candidate, own, asked in zip(found, words, asks, strict=True)
    ]
    return _Matching(passages, found, words, headed, asks, in_order, matched, around, in_title, holding)


def _asks_for_a_thing(asked: Asked) -> bool:
    """Whether a sentence can hold a thing of the kind that is asked for: a person, a date, a number."""
    return asked.kind not in (Kind.YES_NO, Kind.OTHER)


def _defines(question: str, called: Mapping[str, Sequence[str]], these: _Matching) -> NDArray[np.float64]:
    asked_so = (question, *in_other_names(question, called))
    told = [defining(each, these.passages, these.sentences) for each in asked_so]
    same = as_asked(question, these.sentences, these.asks, these.words, these.headed, these.in_title)
    defines: NDArray[np.float64] = np.maximum.reduce([*told, same])
    return defines


def _outdone(these: _Matching, reader: WordReader) -> NDArray[np.float64]:
    rows = outdone_rows(these.sentences, these.asks, these.passages, reader)
    replies = replies_to_others(these.sentences, these.asks, these.headed)
    outdone: NDArray[np.float64] = np.maximum.reduce([rows, replies, _of_another(these)])
    return outdone


def _superseded(question: str, these: _Matching) -> NDArray[np.float64]:
    older = superseded([passage.article for passage in these.passages], question)
    return np.array([older[candidate.article] for candidate in these.sentences], np.float64)


def _other_year(question: str, these: _Matching) -> NDArray[np.float64]:
    dated = [_dated(each, passage) for each, passage in zip(these.sentences, these.articles, strict=True)]
    return np.array(of_another_year(question, dated), np.float64)


def _codes(question: str, these: _Matching) -> NDArray[np.float64]:
    """1 of what is said of a code or of a version that the question names, -1 of another one, else 0."""
    pairs = list(zip(these.sentences, these.articles, strict=True))
    codes = np.array(of_codes(question, [_of_what(each, passage) for each, passage in pairs]), np.float64)
    above = [layout_of(passage.article.text).version(each.span.start) for each, passage in pairs]
    return np.clip(codes + np.array(of_versions(question, above), np.float64), -1, 1)


def _asides(question: str, these: _Matching) -> NDArray[np.float64]:
    shares = [asked.share(set(terms)) for terms, asked in zip(these.in_order, these.asks, strict=True)]
    notices = of_a_notice(question, these.sentences, these.passages)
    return notices + overtaken(question, these.sentences, these.passages, shares, these.holds)


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
    if not _asks_for_a_thing(asked):
        return False
    telling = {word.lower() for word in content_words(" ".join(word.surface for word in words))} - _ANNOUNCING
    return bool(telling) and all(word.term in asked.stems for word in words if word.surface.lower() in telling)


def _of_another(these: _Matching) -> NDArray[np.float64]:
    """Which short pieces ("Contract number PL-2022-118.") stand beside another name than the question has."""
    told = zip(these.sentences, these.asks, these.around, strict=True)
    return np.array([candidate.particular and not asked.names <= near for candidate, asked, near in told], np.float64)


def _around(number: int, found: Sequence[Candidate], matched: Sequence[set[str]]) -> set[str]:
    terms = set(matched[number])
    article = found[number].article
    for other in (number - 2, number - 1, number + 1):
        if 0 <= other < len(found) and found[other].article == article:
            terms |= matched[other]
    return terms


def _features(these: _Matching) -> NDArray[np.float64]:
    rows = np.zeros((len(these.sentences), len(SENTENCE_FEATURES)))
    if not these.sentences:
        return rows
    rows[:, _BY_ITSELF] = [_of_itself(number, these) for number in range(len(these.sentences))]
    rows[:, _NEW_WORDS] = [_new_words(own, asked) for own, asked in zip(these.words, these.asks, strict=True)]
    rows[:, _RARE_HERE] = _shares_rare_here(these)
    best: dict[int, float] = {}
    for candidate, rare in zip(these.sentences, rows[:, _COVERED_RARE_HERE], strict=True):
        best[candidate.passage] = max(best.get(candidate.passage, 0.0), rare)
    rows[:, _BEST_OF_PASSAGE] = rows[:, _COVERED_RARE_HERE] >= [best[each.passage] for each in these.sentences]
    order = np.argsort(-(rows[:, _COVERED] + 0.3 * rows[:, _COVERED_WITH_NEIGHBOURS]))
    rows[order, _RANK_COVERED] = 1 / (1 + np.arange(len(these.sentences)))
    return rows


def _of_itself(number: int, these: _Matching) -> tuple[float, ...]:
    """The features of one sentence from "covered" to "lead", which take nothing from the features of the others."""
    candidate, own, asked = these.sentences[number], these.words[number], these.asks[number]
    matched, around = these.matched[number], these.around[number]
    covered = asked.share(matched)
    pairs = asked.pairs & set(pairwise(these.in_order[number]))
    holding = (1.0 if these.holds[number] else -1.0) if _asks_for_a_thing(asked) else 0.0
    first, last = these.passages[0].score, these.passages[-1].score
    return (
        covered,
        asked.share(around),
        len(asked.names & around) / len(asked.names) if asked.names else 1.0,
        len(pairs) / len(asked.pairs) if asked.pairs else covered,
        holding,
        holding * covered,
        candidate.passage == 0,
        1 / (1 + candidate.passage),
        (these.passages[candidate.passage].score - last) / ((first - last) or 1.0),
        math.log1p(len(own)),
        len(own) < SHORT_WORDS,
        candidate.leans,
        candidate.text.rstrip("\"'”’)").endswith("?"),
        candidate.span.start < LEAD_CHARACTERS,
    )


def _new_words(words: Sequence[Word], asked: Asked) -> float:
    """How many terms a sentence has that the question does not, as a share of ``MOST_NEW_WORDS``."""
    return min(1.0, len({word.term for word in words} - asked.stems.keys()) / MOST_NEW_WORDS)


def _shares_rare_here(these: _Matching) -> list[tuple[float, float]]:
    """What share of the question's terms, weighed by how rare they are here, is in each sentence, and is around it."""
    here = _rare_here(these.asks, these.matched)
    shares = []
    for asked, terms, near in zip(these.asks, these.matched, these.around, strict=True):
        total = sum(here[term] for term in asked.weights) or 1.0
        own, wide = (math.fsum(here.get(term, 0.0) for term in among) for among in (terms, near))
        shares.append((own / total, wide / total))
    return shares


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
