"""What the conversation is about when a follow-up comes: the things, the lists, the places, the last question.

One class for all that a pronoun may mean besides people, past 300 lines: each is looked for over the same exchanges.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from bot.conversation.listing import coordinated, listed
from bot.conversation.mentions import Mention, dates, mentions, plain
from bot.conversation.names import GROUPS, MONTHS, TITLES
from bot.conversation.people import People
from bot.conversation.phrases import NAMELESS, meant, said_in, several, singular, weight, with_place
from bot.conversation.places import is_place
from bot.conversation.wording import AUXILIARY
from bot.evidence.definitions import subject_of
from bot.evidence.overviews import overview_of

_NOT_ASKED = frozenset(
    "is are was were did do does has have had will would can could should may might happened about else man woman "
    "person year day month".split()
)


@dataclass(slots=True)
class Context:
    """The turns before a question, latest exchange last; questions already stand alone."""

    exchanges: list[tuple[str, str]] = field(default_factory=list)
    """Question and answer."""

    def add(self, question: str, answer: str) -> None:
        """Takes up an exchange; ``question`` stands alone."""
        self.exchanges.append((question, answer))

    @property
    def people(self) -> People:
        """Whom the exchanges name."""
        return People(self.exchanges)

    @property
    def question(self) -> str:
        """The last question."""
        return self.exchanges[-1][0] if self.exchanges else ""

    @property
    def answer(self) -> str:
        """The last answer, without marks."""
        return plain(self.exchanges[-1][1]) if self.exchanges else ""

    def thing(self, place: bool = True, agent: bool = True) -> str | None:
        """What "it" means: the last question's thing, else the answer's.

        ``place``: a mere place will do; ``agent``: so will who acts, "the EU" of "What does the EU object to?".
        """
        for question, answer in reversed(self.exchanges):
            topic = _topic(question)
            if topic is not None and not any(self.people.is_known_person(mention) for mention in mentions(topic)):
                return topic
            acting = re.match(r"what\s(?:does|did|do|will|would|can|could|has|had)\b", meant(question), re.I)
            # "What does the app cost?" is about the app; "What did Vasco Lima invent?" about what it was.
            brings = not acting or any(self.people.is_person(mention) for mention in mentions(question))
            if brings and re.match(r"(?:what|which|who)\b", meant(question), re.I):
                chosen = self._focus(question, plain(answer))
                people = [mention.text for mention in mentions(plain(answer)) if self.people.is_person(mention)]
                if chosen is not None and chosen not in people:
                    return chosen if chosen[:1].isupper() else f"the {chosen}"
            for text in (question, plain(answer)):
                things = [
                    mention
                    for mention in mentions(text)
                    if not self.people.is_known_person(mention) and not set(mention.text.lower().split()) <= NAMELESS
                ]
                asked = re.match(r"(?:what|when|where|why|how\s[a-z]+)\s(?:is|are|was|were)\s(?:the|an?)\s", text, re.I)
                weighed = [
                    # What a question opens with is what it asks about: "What is the fine for …?"
                    (weight(mention) + 2 * bool(asked and mention.start == asked.end()), mention.start, mention)
                    for mention in things
                ]
                weighed = [row for row in weighed if place or row[0] >= 0]
                if not agent:
                    acted_on = [row for row in weighed if not _acts(row[2], text)]
                    weighed = acted_on if any(row[0] >= 0 for row in acted_on) else weighed
                if weighed:
                    return self._fullest(max(weighed, key=lambda row: row[:2])[2], text, plain(answer))
        return None

    def _fullest(self, mention: Mention, text: str, answer: str) -> str:
        """The phrase as the question has it, or as the answer has it at more length: "the strike of the drivers"."""
        here = with_place(mention, text)
        if text == answer or (mention.named and " " in mention.text):
            head = None if text == answer else mention.text.split()[-1].lower()
        else:
            head = mention.text.split()[-1].lower()
        for other in mentions(answer) if head else ():
            there = with_place(other, answer)
            if other.text.split()[-1].lower() == head and set(here.lower().split()) & set(there.lower().split()[-9:]):
                here = max(here, there, key=len)
        return here

    def noun(self, plural: bool) -> str | None:
        """What "one" and "ones" stand for: the last question's common noun."""
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                common = [
                    mention.text.split()[-1]
                    for mention in mentions(text)
                    if mention.text.split()[-1].islower() and mention.text.split()[-1].lower() not in NAMELESS
                ]
                if common:
                    noun = singular(common[0])
                    return several(noun) if plural else noun
        return None

    def several(self) -> str | None:
        """What "these" means: the last plural that was spoken of, the answer's first."""
        for question, answer in reversed(self.exchanges):
            topic = _topic(question)
            if topic is not None and _is_plural(topic):
                return topic
            for text in (plain(answer), question):
                plurals = [mention for mention in mentions(text) if mention.plural and not mention.person]
                plurals = [mention for mention in plurals if not set(mention.text.lower().split()) <= NAMELESS]
                if plurals:
                    return f"the {plurals[-1].text}" if not plurals[-1].named else plurals[-1].text
        return None

    def pair(self) -> str | None:
        """What "the two" means: joined names, or the first two that an answer names."""
        for question, answer in reversed(self.exchanges):
            for text in (plain(answer), question):
                joined = coordinated(text)
                if joined is not None:
                    return joined
                named = list(dict.fromkeys(mention.text for mention in mentions(text) if mention.named))
                if len(named) > 1:
                    return f"{named[0]} and {named[1]}"
        return None

    def other(self, noun: str) -> str | None:
        """What "the other bank" means: a bank of an earlier exchange that the last one does not name."""
        last = f"{self.question} {self.answer}"
        for question, answer in reversed(self.exchanges[:-1]):
            for text in (plain(answer), question):
                for mention in mentions(text):
                    if mention.named and noun in mention.text.lower().split() and mention.text not in last:
                        return mention.text
        return None

    def group(self, things: bool = False) -> str | None:
        """What "they" means: joined names, a company or a party, or the last plural noun (first if ``things``)."""
        for question, answer in reversed(self.exchanges):
            topic = _topic(question)
            if topic is not None and _is_plural(topic):
                return topic
            texts = (question, plain(answer))
            asks_who = re.match(r"who\b", question, re.I) is not None
            for text in reversed(texts) if asks_who else texts:
                joined = coordinated(text)
                if joined is not None:
                    return joined
                held = mentions(text)
                people = [mention for mention in held if mention.person]
                named_in_full = list(dict.fromkeys(self.people.full_name(person.text) for person in people))
                if len(named_in_full) == 2:
                    return " and ".join(named_in_full)
                plural = [
                    mention
                    for mention in held
                    if mention.plural
                    and not self.people.is_person(mention)
                    and not mention.named
                    and not set(mention.text.lower().split()) <= NAMELESS
                ]
                bodies = [
                    mention
                    for mention in held
                    if mention.named
                    and not self.people.is_person(mention)
                    and mention.preposition not in ("in", "at", "near")
                    # "The Kilnside explosion" is nobody.
                    and (mention.text.split()[-1][:1].isupper() or mention.text.split()[-1].lower() in GROUPS)
                ]
                if things and plural:
                    return self._in_full(plural[-1].text)
                if bodies:
                    return f"the {bodies[0].text}" if bodies[0].lead == "the" else bodies[0].text
                if plural:
                    return self._in_full(plural[-1].text)
        return None

    def _in_full(self, noun: str) -> str:
        """The topic that was asked for and ends with the noun: "heat pumps", where "heat" may be read as a verb."""
        topics = (_topic(question) for question, _ in self.exchanges)
        return next((topic for topic in topics if topic and topic.lower().endswith(f" {noun.lower()}")), noun)

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
        for leads in (("in", "at", "to", "near", "from", "off", "à", "en"), ("of", "del", "de", "du")):
            for question, answer in reversed(self.exchanges):
                for text in (plain(answer), question):
                    held = [
                        mention.text
                        for mention in mentions(text)
                        if mention.named and mention.preposition in leads and not _is_time(mention.text)
                    ]
                    if held:
                        return held[-1]
        return None

    def when(self) -> str | None:
        """The date that was spoken of last: the one that was asked about, else the one in the answer."""
        for question, answer in reversed(self.exchanges):
            for text in (question, plain(answer)):
                held = dates(text)
                if held:
                    return held[-1]
        return None

    def focus(self) -> str | None:
        """What the last answer brings up in answer to the last question: whom, which, where or what it asked for."""
        return self._focus(self.question, self.answer)

    def _focus(self, question: str, answer: str) -> str | None:
        chosen = self._chosen(question, answer)
        if chosen is not None:
            return chosen
        sentence = re.split(r"(?<=[.!?])\s", answer)[0]
        asked = meant(question).lower().lstrip("¿ ")
        new = [mention for mention in mentions(sentence) if not said_in(mention, question)]
        named = [mention for mention in new if mention.named]
        if re.match(r"(?:who|whom|whose|wer|wen|wem|qui|quién|quiénes)\b", asked):
            people = [self.people.full_name(mention.text) for mention in named if mention.person]
            return next(iter(people or [mention.text for mention in named]), None)
        if re.match(r"(?:where|wo|où|dónde|in which|at which)\b", asked):
            places = [mention for mention in named if mention.preposition]
            return places[0].text if places else None
        if re.match(r"what\s(?:caused|happened|led|made|killed|destroyed)\b", asked):
            return None
        if re.match(r"(?:which|what|was|welche[rs]?|quel(?:le)?|qué|cuál)\s[a-z]", asked):
            told = re.match(r"what\s(?:is|was)\b", asked) is not None
            things = [mention for mention in named if not told or not mention.preposition] or [
                mention
                for mention in new
                if mention.lead in ("a", "an") and not set(mention.text.lower().split()) <= NAMELESS
            ]
            return with_place(things[0], sentence).removeprefix("the ") if things else None
        if re.match(r"(?:did|does|do|has|have|is|are|was|were|will)\s", asked):
            return named[0].text if named else None
        return None

    def body(self) -> str | None:
        """What "that company" means: the one that acts in the last question, else one that the answer brought up."""
        for question, answer in reversed(self.exchanges):
            for mention in mentions(question):
                acts = _acts(mention, question) and not is_place(mention.text)
                if acts and not self.people.is_person(mention):
                    return mention.text
            named = [mention for mention in mentions(plain(answer)) if mention.named]
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
        topic = _topic(self.question)
        if topic is not None:
            return [topic.removeprefix("the ")]
        asked = self.question.rfind(": ") + 1
        held = sorted(mentions(self.question), key=lambda mention: mention.start < asked)
        topics = [
            mention.text
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

    def _chosen(self, question: str, answer: str) -> str | None:
        """What an answer names to "Which film won …?"."""
        asked = re.match(r"(?:which|what)\s([a-z]+)\s(?!is\b|are\b|was\b|were\b)", question, re.I)
        if asked is None or asked[1].lower() in (*_NOT_ASKED, *TITLES) or asked[1].endswith("s"):
            return None
        new = [mention for mention in mentions(answer) if mention.text not in question or mention.lead in ("a", "an")]
        named = [mention for mention in new if mention.named]
        called = [mention for mention in new if asked[1].lower() in mention.text.lower().split()]
        called = [mention for mention in called if " " in mention.text or mention.lead in ("a", "an")]
        if called and called[0].lead in ("a", "an"):
            # "Which law …?" "A law that bans single-use vapes": no name, but a description.
            return with_place(called[0], answer).removeprefix("the ")
        return called[0].text if called else named[0].text if named and named[0].start == 0 else None


def _topic(question: str) -> str | None:
    """What a question wants explained or an overview of, as it has it: "the ferry" of "What's new about the ferry?"."""
    question = re.sub(r"\s\([^()]*\)", "", question)
    subject = None if re.match(r"\W*who\b", question, re.I) else subject_of(question)
    if subject is not None:
        return subject.name
    overview = overview_of(question)
    found = re.findall(rf"(?:\bthe )?{re.escape(overview.topic)}", question, re.I) if overview is not None else []
    return re.sub("^The ", "the ", found[-1]) if found else None


def _acts(mention: Mention, question: str) -> bool:
    """Whether a phrase is the subject of a question: "Amazon" of "What did Amazon buy?"."""
    return mention.named and re.search(rf"\b(?:{AUXILIARY})\s(?:the\s)?$", question[: mention.start], re.I) is not None


def _is_time(name: str) -> bool:
    """Whether a name is a month's, "mid-December" too."""
    return not MONTHS.isdisjoint(re.split(r"[\s-]", name.lower()))


def _is_plural(topic: str) -> bool:
    return bool(re.fullmatch(r"(?:the\s)?(?:[a-z-]+\s)*[a-z-]+(?<!s)s", topic))
