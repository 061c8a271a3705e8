"""Puts what they mean in the place of "the other bank", "the two", "gold ones", "the actress" and a bare "that"."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.mentions import is_somebody, mentions
from bot.conversation.names import FEMININE, MASCULINE, TITLES
from bot.conversation.phrases import meant
from bot.conversation.wording import BARE_THAT, BARE_THESE, BODIES, DEFINED, KINDS, ONES, OTHER, THE_TWO, WHEN_THAT
from bot.language.lexicon import lexicon
from bot.language.tagging import tags
from bot.language.verbs import verb_stems

_HEADS_A_BODY = frozenset("ceo founder owner boss manager chairman chairwoman chair director".split())
_OFFICES = frozenset("minister president mayor governor chancellor judge senator ambassador pope king queen".split())
_WHOLE = re.compile(
    r"\b(?:(?<=\w\s)do|did|(?:think|make|say|said|feel|thought|felt)\s(?:of|about|to)|(?:respond|react|reply)\w*\sto)\s$",
    re.I,
)
"""Before a "that" which is all that happened or was said: "why did they do that", "what does she think of this"."""

_INCLUDES = re.compile(
    r"(?:does|did|will|would)\s(?:that|this)\s(?:also\s|already\s)?(?:include|cover|count|contain)\b", re.I
)
"""What is asked of how much something is or how long it takes: "Does that include Sundays?"."""


def is_about_all(text: str) -> bool:
    """Whether a question takes up all that was said: "what did the mayor say to that", "is it bigger than before"."""
    if re.search(r"\bit\s[a-z]+er\sthan\b", text, re.I):
        return True
    end = re.search(r"\b(?:that|this)[?!. ]*$", text, re.I)
    return (
        end is not None
        and re.search(r"\b(?:of|about|to)\s$", text[: end.start()], re.I) is not None
        and (_WHOLE.search(text[: end.start()]) is not None)
    )


def fill_stand_ins(text: str, context: Context) -> str:
    """The text with "the other bank", "the two", "gold ones", "the actress" and a bare "that" replaced."""
    text = OTHER.sub(lambda match: context.many.other(match[1].lower()) or match[0], text)
    text = THE_TWO.sub(lambda match: _pair(match, context) or match[0], text)
    text = ONES.sub(lambda match: _one(match, context) or match[0], text)
    if not any(mention.named for mention in mentions(text)):
        text = DEFINED.sub(lambda match: _defined(match, context) or match[0], text)
    these = BARE_THESE.search(text)
    if these:
        several = context.many.several()
        return text if several is None else text[: these.start(1)] + several + text[these.end(1) :]
    return _with_that(text, context)


def _pair(match: re.Match[str], context: Context) -> str | None:
    """What "the two" or "both banks" means."""
    noun = match["both"]
    if noun and not context.many.are_called(noun.lower()):
        return None
    return context.many.pair((noun or match["noun"] or "").lower())


def _one(match: re.Match[str], context: Context) -> str | None:
    """What "gold ones" or "a new one" means, with its determiner."""
    before = match.string[: match.start()]
    several = match["one"].lower() == "ones"
    noun = _compared(before) or context.many.noun(several)
    if noun is None:
        return None
    described = re.search(r"\b(?:the|an?|your|their)\s[\w-]+\s$", before, re.I)
    determiner = match["before"] or ("" if several or described else "a ")
    return f"{determiner}{noun}"


def _defined(match: re.Match[str], context: Context) -> str | None:
    """What "the bridge" or "the actress" means, where it has a name."""
    noun = match[1].lower()
    if _is_before_noun(match):
        return None
    mention = context.speaks_of(noun)
    if mention is not None and mention.named and not mention.person and mention.text.lower() != noun:
        words = mention.text.lower().split()
        if noun == words[0]:
            return mention.text
        return f"the {mention.text}" if noun == words[-1] else None
    return _in_role(noun, context) if _may_be_role(noun, match.string, context) else None


def _is_before_noun(match: re.Match[str]) -> bool:
    """Whether a word only says what the next noun is like: "bridge" of "the bridge tolls"."""
    text, following = match.string, match.string[match.end() :].lstrip()
    return tags(text).get(len(text) - len(following), "").startswith("NN")


def _may_be_role(noun: str, text: str, context: Context) -> bool:
    """Whether a noun may say what somebody is who has been named."""
    if re.match(r"which\b|who(?:['’]s|\s(?:is|was|are|were))\s", text, re.I):
        return False
    if noun not in TITLES | FEMININE | MASCULINE or noun in context.question.lower():
        return False
    # "The minister" is nobody who was never called so; the singer may be.
    return noun not in _OFFICES or context.speaks_of(noun) is not None


def _in_role(noun: str, context: Context) -> str | None:
    """Who has a role: "the actress", "the mayor"."""
    role = context.people.role(noun)
    # Two capitals may be a company's.
    known = role is not None and any(map(context.people.is_known_person, mentions(f"of {role}")))
    return role if known or noun not in _HEADS_A_BODY else None


def _with_that(text: str, context: Context) -> str:
    """The text with "after that", "do that" or a bare "that" replaced."""
    earlier = re.search(r"\b(?:before|after|since|until)\s(that|this|then)$", text, re.I)
    if earlier and context.asked_when() is not None:
        return f"{text[: earlier.start(1)]}{context.asked_when()}"
    if earlier and not earlier.start():
        return text  # "And after that?" goes on with the whole of what was asked.
    asked = deed(context.question)
    done = re.search(r"(?<=\w\s)do\s(?:that|this)\b(?!\s(?:one|thing)s?\b)", text, re.I)
    if done and asked is not None:
        return f"{text[: done.start()]}{asked[0]} {asked[1]}{text[done.end() :]}"
    that = BARE_THAT.search(text) or _that_does(text)
    if that is None or _takes_up_all(that, context):
        return text
    topic = _topic_of_that(that, context)
    return text if topic is None else text[: that.start(1)] + topic + text[that.end(1) :]


def _takes_up_all(that: re.Match[str], context: Context) -> bool:
    """Whether a "that" is all that happened or was said, or how much it was, and no one thing."""
    text = that.string
    named = re.match(r"(?:what|which|who)\s(?:is|are|was|were)\b", meant(context.question), re.I)
    if named is None and _WHOLE.search(text[: that.start(1)]):
        return True
    return WHEN_THAT.match(text) is not None or _is_amount(text, context)


def _topic_of_that(that: re.Match[str], context: Context) -> str | None:
    """What a bare "that" means: what was asked how to do, what was found out, or a thing."""
    before, after = that.string[: that.start(1)], that.string[that.end(1) :]
    topic = doing(context.question) or _finding(context.question, after) or context.thing()
    if topic is None or topic in that.string:
        return None
    if re.fullmatch(r"(?:the\s)?[a-z]+s", topic) and is_somebody(topic.split()[-1]):
        return None  # "This" is no researchers.
    # What is before or after something is an event, and what has a name is none.
    named = topic != topic.lower()
    return None if named and re.search(r"\b(?:before|after|since)\s$", before, re.I) else topic


def _finding(question: str, after: str) -> str | None:
    """What was found out, where it is asked whether others found it too: "the finding about rust"."""
    found = re.match(
        r"what\s(?:did|do|has|have)\s[^?:]+?\s(?:find|found|discover|show|shown|conclude|learn|see|seen)(?:ed|d)?\s(?:out\s)?"
        r"((?:about|on|in)\s[^?:(]+)",
        question,
        re.I,
    )
    again = re.match(
        r"\s(?:been\s)?(?:\w+\s)?(?:replicat|confirm|repeat|reproduc|verif|publish|review|disput|challeng|known)", after
    )
    return f"the finding {found[1].strip()}" if found and again else None


def _compared(before: str) -> str | None:
    """What "one" is behind "than": the noun that the same question compares."""
    if not re.search(r"\bthan\s$", before):
        return None
    return next((mention.text.split()[-1] for mention in mentions(before) if not mention.named), None)


def _that_does(text: str) -> re.Match[str] | None:
    """A "that" before its verb: "How much would that bring in?", but not "would that law pass?"."""
    match = re.search(r"\b(?:would|will|does|did|can|could|should|might)\s(that|this)\s([a-z]+)", text, re.I)
    if match is None or match[2].lower() in BODIES | KINDS or match[2].lower() == "happen":
        return None
    return match if lexicon("en").stem(match[2].lower()) in verb_stems() else None


def _is_amount(text: str, context: Context) -> bool:
    """Whether "that" is how much the last question asked for: "Is that more than before?"."""
    if re.match(
        r"(?:is|was)\s(?:that|this)\s(?:the\s(?:most|least|same|only|first|last|[a-z]+est|best|worst))\b", text, re.I
    ):
        return True
    compared = re.match(
        r"(?:is|was)\s(?:that|this)\s(?:more|less|fewer|higher|lower|better|worse|[a-z]+er\sthan)\b", text, re.I
    )
    asked_how = re.match(r"how\s(?!do|can)", meant(context.question), re.I)
    return asked_how is not None and (compared is not None or _INCLUDES.match(text) is not None)


def doing(question: str) -> str | None:
    """What a question asks how to do: "cancelling my subscription" of "How do I cancel my subscription?"."""
    asked = deed(question)
    if asked is None:
        return None
    verb, rest = asked
    if verb.endswith("e") and not verb.endswith("ee"):
        verb = verb[:-1]
    elif re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", verb):
        verb += verb[-1]
    return f"{verb}ing {rest}"


def deed(question: str) -> tuple[str, str] | None:
    """The verb and the rest of what a question asks to do: "cancel" and "my subscription"."""
    match = re.match(
        r"(?:(?:how|where|for how long|how long|when|how often)\s)?(?:do|can|could|should|may|must)\s(?:i|we|you|one)\s"
        r"(?:have to\s)?(?!still\b)([a-z]+)\s([^?:]+)",
        # "I lost my phone. How do I get in?"; what one still can is asked of the rest, and no deed that was spoken of.
        re.split(r"[.!?]\s|,\s(?=how\b)", re.sub(r"\s\([^()]*\)", "", question).split(": ")[0])[-1],
        re.I,
    )
    return (match[1].lower(), match[2].strip()) if match else None
