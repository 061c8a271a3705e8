"""Answers without a language model: quotes the sentences that answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from bot.evidence.parts import parts
from bot.evidence.reading import EvidenceReader, Reading
from bot.writing.amending import amendment
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
        readings = [self.reader.reading(part, passages) for part in parts(question)]
        quotes: list[Quote] = []
        for chosen in pick(readings):
            quotes.append(_quote(chosen, readings[0]))
            amended = amendment(quotes[-1], passages, self.reader.words)
            if amended is not None:
                quotes.append(amended)
        return [_draft(quote, passages) for quote in _once(quotes, passages)]


def _quote(chosen: Pick, reading: Reading) -> Quote:
    sentences = reading.read.sentences
    return Quote(chosen.passage, sentences[chosen.first].span.start, sentences[chosen.last].span.end)


def _once(quotes: Sequence[Quote], passages: Sequence[Passage]) -> list[Quote]:
    """The quotes without those whose words stand in an earlier one."""
    kept: list[Quote] = []
    for quote in quotes:
        article = passages[quote.passage].article.id
        if not any(
            passages[other.passage].article.id == article and other.start < quote.end and quote.start < other.end
            for other in kept
        ):
            kept.append(quote)
    return kept


def _draft(quote: Quote, passages: Sequence[Passage]) -> Draft:
    text = passages[quote.passage].article.text[quote.start : quote.end]
    return Draft(text, (quote.passage + 1,), (quote,))
