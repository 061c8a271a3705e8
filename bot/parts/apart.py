"""Reads the passages for each of the things that a question asks, or asks the same of."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from bot.evidence.reading import EvidenceReader, EvidenceReading
from bot.language.terms import WordReader
from bot.parts.cutting import parts
from bot.parts.sides import Side, sides
from index.clauses import content_words
from index.passage import Passage

ANSWERED = 0.5
"""The probability from which on one side is answered."""
FURTHER = 0.25
"""The same where the other side is: then the articles are known to be of the matter."""
HELD = 0.5
"""The share of a side's own words that what is said of it must have: a last name is enough."""
FOUND, IN_TITLE, IN_WORDS = 0.5, 0.5, 0.25
"""What it counts for a passage to be the best for the whole question, that its article's title names the side, and that
it has the side's name as the question has it; as a share of the side's question's words."""
NAMED = 1.0
"""Log odds that it counts for a sentence to name the side itself, and no other."""
_LEFT_OUT = re.compile(
    r"^(?:(?:in|on|at|by|for|to|from|with|under|of|about|against|the|an?|my|our|your)\s)+|['’]s?$", re.I
)


@dataclass(frozen=True, slots=True)
class _Own:
    """The words that tell a side from the others."""

    own: frozenset[str]
    """All of its words where it has none that the others have not: "the final" beside "the semi-final"."""
    others: frozenset[str]
    """Those that another side has and this one has not."""
    alone: frozenset[str]
    """Those that no other side has."""

    def held(self, terms: set[str]) -> bool:
        """Whether a text with these terms names this side, and not another one in its place."""
        return len(self.own & terms) >= HELD * len(self.own) and not self.of_others(terms)

    def of_others(self, terms: set[str]) -> bool:
        """Whether a text with these terms names another side and not this one."""
        return bool(self.others & terms) and not self.alone & terms


def apart(question: str, passages: Sequence[Passage], reader: EvidenceReader) -> list[EvidenceReading]:
    """The readings that an answer is picked from, in the order in which is asked, all of the same sentences.

    One for each part of the question; where that asks the same of two things, one for each of these that is answered.
    """
    return [reading for part in parts(question) for reading in _answered(part, passages, reader)]


def _answered(part: str, passages: Sequence[Passage], reader: EvidenceReader) -> list[EvidenceReading]:
    of_sides = of_each_side(part, passages, reader)
    surest = max((each.confidence for each in of_sides), default=0.0)
    least = FURTHER if surest >= ANSWERED else ANSWERED
    return [each for each in of_sides if each.confidence >= least] or [reader.reading(part, passages)]


def sides_confidence(part: str, passages: Sequence[Passage], reader: EvidenceReader) -> float:
    """The estimated probability that each side of a question is answered; 0 where it has none, or one is not."""
    each = [reading.confidence for reading in of_each_side(part, passages, reader)]
    return sum(each) / len(each) if each and min(each) >= FURTHER else 0.0


def of_each_side(part: str, passages: Sequence[Passage], reader: EvidenceReader) -> list[EvidenceReading]:
    """What the passages say to each side of a question, of the sentences that its whole was read with.

    None where it has no sides, or where the articles have for one thing what it names.
    """
    asked = sides(part)
    if not asked.each:
        return []
    whole = reader.reading(part, passages)
    told = [_own(side, [other for other in asked.each if other is not side], reader.words) for side in asked.each]
    if not all(own.own for own in told):
        return []
    if not asked.sure and _is_one(asked.each, told, whole, passages):
        return []
    readings = [_of(side, own, whole, passages, reader) for side, own in zip(asked.each, told, strict=True)]
    return readings if asked.sure or all(each.best for each in readings) else []


def _own(side: Side, others: Sequence[Side], words: WordReader) -> _Own:
    own = _terms(side.name, words)
    theirs = frozenset().union(*(_terms(other.name, words) for other in others))
    return _Own(own - theirs or own, theirs - own, own - theirs)


def _terms(text: str, words: WordReader) -> frozenset[str]:
    telling = set(content_words(text))
    return frozenset(
        word.term
        for word in words.words(text, "en")
        # "Will" is a name, and no word of grammar, where it has a capital.
        if word.term != "s" and (word.surface in telling or word.capital or word.figure)
    )


def _is_one(each: Sequence[Side], told: Sequence[_Own], whole: EvidenceReading, passages: Sequence[Passage]) -> bool:
    """Whether the sentence that answers speaks of all the sides, or the articles name them as one."""
    # Where the trained model doubts it, a sentence that has both names need not answer.
    if whole.best and (whole.answers is None or whole.answers[0] > 0):
        best = {word.term for word in whole.read.words[whole.best[0]]}
        if all(own.held(best) for own in told):
            return True
    left, right = (re.escape(re.sub(r"['’]s$", "", side.name)) for side in each[:2])
    both = re.compile(rf"{left}\s(?:and|&|vs\.?|versus|against|or)\s{right}|{right}\s(?:vs\.?|versus)\s{left}", re.I)
    text = "\n".join(f"{passage.article.title}\n{passage.text}" for passage in passages)
    together = len(both.findall(text))
    return 2 * together > min(len(re.findall(rf"\b{name}\b", text, re.I)) for name in (left, right))


def _of(
    side: Side, own: _Own, whole: EvidenceReading, passages: Sequence[Passage], reader: EvidenceReader
) -> EvidenceReading:
    """The passages about one side read for it, as a reading of the whole's sentences."""
    words = reader.words
    terms = _terms(side.question, words)
    scores = [passage.score for passage in passages]
    lowest, spread = min(scores), (max(scores) - min(scores)) or 1.0
    called = _LEFT_OUT.sub("", side.name)
    worth: dict[int, float] = {}
    for at, passage in enumerate(passages):
        title = {word.term for word in words.words(passage.article.title, passage.article.language)}
        text = {word.term for word in words.words(passage.text, passage.article.language)} | title
        if len(own.own & text) >= HELD * len(own.own):
            worth[at] = len(terms & text) / len(terms) + FOUND * (passage.score - lowest) / spread
            worth[at] += IN_TITLE * own.held(title) + IN_WORDS * (called in passage.text)
    about = sorted(_of_its_time(side, own, worth, passages), key=lambda at: (-worth[at], at))
    ranked = [replace(passages[at], rank=rank, score=worth[at]) for rank, at in enumerate(about, start=1)]
    reading = reader.reading(side.question, ranked)
    numbers = {
        (passages[each.article].article.id, each.span.start): number for number, each in enumerate(whole.read.sentences)
    }
    kept: list[tuple[float, bool, int, int]] = []
    for place, number in enumerate(reading.best):
        sentence = reading.read.sentences[number]
        said = {word.term for word in reading.read.words[number]}
        said |= {word.term for word in words.words(sentence.heading, "en")}
        known = numbers.get((ranked[sentence.article].article.id, sentence.span.start))
        if known is not None and not own.of_others(said):
            named = own.held(said)
            kept.append((float(reading.odds[place]) + NAMED * named, named, place, known))
    kept.sort(key=lambda each: -each[0])
    # A further sentence is of this side only if it says so.
    kept = [each for place, each in enumerate(kept) if not place or each[1]]
    places = [place for _, _, place, _ in kept]
    return replace(
        whole,
        best=[number for *_, number in kept],
        odds=np.array([odds for odds, *_ in kept]),
        answers=None if reading.answers is None else reading.answers[places],
        apart=reading.confidence if kept else 0.0,
    )


def _of_its_time(side: Side, own: _Own, about: Collection[int], passages: Sequence[Passage]) -> Collection[int]:
    """Of two sides that name the same, before it and after it: the older half of the articles, or the newer one."""
    before, after = (side.name.lower().startswith(word) for word in ("before ", "after "))
    dates = [at for number in about if (at := passages[number].article.published_at) is not None]
    if own.alone or not (before or after) or len(set(dates)) < 2:
        return about
    middle = min(dates) + (max(dates) - min(dates)) / 2
    known = ((number, passages[number].article.published_at) for number in about)
    return [number for number, at in known if at is not None and (at > middle) == after]
