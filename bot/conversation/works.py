"""What a prize was won for or somebody brought out: "it" is the book and not the prize, the car and not its maker."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.mentions import mentions
from bot.conversation.phrases import meant, said_in, with_place
from bot.conversation.places import is_place

_PRIZE = re.compile(r"\b(?:prize|award|oscar|pulitzer|booker|goncourt|grammy|emmy|bafta)\b", re.I)
_CONTEST = re.compile(r"\b(?:song|film|book|novel|play)\b.*\b(?:contest|festival|competition)\b|\bsong contest\b", re.I)
_OF_A_PRIZE = re.compile(
    r"\b(?:awarded|prize|worth|founded|established|first|money|jury|ceremony|handed|presented|given|won|win|held|next|hosted)\b",
    re.I,
)
"""What is asked of a prize itself."""
_FIELDS = frozenset(
    "physics chemistry medicine literature peace economics economy fiction non-fiction nonfiction poetry drama music "
    "journalism history biography translation photography reporting architecture mathematics".split()
)
"""What prizes are given for besides works."""


_BROUGHT_OUT = re.compile(
    r"what\s.*\b(?:announce|unveil|launch|present|introduce|release|publish|invent|propose|buy|build|design|develop)"
    r"[?. ]*",
    re.I,
)


def work_meant(asking: str, context: Context) -> str | None:
    """The work that "it" means after the last answer; None where that names none, or where a prize is asked about."""
    return _brought_out(context) or (None if _OF_A_PRIZE.search(asking) else _honoured(context))


def _brought_out(context: Context) -> str | None:
    """ "The tram" of "Velar announced a tram", after "What did Velar announce?"."""
    if not _BROUGHT_OUT.fullmatch(meant(context.question)):
        return None
    new = (one for one in mentions(context.answer) if one.lead in ("a", "an") and not said_in(one, context.question))
    work = next(new, None)
    return with_place(work, context.answer) if work is not None else None


def _honoured(context: Context) -> str | None:
    """ "Salt Road" of "She won the prize for Salt Road"."""
    said = f"{context.question} {context.answer}"
    leads = [lead for lead, of in (("for", _PRIZE), ("with", _CONTEST)) if of.search(said)]
    works = (
        mention
        for mention in mentions(context.answer)
        if mention.named
        and mention.preposition in leads
        and mention.text.lower() not in _FIELDS
        and mention.text not in context.question
        and not context.people.is_person(mention)
        and not is_place(mention.text)
    )
    work = next(works, None)
    return with_place(work, context.answer) if work is not None else None
