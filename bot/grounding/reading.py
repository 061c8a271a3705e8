"""A sentence as the check reads it: its words with stems and meanings, its figures, dates, names and quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.grounding.figures import Figure, figures
from bot.grounding.lexicon import NOTHING, Lexicon, Meaning, lexicon
from bot.grounding.moments import Moment, moments, shifted
from bot.grounding.verdict import Source
from bot.languages import FUNCTION, language_of
from index.sentences import sentences

if TYPE_CHECKING:
    from bot.grounding.segments import Segment
    from bot.grounding.statements import Statement

_TOKEN = re.compile(r"(?:[A-Z]\.){2,}|[^\W_]+(?:[’'][^\W_]+)*|[;:,()–—]|\s-\s")
_QUOTED = re.compile(r"[\"“”„«»‹›]\s?([^\"“”„«»‹›]{2,400}?)\s?[\"“”„«»‹›]|(?<![\w])[‘']([^‘’']{2,300}?)[’'](?!\w)")
_CONTRACTED = re.compile(r"'(?:ll|re|ve|d|m)$")
_ELISION = re.compile(r"^(?:l|d|qu|n|s|j|c|m|t|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)

_CLAUSE = frozenset(
    [
        "but",
        "while",
        "whereas",
        "although",
        "though",
        "because",
        "which",
        "who",
        "whose",
        "when",
        "if",
        "unless",
        "after",
        "before",
        "since",
        "until",
        "as",
        "so",
        "where",
        "whilst",
        "than",
        "that",
        "however",
        "except",
        "instead",
        "rather",
        "aber",
        "während",
        "obwohl",
        "weil",
        "wenn",
        "nachdem",
        "bevor",
        "bis",
        "dass",
        "sondern",
        "wobei",
        "mais",
        "tandis",
        "alors",
        "parce",
        "car",
        "qui",
        "dont",
        "lorsque",
        "quand",
        "après",
        "avant",
        "pero",
        "mientras",
        "aunque",
        "porque",
        "cuando",
        "después",
        "antes",
        "sino",
        "salvo",
    ]
)
_NOT_NAMES = frozenset(
    [
        "i",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ]
)


WordKey = tuple[str, str, frozenset[int]]


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


@dataclass
class Reading:
    """A sentence, read.  Offsets are those of the text it stands in."""

    start: int
    end: int
    text: str
    language: str
    words: list[Word]
    figures: list[Figure]
    moments: list[Moment]
    quotations: list[tuple[int, int, str]] = field(default_factory=list)
    """Start, end and words of what stands between quotation marks."""
    parts: list[Segment] | None = None
    """Filled in by ``segments`` when first asked for."""
    told: list[Statement] | None = None
    """Filled in by ``statements`` when first asked for."""
    matched: dict[WordKey, Word | None] = field(default_factory=dict)
    """What ``counterpart`` found."""

    @cached_property
    def content(self) -> list[Word]:
        """The words that are no function words and no part of a figure or a date."""
        return [word for word in self.words if word.content]

    @cached_property
    def groups(self) -> frozenset[int]:
        """Those of the lexicon that one of its words belongs to."""
        return frozenset[int]().union(*(word.meaning.groups for word in self.words))

    @property
    def names(self) -> list[Word]:
        """The words that are part of a name."""
        return [word for word in self.words if word.name]

    def counterpart(self, word: Word) -> Word | None:
        """The word of this sentence that says the same, if one does; remembered, as every rule asks for the same."""
        key = (word.low, word.stem, word.meaning.groups)
        if key not in self.matched:
            like = [other for other in self.words if other.stem == word.stem or (other.content and other.matches(word))]
            self.matched[key] = next((other for other in like if other.stem == word.stem), like[0] if like else None)
        return self.matched[key]


@dataclass
class ReadSource:
    """A source, read: its sentences, and all that its title and head line say beside."""

    number: int
    readings: list[Reading]
    header: Reading
    language: str

    @cached_property
    def initials(self) -> frozenset[str]:
        """What its runs of capitalised words shorten to: "World Health Organization" is WHO."""
        return frozenset(short for reading in (*self.readings, self.header) for short in _initials(reading))


@lru_cache(maxsize=256)
def read_source(source: Source) -> ReadSource:
    """A source's sentences; kept, because the sentences of an answer cite the same few sources.

    Some 130 KB each: there is room for those of thirty answers that are written at once.
    """
    code = language_of(source.text)
    published = source.published_at.date() if source.published_at else None
    readings = [
        read(source.text[span.start : span.end], code, published, span.start) for span in sentences(source.text, code)
    ]
    header = read(f"{source.title}, {source.publisher or ''}", code, published)
    anchors = [span for reading in readings for moment in reading.moments for span in moment.spans[:2]]
    anchors += [(published, published)] if published else []
    for reading in readings:
        reading.moments += shifted(reading.text, anchors)
    _settle_names(readings, header)
    return ReadSource(source.number, readings, header, code)


def read(text: str, language: str, published: date | None = None, offset: int = 0) -> Reading:
    """One sentence, read; ``offset`` is where it begins in its text."""
    words_of = lexicon(language)
    quotations = [(match.start(), match.end(), match[1] or match[2]) for match in _QUOTED.finditer(text)]
    dates = moments(text, published)
    numbers = [
        figure
        for figure in figures(text, language)
        if not any(day.start <= figure.start < day.end and figure.end <= day.end + 1 for day in dates)
    ]
    taken = [*((day.start, day.end) for day in dates), *((figure.start, figure.end) for figure in numbers)]
    words = _words(text, words_of, taken, quotations)
    for word in words:
        word.start += offset
        word.end += offset
    return Reading(
        offset,
        offset + len(text),
        text,
        language,
        words,
        [replace(figure, start=figure.start + offset, end=figure.end + offset) for figure in numbers],
        [replace(day, start=day.start + offset, end=day.end + offset) for day in dates],
        [(start + offset, end + offset, words_) for start, end, words_ in quotations],
    )


def folded(text: str) -> str:
    """Lower case without accents, for names that are written with and without them."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return (
        "".join(character for character in decomposed if not unicodedata.combining(character))
        .replace("ø", "o")
        .replace("ł", "l")
    )


def settle_claim(claim: Reading, sources: Sequence[ReadSource]) -> None:
    """Marks the capitalised word that opens a claim as a name where a source has it as one, or it is a people's."""
    first = next((word for word in claim.words if word.text), None)
    if first is not None and first.text[0].isupper() and first.content and not first.name and claim.language != "de":
        first.name = bool(first.meaning.groups) and first.low.endswith(("ese", "ish", "ian", "ians", "ean"))
        first.name = first.name or any(
            word.name and word.low == first.low
            for source in sources
            for reading in (*source.readings, source.header)
            for word in reading.words
        )


def _words(
    text: str, words_of: Lexicon, taken: Sequence[tuple[int, int]], quotations: Sequence[tuple[int, int, str]]
) -> list[Word]:
    function = FUNCTION[words_of.language]
    raw: list[Word] = []
    in_fact = {at for begin, end in taken for at in range(begin, end)}
    in_quotation = {at for begin, end, _ in quotations for at in range(begin, end)}
    segment, opening = 0, True
    for match in _TOKEN.finditer(text):
        token = match[0]
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


def _settle_names(readings: Sequence[Reading], header: Reading) -> None:
    """Marks a capitalised word that opens a sentence as a name where the source has it as one elsewhere."""
    seen = {word.low for reading in (*readings, header) for word in reading.words if word.name}
    plain = {word.low for reading in readings for word in reading.words if word.text[:1].islower()}
    for reading in readings:
        first = next((word for word in reading.words if word.text), None)
        if first is not None and first.text[0].isupper() and first.content and not first.name:
            following = reading.words[1] if len(reading.words) > 1 else None
            first.name = first.low in seen or (
                first.low not in plain and following is not None and (following.name or _lone(first, following))
            )


def _lone(first: Word, following: Word) -> bool:
    """ "Nujaba refused.": a word that no lexicon has, before a verb form."""
    return (
        not first.meaning.groups
        and first.text.isalpha()
        and not first.low.endswith(("s", "ing", "ly", "ed", "ion"))
        and (
            following.low.endswith("ed") or following.low in ("is", "was", "has", "had", "will", "said", "says", "did")
        )
    )


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


def _initials(reading: Reading) -> Iterator[str]:
    run: list[str] = []
    for word in reading.words:
        parts = (word.text or word.low.title()).split()
        if word.text[:1].isupper() or word.name:
            run += [part[0].lower() for part in parts]
            for length in range(2, min(6, len(run)) + 1):
                yield "".join(run[-length:])
        elif word.low not in ("of", "the", "for", "and", "de", "la", "des", "für"):
            run = []
