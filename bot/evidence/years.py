"""Sentences of another year than the one that is asked about: the profit of 2024, where that of 2022 is asked for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.dates import FULL_MONTH, YEAR

_YEAR = re.compile(rf"(?<![\d.,/-]){YEAR}(?![\d/-]|[.,]\d)")
_ASKED = re.compile(
    r"\b(?:in|for|of|during|throughout)(?: the)?(?: (?:financial|fiscal|business|calendar|school))?(?: year)? "
    rf"({YEAR})(?![\d/-])(?! (?:article|report|edition|issue|post|story)\b)",
    re.IGNORECASE,
)
_ENDING = re.compile(rf"\w ({YEAR})\W*$")
"""Behind what is looked for: "annual leave 2025"."""
_NAMING = re.compile(rf"({YEAR})(?:['’]s)? (?=[^\W\d_])")
"""Before it: "the 2023 policy"."""
_NOT_OF = re.compile(
    r"\b(?:since|after|until|till|before|by|than|prior to|up to|from|to|between|and|or|with|versus|vs\.?"
    rf"|{FULL_MONTH}(?: \d\d?,?)?) $",
    re.IGNORECASE,
)
"""What stands before a year that bounds a span, is compared with another, or belongs to a date."""
_SPAN = re.compile(
    rf"({YEAR})(?:\s?[-–—/]\s?|\s(?:to|and|until|till|through)\s(?=\d{{4}}))((?:19|20)?\d\d)\b(?!-)", re.IGNORECASE
)
_DATED = re.compile(r"\b(?:published|posted|dated|written|report(?:ed|ing)?|article|story|post)\b", re.IGNORECASE)


def of_another_year(question: str, texts: Sequence[str]) -> list[bool]:
    """Of each text, whether it names years, and not the one in which the question asks what was.

    A question that names several years compares them, and one that says when an article was published asks for that
    article: neither rules a text out.
    """
    year = _asked(question, (_ASKED, _ENDING))
    if year is None:
        return [False] * len(texts)
    return [bool(named := named_years(text)) and year not in named for text in texts]


def asked_year(question: str) -> int | None:
    """The year of which the question asks, by itself or as that of a document: "in 2023", "the 2023 policy"."""
    year = _asked(question, (_ASKED, _ENDING, _NAMING))
    return None if year is None else int(year)


def _asked(question: str, forms: Sequence[re.Pattern[str]]) -> str | None:
    years = set(_YEAR.findall(question))
    matches = [match for form in forms for match in form.finditer(question)]
    asked = {match[1] for match in matches if not _NOT_OF.search(question[: match.start(1)])}
    return asked.pop() if len(years) == 1 and asked == years and not _DATED.search(question) else None


def named_years(text: str) -> set[str]:
    """The years that a text names, and those within the spans that it names."""
    named = set(_YEAR.findall(text))
    for first, last in _SPAN.findall(text):
        end = int(last if len(last) == 4 else first[:2] + last)
        named |= {str(year) for year in range(int(first), end + 1)}
    return named
