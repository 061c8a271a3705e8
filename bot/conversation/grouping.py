"""The several of a text whom "they" may mean: joined names, "the patients", a company."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.conversation.listing import coordinated
from bot.conversation.mentions import Mention, is_somebody, mentions
from bot.conversation.names import GROUPS
from bot.conversation.people import People
from bot.conversation.phrases import AMOUNTS, NAMELESS
from bot.conversation.topic import topic_of
from bot.conversation.wording import AUXILIARY

_COLLEAGUES = re.compile(r"\s(?:and\s(?:(?:his|her|their)\s)?(?:colleagues|coworkers|co-workers)|et\sal)\b")
_SUBJECT_NEXT = re.compile(rf"\b(?:{AUXILIARY})\s(?:the\s)?$", re.I)
_BESIDE = ("colleagues", "coworkers", "co-workers")
"""Who is named beside somebody, and never alone."""


@dataclass(frozen=True)
class Grouping:
    """A text in which the several are looked for."""

    text: str
    exchanges: Sequence[tuple[str, str]]
    """Question and answer, latest last."""
    people: People
    things: bool
    """Things go before bodies."""
    acting: bool
    """Only who may keep, sell or decide something will do."""
    told: bool
    """The text is an answer, which brings up much besides."""

    def group(self) -> str | None:
        """The several, or the body."""
        return (
            coordinated(self.text)
            or self._two_people()
            or self._acted_on()
            or self._opening()
            or self._authors()
            or self._body()
            or self._last_plural()
        )

    @cached_property
    def _held(self) -> list[Mention]:
        return mentions(self.text)

    @cached_property
    def _plurals(self) -> list[Mention]:
        return [mention for mention in self._held if self._is_several(mention)]

    @cached_property
    def _likely_plurals(self) -> list[Mention]:
        """The plurals that nothing leads and that are not named beside somebody, if there are any."""
        plurals = [mention for mention in self._plurals if not mention.preposition] or self._plurals
        return [mention for mention in plurals if _head(mention) not in _BESIDE] or plurals

    @cached_property
    def _bodies(self) -> list[Mention]:
        return [mention for mention in self._held if self._is_body(mention)]

    def _is_several(self, mention: Mention) -> bool:
        """Whether a phrase is of several that have no names: "patients", where they must act no "heat pumps"."""
        if not mention.plural or mention.named or self.people.is_person(mention):
            return False
        if set(mention.text.lower().split()) <= NAMELESS or _head(mention).lower() in AMOUNTS:
            return False
        return not self.acting or (not self.told and is_somebody(_head(mention)))

    def _is_body(self, mention: Mention) -> bool:
        """Whether a name may be that of a body, of which one says "they"."""
        if not mention.named or self.people.is_person(mention):
            return False
        if mention.preposition in ("in", "at", "near", "on", "from"):
            return False
        head = _head(mention)
        if not head[:1].isupper() and head.lower() not in GROUPS:
            return False  # "The Kilnside explosion" is nobody.
        if self.acting and not self._may_act(mention):
            return False
        # "Moro and colleagues" are no "they" where there are patients.
        return not (self._plurals and _COLLEAGUES.match(self.text[mention.end :]))

    def _may_act(self, mention: Mention) -> bool:
        """Whether a body may keep or sell something: no "Kora groups", nor one word that an answer has."""
        if mention.plural and _head(mention).islower():
            return False
        return not self.told or " " in mention.text or mention.lead == "the"

    def _two_people(self) -> str | None:
        """The only two people: "Ana Moro and Ben Holt"."""
        people = dict.fromkeys(self.people.full_name(mention.text) for mention in self._held if mention.person)
        return " and ".join(people) if len(people) == 2 else None

    def _acted_on(self) -> str | None:
        """The last things to which a question has something done: "locks" of "Who made the locks?"."""
        if not self.things or self.told:
            return None
        acted_on = [
            mention
            for mention in self._plurals
            if mention.preposition not in ("in", "at", "on", "from")
            and not _SUBJECT_NEXT.search(self.text[: mention.start])
        ]
        return self._in_full(acted_on[-1]) if acted_on else None

    def _opening(self) -> str | None:
        """Those with whom the last sentence about any begins, no body behind them: "Participants ate at noon."."""
        opening = [mention for mention in self._likely_plurals if mention.lead == "."]
        if not opening or (self.acting and not self.things):
            return None
        last = opening[-1]
        if any(body.start > last.start for body in self._bodies):
            return None
        return last.text[:1].lower() + last.text[1:]

    def _authors(self) -> str | None:
        """Somebody and those who are beside: "Moro and colleagues"."""
        if self.things or self.acting:
            return None
        named = (mention for mention in self._held if mention.named)
        return next(
            (f"{each.text} and colleagues" for each in named if _COLLEAGUES.match(self.text[each.end :])),
            None,
        )

    def _body(self) -> str | None:
        """The first body, unless things are wanted and there are some."""
        if not self._bodies or (self.things and self._plurals):
            return None
        body = self._bodies[0]
        return f"the {body.text}" if body.lead == "the" else body.text

    def _last_plural(self) -> str | None:
        return self._in_full(self._likely_plurals[-1]) if self._likely_plurals else None

    def _in_full(self, mention: Mention) -> str:
        """The topic that was asked for and ends with the noun: "heat pumps", where "heat" may be read as a verb."""
        topics = (topic_of(question) for question, _ in self.exchanges)
        noun = mention.text
        return next((topic for topic in topics if topic and topic.lower().endswith(f" {noun.lower()}")), noun)


def _head(mention: Mention) -> str:
    return mention.text.split()[-1]
