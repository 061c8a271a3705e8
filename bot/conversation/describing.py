"""Puts names and dates in the place of what describes them: "the country", "the organisation", "at that time"."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.mentions import mentions
from bot.conversation.phrases import meant
from bot.conversation.places import is_place
from bot.conversation.wording import BODIES, KINDS, PREPOSITION
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
