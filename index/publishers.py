"""Publishers by the names people use for them: "the BBC", "NYT", "Fox News"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from index.errors import FilterError

MOST_LISTED = 12
_SECTION = re.compile(r"\s+[|\u2013\u2014:-]\s+|:\s+|\s*\|\s*")
"""What feeds put between a publisher's name and a section or a motto: "FOX News - Health"."""

_DOMAIN = re.compile(r"\.(?:com|co\.uk|org|net|co|io|news|tv)$", re.IGNORECASE)

_SAYS = (
    r"(?:report|articl|piece|stor(?:y|ies)|said|say|wrot|writ|claim|suggest|cover|publish|post|editorial|column"
    r"|review|'s|\u2019s)"
)
_CUE_BEFORE = re.compile(
    r"(?:according to|reported by|published by|published in|posted by|from|by|via)\s+(?:the\s+)?['\"\u2018\u201c]?$",
    re.IGNORECASE,
)
_STRONG_CUE_BEFORE = re.compile(
    r"(?:according to|reported by|published by|posted by)\s+(?:the\s+)?['\"\u2018\u201c]?$", re.IGNORECASE
)
_CUE_AFTER = re.compile(rf"^['\"\u2019\u201d]?\s*{_SAYS}", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.?!]\s+)['\"\u2018\u201c]?$")


@dataclass(frozen=True, slots=True)
class Mention:
    """A publisher named at ``question[start:end]``.  ``publishers`` are the library's names that it may mean."""

    start: int
    end: int
    publishers: tuple[str, ...]


def fold(name: str) -> str:
    """A name without case, accents, punctuation and a leading article, for comparison."""
    plain = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.findall(r"\w+", plain)
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def short_names(publisher: str) -> frozenset[str]:
    """What a publisher may be called, in its own capitals: its name, the name without a section, initials."""
    stem = _DOMAIN.sub("", _SECTION.split(publisher.strip())[0].strip())
    names = {publisher.strip(), stem}
    for name in tuple(names):
        if name.lower().startswith("the ") and len(name.split()) > 2:
            names.add(name[4:])
    if stem.lower().endswith(" news"):
        names.add(stem[: -len(" news")])
    if len(initials(publisher)) >= 3:  # two letters are too often something else: AI, UK
        names.add(initials(publisher))
    return frozenset(name for name in names if len(name) > 1)


def initials(publisher: str) -> str:
    """The capitals of a name's words: NYT for The New York Times."""
    words = re.findall(r"\w+", _SECTION.split(publisher.strip())[0])
    return "".join(word[0] for word in words if word.lower() not in {"the", "of", "and", "for"}).upper()


class Publishers:
    """The publishers of a library, by all their names."""

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(sorted(set(known)))
        self._by_name: dict[str, set[str]] = {}
        for publisher in self.known:
            for name in short_names(publisher):
                self._by_name.setdefault(fold(name), set()).add(publisher)
        names = sorted({name for publisher in self.known for name in short_names(publisher)}, key=len, reverse=True)
        # Longest first, so that "The New York Times" is not read as "The New York".
        self._pattern = (
            re.compile(r"(?<!\w)(?:" + "|".join(map(_as_pattern, names)) + r")(?!\w)", re.IGNORECASE) if names else None
        )

    def mentions(self, question: str) -> list[Mention]:
        """The publishers that ``question`` names, in order.

        Many publishers are named with common words (Fortune, Wired, The Age).  One word, or one in small letters, is
        taken for a name only where the question treats it as one: "according to fortune", "the Wired article".
        """
        if self._pattern is None:
            return []
        found = []
        for match in self._pattern.finditer(question):
            publishers = self._by_name.get(fold(match.group()), set())
            if publishers and self._is_name(question, match):
                found.append(Mention(match.start(), match.end(), tuple(sorted(publishers))))
        return found

    def _is_name(self, question: str, match: re.Match[str]) -> bool:
        written, before, after = match.group(), question[: match.start()], question[match.end() :]
        told = _CUE_AFTER.match(after) is not None
        content = [word for word in re.findall(r"\w+", written) if word.lower() != "the"]
        if all(word[0].islower() for word in content):
            return told or _STRONG_CUE_BEFORE.search(before) is not None
        if len(content) > 1 or not _SENTENCE_START.search(before):
            return True
        return told or _CUE_BEFORE.search(before) is not None


def _as_pattern(name: str) -> str:
    return r"\s+".join(re.escape(word) for word in name.split())


def resolve_publisher(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The publishers of ``known`` that ``name`` means: one, or the sections of one ("FOX News - Health").

    Taken are, in this order: the name itself, a short name or initials, the beginning of words of the name.  Raises
    FilterError where none fits, or where several different publishers do; it lists them.
    """
    publishers = tuple(sorted(set(known)))
    wanted = fold(name)
    beginning = re.compile(rf"(?:^| ){re.escape(wanted)}")
    fits: tuple[Callable[[str], bool], ...] = (
        lambda publisher: fold(publisher) == wanted,
        lambda publisher: wanted in _shortened(publisher),
        lambda publisher: beginning.search(fold(publisher)) is not None,
    )
    for fit in fits if wanted else ():
        matches = tuple(publisher for publisher in publishers if fit(publisher))
        if len({_stem(publisher) for publisher in matches}) == 1:
            return matches
        if matches:
            raise FilterError(f"{name!r} may be any of {_listed(matches)}: write more of the name.")
    if not publishers:
        raise FilterError(f"No article of this library names a publisher, so none is by {name!r}.")
    raise FilterError(f"No publisher is called {name!r}; the library has {_listed(publishers)}.")


def _shortened(publisher: str) -> set[str]:
    names = {fold(name) for name in short_names(publisher)}
    return names | {initials(publisher).casefold()} if len(initials(publisher)) > 1 else names


def _stem(publisher: str) -> str:
    return fold(_DOMAIN.sub("", _SECTION.split(publisher.strip())[0]))


def _listed(publishers: Sequence[str]) -> str:
    more = f" and {len(publishers) - MOST_LISTED} more" if len(publishers) > MOST_LISTED else ""
    return ", ".join(publishers[:MOST_LISTED]) + more
