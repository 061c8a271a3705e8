"""Whether a claim says up where the source says down, before where it says after, for where it says against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.negations import negations
from bot.grounding.polarity import holds_same, share
from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, overlap, segments
from bot.grounding.switches import switched
from bot.language.figures import agree
from bot.language.verbs import is_verb
from bot.language.words import Word

_ORDER = frozenset(
    "before after since earlier later following prior ahead once avant après antes después vor nach".split()
)


_PLACING = frozenset(("over", "under", "above", "below", "beyond"))
"""Words that tell how much only before a figure, or near it."""


_ADVISING = frozenset("advis warn recommend decid caution counsel argu rule speak vote".split())
"""Stems of verbs that "against" turns round."""


def flipped_direction(evidence: Evidence) -> Iterator[Fault]:
    """Where the claim has a word and the source its opposite: rose and fell, before and after, more and less."""
    covered = {id(word) for negation in negations(evidence.claim, cancelling=False) for word in negation.scope}
    for part in segments(evidence.claim):
        for word in part.words:
            if word.meaning.opposites and not word.quoted and _is_of_degree(word, evidence.claim):
                opponent = _opponent(word, part, evidence, id(word) in covered)
                if opponent is not None:
                    said, given = word.text or word.low, opponent.text or opponent.low
                    yield Fault(f"the source says “{given}” where the sentence says “{said}”", True)
    yield from switched(evidence)


def for_and_against(evidence: Evidence) -> Iterator[Fault]:
    """ "Voted for" where the source has "voted against"."""
    for reading in evidence.readings:
        for one, two in pairwise(reading.words):
            if one.stem in _ADVISING and two.low == "against" and not negations(evidence.claim):
                mine = next((word for word in evidence.claim.words if word.stem == one.stem), None)
                after = evidence.claim.words[mine.place + 1 :] if mine is not None else []
                if after and not any(word.low in ("against", "avoid", "avoiding") for word in after):
                    said = [word for word in after if word.content]
                    if share(said[:3], reading.words[two.place + 1 :]):
                        yield Fault(f"the source says “{one.low} against”", True)
    ours = {(one.stem, two.low) for one, two in pairwise(evidence.claim.words) if two.low in ("for", "against")}
    theirs = {
        (one.stem, two.low)
        for reading in evidence.readings
        for one, two in pairwise(reading.words)
        if two.low in ("for", "against")
    }
    for stem, way in ours:
        other = "against" if way == "for" else "for"
        if (stem, other) in theirs and (stem, way) not in theirs:
            yield Fault(f"the source says “{other}” where the sentence says “{way}”", True)


def swapped_order(evidence: Evidence) -> Iterator[Fault]:
    """ "Saw a doctor before she finished" of "finished before she saw a doctor", or "after" of "before"."""
    for word in evidence.claim.words:
        if word.low not in ("before", "after"):
            continue
        led, follows = _sides(word, evidence.claim)
        kept, turned = False, False
        for reading in evidence.readings:
            for other in reading.words:
                if other.low == word.low:
                    theirs = _sides(other, reading)
                    if (
                        share(led, theirs[1])
                        and share(follows, theirs[0])
                        and not share(led, theirs[0])
                        and not share(follows, theirs[1])
                    ):
                        yield Fault(f"the source has what was “{word.low}” the other way round", True)
                if other.low in ("before", "after"):
                    same = _same_events(_events(word, evidence.claim), _events(other, reading))
                    kept = kept or (same and other.low == word.low)
                    turned = turned or (same and other.low != word.low)
        if turned and not kept:
            yield Fault(f"the source does not say “{word.low}”, but the opposite", True)


def _events(word: Word, reading: Reading) -> tuple[list[Word], list[Word]]:
    """What is told, and the event that "before" or "after" sets it beside: "remove the film", "inserting it"."""
    beside = [one for one in reading.words if one.segment == word.segment and one.place > word.place]
    told = [one for one in reading.content if one.segment == word.segment - 1]
    if not any(one.place < word.place for one in reading.content):
        # "Before you insert it, remove the film."
        told = [one for one in reading.content if one.segment == word.segment + 1]
    return told, [one for one in beside if one.content or one.figure]


def _same_events(ours: tuple[list[Word], list[Word]], theirs: tuple[list[Word], list[Word]]) -> bool:
    """Whether all of the shorter event, and most of what is told beside it, is the same."""
    events = sorted((ours[1], theirs[1]), key=len)
    if not events[0] or any(word.figure for event in events for word in event):
        return False
    if not all(any(word.matches(other) for other in events[1]) for word in events[0]):
        return False
    held = sum(any(word.matches(other) for other in theirs[0]) for word in ours[0])
    return held >= 2 or (held == 1 and len(ours[0]) <= 2)


def _sides(word: Word, reading: Reading) -> tuple[list[Word], list[Word]]:
    content = [one for one in reading.content if not one.name]
    return [one for one in content if one.place < word.place], [one for one in content if one.place > word.place]


def _opponent(word: Word, part: Segment, evidence: Evidence, negated: bool) -> Word | None:
    """The word of the source that says the opposite of the claim's, if it says that of the same thing."""
    if word.content and _is_in_a_title(word, part, evidence):
        return None
    best: tuple[float, Word] | None = None
    for reading in evidence.readings:
        same, against = _for_and_against(word, reading, evidence.claim, negated)
        for other in against:
            near = _nearness([other], word, part, reading)
            if (best is None or near > best[0]) and _is_of_the_same(
                word, other, near, same, part, evidence.claim, reading
            ):
                best = near, other
        if same and not against:
            near = _nearness(same, word, part, reading)
            if best is None or near >= best[0]:
                best = near, word
    return None if best is None or best[1] is word else best[1]


def _is_of_degree(word: Word, reading: Reading) -> bool:
    """Whether a word that may tell how much does: not the "over" of "banned over its policy", nor "lower-level"."""
    if reading.text[word.end - reading.start :].startswith("-"):
        return False
    following = reading.words[word.place + 1 : word.place + 4]
    return word.low not in _PLACING or any(other.figure for other in following)


def _is_in_a_title(word: Word, part: Segment, evidence: Evidence) -> bool:
    """Whether the title of a source says the same, of what the claim says it of: "Prices rise at the pump"."""
    headers = {id(place.source): place.source.header for place in evidence.places}.values()
    return any(holds_same(word, header) and overlap(part, segments(header)[0], without=[word]) for header in headers)


def _for_and_against(word: Word, reading: Reading, claim: Reading, negated: bool) -> tuple[list[Word], list[Word]]:
    """The words of a sentence that say what the claim's word does, and those that say the opposite: "did not rise"."""
    covered = {id(other) for negation in negations(reading, cancelling=False) for other in negation.scope}
    same: list[Word] = []
    against: list[Word] = []
    for other in reading.words:
        turned = negated != (id(other) in covered)
        if word.stem == other.stem or word.meaning.groups & other.meaning.groups:
            (against if turned and not word.name and other.content else same).append(other)
        elif word.opposes(other) and _is_of_degree(other, reading):
            (same if turned else against).append(other)
    return same, [other for other in against if _is_opposite(other, word) and not _is_claimed(other, word, claim)]


def _is_opposite(other: Word, word: Word) -> bool:
    return bool(other.meaning.opposites & word.meaning.groups)


def _is_claimed(other: Word, word: Word, claim: Reading) -> bool:
    """Whether the claim has the opposite beside its own word: "fell" of "rose in May and fell in June"."""
    return any(
        other.stem == mine.stem or (other.meaning.groups & mine.meaning.groups and mine is not word)
        for mine in claim.words
    )


def _nearness(words: Sequence[Word], word: Word, part: Segment, reading: Reading) -> float:
    """How much of the claim's segment, without its word, a segment of the sentence has that has one of the words."""
    return max(
        overlap(part, there, without=[word])
        for there in segments(reading)
        if any(one is other for one in there.words for other in words)
    )


def _is_of_the_same(
    word: Word, other: Word, near: float, same: Sequence[Word], part: Segment, claim: Reading, reading: Reading
) -> bool:
    """Whether the opposite is said of what the claim says its word of: not "sales fell" where "prices rose"."""
    if near < min(1.5, max(1, len(part.content) - 2)) and not _of_it(part, word, reading):
        return False
    if _turned_round(word, other, claim, reading):
        return False
    if word.low in _ORDER and not _same_order(word, other, part, reading):
        return False
    return not same or _closer(other, same, word, part, reading)


def _same_order(word: Word, other: Word, part: Segment, reading: Reading) -> bool:
    """Whether "before" and "after" stand before the same thing, and after the same thing."""
    mine = [one for one in part.words if one.place > word.place and (one.content or one.figure)]
    there = [one for one in reading.words if one.place > other.place and (one.content or one.figure)]
    ahead = [one for one in reading.words if one.place < other.place and one.content]
    led = [one for one in part.words if one.place < word.place and one.content]
    after = any(one.matches(another) for one in mine for another in there[:5])
    return after and (not led or any(one.matches(another) for one in led for another in ahead))


def _of_it(part: Segment, word: Word, reading: Reading) -> bool:
    """Whether a sentence speaks of nearly all that a segment does, if not in one segment of its own."""
    others = [one for one in part.content if one is not word]
    return len(others) >= 2 and sum(any(one.matches(other) for other in reading.content) for one in others) >= max(
        2, len(others) - 1
    )


def _closer(against: Word, same: Sequence[Word], word: Word, part: Segment, reading: Reading) -> bool:
    """Whether the claim's other words stand nearer to the opposite than to the word itself, where a sentence has both.

    What stands before both belongs to both: "feed it once a day if warm, or once a week in the fridge".
    """
    first = min(against.place, *(other.place for other in same))
    votes = 0
    spots = [
        other.place for mine in part.content if mine is not word for other in reading.content if mine.matches(other)
    ] + [_place_at(reading, figure.start) for mine in part.figures for figure in reading.figures if agree(mine, figure)]
    parts = segments(reading)
    home = _part_of(against.place, parts)
    others = {_part_of(other.place, parts) for other in same}
    # Two clauses of their own, each with a verb, or one that both ends belong to.
    paired = all(
        any(is_verb(reading.words, one.place) for one in parts[number].words)
        for number in (home, *others)
        if number < len(parts)
    )
    for spot in spots:
        part_of = _part_of(spot, parts)
        if home not in others and part_of in (home, *others) and (spot > first or paired):
            votes += 1 if part_of == home else -1
        elif spot > first:
            votes += 1 if abs(spot - against.place) < min(abs(spot - other.place) for other in same) else -1
    return votes > 0


def _part_of(place: int, parts: Sequence[Segment]) -> int:
    """The number of the segment that a word is in."""
    return next((number for number, part in enumerate(parts) if place <= part.words[-1].place), len(parts))


def _place_at(reading: Reading, start: int) -> int:
    return next((word.place for word in reading.words if word.start >= start), len(reading.words))


def _turned_round(word: Word, other: Word, claim: Reading, reading: Reading) -> bool:
    """Whether "A is earlier than B" stands against "B is later than A"."""
    ours, theirs = _than(word, claim), _than(other, reading)
    if not ours or not theirs:
        return False
    return share(ours[0], theirs[1]) and not share(ours[0], [one for one in theirs[0] if one not in theirs[1]][:1])


def _than(word: Word, reading: Reading) -> tuple[list[Word], list[Word]] | None:
    """What stands before a comparison and what after its "than"."""
    at = next((one.place for one in reading.words if one.place > word.place and one.low == "than"), None)
    if at is None or at - word.place > 4:
        return None
    return [one for one in reading.words[: word.place] if one.content], [
        one for one in reading.words[at + 1 :] if one.content
    ]
