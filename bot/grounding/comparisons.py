"""Whether a claim compares the right way round: "women's more than men's" is not "men's more than women's"."""

from __future__ import annotations

from collections.abc import Iterator

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.polarity import negations
from bot.grounding.reading import Reading
from bot.language.words import Word

_REACH = 7
"""Words on either side of "than" in which the two that are compared stand."""
_COMPARING = frozenset("more less fewer better worse rather earlier later other".split())


def turned_comparison(evidence: Evidence) -> Iterator[Fault]:
    """Comparisons by the same word, whose two sides have changed places."""
    for ours in _comparisons(evidence.claim):
        if negations(evidence.claim):
            continue
        for reading in evidence.readings:
            if negations(reading):
                continue
            for theirs in _comparisons(reading):
                same = ours[0].stem == theirs[0].stem
                if same and _only(ours[1], theirs[2], theirs[1]) and _only(ours[2], theirs[1], theirs[2]):
                    yield Fault(f"the source compares the other way round: “{theirs[0].low} … than”", True)


def _comparisons(reading: Reading) -> Iterator[tuple[Word, list[Word], list[Word]]]:
    """The comparing word, what stands before "than" beside it, and what stands after."""
    for word in reading.words:
        if word.low != "than":
            continue
        before = reading.words[max(0, word.place - _REACH) : word.place]
        word_of = next(
            (one for one in reversed(before) if one.low in _COMPARING or one.low.endswith("er")),
            None,
        )
        after = [one for one in reading.words[word.place + 1 : word.place + 1 + _REACH] if one.low != "than"]
        if word_of is not None and word_of.low not in ("rather", "other"):
            yield word_of, [one for one in before if _counts(one) and one is not word_of], list(filter(_counts, after))


def _counts(word: Word) -> bool:
    return word.content and not word.figure


def _only(words: list[Word], there: list[Word], not_there: list[Word]) -> bool:
    """Whether a word stands on the one side of the other comparison and not on its own."""
    return any(
        any(word.stem == other.stem for other in there) and not any(word.stem == other.stem for other in not_there)
        for word in words
    )
