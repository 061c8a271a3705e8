"""Holds a sentence against the sources it cites."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from bot.grounding.aliases import renamed, without_asides
from bot.grounding.cells import other_cells
from bot.grounding.entailment import doubt
from bot.grounding.evidence import Evidence, adds, gather
from bot.grounding.facts import unheld_figures, unheld_moments, unheld_names, unquoted
from bot.grounding.fault import Fault
from bot.grounding.judging import judged
from bot.grounding.likeness import foreign
from bot.grounding.openers import without_opener
from bot.grounding.reading import ReadSource, read, read_source, settle_claim
from bot.grounding.series import crossed_series
from bot.grounding.verdict import FoundQuote, Source, Verdict
from bot.language.identification import language_of
from index.sentences import sentences

TRUSTED = -2.0
"""Log odds of the model's doubt up to which a claim that was written from its sources is not asked what it is about."""


def check(sentence: str, sources: Sequence[Source], *, unprompted: bool = False) -> Verdict:
    """Whether the sources say what the sentence says, and the words in them that it rests on.

    Pure and quick: it reads the sentence and the sources, and nothing else.  ``sources`` are the cited ones;
    ``unprompted`` says that the sentence was not written from them, and may well be about something else.
    """
    text = sentence.strip()
    if not any(character.isalnum() for character in text):
        return Verdict(False, (), "the sentence says nothing")
    held = [read_source(source) for source in sources if source.text.strip()]
    if not held:
        return Verdict(False, (), "the sentence cites nothing")
    parts = [span.of(text) for span in sentences(text, language_of(text))]
    if len(parts) > 1:
        return _joined(
            [
                check(part, sources, unprompted=unprompted)
                for part in parts
                if any(character.isalnum() for character in part)
            ]
        )
    copy = copied(text, sources)
    if copy is not None:
        return Verdict(True, (copy,), None)
    text = without_opener(text, [source.title for source in sources])
    evidence, fault = examine(text, sources, unprompted=unprompted)
    if evidence is None:
        return Verdict(False, (), "the source speaks of something else")
    fault = fault or judged(evidence, unprompted=unprompted)
    quotes = _quotes(evidence)
    if fault is None:
        return Verdict(True, quotes, None, held=evidence.held)
    # What names somebody whom the source does not is about something else, whatever figure it gives.
    contradicted = fault.contradicted and not any(unheld_names(evidence.claim, held))
    return Verdict(False, quotes, fault.reason, contradicted, evidence.held)


def prepare(sources: Iterable[Source]) -> None:
    """Reads sources that sentences are soon to be held against, so that the first of them need not wait for it."""
    for source in sources:
        read_source(source)


def examine(text: str, sources: Sequence[Source], *, unprompted: bool = False) -> tuple[Evidence | None, Fault | None]:
    """The sentences that one sentence rests on, and the first fact of it that no source has."""
    text, held = _named_alike(text, [source for source in sources if source.text.strip()])
    published = next((source.published_at.date() for source in sources if source.published_at), None)
    claim = read(text, language_of(text) if len(text.split()) > 3 else held[0].language, published)
    settle_claim(claim, held)
    evidence = gather(claim, held)
    return evidence, None if evidence is None else next(_unheld(evidence, held, sources, unprompted), None)


def _named_alike(text: str, sources: Sequence[Source]) -> tuple[str, list[ReadSource]]:
    """A sentence by the names that the sources use, and the sources, read without the other names that they give."""
    held = [read_source(source) for source in sources]
    known = [alias for source in held for alias in source.aliases]
    if known:
        text = renamed(text, [source.text for source in sources], known)
        held = [read_source(replace(each, text=without_asides(each.text, known, text))) for each in sources]
    return text, held


def _joined(verdicts: Sequence[Verdict]) -> Verdict:
    """The verdict on several sentences: the first fault of any, else the quotes of all."""
    failed = next((verdict for verdict in verdicts if not verdict.supported), None)
    quotes = dict.fromkeys(quote for verdict in verdicts for quote in verdict.quotes)
    return failed or Verdict(True, tuple(quotes), None)


def copied(text: str, sources: Iterable[Source]) -> FoundQuote | None:
    """The whole sentence of a source that this is a copy of, if it is one; of the first source that has it."""
    words = text.split()
    for source in sources:
        for reading in read_source(source).readings:
            if reading.text.split() == words:
                return FoundQuote(source.number, reading.start, reading.end)
    return None


def _unheld(
    evidence: Evidence, held: Sequence[ReadSource], sources: Sequence[Source], unprompted: bool
) -> Iterator[Fault]:
    """What can be looked up and is not there; no other sign makes up for it."""
    yield from unquoted(evidence.claim, sources)
    yield from unheld_figures(evidence, held, unprompted=unprompted)
    yield from unheld_moments(evidence, held, sources)
    yield from unheld_names(evidence.claim, held)
    yield from other_cells(evidence)
    yield from crossed_series(evidence)
    doubted = None if unprompted else doubt(evidence)
    if doubted is None or doubted > TRUSTED:
        yield from foreign(evidence, unprompted=unprompted)


def _quotes(evidence: Evidence) -> tuple[FoundQuote, ...]:
    """The chosen sentences; of those after the best, the ones that add a name, a figure, a date or more than a word."""
    order = {source.number: position for position, source in enumerate(evidence.sources)}
    kept = evidence.places[:1]
    for place in evidence.places[1:]:
        if adds(evidence.claim, place.reading, [other.reading for other in kept]):
            kept.append(place)
    kept.sort(key=lambda place: (order[place.source.number], place.position))
    return tuple(FoundQuote(place.source.number, place.reading.start, place.reading.end) for place in kept)
