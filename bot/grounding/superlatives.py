"""Whether a claim's superlatives and ranks are those of its source: "the first", "the largest in the country"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.grounding.evidence import Evidence, holds_word
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.language.words import Word

_ORDINALS = frozenset(
    "first second third fourth fifth sixth seventh eighth ninth tenth 1st 2nd 3rd 4th 5th 6th 7th 8th 9th 10th".split()
)
_SUPERLATIVES = frozenset(
    "first only sole last largest biggest smallest highest lowest best worst longest shortest oldest youngest "
    "fastest slowest strongest "
    "weakest greatest richest poorest deadliest hottest coldest heaviest lightest newest earliest latest most "
    "least record alone ever "
    "history exclusively solely erste einzige größte premier première seul único primero".split()
)
_SAME_RANK = (
    {"largest", "biggest", "greatest", "record", "highest", "most", "peak"},
    {"lowest", "smallest", "least", "record"},
    {"only", "sole", "alone", "solely", "exclusively", "first", "unless"},
    {"first", "earliest"},
    {"last", "latest"},
)
_UNLIMITED = re.compile(
    r"\b(?:ever|in (?:its|the|his|her|their|[A-Z]\w+['’]s|\w+['’]s)?\s?(?:history|world)|all[- ]time|"
    r"on record|of all time|"
    r"history of|anyone else|any other|everyone else|anything else)\b",
    re.I,
)
_EARLIER = frozenset("earlier previous original former initial second again another".split())
"""With one of these in the source, the one before may well be "the first"."""
_ANY = frozenset("no not never nor nobody none hardly less fewer few rarely if whether than".split())
"""Beside these "ever" is no superlative: "fewer than one in ten is ever found"."""


def outranked(evidence: Evidence) -> Iterator[Fault]:
    """Superlatives that the source does not have, has of something else, or limits."""
    yield from _of_all_time(evidence)
    claim = evidence.claim
    given = {word.low for reading in evidence.readings for word in reading.words}
    for word in claim.words:
        if not _is_superlative(word, claim) or _is_derived(word, claim, given):
            continue
        equal = {word.low}.union(*(ranks for ranks in _SAME_RANK if word.low in ranks))
        if equal & given or holds_word(evidence.readings, word):
            yield from _of_something_else(word, equal, evidence)
            yield from _within_limits(word, equal, evidence)
        else:
            yield Fault(f"the source does not say “{word.low}”")


def _of_all_time(evidence: Evidence) -> Iterator[Fault]:
    """ "Ever", "on record" and the like, where the source has nothing of the kind."""
    claim = evidence.claim
    unlimited = _UNLIMITED.search(claim.text)
    if unlimited is None or (unlimited[0].lower() == "ever" and any(one.low in _ANY for one in claim.words)):
        return
    if not any(_UNLIMITED.search(reading.text) for reading in evidence.readings):
        yield Fault(f"the source does not say “{unlimited[0]}”", True)


def _is_superlative(word: Word, claim: Reading) -> bool:
    """Whether a word of the claim puts something first or last: "the only one", not "only if" or "most of them"."""
    if word.low not in _SUPERLATIVES or word.quoted or word.low in ("most", "least", "ever"):
        return False
    if word.low not in ("only", "last", "first", "record"):
        return True
    if word.place == 0:
        return False
    before = claim.words[word.place - 1]
    return before.name or before.low in ("the", "its", "his", "her", "their", "was", "s")


def _is_derived(word: Word, claim: Reading, given: set[str]) -> bool:
    """Whether a superlative may follow from what the source says without one."""
    if word.low == "first" and given & _EARLIER:
        return True
    # "The highest of the three" sums up a comparison.
    return bool(given & {"against", "than", "versus", "compared"}) and any(
        one.low == "of" for one in claim.words[word.place : word.place + 5]
    )


def _of_something_else(word: Word, equal: set[str], evidence: Evidence) -> Iterator[Fault]:
    """A superlative for a wider circle than the source's, or with another rank: "the second largest"."""
    claim = evidence.claim
    wider = _scope(word, claim)
    if wider is not None and not any(
        reading.counterpart(wider) for place in evidence.places for reading in (place.reading, place.source.header)
    ):
        yield Fault(f"the source does not say “{word.low} … {wider.text or wider.low}”", True)
    if _second(word, claim) != any(
        _second(other, reading) for reading in evidence.readings for other in reading.words if other.low in equal
    ):
        yield Fault(f"the source does not say “{word.low}” so", True)


def _within_limits(word: Word, equal: set[str], evidence: Evidence) -> Iterator[Fault]:
    """A superlative that the source has for a time only."""
    claim = evidence.claim
    for reading in evidence.readings:
        for other in reading.words:
            if (
                other.low in equal
                and _limited(other, reading)
                and not _limited(word, claim)
                and _alike(word, claim, other, reading)
            ):
                yield Fault(f"the source says “{other.low}” only within limits", True)


def _second(word: Word, reading: Reading) -> bool:
    """Whether "second" or the like stands before a superlative."""
    return word.place > 0 and reading.words[word.place - 1].low in _ORDINALS - {"first"}


def other_rank(evidence: Evidence) -> Iterator[Fault]:
    """ "The third increase" of "the second increase"; "the first woman" of "the first author from Chile"."""
    given = {word.low for source in evidence.sources for reading in source.readings for word in reading.words}
    for word in evidence.claim.words:
        if word.low not in _ORDINALS or word.quoted or word.figure:
            continue
        if word.low not in given and given & _ORDINALS and word.low != "first":
            yield Fault(f"the source does not say “{word.low}”", True)
        if word.low == "first" and word.low in given:
            after = [
                one for one in evidence.claim.words[word.place + 1 : word.place + 3] if one.content and not one.name
            ]
            said = any(
                reading.counterpart(one) for one in after for source in evidence.sources for reading in source.readings
            )
            if after and not said and after[0].low not in ("time", "ever"):
                yield Fault(f"the source does not say “first {after[0].text or after[0].low}”", True)


def _alike(word: Word, claim: Reading, other: Word, reading: Reading) -> bool:
    """Whether two superlatives are of the same thing, as far as a noun follows them."""
    ours, theirs = (
        [one for one in held.words[at.place + 1 : at.place + 4] if one.content]
        for held, at in ((claim, word), (reading, other))
    )
    return not theirs or not ours or any(one.matches(another) for one in ours for another in theirs) or theirs[0].name


def _scope(word: Word, claim: Reading) -> Word | None:
    """What a superlative is said to hold for: "country" of "the largest farm in the country"."""
    after = claim.words[word.place + 1 : word.place + 7]
    at = next(
        (
            number
            for number, one in enumerate(after)
            if one.low in ("in", "of", "since") and one.segment == word.segment
        ),
        None,
    )
    return None if at is None else next((one for one in after[at + 1 :] if one.content), None)


def _limited(word: Word, reading: Reading) -> bool:
    """Whether "since 2015", "in nine years" or the like follows a superlative."""
    after = reading.words[word.place + 1 : word.place + 8]
    return any(
        one.low in ("since", "for", "in", "of", "after", "this")
        and at + 1 < len(after)
        and (after[at + 1].figure or after[at + 1].name or one.low == "since" or after[at + 1].low in ("nine", "the"))
        for at, one in enumerate(after)
    ) and any(one.low == "since" or one.figure for one in after)
