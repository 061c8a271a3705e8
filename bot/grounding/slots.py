"""Whether a claim that follows its source word by word has put something else in one place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.grounding.statements import is_generic
from bot.language.figures import agree
from bot.language.moments import agree as same_day
from bot.language.verbs import is_verb
from bot.language.words import Word

COPIED = 0.68
"""From this share of words in the source's order on, a word in the place of another is a change and not a choice."""
WELL_COPIED = 0.75


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
        for number, (tag, begin, end, begin_there, end_there) in enumerate(blocks):
            if tag != "replace" or end - begin > 2 or end_there - begin_there > 2:
                continue
            before = number > 0 and blocks[number - 1][0] == "equal" and blocks[number - 1][2] - blocks[number - 1][1]
            after = (
                number + 1 < len(blocks)
                and blocks[number + 1][0] == "equal"
                and blocks[number + 1][2] - blocks[number + 1][1]
            )
            if not before or not (after or end == len(claim)) or before + after < 3:
                continue
            ours = [word for word in claim[begin:end] if word.content or word.figure]
            theirs = [word for word in given[begin_there:end_there] if word.content or word.figure]
            if not ours or not theirs or any(word.matches(other) for word in ours for other in theirs):
                continue
            if {word.figure for word in ours} != {word.figure for word in theirs} or all(
                is_generic(word) for word in theirs
            ):
                continue
            if any(word.opposes(other) for word in ours for other in theirs):
                # ``polarity`` weighs that with its negation: "without losing" is "and keep".
                continue
            # A verb has more synonyms than any lexicon; a word that stands elsewhere in the source is no synonym.
            known = any(
                word.matches(other)
                for word in ours
                for source in evidence.sources
                for one in source.readings
                for other in one.content
            )
            names = any(word.name for word in (*ours, *theirs))
            if (
                any(_verb_like(word, evidence.claim) for word in ours)
                != any(_verb_like(word, reading) for word in theirs)
                and not names
            ):
                continue
            if not known and not names and any(_verb_like(word, evidence.claim) for word in ours):
                continue
            if copied < (COPIED if names else WELL_COPIED) * len(claim):
                continue
            said, stands = (
                " ".join(word.text or word.low for word in ours),
                " ".join(word.text or word.low for word in theirs),
            )
            yield Fault(f"the source says “{stands}” where the sentence says “{said}”", True)


def _verb_like(word: Word, claim: Reading) -> bool:
    return (
        (claim.language != "en" and not word.text[:1].isupper())
        or is_verb(claim.words, word.place)
        or word.low.endswith(("ing", "ly", "ed"))
    )


def _tokens(reading: Reading) -> list[Word]:
    return [word for word in reading.words if word.low not in ("a", "an", "the") and word.low not in ("say", "said")]


def _keys(claim: Sequence[Word], given: Sequence[Word], ours: Reading, theirs: Reading) -> tuple[list[str], list[str]]:
    """One key a word, equal where two words say the same."""
    there = [word.stem for word in given]
    figures = {
        word.place: number
        for number, figure in enumerate(theirs.figures)
        for word in given
        if figure.start <= word.start < figure.end
    }
    for place, word in enumerate(given):
        if word.place in figures:
            there[place] = f"#{figures[word.place]}"
    here: list[str] = []
    for word in claim:
        figure = next((one for one in ours.figures if one.start <= word.start < one.end), None)
        moment = next((one for one in ours.moments if one.start <= word.start < one.end), None)
        key = word.stem
        if figure is not None:
            key = next((f"#{number}" for number, other in enumerate(theirs.figures) if agree(figure, other)), word.stem)
        elif moment is not None and same_day(moment, theirs.moments):
            key = word.stem
        else:
            same = next(
                (place for place, other in enumerate(given) if word.content and other.content and word.matches(other)),
                None,
            )
            key = there[same] if same is not None and word.stem not in there else word.stem
        here.append(key)
    return here, there
