"""Adds, in brackets, what a rewritten question still needs from the conversation to be searched for."""

from __future__ import annotations

import re

from bot.conversation.context import Context
from bot.conversation.mentions import dates, mentions
from bot.conversation.wording import DOING

MOST_TOPICS = 3
"""In brackets; what was asked before the last question is seldom what is meant now."""


def with_focus(question: str, context: Context) -> str:
    """The question with what the last answer named, where the last question asked for it: "(Cardine Partners)"."""
    focus = context.focus()
    return question if focus is None else with_missing(question, [focus])


def with_names(question: str, context: Context) -> str:
    """The question with the names of the last one that it lacks: "(Tolvane)"."""
    return with_missing(question, [mention.text for mention in context.names()])


def with_topics(question: str, context: Context) -> str:
    """The question with whatever the last one was about that it lacks: "(climate summit)"."""
    # "Why was it so weak?" is asked of the year that the last question had.
    past = re.search(r"\b(?:was|were|did|had)\b", question) is not None and not dates(question)
    return with_missing(question, [*_fullest(context.topics()), *(context.dates() if past else [])])


def with_subject(question: str, context: Context) -> str:
    """The question with what the last one was about, people and dates too: "(rent cap, Merinport, 2036)"."""
    low = question.lower()
    longer = [topic for topic in context.topics(people=True) if " " in topic and topic.lower() not in low]
    brackets = [topic for topic in context.topics(people=True) if topic in longer or not _said(topic, low)]
    return _in_brackets(question, [*_fullest(brackets), *context.dates()])


def with_surroundings(question: str, context: Context) -> str:
    """The question with the things that the last one was about: there is no car park in a person or in a deed."""
    people = any(context.people.is_person(mention) for mention in mentions(context.question))
    return question if people or DOING.match(context.question) else with_subject(with_focus(question, context), context)


def with_people(question: str, context: Context) -> str:
    """The question with everybody whom the last exchange names: "her predecessor (Gustav Reinholt)"."""
    return with_missing(question, context.people.all())


def with_missing(question: str, names: list[str]) -> str:
    """The question with those of the names that it lacks."""
    low = question.lower()
    lacking: list[str] = []
    for name in names:
        if not _said(name, low):
            lacking.append(name)
            low += f" {name.lower()}"
    return _in_brackets(question, lacking)


def _fullest(topics: list[str]) -> list[str]:
    """As many topics as are put in brackets, in their order: mere nouns, the last first, make room for the others."""
    ranked = sorted(topics, key=lambda topic: topic == topic.lower() and " " not in topic)[:MOST_TOPICS]
    return [topic for topic in topics if topic in ranked]


def _in_brackets(question: str, lacking: list[str]) -> str:
    if not lacking:
        return question
    body = question.rstrip("?!. ")
    mark = question[len(body) :]
    if body.endswith(")") and " (" in body:
        return f"{body[:-1]}, {', '.join(lacking)}){mark}"
    return f"{body} ({', '.join(lacking)}){mark}"


def _said(name: str, low: str) -> bool:
    """Whether a question, in lower case, has the name, or as much of it as tells it apart."""
    words = [word for word in name.split() if word[:1].isupper() or word[:1].isdigit()] or name.split()[-1:]
    return all(re.sub(r"(?:['’]s?|s)$", "", word).lower() in low for word in words)
