"""The built-in embedding model's word pieces: how many a text has, and where they stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path

from tokenizers import BertWordPieceTokenizer, Tokenizer

VOCABULARY = Path(__file__).parent / "minilm" / "vocab.txt"

LONGEST_KEPT_CHARACTERS = 24
"""Words up to here are remembered with their count; longer ones are addresses, or text without blanks."""
MOST_KEPT = 500_000
"""Words remembered, about 50 MB; the 609 articles of MultiHop-RAG (a million words) have 95,000."""

_MARKS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~‘’“”–—…"
_PLAIN = re.compile(f"[a-zA-Z0-9{re.escape(_MARKS)}]{{1,24}}")
_PARTS = re.compile("[a-z0-9]+|[^a-z0-9]")
"""The built-in tokenizer cuts a plain word into these, and each of them into the longest pieces that it knows, from
left to right.  That is done here: a word in a dictionary of Python's is found sooner than Rust is called."""
_LONGEST_PIECE = 18
"""Characters of the longest word in the vocabulary."""


@cache
def builtin_tokenizer() -> Tokenizer:
    """The tokenizer of all-MiniLM-L6-v2 (lower case, accents dropped), read once, in about 20 ms."""
    return Tokenizer.from_str(BertWordPieceTokenizer(str(VOCABULARY), lowercase=True).to_str())


@cache
def _builtin_pieces() -> tuple[frozenset[str], frozenset[str]]:
    """The built-in vocabulary, and those of its pieces that only continue a word, without the mark that says so."""
    vocabulary = frozenset(builtin_tokenizer().get_vocab())
    return vocabulary, frozenset(piece[2:] for piece in vocabulary if piece.startswith("##"))


def common_words() -> frozenset[str]:
    """30,000 common English words and names in small letters, with syllables and marks among them."""
    return _builtin_pieces()[0]


class PieceCounter:
    """Counts word pieces without those that the model adds at both ends.

    Word pieces never reach over a blank, so a text has as many as its words have, and most words were seen before:
    several times as fast as asking the tokenizer for the whole text.
    """

    def __init__(self, tokenizer: Tokenizer | None = None) -> None:
        self.tokenizer = tokenizer or builtin_tokenizer()
        # Of another model's tokenizer nothing is known.
        self._vocabulary, self._inner = _builtin_pieces() if tokenizer is None else (frozenset[str](), frozenset[str]())
        self._counts = _KeptCounts(self._counted)
        self._parts: dict[str, int] = {}

    def count(self, text: str) -> int:
        """How many word pieces the text has."""
        return self.counts([text])[0]

    def counts(self, texts: Iterable[str]) -> list[int]:
        """How many word pieces each text has."""
        split = [text.split() for text in texts]
        if len(self._counts) > MOST_KEPT:
            self._counts.clear()
            self._parts.clear()
        if not self._vocabulary:
            self._ask(split)
        look_up = self._counts.__getitem__
        return [sum(map(look_up, words)) for words in split]

    def _ask(self, split: list[list[str]]) -> None:
        """Asks the tokenizer for all words at once."""
        unknown = set[str]().union(*split).difference(self._counts)
        missing = [word for word in unknown if len(word) <= LONGEST_KEPT_CHARACTERS]
        encodings = self.tokenizer.encode_batch_fast(missing, add_special_tokens=False)
        self._counts.update(zip(missing, map(len, encodings), strict=True))

    def _counted(self, word: str) -> int:
        if not self._vocabulary:
            return len(self.tokenizer.encode(word, add_special_tokens=False))
        # Nine of ten: letters and figures with marks around them, of which each is a piece.
        bare = word.strip(_MARKS)
        if bare.isalnum() and bare.isascii() and len(bare) <= LONGEST_KEPT_CHARACTERS:
            return len(word) - len(bare) + self._pieces(bare.lower())
        if _PLAIN.fullmatch(word):
            return sum(map(self._pieces, _PARTS.findall(word.lower())))
        return len(self.tokenizer.encode(word, add_special_tokens=False))

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
        pieces = self._vocabulary
        while start < len(part):
            for end in range(min(len(part), start + _LONGEST_PIECE), start, -1):
                if part[start:end] in pieces:
                    break
            else:
                return 1  # the piece that stands for what is unknown
            start, pieces = end, self._inner
            count += 1
        return count

    def offsets(self, text: str) -> list[tuple[int, int]]:
        """Where each word piece stands in the text, as character offsets."""
        return list(self.tokenizer.encode(text, add_special_tokens=False).offsets)


class _KeptCounts(dict[str, int]):
    """How many pieces a word has; long words are counted anew each time."""

    def __init__(self, count: Callable[[str], int]) -> None:
        self._count = count

    def __missing__(self, word: str) -> int:
        count = self._count(word)
        if len(word) <= LONGEST_KEPT_CHARACTERS:
            self[word] = count
        return count
