"""Whether a claim says yes where the source says no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.negations import Negation, is_negative, negations
from bot.grounding.reading import Reading
from bot.language.verbs import is_verb
from bot.language.words import Word

_OMITTING = frozenset("skip omit forgo refrain shun".split())
"""Stems of verbs of the claim that say themselves what the source says with "not"."""
NEAR_BEST = 0.7
"""A "not" counts against a claim in a sentence that has this share of the words that the best one has."""


def flipped_negation(evidence: Evidence) -> Iterator[Fault]:
    """Where only one of the two says no."""
    claimed = negations(evidence.claim)
    yield from _added(claimed, evidence)
    yield from _dropped(claimed, evidence)


def _added(claimed: Sequence[Negation], evidence: Evidence) -> Iterator[Fault]:
    """The claim's negations that the source does not make, of what it speaks of."""
    if not claimed:
        return
    given = [word for reading in evidence.readings for word in reading.content]
    made = [negation for source in evidence.sources for reading in source.readings for negation in negations(reading)]
    for negation in claimed:
        if negation.soft and not negation.before_infinitive:
            continue
        around = _around(negation, evidence.claim)
        if (
            any(_is_same(negation, around, other) for other in made)
            or any(word.opposes(other) for word in around for other in given)
            or _is_of_any_other(around, evidence)
            or _has_negative(around, negation, evidence)
        ):
            continue
        held = [word for word in negation.scope if any(word.matches(other) for other in given)]
        if held and evidence.coverage >= 0.45:
            yield Fault(f"the source does not say “{negation.word.low} … {held[0].text or held[0].low}”", True)


def _dropped(claimed: Sequence[Negation], evidence: Evidence) -> Iterator[Fault]:
    """The source's negations that the claim does not make, of what it says."""
    claim = evidence.claim
    free = [word for word in claim.content if not any(word in other.scope for other in claimed)]
    for reading in evidence.readings:
        for negation in negations(reading):
            if _is_affirmed(negation, free, reading, evidence) and not _is_kept(negation, free, claimed, claim):
                first = negation.focus[0]
                yield Fault(f"the source says “{negation.word.low} … {first.text or first.low}”", True)


def _around(negation: Negation, claim: Reading) -> list[Word]:
    """What a negation of the claim may be about: its segment, what it covers, and the segment that follows."""
    around = [word for word in negation.segment.content if not word.name] + negation.scope
    return around + [word for word in claim.content if word.segment == negation.segment.words[-1].segment + 1]


def _is_same(claimed: Negation, around: Sequence[Word], given: Negation) -> bool:
    """Whether a negation of the source may be the one that the claim makes."""
    return share(around, [*given.scope, given.word]) or share(claimed.scope, given.segment.content)


def _is_of_any_other(around: Sequence[Word], evidence: Evidence) -> bool:
    """ "No one scored more" of "more than any other"."""
    return any(
        word.low in ("more", "less", "fewer", "better", "than") for word in [*around, *evidence.claim.words]
    ) and any(
        one.low == "any" and two.low in ("other", "time")
        for reading in evidence.readings
        for one, two in pairwise(reading.words)
    )


def _has_negative(around: Sequence[Word], negation: Negation, evidence: Evidence) -> bool:
    """Whether the source says no by a word of its own: "are exempt" of "do not have to"."""
    return any(is_negative(other) for reading in _about(around, negation, evidence) for other in reading.content)


def _is_affirmed(negation: Negation, free: Sequence[Word], home: Reading, evidence: Evidence) -> bool:
    """Whether the claim speaks of what a negation of the sentence ``home`` says no to; ``free``: without a "no"."""
    if not negation.focus:
        return False
    hits = [any(word.matches(other) and not other.quoted for other in free) for word in negation.focus]
    if sum(hits) >= 2 or hits == [True]:
        return True
    return hits[0] and not negation.soft and _is_nearly_best(home, free, evidence)


def _is_nearly_best(home: Reading, free: Sequence[Word], evidence: Evidence) -> bool:
    """Whether a sentence is about the same as the claim: one word in common, in one that is not, is chance."""
    overlap = sum(any(word.matches(other) for other in home.content) for word in free)
    most = sum(any(word.matches(other) for other in evidence.best.content) for word in free)
    return home is evidence.best or overlap >= max(2, NEAR_BEST * most)


def _is_kept(negation: Negation, free: Sequence[Word], claimed: Sequence[Negation], claim: Reading) -> bool:
    """Whether the claim says in its own way what the source says with a negation."""
    if any(_answers(other, negation) for other in claimed):
        return True
    unsaid = [word for word in negation.focus if not any(word.matches(mine) for mine in claim.content)]
    return (
        any(word.opposes(other) for word in free for other in unsaid)
        or (negation.soft and any(word.matches(negation.word) for word in claim.content))
        or _conditional(claim)
        or any(word.stem in _OMITTING for word in free)
    )


def only_denied(evidence: Evidence) -> Iterator[Fault]:
    """Where all that the source has of what is said stands under a "no": "ran it" of "had no role in it"."""
    claim = evidence.claim
    if negations(claim) or claim.language != "en":
        return
    verb = next((word for word in claim.content if is_verb(claim.words, word.place)), None)
    if verb is None or any(holds_same(verb, reading) for reading in evidence.readings):
        return
    said = [word for word in claim.content if word.place > verb.place]
    denied = {
        id(word) for reading in evidence.readings for one in negations(reading) if not one.soft for word in one.scope
    }
    held = [other for word in said for reading in evidence.readings for other in reading.content if word.matches(other)]
    if held and all(id(word) in denied for word in held):
        yield Fault(f"the source denies it of “{held[0].text or held[0].low}”", True)


def holds_same(word: Word, reading: Reading) -> bool:
    """Whether a sentence has the word itself or one that means the same."""
    return any(word.stem == other.stem or word.meaning.groups & other.meaning.groups for other in reading.words)


def _answers(claimed: Negation, given: Negation) -> bool:
    """Whether a negation of the claim is the one that the source makes."""
    if claimed.soft:
        return share(
            claimed.scope, [word for word in given.scope if not word.matches(claimed.word)]
        ) or claimed.word.matches(given.word)
    return share(claimed.scope + claimed.segment.content, [*given.scope, given.word])


def share(one: Sequence[Word], other: Sequence[Word]) -> bool:
    """Whether two lists of words have one in common, in these words or in others for the same."""
    return any(word.matches(there) for word in one for there in other)


def _about(around: Sequence[Word], negation: Negation, evidence: Evidence) -> list[Reading]:
    """The sentences that speak most of what a negation is about, and those that have a name from it."""
    every = [reading for source in evidence.sources for reading in source.readings]
    counts = [sum(any(word.matches(other) for other in reading.content) for word in around) for reading in every]
    names = [word for word in negation.scope if word.name]
    most = max(counts, default=0)
    return [
        reading
        for reading, count in zip(every, counts, strict=True)
        if (most and count == most) or any(name.stem == other.stem for name in names for other in reading.content)
    ]


def _conditional(claim: Reading) -> bool:
    """ "Only if" and "unless" say no in their own way."""
    return any(word.low in ("only", "unless", "except", "until") for word in claim.words)
