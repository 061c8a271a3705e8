"""What the conversation is about when a follow-up comes: the people, the things, the lists, the last question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.conversation.listing import coordinated, listed
from bot.conversation.mentions import Mention, dates, mentions, plain
from bot.conversation.names import TITLES, Gender

_NOT_ASKED = frozenset(
    "is are was were did do does has have had will would can could should may might happened about else man woman "
    "person year day month".split()
)


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
                return self.full_name(mention.text)
        return None

    def thing(self, place: bool = True) -> str | None:
        """What "it" means: the last question's thing, else the answer's; a mere place only if ``place``."""
        for question, answer in reversed(self.exchanges):
            chosen = self._chosen(question, plain(answer))
            if chosen is not None:
                return chosen
            for text in (question, plain(answer)):
                things = [mention for mention in mentions(text) if not self._is_person(mention)]
                held = [
                    mention
                    for mention in things
                    if mention.lead not in ("in", "at", "from", "on", "à", "en", "by")
                    or (mention.lead == "in" and mention.named and " " in mention.text)
                ]
                for mention in reversed(held or (things if place else [])):
                    if mention.named or not any(other.named for other in held):
                        return _with_place(mention, text)
        return None

    def group(self, things: bool = False) -> str | None:
        """What "they" means: joined names, a company or a party, or the last plural noun (first if ``things``)."""
        for question, answer in reversed(self.exchanges):
            texts = (question, plain(answer))
            for text in reversed(texts) if re.match(r"who\b", question, re.I) else texts:
                joined = coordinated(text)
                if joined is not None:
                    return joined
                held = mentions(text)
                people = [mention for mention in held if mention.person]
                if len(people) == 2:
                    return f"{self.full_name(people[0].text)} and {self.full_name(people[1].text)}"
                plural = [
                    mention for mention in held if mention.plural and not self._is_person(mention) and not mention.named
                ]
                bodies = [
                    mention
                    for mention in held
                    if mention.named and not self._is_person(mention) and mention.lead not in ("in", "at")
                ]
                if things and plural:
                    return plural[-1].text
                if bodies:
                    return f"the {bodies[0].text}" if bodies[0].lead == "the" else bodies[0].text
                if plural:
                    return plural[-1].text
        return None

    def item(self, number: int | None) -> str | None:
        """The item of that number, from 0, in the last answer's list; -1 is the last, None the other of two."""
        for question, answer in reversed(self.exchanges):
            items = listed(answer) or listed(question)
            if number is None and len(items) > 1:
                last = self.exchanges[-1][0] if items[0] in self.question or items[1] in self.question else answer
                heard = max(items[:2], key=last.rfind)
                return items[0] if heard == items[1] else items[1]
            if number is None:
                continue
            if items and -1 <= number < len(items):
                return items[number]
        return None

    def place(self) -> str | None:
        """What "there" means."""
        # "The harbour of Oldtown" names a place too, where nothing is said to be in or at one.
        for leads in (("in", "at", "to", "near", "from", "off", "à", "en"), ("of",)):
            for question, answer in reversed(self.exchanges):
                for text in (plain(answer), question):
                    held = [mention.text for mention in mentions(text) if mention.named and mention.lead in leads]
                    if held:
                        return held[-1]
        return None

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

    def _chosen(self, question: str, answer: str) -> str | None:
        """What an answer names to "Which film won …?"."""
        asked = re.match(r"(?:which|what)\s([a-z]+)\s(?!is\b|are\b|was\b|were\b)", question, re.I)
        if asked is None or asked[1].lower() in (*_NOT_ASKED, *TITLES) or asked[1].endswith("s"):
            return None
        named = [mention for mention in mentions(answer) if mention.named and mention.text not in question]
        return named[0].text if named and named[0].start == 0 else None

    def _is_person(self, mention: Mention) -> bool:
        """Whether a phrase is a person's, or the last name of one who was named in full."""
        return mention.person or any(
            other.person and other.text.split()[-1] == mention.text
            for question, answer in self.exchanges
            for text in (question, plain(answer))
            for other in mentions(text)
        )

    def _gender(self, mention: Mention) -> Gender | None:
        return self.known.get(mention.text.split()[-1]) or mention.gender

    def full_name(self, name: str) -> str:
        """The longest form of the name that the conversation has: "Qaani" was "Esmail Qaani"."""
        last = name.split()[-1]
        titles = {word for word in name.split() if word.lower() in TITLES}
        forms = [
            mention.text
            for question, answer in self.exchanges
            for text in (question, plain(answer))
            for mention in mentions(text)
            if mention.person
            and last in mention.text.split()
            and set(name.split()) - titles <= set(mention.text.split())
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
    definite = (
        mention.lead in ("the", "this", "that", "a", "an", "his", "her", "its", "their") or mention.lead.isdigit()
    )
    return f"the {mention.text}" if definite else mention.text
