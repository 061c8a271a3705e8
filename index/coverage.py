"""How much of what was asked one sentence of a passage holds: words that stand together say more than words apart."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

_SENTENCE_END = re.compile(r"\n+|(?<=[.!?\u3002\uff01\uff1f])[\"\u201d\u2019')]*(?:\s+|(?<=[\u3002\uff01\uff1f]))")
"""Rough on purpose: abbreviations cut a sentence too early now and then, at a hundredth of a splitter's time."""

_PASSAGES_KEPT = 20_000
"""About 1 KB each."""

_TERMS_KEPT = 500_000
"""Terms, and words with their terms; about 100 MB."""

_LONGEST_KEPT_CHARACTERS = 24
"""Words up to here are remembered with their terms; longer ones are addresses, or text without blanks."""


@dataclass(frozen=True, slots=True)
class _SentenceTerms:
    terms: NDArray[np.int32]
    """Numbers of the distinct terms of each sentence, sentence after sentence."""
    begins: NDArray[np.int32]
    """Where each sentence begins in ``terms``."""


class Coverage:
    """Scores passages by their best sentence; remembers the terms of passages it has seen.

    ``terms_of`` cuts a text of a language into terms.  Not safe for use by several threads at once.
    """

    def __init__(self, terms_of: Callable[[str, str | None], list[str]]) -> None:
        self._terms_of = terms_of
        self._numbers: dict[str, int] = {}
        self._words: dict[str | None, _NumbersOfWords] = {}
        self._passages: OrderedDict[int, _SentenceTerms] = OrderedDict()

    def unknown(self, chunk_ids: Iterable[int]) -> list[int]:
        """Those of ``chunk_ids`` that have not been seen yet, or not for long."""
        if max(len(self._numbers), sum(map(len, self._words.values()))) > _TERMS_KEPT:
            self._numbers.clear()
            self._words.clear()
            self._passages.clear()
        return [chunk_id for chunk_id in chunk_ids if chunk_id not in self._passages]

    def best(
        self,
        chunk_ids: Sequence[int],
        texts: Mapping[int, tuple[str, str | None]],
        asked: Sequence[tuple[Mapping[str, float], float]],
    ) -> NDArray[np.float32]:
        """For each of ``asked`` (a row) and each passage: the largest share of the weights that one sentence holds.

        ``texts`` holds text and language of those that are ``unknown``, by their chunk ids; ``asked`` holds terms with
        their weights, and what all weights come to.
        """
        kept = [self._passage(chunk_id, texts) for chunk_id in chunk_ids]
        shares = np.zeros((len(asked), len(kept)), dtype=np.float32)
        if not kept:
            return shares
        terms = np.concatenate([passage.terms for passage in kept])
        offsets = np.cumsum([0] + [len(passage.terms) for passage in kept[:-1]])
        begins = np.concatenate([passage.begins + offset for passage, offset in zip(kept, offsets, strict=True)])
        firsts = np.cumsum([0] + [len(passage.begins) for passage in kept[:-1]])
        weights = np.zeros(len(self._numbers) + 1, dtype=np.float32)
        for row, (wanted, total) in enumerate(asked):
            if total <= 0:
                continue
            numbers = [self._numbers[term] for term in wanted if term in self._numbers]
            weights[numbers] = [weight for term, weight in wanted.items() if term in self._numbers]
            sentences = np.add.reduceat(weights[terms], begins)
            shares[row] = np.maximum.reduceat(sentences, firsts) / total
            weights[numbers] = 0.0
        return np.minimum(shares, 1.0)

    def _passage(self, chunk_id: int, texts: Mapping[int, tuple[str, str | None]]) -> _SentenceTerms:
        known = self._passages.get(chunk_id)
        if known is not None:
            self._passages.move_to_end(chunk_id)
            return known
        text, language = texts.get(chunk_id, ("", None))
        numbers = self._words_of(language).__getitem__
        sentences = [set[int]().union(*map(numbers, part.split())) for part in _SENTENCE_END.split(text)]
        # Term 0 is nobody's: a passage without words still has one sentence to take the maximum of.
        sentences = [sentence for sentence in sentences if sentence] or [{0}]
        begins = np.cumsum([0] + [len(sentence) for sentence in sentences[:-1]], dtype=np.int32)
        passage = _SentenceTerms(np.fromiter(chain.from_iterable(sentences), dtype=np.int32), begins)
        self._passages[chunk_id] = passage
        if len(self._passages) > _PASSAGES_KEPT:
            self._passages.popitem(last=False)
        return passage

    def _words_of(self, language: str | None) -> _NumbersOfWords:
        if language not in self._words:
            self._words[language] = _NumbersOfWords(lambda word: self._numbered(self._terms_of(word, language)))
        return self._words[language]

    def _numbered(self, terms: Iterable[str]) -> tuple[int, ...]:
        return tuple([self._numbers.setdefault(term, len(self._numbers) + 1) for term in terms])


class _NumbersOfWords(dict[str, tuple[int, ...]]):
    """The numbers of a word's terms, by the word as it stands, marks and all: most were seen in other passages."""

    def __init__(self, numbers_of: Callable[[str], tuple[int, ...]]) -> None:
        self._numbers_of = numbers_of

    def __missing__(self, word: str) -> tuple[int, ...]:
        numbers = self._numbers_of(word)
        if len(word) <= _LONGEST_KEPT_CHARACTERS:
            self[word] = numbers
        return numbers
