"""A text as its words, with what each tells, and what of it is a dateline or a credit."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.dates import WEEKDAYS
from index.numerals import NUMBERS

_LONGEST_DATELINE = 14
_LONGEST_CREDIT = 30
_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]")
SENTENCE_END = re.compile(r"[.!?…。！？।۔؟]")
"""What closes a sentence, in any script."""
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
AMENDS = re.compile(r"\b(?:correct\w*|updat\w*|clarif\w*|amend\w*|retract\w*|erratum)\b", re.I)
"""Says that something was put right."""
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
# Organize, colour, centre, written in one way.  No vowel before the i: Anreise and Anreize are two words in German.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w[^\Waeiou][iy])z(?=(?:e[drs]?|ers|ing|ations?)$)"), "s"),
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|able|ite|ites)?$)"), "or"),
    (re.compile(r"(?<=\w\wt)re(?=s?$)"), "er"),
)


@dataclass(frozen=True, slots=True)
class StoryWord:
    """A word of a text."""

    plain: str
    """Without case, and with figures, apostrophes and spellings written in one way."""
    start: int
    end: int
    tells: bool
    """Whether a sentence that has it tells something of its own: a figure, a name, a negation."""
    closes: bool
    """Whether a sentence or a line ends with it."""


@dataclass(frozen=True, slots=True)
class Story:
    """A text and its words; a part of it is a range of their numbers."""

    text: str
    words: list[StoryWord]

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
        if not part or AMENDS.search(said):
            return False
        if part.start == 0 and len(part) <= _LONGEST_DATELINE and part.stop < len(self.words):
            between = self.behind(part)
            # A line that ends as a sentence does says something of its own.
            line = "\n" in between and not SENTENCE_END.match(between)
            return bool(_DATELINE_END.search(between) or said.lower().startswith("by ") or line)
        at_end = part.stop == len(self.words) and len(part) <= _LONGEST_CREDIT
        return at_end and bool(_CREDIT.search(self.text, max(self.words[part.start].start - 2, 0)))


def unframed(text: str) -> str:
    """``text`` without what certainly is a dateline or a credit; what may be one is weighed against the other text."""
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    credit = _CREDITS.search(text, max(start, len(text) - 400))
    # The character before a credit closes the last sentence.
    return text[start : credit.start() + 1 if credit else None]


def words_of(text: str) -> list[StoryWord]:
    """The words of a text, in order."""
    found: list[StoryWord] = []
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
        closes = last or "\n" in between or bool(SENTENCE_END.search(between))
        found.append(StoryWord(plain, match.start(), match.end(), figure or name, closes))
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
