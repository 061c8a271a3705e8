"""Whether what a claim brings together stands together in a source.

Every word of a stitched claim has a place in the sources; what gives it away is that no one place has them all: the
figure belongs to another subject, the town to another sentence, half the claim to another article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.grounding.allotment import (
    dated_figures,
    dominated,
    other_figures,
    paired_figures,
    rival_figures,
    taken_figures,
)
from bot.grounding.attribution import told_by_speaker
from bot.grounding.evidence import Evidence, SourceSentence
from bot.grounding.fault import Fault
from bot.grounding.segments import Segment, segment_of, segments
from bot.grounding.statements import is_generic
from bot.language import figures, moments
from bot.language.verbs import is_verb
from bot.language.words import Word

SLACK = 1.0
"""A sentence that holds this much less of a segment than the best one may be what the segment rests on."""
_PREPOSITIONS = frozenset("in to from at near against for with by of into".split())
_COMMON = frozenset("time year day people part way thing number lot".split())


def stitched(evidence: Evidence) -> Iterator[Fault]:
    """What the claim says in one breath and the sources say of different things."""
    every = [
        SourceSentence(source, position) for source in evidence.sources for position in range(len(source.readings))
    ]
    yield from other_figures(evidence)
    spoken = told_by_speaker(evidence) if evidence.claim.figures or evidence.claim.moments else []
    for part in segments(evidence.claim):
        yield from taken_figures(part, evidence)
        yield from _taken_places(part, evidence)
        yield from dated_figures(part, every)
        yield from paired_figures(part, evidence)
        yield from rival_figures(part, evidence)
        own = [place for place in spoken if _has_facts(part, place)]
        if not own:
            yield from dominated(part, every, evidence)
        for piece in _statements_of(part, evidence):
            yield from _scattered(piece, every, own, evidence)


def _statements_of(part: Segment, evidence: Evidence) -> list[Segment]:
    """A segment, cut where a second verb is joined on: "were found alive | and brought to hospital"."""
    words, claim = part.words, evidence.claim
    cuts = [
        at
        for at in range(1, len(words) - 1)
        if claim.language == "en"
        and words[at].low == "and"
        and is_verb(claim.words, words[at + 1].place)
        and any(is_verb(claim.words, word.place) for word in words[:at])
    ]
    pieces = pairwise([0, *cuts, len(words)])
    return [segment_of(words[begin:end], part.figures, part.moments) for begin, end in pieces]


def _scattered(
    part: Segment, every: Sequence[SourceSentence], own: Sequence[SourceSentence], evidence: Evidence
) -> Iterator[Fault]:
    """What one statement says and no one sentence has."""
    if len(part.content) + len(part.figures) < 3:
        return
    fits = [_fit(part, place) for place in every]
    best = max(fits)
    if best < 2:
        return
    verbs = [
        word for word in part.content if evidence.claim.language == "en" and is_verb(evidence.claim.words, word.place)
    ]
    top = every[fits.index(best)]
    needed = [word for word in verbs if top.reading.counterpart(word)]
    homes = [
        place
        for place, fit in zip(every, fits, strict=True)
        if fit >= best - SLACK and all(place.reading.counterpart(word) for word in needed)
    ]
    homes += [place for place in own if place not in homes]
    faults = [next(_moved(part, home, every, evidence), None) for home in homes]
    if all(faults):
        yield faults[0]  # type: ignore[misc]


def _has_facts(part: Segment, place: SourceSentence) -> bool:
    """Whether a sentence has all the figures and dates of a segment, and one at least."""
    held = [any(figures.agree(figure, other) for other in place.reading.figures) for figure in part.figures]
    held += [moments.agree(moment, place.reading.moments) for moment in part.moments]
    return bool(held) and all(held)


def _moved(part: Segment, home: SourceSentence, every: Sequence[SourceSentence], evidence: Evidence) -> Iterator[Fault]:
    yield from _moved_facts(part, home, every)
    yield from _moved_words(part, home, every, evidence)
    yield from _other_source(part, home, evidence)


def _fit(part: Segment, place: SourceSentence) -> float:
    words = sum((2.0 if word.name else 1.0) for word in part.content if place.reading.counterpart(word))
    numbers = sum(any(figures.agree(figure, other) for other in place.reading.figures) for figure in part.figures)
    dates = sum(moments.agree(moment, place.reading.moments) for moment in part.moments)
    return words + 1.5 * numbers + 1.5 * dates


def _moved_facts(part: Segment, home: SourceSentence, every: Sequence[SourceSentence]) -> Iterator[Fault]:
    """Figures of another sentence, where this one has figures of its own; names that come up later or elsewhere."""
    for figure in part.figures:
        if figure.loose or any(figures.agree(figure, other) for other in home.reading.figures):
            continue
        rivals = [other for other in home.reading.figures if other.dimension == figure.dimension and not other.loose]
        if rivals and any(figures.agree(figure, other) for place in every for other in place.reading.figures):
            yield Fault("the source gives that figure for something else", True)
    for word in part.content:
        if not word.name or word.quoted or home.reading.counterpart(word) or _before(word, home):
            continue
        if any(place.reading.counterpart(word) for place in every) and not home.source.header.counterpart(word):
            yield Fault(f"the source does not say that of {word.text or word.low}", True)


def _moved_words(
    part: Segment, home: SourceSentence, every: Sequence[SourceSentence], evidence: Evidence
) -> Iterator[Fault]:
    """A word of what is said that only another sentence has, where the rest is this one's."""
    verb = next(
        (word for word in part.words if evidence.claim.language == "en" and is_verb(evidence.claim.words, word.place)),
        None,
    )
    if verb is None:
        return
    said = [
        word
        for word in part.content
        if word.place > verb.place and not word.name and not is_generic(word) and not word.quoted
    ]
    held = [word for word in part.content if home.reading.counterpart(word)]
    odd = [word for word in said if not home.reading.counterpart(word) and not home.source.header.counterpart(word)]
    if len(odd) != 1 or len(held) < max(2, len(part.content) - 1) or odd[0].low in _COMMON:
        return
    word = odd[0]
    others = [place for place in every if any(word.stem == other.stem for other in place.reading.content)]
    if others and word is part.content[-1]:
        yield Fault(f"the source says “{word.text or word.low}” of something else", True)


def _other_source(part: Segment, home: SourceSentence, evidence: Evidence) -> Iterator[Fault]:
    """Words that only another source has, beside a figure or a name of this one."""
    if len(evidence.sources) < 2 or not (part.figures or any(word.name for word in part.content)):
        return
    own = (home.source.header, *home.source.readings)
    foreign = [
        word
        for word in part.content
        if not any(reading.counterpart(word) for reading in own)
        and any(
            reading.counterpart(word)
            for source in evidence.sources
            if source is not home.source
            for reading in source.readings
        )
    ]
    numbers = [
        figure
        for figure in part.figures
        if not any(figures.agree(figure, other) for reading in own for other in reading.figures)
    ]
    if len(foreign) + len(numbers) >= 2:
        yield Fault("no one source says this; two say parts of it of different things")


def _taken_places(part: Segment, evidence: Evidence) -> Iterator[Fault]:
    """ "Born in Uppsala" of "born in Turku": a name after a preposition where the source has another one."""
    for at, name in enumerate(part.words):
        if name.name and at and part.words[at - 1].content and is_verb(evidence.claim.words, part.words[at - 1].place):
            yield from _taken_objects(part.words[at - 1], name, evidence)
        if (
            at >= 2
            and name.content
            and not name.name
            and not name.figure
            and part.words[at - 1].low in _PREPOSITIONS | {"on"}
        ):
            yield from _taken_nouns(part.words[at - 2], part.words[at - 1].low, name, evidence)
        if not name.name or at < 2 or part.words[at - 1].low not in _PREPOSITIONS or not part.words[at - 2].content:
            continue
        lead, preposition = part.words[at - 2], part.words[at - 1].low
        for reading in evidence.readings:
            if reading.counterpart(name):
                continue
            for place in range(len(reading.words) - 2):
                first, second, third = reading.words[place : place + 3]
                if first.stem == lead.stem and second.low == preposition and third.name:
                    stands, said = third.text or third.low, name.text or name.low
                    yield Fault(f"the source says “{stands}” where the sentence says “{said}”", True)


def _taken_nouns(lead: Word, preposition: str, noun: Word, evidence: Evidence) -> Iterator[Fault]:
    """ "A tax on nursing homes" of "a tax on share trading", where the source speaks of nursing homes elsewhere."""
    if not lead.content or lead.figure or is_verb(evidence.claim.words, lead.place):
        return
    others = []
    for reading in evidence.readings:
        for first, second, third in zip(reading.words, reading.words[1:], reading.words[2:], strict=False):
            if first.stem == lead.stem and second.low == preposition and third.content and not third.figure:
                others.append(third)
    known = any(
        noun.stem == word.stem for source in evidence.sources for reading in source.readings for word in reading.content
    )
    if others and known and not any(noun.matches(other) for other in others):
        said, stands = noun.text or noun.low, others[0].text or others[0].low
        yield Fault(f"the source says “{stands}” where the sentence says “{said}”", True)


def _taken_objects(verb: Word, name: Word, evidence: Evidence) -> Iterator[Fault]:
    """ "Named Adeyemi" of "named Moreau"."""
    for reading in evidence.readings:
        if reading.counterpart(name):
            continue
        for first, second in pairwise(reading.words):
            if first.matches(verb) and second.name and first.content:
                yield Fault(
                    f"the source says “{second.text or second.low}” where the sentence says “{name.text or name.low}”",
                    True,
                )


def _before(word: Word, home: SourceSentence) -> bool:
    return any(reading.counterpart(word) for reading in home.source.readings[: home.position])
