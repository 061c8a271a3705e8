"""Whether a claim says yes where the source says no, or up where it says down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.figures import agree
from bot.grounding.reading import Reading, Word
from bot.grounding.segments import Segment, overlap, segments
from bot.grounding.statements import is_verb

_NEGATORS = {
    "en": frozenset(
        [
            "not",
            "no",
            "never",
            "nobody",
            "none",
            "nothing",
            "neither",
            "nor",
            "without",
            "hardly",
            "barely",
            "unable",
            "cannot",
        ]
    ),
    "de": frozenset(
        [
            "nicht",
            "kein",
            "keine",
            "keinen",
            "keinem",
            "keiner",
            "keines",
            "niemand",
            "niemanden",
            "nie",
            "niemals",
            "nichts",
            "ohne",
            "weder",
        ]
    ),
    "fr": frozenset(["pas", "jamais", "aucun", "aucune", "rien", "sans", "ni", "guère"]),
    "es": frozenset(["no", "ni", "nunca", "jamás", "nadie", "nada", "ningún", "ninguna", "ninguno", "sin", "tampoco"]),
}
_NEGATING_STEMS = frozenset(
    {"deni", "denial", "refus", "rule out", "turn down", "reject", "instead", "avoid", "prevent"}
)
"""Words that say of what follows that it is not so.  Each also has opposites of its own."""
_NEGATIVE = frozenset(
    "exempt exclud except lack unknown unclear unchang harmless ban bar prevent forbid prohibit stop miss "
    "absent spare unabl impossibl "
    "meritless vindic clear only differ gesperrt ausfall fallen sperr interdit supprim prohib sin rather "
    "instead suspend drop "
    "withdraw withdrew limit insuffici scarc "
    "cancel leave omit unlik unaffect unharm unhurt free withhold leav without".split()
)
"""Words that may be what "not" stands for in the claim: "do not have to" for "are exempt"."""
_ORDER = frozenset(
    "before after since earlier later following prior ahead once avant après antes después vor nach".split()
)
_WHOLE_SEGMENT = frozenset({"de", "fr", "es"})
"""Languages in which a negator also covers what stands before it in its segment."""


@dataclass(slots=True)
class Negation:
    """A negator and what it says no to."""

    word: Word
    segment: Segment
    scope: list[Word]
    soft: bool = False
    """Said by a verb ("denied that", "failed to"), which may itself be what the other side states."""


def negations(reading: Reading, *, cancelling: bool = True) -> list[Negation]:
    """The negators of a sentence with the words each one covers; two in a row say yes, if ``cancelling``."""
    found: list[Negation] = []
    negators = _NEGATORS.get(reading.language, _NEGATORS["en"])
    parts = segments(reading)
    for number, segment in enumerate(parts):
        for at, word in enumerate(segment.words):
            hard = word.low in negators and not (word.low == "no" and _following(segment, at) in ("longer", "matter"))
            before = reading.words[word.place - 1].low if word.place else ""
            if (word.low == "than" and before == "rather") or (word.low == "to" and before == "yet"):
                hard = True
            if word.low == "of" and before == "instead":
                hard = True
            pending = word.low in ("still", "yet") and (
                before in ("must", "has", "have") or _following(segment, at) in ("must", "has", "needs")
            )
            declining = word.stem in ("declin", "fail") and _following(segment, at) == "to"
            hard = hard or word.low == "short of"
            if not hard and not pending and not declining and word.stem not in _NEGATING_STEMS:
                continue
            if cancelling and found and not hard and not found[-1].soft and found[-1].scope[:1] == [word]:
                # "Cannot rule out", "did not deny": two that cancel out.
                found.pop()
                continue
            if word.low == "not" and _following(segment, at) == "only":
                continue
            covered = segment.words if reading.language in _WHOLE_SEGMENT else segment.words[at + 1 :]
            if reading.language == "en":
                covered = _reach(covered, reading)
            scope = [other for other in covered if other.content and other is not word]
            if (not scope or segment.words[-1] is word) and number + 1 < len(parts):
                scope += parts[number + 1].content
            found.append(Negation(word, segment, scope, not hard))
    return found


def _reach(words: Sequence[Word], reading: Reading) -> list[Word]:
    """How far a negation goes: not into the next verb's clause ("not opened … are put to sleep and keep …")."""
    said = 0
    for number, word in enumerate(words):
        following = words[number + 1] if number + 1 < len(words) else None
        if word.low == "and" and following is not None and is_verb(reading.words, following.place) and said:
            return list(words[:number])
        if word.low in ("are", "is", "was", "were", "has", "have", "will") and said >= 2:
            return list(words[:number])
        said += word.content
    return list(words)


def flipped_negation(evidence: Evidence) -> Iterator[Fault]:
    """Where only one of the two says no."""
    claimed = negations(evidence.claim)
    given = [negation for reading in evidence.readings for negation in negations(reading)]
    given_words = [word for reading in evidence.readings for word in reading.content]
    anywhere = (
        [negation for source in evidence.sources for reading in source.readings for negation in negations(reading)]
        if claimed
        else []
    )
    for negation in claimed:
        if negation.soft and _following(negation.segment, negation.segment.words.index(negation.word)) != "to":
            continue
        around = [word for word in negation.segment.content if not word.name] + negation.scope
        around += [word for word in evidence.claim.content if word.segment == negation.segment.words[-1].segment + 1]
        if any(
            _share(around, [*other.scope, other.word]) or _share(negation.scope, other.segment.content)
            for other in anywhere
        ):
            continue
        if any(word.opposes(other) for word in around for other in given_words):
            continue
        if any(_is_negative(other) for reading in _about(around, negation, evidence) for other in reading.content):
            continue
        held = [word for word in negation.scope if any(word.matches(other) for other in given_words)]
        if held and evidence.coverage >= 0.45:
            yield Fault(f"the source does not say “{negation.word.low} … {held[0].text or held[0].low}”", True)
    for negation in given:
        focus = negation.scope[:3]
        if not focus:
            continue
        free = [word for word in evidence.claim.content if not any(word in other.scope for other in claimed)]
        hits = [any(word.matches(other) and not other.quoted for other in free) for word in focus]
        relevant = (sum(hits) >= 2 or hits[0]) if not negation.soft else (sum(hits) >= 2 or hits == [True])
        if relevant and sum(hits) < 2 and len(focus) > 1:
            home = next(
                reading for reading in evidence.readings if any(word is negation.word for word in reading.words)
            )
            # One word in common, in a sentence that is not about the same, is chance.
            relevant = (
                home is evidence.best or sum(any(word.matches(other) for other in home.content) for word in free) >= 2
            )
        if not relevant:
            continue
        if any(_answers(other, negation) for other in claimed):
            continue
        unsaid = [word for word in focus if not any(word.matches(mine) for mine in evidence.claim.content)]
        if any(word.opposes(other) for word in free for other in unsaid):
            continue
        if negation.soft and any(word.matches(negation.word) for word in evidence.claim.content):
            continue
        if _conditional(evidence.claim):
            continue
        yield Fault(f"the source says “{negation.word.low} … {focus[0].text or focus[0].low}”", True)


def swapped_order(evidence: Evidence) -> Iterator[Fault]:
    """ "Saw a doctor before she finished" of "finished before she saw a doctor"."""
    for word in evidence.claim.words:
        if word.low not in ("before", "after"):
            continue
        led, follows = _sides(word, evidence.claim)
        for reading in evidence.readings:
            for other in reading.words:
                if other.low == word.low:
                    theirs = _sides(other, reading)
                    if (
                        _share(led, theirs[1])
                        and _share(follows, theirs[0])
                        and not _share(led, theirs[0])
                        and not _share(follows, theirs[1])
                    ):
                        yield Fault(f"the source has what was “{word.low}” the other way round", True)


def _sides(word: Word, reading: Reading) -> tuple[list[Word], list[Word]]:
    content = [one for one in reading.content if not one.name]
    return [one for one in content if one.place < word.place], [one for one in content if one.place > word.place]


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


def for_and_against(evidence: Evidence) -> Iterator[Fault]:
    """ "Voted for" where the source has "voted against"."""
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


def flipped_direction(evidence: Evidence) -> Iterator[Fault]:
    """Where the claim has a word and the source its opposite: rose and fell, before and after, more and less."""
    covered = {id(word) for negation in negations(evidence.claim, cancelling=False) for word in negation.scope}
    for part in segments(evidence.claim):
        for word in part.words:
            if word.meaning.opposites and not word.quoted:
                opponent = _opponent(word, part, evidence, id(word) in covered)
                if opponent is not None:
                    said, given = word.text or word.low, opponent.text or opponent.low
                    yield Fault(f"the source says “{given}” where the sentence says “{said}”", True)


def _opponent(word: Word, part: Segment, evidence: Evidence, negated: bool) -> Word | None:
    """The word of the source that says the opposite of the claim's, if it says that of the same thing."""
    best: tuple[float, Word] | None = None
    headers = {id(place.source): place.source.header for place in evidence.places}.values()
    if word.content and any(
        holds_same(word, header) and overlap(part, segments(header)[0], without=[word]) for header in headers
    ):
        return None
    for reading in evidence.readings:
        covered = {id(other) for negation in negations(reading, cancelling=False) for other in negation.scope}
        same: list[Word] = []
        against: list[Word] = []
        for other in reading.words:
            turned = negated != (id(other) in covered)
            if word.stem == other.stem or word.meaning.groups & other.meaning.groups:
                (against if turned and not word.name and other.content else same).append(other)
            elif word.opposes(other):
                (same if turned else against).append(other)
        against = [
            other
            for other in against
            if other.meaning.opposites & word.meaning.groups
            and not any(
                other.stem == mine.stem or (other.meaning.groups & mine.meaning.groups and mine is not word)
                for mine in evidence.claim.words
            )
        ]
        for other in against:
            near = max(
                overlap(part, there, without=[word])
                for there in segments(reading)
                if any(one is other for one in there.words)
            )
            if (near < min(1.5, max(1, len(part.content) - 2)) and not _of_it(part, word, reading)) or _turned_round(
                word, other, evidence.claim, reading
            ):
                continue
            if word.low in _ORDER and not _same_order(word, other, part, reading):
                continue
            if same and not _closer(other, same, word, part, reading):
                continue
            if best is None or near > best[0]:
                best = near, other
        if same and not against:
            near = max(
                overlap(part, there, without=[word])
                for there in segments(reading)
                if any(one is other for one in there.words for other in same)
            )
            if (best is not None and near >= best[0]) or best is None:
                best = near, word
    return None if best is None or best[1] is word else best[1]


def holds_same(word: Word, reading: Reading) -> bool:
    """Whether a sentence has the word itself or one that means the same."""
    return any(word.stem == other.stem or word.meaning.groups & other.meaning.groups for other in reading.words)


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
    return _share(ours[0], theirs[1]) and not _share(ours[0], [one for one in theirs[0] if one not in theirs[1]][:1])


def _than(word: Word, reading: Reading) -> tuple[list[Word], list[Word]] | None:
    """What stands before a comparison and what after its "than"."""
    at = next((one.place for one in reading.words if one.place > word.place and one.low == "than"), None)
    if at is None or at - word.place > 4:
        return None
    return [one for one in reading.words[: word.place] if one.content], [
        one for one in reading.words[at + 1 :] if one.content
    ]


def _answers(claimed: Negation, given: Negation) -> bool:
    """Whether a negation of the claim is the one that the source makes."""
    if claimed.soft:
        return _share(
            claimed.scope, [word for word in given.scope if not word.matches(claimed.word)]
        ) or claimed.word.matches(given.word)
    return _share(claimed.scope + claimed.segment.content, [*given.scope, given.word])


def _share(one: Sequence[Word], other: Sequence[Word]) -> bool:
    return any(word.matches(there) for word in one for there in other)


def _following(segment: Segment, at: int) -> str:
    return segment.words[at + 1].low if at + 1 < len(segment.words) else ""


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


def _is_negative(word: Word) -> bool:
    return word.stem in _NEGATIVE or word.stem in _NEGATING_STEMS


def _conditional(claim: Reading) -> bool:
    """ "Only if" and "unless" say no in their own way."""
    return any(word.low in ("only", "unless", "except", "until") for word in claim.words)
