"""Documents that say of themselves that they correct or replace another one."""

from __future__ import annotations

import re
from collections.abc import Collection

from bot.evidence.dates import named_dates
from bot.language.function_words import FUNCTION
from index.article import StoredArticle
from index.clauses import content_words

OPENING_CHARACTERS = 600
SAME = 0.6
"""The share of the older document's title words that the newer one must have above its text or in its first lines."""
FEWEST_WORDS = 2
"""Of a title, for it to tell which document is meant."""

_CORRECTION = re.compile(
    r"\b(?:correct(?:ion|ed)|corrigend(?:um|a)|errat(?:um|a)|amend(?:ment|ed)|berichtigung|korrektur|rectificatif"
    r"|correcci[óo]n|rettifica)\b",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"\b(?:this|it|which)(?: \w+){0,3}? (?:corrects|replaces|supersedes|amends)\b(?P<what>[^.\n]*)"
    r"|\b(?:in place of|replacing|superseding)\b(?P<instead>[^.\n]*)",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"\b(?:replaces|supersedes|ersetzt|remplace|sustituye|reemplaza)\b(?P<what>[^\n]{1,90})", re.IGNORECASE
)
_EDITION = frozenset(
    "previous earlier former last old version edition issue document fassung ausgabe vorherige bisherige frühere "
    "édition ancienne précédente versión edición anterior".split()
)
"""Words for the older document that its title need not have."""
MOST_WORDS_BEFORE_DATE = 8
_WORD = re.compile(r"[^\W\d_]{3,}")


def corrects(newer: StoredArticle, older: StoredArticle) -> bool:
    """Whether a document says that it corrects something, and is about what the other one is about."""
    if not _may_follow(newer, older):
        return False
    opening = newer.text[:OPENING_CHARACTERS]
    says = _CORRECTION.search(newer.title) or _CORRECTS.search(opening)
    return bool(says) and _has(f"{newer.title} {opening}", older.title)


def replaces(newer: StoredArticle, older: StoredArticle) -> bool:
    """Whether a document says that it replaces the other one as a whole, by its title or its date.

    "It replaces the leave policy of 2023", "Replaces the policy of 1 June 2022".
    """
    if not _may_follow(newer, older):
        return False
    opening = newer.text[:OPENING_CHARACTERS]
    clauses = (match["what"] or match["instead"] for match in _CORRECTS.finditer(opening))
    if any(_has(clause, older.title) for clause in clauses if clause):
        return True
    dated = (match["what"] for match in _STANDS_FOR.finditer(opening))
    return _has(newer.title, older.title) and any(_is_of_its_date(clause, older) for clause in dated)


def _is_of_its_date(clause: str, older: StoredArticle) -> bool:
    """Whether a clause names a document by its date and by words of its title: "the policy of 1 June 2022"."""
    named = next(iter(named_dates(clause, None)), None)
    if named is None or named.any_year:
        return False
    told = clause[: named.start]
    words = {word.casefold() for word in content_words(told)} - _EDITION - FUNCTION
    short = len(told.split()) <= MOST_WORDS_BEFORE_DATE and "." not in told
    return short and _words(" ".join(words)) <= _words(older.title) and named.is_of(older)


def _may_follow(newer: StoredArticle, older: StoredArticle) -> bool:
    if newer.id == older.id:
        return False
    return not (newer.published_at and older.published_at and newer.published_at < older.published_at)


def _has(text: str, title: str) -> bool:
    wanted, words = _words(title), _words(text)
    return len(wanted) >= FEWEST_WORDS and _shared(wanted, words) >= SAME * len(wanted)


def _shared(wanted: Collection[str], words: Collection[str]) -> int:
    return sum(word in words for word in wanted)


def _words(text: str) -> set[str]:
    """The words of a text, of three letters or more, without a plural's s."""
    return {word.casefold().removesuffix("s") for word in _WORD.findall(text)} - {"the", "and", "for"}
