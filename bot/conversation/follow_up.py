"""A follow-up with what was said before it, and what can be told of it from both."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.asking import capital
from bot.conversation.context import Context
from bot.conversation.describing import dated, described, with_body
from bot.conversation.filling import fill
from bot.conversation.foreign import language
from bot.conversation.fragments import fragment
from bot.conversation.leaning import is_whole, leans
from bot.conversation.returning import earlier
from bot.conversation.selecting import chosen, which_one
from bot.conversation.wording import AND, WHAT_ABOUT


@dataclass(frozen=True)
class FollowUp:
    """A follow-up, and what was said before it."""

    typed: str
    """As the user has it."""
    text: str
    """Without small talk, and with the names spelled as they were before."""
    bare: str
    """Without what it opens with, and saying of whom and what it asks."""
    context: Context

    @property
    def opened(self) -> bool:
        """Whether it begins with "and" or "what about"."""
        return AND.match(self.text) is not None or WHAT_ABOUT.match(self.text) is not None

    @cached_property
    def which(self) -> str | None:
        """What it asks to choose, with those that were named: "Which of Kondo and Hesper Motors were electric?"."""
        return which_one(self.bare, self.context)

    @property
    def asked(self) -> str:
        """What it asks."""
        return self.which or self.bare

    @cached_property
    def numbered(self) -> str:
        """What it asks, with what was named in the place of "the second one"."""
        return chosen(self.asked, self.context)

    @property
    def is_numbered(self) -> bool:
        """Whether it chose from what was named."""
        return self.numbered != self.asked

    @cached_property
    def is_fragment(self) -> bool:
        """Whether it is no sentence."""
        whole = language(self.asked) is not None and _asks(self.asked)
        return not whole and fragment(self.numbered) is not None

    @cached_property
    def named(self) -> str:
        """The same with names and dates for "the company" and "that day"."""
        return with_body(dated(described(self.numbered, self.context), self.context), self.context)

    @cached_property
    def there(self) -> Context:
        """What had been said when its noun was last spoken of."""
        return earlier(self.named, self.context)

    @cached_property
    def filled(self) -> str:
        """The same with what the pronouns mean."""
        return fill(self.named, self.there)

    @property
    def of_person(self) -> bool:
        """Whether it asks of whom "he" or "she" means."""
        return re.search(r"\b(?:he|she|him|his|her|hers|himself|herself)\b", self.asked, re.I) is not None

    @cached_property
    def is_whole(self) -> bool:
        """Whether only its topic must be told."""
        return is_whole(self.named)

    @cached_property
    def leans(self) -> bool:
        """Whether it needs what was said before."""
        return bool(self.which) or leans(self.named, self.opened, self.there)

    @property
    def own(self) -> str:
        """The follow-up as a question of its own."""
        return capital(self.named) if self.opened else self.text


def _asks(text: str) -> bool:
    """Whether a question of another language is a sentence with a question word, not a fragment."""
    return bool(
        re.search(
            r"\b(?:cuándo|dónde|quién|cómo|qué|wann|wo|wer|wie|warum|quand|où|qui|comment|pourquoi)\b", text, re.I
        )
    ) and (len(text.split()) > 2)
