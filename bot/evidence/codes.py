"""Codes that a question names: of an error, a part, an incident.  What is said of another one is beside the point."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CODE = re.compile(r"(?<![\w-])(?=[\w-]*\d)[A-Za-z]{1,8}(?:-?\d+)+[A-Za-z]?(?![\w-]|\.\d)")
"""E1042, T-401, INC-347, CVE-2024-3094, KX200b; not 3G, 2024, or 14-day."""
_VERSION = re.compile(
    r"(?<![\w.,£$€¥])v?(\d+(?:\.\d+)+)(?![\w,]|\.\d| ?(?:%|per ?cent|million|billion|m\b|bn\b|[€£]))", re.IGNORECASE
)
"""5.3 and v5.2.1; no sum and no share."""
_NUMBERED = re.compile(
    r"\b(act|amendment|annex|appendix|article|book|bus|case|chapter|clause|class|day|episode|exercise|experiment|figure|"
    r"flight|gate|grade|group|invoice|issue|item|lesson|level|line|lot|meeting|module|note|number|order|page|paragraph|part|"
    r"phase|platform|question|request|resolution|room|round|route|rule|scene|season|section|stage|step|table|task|ticket|"
    r"trial|unit|volume|ward|week|zone)\s(?:no\.?\s|number\s|#)?(\d{1,4})(?![\w%,.]*\d|\s?(?:%|per ?cent))",
    re.IGNORECASE,
)
"""Note 77, room 4, section 3: a thing that its number tells from others of its kind."""
_FORM = re.compile(r"\d+")


def of_codes(question: str, sentences: Sequence[tuple[str, str]]) -> list[int]:
    """Of each sentence: 1 if it is of a code that the question names, -1 if of another of its form, else 0.

    ``sentences``: what stands above each, and it itself.  One that names the code without standing under it is no more
    of it than one that does not: in a story on COP28 few sentences say so.
    """
    asked = _codes(question)
    if not asked:
        return [0] * len(sentences)
    forms = {_FORM.sub("#", code) for code in asked}
    found = []
    for above, sentence in sentences:
        heading, named = _codes(above), _codes(sentence)
        others = any(_FORM.sub("#", code) in forms for code in heading | named)
        found.append(1 if heading & asked else -1 if others and not named & asked else 0)
    return found


def of_versions(question: str, versions: Sequence[str]) -> list[int]:
    """Of each sentence: 1 if it stands below the heading of a version that the question names, -1 below another's."""
    asked = set(_VERSION.findall(question))
    if not asked:
        return [0] * len(versions)
    return [0 if not (own := set(_VERSION.findall(each))) else 1 if own & asked else -1 for each in versions]


def _codes(text: str) -> set[str]:
    codes = {match[0].upper().replace("-", "") for match in _CODE.finditer(text)}
    return codes | {f"{match[1]} {match[2]}".upper() for match in _NUMBERED.finditer(text)}
