"""The built-in embedding model's word pieces: how many a text has, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tokenizers import BertWordPieceTokenizer, Tokenizer

VOCABULARY = Path(__file__).parent / "minilm" / "vocab.txt"

LONGEST_KEPT_CHARACTERS = 24
"""Words up to here are remembered with their count; longer ones are addresses, or text without blanks."""
MOST_KEPT = 500_000
"""Words remembered, about 50 MB; the 609 articles of MultiHop-RAG (a million words) have 95,000."""

_PLAIN = re.compile("[!-~‘’“”–—…]{1,24}")
_PARTS = re.compile("[a-z0-9]+|[^a-z0-9]")
"""The built-in tokenizer cuts a plain word into these, and each of them into the longest pieces that it knows, from
left to right.  That is done here: a word in a dictionary of Python's is found sooner than Rust is called."""
_LONGEST_PIECE = 18
"""Characters of the longest word in the vocabulary."""


@cache
def builtin_tokenizer() -> Tokenizer:
    """The tokenizer of all-MiniLM-L6-v2 (lower case, accents dropped), read once, in about 20 ms."""
    return Tokenizer.from_str(BertWordPieceTokenizer(str(VOCABULARY), lowercase=True).to_str())


class PieceCounter:
    """Counts word pieces without those that the model adds at both ends.

    Word pieces never reach over a blank, so a text has as many as its words have, and most words were seen before:
    several times as fast as asking the tokenizer for the whole text.
    """

    def __init__(self, tokenizer: Tokenizer | None = None) -> None:
        self.tokenizer = tokenizer or builtin_tokenizer()
        # Of another model's tokenizer nothing is known.
        self._vocabulary = frozenset(() if tokenizer else self.tokenizer.get_vocab())
        self._counts: dict[str, int] = {}
        self._parts: dict[str, int] = {}

    def count(self, text: str) -> int:
        """How many word pieces the text has."""
        return self.counts([text])[0]

    def counts(self, texts: Iterable[str]) -> list[int]:
        """How many word pieces each text has."""
        split = [text.split() for text in texts]
        known = self._counts
        if len(known) > MOST_KEPT:
            known.clear()
            self._parts.clear()
        passing: dict[str, int] = {}
        unsure: list[str] = []
        for word in set[str]().union(*split).difference(known):
            if self._vocabulary and _PLAIN.fullmatch(word):
                known[word] = sum(map(self._pieces, _PARTS.findall(word.lower())))
            else:
                unsure.append(word)
        for word, encoding in zip(
            unsure, self.tokenizer.encode_batch_fast(unsure, add_special_tokens=False), strict=True
        ):
            (known if len(word) <= LONGEST_KEPT_CHARACTERS else passing)[word] = len(encoding)
        if passing:
            return [sum(known[word] if word in known else passing[word] for word in words) for words in split]
        look_up = known.__getitem__
        return [sum(map(look_up, words)) for words in split]

    def _pieces(self, part: str) -> int:
        """How many word pieces a part of a plain word has: WordPiece's greedy search (Devlin et al., BERT, 2018)."""
        if part in self._vocabulary:
            return 1
        count = self._parts.get(part)
        if count is None:
            count = self._parts[part] = self._searched(part)
        return count

    def _searched(self, part: str) -> int:
        start = count = 0
        mark = ""
        while start < len(part):
            for end in range(min(len(part), start + _LONGEST_PIECE), start, -1):
                if mark + part[start:end] in self._vocabulary:
                    break
            else:
                return 1  # the piece that stands for what is unknown
            start, mark = end, "##"
            count += 1
        return count

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Where each word piece stands in the text, as character offsets."""
        return list(self.tokenizer.encode(text, add_special_tokens=False).offsets)
