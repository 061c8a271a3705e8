"""What the conversation is about when a follow-up comes: the things, the places, the dates, the last question."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.conversation.bringing import brought_up
from bot.conversation.many import Many
from bot.conversation.mentions import Mention, dates, mentions, plain
from bot.conversation.names import GROUPS, TITLES
from bot.conversation.people import People
from bot.conversation.phrases import (
    NAMELESS,
    affirmed,
    goes_on_from,
    meant,
    weight,
    with_place,
)
from bot.conversation.places import is_place
from bot.conversation.topic import topic_of
from bot.conversation.wording import AUXILIARY, PREPOSITION
from index.dates import MONTHS

_DOES = re.compile(r"\s(?:do|say|think|want|mean|hope|believe|know)\b")
"""What somebody does, whatever else the one may be: "it" is not Dmitri after "What did Dmitri do?"."""


_FOR = re.compile(r"\sfor\s(?:(?:the|an?|my|our|your)\s)?$")
_FOR_LENGTH = len(" for your ")


@dataclass(slots=True)
class Context:
    """The turns before a question, latest exchange last; questions already stand alone."""

    exchanges: list[tuple[str, str]] = field(default_factory=list)
    """Question and answer."""

    def add(self, question: str, answer: str) -> None:
        """Takes up an exchange; ``question`` stands alone."""
        self.exchanges.append((question, _without_heading(answer)))

    def back_to(self, asking: str) -> Context:
        """What there was when something was last asked in these words: "how many"; all of it where nothing was."""
        asked = [
            number
            for number, (question, _) in enumerate(self.exchanges)
            if meant(question).lower().startswith(asking.lower())
        ]
        return Context(self.exchanges[: asked[-1] + 1]) if asked else self

    @property
    def people(self) -> People:
        """Whom the exchanges name."""
        return People(self.exchanges)

    @property
    def many(self) -> Many:
        """What they name several of."""
        return Many(self.exchanges, self.people)

    @property
    def question(self) -> str:
        """The last question."""
        return self.exchanges[-1][0] if self.exchanges else ""

    @property
    def answer(self) -> str:
        """The last answer, without marks."""
        return plain(self.exchanges[-1][1]) if self.exchanges else ""

    def thing(self, place: bool = True, agent: bool = True, one: bool = False) -> str | None:
        """What "it" means: what a question named, the last one first, else what an answer did.

        ``place``: a mere place will do; ``agent``: so will who acts, "the EU" of "What does the EU object to?";
        ``one``: many things will not.
        """
        for question, answer in reversed(self.exchanges):
            topic = topic_of(question)
            if topic is not None and not any(self.people.is_known_person(mention) for mention in mentions(topic)):
                return topic
            acting = re.match(r"what\s(?:does|did|do|will|would|can|could|has|had)\b", meant(question), re.I)
            # "What does the app cost?" is about the app; "What did Vasco Lima invent?" about what it was.
            brings = not acting or any(self.people.is_person(mention) for mention in mentions(question))
            # "Who led the study?", "where was it published?"
            asks = r"(?:what|which|who)\b" if agent else r"(?:what|which)\b"
            if brings and re.match(asks, meant(question), re.I):
                # "Which countries border it?" names several, and "it" is none of these.
                several = re.match(
                    r"(?:which|what)\s(?!is\b|was\b|does\b|has\b)[a-z]+(?<!s)s\s(?!is\b|was\b)", meant(question), re.I
                )
                chosen = None if one and several else brought_up(question, plain(answer), self.people)
                people = [mention.text for mention in mentions(plain(answer)) if self.people.is_person(mention)]
                # Who is named by one word is somebody all the same.
                somebody = " " not in (chosen or "") and re.match(r"who\b", meant(question), re.I) is not None
                if chosen is not None and chosen not in people and not somebody:
                    return chosen if chosen[:1].isupper() else f"the {chosen}"
            asked = self._likeliest(question, plain(answer), place, agent, one)
            if asked is not None:
                return asked
        told = (self._likeliest(plain(answer), plain(answer), place, agent, one) for _, answer in self.exchanges[::-1])
        return next(filter(None, told), None)

    def named_thing(self) -> str | None:
        """What "they" may mean for want of anything that is several: a thing with a name, but no "coffee"."""
        thing = self.thing(place=False)
        return thing if thing is not None and thing != thing.lower() else None

    def _likeliest(self, text: str, answer: str, place: bool, agent: bool, one: bool) -> str | None:
        """The thing of a text that a pronoun means."""
        things = [
            mention
            for mention in mentions(text)
            if not self.people.is_known_person(mention)
            and not set(mention.text.lower().split()) <= NAMELESS
            and mention.lead != "without"
            and not (_acts(mention, text) and _DOES.match(text[mention.end :]))
            and not text[: mention.start].lower().endswith(("without a ", "without the "))
        ]
        # "Why was it postponed?" after "What did the club decide about the dates?" is not asked of the club.
        only_acting = all(_acts(mention, text) for mention in things)
        if one:
            things = [mention for mention in things if mention.named or not mention.plural]
        asked = re.match(r"(?:what|when|where|why|how\s[a-z]+)\s(?:is|are|was|were)\s(?:(?:the|an?)\s)?", text, re.I)
        instead = text.rfind(": what about ")
        ends = {mention.end for mention in things}
        weighed = [
            # What a question opens with is what it asks about: "What is the fine for …?"
            (
                weight(mention)
                + 2 * bool(asked and mention.start == asked.end())
                # "How heavy is the tent: what about the hammock?"
                + 4 * (-1 < instead < mention.start)
                # "A lamp for my desk"
                - (
                    (led := _FOR.search(text, max(0, mention.start - _FOR_LENGTH), mention.start)) is not None
                    and led.start() in ends
                )
                + (agent and not mention.named and _acts(mention, text))
                # What a council closes is spoken of, and not the council.
                - 2 * (not agent and mention.text.lower() in GROUPS and _acts(mention, text, "the"))
                - (text[: mention.start].rfind(" (") > text[: mention.start].rfind(")")),
                mention.start,
                mention,
            )
            for mention in things
        ]
        weighed = [row for row in weighed if (place and row[2].named) or row[0] >= -2 * (place or one)]
        if not agent:
            acted_on = [row for row in weighed if not _acts(row[2], text)]
            only_acting = only_acting or (not one and all(row[0] < 0 for row in acted_on))
            weighed = weighed if only_acting else acted_on
        return self._fullest(max(weighed, key=lambda row: row[:2])[2], text, answer) if weighed else None

    def _fullest(self, mention: Mention, text: str, answer: str) -> str:
        """The phrase as the question has it, or as the answer has it at more length: "the strike of the drivers"."""
        here = with_place(mention, text)
        if text == answer or (mention.named and " " in mention.text):
            head = None if text == answer else mention.text.split()[-1].lower()
        else:
            head = mention.text.split()[-1].lower()
        for other in mentions(answer) if head else ():
            there = with_place(other, answer)
            if other.text.split()[-1].lower() == head and goes_on_from(here, there):
                here = max(here, there, key=len)
        return here

    def place(self) -> str | None:
        """What "there" means: where the last question said, or the answer where the question asked for it."""
        # "The harbour of Oldtown" names a place too, where nothing is said to be in or at one.
        for leads in (("in", "at", "to", "near", "from", "off", "à", "en"), ("of", "del", "de", "du")):
            for question, answer in reversed(self.exchanges):
                asks_where = re.match(r"\W*(?:where|wo|où|dónde|(?:in|at|to) wh)", meant(question), re.I) is not None
                told = [plain(answer)] if asks_where or question == self.question else []
                texts = (*told, question) if asks_where else (question, *told)
                for text in texts:
                    held = [
                        mention.text
                        for mention in mentions(text)
                        if mention.named
                        and mention.preposition in leads
                        and not _is_time(mention.text)
                        # "Tarn near Velby" is Tarn.
                        and not re.search(r"[A-Z][\w-]+\snear\s(?:the\s)?$", text[: mention.start])
                    ]
                    if held:
                        return held[-1]
        return None

    def when(self) -> str | None:
        """The date that was spoken of last: the one that was asked about, else the one in the answer."""
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                # "Since 2019" is no time at which something happened.
                held = [date for date in dates(text) if not re.match(r"(?:since|seit|desde)\s", date, re.I)]
                if held:
                    return held[-1]
        return None

    def asked_when(self) -> str | None:
        """The date of the last question, without what leads it."""
        held = dates(self.question)
        return PREPOSITION.sub("", held[-1]) if held else None

    def focus(self) -> str | None:
        """What the last answer brings up in answer to the last question: whom, which, where or what it asked for."""
        return brought_up(self.question, self.answer, self.people)

    def body(self) -> str | None:
        """What "that company" means: the one that acts in the last question, else one that the answer brought up."""
        for question, answer in reversed(self.exchanges):
            for mention in mentions(question):
                acts = _acts(mention, question) and not is_place(mention.text)
                if acts and not self.people.is_person(mention):
                    return mention.text
            told = affirmed(question, plain(answer))
            named = [mention for mention in mentions(told) if mention.named]
            named = [mention for mention in named if mention.preposition not in ("in", "at", "near")]
            bodies = [mention for mention in named if not self.people.is_person(mention)]
            new = [mention for mention in bodies if mention.text not in question and mention.text[:1].isupper()]
            if new:
                return new[0].text
            if bodies:
                return bodies[0].text
        return None

    def names(self) -> list[Mention]:
        """The names of the last question, people apart."""
        return [mention for mention in mentions(self.question) if mention.named and not self.people.is_person(mention)]

    def topics(self, people: bool = False) -> list[str]:
        """What the last question is about: its names, those of ``people`` only where asked for, and its nouns."""
        topic = topic_of(self.question)
        if topic is not None:
            return [topic.removeprefix("the ")]
        asked = 0 if people else self.question.rfind(": ") + 1
        held = sorted(mentions(self.question), key=lambda mention: mention.start < asked)
        topics = [
            # "Mill Row 4"
            mention.text + (re.match(r"(?:\s\d+)?", self.question[mention.end :]) or [""])[0]
            if mention.named
            else mention.text
            for mention in held
            if (people or not self.people.is_person(mention))
            and not set(mention.text.lower().split()) <= NAMELESS | TITLES
        ]
        return list(dict.fromkeys(topics))

    def dates(self) -> list[str]:
        """The years of the last question, without what leads them."""
        return re.findall(r"\b(?:1[5-9]|20)\d\d\b", self.question)

    def speaks_of(self, noun: str) -> Mention | None:
        """The phrase of the last exchanges that has this noun."""
        low = noun.lower().rstrip("s")
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                for mention in mentions(text):
                    if any(word.lower().rstrip("s") == low for word in mention.text.split()):
                        return mention
        return None


def _acts(mention: Mention, question: str, article: str = "") -> bool:
    """Whether a phrase is the subject of a question: "Amazon" of "What did Amazon buy?"."""
    article = r"(?:the\s)?" if mention.named or article else ""
    return re.search(rf"\b(?:{AUXILIARY})\s{article}$", question[: mention.start], re.I) is not None


def _without_heading(answer: str) -> str:
    """An answer without what the columns of its table are called: nobody means "Price" by "it".

    What stands above the columns alone, with nothing above what the rows are called, is what is compared, and stays.
    """
    lines = answer.split("\n")
    rows = [number for number, line in enumerate(lines) if " | " in line]
    if len(rows) < 2 or lines[rows[0]].count(" | ") != lines[rows[1]].count(" | "):
        return answer
    return "\n".join(lines[: rows[0]] + lines[rows[0] + 1 :])


def _is_time(name: str) -> bool:
    """Whether a name is a month's, "mid-December" too."""
    return any(word in MONTHS for word in re.split(r"[\s-]", name.lower()))
