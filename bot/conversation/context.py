"""What the conversation is about when a follow-up comes: the people, the things, the lists, the last question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.conversation.mentions import Gender, Mention, coordinated, dates, listed, mentions, plain

MOST_PHRASES = 5
"""Noun phrases that make a topic; more drown the question itself."""


@dataclass(slots=True)
class Context:
    """The turns before a question, latest exchange last; questions already stand alone."""

    exchanges: list[tuple[str, str]] = field(default_factory=list)
    """Question and answer."""
    known: dict[str, Gender] = field(default_factory=dict)
    """Who was "he" or "she" before, by last name."""

    @property
    def question(self) -> str:
        """The last question."""
        return self.exchanges[-1][0] if self.exchanges else ""

    @property
    def answer(self) -> str:
        """The last answer, without marks."""
        return plain(self.exchanges[-1][1]) if self.exchanges else ""

    def person(self, gender: Gender | None) -> str | None:
        """The one whom "he" or "she" means; the one of the last exchange that fits, else of an earlier one."""
        for question, answer in reversed(self.exchanges):
            asked = [mention for mention in mentions(question) if mention.person]
            told = [mention for mention in mentions(plain(answer)) if mention.person]
            # "Who …?" asks for a person, and the answer names that one.
            order = (
                told + asked
                if question.lower().startswith(("who", "wer", "qui", "quién", "¿quién", "which"))
                else asked + told
            )
            fitting = [mention for mention in order if gender is None or self._gender(mention) in (gender, None)]
            sure = [mention for mention in fitting if gender is not None and self._gender(mention) == gender]
            for mention in (*sure, *fitting):
                return self._full(mention.text)
        return None

    def thing(self) -> str | None:
        """What "it" means: the last question's thing, else the answer's."""
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                things = [mention for mention in mentions(text) if not mention.person]
                held = [
                    mention
                    for mention in things
                    if mention.lead not in ("in", "at", "from", "on", "à", "en", "by")
                    or (mention.lead == "in" and mention.named and " " in mention.text)
                ]
                for mention in reversed(held or things):
                    if mention.named or not any(other.named for other in held):
                        return _with_place(mention, text)
        return None

    def group(self) -> str | None:
        """What "they" means: names that were joined, a company or a party, or the last plural noun."""
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                joined = coordinated(text)
                if joined is not None:
                    return joined
                held = mentions(text)
                plural = [mention for mention in held if mention.plural and not mention.person and not mention.named]
                bodies = [
                    mention
                    for mention in held
                    if mention.named and not mention.person and mention.lead not in ("in", "at")
                ]
                if bodies:
                    return f"the {bodies[0].text}" if bodies[0].lead == "the" else bodies[0].text
                if plural:
                    return plural[-1].text
        return None

    def item(self, number: int) -> str | None:
        """The item of that number, from 0, in the last list that an answer gave; -1 is the last."""
        for _, answer in reversed(self.exchanges):
            items = listed(answer)
            if items and -1 <= number < len(items):
                return items[number]
        return None

    def place(self) -> str | None:
        """What "there" means."""
        for question, answer in reversed(self.exchanges):
            for text in (plain(answer), question):
                held = [
                    mention.text
                    for mention in mentions(text)
                    if mention.named and mention.lead in ("in", "at", "to", "near", "from", "off", "à", "en")
                ]
                if held:
                    return held[-1]
        return None

    def topic(self) -> str:
        """What the last question was about, in a few words, for what a follow-up leaves out."""
        for question, answer in reversed(self.exchanges):
            held = mentions(question)
            if not any(mention.named for mention in held):
                held = held + [mention for mention in mentions(plain(answer)) if mention.named][:2]
            if held:
                words = list(dict.fromkeys(mention.text for mention in held[:MOST_PHRASES]))
                named = " ".join(words)
                return ", ".join(words + [day for day in dates(question)[:1] if day not in named])
        return self.question.rstrip("?¿ ")

    def when(self) -> str | None:
        """The date that was spoken of last."""
        for question, answer in reversed(self.exchanges):
            for text in (plain(answer), question):
                held = dates(text)
                if held:
                    return held[-1]
        return None

    def speaks_of(self, noun: str) -> Mention | None:
        """The phrase of the last exchanges that has this noun."""
        low = noun.lower().rstrip("s")
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                for mention in mentions(text):
                    if any(word.lower().rstrip("s") == low for word in mention.text.split()):
                        return mention
        return None

    def has(self, words: Sequence[str]) -> bool:
        """Whether the last exchanges have one of the words."""
        said = " ".join(f"{question} {answer}" for question, answer in self.exchanges[-2:]).lower()
        return any(word.lower() in said for word in words)

    def _gender(self, mention: Mention) -> Gender | None:
        return self.known.get(mention.text.split()[-1]) or mention.gender

    def _full(self, name: str) -> str:
        """The longest form of the name that the conversation has: "Qaani" was "Esmail Qaani"."""
        last = name.split()[-1]
        forms = [
            mention.text
            for question, answer in self.exchanges
            for text in (question, plain(answer))
            for mention in mentions(text)
            if mention.person and last in mention.text.split()
        ]
        return max(forms, key=len, default=name)


def _with_place(mention: Mention, text: str) -> str:
    """The phrase with the place that limits it: "inflation rate in Norland"."""
    if mention.named:
        return f"the {mention.text}" if mention.lead == "the" else mention.text
    rest = text[mention.end :]
    for other in mentions(text):
        if other.start > mention.end and other.lead == "in" and other.named and rest.lstrip().startswith("in "):
            return f"the {mention.text} in {other.text}"
    return f"the {mention.text}" if mention.lead in ("the", "this", "that") else mention.text
