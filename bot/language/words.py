"""Splits a sentence into words: each with its stem, what it may mean, and whether it is part of a name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.language.identification import FUNCTION
from bot.language.lexicon import NOTHING, Lexicon, Meaning
from index.dates import MONTHS, WEEKDAYS

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'][^\W_]+)*|[;:,()–—]|\s-\s")
_CONTRACTED = re.compile(r"'(?:ll|re|ve|d|m)$")
_ELISION = re.compile(r"^(?:l|d|qu|n|s|j|c|m|t|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
_CLAUSE = frozenset(
    (
        "but while whereas although though because which who whose when if unless after before since until as so "
        "where whilst than that however except instead rather aber während obwohl weil wenn nachdem bevor bis dass "
        "sondern wobei mais tandis alors parce car qui dont lorsque quand après avant pero mientras aunque porque "
        "cuando después antes sino salvo"
    ).split()
)
"""They begin a new segment."""
_NOT_NAMES = frozenset({"i", *WEEKDAYS, *MONTHS})


@dataclass(slots=True)
class Word:
    """One word, or a phrase that the lexicon knows as one."""

    start: int
    end: int
    text: str
    low: str
    stem: str
    meaning: Meaning
    segment: int
    place: int = 0
    content: bool = True
    """Not a function word and no part of a figure or a date."""
    name: bool = False
    quoted: bool = False
    stems: tuple[str, ...] = ()
    figure: bool = False

    def matches(self, other: Word) -> bool:
        """Whether the two may say the same."""
        if self.stem == other.stem or self.low == other.low:
            return True
        if self.meaning.groups & other.meaning.groups:
            return True
        if self.stems and other.stem in self.stems and len(other.stem) > 3:
            return True
        if other.stems and self.stem in other.stems and len(self.stem) > 3:
            return True
        return _related(self.stem, other.stem)

    def opposes(self, other: Word) -> bool:
        """Whether the two say the opposite."""
        return (
            bool(self.meaning.opposites & other.meaning.groups)
            and not self.meaning.groups & other.meaning.groups
            and self.stem != other.stem
        )


def words_in(
    text: str,
    words_of: Lexicon,
    taken: Sequence[tuple[int, int]],
    quotations: Sequence[tuple[int, int, str]],
    times: Sequence[tuple[int, int]] = (),
) -> list[Word]:
    """The words of a sentence in order.

    ``taken``: where its figures and dates stand; ``quotations``: its quotes; ``times``: times of day, each one word.
    """
    function = FUNCTION[words_of.language]
    raw: list[Word] = []
    in_fact = {at for begin, end in taken for at in range(begin, end)}
    within_time = {at for begin, end in times for at in range(begin + 1, end)}
    in_quotation = {at for begin, end, _ in quotations for at in range(begin, end)}
    segment, opening = 0, True
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.start() in within_time:
            # "6 p.m." has no word "m".
            continue
        if not token[0].isalnum():
            # A comma between digits is part of a number, and never gets here.
            segment += 1
            continue
        elided = _ELISION.match(token) if words_of.language == "fr" else None
        start = match.start() + (elided.end() if elided else 0)
        token = token[elided.end() :] if elided else token
        if elided and elided[0].lower().startswith("n"):
            raw.append(Word(match.start(), start, elided[0], "ne", "ne", NOTHING, segment, content=False))
        low = token.lower().replace("’", "'")
        negated = low.endswith("n't") or low == "cannot"
        low = (
            {"can't": "can", "won't": "will", "cannot": "can", "shan't": "shall"}.get(low, low.removesuffix("n't"))
            if negated
            else low
        )
        low = low.removesuffix("'s").removesuffix("s'") if low.endswith(("'s", "s'")) else low
        low = _CONTRACTED.sub("", low).rstrip(".") if not low.isalpha() else low
        if low in _CLAUSE and raw:
            segment += 1
        inside = match.start() in in_fact
        stem = words_of.stem(low)
        word = Word(start, match.end(), token, low, stem, words_of.meaning(stem), segment)
        word.figure = inside
        word.content = not inside and low not in function and len(low) > 1
        word.name = (
            token[0].isupper()
            and not inside
            and (not opening or (token.isupper() and len(token) > 1))
            and low not in function
            and low not in _NOT_NAMES
            and words_of.language != "de"
        )
        word.quoted = match.start() in in_quotation
        raw.append(word)
        if negated:
            raw.append(Word(match.end(), match.end(), "", "not", "not", NOTHING, segment, content=False))
        opening = False
    return _phrases(raw, words_of)


def _phrases(raw: list[Word], words_of: Lexicon) -> list[Word]:
    """The words, where those that the lexicon knows as a phrase have become one."""
    stems = [word.stem for word in raw]
    merged: list[Word] = []
    at = 0
    while at < len(raw):
        length, meaning = words_of.phrase(stems, at)
        first = raw[at]
        if length and len({word.segment for word in raw[at : at + length]}) == 1:
            last = raw[at + length - 1]
            name = any(word.name for word in raw[at : at + length])
            first = Word(
                first.start,
                last.end,
                "",
                " ".join(word.low for word in raw[at : at + length]),
                " ".join(stems[at : at + length]),
                meaning,
                first.segment,
                content=any(word.content for word in raw[at : at + length]) or bool(meaning.opposites),
                name=name,
                quoted=first.quoted,
                stems=tuple(stems[at : at + length]),
            )
            at += length
        else:
            at += 1
        first.place = len(merged)
        merged.append(first)
    return merged


@lru_cache(maxsize=8192)
def _related(one: str, other: str) -> bool:
    """Whether two stems are forms of one word: "decis" and "decid" are listed, "marseill" and "marseillais" are not."""
    short, long = sorted((one, other), key=len)
    if len(short) < 4 or " " in one or " " in other:
        return False
    if long.startswith(short):
        return len(long) - len(short) <= 3 or (len(short) >= 6 and len(long) - len(short) <= 5)
    common = 0
    for left, right in zip(short, long, strict=False):
        if left != right:
            break
        common += 1
    return common >= 6 and len(long) - common <= 2
