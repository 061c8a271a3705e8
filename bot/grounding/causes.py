"""Whether a source gives the cause that a claim gives, and in that direction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from bot.language.verbs import is_verb
from bot.language.words import Word

_EFFECT_FIRST = {
    "en": ("because", "because of", "due to", "owing to", "thanks to", "as a result of", "owing"),
    "de": ("weil", "wegen", "aufgrund"),
    "fr": ("parce", "car", "raison", "grâce"),
    "es": ("porque", "debido"),
}
_CAUSE_FIRST = frozenset("caus trigger spark led lead prompt".split())
_STRICT = frozenset(
    "because due owing thanks result results cause caused causes causing trigger triggered sparked spark "
    "started led leads lead prompted since "
    "citing cited cites cite blamed blames blame so therefore thus reason weil da wegen aufgrund durch denn "
    "parce car "
    "raison grâce porque debido".split()
)


@dataclass(slots=True)
class Link:
    """A cause and its effect, by their words."""

    cause: list[Word]
    effect: list[Word]


def links(reading: Reading) -> list[Link]:
    """The causes that a sentence names with a word for it."""
    found: list[Link] = []
    for word in reading.words:
        if word.quoted or (word.low == "due to" and _scheduled(word, reading)):
            continue
        before = [one for one in reading.words[: word.place] if one.content]
        after = [one for one in reading.words[word.place + 1 :] if one.content]
        if word.low in _EFFECT_FIRST.get(reading.language, ()):
            if before:
                found.append(Link([one for one in after if one.segment <= word.segment + 1], before))
            else:
                # "Because it rained, the match was off."
                cause = [one for one in after if one.segment == word.segment]
                found.append(Link(cause, [one for one in after if one.segment > word.segment]))
        elif word.stem in _CAUSE_FIRST and word.content and before and after:
            passive = any(
                one.low in ("was", "were", "is", "been", "be")
                for one in reading.words[max(0, word.place - 2) : word.place]
            )
            by = reading.words[word.place + 1].low == "by"
            found.append(Link(after, before) if passive or by else Link(before, after))
    return [link for link in found if link.cause and link.effect]


def _scheduled(word: Word, reading: Reading) -> bool:
    """ "Due to open": no cause."""
    return is_verb(reading.words, word.place + 1) or (
        word.place > 0 and reading.words[word.place - 1].low in ("not", "is", "are", "was", "were")
    )


def invented_cause(evidence: Evidence) -> Iterator[Fault]:
    """A cause where the source gives none, gives another, or has it the other way round."""
    for link in links(evidence.claim):
        given = [one for reading in evidence.readings for one in links(reading)]
        if any(_shares(link.cause, one.cause) and _shares(link.effect, one.effect) for one in given):
            continue
        if any(_shares(link.effect, one.cause) and not _shares(link.effect, one.effect) for one in given):
            yield Fault("the source has it as the cause, not as the effect", True)
            continue
        turned = [one for one in given if _shares(link.cause, one.effect) and _shares(link.effect, one.cause)]
        if turned:
            yield Fault("the source has cause and effect the other way round", True)
        elif not any(_together(link, reading) for reading in _runs(evidence)):
            yield Fault("the source does not give that as the cause")


def _runs(evidence: Evidence) -> list[list[Reading]]:
    """Each chosen sentence, and each with the one that follows it: "It rained.  So the match was off." """
    runs: list[list[Reading]] = [[reading] for reading in evidence.readings]
    for place in evidence.places:
        if place.position + 1 < len(place.source.readings):
            runs.append([place.reading, place.source.readings[place.position + 1]])
        if place.position:
            runs.append([place.source.readings[place.position - 1], place.reading])
    return runs


def _together(link: Link, run: Sequence[Reading]) -> bool:
    words = [word for reading in run for word in reading.words]
    if len(run) > 1 and not any(word.low in _STRICT or word.stem in _CAUSE_FIRST for word in words):
        return False
    content = [word for word in words if word.content]
    cause = [word for word in link.cause if any(word.matches(other) for other in content)]
    effect = [word for word in link.effect if any(word.matches(other) for other in content)]
    return 2 * len(cause) >= len(link.cause) and 2 * len(effect) >= len(link.effect)


def _shares(some: Sequence[Word], others: Sequence[Word]) -> bool:
    held = sum(any(word.matches(other) for other in others) for word in some)
    return 3 * held >= len(some)
