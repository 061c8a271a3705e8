"""Puts names and dates in the place of what describes them: "the country", "the company", "at that time"."""

from __future__ import annotations

import re

from bot.conversation.binding import SECOND
from bot.conversation.context import Context
from bot.conversation.leaning import names_in_small
from bot.conversation.mentions import mentions
from bot.conversation.phrases import meant
from bot.conversation.places import is_place
from bot.conversation.wording import ANY_BODY, BODIES, KINDS, PREPOSITION, WHAT_ABOUT
from bot.language.tagging import tags
from index.dates import MONTHS

_BODY_NOUNS = (BODIES | KINDS) - {"country", "city", "town", "village", "region", "team", "club"} | {"organisation"}
_ALIKE = (frozenset({"team", "club", "side"}), frozenset({"company", "firm", "manufacturer", "maker", "group"}))
_THEN = re.compile(
    r"\s(?:(?:back\s)?then|(?:at|around)\s(?:that|the|this)\stime|in\sthose\sdays)(?P<mark>[?!. ]*)$", re.I
)


def described(text: str, context: Context) -> str:
    """The text with what the last question and its answer call by name, where it says only of what kind it is.

    "Why did the country leave the organisation?" after "Which country left the Tarn Union?": the one that was asked for
    is in the answer, the other in the question.
    """
    asked = re.match(r"(?:which|what)\s([a-z]+)\s(?!is\b|are\b|was\b|were\b)", meant(context.question), re.I)
    chosen = context.focus() if asked else None
    if asked is None or chosen is None or not chosen[:1].isupper():
        return text
    kind = asked[1].lower()
    told = re.search(rf"(?:\b[Tt]he\s)?{re.escape(chosen)}(?:\s\d+\b)?", context.answer)
    chosen = re.sub("^The ", "the ", told[0]) if told else chosen

    def name(match: re.Match[str]) -> str:
        noun = match[1].lower()
        following = match.string[match.end() :]
        if tags(match.string).get(len(match.string) - len(following.lstrip()), "").startswith("NN"):
            return match[0]  # "The bank notes" are no bank.
        if noun == kind or any({noun, kind} <= family for family in _ALIKE):
            return chosen
        named = [mention for mention in mentions(context.question) if mention.named and not is_place(mention.text)]
        if noun not in _BODY_NOUNS or len(named) != 1:
            return match[0]
        return f"the {named[0].text}" if named[0].lead == "the" else named[0].text

    nouns = "|".join(sorted(_BODY_NOUNS | {kind}.union(*_ALIKE)))
    if any(mention.named for mention in mentions(text)):
        return text
    return re.sub(rf"\bthe\s({nouns})\b(?!\s(?:of|that|which|in|behind)\b)", name, text, flags=re.I)


def dated(text: str, context: Context) -> str:
    """The text with the date that was told last for "then" or "at that time" at its end."""
    then = _THEN.search(text)
    date = context.when()
    brings = re.search(r"\b(?:he|she)\b", text, re.I) or any(mention.named for mention in mentions(text))
    if then is None or date is None or not brings:
        return text
    if not PREPOSITION.match(date):
        in_month = any(word in MONTHS for word in date.lower().split()) and date[:1].isdigit()
        date = date if re.match(r"(?:last|this|next)\s", date) else f"{'on' if in_month else 'in'} {date}"
    return f"{text[: then.start()]} {date}{then['mark']}"


def with_body(text: str, context: Context) -> str:
    """The text with "the company" replaced by the one that was spoken of."""
    match = re.search(rf"\bthe\s({'|'.join(BODIES)})\b(?!\s(?:of|that|which|behind)\b)", text, re.I)
    if match is None or names_in_small(text[match.end() :], context):
        return text  # "The museum in cologne" is known by that.
    if match[1].lower() not in ANY_BODY and match[0] == WHAT_ABOUT.sub("", text).rstrip("?!. "):
        return text  # "And the museum?" is about another one.
    before = text[: match.start()]
    if any(mention.named and SECOND.search(before, mention.end) for mention in mentions(before)):
        return text  # "When did Ana Moro resign and why did she leave the party?"
    names = [mention.text for mention in mentions(text) if mention.named]
    if names and (match[1].lower() not in ANY_BODY or any(match[1] in name for name in names)):
        return text
    mention = context.speaks_of(match[1])
    if mention is not None and not mention.named:
        if match[1].lower() not in ANY_BODY:
            return text
        mention = None
    name = mention.text if mention is not None else context.body() or context.many.group()
    return text if name is None or name in names else text[: match.start()] + name + text[match.end() :]
