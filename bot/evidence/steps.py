"""Instructions: "How do I ...?" wants all the steps, of which each stands on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.evidence.candidates import Candidate

MOST_STEPS = 5
FEWEST_STEPS = 2
FEWEST_WORDS = 3
LEAST_OF_HEADING = 0.5

_HOW_TO = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please)\W+)?"
    r"(?:how (?:do|can|could|should|would|must|may) (?:i|we|you|one|a \w+|people|users?)\b"
    r"|how (?:to|does one)\b|(?:what|which) (?:are the |do i )?steps\b|(?:what|how) do i (?:have to|need to) do\b"
    r"|instructions\b|wie (?:kann|muss|soll) (?:ich|man)\b|comment (?:puis-je|faire|peut-on)\b|cómo (?:puedo|se)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:step )?\d{1,2}[.):]\s+|[•*·▪●–—-]\s+", re.IGNORECASE)
_DOES = frozenset(
    """
    accept acknowledge activate add adjust agree allow answer apply approve arrange ask assign attach back
    bake begin boil book bring browse build buy call cancel change charge check choose clean clear click close
    collect come complete confirm connect consult contact continue cook copy create cut deactivate decide
    declare delete deselect disable disconnect download drag drop edit email empty enable ensure enter exit
    export fill find finish fix fold follow get give go grant heat hold import insert install invite join keep
    launch leave let lift list load locate lock log look lower make mark measure merge mix move name navigate
    note open order paste pay pick place plug post pour prepare press print pull push put quit read reboot
    record refresh register reload remove rename repeat replace reply report request reset restart restore
    return review rinse rotate run save scan scroll search secure select send set share show shut sign start
    stay stir stop store submit subscribe swap swipe switch tap tell test tick tighten toggle touch transfer
    turn type uncheck undo uninstall unlock unplug untick update upgrade upload use verify view visit wait
    wash watch wipe withdraw write
    """.split()
)
"""What a step begins with."""


def asks_how_to(question: str) -> bool:
    """Whether the question wants to be told what to do."""
    return _HOW_TO.match(question) is not None


def under_the_best_heading(sentences: Sequence[Candidate], share: Callable[[str, int], float]) -> int | None:
    """A step under the heading that has most of what is asked, at least half of it; None where there is none.

    ``share``: how much of the question a heading has, with the title of the article at a position.
    """
    shares = {
        at: share(sentence.heading, sentence.article)
        for at, sentence in enumerate(sentences)
        if sentence.heading and is_step(sentence) and _tells(sentence.text)
    }
    best = max(shares, key=lambda at: (shares[at], -at), default=None)
    return best if best is not None and shares[best] >= LEAST_OF_HEADING else None


def steps(sentences: Sequence[Candidate], number: int, text: str) -> list[int]:
    """The sentences that begin the steps of which the one at ``number`` is one, or beside which it stands; else none.

    ``text``: that of its article.  A step begins with a number, a bullet or what is to be done; steps stand on lines
    of their own, and of each the first sentence is taken.  A line among those without marks may say what happens then.
    """
    lines = _lines(sentences, sentences[number].article, text)
    start = sentences[number].span.start
    own = max((at for at, line in enumerate(lines) if line.start <= start), default=0)
    near = next((at for at in (own, own - 1, own + 1) if 0 <= at < len(lines) and lines[at].step), None)
    if near is None:
        return []
    kind, reach = lines[near].step, 1 if lines[near].step is _Step.MARKED else 2

    def end(at: int, way: int) -> int:
        beyond = [at + way * far for far in range(1, reach + 1) if 0 <= at + way * far < len(lines)]
        section = [one for one in beyond if lines[one].heading == lines[near].heading]
        following = next((one for one in section if lines[one].step is kind), None)
        return at if following is None else end(following, way)

    first, last = end(near, -1), end(near, 1)
    found = [line.sentence for line in lines[first : last + 1] if line.sentence is not None]
    return found[:MOST_STEPS] if len(found) >= FEWEST_STEPS else []


class _Step(Enum):
    """How a line shows that it is a step."""

    MARKED = auto()
    WORDED = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    sentence: int | None
    """The position of its first sentence, if it is under the passages."""
    step: _Step | None
    heading: str


def _lines(sentences: Sequence[Candidate], article: int, text: str) -> list[_Line]:
    firsts = {sentence.span.start: at for at, sentence in enumerate(sentences) if sentence.article == article}
    lines: list[_Line] = []
    begin = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            start = begin + len(line) - len(line.lstrip())
            at = firsts.get(start)
            if at is None:
                lines.append(_Line(start, None, None, ""))
            else:
                lines.append(_Line(start, at, _step(sentences[at].text), sentences[at].heading))
        begin += len(line)
    return lines


def is_step(sentence: Candidate) -> bool:
    """Whether a sentence begins a step."""
    return _step(sentence.text) is not None


def _step(sentence: str) -> _Step | None:
    mark = _MARK.match(sentence)
    if len(sentence[mark.end() if mark else 0 :].split()) < FEWEST_WORDS or sentence.rstrip("\"'”’)")[-1:] not in ".!:":
        return None
    if mark is not None:
        return _Step.MARKED
    return _Step.WORDED if _tells(sentence) else None


def _tells(sentence: str) -> bool:
    """Whether it begins with what is to be done."""
    words = _MARK.sub("", sentence, count=1).split()
    return bool(words) and words[0].lower().strip(",") in _DOES
