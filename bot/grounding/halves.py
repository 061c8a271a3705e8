"""Whether two halves of one sentence keep what is said of each: "the lower section opens, the upper stays shut"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from bot.grounding.evidence import Evidence, same_name
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.language import figures
from bot.language.figure import Figure
from bot.language.verbs import is_past_form
from bot.language.words import Word

MARGIN = 2
"""By how many words and figures what is said of the one must fit what the source says of the other better."""
_JOINING = frozenset("and or but while whereas against versus".split())

Half = tuple[list[Word], list[Figure]]


def crossed_halves(evidence: Evidence) -> Iterator[Fault]:
    """Two that are set beside each other, of which the claim says what the source says of the other."""
    claim = evidence.claim
    for one, other in _couples(claim):
        ours = _halves(one, other, claim)
        if ours is None:
            continue
        told = []
        for reading in evidence.readings:
            first, second = _like(one, reading), _like(other, reading)
            if len(first) != 1 or len(second) != 1 or first[0] is second[0]:
                continue
            turned = first[0].place > second[0].place
            theirs = _halves(second[0], first[0], reading) if turned else _halves(first[0], second[0], reading)
            if theirs is None:
                continue
            if turned:
                theirs = theirs[1], theirs[0]
            straight = _fit(ours[0], theirs[0]), _fit(ours[1], theirs[1])
            across = _fit(ours[0], theirs[1]), _fit(ours[1], theirs[0])
            told.append(min(across) > 0 and sum(across) >= sum(straight) + MARGIN)
        if told and all(told):
            yield Fault(f"the source says that of “{other.low}”, not of “{one.low}”", True)


def _couples(claim: Reading) -> Iterator[tuple[Word, Word]]:
    """Words of a claim set beside each other: opposites, names, verbs, and two that go before the same word."""
    words = [word for word in claim.content if not word.quoted]
    if all(word.segment == words[0].segment for word in words) and not any(
        word.low in _JOINING for word in claim.words
    ):
        return
    heads = [_head(word, claim) for word in words]
    for (one, head), (other, same) in combinations(zip(words, heads, strict=True), 2):
        beside = bool(head) and head == same
        beside = beside or (one.name and other.name and not same_name(one, other))
        beside = beside or (_is_done(one) and _is_done(other))
        if one.stem != other.stem and (beside or (one.meaning.opposites and one.opposes(other))):
            yield one, other


def _is_done(word: Word) -> bool:
    """Whether a word says what was done: "found by one method and confirmed by another"."""
    return not word.name and is_past_form(word.low)


def _head(word: Word, claim: Reading) -> str:
    """The word that one goes before: "ticket" of "day ticket" and "week ticket"."""
    following = claim.words[word.place + 1 : word.place + 2]
    return following[0].stem if following and following[0].content else ""


def _like(word: Word, reading: Reading) -> list[Word]:
    return [other for other in reading.content if word.stem == other.stem or (word.name and other.low == word.low)]


def _halves(one: Word, other: Word, reading: Reading) -> tuple[Half, Half] | None:
    """What a sentence says beside each of two words, without what both halves have."""
    between = reading.words[one.place + 1 : other.place + 1]
    cut = next((word.place for word in reversed(between) if word.low in _JOINING), None)
    if cut is None:
        # "A scored twice, B once."
        ends = [at for at, word in enumerate(between) if word.segment != reading.words[one.place + at].segment]
        cut = next((between[at].place for at in ends if _after_comma(between[at], reading)), None)
    if cut is None:
        return None
    begins = reading.words[cut].start
    sides = (
        [word for word in reading.content if word.start < begins and word is not one],
        [word for word in reading.content if word.start >= begins and word is not other],
    )
    numbers = (
        [figure for figure in reading.figures if figure.start < begins],
        [figure for figure in reading.figures if figure.start >= begins],
    )
    return (_apart(sides[0], sides[1]), numbers[0]), (_apart(sides[1], sides[0]), numbers[1])


def _after_comma(word: Word, reading: Reading) -> bool:
    return reading.text[: word.start - reading.start].rstrip()[-1:] in (",", ";")


def _apart(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    return [word for word in words if not any(word.matches(other) for other in others)]


def _fit(ours: Half, theirs: Half) -> int:
    held = sum(any(word.matches(other) for other in theirs[0]) for word in ours[0])
    return held + sum(any(figures.agree(figure, other) for other in theirs[1]) for figure in ours[1])
