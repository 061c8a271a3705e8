"""What a question asks to be told of a name, a post or a speaker, and how much a text says it."""

from __future__ import annotations

from typing import Protocol

from bot.evidence.definitions import subject_of
from bot.evidence.holders import holder_of
from bot.evidence.sayings import speaker_of


class Sought(Protocol):
    """Who or what is sought, as a question names it."""

    def defined_by(self, text: str, language: str | None) -> float:
        """How much a sentence or a passage of a language says who or what it is, 0 to 1."""


def sought_by(question: str) -> Sought | None:
    """What the question seeks if it is who holds a post, who or what a name is, or what somebody says; else None."""
    return holder_of(question) or subject_of(question) or speaker_of(question)
