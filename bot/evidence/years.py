"""Sentences of another year than the one that is asked about: the profit of 2024, where that of 2022 is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

_YEAR = re.compile(r"(?<![\d.,/-])(?:19|20)\d\d(?![\d/-]|[.,]\d)")
_ASKED = re.compile(
    r"\b(?:in|for|of|during|throughout)(?: the)?(?: (?:financial|fiscal|business|calendar|school))?(?: year)? "
    r"((?:19|20)\d\d)(?![\d/-])(?! (?:article|report|edition|issue|post|story)\b)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"((?:19|20)\d\d)(?:\s?[-–—/]\s?|\s(?:to|and|until|till|through)\s(?=\d{4}))((?:19|20)?\d\d)\b(?!-)", re.IGNORECASE
)
_DATED = re.compile(r"\b(?:published|posted|dated|written|report(?:ed|ing)?|article|story|post)\b", re.IGNORECASE)


def of_another_year(question: str, texts: Sequence[str]) -> list[bool]:
    """Of each text, whether it names years, and not the one in which the question asks what was.

    A question that names several years compares them, and one that says when an article was published asks for that
    article: neither rules a text out.
    """
    years = set(_YEAR.findall(question))
    asked = {match[1] for match in _ASKED.finditer(question)}
    if len(years) != 1 or asked != years or _DATED.search(question):
        return [False] * len(texts)
    (year,) = asked
    return [bool(named := _years(text)) and year not in named for text in texts]


def _years(text: str) -> set[str]:
    """The years that a text names, and those within the spans that it names."""
    named = set(_YEAR.findall(text))
    for first, last in _SPAN.findall(text):
        end = int(last if len(last) == 4 else first[:2] + last)
        named |= {str(year) for year in range(int(first), end + 1)}
    return named
