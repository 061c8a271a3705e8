"""Whether a claim says yes where the source says no."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, segments
from bot.language.verbs import is_verb
from bot.language.words import Word

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
_OMITTING = frozenset("skip omit forgo refrain shun".split())
"""Stems of verbs of the claim that say themselves what the source says with "not"."""
NEAR_BEST = 0.7
"""A "not" counts against a claim in a sentence that has this share of the words that the best one has."""
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

    @property
    def focus(self) -> list[Word]:
        """The first words of its scope, which a claim must have some of to be about it."""
        return self.scope[:3]


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
    yield from _added(claimed, evidence)
    yield from _dropped(claimed, evidence)


def _added(claimed: Sequence[Negation], evidence: Evidence) -> Iterator[Fault]:
    """The claim's negations that the source does not make, of what it speaks of."""
    if not claimed:
        return
    given = [word for reading in evidence.readings for word in reading.content]
    made = [negation for source in evidence.sources for reading in source.readings for negation in negations(reading)]
    for negation in claimed:
        if negation.soft and not _before_infinitive(negation):
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


def _before_infinitive(negation: Negation) -> bool:
    """Whether a verb says no to an infinitive: "failed to open", not "denied that it opened"."""
    return _following(negation.segment, negation.segment.words.index(negation.word)) == "to"


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


def is_negative(word: Word) -> bool:
    """Whether a word says no by itself: “exempt”, “lack”, “refuse”."""
    return word.stem in _NEGATIVE or word.stem in _NEGATING_STEMS


def _conditional(claim: Reading) -> bool:
    """ "Only if" and "unless" say no in their own way."""
    return any(word.low in ("only", "unless", "except", "until") for word in claim.words)
