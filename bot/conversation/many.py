"""What "they", "these", "ones", "the two" and "the second one" mean: what a conversation named several of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.bringing import brought_up
from bot.conversation.grouping import Grouping
from bot.conversation.listing import all_named, announced, coordinated, joined, listed, names_one, without_place
from bot.conversation.mentions import is_somebody, mentions, plain
from bot.conversation.people import People
from bot.conversation.phrases import AMOUNTS, NAMELESS, head_of, meant, several, singular
from bot.conversation.replying import reply
from bot.conversation.topic import topic_of
from bot.conversation.wording import BODIES

_COUNTRIES = ("countries", "states", "nations", "cities", "towns")
_LONGEST_NAME = 5
"""Words in which two questions may differ and still ask the same of two."""


@dataclass(frozen=True, slots=True)
class Many:
    """The groups, lists and pairs of a conversation."""

    exchanges: Sequence[tuple[str, str]]
    """Question and answer, latest last."""
    people: People

    def noun(self, plural: bool) -> str | None:
        """What "one" and "ones" stand for: the last question's common noun."""
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                heads = [head_of(mention) for mention in mentions(text) if mention.lead != "per"]
                common = [head for head in heads if head.islower() and head.lower() not in NAMELESS]
                if plural:
                    common = [noun for noun in common if _is_plural(noun)] or common
                if common:
                    noun = singular(common[0])
                    return several(noun) if plural else noun
        return None

    def several(self) -> str | None:
        """What "these" means: the last plural that a question named, else the last of an answer."""
        for question, answer in reversed(self.exchanges):
            topic = topic_of(question)
            if topic is not None and _is_plural(topic):
                return topic
            for text in (question, plain(answer)):
                plurals = [mention for mention in mentions(text) if mention.plural and not mention.person]
                plurals = [
                    mention
                    for mention in plurals
                    if not set(mention.text.lower().split()) <= NAMELESS
                    and mention.text.split()[-1].lower() not in AMOUNTS
                ]
                if plurals:
                    chosen = (
                        plurals[-1]
                        if text != question
                        else next((mention for mention in plurals if not mention.preposition), plurals[-1])
                    )
                    return f"the {chosen.text}" if not chosen.named else chosen.text
        return None

    def are_called(self, noun: str) -> bool:
        """Whether "both banks" may mean two that were named: banks were spoken of, or a bank is some body anyway."""
        one = singular(noun)
        spoken = " ".join(f"{question} {plain(answer)}" for question, answer in self.exchanges[-1:]).lower()
        if noun in ("men", "women"):
            return bool(self._two_called(noun, plain(self.exchanges[-1][1])))
        return one in BODIES or noun in _COUNTRIES or re.search(rf"\b(?:{one}|{noun})\b", spoken) is not None

    def pair(self, noun: str = "") -> str | None:
        """What "the two" means: joined names, or the first two that an answer names; of those that a noun fits.

        ``noun``: what the two are called, in the plural, "countries" of "the two countries".
        """
        for text in (plain(self.exchanges[-1][1]), self.exchanges[-1][0]) if self.exchanges else ():
            fitting = announced(text) or self._two_called(noun, text)
            if fitting:
                return f"{fitting[0]} and {fitting[1]}"
        if noun and not (is_somebody(singular(noun)) or self.are_called(noun)):
            return None  # "The two hotels" are none of those that were named.
        apart = self.two_apart()
        if apart is not None and not any(coordinated(plain(text)) for text in self.exchanges[-1]):
            return apart
        for question, answer in reversed(self.exchanges):
            for text in (plain(answer), question):
                both = coordinated(text)
                if both is not None:
                    return both
                named = list(dict.fromkeys(mention.text for mention in mentions(text) if mention.named))
                if len(named) > 1:
                    return f"{named[0]} and {named[1]}"
        return None

    def _two_called(self, noun: str, text: str) -> list[str]:
        """The two countries or people of a text, where just two are named; none for any other noun."""
        people = is_somebody(singular(noun)) or noun in ("people", "men", "women")
        if not people and noun not in _COUNTRIES:
            return []
        held = [mention for mention in mentions(text) if mention.named and self.people.is_person(mention) == people]
        names = [f"the {each.text}" if each.lead == "the" else self.people.full_name(each.text) for each in held]
        return names if len(set(names)) == len(names) == 2 else []

    def compared(self) -> list[str]:
        """The two of whom a comparison may be asked: those that the last answer announces, or that were asked about."""
        if not self.exchanges:
            return []
        question, answer = self.exchanges[-1]
        return announced(plain(answer)) or joined(question) or self._apart()

    def _apart(self) -> list[str]:
        apart = self.two_apart()
        return apart.split(" and ") if apart is not None else []

    def two_apart(self, any_people: bool = False) -> str | None:
        """The two of whom the last question asks, or the last two: "Who is Ana Moro?", "And Ben Holt?".

        ``any_people``: the people of any two questions will do.
        """
        either = listed(self.exchanges[-1][0]) if self.exchanges else []
        if len(either) == 2 and all(map(names_one, either)):
            return " and ".join(either)
        different = self.different()
        if different is not None and all(names_one(different[side]) for side in (1, 2)):
            return f"{different[1]} and {different[2]}"
        if not any_people or len(self.exchanges) < 2:
            return None
        first, last = (People([exchange]).person(None) for exchange in self.exchanges[-2:])
        return f"{first} and {last}" if first and last and first != last else None

    def different(self) -> tuple[str, str, str, str] | None:
        """What the last two questions begin with, in what they differ, first and last, and how both go on."""
        if len(self.exchanges) < 2:
            return None
        first, last = (re.sub(r"\s\([^()]*\)|[?.\s]+$", "", question).split() for question, _ in self.exchanges[-2:])
        least = min(len(first), len(last)) - 1
        before = next((at for at in range(least) if first[at].lower() != last[at].lower()), least)
        if before and first[before].isdigit():
            before -= 1  # "Line 1" and "Line 2"
        behind = next(
            (at for at in range(least - before) if first[-1 - at].lower() != last[-1 - at].lower()), least - before
        )
        sides = [" ".join(words[before : len(words) - behind]) for words in (first, last)]
        if (
            before < 2
            or max(len(side.split()) for side in sides) > _LONGEST_NAME
            or sides[0].lower() == sides[1].lower()
        ):
            return None
        return " ".join(last[:before]), sides[0], sides[1], " ".join(last[len(last) - behind :])

    def other(self, noun: str) -> str | None:
        """What "the other bank" means: a bank of an earlier exchange that the last one does not name."""
        if not noun.endswith("s") and (one := self.item(None)) is not None:
            return one
        last = " ".join(map(plain, self.exchanges[-1]))
        for question, answer in reversed(self.exchanges[:-1]):
            for text in (plain(answer), question):
                for mention in mentions(text):
                    if mention.named and noun in mention.text.lower().split() and mention.text not in last:
                        return mention.text
        return None

    def group(self, things: bool = False, acting: bool = False) -> str | None:
        """What "they" means: joined names, a company or a party, or the last plural noun (first if ``things``).

        What a question named goes before what only an answer did, where it did not ask who; ``acting``: only who may
        keep, sell or decide something.
        """
        answers: list[str] = []
        for question, answer in reversed(self.exchanges):
            topic = topic_of(question)
            if topic is not None and _is_plural(topic) and not acting:
                return topic
            asked, told = re.sub(r"\s\([^()]*\)", "", question), plain(answer)
            # "What did he promise?" asks for what it was.
            asks = re.match(r"(?:who\b|what\s(?:did|does|do|has|have|will)\s)", meant(question), re.I)
            counted = re.match(r"how\smany\s((?:[a-z-]+\s){0,2}?[a-z-]+s)\s(?:does|do|did|has|have)\s", asked, re.I)
            if counted and not acting:
                return counted[1]  # "How many buses does Velby have?": "how fast are they?"
            found = self._group_asked_for(question, told, things, acting) if asks and asks[0].lower() == "who" else None
            which = re.search(rf"\b(?:which|the)\s({'|'.join(BODIES)})\b", meant(asked), re.I)
            if which and not told:
                return f"the {which[1]}"  # Which it is nobody knows yet.
            found = found or self._group_in(asked, things, acting)
            found = found or (self._group_in(told, things, acting, told=True) if asks else None)
            found = found or self._group_in(question, things, acting)
            if found is not None:
                return found
            if not (acting and answers):
                answers.append(told)
        return next(filter(None, (self._group_in(answer, things, acting, told=True) for answer in answers)), None)

    def _group_asked_for(self, question: str, told: str, things: bool, acting: bool) -> str | None:
        """Those whom an answer names to "Who …?": the several of its reply, else the one whom that is about."""
        replied = reply(question, told)
        several = self._group_in(replied, things, acting, told=True)
        one = brought_up(question, told, self.people) if not things and not told.startswith(replied) else None
        return several or one or self._group_in(told, things, acting, told=True)

    def _group_in(self, text: str, things: bool, acting: bool, told: bool = False) -> str | None:
        """The several of a text, or the body; ``told``: the text is an answer, which brings up much besides."""
        return Grouping(text, self.exchanges, self.people, things, acting, told).group()

    def listed(self) -> list[str]:
        """What the last answer lists."""
        return listed(self.exchanges[-1][1]) if self.exchanges else []

    def all_named(self) -> str | None:
        """ "Ridge Bank, Tarnbank and Kora": the names that the last answer lists, if they are more than two."""
        items = self.listed()
        return f"{', '.join(items[:-1])} and {items[-1]}" if len(items) > 2 and all_named(items) else None

    def item(self, number: int | None) -> str | None:
        """The item of that number, from 0, in the last answer's list; -1 is the last, None the other of two."""
        for question, answer in reversed(self.exchanges):
            items = [without_place(item) for item in listed(answer) or listed(question)]
            two, asked = items[:2], self.exchanges[-1][0]
            if number is None and len(two) > 1 and (all_named(two) or any(one in asked for one in two)):
                last = asked if any(one in asked for one in two) else answer
                heard = max(two, key=last.rfind)
                return two[0] if heard == two[1] else two[1]
            if number is None:
                continue
            if items and -1 <= number < len(items):
                return items[number]
        apart = self._apart()
        return apart[number] if apart and number in (0, 1, -1) else None


def _is_plural(topic: str) -> bool:
    return bool(re.fullmatch(r"(?:the\s)?(?:[a-z-]+\s)*[a-z-]+(?<!s)s", topic))
