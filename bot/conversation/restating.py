"""The ways in which a follow-up comes to stand alone, in the order in which they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable

from bot.conversation.asking import asked_anew, asks_again, capital, lowered, together
from bot.conversation.completing import (
    with_focus,
    with_missing,
    with_names,
    with_people,
    with_subject,
    with_surroundings,
    with_topics,
)
from bot.conversation.context import Context
from bot.conversation.courtesies import is_aside
from bot.conversation.filling import fill
from bot.conversation.follow_up import FollowUp
from bot.conversation.fragments import asks_of_another, fragment
from bot.conversation.leaning import asks_whether_there_is, takes_up
from bot.conversation.mentions import mentions
from bot.conversation.phrases import is_statement
from bot.conversation.placing import put
from bot.conversation.returning import asked_of_earlier
from bot.conversation.selecting import asks_of_old, chooses, of_two
from bot.conversation.standins import doing, is_about_all
from bot.conversation.wording import AUXILIARY, CONDITION, ONES, RELATION, VAGUE
from bot.language.tagging import compares

_MOST_CONDITIONS = 12
"""Words; who writes more tells a new story, with its own question."""


def restated(follow_up: FollowUp) -> str:
    """The follow-up as a question that stands alone, made so in the first way that applies."""
    questions = (way(follow_up) for way in _WAYS)
    return next(question for question in questions if question is not None)


def _of_two(follow_up: FollowUp) -> str | None:
    """Of two that were named: "both together?", "which is older?"."""
    asked = of_two(follow_up.bare, follow_up.context)
    if asked is not None:
        return asked
    which = follow_up.which
    if which is None or not which.startswith("Which of ") or follow_up.context.many.two_apart() is None:
        return None
    return with_names(which, follow_up.context)


def _then(follow_up: FollowUp) -> str | None:
    """Behind the last question, of what follows from it: "so what?", "and how?"."""
    if re.fullmatch(r"(?:then|so|and)\s(?:what|how)[?!. ]*", follow_up.text, re.I):
        return together(lowered(follow_up.text), follow_up.context)
    return None


def _again(follow_up: FollowUp) -> str | None:
    """The last question again, or anew for something else: "tell me more", "why?"."""
    if asks_again(follow_up.asked):
        return follow_up.context.question
    anew = asked_anew(follow_up.asked, follow_up.context)
    return None if anew is None else with_focus(anew, follow_up.context)


def _of_any(follow_up: FollowUp) -> str | None:
    """Behind the last question, where nobody can tell which one is meant: no name is better than a wrong one."""
    if follow_up.is_fragment or not chooses(follow_up.numbered, follow_up.context):
        return None
    return together(lowered(fill(follow_up.numbered, follow_up.context)), follow_up.context)


def _as_fragment(follow_up: FollowUp) -> str | None:
    """In the last question, or the one before it that asked the same: "and in 2022?"."""
    part = fragment(follow_up.named) if follow_up.is_fragment else None
    if part is None:
        return None
    context = follow_up.context
    again = asked_of_earlier(part, context)
    if again is not None:
        return capital(put(*again))
    counting = re.match(r"how\s(?:many|much|long|often)\b", follow_up.named, re.I)
    if counting:
        context = context.back_to(counting[0])
    placed = put(part if asks_of_another(part, context) else fill(part, context), context)
    beside = ": what about" in placed and not follow_up.is_numbered
    return capital(with_focus(placed, context) if beside else placed)


def _on_condition(follow_up: FollowUp) -> str | None:
    """Behind the last question, which is asked on a condition now: "I am deaf", "if I lose it"."""
    if not _goes_on(follow_up.named):
        return None
    return with_focus(together(_as_condition(lowered(follow_up.filled)), follow_up.there), follow_up.there)


def _about_all(follow_up: FollowUp) -> str | None:
    """Behind the last question, all of which it takes up: "what did the mayor say to that?"."""
    filled = follow_up.filled
    vague = VAGUE.search(filled) and not any(mention.named for mention in mentions(follow_up.asked))
    if vague or is_about_all(filled):
        return with_focus(together(lowered(filled), follow_up.there), follow_up.there)
    return None


def _filled(follow_up: FollowUp) -> str | None:
    """With what its pronouns mean, and in brackets what it is about: "How old is Hanna Brandt (Velar)?"."""
    filled, context = follow_up.filled, follow_up.there
    if filled in (follow_up.text, follow_up.asked):
        return None
    filled = capital(f"¿{filled}" if follow_up.text.startswith("¿") and "¿" not in filled else filled)
    if follow_up.is_numbered:
        return _of_numbered(filled, context)
    if follow_up.of_person and RELATION.search(follow_up.text):
        filled = with_people(filled, context)
    # "How long must I wait for one?" is about whose violins they are.
    for_one = ONES.search(follow_up.named) is not None and not follow_up.of_person
    # What was before or elsewhere is compared with it.
    return with_subject(filled, context) if for_one or compares(follow_up.named) else with_topics(filled, context)


def _of_numbered(filled: str, context: Context) -> str:
    """The question of one that was chosen: the other things of the list are just what is not meant."""
    if not any(mention.named for mention in mentions(filled)):
        return with_subject(filled, context)
    known = any(name.text in filled for name in mentions(context.question))
    return filled if known else with_names(filled, context)


def _in_same_frame(follow_up: FollowUp) -> str | None:
    """With the end of the last question: "What did the opposition say about the strike?"."""
    same = _same_frame(follow_up.named, follow_up.there.question)
    return None if same is None else capital(same)


def _as_aside(follow_up: FollowUp) -> str | None:
    """By itself, where it is no part of the talk so far: "btw, who runs the museum?"."""
    if not is_aside(follow_up.typed) or not follow_up.is_whole or _takes_up_noun(follow_up.named, follow_up.there):
        return None
    return follow_up.own


def _of_either(follow_up: FollowUp) -> str | None:
    """By itself, where it names both of which it asks: "Which of Kondo and Hesper Motors were electric?"."""
    which = follow_up.which
    return capital(which) if which and re.match(r"which\sof\s[^,]+\sand\s", which, re.I) else None


def _with_topic(follow_up: FollowUp) -> str | None:
    """With the topic in brackets, where it has a noun of its own: "do they have a dog (sauna)?"."""
    if follow_up.which or not follow_up.leans or not follow_up.is_whole:
        return None
    whole, context = capital(follow_up.named), follow_up.there
    if asks_whether_there_is(follow_up.named):
        return with_surroundings(whole, context)
    done = doing(context.question) if re.search(r"\sthen[?!. ]*$", follow_up.named, re.I) else None
    if done is not None:
        return with_missing(whole, [done])
    # Who has a post now is just not "the old coach".
    return with_subject(whole if asks_of_old(follow_up.named) else with_focus(whole, context), context)


def _behind_last(follow_up: FollowUp) -> str | None:
    """Behind the last question, without which it asks nothing: "are they vegan?"."""
    if not follow_up.leans:
        return None
    return with_focus(together(lowered(follow_up.named), follow_up.there), follow_up.there)


def _of_one_told(follow_up: FollowUp) -> str | None:
    """With the topic, where it is about one whom only the last answer names: "When did Torvin Ashgrove die (bell)?"."""
    return with_topics(follow_up.own, follow_up.there) if takes_up(follow_up.named, follow_up.there) else None


def _alone(follow_up: FollowUp) -> str:
    """By itself: "How do I reset my router?"."""
    return follow_up.own


_WAYS: tuple[Callable[[FollowUp], str | None], ...] = (
    _of_two,
    _then,
    _again,
    _of_any,
    _as_fragment,
    _on_condition,
    _about_all,
    _filled,
    _in_same_frame,
    _as_aside,
    _of_either,
    _with_topic,
    _behind_last,
    _of_one_told,
    _alone,
)
"""Each gives None where it does not apply; the last always does."""


def _takes_up_noun(text: str, context: Context) -> bool:
    """Whether a noun of a question was spoken of before."""
    return any(context.speaks_of(mention.text.split()[-1]) is not None for mention in mentions(text))


def _same_frame(text: str, before: str) -> str | None:
    """ "What did the opposition say?" with the end of "What did the minister say about the strike?"."""
    ask = rf"(?P<ask>(?:what|how|why|when|where)\s(?:{AUXILIARY}))\s"
    frame = re.match(rf"{ask}.+\s(?P<verb>\w+)[?. ]*$", text, re.I)
    if frame is None:
        return None
    end = rf"{frame['ask']}\s[^:]+?\s{frame['verb']}\s(?P<end>(?:about|to|on|of|from|for)\s[^:(?]+)"
    match = re.match(end, before, re.I)
    return f"{text.rstrip('?. ')} {match['end'].strip()}?" if match else None


def _goes_on(text: str) -> bool:
    """Whether a message says on what condition the last question is asked now: "I am vegetarian", "if I lose it"."""
    clause = CONDITION.match(text) is not None or is_statement(text)
    return clause and len(text.split()) <= _MOST_CONDITIONS and not any(mention.named for mention in mentions(text))


def _as_condition(text: str) -> str:
    """ "What if I lose it" of "if I lose it"; as it is where something is asked behind that."""
    return f"what {text}" if re.match(r"if\s", text) and "," not in text else text
