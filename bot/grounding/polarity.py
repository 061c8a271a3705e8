"""Whether a claim says yes where the source says no, or up where it says down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading, Word
from bot.grounding.segments import Segment, overlap, segments

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
    {"deni", "denial", "fail", "refus", "declin", "rule out", "turn down", "reject", "instead", "avoid", "prevent"}
)
"""Words that say of what follows that it is not so.  Each also has opposites of its own."""
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


def negations(reading: Reading) -> list[Negation]:
    """The negators of a sentence with the words each one covers."""
    found: list[Negation] = []
    negators = _NEGATORS.get(reading.language, _NEGATORS["en"])
    parts = segments(reading)
    for number, segment in enumerate(parts):
        for at, word in enumerate(segment.words):
            hard = word.low in negators and not (word.low == "no" and _following(segment, at) in ("longer", "matter"))
            before = segment.words[at - 1].low if at else ""
            if (word.low == "than" and before == "rather") or (word.low == "to" and before == "yet"):
                hard = True
            if word.low == "of" and before == "instead":
                hard = True
            if not hard and word.stem not in _NEGATING_STEMS:
                continue
            if word.low == "not" and _following(segment, at) == "only":
                continue
            covered = segment.words if reading.language in _WHOLE_SEGMENT else segment.words[at + 1 :]
            scope = [other for other in covered if other.content and other is not word]
            if (not scope or segment.words[-1] is word) and number + 1 < len(parts):
                scope += parts[number + 1].content
            found.append(Negation(word, segment, scope, not hard))
    return found


def flipped_negation(evidence: Evidence) -> Iterator[Fault]:
    """Where only one of the two says no."""
    claimed = negations(evidence.claim)
    given = [negation for reading in evidence.readings for negation in negations(reading)]
    given_words = [word for reading in evidence.readings for word in reading.content]
    for negation in claimed:
        if negation.soft:
            continue
        around = negation.segment.content + negation.scope
        if any(
            _share(around, other.scope + [other.word]) or _share(negation.scope, other.segment.content)
            for other in given
        ):
            continue
        if any(word.opposes(other) for word in around for other in given_words):
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
        relevant = sum(hits) >= 2 or hits[0] if not negation.soft else sum(hits) >= 2 or hits == [True]
        if not relevant:
            continue
        if any(_answers(other, negation) for other in claimed):
            continue
        if any(word.opposes(other) for word in free for other in focus):
            continue
        if negation.soft and any(word.matches(negation.word) for word in evidence.claim.content):
            continue
        if _conditional(evidence.claim):
            continue
        yield Fault(f"the source says “{negation.word.low} … {focus[0].text or focus[0].low}”", True)


def flipped_direction(evidence: Evidence) -> Iterator[Fault]:
    """Where the claim has a word and the source its opposite: rose and fell, before and after, more and less."""
    claim_parts = segments(evidence.claim)
    given_parts = [part for reading in evidence.readings for part in segments(reading)]
    claimed = {id(word) for negation in negations(evidence.claim) for word in negation.scope}
    given = {id(word) for reading in evidence.readings for negation in negations(reading) for word in negation.scope}
    for part in claim_parts:
        for word in part.words:
            if not word.meaning.opposites or word.quoted:
                continue
            same = against = -1.0
            opponent: Word | None = None
            for there in given_parts:
                near = overlap(part, there, without=[word])
                for other in there.words:
                    if not (other.meaning.groups or other.stem == word.stem):
                        continue
                    turned = (id(word) in claimed) != (id(other) in given)
                    agrees = word.stem == other.stem or bool(word.meaning.groups & other.meaning.groups)
                    if (agrees and not turned) or (turned and word.opposes(other)):
                        same = max(same, near)
                    elif word.opposes(other) and not turned and near > against:
                        against, opponent = near, other
            if opponent is not None and against > same and against >= min(1.5, len(part.content) - 1 or 1):
                yield Fault(
                    f"the source says “{opponent.text or opponent.low}” where the sentence says “{word.text or word.low}”",
                    True,
                )


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


def _conditional(claim: Reading) -> bool:
    """ "Only if" and "unless" say no in their own way."""
    return any(word.low in ("only", "unless", "except", "until") for word in claim.words)
