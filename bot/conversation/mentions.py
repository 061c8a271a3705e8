"""Who and what a question or an answer speaks of: the names, the noun phrases, the dates, the lists."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.conversation.names import (
    FEMININE,
    GROUPS,
    HE,
    MASCULINE,
    PARTICLES,
    SHE,
    TITLES,
    Gender,
    genders,
)
from bot.conversation.nouns import NUMERALS, OF, Tokens, has_capital, is_name, is_noun, phrase_end
from bot.language.tagging import TOKEN
from index.dates import FULL_MONTH, WEEKDAY, YEAR

_MARKS = re.compile(r"\s*(?:\[[\d,\s^]+\]|【\d+】)")
MOST_TITLED = 2
"""Words from a title on that are left together: "President Moro", but the name alone of "President Ana Moro"."""
PREPOSITIONS = frozenset(
    "in at to near from off of on by for with about à en dans au aux im bei nach zu von sur".split()
)
_AGENT = re.compile(
    r"^(?!maker|manufacturer|retailer|producer|carrier|lender|insurer|broadcaster|publisher|brewer|operator|supplier|"
    r"developer|competitor|reactor|motor|tractor|sector|server|router|printer|browser|container|helicopter|fighter|bomber|"
    r"cruiser|freighter|trawler|glacier|crater|thriller|bestseller|newspaper|paper|locker|poster|ladder|trailer|shelter|counter|filter|heater|freezer|cooker|scooter|voucher|folder|timer|charger|"
    r"river|tower|liner|steamer|tanker|theater|computer|order|chapter|number|(?:head)?quarter)"
    r"[a-z]+(?:or|ess|er|tant|dent)$|^(?:guide|chef|nurse|judge|star|expert|veteran|chair|poet|critic|agent|monk|nun|boss|"
    r"student|defendant|witness|teenager|friend|partner|cook|saint|mp|widower|"
    r"laureate|candidate|nominee|suspect|hostage|athlete|champion|victim|finalist)$"
)
"""Nouns that say what somebody does: "the Finnish investor Pekka Laine"."""
_HEADS = frozenset(
    "executive head boss president director chairman chairwoman chair coach manager owner founder board maker ceo "
    "governor leader captain members employees staff customers".split()
)
"""Who belongs to a body: what stands behind "of" is one."""
_ABSTRACT = re.compile(r"(?:[ts]ion|ity|ness|ship|ology|ics|ism)$")
"""The last word of what is no person, however many capitals it has: "Data Protection Regulation"."""
_PEOPLES = ("ish", "ese", "ian", "ench", "utch", "can", "former")
_DATE = re.compile(
    r"\b(?:(?:in|on|since|before|after|during|en|im|seit|desde)\s)?(?:\d{1,2}\s)?"
    rf"(?:(?i:{FULL_MONTH})\s)?(?:1[5-9]|20)\d\d\b"
    r"|\b(?:last|this|next)\s(?:year|month|week|summer|winter|spring|autumn|quarter)\b"
    rf"|\b(?:(?:on|since|before|after|during|until|by)\s)?(?i:{WEEKDAY})s?\b"
    rf"|\b(?:in|since|before|after|during|until|by)\s(?i:{FULL_MONTH})\b",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A noun phrase of a text."""

    text: str
    start: int
    end: int
    named: bool
    person: bool
    plural: bool
    lead: str
    """The word before it, in lower case: "in", "of", "the"."""
    role: str = ""
    """What stands before a person's name: "deputy leader", "President"."""
    preposition: str = ""
    """What leads the phrase, the article between them passed over: "in" of "in the Tamba forest"."""

    @property
    def gender(self) -> Gender | None:
        """What the first name tells, if it tells anything."""
        first = next(
            (word.lower() for word in self.text.split() if word[0].isupper() and word.lower() not in TITLES), ""
        )
        if first in SHE:
            return "she"
        if first in HE:
            return "he"
        roles = set(f"{self.role} {self.text}".lower().split())
        if roles & FEMININE:
            return "she"
        return "he" if roles & MASCULINE else genders().get(first)


def plain(text: str) -> str:
    """The text without its marks."""
    return _MARKS.sub("", text).strip()


def mentions(text: str) -> list[Mention]:
    """The noun phrases of a text, in order: names with what belongs to them, and runs of other nouns."""
    return list(_mentions(text))


@lru_cache(maxsize=512)
def _mentions(text: str) -> tuple[Mention, ...]:
    tokens = [(match[0], match.start(), match.end()) for match in TOKEN.finditer(text)]
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        if not is_noun(tokens, at, text):
            at += 1
            continue
        end = phrase_end(tokens, at, text)
        if at and re.fullmatch(YEAR, tokens[at - 1][0]) and is_name(tokens[at][0], tokens[at][1], text):
            at -= 1  # "the 2022 World Cup"
        for first, last in _parts([token for token, _, _ in tokens[at:end]], found):
            role = " ".join(token.lower() for token, _, _ in tokens[at : at + first])
            found.append(_mention(tokens, at + first, at + last, role, text, found))
        at = end
    return tuple(found)


def _mention(tokens: Tokens, first: int, last: int, role: str, text: str, found: Sequence[Mention]) -> Mention:
    """The phrase of the tokens from ``first`` to before ``last``, behind a role and those that were ``found``."""
    words = [token for token, _, _ in tokens[first:last]]
    start, stop = tokens[first][1], tokens[last - 1][2]
    phrase = re.sub(r"['’]s?$", "", text[start:stop])
    before = [token.lower() for token, _, _ in tokens[max(0, first - 2) : first]]
    lead = before[-1] if before else ""
    named = any(is_name(token, place, text) for token, place, _ in tokens[first:last])
    person = named and lead != "the" and (bool(role) or _is_person(words, found))
    if person and _is_headed(before) and words[0].lower() not in SHE | HE:
        person = words[0].lower() in genders()  # "The chief executive of Orlen Motors" heads no person.
    preposition = next((word for word in reversed(before) if word not in ("the", "a", "an")), "")
    return Mention(
        text=phrase,
        start=start,
        end=start + len(phrase),
        named=named,
        person=person,
        plural=_is_plural(_head(words)),
        lead=lead,
        role=role,
        preposition=preposition if preposition in PREPOSITIONS else "",
    )


def _is_headed(before: Sequence[str]) -> bool:
    """Whether the two words before a phrase say who belongs to it: "head of", "members of"."""
    return len(before) == 2 and before[1] == "of" and before[0] in _HEADS


def is_somebody(noun: str) -> bool:
    """Whether a noun says what somebody is or does: "manager", "players", "women"."""
    one = noun.lower().removesuffix("s")
    called = one in TITLES | FEMININE | MASCULINE or _AGENT.search(one) is not None
    return called or one.endswith(("men", "people", "ist", "ian", "fan"))


def dates(text: str) -> list[str]:
    """The years, months and "last week" of a text, each with its preposition."""
    return [match[0] for match in _DATE.finditer(text)]


def _parts(words: Sequence[str], before: Sequence[Mention]) -> list[tuple[int, int]]:
    """Where a phrase falls into whose it is and a person: "Hamas's deputy leader Saleh al-Arouri", in that order.

    The role between them belongs to neither: the first is the owner, the last the name.
    """
    whole = [(0, len(words))]
    of = words.index("of") if "of" in words else 0
    if of >= 2 and _is_body(words[of + 1 :]) and has_capital(words[of - 2]) and has_capital(words[of - 1]):
        # "The entomologist Rosa Iturbe of Carrel University": a person and a body.
        person = _parts(words[:of], before)
        return [*person, (of + 1, len(words))]
    if words[-1] in TITLES:
        # "Hamas deputy political leader" beside a name speaks of Hamas.
        owners = [number for number, word in enumerate(words) if word.endswith(("'s", "’s"))]
        owned = owners[0] + 1 if owners else next((number for number, word in enumerate(words) if not _owns(word)), 0)
        return [(0, owned)] if owned else whole
    tail = len(words)
    while tail and _may_be_of_person(words[tail - 1]):
        tail -= 1
    while tail < len(words) and (words[tail].lower() in TITLES or not has_capital(words[tail])):
        tail += 1
    titled = max((number for number, word in enumerate(words) if word.lower() in TITLES), default=-1)
    if titled >= tail and len(words) - titled > MOST_TITLED:
        tail = titled + 1
        if words[tail] == "of" and tail + 2 < len(words):
            tail += 2  # "Director of Content Carolyn O'Hara"
    if tail == 0 or tail >= len(words):
        return whole
    owner = max((number for number, word in enumerate(words[:tail]) if word.endswith(("'s", "’s"))), default=-1) + 1
    while not words[0].lower().endswith(_PEOPLES) and owner < tail and _owns(words[owner]):
        owner += 1
    name = words[tail:]
    role = words[tail - 1].lower()
    told = role in TITLES or role.endswith(("ist", "ian", "man", "woman")) or owner == tail
    told = told or bool(_AGENT.search(role))
    single = told and words[tail - 1] == role and has_capital(name[0]) and not _is_body(name)
    first = name[0].lower()
    if not single and not ((first in SHE or first in HE or first in genders() or told) and _is_person(name, before)):
        return whole
    return [*([(0, owner)] if owner else []), (tail, len(words))]


def _is_body(words: Sequence[str]) -> bool:
    return any(word.lower() in GROUPS and has_capital(word) for word in words)


def _owns(word: str) -> bool:
    return has_capital(word) and word.lower() not in TITLES


def _may_be_of_person(word: str) -> bool:
    return not word.endswith(("'s", "’s")) and (has_capital(word) or word.lower() in PARTICLES)


def _is_person(words: Sequence[str], before: Sequence[Mention]) -> bool:
    lows = [word.lower().removesuffix("'s").removesuffix("’s") for word in words]
    if any(low in GROUPS for low in lows) or _ABSTRACT.search(lows[-1]):
        return False
    if NUMERALS & set(lows) or (not has_capital(words[-1]) and any(word.endswith(("'s", "’s")) for word in words[:-1])):
        return False  # "Loom Two", "Ana Moro's worst mistake"
    capitals = [word for word in words if has_capital(word)]
    titled = [number for number, low in enumerate(lows) if low in TITLES]
    if titled:
        # "President Moro" is a person; "Hamas deputy political leader" is what one is.
        return any(has_capital(word) for word in words[titled[-1] + 1 :])
    if any(mention.person and capitals and capitals[-1] in mention.text.split()[1:] for mention in before):
        return True
    if lows and (lows[0] in SHE or lows[0] in HE):
        return True
    names = [word for word in words if word.lower() not in PARTICLES]
    return 2 <= len(names) == len(capitals) <= 4 and not any(
        any(character.isdigit() for character in word) for word in words
    )


def _head(words: Sequence[str]) -> str:
    """The noun that a phrase is about: "varieties" of "varieties of teff"."""
    at = next((number for number, word in enumerate(words) if word.lower() in OF), len(words))
    return words[max(0, at - 1)]


def _is_plural(word: str) -> bool:
    low = word.lower()
    return low.endswith("s") and not low.endswith(("ss", "us", "is", "'s", "’s"))
