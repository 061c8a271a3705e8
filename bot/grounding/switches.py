"""Whether a claim has something on where the source has it off."""

from __future__ import annotations

from collections.abc import Iterator

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.negations import negations
from bot.grounding.reading import Reading
from bot.grounding.segments import Segment, segments
from bot.language.words import Word

_SWITCHING = frozenset("turn switch leav keep set be stay remain is are must should".split())
_AFTER_SWITCH = frozenset("and or before after when while until for during at to if as first again".split())


def switched(evidence: Evidence) -> Iterator[Fault]:
    """ "Turn the heater on" of "turn the heater off"."""
    for word, part in _switches(evidence.claim):
        held: list[tuple[int, bool]] = []
        for reading in evidence.readings:
            if bool(negations(reading)) != bool(negations(evidence.claim)):
                continue
            for other, there in _switches(reading):
                words = [one for one in part.content if one is not word]
                common = sum(any(one.matches(another) for another in there.content) for one in words)
                held.append((common, other.low.split()[-1] == word.low.split()[-1]))
        if held and max(held)[0] and not max(held)[1]:
            way = word.low.split()[-1]
            yield Fault(f"the source says “{'off' if way == 'on' else 'on'}” where the sentence says “{way}”", True)


def _switches(reading: Reading) -> Iterator[tuple[Word, Segment]]:
    """The words that say whether something is on or off, each with its segment: not the "on" of "on the roof"."""
    if reading.language != "en":
        return
    for part in segments(reading):
        for number, word in enumerate(part.words):
            if word.low.split()[-1] in ("on", "off") and not word.quoted:
                following = part.words[number + 1] if number + 1 < len(part.words) else None
                led = " " in word.low or (number and not part.words[number - 1].figure)
                ends = following is None or following.low in _AFTER_SWITCH or " " in word.low
                if led and ends and any(one.stem.split()[0] in _SWITCHING for one in part.words[: number + 1]):
                    yield word, part
