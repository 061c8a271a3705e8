"""Puts what they mean in the place of pronouns and of "that case"."""

from __future__ import annotations

import re

from bot.conversation.binding import SECOND, bound, is_conjunction
from bot.conversation.context import Context
from bot.conversation.foreign import filled_foreign, language
from bot.conversation.mentions import Mention, mentions
from bot.conversation.names import Gender
from bot.conversation.people import relative_of_user
from bot.conversation.places import is_place
from bot.conversation.standins import deed, doing, fill_stand_ins
from bot.conversation.wording import (
    BODIES,
    CLAUSE,
    CONDITION,
    DEMONSTRATIVE,
    DOING,
    DONE,
    DUMMY_IT,
    KINDS,
    OF_A_BODY,
    PRONOUN,
    SUBJECT_NEXT,
    VAGUE,
    WHOSE_IT,
)
from bot.conversation.works import work_meant
from bot.language.function_words import FUNCTION
from bot.language.lexicon import lexicon
from bot.language.tagging import compares
from bot.language.verbs import verb_stems

_TIMES = frozenset("evening night morning weekend summer winter date year time month day week".split())
_NO_NOUNS = frozenset(
    "one ones much many way kind said mean happen happened true still really all not possible high low "
    "big bad good done ever again before after".split()
)
"""What follows "that" and is nothing that was spoken of: "that much", "that said"."""
_GENDERS: dict[str, Gender] = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_WHERE = ("in", "at", "near", "to", "from", "on", "off")
"""What leads the place that "there" takes up."""
_ANSWERS = re.compile(
    r"\s(?:say|reply|replied|respond|responded|react|reacted|answer|answered|comment)\sto\s(?:that|this)\b"
    r"|\s(?:reply|respond|react|hit\sback|answer)\s?[?.!]*$",
    re.I,
)
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


def fill(text: str, context: Context) -> str:
    """The text with its pronouns replaced by what they mean; as it is where none can be told."""
    spoken = language(text)
    if spoken:
        return filled_foreign(text, context, spoken)
    text = fill_stand_ins(text, context)
    done = ""
    at = 0
    doer: tuple[str, str] | None = None
    held = bound(text)
    for match in PRONOUN.finditer(text):
        word = match[1].lower()
        if match.span(1) in held or match[1] == "IT":
            continue
        before = text[: match.start()]
        if word == "it" and any(dummy.start() <= match.start() < dummy.end() for dummy in DUMMY_IT.finditer(text)):
            continue
        if word == "it" and VAGUE.search(before[-8:] + match[0] + text[match.end() :]):
            continue
        if word == "it" and DOING.match(context.question) and DONE.search(before[-6:] + match[0] + text[match.end() :]):
            continue
        if _within(word, before, text[match.end() :], context) or (word == "it" and WHOSE_IT.search(before)):
            continue
        asked_how = deed(context.question) if word == "it" else None
        if asked_how is not None and re.search(r"\bdo\s$", before):
            done, at = f"{done}{text[at : match.start() - 3]}{asked_how[0]} {asked_how[1]}", match.end()
            continue
        if asked_how is not None and re.match(r"\s(?:cost|take|need|require)\b", text[match.end() :]):
            done, at = f"{done}{text[at : match.start()]}{doing(context.question)}", match.end()
            continue
        new = _meant(word, before, text[match.end() :], context)
        if word == "it" and new is not None and new in before:
            # Nobody sells what sells: "Why did the museum sell it?".
            others = [name for name in context.names() if name.text not in before]
            new = next((f"the {name.text}" if name.lead == "the" else name.text for name in others), new)
        if word in ("he", "she") and _ANSWERS.match(text[match.end() :]):
            # Who answers what was said is not who said it.
            new = context.people.person(_GENDERS[word], besides=context.people.speaker()) or new
        if doer is not None and new == doer[1] and word in ("him", "her") and doer[0] in ("he", "she"):
            new = context.people.person("he" if word == "him" else "she", besides=doer[1])
        if new is None:
            continue
        doer = doer or (word, new)
        if match["s"]:
            new += " " + {"s": "is", "d": "would", "ll": "will", "re": "are", "ve": "have"}[match["s"][1:].lower()]
        done += text[at : match.start()] + new
        at = match.end()
    text = done + text[at:]
    return DEMONSTRATIVE.sub(lambda match: _named_again(match, context), text)


def _meant(word: str, before: str, after: str, context: Context) -> str | None:
    owns = _owns(after)
    match word:
        case "he" | "him":
            return context.people.person("he")
        case "she" | "hers":
            return context.people.person("she")
        case "his":
            return _possessive(context.people.person("he"))
        case "her":
            person = context.people.person("she")
            return _possessive(person) if owns else person
        case "it":
            # What acts is taken up by what acts: "did they lower it?" means what was bought, not who did.
            if CONDITION.match(before) and re.match(r"\s(?:is|was)\s(?:an?|the|not)\b", after):
                # "What if it is a dinner" means the case, or what the question named.
                context = Context([(context.question, "")])
            work = work_meant(before + after, context)
            if work is not None:
                return work
            if not _has_object(context.question):
                return doing(context.question) or context.thing(one=True)
            acts = not before.strip() or SUBJECT_NEXT.search(before) is not None
            thing = context.thing(one=True, agent=acts and not _PASSIVE.match(after))
            if thing is not None and compares(before + after) and re.search(r"\sin\s[A-Z]", after):
                return re.sub(r"\sin\s[A-Z][\w\s-]*$", "", thing)  # "Is it higher in Tarn?"
            return thing
        case "its":
            return _possessive(work_meant(before + after, context) or context.thing(one=True))
        case "they" | "them":
            if word == "they" and OF_A_BODY.match(after):
                return context.many.group(acting=True)
            two = context.many.two_apart(any_people=_OF_TWO.search(after) is not None)
            if two is not None:
                return two
            # "When will they be cut?" speaks of things, "what do they want?" of somebody.
            passive = bool(re.match(r"\s(?:be|been)\b", after)) or (
                bool(re.search(r"\b(?:are|were)\s$", before)) and bool(re.match(r"\s(?!used\b)\w+ed\b", after))
            )
            if word == "they" and _APPEALS.match(after):
                other = context.people.opponent()
                if other is not None:
                    return other
            things = context.many.several() if word == "them" else None
            if _OF_PEOPLE.match(after) and re.search(r"\bpeople\b", context.answer):
                return None  # These have no name, and need none.
            return things or context.many.group(passive) or context.named_thing()
        case "their" | "theirs":
            return _possessive(context.many.group() or context.thing())
        case "there":
            # "Is there life on it?" names no place.
            inside = re.search(r"\bin\s$", before) is not None
            works = re.search(
                r"\b(?:work(?:s|ed|ing)?|employed|stud(?:y|ies|ied)|teach(?:es)?|taught|play(?:s|ed)?)\s$", before
            )
            place = context.place() or (context.thing() if inside else context.body() if works else None)
            if place and re.search(r"\b(?:in|from|at|to|of|around|near|through)\s$", before, re.I):
                return place
            to = bool(re.search(r"\b(?:get|go|travel|fly|drive|come|walk|move|went)\s$", before, re.I))
            return (
                f"{'to' if to else 'in'} {place}"
                if place
                and not re.search(r"\b(?:is|are|was|were|be|been)\s$", before, re.I)
                and not owns
                and not re.match(r"\s(?:is|are|was|were)\b", after)
                and not re.match(
                    r"\s(?!now\b|today\b|still\b|each\b|every\b|in\b|on\b|for\b|since\b|before\b|last\b|this\b|next\b)\w",
                    after,
                )
                else None
            )
    return None


def _has_object(question: str) -> bool:
    """Whether a question asks of something that is done to a thing: "Can I pay by card?" names none."""
    asked = deed(question)
    return asked is None or _MERELY_LED.match(asked[1]) is None


def _owns(after: str) -> bool:
    """Whether a noun is behind "her" or "there"."""
    return bool(re.match(r"\s[a-z0-9]", after, re.I)) and not re.match(
        r"\s(?:is|was|to|in|on|at|for|by|from|and|or|with|after|before|when|then|as|do|did|about|now|again|out|off|up|down|over)\b",
        after,
        re.I,
    )


def _within(word: str, before: str, after: str, context: Context) -> bool:
    """Whether a pronoun means somebody or a place that the same question names: "Did Apple say it would pay?"."""
    if word == "there":
        return any(mention.preposition in _WHERE and SECOND.search(before, mention.end) for mention in mentions(before))
    held = [mention for mention in mentions(before) if mention.named]
    if word == "it" and re.search(r"[,.;]\s", before):
        # "She would love the slide, when is it open?"
        return any(
            mention.lead in ("the", "a", "an", "my", "our") and not mention.plural for mention in mentions(before)
        )
    if relative_of_user(before) == _GENDERS.get(word, "it"):
        return True
    if word in _GENDERS:
        if any(
            _is_brought(mention, _GENDERS[word], context) and SECOND.search(before, mention.end) for mention in held
        ):
            return True
        held = [mention for mention in held if mention.person or " " not in mention.text]
    if not held:
        return False
    if word in ("his", "its", "their") or (word == "her" and _owns(after)):
        return True
    return bool(CLAUSE.search(before))


def _is_brought(mention: Mention, gender: Gender, context: Context) -> bool:
    """Whether a name may be of whom "he" or "she" means, and the conversation did not have it before."""
    if mention.gender not in (gender, None) or mention.preposition in _WHERE or is_place(mention.text):
        return False
    return mention.person or (" " not in mention.text and context.speaks_of(mention.text) is None)


def _named_again(match: re.Match[str], context: Context) -> str:
    """ "That case": the phrase it takes up, if the conversation has it, else the last thing spoken of."""
    noun = match[1]
    if noun.lower().endswith("er") and re.match(r"\sthan\b", match.string[match.end() :]):
        return f"it {noun}"  # "Is that bigger than before?" compares what was told.
    if noun.lower() in FUNCTION or is_conjunction(match.string, match.start()):
        return match[0]
    if re.search(r"\b(?:do|does|did)\s$", match.string[: match.start()], re.I) and lexicon("en").stem(noun.lower()) in (
        verb_stems() | {"compar"}
    ):
        return match[0]
    at_end = not match.string[match.end() :].strip(" ?.!")
    if noun.lower().endswith(("ed", "ing")) or (
        at_end and re.search(r"\b(?:is|are|was|were)\s$", match.string[: match.start()], re.I)
    ):
        return match[0]
    if noun.lower() in ("man", "woman", "person", "guy", "player", "actor", "author", "minister", "politician"):
        told: dict[str, Gender] = {"woman": "she", "man": "he"}
        return context.people.person(told.get(noun.lower())) or match[0]
    if noun.lower() in _TIMES:
        return context.when() or match[0]
    if noun.lower() in _NO_NOUNS:
        return match[0]
    mention = context.speaks_of(noun)
    if noun.lower() in BODIES and (mention is None or not mention.named):
        body = context.body()
        if body is not None:
            return body
    if mention is not None and mention.text.lower() != noun.lower():
        return f"the {mention.text}" if not mention.named or " " in mention.text else mention.text
    thing = context.thing()
    if thing and (noun.lower() in BODIES or noun.lower() in KINDS):
        return thing
    if mention is not None and not mention.named:
        return f"the {noun}"  # It was called just so.
    return f"the {noun} of {thing}" if thing else match[0]


def _possessive(name: str | None) -> str | None:
    if name is None:
        return None
    return f"{name}'" if name.endswith("s") else f"{name}'s"
