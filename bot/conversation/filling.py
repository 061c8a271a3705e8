"""Puts what they mean in the place of pronouns and of "that case"."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.foreign import filled_foreign, language
from bot.conversation.function_words import FUNCTION
from bot.conversation.mentions import mentions
from bot.conversation.names import FEMININE, MASCULINE, TITLES, Gender
from bot.conversation.people import relative_of_user
from bot.conversation.phrases import meant
from bot.conversation.tagging import tags
from bot.conversation.wording import (
    BARE_THAT,
    BARE_THESE,
    BODIES,
    CLAUSE,
    DEFINED,
    DEMONSTRATIVE,
    DOING,
    DONE,
    DUMMY_IT,
    KINDS,
    OF_A_BODY,
    ONES,
    OTHER,
    PRONOUN,
    SUBJECT_NEXT,
    THE_TWO,
    VAGUE,
    WHEN_THAT,
    WHOSE_IT,
)
from bot.grounding.lexicon import lexicon
from bot.grounding.verbs import verb_stems

_TIMES = frozenset("evening night morning weekend summer winter date year time month day week".split())
_NO_NOUNS = frozenset(
    "one ones much many way kind said mean happen happened true still really all not possible high low "
    "big bad good done ever again before after".split()
)
"""What follows "that" and is nothing that was spoken of: "that much", "that said"."""
_GENDERS: dict[str, Gender] = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "hers": "she"}
_PASSIVE = re.compile(r"\s(?:been\s|being\s)?(?:\w+ed|built|made|sold|held|found|lost|paid|shown|written|cost)\b")


def fill(text: str, context: Context) -> str:
    """The text with its pronouns replaced by what they mean; as it is where none can be told."""
    spoken = language(text)
    if spoken:
        return filled_foreign(text, context, spoken)
    text = _filled_stand_ins(text, context)
    done = ""
    at = 0
    doer: tuple[str, str] | None = None
    for match in PRONOUN.finditer(text):
        word = match[1].lower()
        before = text[: match.start()]
        if word == "it" and any(dummy.start() <= match.start() < dummy.end() for dummy in DUMMY_IT.finditer(text)):
            continue
        if word == "it" and VAGUE.search(before[-8:] + match[0] + text[match.end() :]):
            continue
        if word == "it" and DOING.match(context.question) and DONE.search(before[-6:] + match[0] + text[match.end() :]):
            continue
        if _within(word, before) or (word == "it" and WHOSE_IT.search(before)):
            continue
        deed = _deed(context.question) if word == "it" else None
        if deed is not None and re.search(r"\bdo\s$", before):
            done, at = f"{done}{text[at : match.start() - 3]}{deed[0]} {deed[1]}", match.end()
            continue
        if deed is not None and re.match(r"\s(?:cost|take|need|require)\b", text[match.end() :]):
            done, at = f"{done}{text[at : match.start()]}{doing(context.question)}", match.end()
            continue
        new = _meant(word, before, text[match.end() :], context)
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


def _that_does(text: str) -> re.Match[str] | None:
    """A "that" before its verb: "How much would that bring in?", but not "would that law pass?"."""
    match = re.search(r"\b(?:would|will|does|did|can|could|should|might)\s(that|this)\s([a-z]+)", text, re.I)
    if match is None or match[2].lower() in BODIES | KINDS or match[2].lower() == "happen":
        return None
    return match if lexicon("en").stem(match[2].lower()) in verb_stems() else None


def _is_amount(text: str, context: Context) -> bool:
    """Whether "that" is how much the last question asked for: "Is that more than before?"."""
    compared = re.match(r"(?:is|was)\s(?:that|this)\s(?:more|less|fewer|higher|lower|better|worse)\b", text, re.I)
    return compared is not None and re.match(r"how\s(?!do|can)", meant(context.question), re.I) is not None


def doing(question: str) -> str | None:
    """What a question asks how to do: "cancelling my subscription" of "How do I cancel my subscription?"."""
    deed = _deed(question)
    if deed is None:
        return None
    verb, rest = deed
    if verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb):
        verb += verb[-1]
    return f"{verb}ing {rest}"


def _deed(question: str) -> tuple[str, str] | None:
    """The verb and the rest of what a question asks to do: "cancel" and "my subscription"."""
    match = re.match(
        r"(?:(?:how|where|for how long|how long|when|how often)\s)?(?:do|can|could|should|may|must)\s(?:i|we|you|one)\s"
        r"(?:have to\s)?([a-z]+)\s([^?:]+)",
        # "I lost my phone. How do I get in?"
        re.split(r"[.!?]\s", question.split(": ")[0])[-1],
        re.I,
    )
    return (match[1].lower(), match[2].strip()) if match else None


def _filled_stand_ins(text: str, context: Context) -> str:
    """The text with "the other bank", "the two", "gold ones", "the actress" and a bare "that" replaced."""

    def other(match: re.Match[str]) -> str:
        return context.many.other(match[1].lower()) or match[0]

    def ones(match: re.Match[str]) -> str:
        several = match["one"].lower() == "ones"
        noun = context.many.noun(several)
        if noun is None:
            return match[0]
        described = re.search(r"\b(?:the|an?|your|their)\s[\w-]+\s$", match.string[: match.start()], re.I)
        determiner = match["before"] or ("" if several or described else "a ")
        return f"{determiner}{noun}"

    def defined(match: re.Match[str]) -> str:
        noun = match[1].lower()
        following = match.string[match.end() :]
        if tags(match.string).get(len(match.string) - len(following.lstrip()), "").startswith("NN"):
            return match[0]
        mention = context.speaks_of(noun)
        if mention is not None and mention.named and not mention.person and mention.text.lower() != noun:
            words = mention.text.lower().split()
            if noun in (words[0], words[-1]):
                return mention.text if noun == words[0] else f"the {mention.text}"
            return match[0]
        if (
            not re.match(r"which\b|who(?:['’]s|\s(?:is|was|are|were))\s", match.string, re.I)
            and noun in TITLES | FEMININE | MASCULINE
            and noun not in context.question.lower()
        ):
            return context.people.role(noun) or match[0]
        return match[0]

    text = OTHER.sub(other, text)
    text = THE_TWO.sub(lambda match: context.many.pair() or match[0], text)
    text = ONES.sub(ones, text)
    if not any(mention.named for mention in mentions(text)):
        text = DEFINED.sub(defined, text)
    these = BARE_THESE.search(text)
    if these:
        several = context.many.several()
        return text if several is None else text[: these.start(1)] + several + text[these.end(1) :]
    earlier = re.search(r"\b(?:before|after|since|until)\s(that|this|then)$", text, re.I)
    if earlier and context.asked_when() is not None:
        return f"{text[: earlier.start(1)]}{context.asked_when()}"
    that = BARE_THAT.search(text) or _that_does(text)
    if that and not WHEN_THAT.match(text) and not _is_amount(text, context):
        topic = doing(context.question) or context.thing()
        # What is before or after something is an event, and what has a name is none.
        before = re.search(r"\b(?:before|after|since)\s$", text[: that.start(1)], re.I) is not None
        if topic is None or topic in text or (before and topic[:1].isupper()):
            return text
        return text[: that.start(1)] + topic + text[that.end(1) :]
    return text


def _meant(word: str, before: str, after: str, context: Context) -> str | None:
    owns = bool(re.match(r"\s[a-z0-9]", after, re.I)) and not re.match(
        r"\s(?:is|was|to|in|on|at|for|by|from|and|or|with|after|before|when|then|as|do|did|about|now|again|out|off|up|down|over)\b",
        after,
        re.I,
    )
    match word:
        case "he" | "him" | "himself":
            return context.people.person("he")
        case "she" | "herself" | "hers":
            return context.people.person("she")
        case "his":
            return _possessive(context.people.person("he"))
        case "her":
            person = context.people.person("she")
            return _possessive(person) if owns else person
        case "it" | "itself":
            # What acts is taken up by what acts: "did they lower it?" means what was bought, not who did.
            acts = not before.strip() or SUBJECT_NEXT.search(before) is not None
            return context.thing(one=True, agent=acts and not _PASSIVE.match(after))
        case "its":
            return _possessive(context.thing(one=True))
        case "they" | "them" | "themselves":
            if word == "they" and OF_A_BODY.match(after):
                return context.many.group(acting=True)
            # "When will they be cut?" speaks of things, "what do they want?" of somebody.
            passive = bool(re.match(r"\s(?:be|been)\b", after))
            things = context.many.several() if word == "them" else None
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


def _within(word: str, before: str) -> bool:
    """Whether a pronoun means somebody whom the same question names: "Did Apple say it would pay?"."""
    held = [mention for mention in mentions(before) if mention.named]
    if word == "it" and re.search(r"[,.;]\s", before):
        # "She would love the slide, when is it open?"
        return any(
            mention.lead in ("the", "a", "an", "my", "our") and not mention.plural for mention in mentions(before)
        )
    if relative_of_user(before) == _GENDERS.get(word, "it"):
        return True
    if word in ("he", "him", "his", "she", "her"):
        held = [mention for mention in held if mention.person or " " not in mention.text]
    if not held:
        return False
    if word in ("his", "her", "its", "their"):
        return True
    return bool(CLAUSE.search(before))


def _named_again(match: re.Match[str], context: Context) -> str:
    """ "That case": the phrase it takes up, if the conversation has it, else the last thing spoken of."""
    noun = match[1]
    if noun.lower() in FUNCTION:
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
    return f"the {noun} of {thing}" if thing else match[0]


def _possessive(name: str | None) -> str | None:
    if name is None:
        return None
    return f"{name}'" if name.endswith("s") else f"{name}'s"
