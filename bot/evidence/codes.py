"""Codes that a question names: of an error, a part, an incident.  What is said of another one is beside the point."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CODE = re.compile(r"(?<![\w-])(?=[\w-]*\d)[A-Za-z]{1,8}(?:-?\d+)+[A-Za-z]?(?![\w-]|\.\d)")
"""E1042, T-401, INC-347, CVE-2024-3094, KX200b; not 3G, 2024, or 14-day."""
_FORM = re.compile(r"\d+")


def of_codes(question: str, texts: Sequence[str]) -> list[int]:
    """Of each text: 1 if it names a code that the question names, -1 if only others of the same form, else 0."""
    asked = _codes(question)
    if not asked:
        return [0] * len(texts)
    forms = {_FORM.sub("#", code) for code in asked}
    found = []
    for text in texts:
        named = _codes(text)
        others = any(_FORM.sub("#", code) in forms for code in named)
        found.append(1 if named & asked else -1 if others else 0)
    return found


def _codes(text: str) -> set[str]:
    return {match[0].upper().replace("-", "") for match in _CODE.finditer(text)}
