"""Which words stand for one another, and which for the opposite, in each language the check reads closely.

The groups are own work and live in the text files of the folder ``lexicon``.  Stems come from Snowball
(https://snowballstem.org), so that a group names each word once; English irregular forms are looked up first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import Stemmer

from index.forms import base_forms

LANGUAGES = {"en": "english", "de": "german", "fr": "french", "es": "spanish"}

_WORD = re.compile(r"[^\W_]+(?:\.[^\W_]+)*")
_LONGEST_PHRASE = 5
"""Words in the longest phrase that the groups hold."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """The groups that a word or phrase belongs to, and the groups that say the opposite."""

    groups: frozenset[int]
    opposites: frozenset[int]


NOTHING = Meaning(frozenset(), frozenset())


class Lexicon:
    """The groups of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stemmer = Stemmer.Stemmer(LANGUAGES[language])
        self._irregular = base_forms() if language == "en" else {}
        self._meanings: dict[tuple[str, ...], Meaning] = {}
        self._openings: set[str] = set()
        self._read()

    def stem(self, word: str) -> str:
        """The stem of a lower-case word."""
        stem: str = self._stemmer.stemWord(self._irregular.get(word, word))
        return stem

    def meaning(self, stem: str) -> Meaning:
        """What a single word stands for; NOTHING if no group holds it."""
        return self._meanings.get((stem,), NOTHING)

    def phrase(self, stems: Sequence[str], at: int) -> tuple[int, Meaning]:
        """How many words the longest phrase that begins at a place has, and its meaning; (0, NOTHING) if none does."""
        if stems[at] in self._openings:
            for length in range(min(_LONGEST_PHRASE, len(stems) - at), 1, -1):
                meaning = self._meanings.get(tuple(stems[at : at + length]))
                if meaning is not None:
                    return length, meaning
        return 0, NOTHING

    def _read(self) -> None:
        members: dict[tuple[str, ...], set[int]] = {}
        opposite: dict[int, set[int]] = {}
        group = 0
        for line in listed(f"{self.language}.txt"):
            sides = range(group, group + line.count("|") + 1)
            for side, words in zip(sides, line.split("|"), strict=True):
                opposite[side] = set(sides) - {side}
                for phrase in words.split(","):
                    stems = tuple(self.stem(word) for word in _WORD.findall(phrase.lower()))
                    members.setdefault(stems, set()).add(side)
            group = sides.stop
        for stems, groups in members.items():
            against = frozenset[int]().union(*(opposite[one] for one in groups)) - groups
            self._meanings[stems] = Meaning(frozenset(groups), against)
            if len(stems) > 1:
                self._openings.add(stems[0])


@lru_cache(maxsize=len(LANGUAGES))
def lexicon(language: str) -> Lexicon:
    """The groups of a language, read once; English for one that has none."""
    return Lexicon(language if language in LANGUAGES else "en")


def listed(name: str) -> list[str]:
    """The lines of one of the word lists, without its remarks."""
    text = files("bot.language").joinpath("lexicon", name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
