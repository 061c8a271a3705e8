"""Back to what was spoken of before, or on to something else: what a question is about then, and what it asks."""

from __future__ import annotations

import re

from bot.conversation.completing import with_missing
from bot.conversation.context import Context
from bot.conversation.filling import fill
from bot.conversation.mentions import mentions
from bot.conversation.phrases import meant
from bot.conversation.wording import OF_A_BODY

_OPENING = r"(?:(?:ok(?:ay)?|thanks|thank you|and|now|so|well|alright|great)\b[,.!]?\s+)*"
_TURNING = (
    r"(?:(?:let['’]?s )?(?:go(?:ing)? |get |com(?:e|ing) )?back to|(?:what|how) about|as (?:for|to)"
    r"|regarding|concerning)"
)
_ELSE = (
    r"(?:(?:for |to |on )?(?:something|anything) (?:completely |totally )?(?:else|different)"
    r"|(?:a |one )?(?:new|different|another|other) (?:question|topic|subject|thing)|changing the (?:subject|topic))"
)
_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which|does|do|did|is|are|was|were|can|could|will|has|have)\b"
_OTHER_TOPIC = re.compile(
    rf"{_OPENING}(?:{_TURNING}\s+"
    r"(?P<topic>(?!(?:its?|his|her|their|my|your|th[aio]\w+) |[^,:?]*\bones?\b)[^,:?–—]{2,50}?)"
    rf"|{_ELSE})(?:\s*[,:–—.]\s*|\s-+\s)(?P<asked>(?:\w+ )?{_ASKING}.+)",
    re.I,
)
"""A change of topic before a whole question: "Back to the ferry: who runs it?", "Now something else: ..."."""
_RELATIVE = re.compile(
    r"(?P<whom>(?:his|her|their)\s(?:[a-z]+\s)?[a-z]+)\?\s+(?P<before>[^?]*?)"
    r"\b(?:he|she|they|him|them)\b(?P<after>[^?]*)[? ]*$",
    re.I,
)
"""Somebody who is named by another, and then asked about: "And her husband? What does he do?"."""
_NEW = re.compile(rf"{_OPENING}{_ELSE}\s*[,:–—.]\s*(?P<asked>.+)", re.I)
_TOPIC_PRONOUN = re.compile(r"\b(?:(?P<owner>its|his|her|their)(?=\s\w)|it|they|them|he|she|him|her|that|this)\b", re.I)
_THING_PRONOUN = re.compile(r"\b(?:(?P<owner>its|their)(?=\s\w)|it|they|them|that|this)\b", re.I)
_BACK_TO_QUESTION = re.compile(
    rf"{_OPENING}(?:(?:let['’]?s )?(?:go(?:ing)? |get |com(?:e|ing) )?)back to (?:the|my|our) "
    r"(?P<which>first|original|initial|earlier|previous|last) (?:question|one|topic)\s*"
    r"(?:[,:–—.-]\s*(?P<asked>.*\w.*)|[?!.]*)$",
    re.I,
)
"""A return to what was asked before: "back to the first question", "back to my first question: who paid?"."""
_PRONOUN = re.compile(r"\b(?:it|its|they|them|their)\b", re.I)
_PERSON = re.compile(r"\b(?:he|she|him|her|his|hers)\b", re.I)


def asked_of_relative(text: str) -> str:
    """ "What does her husband do?" of "Her husband? What does he do?"."""
    named = _RELATIVE.match(text)
    return f"{named['before']}{named['whom'].lower()}{named['after']}?" if named else text


def back_to_question(text: str, context: Context) -> tuple[str, Context] | None:
    """What is asked after a return to an earlier question, maybe nothing, and what had been said by then."""
    returned = _BACK_TO_QUESTION.match(text)
    if returned is None:
        return None
    number = -1 if returned["which"].lower() in ("last", "previous") else 0
    return returned["asked"] or "", Context([context.exchanges[number]])


def of_another_topic(text: str, context: Context) -> tuple[str, Context] | None:
    """What is asked after a change of topic, and what it may point at: "Back to the bridge: when does it open?"."""
    turned = _OTHER_TOPIC.match(text) or _NEW.match(text)
    if turned is None:
        return None
    topic, asked = turned.groupdict().get("topic"), turned["asked"]
    if not topic:
        return asked, context
    topic = topic.strip()
    bare = re.sub("^(?:the|an?) ", "", topic, flags=re.I)
    if _PERSON.search(asked) and not any(mention.person for mention in mentions(f"of {topic}")):
        there = _when_spoken_of(bare, context)
        if there is not None and there.people.person(None) is not None:
            return with_missing(fill(asked, there), [bare]), there

    def named(match: re.Match[str]) -> str:
        return (f"{topic}'" if topic.endswith("s") else f"{topic}'s") if match["owner"] else topic

    pronoun = _TOPIC_PRONOUN if topic[:1].isupper() else _THING_PRONOUN
    if re.search(rf"\bthey{OF_A_BODY.pattern}", asked, re.I) and not topic[:1].isupper():
        return with_missing(asked, [bare]), context
    filled, times = pronoun.subn(named, asked, count=1)
    return (filled if times else f"{asked.rstrip('?!. ')} ({bare})?"), context


def earlier(text: str, context: Context) -> Context:
    """What had been said when a question's noun was last spoken of, or a body whose people it means.

    All of it where the last exchange has one of its nouns, or none has.
    """
    wanted = [
        mention.text.split()[-1]
        for mention in mentions(text)
        if (
            (mention.named and not mention.person)
            if _PERSON.search(text)
            else (not mention.named and mention.lead in ("the", "that", "this") and not _PRONOUN.search(text))
        )
    ]
    turns = [turn for noun in wanted if (turn := _last_turn(noun, context)) is not None]
    last = len(context.exchanges) - 1
    return Context(context.exchanges[: turns[0] + 1]) if turns and last not in turns else context


def asked_of_earlier(words: str, context: Context) -> tuple[str, Context] | None:
    """A fragment that asks an earlier question of something else, and what had been said by then.

    "The turnout in 2020" asks "What was the turnout?" again, after another question.
    """
    new = re.fullmatch(r"the\s([a-z]+)\s((?:in|for|of|on|at|from)\s.+)", words, re.I)
    there = _when_spoken_of(new[1], context) if new else None
    if new is None or there is None or not re.search(rf"\b{new[1]}\b", there.question, re.I):
        return None
    return new[2], there


def _when_spoken_of(phrase: str, context: Context) -> Context | None:
    """What had been said when a phrase was last spoken of; None where it never was, or is in the last exchange."""
    turn = _last_turn(phrase, context)
    if turn is None or turn == len(context.exchanges) - 1:
        return None
    return Context(context.exchanges[: turn + 1])


def _last_turn(phrase: str, context: Context) -> int | None:
    """The number of the last exchange that speaks of something; what was added in brackets is of an earlier one."""
    spoken = re.compile(rf"\b{re.escape(phrase)}\b", re.I)
    turns = [
        number
        for number, (question, answer) in enumerate(context.exchanges)
        if spoken.search(re.sub(r"\s\([^()]*\)", "", meant(question))) or spoken.search(answer)
    ]
    return turns[-1] if turns else None
