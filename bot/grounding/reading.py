"""A sentence as the check reads it: its words with stems and meanings, its figures, dates, names and quotations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from bot.grounding.aliases import Alias, aliases
from bot.grounding.verdict import Source
from bot.language.figure import Figure
from bot.language.figures import figures
from bot.language.identification import language_of
from bot.language.lexicon import lexicon
from bot.language.moments import Moment, moments, shifted
from bot.language.words import Word, words_in
from index.sentences import sentences

if TYPE_CHECKING:
    from bot.grounding.segments import Segment
    from bot.grounding.statements import Statement

_QUOTED = re.compile(r"[\"“”„«»‹›]\s?([^\"“”„«»‹›]{2,400}?)\s?[\"“”„«»‹›]|(?<![\w])[‘']([^‘’']{2,300}?)[’'](?!\w)")


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
    matched: dict[tuple[str, str, frozenset[int]], Word | None] = field(default_factory=dict)
    """What ``counterpart`` found, by form, stem and meaning of the word asked for."""

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
    aliases: tuple[Alias, ...] = ()
    """The other names that it gives."""
    published: date | None = None

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
    return ReadSource(source.number, readings, header, code, aliases(source.text), published)


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
    times = [(figure.start, figure.end) for figure in numbers if figure.clock is not None]
    words = words_in(text, words_of, taken, quotations, times)
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
