"""Follow-ups that are no sentence: "and in 2022?", "what about Apple?", "and the cost?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.context import Context
from bot.conversation.counterparts import of_another
from bot.conversation.foreign import language
from bot.conversation.mentions import Mention, dates, mentions
from bot.conversation.names import FEMININE, MASCULINE, TITLES
from bot.conversation.phrases import is_statement, meant
from bot.conversation.slots import is_small_name, named
from bot.conversation.wording import AUXILIARY, CONDITION, PREPOSITION, QUESTION_WORD, WHAT_ABOUT
from bot.language.tagging import tags

_FINITE = ("VBZ", "VBB", "VBD", "VDZ", "VDB", "VDD", "VM0")
"""Tags of "is", "was", "does", "can": what has one is a sentence, however it begins."""


@dataclass(frozen=True)
class Fragment:
    """A fragment beside the question into which it is put."""

    typed: str
    """The fragment as the user has it."""
    words: str
    """The same with a capital for every name, and none for what leads it."""
    body: str
    """The question without what it ends with."""
    mark: str
    """What the question ends with: what stands in brackets behind it, and its question mark or full stop."""

    @classmethod
    def of(cls, words: str, question: str) -> Fragment:
        """The words beside the question."""
        asked, brackets = _without_brackets(question)
        body = re.sub(r"\s(?:too|as well)$", "", asked.rstrip("?. ¿"))
        # Who types no question mark asks nevertheless.
        ending = (
            " ?" if asked.endswith(" ?") else "?" if asked.endswith("?") or QUESTION_WORD.match(meant(body)) else "."
        )
        words_named = named(words[:1].lower() + words[1:] if PREPOSITION.match(words) else words)
        return cls(words, words_named, body, f"{brackets}{ending}")

    @cached_property
    def asked(self) -> str:
        """What the question asks, without what only leads up to it."""
        return meant(self.body)

    @cached_property
    def dates(self) -> list[str]:
        """The dates of the question's last sentence."""
        return dates(re.split(r"[.!?]\s|:\s", self.body)[-1])

    @cached_property
    def led_by(self) -> str:
        """The preposition that leads the fragment, in lower case; "" where none does."""
        preposition = PREPOSITION.match(self.words)
        return preposition[0].strip().lower() if preposition else ""

    @cached_property
    def bare(self) -> str:
        """The fragment without its article."""
        return re.sub(r"^(?:the|der|die|das|le|la|el)\s", "", self.words, flags=re.I)

    @cached_property
    def names(self) -> list[Mention]:
        """The names of the fragment."""
        return [mention for mention in mentions(f"to {self.words}") if mention.named]

    @cached_property
    def held(self) -> list[Mention]:
        """The names of the question, those in small letters where it has no others."""
        spoken = mentions(self.body)
        return [mention for mention in spoken if mention.named] or [
            mention for mention in spoken if mention.preposition and is_small_name(mention.text)
        ]

    @cached_property
    def alike(self) -> list[Mention]:
        """The names of the question that are people if the fragment is, and none if not; all where there are none."""
        spoken = mentions(f"to {self.bare}")
        person = spoken[0].person if spoken else False
        alike = [mention for mention in self.held if mention.person == person] or self.held
        return [mention for mention in alike if mention.text.split()[-1][:1].isupper()] or alike

    def for_asked(self, placed: str | None) -> str | None:
        """The question with something else asked; None where there is nothing else."""
        return None if placed is None else self.body.removesuffix(self.asked) + placed + self.mark

    def for_mention(self, mention: Mention, words: str) -> str:
        """The question with the words in the place of a phrase."""
        return f"{self.body[: mention.start]}{words}{self.body[mention.end :]}{self.mark}"


def fragment(text: str) -> str | None:
    """The words of a question that is no sentence of its own: "in 2022", "Apple"; None of a whole one."""
    about = WHAT_ABOUT.match(text)
    if about:
        return text[about.end() :].rstrip("?!. ")
    also = re.fullmatch(
        rf"(?i:{AUXILIARY})\s((?:the\s)?[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)*)(?:\s(?:too|also|as well))?[?. ]*", text
    )
    if also:
        return also[1]  # "Does Renault?"
    counted = re.match(r"how\s(?:many|much|long|often)\s(?=(?:at|in|for|on|by|from|under|with)\s)", text, re.I)
    if counted and not any(tag.startswith("V") for tag in tags(text).values()):
        return text[counted.end() :].rstrip("?!. ")
    if QUESTION_WORD.match(text) or CONDITION.match(text) or is_statement(text):
        return None
    words = text.rstrip("?!. ").lstrip("¿ ")
    if any(tag in _FINITE for tag in tags(words).values()) and language(words) is None:
        return None
    return words if 0 < len(words.split()) <= 6 else None


def asks_of_another(words: str, context: Context) -> bool:
    """Whether a fragment asks the last question of another: "and the manager?" after "Were the players fined?"."""
    role = re.fullmatch(r"the\s([a-z]+)", words, re.I)
    if role is not None and role[1].lower() in TITLES | FEMININE | MASCULINE:
        return True
    return of_another(words, meant(context.question.rstrip("?. "))) is not None


def _without_brackets(question: str) -> tuple[str, str]:
    """A question and what stands in brackets behind it: what is put into it comes before these."""
    match = re.search(r"((?:\s\([^()]*\))+)(\s?[?.]*)$", question)
    return (question[: match.start()] + match[2], match[1]) if match else (question, "")
