"""What "that case" and "this law" take up: a phrase that was said, a person, a time, else the last thing."""

from __future__ import annotations

import re

from bot.conversation.binding import is_conjunction
from bot.conversation.context import Context
from bot.conversation.names import Gender
from bot.conversation.wording import BODIES, KINDS
from bot.language.function_words import FUNCTION
from bot.language.lexicon import lexicon
from bot.language.verbs import verb_stems

_TIMES = frozenset("evening night morning weekend summer winter date year time month day week".split())
_NO_NOUNS = frozenset(
    "one ones much many way kind said mean happen happened true still really all not possible high low "
    "big bad good done ever again before after".split()
)
"""What follows "that" and is nothing that was spoken of: "that much", "that said"."""
_PEOPLE: dict[str, Gender | None] = {
    "woman": "she",
    "man": "he",
    **dict.fromkeys("person guy player actor author minister politician".split()),
}
"""What somebody is called, and what that tells of him or her."""


def named_again(match: re.Match[str], context: Context) -> str:
    """ "That case": the phrase it takes up, if the conversation has it, else the last thing spoken of."""
    noun = match[1]
    low = noun.lower()
    if low.endswith("er") and re.match(r"\sthan\b", match.string[match.end() :]):
        return f"it {noun}"  # "Is that bigger than before?" compares what was told.
    if _takes_up_nothing(match):
        return match[0]
    if low in _PEOPLE:
        return context.people.person(_PEOPLE[low]) or match[0]
    if low in _TIMES:
        return context.when() or match[0]
    return _thing_again(noun, context) or match[0]


def _takes_up_nothing(match: re.Match[str]) -> bool:
    """Whether what follows "that" is no noun: "that much", "does that apply", "is that true"."""
    low, before, after = match[1].lower(), match.string[: match.start()], match.string[match.end() :]
    if (
        low in FUNCTION
        or low in _NO_NOUNS
        or low.endswith(("ed", "ing"))
        or is_conjunction(match.string, match.start())
    ):
        return True
    if re.search(r"\b(?:do|does|did)\s$", before, re.I) and lexicon("en").stem(low) in verb_stems() | {"compar"}:
        return True
    return not after.strip(" ?.!") and re.search(r"\b(?:is|are|was|were)\s$", before, re.I) is not None


def _thing_again(noun: str, context: Context) -> str | None:
    """The phrase with a noun, the body or the thing that it says the kind of, or what it is of."""
    low = noun.lower()
    mention = context.speaks_of(noun)
    body = context.body() if low in BODIES and (mention is None or not mention.named) else None
    if body is not None:
        return body
    if mention is not None and mention.text.lower() != low:
        return f"the {mention.text}" if not mention.named or " " in mention.text else mention.text
    thing = context.thing()
    if thing and low in BODIES | KINDS:
        return thing
    if mention is not None and not mention.named:
        return f"the {noun}"  # It was called just so.
    return f"the {noun} of {thing}" if thing else None
