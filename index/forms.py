"""English words in another form: contractions written out, irregular forms and what they are forms of."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_NOT = r"(?:do|does|did|is|are|was|were|has|have|had|could|should|would|must|need)n['’]?t"
_CONTRACTED = re.compile(
    rf"\b(?:(?P<cannot>can['’]?t)|(?P<will_not>won['’]t|wont)|(?P<negated>{_NOT})"
    r"|(?P<asked>what|how|where|when|who|why|that|there)(?:['’]|(?=s\b))(?P<is>s|re|d|ll)"
    r"|(?P<someone>i|you|we|they|he|she|it)['’](?P<verb>m|re|ve|d|ll|s)|let['’]?s)\b",
    re.IGNORECASE,
)
_VERBS = {"m": "am", "re": "are", "ve": "have", "d": "would", "ll": "will", "s": "is"}


def written_out(text: str) -> str:
    """The text with "can't" as "cannot" and "what's" as "what is", so that no "t" or "s" is left that means nothing."""
    return _CONTRACTED.sub(_in_full, text)


def _in_full(match: re.Match[str]) -> str:
    if match["cannot"]:
        return "cannot"
    if match["will_not"]:
        return "will not"
    if match["negated"]:
        return f"{re.sub('n.?t$', '', match['negated'], flags=re.IGNORECASE)} not"
    if match["asked"]:
        return f"{match['asked']} {_VERBS[match['is'].lower()]}"
    if match["someone"]:
        return f"{match['someone']} {_VERBS[match['verb'].lower()]}"
    return "let us"


def irregular_forms() -> list[list[str]]:
    """Each irregular word with its forms; the word itself first."""
    text = files("index").joinpath("irregular.txt").read_text(encoding="utf-8")
    return [line.split() for line in text.splitlines() if line and not line.startswith("#")]


@cache
def base_forms() -> dict[str, str]:
    """What an irregular form is a form of: "lost" is of "lose"."""
    return {form: word for word, *forms in irregular_forms() for form in forms}


@cache
def other_forms() -> dict[str, tuple[str, ...]]:
    """The other irregular forms of a word, whichever of them it is."""
    return {one: tuple(other for other in line if other != one) for line in irregular_forms() for one in line}
