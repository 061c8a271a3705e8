"""Whether the words between quotation marks are of the one whom the claim has say them, in any language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.grounding.evidence import Evidence, same_name
from bot.grounding.facts import plain
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.grounding.speakers import DESCRIBING
from bot.language.words import Word


def moved_quotation(evidence: Evidence) -> Iterator[Fault]:
    """A quotation beside a name, where the source has it beside another one."""
    claim = evidence.claim
    for start, end, words in claim.quotations:
        before, after = _around(claim, start, end)
        ours = _last(before) or _first(after)
        if not ours:
            continue
        homes = [
            (reading, span)
            for source in evidence.sources
            for reading in source.readings
            for span in reading.quotations
            if plain(words) and plain(words) in plain(span[2])
        ]
        if homes and all(_is_anothers(ours, reading, span) for reading, span in homes):
            yield Fault(f"the source has “{words}” from another than {' '.join(word.text for word in ours)}", True)


def _is_anothers(ours: Sequence[Word], reading: Reading, span: tuple[int, int, str]) -> bool:
    before, after = _around(reading, span[0], span[1])
    if not before and not after:
        # "She said": whoever that is.
        return False
    near = before or after
    return not any(same_name(word, other) for word in ours for other in near)


def _around(reading: Reading, start: int, end: int) -> tuple[list[Word], list[Word]]:
    """The names before and after a quotation."""
    names = [word for word in reading.names if not word.quoted and word.text and not _describes(word, reading)]
    return [word for word in names if word.end <= start], [word for word in names if word.start >= end]


def _describes(name: Word, reading: Reading) -> bool:
    """Whether a name only describes somebody who is named elsewhere: "the Cupertino tech giant"."""
    return any(word.low in DESCRIBING for word in reading.words[name.place + 1 : name.place + 3])


def _last(names: Sequence[Word]) -> list[Word]:
    """The last name of several, with its first names."""
    found: list[Word] = []
    for word in reversed(names):
        if found and word.place != found[-1].place - 1:
            break
        found.append(word)
    return found


def _first(names: Sequence[Word]) -> list[Word]:
    """The first name of several, with its last names."""
    return [word for at, word in enumerate(names) if word.place == names[0].place + at]
