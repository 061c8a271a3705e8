"""Documents that say of themselves that they correct or replace another one."""

from __future__ import annotations

import re
from collections.abc import Collection

from index.article import StoredArticle

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
_WORD = re.compile(r"[^\W\d_]{3,}")


def corrects(newer: StoredArticle, older: StoredArticle) -> bool:
    """Whether a document says that it corrects something, and is about what the other one is about."""
    if not _may_follow(newer, older):
        return False
    opening = newer.text[:OPENING_CHARACTERS]
    says = _CORRECTION.search(newer.title) or _CORRECTS.search(opening)
    return bool(says) and _has(f"{newer.title} {opening}", older.title)


def replaces(newer: StoredArticle, older: StoredArticle) -> bool:
    """Whether a document says that it replaces the other one as a whole: "It replaces the leave policy of 2023"."""
    if not _may_follow(newer, older):
        return False
    clauses = (match["what"] or match["instead"] for match in _CORRECTS.finditer(newer.text[:OPENING_CHARACTERS]))
    return any(_has(clause, older.title) for clause in clauses if clause)


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
