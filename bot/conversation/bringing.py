"""What an answer brings up in reply to its question: the company of "Which company …?", the town of "Where …?"."""

from __future__ import annotations

import re

from bot.conversation.mentions import mentions
from bot.conversation.names import TITLES
from bot.conversation.people import People
from bot.conversation.phrases import AMOUNTS, NAMELESS, affirmed, meant, said_in, several, with_place
from bot.conversation.replying import nearest_first, reply

_NOT_ASKED = frozenset(
    "is are was were did do does has have had will would can could should may might happened about else man woman "
    "person year day month".split()
)


def brought_up(question: str, answer: str, people: People) -> str | None:
    """What an answer brings up in reply to its question: whom, which, where or what it asked for."""
    chosen = _chosen(question, affirmed(question, answer))
    if chosen is not None:
        return chosen
    sentence = reply(question, affirmed(question, answer))
    asked = meant(question).lower().lstrip("¿ ")
    new = [mention for mention in mentions(sentence) if not said_in(mention, question)]
    named = [mention for mention in new if mention.named]
    if re.match(r"(?:who|whom|whose|wer|wen|wem|qui|quién|quiénes)\b", asked):
        asked_for = nearest_first([mention for mention in named if mention.person], question, sentence)
        names = [people.full_name(mention.text) for mention in asked_for]
        return next(iter(names or [mention.text for mention in named]), None)
    if re.match(r"(?:where|wo|où|dónde|in which|at which)\b", asked):
        places = [mention for mention in named if mention.preposition]
        return places[0].text if places else None
    if re.match(r"what\s(?:caused|happened|led|made|killed|destroyed)\b", asked):
        return None
    if re.match(r"(?:which|what(?!\s(?:about|if)\b)|was|welche[rs]?|quel(?:le)?|qué|cuál)\s[a-z]", asked):
        told = re.match(r"what\s(?:is|was)\b", asked) is not None
        things = [mention for mention in named if not told or not mention.preposition] or [
            mention
            for mention in new
            if mention.lead in ("a", "an")
            and not set(mention.text.lower().split()) <= NAMELESS
            and several(mention.text.lower()) not in AMOUNTS
        ]
        return with_place(things[0], sentence).removeprefix("the ") if things else None
    if re.match(r"(?:did|does|do|has|have|is|are|was|were|will)\s", asked):
        return named[0].text if named else None
    return None


def _chosen(question: str, answer: str) -> str | None:
    """What an answer names to "Which film won …?"."""
    asked = re.match(r"(?:which|what)\s([a-z]+)\s(?!is\b|are\b|was\b|were\b)", question, re.I)
    if asked is None or asked[1].lower() in (*_NOT_ASKED, *TITLES) or asked[1].endswith("s"):
        return None
    new = [mention for mention in mentions(answer) if mention.text not in question or mention.lead in ("a", "an")]
    named = [mention for mention in new if mention.named]
    called = [mention for mention in new if asked[1].lower() in mention.text.lower().split()]
    called = [mention for mention in called if " " in mention.text or mention.lead in ("a", "an")]
    if called and called[0].lead in ("a", "an"):
        # "Which law …?" "A law that bans single-use vapes": no name, but a description.
        return with_place(called[0], answer).removeprefix("the ")
    return called[0].text if called else named[0].text if named and named[0].start == 0 else None
