"""What opens a written sentence and says nothing of the articles: “Yes,”, “However,”, “According to the policy,”.

A writer answers the question and joins its sentences with such words.  No source has them, and the trained model,
which saw few, doubts the more for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_JOINING = re.compile(
    r"(?:(?:yes|no|however|additionally|in addition|moreover|furthermore|overall|finally|in short|in summary|"
    r"to summari[sz]e|in other words|by comparison|by contrast|in contrast|that said)(?:,|:| [-–—])"
    r"|(?:please )?note that)\s+(?:(?:but|and)\s+)?",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-*•–]|\d{1,2}[.)])\s+")
_SOURCED = re.compile(
    r"(?:according to|as per|based on|under) (?:the|this|these) (?P<noun>[a-z]+(?: [a-z]+)?),\s+", re.IGNORECASE
)
_TEXTS = frozenset("article articles passage passages document documents page source sources text".split())
"""What any source may be called; anything else must stand in its title."""


def without_opener(sentence: str, titles: Iterable[str]) -> str:
    """The sentence from its first word on that the sources, which have these titles, can say."""
    rest = sentence
    for pattern in (_BULLET, _JOINING):
        match = pattern.match(rest)
        rest = rest[match.end() :] if match else rest
    sourced = _SOURCED.match(rest)
    if sourced and _is_a_source(sourced["noun"].lower(), titles):
        rest = rest[sourced.end() :]
    if rest == sentence or len(rest.split()) < 3:
        return sentence
    return rest[0].upper() + rest[1:]


def _is_a_source(noun: str, titles: Iterable[str]) -> bool:
    return noun in _TEXTS or any(re.search(rf"\b{re.escape(noun)}\b", title.lower()) for title in titles)
