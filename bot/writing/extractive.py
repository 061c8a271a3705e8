"""Answers without a language model: quotes the sentences that answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.evidence.reading import EvidenceReader, Reading
from bot.writing.draft import Draft, Quote
from bot.writing.picking import Pick, pick
from index.passage import Passage


class ExtractiveWriter:
    """Quotes one to five sentences, each word for word and whole, in an order that reads well."""

    name: ClassVar[str] = "extractive"

    def __init__(self, reader: EvidenceReader | None = None) -> None:
        self.reader = reader or EvidenceReader()

    def write(self, question: str, passages: Sequence[Passage]) -> list[Draft]:
        """The sentences that answer, as drafts whose text is what their quote spans; none where there is nothing.

        Sentences of one article stand together, in the order of its text; neighbours are one draft.
        """
        if not passages:
            return []
        reading = self.reader.reading(question, passages)
        return [_draft(chosen, reading, passages) for chosen in pick(reading)]


def _draft(chosen: Pick, reading: Reading, passages: Sequence[Passage]) -> Draft:
    first = reading.read.sentences[chosen.first]
    last = reading.read.sentences[chosen.last]
    start, end = first.span.start, last.span.end
    text = passages[first.article].article.text[start:end]
    return Draft(text, (chosen.passage + 1,), (Quote(chosen.passage, start, end),))
