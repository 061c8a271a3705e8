"""Sentences and headings that introduce a list, read with its entries: that is what they say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.answer_types import Kind, kind_of
from bot.evidence.asked import take_apart
from bot.evidence.candidates import Candidate, is_prose
from bot.evidence.definitions import subject_of
from bot.evidence.layout import layout_of
from bot.language.terms import WordReader
from index.clauses import content_words
from index.passage import Passage

_SEVERAL = re.compile(
    r"\b(?:list|name|enumerate|what|which|welche[rnms]?|was|nenne|quel(?:le)?s|que|qué|cuáles)\b", re.IGNORECASE
)
_EDITION = re.compile(r"\d+(?:[.,]\d+)+")


def with_lists(
    found: Sequence[Candidate], question: str, passages: Sequence[Passage], reader: WordReader
) -> list[Candidate]:
    """The sentences, those that end in a colon before a list with its entries.

    So is a heading, where a question that may ask for several things has all its words.  Entries that each give
    something its value ("Self-review: due on 17 October") stay alone where one thing is asked for.
    """
    read: list[Candidate] = []
    several = kind_of(question) not in (Kind.DATE, Kind.NUMBER, Kind.NAME)
    for candidate in found:
        article = passages[candidate.article].article
        layout = layout_of(article.text)
        entries = layout.entries(candidate.span) if candidate.inside else []
        if not several and all(map(layout.is_fact, entries)):
            entries = []
        heads = layout.is_heading(candidate.span)
        if entries and heads:
            above = layout.version(candidate.span.start) or f"{article.title} {layout.opening()}"
            if not _asked_for(candidate.text, above, question, article.language, reader):
                entries = []
        if entries:
            lead = candidate.text.rstrip(": ")
            version = layout.version(candidate.span.start) if heads else ""
            lead = f"{version}, {lead}" if version else lead
            sought = bool(set(_EDITION.findall(version)) & set(_EDITION.findall(question)))
            whole = f"{lead}: {' '.join(entry.of(article.text) for entry in entries)}"
            prose = candidate.prose or is_prose(f"{lead}.", article.language)
            candidate = replace(
                candidate, entries=tuple(entries), reworded=whole, prose=prose, fact=not prose, sought=sought
            )
        read.append(candidate)
    return read


def _asked_for(heading: str, above: str, question: str, language: str | None, reader: WordReader) -> bool:
    """Whether a question that may ask for several things has all that a heading says.

    ``above``: the heading of its version, or what the article is of, where the edition must stand that a question
    names ("4.2").
    """
    if not set(_EDITION.findall(question)) <= set(_EDITION.findall(above)):
        return False
    subject = subject_of(question)
    if subject is not None and subject.heads(heading):
        return False  # what it is, its first sentence says
    asked = take_apart(question, language, reader)
    telling = set(content_words(heading))
    words = [word for word in reader.words(heading, language) if word.surface in telling]
    named = bool(words) and all(word.term in asked.stems for word in words)
    return named and asked.kind is Kind.OTHER and _SEVERAL.search(question) is not None
