"""What a prize was won for: "it" is the book then, and not the prize."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.mentions import mentions
from bot.conversation.phrases import with_place

_PRIZE = re.compile(r"\b(?:prize|award|medal|oscar|won|wins|win)\b", re.I)
_OF_A_PRIZE = re.compile(
    r"\b(?:awarded|prize|worth|founded|established|first|money|jury|ceremony|handed|presented|given|won|win)\b", re.I
)
"""What is asked of a prize itself."""
_FIELDS = frozenset(
    "physics chemistry medicine literature peace economics economy fiction non-fiction nonfiction poetry drama music "
    "journalism history biography translation photography reporting architecture mathematics".split()
)
"""What prizes are given for besides works."""


def honoured_work(asking: str, context: Context) -> str | None:
    """The work for which the last answer says that a prize was won, unless the prize itself is asked about."""
    if _OF_A_PRIZE.search(asking) or not _PRIZE.search(f"{context.question} {context.answer}"):
        return None
    works = (
        mention
        for mention in mentions(context.answer)
        if mention.named
        and mention.preposition == "for"
        and mention.text.lower() not in _FIELDS
        and mention.text not in context.question
        and not context.people.is_person(mention)
    )
    work = next(works, None)
    return with_place(work, context.answer) if work is not None else None
