"""A fragment that is a name, in the place of a name of the last question: "and Apple?", "and Paris?"."""

from __future__ import annotations

import re

from rapidfuzz.fuzz import ratio

from bot.conversation.context import Context
from bot.conversation.fragments import Fragment
from bot.conversation.mentions import Mention
from bot.conversation.places import is_place

_LIKE = 55.0
"""Per cent of two names' letters that agree where one was taken for the other."""


def in_place(fragment: Fragment, _context: Context) -> str | None:
    """In a place, where the question names only what is none: "and Paris?" behind "What does Kora cost?"."""
    if not fragment.names or not fragment.alike or not is_place(fragment.bare):
        return None
    if any(_is_place(mention) for mention in fragment.alike):
        return None
    return f"{fragment.body} in {fragment.bare}{fragment.mark}"


def for_name(fragment: Fragment, _context: Context) -> str | None:
    """For the name of the question that is most like it: "and Apple?" behind "What did Samsung earn?"."""
    if not fragment.names or not fragment.alike:
        return None
    old, body, bare = _likest(fragment), fragment.body, fragment.bare
    owned = re.search(r"['’]s?\s", old.text)
    if owned:
        # "Pellworth's profits": only whose they are is another's.
        return f"{body[: old.start]}{bare}{old.text[owned.start() :]}{body[old.end :]}{fragment.mark}"
    number = re.match(r"\s\d[\d.]*(?=\s|$)", body[old.end :])
    end = old.end + number.end() if number else old.end
    head = body[: old.start] if bare != fragment.words else re.sub(r"\bthe\s$", "", body[: old.start])
    return head + (bare if old.lead == "the" else fragment.words) + body[end:] + fragment.mark


def _likest(fragment: Fragment) -> Mention:
    """The name that gives way: one spelled nearly the same, else a place to a place, else the first."""
    # Who is corrected wrote something like it: "No, I meant Brightwell", not Brightpath.
    near = max(fragment.alike, key=lambda mention: ratio(mention.text.lower(), fragment.bare.lower()))
    if ratio(near.text.lower(), fragment.bare.lower()) > _LIKE:
        return near
    places = [mention for mention in fragment.alike if _is_place(mention)] if is_place(fragment.bare) else []
    return (places or fragment.alike)[0]


def _is_place(mention: Mention) -> bool:
    return is_place(mention.text) or mention.lead == "in" or mention.text == "EU"
