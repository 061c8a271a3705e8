"""What is measured of each sentence, for picking the ones that answer."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from bot.evidence.abbreviations import abbreviations
from bot.evidence.asked import Asked, names_written_small, take_apart
from bot.evidence.candidates import Candidate
from bot.evidence.matching import Matching, asks_for_a_thing, matching, told_sentences
from bot.evidence.rulings import Rulings, rulings
from bot.evidence.subjects import subjects, titled
from bot.language.terms import Word, WordReader
from index.article import StoredArticle
from index.passage import Passage

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
    rules: Rulings
    features: NDArray[np.float64]
    """One row a sentence, in the order of SENTENCE_FEATURES."""


def read(question: str, passages: Sequence[Passage], reader: WordReader) -> Read:
    """The sentences under the passages with everything that is measured of them."""
    called = abbreviations(question, passages)
    found = told_sentences(question, passages, reader, called)
    languages = [passage.article.language for passage in passages] or [None]
    words = [reader.words(each.read_as, passages[each.article].article.language) for each in found]
    small = names_written_small(question, [own for own, each in zip(words, found, strict=True) if each.prose])
    asked_in = {language: take_apart(question, language, reader, small) for language in dict.fromkeys(languages)}
    titles = {number: _titled(passages[number].article, asked_in) for number in {each.article for each in found}}
    these = matching(passages, found, words, titles, asked_in, reader)
    return Read(
        asked=asked_in[languages[0]],
        asked_in=asked_in,
        sentences=found,
        titles=titles,
        words=words,
        matched=these.matched,
        around=these.around,
        holds=these.holds,
        rules=rulings(question, called, these, reader),
        features=_features(these),
    )


def _titled(article: StoredArticle, asked_in: Mapping[str | None, Asked]) -> str:
    """The title of an article, with the names of the question that it is about."""
    return titled(article.title, subjects(article, asked_in[article.language].names))


def _features(these: Matching) -> NDArray[np.float64]:
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


def _of_itself(number: int, these: Matching) -> tuple[float, ...]:
    """The features of one sentence from "covered" to "lead", which take nothing from the features of the others."""
    candidate, own, asked = these.sentences[number], these.words[number], these.asks[number]
    matched, around = these.matched[number], these.around[number]
    covered = asked.share(matched)
    pairs = asked.pairs & set(pairwise(these.in_order[number]))
    holding = (1.0 if these.holds[number] else -1.0) if asks_for_a_thing(asked) else 0.0
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


def _shares_rare_here(these: Matching) -> list[tuple[float, float]]:
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
