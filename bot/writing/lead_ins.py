"""What is shown with a sentence so that it is understood: whom "He" means, and whose words are quoted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.evidence.candidates import Candidate
from bot.evidence.sayings import SAY
from index.dates import YEAR

MOST_BEFORE = 2
"""Sentences shown before one that starts with "He" or "The company", so that the reader knows who."""
LONGEST_CHARACTERS = 600
"""Of a sentence with those before it that are shown for its sake."""
MOST_TO_SPEAKER = 2
"""Sentences shown with a quotation, up to the one that says whose it is."""
MOST_WORDS_OUTSIDE = 2
"""Words outside the quotation marks of a sentence that does not say who speaks."""

_STANDS_ALONE = re.compile(
    r"(?i:but|however|so|then|therefore|thus|instead|meanwhile|moreover|furthermore|also),? "
    r"(?!(?:He|She|It|They|His|Her|Its|Their|This|That|These|Those|The|I|We)\b)[A-Z]"
    r"|(?i:there (?:is|are|was|were|will|has|have)\b)"
    r"|(?i:this (?:week|weekend|month|year|season|spring|summer|autumn|fall|winter|morning|afternoon|evening)\b)"
    rf"|(?i:that same \w+, {YEAR}\b)",
)
"""Begins like what points back, and names whom it is about, or nobody: "But Brandt", "There are", "This week"."""
_PERSON = re.compile(r"\W*(?:(?:but|however,|so|then) )?(?:he|she|his|her|hers)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<=[^\W_] )(?!I\b)[A-ZÀ-Þ][\w’'-]+|^[A-ZÀ-Þ][\w’'-]+ [A-ZÀ-Þ]")
_THING = re.compile(
    r"\W*the (?P<noun>group|team|agency|ministry|bank|court|deal|law|bill|report|study|plan|event|song|album|film|movie"
    r"|book|game|show|device|app|site|city|country|state|club)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“[^”]*(?:”|$)|^[^“”]*”|\"[^\"]*(?:\"|$)")
_SAYS_WHO = re.compile(rf"\b(?:{SAY}|according to)\b|:$")


def lead_in(sentences: Sequence[Candidate], number: int) -> list[int]:
    """The neighbours of a sentence that are shown with it; all stand next to each other and to it."""
    return to_its_speaker(sentences, number) or _leaned_on(sentences, number)


def to_its_speaker(sentences: Sequence[Candidate], number: int) -> list[int]:
    """For a quotation that does not say whose it is: its paragraph up to the nearest sentence that does; else none.

    What stands before it goes first; a line above that ends with a colon says it too.
    """
    if not _is_bare_speech(sentences, number):
        return []
    for way in (-1, 1):
        path: list[int] = []
        at = number
        while len(path) < MOST_TO_SPEAKER and _on_one_line(sentences, min(at, at + way), max(at, at + way)):
            at += way
            path.append(at)
            if _SAYS_WHO.search(_outside(sentences[at].text)):
                return path
            if not _is_bare_speech(sentences, at):
                break
    above = sentences[number].before
    if above is not None and not sentences[number].same_line and sentences[above].text.endswith(":"):
        return [above]
    return []


def _is_bare_speech(sentences: Sequence[Candidate], number: int) -> bool:
    """Whether a sentence is what somebody says and nothing else."""
    text = sentences[number].text
    if "“" not in text and "”" not in text and '"' not in text:
        return _is_inside_speech(sentences, number)
    return len(re.findall(r"\w+", _outside(text))) <= MOST_WORDS_OUTSIDE


def _is_inside_speech(sentences: Sequence[Candidate], number: int) -> bool:
    """Whether a quotation that opens earlier in its paragraph is still open where the sentence begins."""
    at = number
    while _on_one_line(sentences, at - 1, at):
        at -= 1
        text = sentences[at].text
        if "“" in text or "”" in text:
            return text.rfind("“") > text.rfind("”")
    return False


def _on_one_line(sentences: Sequence[Candidate], left: int, right: int) -> bool:
    return left >= 0 and right < len(sentences) and sentences[right].before == left and sentences[right].same_line


def _outside(text: str) -> str:
    """A sentence without what stands in quotation marks."""
    return _QUOTED.sub(" ", text).strip()


def _leaned_on(sentences: Sequence[Candidate], number: int) -> list[int]:
    """The sentences before one that starts with "He": as far back as they start so too, while they read as prose."""
    found: list[int] = []
    end = sentences[number].span.end
    while sentences[number].leans and len(found) < MOST_BEFORE and not _STANDS_ALONE.match(sentences[number].text):
        before = sentences[number].before
        if before is None or not _carries(sentences, number) or end - sentences[before].span.start > LONGEST_CHARACTERS:
            break
        found.append(before)
        number = before
    return found


def _carries(sentences: Sequence[Candidate], number: int) -> bool:
    """Whether the sentence before one says whom or what it points back to.

    One with which a paragraph begins points further back as well: "She" is told by a name, "the deal" by "a deal".
    """
    before = sentences[number].before
    if before is None or not sentences[before].prose:
        return False
    if sentences[number].same_line:
        return True
    above = _outside(sentences[before].text)
    if _PERSON.match(sentences[number].text):
        return _NAME.search(above) is not None
    thing = _THING.match(sentences[number].text)
    return thing is None or re.search(rf"\b{thing['noun']}s?\b", above, re.IGNORECASE) is not None
