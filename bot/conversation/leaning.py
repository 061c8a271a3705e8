"""Whether a question without a pronoun to fill needs what was said before it, and how much of that."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

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
    own = [mention for mention in mentions(text) if mention.lead in ("my", "our") or not _is_weak(mention)]
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


@dataclass(frozen=True)
class _Question:
    """A question without a pronoun to fill, and what was said before it."""

    text: str
    opened: bool
    """Whether it begins with "and" or "what about"."""
    context: Context

    @cached_property
    def length(self) -> int:
        """How many words it has."""
        return len(re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", self.text))

    @property
    def is_short(self) -> bool:
        """Whether it may be too short to stand alone."""
        return self.length <= SHORT

    @cached_property
    def is_foreign(self) -> bool:
        """Whether it is German, French or Spanish."""
        return language(self.text) is not None

    @cached_property
    def spoken(self) -> list[Mention]:
        """Its noun phrases."""
        return mentions(self.text)

    @cached_property
    def nouns(self) -> list[Mention]:
        """Those that name a topic; "to book" is a verb, whatever it may be elsewhere."""
        return [mention for mention in self.spoken if mention.lead != "to" and not _is_weak(mention)]

    def was_spoken_of(self, mention: Mention) -> bool:
        """Whether the conversation has the noun of a phrase."""
        return self.context.speaks_of(mention.text.split()[-1]) is not None


def leans(text: str, opened: bool, context: Context) -> bool:
    """Whether a question without a pronoun to fill cannot stand without what went before."""
    question = _Question(text, opened, context)
    verdicts = (rule(question) for rule in _RULES)
    return next((verdict for verdict in verdicts if verdict is not None), False)


def _asks_of_said(question: _Question) -> bool | None:
    """What asks of something said before, whatever else it names, leans: "are there any in Velby"."""
    return True if _WITHOUT_NOUN.search(question.text) else None


def _is_of_the_world(question: _Question) -> bool | None:
    """What is about the world, or a place in small letters, does not: "are there bears in slovenia"."""
    return False if is_general(question.text) or names_in_small(question.text, question.context) else None


def _points_back_abroad(question: _Question) -> bool | None:
    """What is short and points back in another language leans."""
    return True if question.is_foreign and question.is_short and points_back(question.text) else None


def _has_name(question: _Question) -> bool | None:
    """What has a name does not, unless it goes on in another language."""
    goes_on = question.is_foreign and question.opened and question.is_short
    return False if not goes_on and any(mention.named for mention in question.spoken) else None


def _is_brief_abroad(question: _Question) -> bool | None:
    """What says too little in another language leans."""
    if not question.is_foreign:
        return None
    brief = question.length <= _BRIEF or (question.is_short and ends_with_known(question.text))
    return True if brief else None


def _begins_behind(question: _Question) -> bool | None:
    """What begins as if something stood before it leans: "and who came second?", "at what price?", "why not?"."""
    if question.opened or LED_QUESTION.match(question.text):
        return True
    why = question.length < SHORT and re.match(r"why\s(?:not|so|then|only)\b", question.text, re.I)
    return True if why else None


def _names_no_topic(question: _Question) -> bool | None:
    """What has no noun leans, if it asks for the user or has an "it" that means nothing: "Do I have to book?"."""
    if question.nouns:
        return None
    for_user = SELF.search(question.text) and question.is_short and not IMPERATIVE.match(question.text)
    return True if for_user or DUMMY_IT.search(question.text) else None


def _brings_topic(question: _Question) -> bool | None:
    """What an order or a question for a meaning is about it says itself: "What is love?", "list the members"."""
    if DUMMY_IT.search(question.text):
        return False
    if IMPERATIVE.match(question.text) or WHAT_IS.match(question.text):
        return REFERRING.search(question.text) is not None
    return None


def _is_for_user(question: _Question) -> bool | None:
    """What asks for the user leans only on a noun that was said, for leave, or by a word that points."""
    text = question.text
    if not SELF.search(text):
        return None
    known = (mention.text for mention in question.spoken if mention.lead == "the" and " " not in mention.text)
    if any(map(question.context.speaks_of, known)) or _asks_leave(question):
        return True
    pointing = r"\b(?:this|that|these|those|each|both|instead|else|then|there|afterwards)\b"
    return DONE.search(text) is not None or re.search(pointing, text, re.I) is not None


def _asks_leave(question: _Question) -> bool:
    """Whether the user may do something with what is the user's, or with any: "Can I bring my dog?"."""
    asked = re.match(r"(?:can|may|could|do|does|will)\s(?:i|we|my|our)\b", question.text, re.I)
    leads = [mention.lead for mention in question.nouns]
    own = all(lead in ("my", "our", "a", "an") or lead.isdigit() for lead in leads)
    return asked is not None and question.length < SHORT and own


def _refers(question: _Question) -> bool | None:
    """What refers, compares or chooses leans: "who else died?", "Which country won more?", "which is older?"."""
    refers = (
        REFERRING.search(without_bound(question.text))
        or GENERIC.search(question.text)
        or COMPARATIVE.search(question.text)
        or re.match(r"which\s(?:is|are|was|were|one|ones|of)\b", question.text, re.I)
    )
    return True if refers else None


def _takes_up_noun(question: _Question) -> bool | None:
    """What takes up a noun that was said leans: "How long is a slot?" after an answer about slots."""
    leads = ("the", "a", "an") if question.length < SHORT else ("the",)
    return (
        True if any(mention.lead in leads and question.was_spoken_of(mention) for mention in question.spoken) else None
    )


def _is_all_definite(question: _Question) -> bool | None:
    """What is short and names only what it takes for known leans: "What is the turnout?", but not "the sun"."""
    definite = [mention for mention in question.spoken if mention.lead == "the" and mention.text.count(" ") < 2]
    if question.length >= SHORT or not definite or definite[0].text.lower() in UNIQUE or dates(question.text):
        return None
    others = [mention for mention in question.spoken if mention not in definite and mention.lead != "how"]
    if any(not question.was_spoken_of(mention) for mention in others):
        return None
    return not re.match(r"\sof\b", question.text[definite[-1].end :])


def _is_of_somebody_known(question: _Question) -> bool | None:
    """What takes somebody for known leans where it is short: "was the suspect charged"."""
    about = _OF_SOMEBODY.match(question.text)
    if about is None:
        return None
    known = (mention for mention in question.spoken if mention.start == about.end())
    return question.is_short if any(is_somebody(mention.text.split()[-1]) for mention in known) else None


def _says_little(question: _Question) -> bool:
    """What is short and names nothing, or only what it counts, leans: "How many sites?"."""
    topics = [mention for mention in question.spoken if mention.lead not in WEAK and not _is_weak(mention)]
    return question.is_short and (not topics or _is_count(question.text, topics[-1]))


_RULES: tuple[Callable[[_Question], bool | None], ...] = (
    _asks_of_said,
    _is_of_the_world,
    _points_back_abroad,
    _has_name,
    _is_brief_abroad,
    _begins_behind,
    _names_no_topic,
    _brings_topic,
    _is_for_user,
    _refers,
    _takes_up_noun,
    _is_all_definite,
    _is_of_somebody_known,
    _says_little,
)
"""Asked in this order whether a question leans; the first that can tell decides."""


def _is_weak(mention: Mention) -> bool:
    """Whether a phrase names no topic of its own: "people", "the result"."""
    return set(mention.text.lower().split()) <= WEAK


def _is_count(text: str, counted: Mention) -> bool:
    """Whether a question is a question word and what it counts: "How many sites?", "Which shops?"."""
    head = text[: counted.start].strip().lower()
    return not text[counted.end :].strip(" ?") and head in ("how many", "how much", "which", "what", "whose")
