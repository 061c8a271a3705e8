"""Compares two texts of one story, sentence for sentence, and word for word where these differ.

A *copy* may have a dateline or a credit more, an end that was cut off, sentences left out or a few put in as a whole,
and words spelt otherwise.  A text in which a word is another, or one more or less stands inside a sentence, is a
version of the story, and is no copy: which words turn the sense, no list can tell for every language.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA, Indel

from index.dates import WEEKDAYS
from index.numerals import NUMBERS

# Below this many words, single words make the difference: only the very same ones are a copy.
_SHORT = 20
# Of the words of a copy, this share may stand in sentences of its own, datelines and credits not counted.
_MOST_CHANGED = 0.08
_LONGEST_DATELINE = 14
_LONGEST_CREDIT = 30
# A sentence of this many words is a statement by itself; a shorter one may turn the sense of the one before.
_WHOLE_STATEMENT = 8
# A slip of the pen is mended in a word of this many letters; shorter ones become another word: trial, trail.
_LONG_WORD = 8
# Comparing two times 20,000 sentences or words takes 50 MB and a second; the product counts.
_MOST_COMPARED = 20_000**2
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟]")
_BROKEN_OFF = re.compile(r"…|\.\.\.")
# Searched in the eight characters before a word.
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\n][\"'”’)\]]*\s*)[\"'“‘(\[]*$")
_CREDIT = re.compile(
    r"reporting by|edited by|editing by|©|\(c\)|copyright|all rights reserved|first (?:appeared|published)|"
    r"(?:files|reporting|material) from|contributed to this (?:report|story)|originally (?:appeared|published)|"
    r"news agency|wire service|by arrangement with|(?:continue|keep) reading|read (?:more|the (?:full|rest|whole))",
    re.I,
)
# A dateline that names its agency, and credits behind a text, whatever words those of two publishers share.
_DATELINE = re.compile(r"\s*[A-Z]{3}[^()\n]{0,60}\([^()\n]{2,40}\)\s*(?:[—–]|--?)\s")
_CREDITS = re.compile(
    r"(?:[\n.!?;]['\"”’)]*\s*[(\[]?(?:(?:additional )?(?:reporting|writing)|edit(?:ed|ing)) by\b[^\n.!?;]{0,120}"
    r"[.!?;]?[)\]]?)+\s*\Z",
    re.I,
)
_AMENDS = re.compile(r"\b(?:correct\w*|updat\w*|clarif\w*|amend\w*|retract\w*|erratum)\b", re.I)
_DATELINE_END = re.compile(r"\s*[)\]]*\s*(?:[—–]|--?|:)\s*$")
_TURNS_SENSE = frozenset(
    "no not never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't "
    "weren't hasn't haven't hadn't wouldn't couldn't shouldn't n't deny denies denied denying fail fails failed false "
    "refuse refused refuses alleged allegedly reportedly may might could unconfirmed suspected accused "
    "more less fewer above below under over up down rise rose rises fall fell falls increase increased decrease "
    "decreased before after first second third last next least most half quarter third double twice all some only "
    "nearly almost about million billion trillion thousand hundred dozen percent % $ € £ ¥ "
    "today yesterday tomorrow".split()
).union(NUMBERS, WEEKDAYS)
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sir", "i", "the", "a", "an"))
_WITHOUT_WEIGHT = frozenset(("the", "a", "an", "that", "mr", "mrs", "ms", "dr"))
# Organize, colour, centre, written in one way.  No vowel before the i: Anreise and Anreize are two words in German.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w[^\Waeiou][iy])z(?=(?:e[drs]?|ers|ing|ations?)$)"), "s"),
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|able|ite|ites)?$)"), "or"),
    (re.compile(r"(?<=\w\wt)re(?=s?$)"), "er"),
)


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    """Without case, and with figures, apostrophes and spellings written in one way."""
    start: int
    end: int
    tells: bool
    """Whether a sentence that has it tells something of its own: a figure, a name, a negation."""
    closes: bool
    """Whether a sentence or a line ends with it."""


@dataclass(frozen=True, slots=True)
class _Story:
    """A text and its words; a part of it is a range of their numbers."""

    text: str
    words: list[_Word]

    def said(self, part: range) -> str:
        """The characters of ``part``."""
        return self.text[self.words[part[0]].start : self.words[part[-1]].end] if part else ""

    def behind(self, part: range) -> str:
        """The characters between the end of ``part`` and the next word."""
        start = self.words[part.stop - 1].end if part.stop else 0
        return self.text[start : self.words[part.stop].start if part.stop < len(self.words) else None]

    def plain(self, part: range) -> list[str]:
        """The words of ``part`` as they are compared."""
        return [self.words[number].plain for number in part]

    def tells(self, part: range) -> bool:
        """Whether a word of ``part`` tells something of its own."""
        return any(self.words[number].tells for number in part)

    def sentences(self) -> list[range]:
        """The parts that are a sentence or a line each."""
        ends = [number + 1 for number, word in enumerate(self.words) if word.closes]
        return [range(start, end) for start, end in zip([0, *ends], ends, strict=False)]

    def begins(self, number: int) -> bool:
        """Whether a sentence or a line begins with this word."""
        return number == 0 or self.words[number - 1].closes

    def is_whole(self, part: range) -> bool:
        """Whether ``part`` is whole sentences or lines.

        Where what was left out begins like what follows it, or ends like what stands before, it may as well be taken
        to begin later or earlier.
        """
        for step in (1, -1):
            start, end = part.start, part.stop
            while not (self.begins(start) and self.words[end - 1].closes):
                near, far = (start, end) if step > 0 else (start - 1, end - 1)
                if near < 0 or far >= len(self.words) or self.words[near].plain != self.words[far].plain:
                    break
                start, end = start + step, end + step
            else:
                return True
        return False

    def is_frame(self, part: range) -> bool:
        """Whether ``part`` is a dateline before the text or a credit behind it."""
        said = self.said(part)
        if not part or _AMENDS.search(said):
            return False
        if part.start == 0 and len(part) <= _LONGEST_DATELINE and part.stop < len(self.words):
            between = self.behind(part)
            return bool(_DATELINE_END.search(between) or said.lower().startswith("by ") or "\n" in between)
        at_end = part.stop == len(self.words) and len(part) <= _LONGEST_CREDIT
        return at_end and bool(_CREDIT.search(self.text, max(self.words[part.start].start - 2, 0)))


def is_copy(text: str, stored: str) -> bool:
    """Whether ``stored`` says all that ``text`` says, in the same words but for a few that tell nothing."""
    text, stored = _unframed(text), _unframed(stored)
    ours, theirs = _Story(text, _words(text)), _Story(stored, _words(stored))
    if not ours.words or not theirs.words:
        return False
    if [word.plain for word in ours.words] == [word.plain for word in theirs.words]:
        return True
    if min(len(ours.words), len(theirs.words)) < _SHORT:
        return False
    added = 0
    for gone, new in _changes(theirs, ours):
        if theirs.is_frame(gone):
            gone = gone[:0]
        if ours.is_frame(new):
            new = new[:0]
        if _tells_otherwise(theirs, gone, ours, new):
            return False
        added += len(new)
    return added <= _MOST_CHANGED * len(ours.words)


def _unframed(text: str) -> str:
    """``text`` without what certainly is a dateline or a credit; what may be one is weighed against the other text."""
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    credit = _CREDITS.search(text, max(start, len(text) - 400))
    # The character before a credit closes the last sentence.
    return text[start : credit.start() + 1 if credit else None]


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    matches = list(_WORD.finditer(text))
    # A capital at a sentence's start says nothing, unless the word has one elsewhere too.
    capital = [match[0][:1].isupper() for match in matches]
    starts = [
        capital[i] and bool(_SENTENCE_START.search(text[max(match.start() - 8, 0) : match.start()]))
        for i, match in enumerate(matches)
    ]
    names = {match[0] for i, match in enumerate(matches) if capital[i] and not starts[i]}
    for i, match in enumerate(matches):
        plain = _plain(match[0])
        figure = plain[0].isdigit() or plain in _TURNS_SENSE or plain.endswith("n't")
        name = capital[i] and (match[0] in names or not starts[i]) and plain not in _TITLES
        last = i + 1 == len(matches)
        between = text[match.end() : None if last else matches[i + 1].start()]
        closes = last or "\n" in between or bool(_SENTENCE_END.search(between))
        found.append(_Word(plain, match.start(), match.end(), figure or name, closes))
    return found


def _plain(word: str) -> str:
    plain = word.casefold().replace("’", "'")
    if plain == "%":
        return "percent"
    if plain[0].isdigit():
        return re.sub(r",(?=\d{3})", "", plain)
    for spelling, instead in _SPELLINGS:
        plain = spelling.sub(instead, plain)
    return plain


def _changes(before: _Story, after: _Story) -> Iterator[tuple[range, range]]:
    """What is gone from one story and what is new in the other at the same place, place by place."""
    gone_sentences, new_sentences = before.sentences(), after.sentences()
    for gone, new in _differences(
        [tuple(before.plain(each)) for each in gone_sentences], [tuple(after.plain(each)) for each in new_sentences]
    ):
        old_part = _span(gone_sentences, gone, len(before.words))
        new_part = _span(new_sentences, new, len(after.words))
        for old, fresh in _differences(before.plain(old_part), after.plain(new_part)):
            yield old_part[old.start : old.stop], new_part[fresh.start : fresh.stop]


def _span(sentences: list[range], numbers: range, end: int) -> range:
    """The words of these sentences, or the place where none is."""
    if not numbers:
        at = sentences[numbers.start].start if numbers.start < len(sentences) else end
        return range(at, at)
    return range(sentences[numbers[0]].start, sentences[numbers[-1]].stop)


def _differences(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[range, range]]:
    """The ranges of both that stand between what is equal in both; one for all, where they are too long to compare."""
    if len(before) * len(after) > _MOST_COMPARED:
        begin = _equal(before, after)
        end = _equal(before[begin:][::-1], after[begin:][::-1])
        gone, new = range(begin, len(before) - end), range(begin, len(after) - end)
        if len(gone) * len(new) > _MOST_COMPARED:
            yield gone, new
            return
        before, after = before[: gone.stop], after[: new.stop]
    gone_at = new_at = gone_end = new_end = 0
    for block in Indel.opcodes(before, after):
        if block.tag == "equal":
            if gone_end > gone_at or new_end > new_at:
                yield range(gone_at, gone_end), range(new_at, new_end)
            gone_at, new_at = block.src_end, block.dest_end
        gone_end, new_end = block.src_end, block.dest_end
    if gone_end > gone_at or new_end > new_at:
        yield range(gone_at, gone_end), range(new_at, new_end)


def _equal(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """How many of the first are equal in both."""
    shorter = min(len(before), len(after))
    return next((number for number in range(shorter) if before[number] != after[number]), shorter)


def _tells_otherwise(before: _Story, gone: range, after: _Story, new: range) -> bool:
    """Whether a story tells something else when ``new`` stands in it where ``gone`` stood."""
    if _is_cut(before, gone, after, new):
        return False
    if gone and new:
        return not _same(_weighty(before, gone), _weighty(after, new))
    if gone:
        return bool(_weighty(before, gone)) and (
            not before.is_whole(gone) or (len(gone) < _WHOLE_STATEMENT and before.tells(gone))
        )
    if not _weighty(after, new):
        return False
    # A heading may be short; a sentence that is may say that all of it is wrong.
    short = len(new) < _WHOLE_STATEMENT and bool(_SENTENCE_END.search(after.behind(new)))
    return short or not after.is_whole(new) or after.tells(new) or bool(_AMENDS.search(after.said(new)))


def _is_cut(before: _Story, gone: range, after: _Story, new: range) -> bool:
    """Whether the rest of a story is gone, and what is left breaks off, within a word perhaps, without a full stop."""
    if not gone or gone.stop < len(before.words) or len(new) > 1:
        return False
    if new and not before.words[gone.start].plain.startswith(after.words[new.start].plain):
        return False
    behind = after.behind(new)
    return bool(_BROKEN_OFF.search(behind)) or not _SENTENCE_END.search(behind)


def _weighty(story: _Story, part: range) -> list[_Word]:
    return [story.words[number] for number in part if story.words[number].plain not in _WITHOUT_WEIGHT]


def _same(gone: list[_Word], new: list[_Word]) -> bool:
    """Whether these are the same words: written apart or together, or with a slip of the pen mended."""
    if "".join(word.plain for word in gone) == "".join(word.plain for word in new):
        return True
    return len(gone) == len(new) and all(map(_is_mended, gone, new))


def _is_mended(gone: _Word, new: _Word) -> bool:
    """Whether one letter was left out or two were swapped within a long word, which says the same then.

    Another letter in its place makes another word (annehmen, abnehmen); so does any in a script without capitals,
    whose letters are syllables, words or consonants alone.
    """
    if gone.plain == new.plain:
        return True
    shorter, longer = sorted((gone.plain, new.plain), key=len)
    if gone.tells or new.tells or len(shorter) < _LONG_WORD or shorter.upper() == shorter:
        return False
    if shorter[:2] != longer[:2] or shorter[-2:] != longer[-2:]:
        return False
    swapped = len(shorter) == len(longer) and sorted(shorter) == sorted(longer)
    return (swapped or len(shorter) < len(longer)) and OSA.distance(shorter, longer) == 1
