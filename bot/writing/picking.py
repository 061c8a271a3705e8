"""Picks the sentences of an extractive answer, and puts them in order."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from bot.evidence.candidates import Candidate
from bot.evidence.reading import EvidenceReading
from bot.evidence.steps import is_step
from bot.writing.lead_ins import lead_in, to_its_speaker
from bot.writing.speech import to_its_end

MOST_SENTENCES = 5
"""Shown at most, with those that stand before one that starts with "He"."""
MOST_PICKED = 3
MOST_PICKED_OF_A_PART = 2
"""Where a question asks several things, of each of them."""
BEHIND = 2.0
"""How far the log odds of a further sentence may lie behind the best one's; docs/answering.md shows what others give.
Counting up the probabilities until they are enough showed twice as many sentences for the same answers."""
LEAST, FAR_BEHIND = -4.0, 3.5
"""Log odds of the trained model below which a further sentence is not shown, however near its words are, if the best
one's are so much higher: where the model knows no answer, its doubt of the others says little."""
SHORT_PARAGRAPH, SHORT_PARAGRAPH_CHARACTERS = 4, 600
"""Sentences and characters, at most, of a paragraph under a heading of which the rest is shown too."""
CHANGES = re.compile(
    r"\bwhat(?:['’]s| is| was| has| have| were| are)? (?:being )?(?:new|different|chang\w+|corrected)\b|\bchanges\b",
    re.I,
)
"""Asks what is new in a document, and heads the paragraph that says so, which then is shown as a whole."""
_THE = re.compile(r"the (?P<noun>[^\W\d_]+)\b(?! (?:also|then|however)\b)", re.IGNORECASE)
ALIKE = 0.7
"""Two sentences that share this much of their words (Jaccard) say the same."""
WITHIN, FEWEST_WITHIN = 0.8, 8
"""So do two of which one has this much of the words of the other, if that has so many."""


@dataclass(frozen=True, slots=True)
class Pick:
    """Neighbouring sentences of one article, by their positions in the reading."""

    first: int
    last: int
    passage: int
    """The best passage among those of the picked sentences."""


def pick(readings: Sequence[EvidenceReading]) -> list[Pick]:
    """The sentences that answer, best first; none if nothing may be quoted.

    ``readings``: the same passages, read for each of the things that are asked, in the order in which they are.
    """
    chosen = _chosen(readings)
    if not chosen:
        return []
    reading = readings[0]
    sentences = reading.read.sentences
    changes = _of_changes(reading, chosen[0])
    if changes:
        chosen = [number for number in chosen if _of_changes(reading, number)]
    shown = _shown(reading, chosen)
    runs = _runs(sentences, shown, MOST_SENTENCES if changes else SHORT_PARAGRAPH)
    runs.sort(key=lambda run: min(shown[number] for number in run))
    picks = []
    for run in runs:
        first, last = to_its_end(sentences, run[0], run[-1], MOST_SENTENCES - len(shown), shown.keys())
        shown.update((number, shown[run[0]]) for number in range(first, last + 1) if number not in shown)
        picks.append(Pick(first, last, min(sentences[number].passage for number in run)))
    return picks


def _chosen(readings: Sequence[EvidenceReading]) -> list[int]:
    """The sentences that answer, by the things that are asked, of each the best first."""
    of_part: list[list[int]] = [[] for _ in readings]
    # Where several things are asked, each gets its best sentence before any gets a second one.
    for most in (1, MOST_PICKED_OF_A_PART) if len(readings) > 1 else (MOST_PICKED,):
        for own, reading in zip(of_part, readings, strict=True):
            own += _choose(reading, list(chain.from_iterable(of_part)), most)
    return list(chain.from_iterable(of_part))


def _shown(reading: EvidenceReading, chosen: Sequence[int]) -> dict[int, int]:
    """The chosen sentences, what stands before them and the rest of the best one's paragraph; of each, its place."""
    place = {number: at for at, number in reversed(list(enumerate(chosen)))}
    shown = {n: place[number] for number in reversed(chosen) for n in (number, *_lead_in(reading, number))}
    for number in _rest(reading, chosen[0]):
        if len(shown) < MOST_SENTENCES:
            shown.setdefault(number, 0)
    return shown


def _runs(sentences: Sequence[Candidate], shown: Mapping[int, int], most: int) -> list[list[int]]:
    """The shown sentences in the order of the text, those together that are one quote."""
    runs: list[list[int]] = []
    for number in sorted(shown):
        if runs and _is_one_quote(sentences, shown, runs[-1][-1], number, most):
            runs[-1].append(number)
        else:
            runs.append([number])
    return runs


def _is_one_quote(sentences: Sequence[Candidate], shown: Mapping[int, int], left: int, right: int, most: int) -> bool:
    """Whether neighbours are, which they are not where the later one is the better answer and understood by itself."""
    if not _go_together(sentences, left, right):
        return False
    return shown[left] <= shown[right] or left in short_paragraph(sentences, right, most)


def _rest(reading: EvidenceReading, number: int) -> list[int]:
    """What else a short paragraph says after a sentence; of one on what is new or to be done, before it too."""
    sentences = reading.read.sentences
    changes = _of_changes(reading, number)
    paragraph = short_paragraph(sentences, number, MOST_SENTENCES if changes else SHORT_PARAGRAPH)
    whole = changes or (len(paragraph) > 1 and all(is_step(sentences[at]) for at in paragraph))
    return [at for at in paragraph if (whole or at > number) and sentences[at].prose]


def _of_changes(reading: EvidenceReading, number: int) -> bool:
    """Whether the question asks what is new, and a sentence stands under a heading that is just that."""
    heading = reading.read.sentences[number].heading
    return CHANGES.search(reading.read.asked.text) is not None and CHANGES.search(heading) is not None


def short_paragraph(sentences: Sequence[Candidate], number: int, most: int) -> Sequence[int]:
    """The sentences of its paragraph, ``most`` at most, where it stands under a heading, read as a whole; else none."""
    if not sentences[number].heading or sentences[number].fact:
        return ()
    first = last = number
    while sentences[first].before == first - 1 and sentences[first].same_line:
        first -= 1
    while last + 1 < len(sentences) and sentences[last + 1].before == last and sentences[last + 1].same_line:
        last += 1
    characters = sentences[last].span.end - sentences[first].span.start
    short = most > SHORT_PARAGRAPH or characters <= SHORT_PARAGRAPH_CHARACTERS
    return range(first, last + 1) if last - first < most and short else ()


def _go_together(sentences: Sequence[Candidate], left: int, right: int) -> bool:
    """Whether one follows the other in a paragraph, or is what the line above announces; lines of a table do not."""
    apart = sentences[left].fact or sentences[right].fact or sentences[left].entries
    one_line = sentences[right].same_line or sentences[left].text.endswith(":")
    return sentences[right].before == left and one_line and not apart


def _choose(reading: EvidenceReading, before: Sequence[int], most: int) -> list[int]:
    """The sentences for one thing that is asked, best first, without those picked ``before``."""
    picked: list[int] = []
    said_twice = 0
    shown = len(_with_what_they_lean_on(reading, before))
    for place, (number, odds) in enumerate(zip(reading.best, reading.odds.tolist(), strict=True)):
        if odds < reading.odds[0] - BEHIND:
            break
        if (before or picked) and _vetoed(reading, place):
            continue
        if number not in before:
            size = 1 + len(_lead_in(reading, number))
            if (before or picked) and shown + size > MOST_SENTENCES:
                continue
            if any(_alike(reading, number, other) for other in (*before, *picked)):
                # It takes its place all the same: what is next best is further from the question.
                said_twice += 1
                continue
            shown += size
        picked.append(number)
        if len(picked) + said_twice >= most:
            break
    return [number for number in picked if number not in before]


def _vetoed(reading: EvidenceReading, place: int) -> bool:
    answers = reading.answers
    return answers is not None and bool(answers[place] < LEAST and answers[place] < answers[0] - FAR_BEHIND)


def _alike(reading: EvidenceReading, left: int, right: int) -> bool:
    """Whether two sentences say the same in the same words, as copies of one story do, and with the same figures."""
    figures = [{word.term for word in reading.read.words[number] if word.figure} for number in (left, right)]
    if figures[0] and figures[1] and figures[0] != figures[1]:
        return False
    own = {word.term for word in reading.read.words[left]}
    other = {word.term for word in reading.read.words[right]}
    shared, least = len(own & other), min(len(own), len(other))
    return shared >= ALIKE * len(own | other) or (least >= FEWEST_WITHIN and shared >= WITHIN * least)


def _with_what_they_lean_on(reading: EvidenceReading, chosen: Sequence[int]) -> set[int]:
    return {shown for number in chosen for shown in (number, *_lead_in(reading, number))}


def _lead_in(reading: EvidenceReading, number: int) -> list[int]:
    """What is shown before a sentence; nothing before "The report was" where the question names the report."""
    sentence = reading.read.sentences[number]
    thing = _THE.match(sentence.text)
    asked = re.findall(r"\w+", reading.read.asked.text.lower())
    named = thing is not None and thing["noun"].lower() in asked and not sentence.points_back
    return to_its_speaker(reading.read.sentences, number) if named else lead_in(reading.read.sentences, number)
