"""Answers without a language model: quotes the sentences that answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import ClassVar

from bot.evidence.candidates import Candidate
from bot.evidence.continuing import further
from bot.evidence.later import later, same_matter
from bot.evidence.layout import layout_of
from bot.evidence.openings import opening
from bot.evidence.reading import EvidenceReader, EvidenceReading
from bot.evidence.steps import asks_how_to, instructs, is_general, is_step, steps, under_the_best_headings
from bot.parts.apart import apart
from bot.writing.amending import amendments
from bot.writing.draft import Draft, Quote
from bot.writing.headed import headed
from bot.writing.listed import quotes_of_list, with_entries
from bot.writing.picking import MOST_SENTENCES, SHORT_PARAGRAPH, Pick, pick, short_paragraph
from index.passage import Passage

MORE = 2.0
"""Log odds of the trained model that a sentence of a later article must have more than the best one, to come first."""
OPENING_SENTENCES = 4
"""Of an overview, shared evenly among its articles; each has one at least."""


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
        readings = apart(question, passages, self.reader)
        chosen = pick(readings)
        if asks_how_to(question) and chosen:
            chosen = self._with_steps(chosen, readings[0], passages)
        elif chosen:
            chosen = self._with_later(chosen, readings[0], passages)
            chosen = with_entries(
                with_all_rows(chosen, readings[0].read.sentences), readings[0].read.sentences, passages
            )
        quotes = (quote for each in chosen for quote in _quotes(each, readings[0], passages))
        return self._drafts(quotes, passages)

    def overview(self, topic: str, passages: Sequence[Passage]) -> list[Draft]:
        """How the articles of the passages come to a topic; more of each where they are few.

        Each sentence is a draft of its own.
        """
        first = {passages[at].article.id: at for at in reversed(range(len(passages)))}
        most = max(1, OPENING_SENTENCES // max(1, len(first)))
        quotes = (
            Quote(at, span.start, span.end)
            for at in sorted(first.values())
            for span in opening(topic, passages[at].article, most, self.reader.words)
        )
        return self._drafts(quotes, passages)

    def more(self, shown: str, passages: Sequence[Passage]) -> list[Draft]:
        """How the articles go on of which ``shown`` has sentences already; none where they end there.

        Each sentence is a draft of its own.
        """
        first = {passages[at].article.id: at for at in reversed(range(len(passages)))}
        going_on = [(at, spans) for at in sorted(first.values()) if (spans := further(passages[at].article, shown))]
        going_on = going_on[:OPENING_SENTENCES]
        most = OPENING_SENTENCES // max(1, len(going_on))
        quotes = (Quote(at, span.start, span.end) for at, spans in going_on for span in spans[:most])
        return self._drafts(quotes, passages)

    def _with_steps(self, chosen: list[Pick], reading: EvidenceReading, passages: Sequence[Passage]) -> list[Pick]:
        """All the steps of which the best sentence is one, or those below the heading that has most of the question.

        More than ``MOST_SENTENCES`` are quoted as one list, if nothing stands between them; else the first ones.
        Else the short paragraph of the best sentence, where that begins with what is to be done.
        """
        sentences = reading.read.sentences

        def share(heading: str, position: int) -> float:
            article = passages[position].article
            asked = reading.read.asked_in[article.language]
            own = set(asked.among(self.reader.words.words(heading, article.language)))
            if not own and not is_general(heading):
                return 0.0
            return asked.share(own | set(asked.among(self.reader.words.words(article.title, article.language))))

        best = reading.best[0]
        headed = under_the_best_headings(sentences, share)
        named = [each.first for each in chosen if share(sentences[each.first].heading, sentences[each.first].article)]
        picked = [at for at in named if is_step(sentences[at])]
        for at in (best, *headed) if is_step(sentences[best]) else (*headed, best, *picked):
            found = steps(sentences, at, passages[sentences[at].article].article.text)
            if found and found[-1][-1] - found[0][0] + 1 == sum(map(len, found)) and len(found) > MOST_SENTENCES:
                return [Pick(found[0][0], found[-1][-1], sentences[best].passage)]
            if found:
                return [Pick(step[0], step[-1], sentences[step[0]].passage) for step in found[:MOST_SENTENCES]]
        paragraph = short_paragraph(sentences, best, SHORT_PARAGRAPH)
        if paragraph and is_step(sentences[paragraph[0]]) and not instructs(sentences[best]):
            return [Pick(paragraph[0], paragraph[-1], sentences[best].passage)]
        return chosen

    def _with_later(self, chosen: list[Pick], reading: EvidenceReading, passages: Sequence[Passage]) -> list[Pick]:
        """The picked sentences, before them what a later article has for a figure of the best one."""
        best = reading.best[0]
        if not chosen[0].first <= best <= chosen[0].last:
            return chosen
        newer = later(reading.read, best, passages, self.reader.words)
        if newer is None:
            newer = self._answered_later(reading, passages)
        if newer is None:
            return chosen
        known = next((each for each in chosen if each.first <= newer <= each.last), None)
        first = known or Pick(newer, newer, reading.read.sentences[newer].passage)
        return [first, *(each for each in chosen if each != first)]

    def _answered_later(self, reading: EvidenceReading, passages: Sequence[Passage]) -> int | None:
        """The sentence of a later article on the same matter that the trained model takes for the answer instead."""
        if reading.answers is None:
            return None
        sentences, said = reading.read.sentences, reading.answers.tolist()
        article = passages[sentences[reading.best[0]].article].article
        better = {
            number: odds
            for number, odds in zip(reading.best, said, strict=True)
            if odds > max(0.0, said[0] + MORE)
            and same_matter(article, passages[sentences[number].article].article, self.reader.words)
        }
        return max(better, key=lambda number: better[number], default=None)

    def _drafts(self, quotes: Iterable[Quote], passages: Sequence[Passage]) -> list[Draft]:
        """Each quote, and with it a correction that is about it: before it, if it is a document of its own."""
        amended: list[Quote] = []
        for quote in quotes:
            corrections = amendments(quote, passages, self.reader.words)
            own = [each for each in corrections if each.passage == quote.passage]
            amended += [*(each for each in corrections if each not in own), quote, *own]
        return [_draft(quote, passages) for quote in _once(amended, passages)]


def _quotes(chosen: Pick, reading: EvidenceReading, passages: Sequence[Passage]) -> list[Quote]:
    """The picked sentences; with a list, before a table row what its columns are called, before a label whose it is."""
    sentences = reading.read.sentences
    first = sentences[chosen.first]
    if first.told:
        return [Quote(chosen.passage, part.start, part.end) for part in first.told]
    if listed := quotes_of_list(chosen, sentences, passages):
        return listed
    said = Quote(chosen.passage, first.span.start, sentences[chosen.last].span.end)
    article = passages[chosen.passage].article
    if name := layout_of(article.text).row_name(first.span):
        return [Quote(chosen.passage, name.start, name.end), said]
    if first.columns is None:
        return [headed(said, first, article)]
    return [Quote(chosen.passage, first.columns.start, first.columns.end), said]


def with_all_rows(chosen: list[Pick], sentences: Sequence[Candidate]) -> list[Pick]:
    """The picked sentences; where the best is a row that is asked for, all rows of its table that are."""
    best = sentences[chosen[0].first]
    if not best.sought:
        return chosen
    return [
        Pick(at, at, each.passage)
        for at, each in enumerate(sentences)
        if each.sought and (each.article, each.columns) == (best.article, best.columns)
    ]


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
