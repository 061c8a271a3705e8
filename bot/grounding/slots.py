"""Whether a claim that follows its source word by word has put something else in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.grounding.statements import is_generic
from bot.grounding.thresholds import is_instance
from bot.language.figures import agree
from bot.language.moments import agree as same_day
from bot.language.verbs import is_verb
from bot.language.words import Word

COPIED = 0.68
"""From this share of words in the source's order on, a word in the place of another is a change and not a choice."""
WELL_COPIED = 0.75
"""The same of words that are no names."""
Block = tuple[str, int, int, int, int]
"""A step of ``SequenceMatcher``: what is done, and the places it is done to in the claim and in the source."""


def exchanged(evidence: Evidence) -> Iterator[Fault]:
    """Words of the claim that stand where the source has another one."""
    claim = _tokens(evidence.claim)
    for reading in evidence.readings:
        given = _tokens(reading)
        keys = _keys(claim, given, evidence.claim, reading)
        blocks = SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes()
        copied = sum(end - begin for tag, begin, end, _, _ in blocks if tag == "equal")
        if not claim or copied < COPIED * len(claim) or copied < 4:
            continue
        for ours, theirs in _replaced(claim, given, blocks):
            if not _may_contradict(ours, theirs) or _are_a_case(ours, evidence):
                continue
            named = any(word.name for word in (*ours, *theirs))
            if named or (copied >= WELL_COPIED * len(claim) and _is_no_synonym(ours, theirs, reading, evidence)):
                yield Fault(f"the source says “{_told(theirs)}” where the sentence says “{_told(ours)}”", True)


def _replaced(
    claim: Sequence[Word], given: Sequence[Word], blocks: Sequence[Block]
) -> Iterator[tuple[list[Word], list[Word]]]:
    """What the claim has in one place and what the source has there: "won" and "lost" of "won by two goals"."""
    for number, (tag, begin, end, begin_there, end_there) in enumerate(blocks):
        if tag != "replace" or end - begin > 2 or end_there - begin_there > 2:
            continue
        before, after = _copied_in(blocks, number - 1), _copied_in(blocks, number + 1)
        closed = after or end == len(claim)
        if before and closed and before + after >= 3:
            yield _telling(claim[begin:end]), _telling(given[begin_there:end_there])


def _copied_in(blocks: Sequence[Block], number: int) -> int:
    """How many words the block of that number copies; 0 where there is none."""
    if not 0 <= number < len(blocks):
        return 0
    tag, begin, end, _, _ = blocks[number]
    return end - begin if tag == "equal" else 0


def _may_contradict(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether both sides tell something, and not the same: not "Northline" for "the firm"."""
    if not ours or not theirs or any(word.matches(other) for word in ours for other in theirs):
        return False
    if {word.figure for word in ours} != {word.figure for word in theirs} or all(is_generic(word) for word in theirs):
        return False
    # ``polarity`` weighs opposites with their negation: "without losing" is "and keep".
    return not any(word.opposes(other) for word in ours for other in theirs)


def _are_a_case(words: Sequence[Word], evidence: Evidence) -> bool:
    """Whether the words are a figure that a rule of the source covers: "at noon" of "before 14:00"."""
    figures = [one for one in evidence.claim.figures for word in words if one.start <= word.start < one.end]
    return bool(figures) and all(is_instance(figure, evidence) for figure in figures)


def _is_no_synonym(ours: Sequence[Word], theirs: Sequence[Word], reading: Reading, evidence: Evidence) -> bool:
    """Whether the words are of one kind and yet hardly another choice of word: "cable" in the place of "fuse"."""
    verbal = any(_verb_like(word, evidence.claim) for word in ours)
    if verbal != any(_verb_like(word, reading) for word in theirs):
        return False
    # A verb has more synonyms than any lexicon; a word that stands elsewhere in the source is no synonym.
    return not verbal or _stands_in_source(ours, evidence)


def _stands_in_source(words: Sequence[Word], evidence: Evidence) -> bool:
    """Whether a source has one of the words anywhere."""
    return any(
        word.matches(other)
        for word in words
        for source in evidence.sources
        for reading in source.readings
        for other in reading.content
    )


def _telling(words: Sequence[Word]) -> list[Word]:
    """The words that are no function words: "cable" of "to cable"."""
    return [word for word in words if word.content or word.figure]


def _told(words: Sequence[Word]) -> str:
    return " ".join(word.text or word.low for word in words)


def _verb_like(word: Word, claim: Reading) -> bool:
    """Whether a word may be a verb or be made of one: "mending", "quickly"; in other languages any in small letters."""
    return (
        (claim.language != "en" and not word.text[:1].isupper())
        or is_verb(claim.words, word.place)
        or word.low.endswith(("ing", "ly", "ed"))
    )


def _tokens(reading: Reading) -> list[Word]:
    return [word for word in reading.words if word.low not in ("a", "an", "the") and word.low not in ("say", "said")]


def _keys(claim: Sequence[Word], given: Sequence[Word], ours: Reading, theirs: Reading) -> tuple[list[str], list[str]]:
    """One key a word, equal where two words say the same."""
    there = [_key_in_source(word, theirs) for word in given]
    return [_key_in_claim(word, given, there, ours, theirs) for word in claim], there


def _key_in_source(word: Word, theirs: Reading) -> str:
    """The last figure that a word is part of, by its number, or the word's stem."""
    numbers = [number for number, one in enumerate(theirs.figures) if one.start <= word.start < one.end]
    return f"#{numbers[-1]}" if numbers else word.stem


def _key_in_claim(word: Word, given: Sequence[Word], there: Sequence[str], ours: Reading, theirs: Reading) -> str:
    """The key of what says the same in the source, or the word's stem."""
    figure = next((one for one in ours.figures if one.start <= word.start < one.end), None)
    if figure is not None:
        return next((f"#{number}" for number, other in enumerate(theirs.figures) if agree(figure, other)), word.stem)
    moment = next((one for one in ours.moments if one.start <= word.start < one.end), None)
    if (moment is not None and same_day(moment, theirs.moments)) or word.stem in there:
        return word.stem
    same = (key for key, other in zip(there, given, strict=True) if _says_the_same(word, other))
    return next(same, word.stem)


def _says_the_same(word: Word, other: Word) -> bool:
    return word.content and other.content and word.matches(other)
