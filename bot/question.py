"""A question with what was said before it and what it is limited to."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.errors import QuestionError

MAX_QUESTION_CHARACTERS = 4_000
"""Longer than any question people ask; a pasted article is not a question, and is told so."""
_NO_WORD = "The question holds no word to look for: write what you want to know."


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    text: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What the passages must be from.  Dates are in UTC, ``since`` inclusive, ``until`` exclusive."""

    publishers: tuple[str, ...] = ()
    """Names as the library has them; an article of any of them passes."""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was asked."""

    text: str
    turns: tuple[Turn, ...] = ()
    """What was said before it, oldest first."""
    filters: Filters = field(default_factory=Filters)
    now: datetime | None = None
    """The asker's clock with its time zone, for "yesterday"; None is the machine's."""
    limit: int | None = None
    """At most so many passages are looked at; None leaves it to the engine."""

    def checked(self) -> Question:
        """Itself, if there is something to look for; raises QuestionError otherwise."""
        stripped = self.text.strip()
        if not stripped:
            raise QuestionError("The question is empty: write what you want to know.")
        if len(stripped) > MAX_QUESTION_CHARACTERS:
            raise QuestionError(
                f"The question has {len(stripped):,} characters; {MAX_QUESTION_CHARACTERS:,} is the most. "
                "Ask in a few sentences; a whole text goes in with `articlebot add`."
            )
        if not is_text(stripped):
            raise QuestionError("The question holds bytes or signs that are not UTF-8: write it in letters.")
        if not all(is_text(turn.text) for turn in self.turns):
            raise QuestionError("An earlier message holds bytes or signs that are not UTF-8: write it in letters.")
        # After other messages a thumbs up answers them, and asks nothing.
        if not self.turns and not any(character.isalnum() for character in stripped):
            raise QuestionError(_NO_WORD)
        if len(stripped) == 1 and stripped.isascii() and not self.turns:
            raise QuestionError(_NO_WORD)
        return self


def is_text(text: str) -> bool:
    """Whether ``text`` can be written: half a surrogate pair cannot, which stands for a byte that is not UTF-8."""
    return not any("\ud800" <= character <= "\udfff" for character in text)
