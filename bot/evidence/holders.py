"""Questions that ask who holds a post ("Who is the CEO of X?", "Who owns it?"), and the sentences that name them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.evidence.definitions import SAYS
from bot.evidence.kinds import KIND

FORMER = 0.5
"""What it counts that a sentence names who held the post once, where the question is who holds it."""

_SAME = (
    "ceo|chief executive officer|chief executive|boss",
    "cto|chief technology officer|technology chief",
    "cfo|chief financial officer|finance chief",
    "coo|chief operating officer",
    "head|boss|chief|leader|chair|chairman|chairwoman",
    "chair|chairman|chairwoman|chairperson",
    "manager|head coach|coach|boss",
    "head coach|coach|manager",
    "coach|head coach|manager",
    "quarterback|qb",
    "lawyer|attorney|defense attorney|defense lawyer|counsel",
    "founder|co-founder|cofounder",
    "spokesperson|spokesman|spokeswoman",
    "minister|secretary",
)
"""Names of one post; of the first, the others are asked for too."""
_DONE = {
    r"runs?|leads?|heads?|is (?:running|leading|in charge of)": "ceo|chief executive|head|boss|chief|president|leader",
    "owns?": "owner|co-owner",
    r"founded|co-founded|started|created|set up": "founder|co-founder|cofounder|creator",
    r"manages|coaches|managed|coached": "manager|head coach|coach|boss",
    r"directed": "director",
    r"chairs|chaired": "chair|chairman|chairwoman",
    r"edits|edited": "editor",
}
"""What somebody does, and what who does it is called."""
_POST = rf"(?:[\w-]+ ){{0,3}}?(?:{KIND}|ceo|cto|cfo|coo|qb)"
_WHO = r"\W*who(?:(?:['’]?s| is| was| are| were)(?: (?:now|currently|the current))?)"
_OF = re.compile(rf"{_WHO} (?:the )?(?P<post>{_POST}) (?:of|at|for|in) (?:the )?(?P<body>.+?)\W*", re.I)
_OWNED = re.compile(rf"{_WHO} (?:the )?(?P<body>.+?)['’]s? (?P<post>{_POST})\W*", re.I)
_BESIDE = re.compile(rf"{_WHO} the (?P<body>.+?) (?P<post>{_POST})\W*", re.I)
_DOES = re.compile(rf"\W*who (?P<does>{'|'.join(_DONE)}) (?:the )?(?P<body>.+?)\W*", re.I)
_WAS = re.compile(r"\W*who(?: was| were|['’]?s? the former)", re.I)
_PERSON = r"[A-Z][\w'’-]+(?:\s(?:[A-Z]\.|[Tt]en|[Vv]an|[Vv]on|[Dd]e|al|[A-Z][\w'’-]+)){0,3}"
_ONCE = re.compile(r"\b(?:former|ex-|then-|previous|outgoing|late|was|stepped down as|replac\w+|predecessor)", re.I)
_NOT_THE_POST = "general|assistant|acting|deputy|vice|associate|offensive|defensive|goalkeeping|youth"
"""Before a post, these make another one of it."""
_RANKED = re.compile(r"(?:best|worst|first|last|next|most|only|\w+est)\b", re.I)
_MOST_WORDS = 6


@dataclass(frozen=True)
class Holder:
    """Who is sought: the holder of a post somewhere."""

    body: str
    posts: tuple[str, ...]
    """What the post may be called."""
    once: bool = False
    """Whether who held it before is meant too."""

    def defined_by(self, text: str, language: str | None) -> float:
        """How much a sentence or a passage says who holds the post: SAYS, FORMER or nothing."""
        if (language or "en") != "en":
            return 0.0
        most = 0.0
        for match in self._forms.finditer(text):
            before = _ONCE.search(text[max(0, match.start() - 25) : match.end()]) is not None
            most = max(most, FORMER if before and not self.once else SAYS)
        return most

    @cached_property
    def _forms(self) -> re.Pattern[str]:
        body = r"[\s-]+".join(rf"(?i:{re.escape(word)})" for word in self.body.split())
        if len(self.body) > len("Iran"):
            body += "(?:i|n|an|ian|ese)?"  # "Israeli Prime Minister"
        body += r"(?!\s(?:State|City|United)\b)"
        post = rf"(?i:\b(?:{'|'.join(map(re.escape, self.posts))})\b)"
        some = rf"(?:(?!{_NOT_THE_POST})[a-z][\w-]*\s){{0,3}}?"
        return re.compile(
            rf"\b{body}(?:['’]s?)?\s{some}{post},?\s{_PERSON}"
            rf"|{post}\s(?:of|at|for)\s(?:the\s)?{some}{body},?\s{_PERSON}"
            rf"|{_PERSON},\s(?:the\s|an?\s|who\s(?:is|was)\s)?{some}(?:{body}(?:['’]s?)?\s{some}{post}"
            rf"|{post}(?:\sand\s[\w-]+)?\s(?:of|at|for)\s(?:the\s)?{body})\b"
            rf"|{_PERSON}\s(?:is|was|became|remains|serves\sas|served\sas)\s(?:the\s)?{some}"
            rf"(?:{body}(?:['’]s?)?\s{some}{post}|{post}\s(?:of|at|for)\s(?:the\s)?{body})\b"
            rf"|\b{body}\b[^.;]{{0,60}}\b(?:appointed|named|hired|made)\s{_PERSON}[^.;]{{0,80}}\bas\s{some}{post}"
        )


def holder_of(question: str) -> Holder | None:
    """Whose post the question asks for; None where it asks anything else."""
    match = _DOES.fullmatch(question)
    if match:
        posts = next(posts for does, posts in _DONE.items() if re.fullmatch(does, match["does"], re.I))
        return _holder(match["body"], posts.split("|"), once=True)
    match = _OF.fullmatch(question) or _OWNED.fullmatch(question) or _BESIDE.fullmatch(question)
    if match is None:
        return None
    post = match["post"].lower()
    same = next((names.split("|") for names in _SAME if names.split("|")[0] == post), [])
    return _holder(match["body"], list(dict.fromkeys([post, *same])), once=_WAS.match(question) is not None)


def _holder(body: str, posts: list[str], *, once: bool) -> Holder | None:
    words = body.split()
    if not 0 < len(words) <= _MOST_WORDS or _RANKED.match(posts[0]):
        return None
    return Holder(" ".join(words), tuple(sorted(posts, key=len, reverse=True)), once)
