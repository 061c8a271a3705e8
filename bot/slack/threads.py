"""Which further messages of a thread are questions to the bot, and which are people talking to each other.

People find it tiresome to mention a bot again and again, and intolerable when it butts in.  So in a thread where it was
mentioned it answers what is asked right after it, or after another question to it, and keeps out of everything else.
"""

from __future__ import annotations

import re

from bot.slack.request import Thread

PEOPLE = "*"
"""Noted as the latest author after a message for people: not even its author's next one is for the bot."""

_MENTION = re.compile(r"<@([UW][A-Z0-9]+)(?:\|[^>]*)?>|<!(?:subteam\^|channel|here|everyone)[^>]*>")
_ASKS = re.compile(
    r"^(?:(?:and|or|but|so|ok(?:ay)?|hm+|also|then|well|now|thanks|thank you|great|please)[\s,.!:;-]+)*"
    r"(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|did|does|do|has|have|had|can|could|will|would|"
    r"should|tell me|show me|list|explain|summari[sz]e|compare|find|give me|name|describe|any(?:thing)?\b.*\babout|"
    r"what's|who's|where's|when's|how's|in which|for whom|since when|what about|how about|and the|and in|and for)\b",
    re.IGNORECASE,
)
_TO_PEOPLE = re.compile(
    r"\b(?:are|were|did|have|will|shall|should|do|does|am|is|can|could|would|don'?t|didn'?t|aren'?t)\s+(?:you|we|I|u)\b"
    r"(?!\s+(?:know|tell|say|find|list|show|explain|summari[sz]e|give|compare|describe|look))"
    r"|\b(?:let'?s|lunch|coffee|call me|ping me|meeting|your (?:desk|team|opinion|thoughts))\b",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(
    r"[?⁇⁈⁉]!*(?:\s|[)\]\"'”’»*_~]*\s*$)|[？؟፧՞]|^\s*¿|(?<=[\u0370-\u03ff\u1f00-\u1fff])\s*[;\u037e](?:\s|$)"
)
"""Greek asks with what looks like a semicolon, and is mostly typed as one; nowhere else is that a question mark."""


def mentioned(text: str) -> set[str]:
    """The people and groups that a message mentions; groups as ``!``."""
    return {match[1] or "!" for match in _MENTION.finditer(text)}


def is_for_bot(text: str, words: str, user: str, thread: Thread, bot_user: str) -> bool:
    """Whether a message without a mention of the bot, in a thread that it knows, is a question to it.

    ``text`` is the message as Slack sent it, ``words`` what ``read_message`` made of it.
    """
    if not words or is_for_people(text, words, bot_user):
        return False
    follows_bot = thread.last_user in ("", user) or thread.last_for_bot
    marked = bool(_QUESTION_MARK.search(words)) and any(character.isalnum() for character in words)
    asks = marked or bool(_ASKS.match(words))
    # After another person's words that were not for the bot, a question is to that person.
    return asks and follows_bot


def is_for_people(text: str, words: str, bot_user: str) -> bool:
    """Whether a message is plainly for people: it mentions one, or asks what only a person can answer."""
    return bool(mentioned(text) - {bot_user}) or bool(_TO_PEOPLE.search(words))
