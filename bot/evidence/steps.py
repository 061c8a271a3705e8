"""Instructions: "How do I ...?" wants all the steps, of which each stands on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.evidence.candidates import Candidate

MOST_STEPS = 5
FEWEST_STEPS = 2
FEWEST_WORDS = 3

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
    accept activate add adjust agree allow answer apply approve arrange ask assign attach back bake begin boil
    book bring browse build buy call cancel change charge check choose clean clear click close collect come
    complete confirm connect consult contact continue cook copy create cut deactivate delete deselect disable
    disconnect download drag drop edit email empty enable ensure enter exit export fill find finish fix fold
    follow get give go grant heat hold import insert install invite join keep launch leave let lift list load
    locate lock log look lower make mark measure mix move name navigate note open order paste pay pick place
    plug post pour prepare press print pull push put read reboot record refresh register reload remove rename
    repeat replace reply report request reset restart restore return review rinse rotate run save scan scroll
    search secure select send set share show shut sign start stir stop store submit subscribe swipe switch tap
    test tick tighten toggle touch transfer turn type uncheck undo uninstall unlock unplug untick update upgrade
    upload use verify view visit wait wash watch wipe withdraw write
    """.split()
)
"""What a step begins with."""


def asks_how_to(question: str) -> bool:
    """Whether the question wants to be told what to do."""
    return _HOW_TO.match(question) is not None


def steps(sentences: Sequence[Candidate], number: int, text: str) -> list[int]:
    """The sentences that begin the steps of which the one at ``number`` belongs to one; none if it is no step.

    ``text``: that of its article.  A step begins with a number, a bullet or what is to be done; steps stand on lines
    that follow each other, and of each the first sentence is taken.
    """
    of = sentences[number].article
    firsts = {sentence.span.start: at for at, sentence in enumerate(sentences) if sentence.article == of}
    lines: list[tuple[int, int | None]] = []
    own: int | None = None
    begin = 0
    for line in text.splitlines(keepends=True):
        start = begin + len(line) - len(line.lstrip())
        begin += len(line)
        if not line.strip():
            continue
        at = firsts.get(start)
        step = at is not None and _is_step(sentences[at].text)
        if start <= sentences[number].span.start < begin:
            own = len(lines)
        lines.append((start, at if step else None))
    if own is None or lines[own][1] is None:
        return []
    first = last = own
    while first > 0 and lines[first - 1][1] is not None:
        first -= 1
    while last + 1 < len(lines) and lines[last + 1][1] is not None:
        last += 1
    found = [at for _, at in lines[first : last + 1] if at is not None]
    return found[:MOST_STEPS] if len(found) >= FEWEST_STEPS else []


def _is_step(sentence: str) -> bool:
    mark = _MARK.match(sentence)
    words = sentence[mark.end() if mark else 0 :].split()
    if len(words) < FEWEST_WORDS or sentence.rstrip("\"'”’)")[-1:] not in ".!:":
        return False
    return mark is not None or words[0].lower().strip(",") in _DOES
