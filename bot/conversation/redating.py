"""Puts a time into the last question: "and in 2022?", "the year after?", "and on Sundays?"."""

from __future__ import annotations

import re

from bot.conversation.asking import past_of
from bot.conversation.context import Context
from bot.conversation.fragments import Fragment
from bot.conversation.mentions import dates
from bot.conversation.wording import PREPOSITION, YEAR_SHIFT
from index.dates import WEEKDAYS

_LED = re.compile(r"(?:last|this|next)\s")
"""A date that needs no preposition: "last year"."""


def of_next_year(fragment: Fragment, _context: Context) -> str | None:
    """Of the year before or after the question's: "and the year after?" behind "How many came in 2021?"."""
    shift = YEAR_SHIFT.match(fragment.words)
    year = re.search(r"\d{4}", fragment.dates[-1]) if shift and fragment.dates else None
    if shift is None or year is None:
        return None
    way = 1 if (shift[1] or shift[2]).lower() in ("after", "following", "next") else -1
    return fragment.body.replace(year[0], str(int(year[0]) + way)) + fragment.mark


def before_somebody(fragment: Fragment, _context: Context) -> str | None:
    """Who it was before a name: "and before Ana Moro?" behind "Who heads the mill?"."""
    who = re.match(r"who\s(is|are|[a-z]+s)\s", fragment.body, re.I)
    if who is None or not re.match(r"(?:before|after)\s(?:[A-Z]|the\s[A-Z])", fragment.words):
        return None
    # Who headed it before somebody heads it no more.
    past = f"{fragment.body[: who.start(1)]}{past_of(who[1])}{fragment.body[who.end(1) :]}"
    return f"{past} {fragment.words}{fragment.mark}"


def since_same_year(fragment: Fragment, _context: Context) -> str | None:
    """Before or after the very year of the question: "and before 2021?" behind "How many came in 2021?"."""
    led = re.fullmatch(r"(?:before|after|since|until)\s(\d{4})", fragment.words)
    if led is None or led[1] not in fragment.body:
        return None
    undated = re.sub(rf"(?:\b(?:in|of|from)\s)?\b{led[1]}\b\s?", "", fragment.body).strip()
    return f"{undated} {fragment.words}{fragment.mark}"


def at_another_time(fragment: Fragment, _context: Context) -> str | None:
    """At another date, in the place of the question's if it has one: "and in 2022?", "and on Sundays?"."""
    words, body = fragment.words, fragment.body
    if not dates(words):
        return None
    on_weekday = _has_weekday(words)
    new = words if _is_led(words) else f"{'on' if on_weekday else 'in'} {words}"
    if not fragment.dates or on_weekday != _has_weekday(fragment.dates[-1]):
        return f"{body} {new}{fragment.mark}"
    old = fragment.dates[-1]
    return body.replace(old, new if _is_led(old) else PREPOSITION.sub("", words)) + fragment.mark


def _is_led(date: str) -> bool:
    """Whether a date can stand behind a verb as it is: "in 2022", "last week"."""
    return PREPOSITION.match(date) is not None or _LED.match(date) is not None


def _has_weekday(text: str) -> bool:
    return any(word.lower().removesuffix("s") in WEEKDAYS for word in text.split())
