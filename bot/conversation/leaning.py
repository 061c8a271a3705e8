"""Whether a question without a pronoun to fill needs what was said before it, and how much of that."""

from __future__ import annotations

import re

from bot.conversation.binding import without_bound
from bot.conversation.context import Context
from bot.conversation.foreign import ends_with_known, language, points_back
from bot.conversation.mentions import Mention, dates, is_somebody, mentions
from bot.conversation.slots import is_small_name
from bot.conversation.wording import (
    AUXILIARY,
    COMPARATIVE,
    DONE,
    DUMMY_IT,
    GENERIC,
    IMPERATIVE,
    LED_QUESTION,
    OF_A_BODY,
    QUESTION_WORD,
    REFERRING,
    SELF,
    SHORT,
    UNIQUE,
    WEAK,
    WHAT_IS,
)
from bot.language.tagging import tags

_GENERAL = re.compile(
    r"what\s(?:causes|is\sthe\sdifference\sbetween)\s|who\s(?:invented|discovered)\s(?!this|that|these|those|it\b|them\b)",
    re.I,
)
"""Questions about the world at large, which need nothing said before, however politely they are begun."""
_WITHOUT_NOUN = re.compile(
    r"\b(?:is|was)\sit\s(?:the\ssame|different)\b"
    r"|\bthere\s(?:still\s|also\s)?(?:any|some|more|none|fewer)(?=\s(?:in|on|at|from|for|near|left)\b|\s?[?.!]|$)"
    r"|^(?:does|do|is|are|has|have|did|was|were|can|will)\s(?:n?either|both|each)\s",
    re.I,
)
"""What asks of something said before, whatever else it names: "are there any in Velby"."""
_BRIEF = 3
"""Words of a German, French or Spanish question that says too little to stand alone without a name."""
_OF_SOMEBODY = re.compile(rf"(?:\w+\s){{0,2}}?(?:{AUXILIARY})\sthe\s(?=(?!pope\b|king\b)[a-z]+\b(?!\sof\b))", re.I)
"""Somebody whom a question takes for known: "was the suspect charged"; there is but one pope."""
_THERE_IS = re.compile(r"(?:is|are|was|were)\sthere\s(?:an?y?\s|still\s)*", re.I)
_LED_NAME = re.compile(r"\b(?:about|at|by|for|from|in|near|of|on|with)\s(?P<name>[a-z]{3,})\b")


def is_whole(text: str) -> bool:
    """Whether a question has a noun of its own to ask about, and only its topic must be told: "how old is the barn"."""
    # "They" who keep or sell something are known by the topic.
    # So is where there is something: "is there a car park".
    # "Then" or "there" at its end only says that it goes on with what was spoken of.
    pointing = re.sub(
        rf"\bthey(?={OF_A_BODY.pattern})|\b(?:is|are)\sthere\b|\s(?:then|there|too)(?=[?!. ]*$)",
        "",
        without_bound(text),
        flags=re.I,
    )
    referring = REFERRING.search(pointing)
    if not QUESTION_WORD.match(text) or referring or COMPARATIVE.search(text) or language(text):
        return False
    if not any(tag.startswith("V") for tag in tags(text).values()):
        return False
    own = [
        mention
        for mention in mentions(text)
        if mention.lead in ("my", "our") or not set(mention.text.lower().split()) <= WEAK
    ]
    return any(mention.lead not in ("which", "what", "whose") and not _is_count(text, mention) for mention in own)


def is_general(text: str) -> bool:
    """Whether a question is about the world at large, as "what causes inflation" is."""
    return _GENERAL.match(text) is not None and not REFERRING.search(without_bound(text))


def asks_whether_there_is(text: str) -> bool:
    """Whether a question asks only if there is something: "is there a car park"."""
    return _THERE_IS.match(text) is not None


def names_in_small(text: str, context: Context) -> bool:
    """Whether a question says in small letters where something is, or whose: "are there bears in slovenia"."""
    names = [match["name"] for match in _LED_NAME.finditer(text)]
    return any(is_small_name(name) and context.speaks_of(name) is None for name in names)


def takes_up(text: str, context: Context) -> bool:
    """Whether a short question is about somebody or something that only the last answer names."""
    names = [mention.text.split()[-1] for mention in mentions(text) if mention.named]
    return (
        bool(names)
        and len(text.split()) <= SHORT
        and all(name in context.answer and name not in context.question for name in names)
    )


def leans(text: str, opened: bool, context: Context) -> bool:
    """Whether a question without a pronoun to fill cannot stand without what went before."""
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", text)
    spoken = mentions(text)
    foreign = language(text) is not None
    if _WITHOUT_NOUN.search(text):
        return True
    if is_general(text) or names_in_small(text, context):
        return False
    if foreign and len(words) <= SHORT and points_back(text):
        return True
    if any(mention.named for mention in spoken) and not (foreign and opened and len(words) <= SHORT):
        return False
    if foreign and (len(words) <= _BRIEF or (len(words) <= SHORT and ends_with_known(text))):
        return True
    if (
        opened
        or LED_QUESTION.match(text)
        or (len(words) < SHORT and re.match(r"why\s(?:not|so|then|only)\b", text, re.I))
    ):
        return True
    # "To book" is a verb, whatever it may be elsewhere.
    nouns = [mention for mention in spoken if mention.lead != "to" and not set(mention.text.lower().split()) <= WEAK]
    if SELF.search(text) and not nouns and len(words) <= SHORT and not IMPERATIVE.match(text):
        return True  # "Do I have to book?"
    if DUMMY_IT.search(text) and not nouns:
        return True
    if DUMMY_IT.search(text) or IMPERATIVE.match(text) or WHAT_IS.match(text):
        return bool(REFERRING.search(text)) and not DUMMY_IT.search(text)
    if SELF.search(text):
        known = [mention for mention in spoken if mention.lead == "the" and " " not in mention.text]
        if any(context.speaks_of(mention.text) for mention in known):
            return True
        allowed = re.match(r"(?:can|may|could|do|does|will)\s(?:i|we|my|our)\b", text, re.I)
        if (
            allowed
            and len(words) < SHORT
            and all(mention.lead in ("my", "our", "a", "an") or mention.lead.isdigit() for mention in nouns)
        ):
            return True  # "Can I bring my dog?"
        return bool(DONE.search(text)) or bool(
            re.search(r"\b(?:this|that|these|those|each|both|instead|else|then|there|afterwards)\b", text, re.I)
        )
    if REFERRING.search(without_bound(text)) or GENERIC.search(text) or COMPARATIVE.search(text):
        return True
    if any(mention.lead == "the" and context.speaks_of(mention.text.split()[-1]) for mention in spoken):
        return True
    if len(words) < SHORT and any(
        mention.lead in ("a", "an") and context.speaks_of(mention.text.split()[-1]) for mention in spoken
    ):
        return True  # "How long is a slot?" after an answer about slots
    if re.match(r"which\s(?:is|are|was|were|one|ones|of)\b", text, re.I):
        return True
    definite = [mention for mention in spoken if mention.lead == "the" and mention.text.count(" ") < 2]
    others = [mention for mention in spoken if mention not in definite and mention.lead != "how"]
    others = [mention for mention in others if not context.speaks_of(mention.text.split()[-1])]
    if len(words) < SHORT and definite and not others and not dates(text) and definite[0].text.lower() not in UNIQUE:
        return not re.match(r"\sof\b", text[definite[-1].end :])
    about = _OF_SOMEBODY.match(text)
    if about and any(mention.start == about.end() and is_somebody(mention.text.split()[-1]) for mention in spoken):
        return len(words) <= SHORT
    topics = [
        mention for mention in spoken if mention.lead not in WEAK and not set(mention.text.lower().split()) <= WEAK
    ]
    return len(words) <= SHORT and (not topics or _is_count(text, topics[-1]))


def _is_count(text: str, counted: Mention) -> bool:
    """Whether a question is a question word and what it counts: "How many sites?", "Which shops?"."""
    head = text[: counted.start].strip().lower()
    return not text[counted.end :].strip(" ?") and head in ("how many", "how much", "which", "what", "whose")
