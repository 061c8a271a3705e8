"""What the pronouns of a follow-up mean: whom "he", what "it", where "there"."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.standins import deed, doing
from bot.conversation.wording import CONDITION, OF_A_BODY, SUBJECT_NEXT
from bot.conversation.works import work_meant
from bot.language.tagging import compares

_OF_TWO = re.compile(
    r"\b(?:agree|disagree|married|related|met|meet|know\seach|each\sother|friends|siblings|together|get\salong|differ|same"
    r"|compare|rivals|colleagues)\b",
    re.I,
)
"""What is said of two, who may have been named one after the other."""
_OF_PEOPLE = re.compile(r"\s(?:go|live|stay|sleep|die|flee|survive|suffer|return|come)\b")
_APPEALS = re.compile(r"\s(?:appeal|sue|challenge|contest|complain|protest|object)(?:ed)?\b")
_MERELY_LED = re.compile(
    r"(?:(?:in|up|out|on|off)\s)?(?:from|with|by|via)\s(?!(?:the|an?|my|our|your|this|that)\s)", re.I
)
"""Behind a verb that has nothing it is done to: "by card", "in with a passkey"."""
_PASSIVE = re.compile(r"\s(?:be\s|been\s|being\s)?(?:\w+ed|built|made|sold|held|found|lost|paid|shown|written|cost)\b")
_AT_WORK = re.compile(r"\b(?:work(?:s|ed|ing)?|employed|stud(?:y|ies|ied)|teach(?:es)?|taught|play(?:s|ed)?)\s$")
"""Before a "there" which may be a body: "how many people work there"."""
_PLACE_LED = re.compile(r"\b(?:in|from|at|to|of|around|near|through)\s$", re.I)
_GOES = re.compile(r"\b(?:get|go|travel|fly|drive|come|walk|move|went)\s$", re.I)
_BE = re.compile(r"\b(?:is|are|was|were|be|been)\s$", re.I)
_GOES_ON = re.compile(
    r"\s(?!now\b|today\b|still\b|each\b|every\b|in\b|on\b|for\b|since\b|before\b|last\b|this\b|next\b)\w"
)
"""Behind a "there" that is no place, but only opens a clause."""


def antecedent(word: str, before: str, after: str, context: Context) -> str | None:
    """What a pronoun means between what stands before and after it; None where that cannot be told."""
    match word:
        case "he" | "him":
            return context.people.person("he")
        case "she" | "hers":
            return context.people.person("she")
        case "his":
            return _possessive(context.people.person("he"))
        case "her":
            person = context.people.person("she")
            return _possessive(person) if owns(after) else person
        case "it":
            return _it(before, after, context)
        case "its":
            return _possessive(work_meant(before + after, context) or context.thing(one=True))
        case "they" | "them":
            return _they(word, before, after, context)
        case "their" | "theirs":
            return _possessive(context.many.group() or context.thing())
        case "there":
            return _there(before, after, context)
    return None


def _it(before: str, after: str, context: Context) -> str | None:
    if CONDITION.match(before) and re.match(r"\s(?:is|was)\s(?:an?|the|not)\b", after):
        # "What if it is a dinner" means the case, or what the question named.
        context = Context([(context.question, "")])
    work = work_meant(before + after, context)
    if work is not None:
        return work
    if not _has_object(context.question):
        return doing(context.question) or context.thing(one=True)
    # What acts is taken up by what acts: "did they lower it?" means what was bought, not who did.
    acts = not before.strip() or SUBJECT_NEXT.search(before) is not None
    thing = context.thing(one=True, agent=acts and not _PASSIVE.match(after))
    if thing is not None and compares(before + after) and re.search(r"\sin\s[A-Z]", after):
        return re.sub(r"\sin\s[A-Z][\w\s-]*$", "", thing)  # "Is it higher in Tarn?"
    return thing


def _they(word: str, before: str, after: str, context: Context) -> str | None:
    if word == "they" and OF_A_BODY.match(after):
        return context.many.group(acting=True)
    two = context.many.two_apart(any_people=_OF_TWO.search(after) is not None)
    if two is not None:
        return two
    if word == "they" and _APPEALS.match(after):
        other = context.people.opponent()
        if other is not None:
            return other
    things = context.many.several() if word == "them" else None
    if _OF_PEOPLE.match(after) and re.search(r"\bpeople\b", context.answer):
        return None  # These have no name, and need none.
    # "When will they be cut?" speaks of things, "what do they want?" of somebody.
    return things or context.many.group(things=_is_passive(before, after)) or context.named_thing()


def _is_passive(before: str, after: str) -> bool:
    """Whether something is done to whom "they" means: "will they be cut", "were they sold"."""
    if re.match(r"\s(?:be|been)\b", after):
        return True
    return re.search(r"\b(?:are|were)\s$", before) is not None and re.match(r"\s(?!used\b)\w+ed\b", after) is not None


def _there(before: str, after: str, context: Context) -> str | None:
    place = context.place()
    if not place and re.search(r"\bin\s$", before):
        place = context.thing()
    elif not place and _AT_WORK.search(before):
        place = context.body()
    if not place or _PLACE_LED.search(before):
        return place or None
    # "Is there life on it?" names no place.
    if _BE.search(before) or owns(after) or _GOES_ON.match(after):
        return None
    return f"{'to' if _GOES.search(before) else 'in'} {place}"


def _has_object(question: str) -> bool:
    """Whether a question asks of something that is done to a thing: "Can I pay by card?" names none."""
    asked = deed(question)
    return asked is None or _MERELY_LED.match(asked[1]) is None


def owns(after: str) -> bool:
    """Whether a noun is behind "her" or "there"."""
    return bool(re.match(r"\s[a-z0-9]", after, re.I)) and not re.match(
        r"\s(?:is|was|to|in|on|at|for|by|from|and|or|with|after|before|when|then|as|do|did|about|now|again|out|off|up|down|over)\b",
        after,
        re.I,
    )


def _possessive(name: str | None) -> str | None:
    if name is None:
        return None
    return f"{name}'" if name.endswith("s") else f"{name}'s"
