"""Abbreviations that the articles explain: what a question calls PTO is paid time off, and the other way round.

An explanation is a pair of brackets whose letters are the initials of the words before them, or the other way round
(after Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical text", 2003, who
look for letters within the words too).  A name is known by its initials without one, within an article that has both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from bot.evidence.candidates import Candidate
from bot.language.terms import rarity
from index.passage import Passage

_SHORT = r"[A-Z](?:[A-Z0-9&]|(?<=[A-Z])[a-z](?=[A-Z])){1,7}"
_IN_BRACKETS = re.compile(r" \(([^()\n]{2,80})\)")
_WRITTEN_SHORT = re.compile(rf"\b{_SHORT}s?\b")
_ABBREVIATION = re.compile(rf"({_SHORT})s?")
_BEFORE = re.compile(rf"\b({_SHORT})s?\Z")
_NO_WORD = re.compile(r"[^\w'’&. \u00a0-]")
_LONGEST = 120
"""Characters before a pair of brackets that are looked at."""
_NAME = re.compile(r"\b[A-Z][\w’]+(?: (?:of |and |the |for )*[A-Z][\w’]+){2,5}")
_PARTS = re.compile(r"[^\W_]+(?:['’]\w+)*")
_PASSED_OVER = frozenset("of and the for in on to de la du des et und der für von a an".split())
LEAST_RARE = 0.5
"""How much a word has to tell to be an abbreviation written small: "who" asks for a person, and is no organization."""
SHORTEST_UNEXPLAINED = 3
"""Letters of an abbreviation that need not be explained: two are the initials of too many."""


def has_abbreviation(question: str) -> bool:
    """Whether something in the question is written as an abbreviation."""
    return _WRITTEN_SHORT.search(question) is not None


def abbreviations(question: str, passages: Sequence[Passage]) -> dict[str, tuple[str, ...]]:
    """For each abbreviation or name in the question, as it stands there, what the articles call the same thing."""
    same: dict[str, list[str]] = {}
    for short, long in _explained(question, passages):
        for asked, other in ((_asked(short, question), long), (_standing(long, question), short)):
            if asked and other.lower() not in map(str.lower, same.setdefault(asked, [])):
                same[asked].append(other)
    return {asked: tuple(others) for asked, others in same.items() if others}


def in_other_names(question: str, same: Mapping[str, Collection[str]]) -> list[str]:
    """The question with each of the other names instead of its own."""
    return [
        re.sub(rf"\b{re.escape(asked)}\b", other.replace("\\", r"\\"), question)
        for asked, others in same.items()
        for other in others
    ]


def with_abbreviations(found: Sequence[Candidate], same: Mapping[str, Collection[str]]) -> list[Candidate]:
    """The sentences, with what the question calls a thing behind what they call it."""
    if not same:
        return list(found)
    read: list[Candidate] = []
    for candidate in found:
        text = candidate.reworded or candidate.spelt_out or candidate.text
        for asked, others in same.items():
            if not re.search(rf"\b{re.escape(asked)}\b", text, re.IGNORECASE):
                for other in others:
                    named = re.search(_standing_alone(other), text)
                    if named:
                        text = f"{text[: named.end()]} ({asked}){text[named.end() :]}"
                        break
        read.append(replace(candidate, reworded=text) if text != candidate.text else candidate)
    return read


def _explained(question: str, passages: Sequence[Passage]) -> list[tuple[str, str]]:
    """(short, long) of the abbreviations that the articles of these passages explain, each once."""
    found: dict[tuple[str, str], None] = {}
    texts = {(each.article.id, each.article.version): f"{each.article.title}\n{each.article.text}" for each in passages}
    shorts = [*re.findall(_SHORT, question), *map(_initials, _NAME.findall(question))]
    capitals = [short for short in dict.fromkeys(shorts) if len(short) >= SHORTEST_UNEXPLAINED]
    for text in texts.values():
        explained = dict(_explanations(text))
        found.update(dict.fromkeys(explained.items()))
        for short in capitals:
            if short not in explained and re.search(rf"\b{re.escape(short)}\b", text):
                names = Counter(re.findall(_named(short), text))
                if names:
                    found.setdefault((short, names.most_common(1)[0][0]))
    return list(found)


def _explanations(text: str) -> Iterator[tuple[str, str]]:
    """(short, long) wherever one stands in brackets behind the other."""
    for match in _IN_BRACKETS.finditer(text):
        within, before = match[1], text[max(match.start() - _LONGEST, 0) : match.start()]
        if short := _ABBREVIATION.fullmatch(within):
            if long := _ending(_NO_WORD.split(before)[-1], short[1]):
                yield short[1], long
        elif (short := _BEFORE.search(before)) and _initials(within) == short[1].upper():
            yield short[1], within


def _ending(words: str, short: str) -> str:
    """The last of these words whose initials make the abbreviation; "" where none do."""
    starts = [match.start() for match in _PARTS.finditer(words)]
    for start in reversed(starts):
        if _initials(words[start:]) == short.upper() and words[start:].split()[0].lower() not in _PASSED_OVER:
            return words[start:]
    return ""


def _initials(words: str) -> str:
    """The first letters of the words that are not passed over, as capitals; an abbreviation among them is kept."""
    parts = [part for part in _PARTS.findall(words) if part.lower() not in _PASSED_OVER]
    return "".join(part if _ABBREVIATION.fullmatch(part) else part[0] for part in parts).upper()


def _named(short: str) -> str:
    """A pattern for a name of these initials."""
    between = rf"(?:[ -]|[ ](?:{'|'.join(sorted(_PASSED_OVER))})[ ])"
    return r"\b" + between.join(rf"{letter}[\w'’]+" for letter in short if letter.isalpha())


def _asked(short: str, question: str) -> str:
    """The abbreviation as the question has it; "" where it has not."""
    for match in re.finditer(rf"\b{re.escape(short)}(?=s?\b)", question, re.IGNORECASE):
        if match[0] == short or (match[0].islower() and len(short) >= 3 and rarity(match[0], "en") >= LEAST_RARE):
            return match[0]
    return ""


def _standing(long: str, question: str) -> str:
    match = re.search(_standing_alone(long), question)
    return match[0] if match else ""


def _standing_alone(words: str) -> str:
    """A pattern for these words wherever they stand; an abbreviation only as it is written."""
    written = r"[\s-]+".join(re.escape(part) for part in re.split(r"[\s-]+", words))
    return rf"\b{written}(?=s?\b)" if re.fullmatch(_SHORT, words) else rf"(?i)\b{written}\b"
