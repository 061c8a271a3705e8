"""Instructions: "How do I ...?" wants all the steps, of which each stands on a line of its own."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.evidence.candidates import Candidate

MOST_STEPS = 10
LONGEST_STEPS_CHARACTERS = 1200
"""Of all steps, above which of each only its first sentence is shown."""
FEWEST_STEPS = 2
FEWEST_WORDS = 2
LEAST_OF_HEADING = 0.5

_HOW_TO = re.compile(
    r"^\W*(?:(?:hi|hello|hey|please)\W+)?"
    r"(?:how (?:do|can|could|should|would|must|may) (?:i|we|you|one|a \w+|people|users?)\b"
    r"|how (?:to|does one)\b|(?:(?:what|which) (?:are )?|list )?(?:the |do i )?steps\b"
    r"|(?:what|how) do i (?:(?:have to|need to) )?do\b|what (?:should|must) (?:[\w'’-]+ ){1,4}do\b"
    r"|instructions\b|wie (?:kann|muss|soll) (?:ich|man)\b|comment (?:puis-je|faire|peut-on)\b|cómo (?:puedo|se)\b)",
    re.IGNORECASE,
)
_MARK = re.compile(r"(?:step )?\d{1,2}[.):]\s+|[•*·▪●–—-]\s+", re.IGNORECASE)
_BEFORE = frozenset("after as at before for from in on once to under using when while with".split())
"""With what a step begins that says first where, when or for what it is done: "On a computer, open File"."""
_FARTHEST_VERB = 12
"""Words before what is to be done."""
_NO_VERB_BEHIND = frozenset("a an the to your of this that each any no".split())
_GENERAL = re.compile(
    r"(?:the )?(?:steps?|instructions?|procedure|directions|how to do it|how it(?:['’]s| is) done|what to do"
    r"|step by step|(?:what )?you(?:['’]ll| will)? need|before you (?:begin|start)|ingredients|anleitung|vorgehen"
    r"|(?:die )?schritte|so geht['’]s|(?:les )?étapes|marche à suivre|(?:los )?pasos|procedimiento)\W*",
    re.IGNORECASE,
)
"""A heading of steps that does not say of what they are: what the article is about."""
_DOES = frozenset(
    """
    accept acknowledge activate add adjust agree align allow answer apply approve arrange ask assign attach avoid
    back bake begin bend boil book bring browse build buy call cancel change charge check chill choose chop clamp
    clean clear click close collect combine come compare complete compute configure confirm connect consult contact
    continue cook copy count cover create cut deactivate decide declare define delete deploy deselect detach dip
    disable disconnect dissolve download drag drain drill drop dry edit email empty enable ensure enter exit export
    fasten fill find finish fix flip fold follow fry get give glue go grant grate grease hang heat hold import
    inform insert install invite join keep knead launch lay lean leave let lift line list load locate lock log look
    lower make mark measure merge mix mount move name navigate note notify open order paint paste pay peel pick
    place plan plug point position post pour preheat prepare press print provide pull push put quit raise read
    reboot reconnect record reduce refresh register reject release reload remove rename repeat replace reply report
    request reset restart restore return review ring rinse roast roll rotate run sand save scan scroll seal search
    secure select send serve set shake share shorten show shut sign simmer slice slide soak sort split spray spread
    sprinkle square squeeze start stay step stick stir stop store strain submit subscribe swap swipe swirl switch
    take tap tape tell test tick tidy tighten toggle touch transfer trim turn twist type uncheck undo uninstall
    unlock unplug unscrew untick update upgrade upload use verify view visit wait wash watch wear weigh wet whisk
    wipe withdraw wrap write
    """.split()
)
"""What a step begins with."""


def asks_how_to(question: str) -> bool:
    """Whether the question wants to be told what to do."""
    return _HOW_TO.match(question) is not None


def is_general(heading: str) -> bool:
    """Whether a heading says that steps stand below it, and not what for."""
    return _GENERAL.fullmatch(heading) is not None


def under_the_best_headings(sentences: Sequence[Candidate], share: Callable[[str, int], float]) -> list[int]:
    """Steps under the headings that have half of what is asked or more, those first that are under the best of them.

    ``share``: how much of the question a heading has, with the title of the article at a position.
    """
    shares = {
        at: share(sentence.heading, sentence.article)
        for at, sentence in enumerate(sentences)
        if sentence.heading and is_step(sentence) and _tells(sentence.text)
    }
    return sorted((at for at in shares if shares[at] >= LEAST_OF_HEADING), key=lambda at: (-shares[at], at))


def steps(sentences: Sequence[Candidate], number: int, text: str) -> list[range]:
    """The sentences of each step, of which the one at ``number`` is one, or beside which it stands; else none.

    ``text``: that of its article.  A step begins with a number, a bullet or what is to be done, and is the whole of its
    line; its first sentence, where all together are long.  A line among those without marks may say what happens then.
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
    found = [line.sentences for line in lines[first : last + 1] if line.sentences][:MOST_STEPS]
    if len(found) < FEWEST_STEPS:
        return []
    shown = sum(sentences[step[-1]].span.end - sentences[step[0]].span.start for step in found)
    return found if shown <= LONGEST_STEPS_CHARACTERS else [step[:1] for step in found]


class _Step(Enum):
    """How a line shows that it is a step."""

    MARKED = auto()
    WORDED = auto()


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    sentences: range
    """The positions of its sentences, if its first one is under the passages."""
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
                lines.append(_Line(start, range(0), None, ""))
            else:
                end = at + 1
                while end < len(sentences) and sentences[end].before == end - 1 and sentences[end].same_line:
                    end += 1
                lines.append(_Line(start, range(at, end), _step(sentences[at].text), sentences[at].heading))
        begin += len(line)
    return lines


def is_step(sentence: Candidate) -> bool:
    """Whether a sentence begins a step."""
    return _step(sentence.text) is not None


def instructs(sentence: Candidate) -> bool:
    """Whether a sentence says by itself what is to be done, maybe in a case: "If it leaks, call us."."""
    _, comma, then = sentence.text.partition(", ")
    return is_step(sentence) or (sentence.text.startswith("If ") and bool(comma) and _tells(then))


def _step(sentence: str) -> _Step | None:
    mark = _MARK.match(sentence)
    if len(sentence[mark.end() if mark else 0 :].split()) < FEWEST_WORDS or sentence.rstrip("\"'”’)")[-1:] not in ".!:":
        return None
    if mark is not None:
        return _Step.MARKED
    return _Step.WORDED if _tells(sentence) else None


def _tells(sentence: str) -> bool:
    """Whether it begins with what is to be done, or with where, when or for what, and then says it."""
    words = _MARK.sub("", sentence, count=1).split()
    bare = [word.lower().strip(",“”\"'") for word in words]
    if not words or bare[0] in _DOES:
        return bool(words)
    if bare[0] not in _BEFORE:
        return False
    comma = next((at for at, word in enumerate(words[:_FARTHEST_VERB]) if word.endswith(",")), None)
    if comma is not None:
        return next((word for word in bare[comma + 1 :] if word != "then"), "") in _DOES
    # "In the console open Webhooks": what is opened has a name.
    return any(
        bare[at] in _DOES and bare[at - 1] not in _NO_VERB_BEHIND and words[at + 1][:1].isupper()
        for at in range(2, min(len(words) - 1, _FARTHEST_VERB))
    )
