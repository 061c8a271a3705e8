"""Pronouns that mean something in the same question: "When was the mill built and who owns it?"."""

from __future__ import annotations

import re

from bot.conversation.mentions import Mention, is_somebody, mentions
from bot.conversation.phrases import ATTRIBUTES, NAMELESS
from bot.conversation.wording import DUMMY_IT
from bot.language.tagging import tags

_PRONOUN = re.compile(
    r"\b(?:(?P<several>they|them|their|theirs|themselves)|it|its|itself)\b",
    re.I,
)
_CLAUSE = re.compile(
    r"\b(?:that|whether|if|because|when|while|before|after|once|although|though|unless|until|so|and|but|or|who|which)\s",
    re.I,
)
SECOND = re.compile(
    r"(?:\band|,|[.;?!])\s(?:(?:for|since|by|from|in|to|at|with)\s)?"
    r"(?:who|whom|what|when|where|why|how|is|are|was|were|does|did|do|has|have|can|will)\b",
    re.I,
)
"""Where a second question begins: what it points at is what the first one asked about."""
_TELLING = re.compile(
    r"true|clear|possible|likely|certain|sure|say|says|said|think|thinks|believe|believes|claims?|hopes?|fears?", re.I
)
"""What a clause with "that" follows."""


def bound(text: str) -> list[tuple[int, int]]:
    """Where the pronouns stand that take up what the same question names before them."""
    found: list[tuple[int, int]] = []
    empty = [dummy.span() for dummy in DUMMY_IT.finditer(text)]
    outside: set[bool] = set()
    for match in _PRONOUN.finditer(text):
        several = match["several"] is not None
        # What comes behind one that points outside points there too.
        if several in outside or any(start <= match.start() < end for start, end in empty):
            continue
        before = text[: match.start()]
        owns = match[0].lower() in ("its", "their")
        if any(
            _takes_up(mention, before, several) or (owns and _does(mention, before, several))
            for mention in mentions(before)
        ):
            found.append(match.span())
        else:
            outside.add(several)
    return found


def without_bound(text: str) -> str:
    """The text without the pronouns that need nothing said before it, and without a "that" which leads a clause."""
    leading = [match.span() for match in re.finditer(r"\bthat\b", text) if is_conjunction(text, match.start())]
    for start, end in sorted(bound(text) + leading, reverse=True):
        text = text[:start] + text[end:].lstrip()
    return text


def is_conjunction(text: str, at: int) -> bool:
    """Whether the "that" at this place leads a clause: "Is it true that Orlen sells?", "the plant that Orlen sold"."""
    following = re.match(r"\w+\s+(\S+)", text[at:])
    if following and following[1][:1].isupper() and not following[1].isupper():
        return True
    word, start = _word_before(text, at)
    if _TELLING.fullmatch(word):
        return True
    acts = following is not None and tags(text).get(at + following.start(1), "").startswith("V")
    led = _word_before(text, start)[0].lower() in ("the", "a", "an")
    return tags(text).get(start, "").startswith("NN") and (acts or led)


def _takes_up(mention: Mention, before: str, several: bool) -> bool:
    """Whether a pronoun at the end of ``before`` may mean this phrase."""
    clause = _CLAUSE.search(before, mention.end)
    if not _agrees(mention, several):
        return False
    if several or SECOND.search(before, mention.end):
        return clause is not None
    # "How many were on board when it sank?" is about no board, "bread goes stale when you freeze it" about bread.
    _, start = _word_before(before, mention.start)
    return clause is not None and not mention.named and tags(before).get(start, "").startswith("VV")


def _agrees(mention: Mention, several: bool) -> bool:
    if several:
        return mention.plural or mention.text.lower() in ("people", "men", "women", "children")
    noun = mention.text.split()[-1].lower()
    return not (mention.plural or mention.person or is_somebody(noun) or noun in ATTRIBUTES | NAMELESS)


def _does(mention: Mention, before: str, several: bool) -> bool:
    """Whether only a verb is behind a phrase, which acts on its own: "did the workers lose their jobs"."""
    between = [tag for start, tag in tags(before).items() if start >= mention.end]
    acts = _agrees(mention, several) and any(tag.startswith("VV") for tag in between)
    return acts and all(tag.startswith(("V", "AV", "TO")) for tag in between)


def _word_before(text: str, at: int) -> tuple[str, int]:
    word = re.search(r"\S+(?=\s*$)", text[:at])
    return (word[0], word.start()) if word else ("", 0)
