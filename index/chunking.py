"""Cuts an article's text into chunks at sentence ends.

LlamaIndex's ``SentenceSplitter`` does not serve here: it returns strings without offsets, and searches for them again.
``index.node_parser`` offers this chunker as a LlamaIndex node parser.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from index.passage import Span
from index.sentences import sentences
from index.word_pieces import PieceCounter

CHUNK_TOKENS = 512
"""Hits@4 on MultiHop-RAG .897 against .878 at 256; docs/retrieval.md."""
CHUNK_OVERLAP = 48
"""Large overlaps fill the first ten with near copies: 256/200 costs 20 points of Hits@4 against 256/32."""


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
        chunks: list[Span] = []
        held: list[tuple[Span, int]] = []
        total = 0
        for span, count in self._pieces(text, language):
            if held and total + count > self.chunk_tokens:
                chunks.append(Span(held[0][0].start, held[-1][0].end))
                held = self._shared(held, self.chunk_tokens - count)
                total = sum(shared for _, shared in held)
            held.append((span, count))
            total += count
        if held:
            chunks.append(Span(held[0][0].start, held[-1][0].end))
        return chunks

    def _shared(self, held: list[tuple[Span, int]], room: int) -> list[tuple[Span, int]]:
        """The last sentences of a full chunk that the next one repeats."""
        left = min(self.overlap, room)
        first = len(held)
        # Never all of them: the next chunk would hold this one.
        while first > 1 and held[first - 1][1] <= left:
            first -= 1
            left -= held[first][1]
        return held[first:]

    def _pieces(self, text: str, language: str | None) -> Iterator[tuple[Span, int]]:
        """The sentences with their counts; those longer than a chunk in parts."""
        spans = sentences(text, language)
        for span, count in zip(spans, self._counter.counts([span.of(text) for span in spans]), strict=True):
            if count <= self.chunk_tokens:
                yield span, count
            else:
                yield from self._parts(text, span)

    def _parts(self, text: str, span: Span) -> Iterator[tuple[Span, int]]:
        """A sentence longer than a chunk, cut before words; one without blanks, cut between word pieces."""
        words = span.of(text)
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
                yield Span(span.start + start, span.start + start + len(bare)), following - first
            first, start = following, cut + len(words[cut:]) - len(words[cut:].lstrip())
        if words[start:].strip():
            yield Span(span.start + start, span.end), len(offsets) - first
