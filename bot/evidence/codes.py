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
    return {match[0].upper().replace("-", "") for match in _CODE.finditer(text)}
