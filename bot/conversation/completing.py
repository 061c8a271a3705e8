"""Adds, in brackets, what a rewritten question still needs from the conversation to be searched for."""

from __future__ import annotations

import re

from bot.conversation.context import Context


def with_focus(question: str, context: Context) -> str:
    """The question with what the last answer named, where the last question asked for it: "(Cardine Partners)"."""
    focus = context.focus()
    return question if focus is None else with_missing(question, [focus])


def with_names(question: str, context: Context) -> str:
    """The question with the names of the last one that it lacks: "(Tolvane)"."""
    return with_missing(question, [mention.text for mention in context.names()])


def with_topics(question: str, context: Context) -> str:
    """The question with whatever the last one was about that it lacks: "(climate summit)"."""
    return with_missing(question, context.topics())


def with_people(question: str, context: Context) -> str:
    """The question with everybody whom the last exchange names: "her predecessor (Gustav Reinholt)"."""
    return with_missing(question, context.people.all())


def with_missing(question: str, names: list[str]) -> str:
    """The question with those of the names that it lacks."""
    low = question.lower()
    lacking = [name for name in names if not _said(name, low)]
    if not lacking:
        return question
    body = question.rstrip("?!. ")
    return f"{body} ({', '.join(lacking)}){question[len(body) :]}"


def _said(name: str, low: str) -> bool:
    """Whether a question, in lower case, has the name, or as much of it as tells it apart."""
    words = [word for word in name.split() if word[:1].isupper() or word[:1].isdigit()] or name.split()[-1:]
    return all(re.sub(r"(?:['’]s?|s)$", "", word).lower() in low for word in words)
