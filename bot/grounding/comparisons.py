"""Whether a claim compares the right way round: "women's more than men's" is not "men's more than women's".

Where the source gives a figure for each of the two instead of comparing them, the figures tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.negations import negations
from bot.grounding.reading import Reading
from bot.language.lexicon import lexicon
from bot.language.moments import Moment, agree
from bot.language.words import Word

_REACH = 7
"""Words on either side of "than" in which the two that are compared stand."""
_COMPARING = frozenset("more less fewer better worse rather earlier later other".split())
_FAR = 12
"""The same before "than", of a comparison that the source makes by figures."""
_OVER = frozenset(
    "precedence priority preference advantage lead victory win prefer favour favor triumph prevail".split()
)
"""Words after which "over" sets one above another, as "than" does."""
_MORE = frozenset("more higher longer larger greater bigger older heavier taller deeper wider dearer".split())
_FEWER = frozenset("less fewer lower shorter smaller younger lighter cheaper".split())
_REST = frozenset("remaind remainder rest".split())
_LINK = re.compile(
    r"\b(?:and|against|but|while|whereas|versus|from|compared (?:with|to)|as against)\b|;", re.IGNORECASE
)
"""What stands between two that are set beside each other."""


def turned_comparison(evidence: Evidence) -> Iterator[Fault]:
    """Comparisons by the same word, whose two sides have changed places, or that the figures speak against."""
    if negations(evidence.claim):
        return
    for ours in _comparisons(evidence.claim):
        for reading in evidence.readings:
            if negations(reading):
                continue
            for theirs in _comparisons(reading):
                same = ours.word.stem == theirs.word.stem
                if same and _only(ours.one, theirs.other, theirs.one) and _only(ours.other, theirs.one, theirs.other):
                    yield Fault(
                        f"the source compares the other way round: “{theirs.word.low} … {theirs.link.low}”", True
                    )
    if any(told is False for told in _by_figures(evidence)):
        yield Fault("the source's figures say the opposite", True)


def follows_from_figures(evidence: Evidence) -> bool:
    """Whether a claim compares two of which the source has a figure each, and the figures are so."""
    told = list(_by_figures(evidence))
    return bool(told) and all(told)


@dataclass(slots=True)
class _Comparison:
    """A comparing word and what stands beside it on either side of its "than"."""

    word: Word
    link: Word
    one: list[Word]
    other: list[Word]


def _comparisons(reading: Reading, reach: int = _REACH) -> Iterator[_Comparison]:
    for word in reading.words:
        before = reading.words[max(0, word.place - reach) : word.place]
        if word.low == "than":
            word_of = next((one for one in reversed(before) if one.low in _COMPARING or one.low.endswith("er")), None)
        elif word.low == "over":
            word_of = next((one for one in before[-1:] if one.stem in _over()), None)
        else:
            continue
        after = [one for one in reading.words[word.place + 1 : word.place + 1 + _REACH] if one.low != "than"]
        if word_of is not None and word_of.low not in ("rather", "other"):
            beside = [one for one in before if _counts(one) and one is not word_of]
            yield _Comparison(word_of, word, beside, list(filter(_counts, after)))


def _by_figures(evidence: Evidence) -> Iterator[bool]:
    """Of each comparison whether the figures of one sentence say so, where they say anything of it."""
    for ours in _comparisons(evidence.claim, _FAR):
        way = 1 if ours.word.low in _MORE else -1 if ours.word.low in _FEWER else 0
        if not way or ours.link.low != "than" or _is_bound(ours, evidence.claim):
            continue
        for reading in evidence.readings:
            # "9 million less than budgeted" gives no figure of the budget.
            if any(word.low == "than" for word in reading.words):
                continue
            told = next(
                filter(None, (_excess(ours, evidence.claim, reading, *couple) for couple in _couples(reading))), 0
            )
            if told:
                yield told * way > 0
                break


def _is_bound(ours: _Comparison, claim: Reading) -> bool:
    """Whether nothing is compared: "more than 100,000", "more than doubled"."""
    following = claim.words[ours.link.place + 1 : ours.link.place + 2]
    return ours.link.place == ours.word.place + 1 and any(word.figure for word in following)


def _couples(reading: Reading) -> Iterator[tuple[float, float, int]]:
    """Two figures of one kind that a sentence has no third of, and where what belongs to the second begins."""
    plain = [figure for figure in reading.figures if not figure.loose]
    for kind in {figure.dimension for figure in plain}:
        same = [figure for figure in plain if figure.dimension == kind]
        rest = next((word for word in reading.words if word.stem in _REST), None)
        if len(same) == 2:
            first, second, begins = same[0].base, same[1].base, same[1].start
        elif len(same) == 1 and kind == "ratio" and rest is not None and rest.start > same[0].end:
            first, second, begins = same[0].base, 100 - same[0].base, rest.start
        else:
            continue
        links = list(_LINK.finditer(reading.text, same[0].end - reading.start, begins - reading.start))
        commas = [
            at for at in (reading.text.rfind(",", same[0].end - reading.start, begins - reading.start),) if at >= 0
        ]
        cut = links[-1].start() if links else commas[0] if commas else None
        if cut is not None:
            yield first, second, reading.start + cut


def _excess(ours: _Comparison, claim: Reading, reading: Reading, first: float, second: float, cut: int) -> float:
    """By how much the figure of what the claim compares exceeds that of what it is compared with; 0 if unknown."""
    one = [word for word in reading.content if word.start < cut]
    two = [word for word in reading.content if word.start >= cut]
    other = _apart(ours.other, ours.one)
    in_one = _meet(other, _apart(one, two)) or _dated(ours, claim, [day for day in reading.moments if day.start < cut])
    in_two = _meet(other, _apart(two, one)) or _dated(ours, claim, [day for day in reading.moments if day.start >= cut])
    if in_one == in_two or not _meet(ours.one, two if in_one else one):
        return 0.0
    return second - first if in_one else first - second


def _dated(ours: _Comparison, claim: Reading, days: Sequence[Moment]) -> bool:
    """Whether the day that the claim compares with is one of these."""
    compared = [day for day in claim.moments if 0 <= day.start - ours.link.end <= 8]
    return any(agree(day, days) for day in compared) if days else False


def _apart(words: Sequence[Word], others: Sequence[Word]) -> list[Word]:
    return [word for word in words if not any(word.matches(other) for other in others)]


def _meet(words: Sequence[Word], others: Sequence[Word]) -> bool:
    return any(word.matches(other) for word in words for other in others)


def _counts(word: Word) -> bool:
    return word.content and not word.figure


def _only(words: list[Word], there: list[Word], not_there: list[Word]) -> bool:
    """Whether a word stands on the one side of the other comparison and not on its own."""
    return any(
        any(word.stem == other.stem for other in there) and not any(word.stem == other.stem for other in not_there)
        for word in words
    )


@cache
def _over() -> frozenset[str]:
    words = lexicon("en")
    return frozenset(words.stem(word) for word in _OVER)
