"""Whether what can be looked up stands in the sources: quotations, figures, dates, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from bot.grounding.arithmetic import derives
from bot.grounding.evidence import Evidence, holds_figure, holds_moment, same_name
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading, ReadSource, folded
from bot.grounding.thresholds import is_instance
from bot.grounding.verdict import Source
from bot.language.figure import Figure
from bot.language.moments import Moment
from bot.language.words import Word

WELL_MATCHED = 0.6
"""From this coverage on a sentence speaks of the same thing, and another figure in it contradicts the claim."""
COPIED = 0.9
"""From this share of words on, function words too, a claim is a copy of one sentence."""
_CONTRASTED = re.compile(
    r"(?:\b(?:not|never|rather than|instead of|nicht|statt|pas|no)\s(?:in |after |for |the )?)$", re.IGNORECASE
)
"""What goes before a figure that the claim says is not the one: "until midnight, not 24 hours later"."""
_COUNTED = re.compile(r"(?:every|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE)
_GAP = re.compile(r"\s*(?:\.\.\.|…|\[[^\]]*\])\s*")


def unquoted(claim: Reading, sources: Sequence[Source]) -> Iterator[Fault]:
    """Quotations whose words no source has in that order."""
    texts = [plain(source.text) for source in sources]
    for _, _, words in claim.quotations:
        parts = [part for part in (plain(piece) for piece in _GAP.split(words)) if part]
        if not any(all(f" {part} " in f" {text} " for part in parts) for text in texts):
            yield Fault(f"the words “{words}” do not stand in the source", True)


def unheld_figures(evidence: Evidence, sources: Sequence[ReadSource], *, unprompted: bool = False) -> Iterator[Fault]:
    """Figures that no source has, converts to, or gives as a difference.

    Of an ``unprompted`` claim only what the sentences that it rests on come to: of a whole article's figures nearly
    any number can be made.
    """
    # A copy with another figure is no inference, whatever the figure comes to by chance.
    copied = _copied_share(evidence) >= COPIED
    for figure in evidence.claim.figures:
        words = _words_of(evidence.claim, figure.start, figure.end)
        if _slight(figure, words) or _CONTRASTED.search(evidence.claim.text[: figure.start - evidence.claim.start]):
            continue
        everywhere = [reading for source in sources for reading in (*source.readings, source.header)]
        if holds_figure(everywhere, figure) or (not copied and derives(figure, evidence, nearby=unprompted)):
            continue
        if _is_quarter(figure, evidence) or _is_year(figure, evidence) or _counted(figure, evidence.claim, everywhere):
            continue
        if not unprompted and is_instance(figure, evidence):
            continue
        yield Fault(f"the source does not give the figure “{words}”", evidence.coverage >= WELL_MATCHED)


def unheld_moments(evidence: Evidence, sources: Sequence[ReadSource], published: Sequence[Source]) -> Iterator[Fault]:
    """Dates that no source has and none follows from."""
    everywhere = [reading for source in sources for reading in (*source.readings, source.header)]
    for moment in evidence.claim.moments:
        if holds_moment(everywhere, moment) or _is_number(evidence.claim.text[moment.start : moment.end], everywhere):
            continue
        days = [source.published_at.date() for source in published if source.published_at]
        own = any(first <= day <= last for day in days for first, last in moment.spans[:1])
        if own and not moment.key.startswith("weekday") and not any(reading.moments for reading in evidence.readings):
            # "On 8 November the company said": the article's own date is a fact about it, if its text names no other.
            continue
        if _ranged(evidence.claim, everywhere) or _just_before(evidence.claim, moment, everywhere):
            continue
        if _in_year_beside(moment, everywhere):
            continue
        words = _words_of(evidence.claim, moment.start, moment.end)
        yield Fault(f"the source does not give the date “{words}”", evidence.coverage >= WELL_MATCHED)


def unheld_names(claim: Reading, sources: Sequence[ReadSource]) -> Iterator[Fault]:
    """Names that no source has."""
    words = [word for source in sources for reading in (*source.readings, source.header) for word in reading.words]
    stems = {word.stem for word in words}
    initials = frozenset[str]().union(*(source.initials for source in sources))
    spelt = _spelt(claim)
    for name in claim.names:
        # The "U" of "U-boat" names nobody, nor does the "New" of "New Year" or of a name that a source has without it.
        if (
            len(name.low) == 1
            or name.low == "new"
            or name.stem in stems
            or any(same_name(name, word) for word in words)
        ):
            continue
        if folded(name.low.replace(".", "")) in initials or (
            any(place in spelt for place in (name.place,)) and _abbreviated(claim, name, words)
        ):
            continue
        yield Fault(f"the source does not name “{name.text or name.low}”")


def _copied_share(evidence: Evidence) -> float:
    """The share of the claim's words that its best sentence has in the same form."""
    given = {word.low for word in evidence.best.words}
    words = [word for word in evidence.claim.words if word.text and not word.figure]
    return sum(word.low in given for word in words) / max(1, len(words))


def _ranged(claim: Reading, readings: Sequence[Reading]) -> bool:
    """Whether "between April and June 2024" is a span that a source names."""
    if len(claim.moments) != 2 or not re.search(r"\b(?:between|from|entre|zwischen|von)\b", claim.text):
        return False
    first, last = claim.moments
    spans = tuple(
        (one[0], other[1])
        for one in first.spans
        for other in last.spans
        if one[0] < other[1] and (other[1] - one[0]).days < 400
    )
    return any(day.spans and day.spans[0] in spans for reading in readings for day in reading.moments)


def _just_before(claim: Reading, moment: Moment, readings: Sequence[Reading]) -> bool:
    """Whether "before 2026" is "by the end of 2025"."""
    lead = claim.text[: moment.start - claim.start].lower()
    if not lead.endswith(("before ", "vor ", "avant ", "antes de ")):
        return False
    return any(
        span[1] + timedelta(days=1) == mine[0]
        for mine in moment.spans
        for reading in readings
        for day in reading.moments
        for span in day.spans
    )


def _in_year_beside(moment: Moment, readings: Sequence[Reading]) -> bool:
    """Whether "1 January 2025" is the "1 January" of a sentence that tells its year apart: "for 2025 … from"."""
    return any(
        day.yearless == (first.month, first.day if first == last else None)
        and any((year[0], year[1]) == (date(first.year, 1, 1), date(first.year, 12, 31)) for year in spans)
        for first, last in moment.spans[:1]
        for reading in readings
        for spans in [[span for other in reading.moments for span in other.spans]]
        for day in reading.moments
    )


def plain(text: str) -> str:
    """The words alone, in lower case with single spaces: quotations are compared so."""
    return " ".join(re.findall(r"[^\W_]+(?:['’][^\W_]+)?", text.lower().replace("’", "'")))


def _slight(figure: Figure, words: str) -> bool:
    """A number that only stands for a word: "one of them", "both halves"; not "four fifths", nor "every tenth"."""
    if figure.unit == "fortnight" or (figure.dimension == "ratio" and _COUNTED.match(words)):
        return False
    return figure.loose and (figure.dimension in (None, "ratio") or figure.value == 1)


def _counted(figure: Figure, claim: Reading, readings: Sequence[Reading]) -> bool:
    """Whether a small number in words only counts what the source has: "the two groups"."""
    if figure.dimension is not None or figure.value not in (2, 3) or claim.text[figure.start - claim.start].isdigit():
        return False
    noun = next((word for word in claim.content if word.start >= figure.end), None)
    if noun is None:
        return False
    return not any(
        word.matches(noun)
        for reading in readings
        for other in reading.figures
        for word in [one for one in reading.content if one.start >= other.end][:2]
    )


def _is_quarter(figure: Figure, evidence: Evidence) -> bool:
    """Whether "the first three months" are a quarter that the source speaks of."""
    return (figure.value, figure.unit) == (3, "months") and any(
        word.low == "quarter" for reading in evidence.readings for word in reading.words
    )


def _is_year(figure: Figure, evidence: Evidence) -> bool:
    return figure.dimension is None and figure.value.is_integer() and holds_text(evidence, str(int(figure.value)))


def holds_text(evidence: Evidence, words: str) -> bool:
    """Whether one of the chosen sentences has the very characters, as in "iPhone 6" or "A4"."""
    return any(re.search(rf"(?<!\w){re.escape(words)}(?!\w)", reading.text) for reading in evidence.readings)


def _is_number(words: str, readings: Sequence[Reading]) -> bool:
    return words.isdigit() and any(words in reading.text for reading in readings)


def _words_of(claim: Reading, start: int, end: int) -> str:
    words = claim.text[start - claim.start : end - claim.start].strip()
    # The end of "on 5 June." is the sentence's; that of "6 p.m." is its own.
    return words if words.count(".") > 1 else words.removesuffix(".")


def _spelt(claim: Reading) -> set[int]:
    return {name.place for name in claim.names}


def _abbreviated(claim: Reading, name: Word, words: Sequence[Word]) -> bool:
    """Whether the claim writes out what the source shortens."""
    letters = {folded(word.text.replace(".", "")) for word in words if word.text.isupper() and 2 <= len(word.text) <= 6}
    run = ""
    for word in claim.words:
        if word.text[:1].isupper():
            run += word.low[0]
        elif word.low not in ("of", "the", "for", "and"):
            if any(len(short) > 1 and short in run for short in letters) and word.place > name.place:
                return True
            run = ""
    return any(len(short) > 1 and short in run for short in letters)
