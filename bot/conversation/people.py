"""Whom "he" and "she" mean: the people whom the questions and answers before a follow-up name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.conversation.mentions import Mention, mentions, plain
from bot.conversation.names import FEMININE, GROUPS, HE, MASCULINE, SHE, TITLES, Gender, genders
from bot.conversation.phrases import meant, sounds
from bot.conversation.places import is_place
from bot.conversation.replying import nearest_first
from bot.conversation.wording import AUXILIARY
from bot.language.tagging import tags

_SHE_RELATIVES = r"daughter|mother|mum|mom|sister|wife|girlfriend|girl|grandmother|grandma|granddaughter|aunt|niece"
_HE_RELATIVES = r"son|father|dad|brother|husband|boyfriend|boy|grandfather|grandpa|grandson|uncle|nephew"
_SAYING = re.compile(
    r"\b(?:said|says|called|calls|told|warn(?:ed|s)|accus(?:ed|es)|demand(?:ed|s)|claim(?:ed|s)|criticis\w+|criticiz\w+"
    r"|asked|wrote|argued|replied|announced|denied|promised|described)\b"
)

_DECIDES = re.compile(
    r"\s(?:\w+\s)?(?:reject|refus|den[iy]|ban|block|fin(?:e|ing)|rul|sentenc|convict|decid|order|suspend|clos|revok)"
)
"""What is done by one against whom another may appeal."""


@dataclass(frozen=True, slots=True)
class People:
    """The people of a conversation."""

    exchanges: Sequence[tuple[str, str]]
    """Question and answer, latest last."""

    def person(self, gender: Gender | None, besides: str | None = None) -> str | None:
        """The one whom "he" or "she" means; the one of the last exchange that fits, else of an earlier one.

        ``besides``: who is spoken of already, "he" of "What did he accuse him of?".
        """
        for question, answer in reversed(self.exchanges):
            if gender is not None and relative_of_user(question) == gender:
                return None  # who has no name here, and needs none
            asked, told = self._people_in(question), self._people_in(plain(answer))
            if not told and (owned := _relative_of_another(question, gender)):
                return owned
            # "Who …?" asks for a person, and the answer names that one: "Who was his predecessor?".
            told = nearest_first(told, question, plain(answer)) if asks_who(question) else told
            new = [mention for mention in told if mention.text.split()[-1] not in question]
            single = self._single_subject(question, plain(answer)) if asks_who(question) else None
            if single and single != besides and _gender_of(single) in (gender, None):
                return single
            # Whom a question named before is meant rather than another whom the answer brings in beside that one.
            again = [mention for mention in told if self._was_asked_about(mention)]
            # What was added in brackets may be of an earlier question.
            aside = [mention for mention in asked if "(" in question[: mention.start]]
            asked = [mention for mention in asked if mention not in aside]
            others = [asked + told + aside] if asked else [again, told + aside]
            for group in [new, told + asked + aside] if asks_who(question) else others:
                for mention in self._by_gender(group, gender):
                    name = self.full_name(mention.text)
                    if name != besides:
                        return name
            about = re.fullmatch(r"who(?:['’]s|\sis|\swas)\s(?!the\b|an?\b)([^?:]+?)[?. ]*", question, re.I)
            if about and about[1] != besides:
                return about[1]
        return self._single(besides)

    def speaker(self) -> str | None:
        """Who says something in the last answer, the first whom it names."""
        told = plain(self.exchanges[-1][1]) if self.exchanges else ""
        if not _SAYING.search(told):
            return None
        return next((self.full_name(mention.text) for mention in self._people_in(told)), None)

    def opponent(self) -> str | None:
        """Who may appeal against what was decided: the last whom the answer names as acting, but not who decided it."""
        question, answer = self.exchanges[-1] if self.exchanges else ("", "")
        told = plain(answer)
        if not _DECIDES.search(f"{question} {told}"):
            return None
        decider = re.search(rf"\b(?:{AUXILIARY})\s(?:the\s)?([\w ]+?){_DECIDES.pattern}", question, re.I)
        others = [
            mention
            for mention in mentions(told)
            if mention.named
            and not mention.preposition
            and not (decider and mention.text.lower() in decider[1].lower())
        ]
        found = tags(told)
        acting = [each for each in others if found.get(each.end + 1, "").startswith("V")]
        return (acting or others)[-1].text if acting or (others and decider) else None

    def _people_in(self, text: str) -> list[Mention]:
        """The people of a text, those too whose something is: "Dawn Marie's parents"."""
        found = []
        for mention in mentions(text):
            words = mention.text.split()
            if mention.person or self._is_last_name(mention):
                found += [mention] if self.is_person(mention) else []
            elif mention.lead == "the" and len(words) > 2 and _is_first_name(words[0]) and words[1][0].isupper():
                # "The Wilma Mankiller Barbie" is none, but has one.
                found += [name for name in mentions(f"of {' '.join(words[:2])}") if name.person]
            elif "s " in mention.text and re.search(r"['’]s\s", mention.text):
                found += [owner for owner in mentions(re.split(r"['’]s\s", mention.text)[0]) if owner.person]
        return found

    def _was_asked_about(self, mention: Mention) -> bool:
        last = mention.text.split()[-1]
        return any(last in question.split() for question, _ in self.exchanges)

    def _by_gender(self, people: Sequence[Mention], gender: Gender | None) -> list[Mention]:
        """Those whom "he" or "she" may mean, the surest first."""
        fitting = [mention for mention in people if gender is None or self._gender(mention) in (gender, None)]
        sure = [mention for mention in fitting if gender is not None and self._gender(mention) == gender]
        # The ending of a first name tells enough to prefer one, and not enough to rule one out.
        likely = [mention for mention in fitting if gender is None or sounds(mention) == gender]
        # Who stands first is whom it is about, even if nothing is known of the name: "Tadej Marr beat Ben Holt".
        first = [mention for mention in fitting[:1] if mention in likely]
        return [*first, *sure, *likely, *fitting]

    def _single(self, besides: str | None) -> str | None:
        """Who is named by one word alone, where nobody is in full: "Urann invented it"."""
        for question, answer in reversed(self.exchanges):
            for text in (plain(answer), question) if asks_who(question) else (question, plain(answer)):
                for mention in mentions(text):
                    if self._is_single(mention, question) and mention.text != besides:
                        return mention.text
        return None

    def _single_subject(self, question: str, answer: str) -> str | None:
        """Who an answer begins with, named by one word: "Hayes will be the next coach"."""
        opening = next(iter(mentions(answer)), None)
        if opening is None or opening.start or opening.person or not self._is_single(opening, question):
            return None
        rest = answer[opening.end :]
        following = tags(answer).get(len(answer) - len(rest.lstrip()), "")
        alone = not rest.strip(" .!") or rest.startswith(",")
        return self.full_name(opening.text) if alone or following.startswith("V") else None

    def _is_single(self, mention: Mention, question: str) -> bool:
        """Whether a phrase may be a person's last name, one that the question does not have."""
        name = mention.text
        lone = mention.named and not mention.preposition and name.isalpha() and not name.isupper()
        lone = lone and mention.lead not in ("called", "named")  # "It will be called Fjord."
        return lone and name.lower() not in question.lower() and name.lower() not in GROUPS and not is_place(name)

    def role(self, noun: str) -> str | None:
        """Who "the minister" or "the actress" is."""
        gender: Gender | None = "she" if noun in FEMININE else "he" if noun in MASCULINE else None
        return self.person(gender)

    def is_person(self, mention: Mention) -> bool:
        """Whether a phrase is a person's, or the last name of one who was named in full."""
        if mention.person:
            # "The film Glass Harbour" was one; "in Glass Harbour" is nobody either.
            return mention.preposition not in ("in", "at") and not any(
                not other.person and mention.text in other.text and mention.text != other.text
                for question, answer in self.exchanges
                for other in mentions(question) + mentions(plain(answer))
            )
        return self._is_last_name(mention)

    def _is_last_name(self, mention: Mention) -> bool:
        return any(
            other.person and other.text.split()[-1] == mention.text
            for question, answer in self.exchanges
            for text in (question, plain(answer))
            for other in mentions(text)
        )

    def is_known_person(self, mention: Mention) -> bool:
        """Whether a phrase is a person's for more reasons than two capitals: "it" may well be Halden Turbines."""
        if not self.is_person(mention):
            return False
        return bool(self._gender(mention) or mention.role or set(mention.text.lower().split()) & TITLES)

    def all(self) -> list[str]:
        """Everybody whom the last exchange names."""
        question, answer = self.exchanges[-1] if self.exchanges else ("", "")
        held = mentions(question) + mentions(plain(answer))
        return list(dict.fromkeys(self.full_name(mention.text) for mention in held if self.is_person(mention)))

    def _gender(self, mention: Mention) -> Gender | None:
        told = mention.gender or _gender_of(self.full_name(mention.text))
        if told is None:
            for question, answer in self.exchanges:
                asked = re.search(
                    r"\b(woman|girl|actress|queen|mother|wife|sister|man|boy|king|father|husband|brother)\b", question
                )
                if (
                    asked
                    and re.match(r"(?:who|which|what)\b", question, re.I)
                    and plain(answer).startswith(mention.text)
                ):
                    told = "she" if asked[1] in FEMININE | {"woman", "girl"} else "he"
        return told

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


def _is_first_name(word: str) -> bool:
    low = word.lower()
    return low in SHE or low in HE or low in genders()


def _gender_of(name: str) -> Gender | None:
    return next((mention.gender for mention in mentions(f"of {name}")), None)


def relative_of_user(text: str) -> Gender | None:
    """What "she" or "he" means after a message that speaks of who writes it: "my daughter", "our 6 yr old boy"."""
    relatives = re.findall(rf"\b(?:my|our)\s(?:[\w-]+\s){{0,3}}?({_SHE_RELATIVES}|{_HE_RELATIVES})\b", text, re.I)
    if not relatives:
        return None
    return "she" if re.fullmatch(_SHE_RELATIVES, relatives[-1], re.I) else "he"


def _relative_of_another(text: str, gender: Gender | None) -> str | None:
    """Who is named by another alone: "Curie's daughter", "curies daughter"."""
    relatives = {"she": _SHE_RELATIVES, "he": _HE_RELATIVES}.get(gender or "")
    owned = re.search(rf"\b[^\W\d]{{3,}}(?:['’]s|s['’]?)\s(?:{relatives})\b", text, re.I) if relatives else None
    return owned[0] if owned else None


def asks_who(question: str) -> bool:
    """Whether a question asks for somebody: "Who won?", "Which driver was hurt?"."""
    return meant(question).lower().startswith(("who", "wer", "qui", "quién", "¿quién", "which"))
