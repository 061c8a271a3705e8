"""Cuts an article's text into chunks at sentence ends.

LlamaIndex's ``SentenceSplitter`` does not serve here: it returns strings without offsets, and searches for them again.
``index.node_parser`` offers this chunker as a LlamaIndex node parser.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from index.passage import Span
from index.sentences import sentence_bounds
from index.word_pieces import PieceCounter

CHUNK_TOKENS = 512
"""Hits@4 on MultiHop-RAG .897 against .878 at 256; docs/retrieval.md."""
CHUNK_OVERLAP = 48
"""Large overlaps fill the first ten with near copies: 256/200 costs 20 points of Hits@4 against 256/32."""

_Piece = tuple[int, int, int]
"""What a chunk is made of: where it begins and ends in the text, and how many word pieces it has."""


class Chunker:
    """Cuts texts into chunks of at most ``chunk_tokens`` word pieces of the embedding model.

    ``counter`` holds the embedding model's tokenizer; without one, the built-in model's is used.
    """

    def __init__(
        self, chunk_tokens: int = CHUNK_TOKENS, overlap: int = CHUNK_OVERLAP, counter: PieceCounter | None = None
    ) -> None:
        if not 0 <= overlap < chunk_tokens:
            raise ValueError(f"an overlap of {overlap} tokens does not fit into chunks of {chunk_tokens}")
        self.chunk_tokens = chunk_tokens
        self.overlap = overlap
        self._counter = counter or PieceCounter()

    def chunk(self, text: str, language: str | None = None) -> list[Span]:
        """Slices of the text, in order, that hold every sentence.

        A chunk begins and ends with a sentence, and repeats whole sentences of the one before, up to ``overlap`` word
        pieces of them.  Only a sentence that is longer than a chunk is cut, between words where it has any.
        """
        pieces = self._pieces(text, language)
        chunks: list[Span] = []
        first = total = 0
        for at, (_, _, count) in enumerate(pieces):
            if total + count > self.chunk_tokens and at > first:
                chunks.append(Span(pieces[first][0], pieces[at - 1][1]))
                first, total = self._shared(pieces, first, at, self.chunk_tokens - count)
            total += count
        if pieces:
            chunks.append(Span(pieces[first][0], pieces[-1][1]))
        return chunks

    def _shared(self, pieces: list[_Piece], first: int, past: int, room: int) -> tuple[int, int]:
        """Where the sentences begin that the next chunk repeats of the one that ends before ``past``; their count."""
        most = min(self.overlap, room)
        start, total = past, 0
        # Never all of them: the next chunk would hold this one.
        while start > first + 1 and total + pieces[start - 1][2] <= most:
            start -= 1
            total += pieces[start][2]
        return start, total

    def _pieces(self, text: str, language: str | None) -> list[_Piece]:
        """The sentences with their counts; those longer than a chunk in parts."""
        bounds = sentence_bounds(text, language)
        counts = self._counter.counts([text[start:end] for start, end in bounds])
        pieces = [(start, end, count) for (start, end), count in zip(bounds, counts, strict=True)]
        if max(counts, default=0) <= self.chunk_tokens:
            return pieces
        return [
            part
            for start, end, count in pieces
            for part in (self._parts(text[start:end], start) if count > self.chunk_tokens else [(start, end, count)])
        ]

    def _parts(self, words: str, offset: int) -> Iterator[_Piece]:
        """A sentence longer than a chunk, cut before words; one without blanks, cut between word pieces."""
        offsets = self._counter.offsets(words)
        ends = [end for _, end in offsets]
        first, start = 0, 0
        while len(offsets) - first > self.chunk_tokens:
            cut = offsets[first + self.chunk_tokens][0]
            blank = words.rfind(" ", start, cut + 1)
            if blank > start:
                cut = blank
            following = bisect_right(ends, cut, first)
            if following == first:  # a single piece that stands for a very long word
                following, cut = first + self.chunk_tokens, offsets[first + self.chunk_tokens][0]
            bare = words[start:cut].rstrip()
            if bare:
                yield offset + start, offset + start + len(bare), following - first
            first, start = following, cut + len(words[cut:]) - len(words[cut:].lstrip())
        if words[start:].strip():
            yield offset + start, offset + len(words), len(offsets) - first
