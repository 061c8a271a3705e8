"""Which part of an answer replies to its question: the sentence, and in it whoever stands beside what was asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.mentions import Mention
from bot.language.lexicon import lexicon
from index.clauses import content_words

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\n")
_WORD = re.compile(r"[^\W_]+")

_Place = tuple[int, int]
"""Where a word stands that was asked by, and how many words say it there: two in "chief executive" for "CEO"."""


def reply(question: str, answer: str) -> str:
    """The sentence of an answer that has most of what its question asks by; the first where none has anything."""
    asked = _asked(question)

    def said(sentence: str) -> int:
        return sum(max(length for _, length in places) for places in _places(asked, sentence))

    return max(_SENTENCE_END.split(answer), key=said)


def nearest_first(people: Sequence[Mention], question: str, answer: str) -> list[Mention]:
    """The people of an answer, those first whom its reply names, and there those beside what was asked by.

    Piotr Holt is first in "Ana Moro does the design, and Piotr Holt the tests" after "Who does the tests?".
    """
    sentence = reply(question, answer)
    start = answer.index(sentence)
    asked = _places(_asked(question), sentence)
    # What somebody does is told once of all of them, "plays" of "Ana plays the harp and Piotr the organ".
    asked = asked[1:] or asked

    def distance(mention: Mention) -> tuple[bool, int]:
        """How far, in commas."""
        if not start <= mention.start < start + len(sentence):
            return True, 0
        here = (mention.start - start, mention.end - start)
        return False, sum(min(_commas(here, at, sentence) for at, _ in places) for places in asked)

    return sorted(people, key=distance) if asked else list(people)


def _asked(question: str) -> list[frozenset[object]]:
    """What each word of a question may be told by: its stem, and the groups of its meaning."""
    asking = re.sub(r"\s\([^()]*\)", "", question).rsplit(": ", 1)[-1]
    return [_senses(_stem(word)) for word in dict.fromkeys(content_words(asking))]


def _places(asked: Sequence[frozenset[object]], text: str) -> list[list[_Place]]:
    """Where the words of a question stand in a text, those left out that do not."""
    starts = [match.start() for match in _WORD.finditer(text)]
    stems = [_stem(word) for word in _WORD.findall(text)]
    told: list[tuple[frozenset[object], _Place]] = []
    for number, (start, stem) in enumerate(zip(starts, stems, strict=True)):
        told.append((_senses(stem), (start, 1)))
        length, meaning = lexicon("en").phrase(stems, number)
        if length:
            told.append((frozenset(meaning.groups), (start, length)))
    found = ([place for senses, place in told if senses & wanted] for wanted in asked)
    return [places for places in found if places]


def _stem(word: str) -> str:
    return lexicon("en").stem(word.lower())


def _senses(stem: str) -> frozenset[object]:
    return frozenset({stem, *lexicon("en").meaning(stem).groups})


def _commas(here: tuple[int, int], at: int, text: str) -> int:
    """Commas between a phrase and a place: what is told of one stands on the same side of them."""
    between = text[here[1] : at] if at >= here[1] else text[at : here[0]]
    return between.count(",")
