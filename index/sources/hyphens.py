"""Two lines of a paragraph put together again, with the hyphen between them or without it."""

from __future__ import annotations

import re
from functools import cached_property

_BREAK = r"[-\u00ad\u2010]"
_BROKEN = re.compile(rf"[^\W\d_]{{2}}{_BREAK}$")
_HEAD = re.compile(rf"(?<![^\W\d_])([^\W\d_]+){_BREAK}$")
# Before these a hyphen stands for the rest of a word: "Vor- und Nachteile", "pre- and post-war".
_CONJUNCTIONS = frozenset(("and", "or", "to", "und", "oder", "bis", "sowie", "et", "ou", "y", "o", "e"))
# Of so few letters most words in a vocabulary are syllables of others too ("re", "ed"); these are parts of compounds.
_SYLLABLE = 2
_SHORT_ENDS = frozenset(("by", "in", "on", "to", "up"))
_SHORT_HEADS = frozenset(("on", "so", "up"))
# Characters of a paragraph's end that are looked at; longer words are none.
_LONGEST_WORD = 100
_ENDINGS = re.compile(r"(?:s|es|d|ed|ing|er|ers|ly)$")


class Words:
    """The words of a text, and common English ones where it is English: what tells whether a hyphen is a word's."""

    def __init__(self, text: str) -> None:
        self._text = text
        # The halves of what is broken between two lines are no words.
        whole = re.sub(rf"(?<!\w)\w+{_BREAK}[ \t]*\n[ \t]*\w+", " ", text)
        self._written = frozenset(re.findall(r"[^\W\d_]+", whole))
        self._own = frozenset(map(str.casefold, self._written))
        self._compounds = frozenset(re.findall(r"(?<![^\W\d_])(?=([^\W\d_]+-[^\W\d_]+))", whole.casefold()))

    @cached_property
    def _common(self) -> frozenset[str]:
        from index.sources.language import detect_language
        from index.word_pieces import common_words

        # Other languages write their compounds in one word, of parts that are English words by chance.
        return common_words() if detect_language(self._text) in ("en", None) else frozenset()

    def are_one(self, head: str, tail: str) -> bool:
        """Whether ``head`` and ``tail``, at least one character each, are the halves of a word without a hyphen."""
        joined = (head + tail).casefold()
        if joined in self._own:
            return True
        if f"{head}-{tail}".casefold() in self._compounds:
            return False
        return joined in self._common or _ENDINGS.sub("", joined) in self._common

    def are_two(self, head: str, tail: str) -> bool:
        """Whether each is a word of its own."""
        # A noun of German is no part of a word in small letters: "Land-", "tag" and the word "Tag".
        return (head.casefold() in self._own or head.casefold() in self._common) and (
            tail in self._written or tail.casefold() in self._common
        )

    def are_a_compound(self, head: str, tail: str) -> bool:
        """Whether the text writes the two with a hyphen elsewhere."""
        return f"{head}-{tail}".casefold() in self._compounds


def is_broken(line: str, following: str) -> bool:
    """Whether a word seems to go on from ``line`` to the one below it."""
    return following.lstrip()[:1].islower() and _BROKEN.search(line.rstrip()) is not None


class Paragraph:
    """The lines of a paragraph put together, a word that was hyphenated between two of them made whole.

    The hyphen was the line break's where the words of the whole text have the two halves as one word, or not each as a
    word; else it belongs to the word and stays, as it does before a capital letter or a figure.
    """

    def __init__(self, line: str, words: Words) -> None:
        self._words = words
        self._parts = [line]
        self._end = line[-_LONGEST_WORD:]
        self.length = len(line)
        """Characters of ``text``."""

    @property
    def text(self) -> str:
        """What has been put together so far."""
        return "".join(self._parts)

    def add(self, line: str) -> None:
        """Puts the next line behind the others; its cost does not grow with theirs."""
        between = _between(self._end, line, self._words)
        if between is None:
            self._parts[-1] = self._parts[-1][:-1]
            self._end, self.length = self._end[:-1], self.length - 1
        self._parts += [between or "", line]
        self._end = f"{self._end}{between or ''}{line}"[-_LONGEST_WORD:]
        self.length += len(between or "") + len(line)


def _between(line: str, following: str, words: Words) -> str | None:
    """What stands between the end of a paragraph and its next line; None where the hyphen goes, too."""
    tail = re.match(r"[^\W\d_]+", following)
    if not re.search(rf"[^\W_]{_BREAK}$", line) or not following[:1].isalnum() or (tail and tail[0] in _CONJUNCTIONS):
        return "" if line.endswith(("—", "/")) else " "
    if line.endswith("\u00ad"):
        return None
    head = _HEAD.search(line)
    if head is None or tail is None or not tail[0][0].islower():
        return ""
    if words.are_one(head[1], tail[0]):
        return None
    # "state-of-the-" and "art": what has a hyphen already is a compound, however short its parts.
    long_head = len(head[1]) > _SYLLABLE or head[1] in _SHORT_HEADS or line[: head.start()].endswith("-")
    long_tail = len(tail[0]) > _SYLLABLE or tail[0] in _SHORT_ENDS or following[tail.end() :].startswith("-")
    compound = long_head and long_tail and words.are_two(head[1], tail[0])
    # Nobody breaks a word behind its first letter: "x-ray", "T-shirt".
    compound = compound or len(head[1]) == 1 or words.are_a_compound(head[1], tail[0])
    return "" if compound else None
