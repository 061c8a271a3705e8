"""What a noun phrase tells by itself: how likely "it" takes it up, what limits it, what one of many is called."""

from __future__ import annotations

import re

from bot.conversation.mentions import PREPOSITIONS, Mention, mentions
from bot.conversation.names import Gender
from bot.language.tagging import tags

_ASKS_WHICH = re.compile(r"(?:who|which|what\s(?!is\b|was\b|are\b|were\b|did\b|does\b|do\b|has\b)[a-z]+)\b", re.I)
_DENIES = re.compile(r"\b(?:not|never|neither|nor|no\slonger|cannot)\b|n['’]t\b")
PLACES = frozenset(
    "valley forest city town village country region county island isle bay coast mountains hills street square park "
    "area district north south east west sea lake desert capital state province".split()
)
"""Common nouns that say where something happened."""
DETERMINERS = frozenset("the a an this that its his her their my our your".split())
NAMELESS = frozenset(
    "people person persons part place way time times day days year years month months week weeks hour hours thing "
    "things number amount money anyone anybody someone somebody something anything else percent per cent "
    "old young season quarter half percent much lot million billion euros dollars pounds metres meters kilometres "
    "miles".split()
)
"""Nouns that "it" and "ones" do not take up."""
AMOUNTS = frozenset(
    "days weeks months years hours minutes seconds euros dollars pounds francs metres meters kilometres miles tonnes "
    "kilograms kilos litres degrees points percent".split()
)
"""What is counted in: nobody means the "five working days" by "they"."""
ATTRIBUTES = frozenset("price cost fee charge time date reason address name number limit rest others other".split())
"""What a thing has: "and the price?" asks of the same thing."""


def meant(question: str) -> str:
    """What a question that was put behind the one before it asks: the part after the colon."""
    return question.rsplit(": ", 1)[-1]


def is_statement(text: str) -> bool:
    """Whether a message tells something of who writes it or of what was said: "I am vegetarian", "my son is 6"."""
    told = re.match(r"(?:i|we|he|she|it|they|you|(?:my|our)(?:\s[a-z]+){1,2}?)\s(?P<verb>[a-z]+)\b", text, re.I)
    return told is not None and tags(text).get(told.start("verb"), "").startswith("V")


def affirmed(question: str, answer: str) -> str:
    """What an answer says of whom a question asks for: "Holm never ran; Moro won" names Moro.

    All of it to any other question, and where there is nothing but denial.
    """
    if _ASKS_WHICH.match(meant(question)) is None:
        return answer
    parts = re.split(r"(;\s|(?<=[.!?])\s|,?\sbut\s|,\swhile\s)", answer)
    kept = [part for part in parts[::2] if not _DENIES.search(part)]
    return ". ".join(kept) if kept and len(kept) < len(parts[::2]) else answer


def sounds(mention: Mention) -> Gender:
    """What the ending of a first name makes likely."""
    first = mention.text.split()[0].lower()
    return "she" if first.endswith(("a", "ie", "elle", "ette", "ine", "ise", "yn", "eth", "ys")) else "he"


def said_in(mention: Mention, question: str) -> bool:
    """Whether a question has the phrase already: one of its names, or its noun."""
    names = [word for word in mention.text.split() if word[:1].isupper()] or mention.text.split()[-1:]
    return any(name.removesuffix("s").lower() in question.lower() for name in names)


def head_of(mention: Mention) -> str:
    """The noun that a phrase is about: "beta" of "beta of Heron"."""
    return mention.text.split(" of ")[0].split()[-1]


def weight(mention: Mention) -> int:
    """How likely "it" means this: what has a name and an article, rather than who acts or where it happened."""
    head = mention.text.split()[-1]
    bare = not mention.named and not mention.plural and mention.lead == mention.preposition
    if bare and mention.lead in ("in", "at", "near", "from", "to"):
        return -5  # "Orrindale" of "in orrindale", typed small
    weight = int(mention.named) + 2 * (mention.lead in DETERMINERS)
    if mention.preposition in ("in", "at", "near", "from", "on", "by", "à", "en") and (
        head[:1].isupper() or head.lower() in PLACES
    ):
        weight -= 5
    if mention.preposition in ("in", "at", "on", "by") and not mention.named:
        weight -= 1
    return weight - (mention.lead in ("much", "many")) - 2 * (mention.plural and not mention.named)


def goes_on_from(here: str, there: str) -> bool:
    """Whether a phrase says more of the same: "the strike of the drivers" of "strike", but not "the lost card"."""
    short, long = (re.sub(r"^(?:the|an?)\s", "", phrase.lower()) for phrase in (here, there))
    words = short.split()
    return any(long.startswith(" ".join(words[number:])) for number in range(len(words)))


def singular(noun: str) -> str:
    """The noun for one of what it names."""
    if noun.endswith("ies"):
        return f"{noun[:-3]}y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) else noun


def several(noun: str) -> str:
    """The noun for many of what it names."""
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "ch", "sh")) else f"{noun}s"


def with_place(mention: Mention, text: str) -> str:
    """The phrase with the place that limits it: "inflation rate in Norland"."""
    if mention.named:
        return f"the {mention.text}" if mention.lead == "the" else mention.text
    described_as = re.search(r"\bthe\s(?!(?:most|only)\b)[a-z]+\s$", text[: mention.start])
    if described_as and mention.lead not in PREPOSITIONS:
        return f"{described_as[0]}{mention.text}"
    if mention.lead in ("my", "our", "your") or mention.lead.endswith(("'s", "’s")):
        return f"{mention.lead} {mention.text}"
    rest = text[mention.end :]
    described = re.match(r"\s(?:that|which)(?:\s[\w'’-]+){2,8}(?=[,.;]|$)", rest)
    if described and mention.lead in ("a", "an"):
        return f"the {mention.text}{described[0]}"
    for other in mentions(text):
        if other.start > mention.end and other.lead == "in" and other.named and rest.lstrip().startswith("in "):
            return f"the {mention.text} in {other.text}"
        limits = re.match(r"\s(?:of|on|for|against|about|over|without)\s(?:the\s|an?\s)?", rest)
        if limits and other.start == mention.end + limits.end():
            return f"the {mention.text}{text[mention.end : other.end]}"
    definite = (
        mention.lead in ("the", "this", "that", "a", "an", "his", "her", "its", "their", "which")
        or mention.lead.isdigit()
    )
    return f"the {mention.text}" if definite else mention.text
