"""A question that asks the same of two things ("How do A and B compare?"), as one question for each of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.dates import FULL_MONTH, WEEKDAY, YEAR

MOST_SIDES = 3
_PERIOD = rf"(?:\d\d?\s)?{FULL_MONTH}(?:\s(?:of\s)?{YEAR})?|{YEAR}|{WEEKDAY}"
_PREPOSITION = (
    r"in|on|at|by|for|to|from|with|under|of|about|since|until|against|before|after|during|over|without|within|between"
)
_ENDS = (
    rf"{_PREPOSITION}|and|or|vs|versus|is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|must|each|both|say|says|said|think|thinks|make|made|get|got|cost|costs|compare|compared|differ|differs|react"
    r"|respond|who|whom|whose|what|which|when|where|why|how|that|if|because|while|as|than|it"
)
"""Words at which what is named ends."""
_PLAIN = rf"(?!(?:{_ENDS})(?![\w/-]))[\w&.'’/-]+"
_CAPITALS = r"(?-i:(?!(?:What|Who|Whom|Whose|Which|When|Where|Why|How|Do|Does|Did|Is|Are|Was|Were|Compare)\b)[A-Z])"
_NAME = rf"(?:the\s|an?\s)?{_CAPITALS}[\w&.'’/-]*(?:\s(?:of\s)?(?-i:[A-Z0-9])[\w&.'’/-]*)*"
_DETERMINED = rf"(?:the|an?|my|our|your|their|his|her)\s{_PLAIN}(?:\s{_PLAIN}){{0,2}}"
_AND = r"\s+and\s+(?:also\s+)?"
_OF_NAMES = rf"(?<![\w-])(?P<left>{_NAME}){_AND}(?P<right>{_NAME})"
_PAIRS = (
    rf"\b(?P<left>before\s{_PLAIN}(?:\s{_PLAIN}){{0,4}}){_AND}(?P<right>after\s(?:it\b|{_PLAIN}(?:\s{_PLAIN}){{0,4}}))",
    rf"\b(?P<left>(?P<how>{_PREPOSITION})\s{_PLAIN}(?:\s{_PLAIN}){{0,4}}){_AND}"
    rf"(?P<right>(?P=how)\s{_PLAIN}(?:\s{_PLAIN}){{0,4}})",
    r"\b(?P<left>(?P<unit>week|round|game|match|season|chapter|version|part|day|q|phase|level|year|step)\s?\d+)"
    rf"{_AND}(?P<right>(?:(?P=unit)\s?)?\d+)\b(?!\s?(?:am|pm)\b)",
    rf"\b(?P<left>{_PERIOD}){_AND}(?:in\s)?(?P<right>{_PERIOD})\b",
    _OF_NAMES,
    rf"\b(?P<left>{_DETERMINED}){_AND}(?P<right>{_DETERMINED})",
    rf"\bthe\s(?P<left>{_PLAIN}){_AND}(?P<right>{_PLAIN})(?=\s(?:of|in|at)\s)",
    rf"(?<![\w-])(?P<left>{_PLAIN})\s+and\s+then\s+(?P<right>{_PLAIN})",
)
"""Two of one kind, the plainest first."""
_SURE_PAIRS = 2
"""So many of them, the first ones, are two things whatever the articles say."""
_LOOSE = re.compile(
    rf"(?P<left>.+?)(?:{_AND}|,?\s+(?:vs\.?|versus|with|to)\s+)(?P<right>{_PLAIN}(?:\s{_PLAIN})*)", re.IGNORECASE
)
_COMPARING = (
    r"(?:what(?:['’]s|\sis|\sare|\swas|\swere)?\s)?(?:the\s)?(?:main\s)?differences?\s(?:is\s|are\s)?between\s(?P<both>.+)",
    r"how\s(?:do|does|did|are|is|was|were)\s(?P<both>.+?)\s(?:compare|differ|different)(?P<rest>(?:\s(?!from|to|with).+)?)",
    r"how\s(?:is|are|was|were|do|does|did)\s(?P<left>.+?)\s(?:different|differ|compared?)\s(?:from|to|than|with)\s"
    rf"(?P<right>{_PLAIN}(?:\s{_PLAIN})*)(?P<rest>.*)",
    r"(?:please\s)?compare\s(?P<both>.+)",
)
_AGREEING = r"(?:do|did)\s(?P<both>.+?)\s(?:dis)?agree\s(?:about|on|over)(?P<rest>\s.+)"
_VERSUS = rf"(?P<left>{_NAME})\s(?:vs\.?|versus)\s(?P<right>{_NAME})(?P<rest>.*)"
_MORE_SENTENCES = re.compile(r"[.?!]\s+(?=[A-Z])")
_OF_ONE = {"do": "does", "are": "is", "were": "was", "have": "has"}
_RANGE = re.compile(r"\b(?:between|from)\s+(?:the\s)?$", re.IGNORECASE)
"""Before two dates or numbers that are the ends of one span."""
_EACH = re.compile(r"\s(?:each|both|respectively)\b", re.IGNORECASE)
_OWNED = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things of which the same is asked."""

    question: str
    """What is asked, of this one alone."""
    name: str
    """What the question calls it: "the Team plan", "in May"."""


@dataclass(frozen=True, slots=True)
class Sides:
    """The things of which a question asks the same, in its order; none where it asks of one."""

    each: tuple[Side, ...] = ()
    sure: bool = False
    """Whether the question says that they are two: it compares them, or says "each" or "in May and in June".  Else
    "A and B" may be one name, and what the articles say tells."""


def sides(question: str) -> Sides:
    """What a question asks of each of two or three things; English only."""
    text = question.strip().rstrip(" ?!.")
    if _MORE_SENTENCES.search(text):
        return Sides()
    for form in _COMPARING:
        match = re.fullmatch(rf"\W*{form}", text, re.IGNORECASE)
        if match is not None:
            return _compared(match)
    match = re.fullmatch(rf"\W*{_AGREEING}", text, re.IGNORECASE)
    both = _pair(match["both"]) if match else None
    if match and both:
        return Sides(tuple(Side(f"What does {name} say about{match['rest']}?", name) for name in both[1]))
    match = re.fullmatch(rf"\W*{_VERSUS}", text, re.IGNORECASE)
    if match is not None:
        names = [match["left"], match["right"]]
        return Sides(tuple(Side(f"{name}{match['rest']}", name) for name in names))
    found = _pair(text)
    if found is None:
        return Sides()
    before, names, after, sure = found
    each = _EACH.search(f" {text}")
    before = re.sub(
        r"\b(do|are|were|have)\s$", lambda verb: f"{_OF_ONE[verb[1].lower()]} ", before, flags=re.IGNORECASE
    )
    asked = [_EACH.sub("", f"{before}{name}{after}").strip() for name in names]
    return Sides(tuple(Side(f"{one}?", name) for one, name in zip(asked, names, strict=True)), sure or each is not None)


def _compared(match: re.Match[str]) -> Sides:
    groups = match.groupdict()
    rest = groups.get("rest") or ""
    if "both" not in groups:
        before, names, after = "", [match["left"], match["right"]], rest
    else:
        found = _pair(match["both"])
        if found is not None:
            before, names, after = found[:3]
        else:
            loose = _LOOSE.match(match["both"])
            if loose is None:
                return Sides()
            before, names, after = "", [loose["left"], loose["right"]], match["both"][loose.end() :]
        after += rest
    names = _completed(names)
    before = re.sub(r"^\w+ing\s", "", before)
    return Sides(tuple(Side(f"What is {before}{name}{after}?", name) for name in names), sure=True)


def _pair(text: str) -> tuple[str, list[str], str, bool] | None:
    """What stands before two things of one kind, they, and what stands behind; whether they are surely two."""
    for number, form in enumerate(_PAIRS):
        for match in re.finditer(form, text, re.IGNORECASE):
            if _RANGE.search(text[: match.start()]):
                continue
            left, right = match["left"], match["right"]
            before, after = text[: match.start()], text[match.end() :]
            if right.lower() == "after it":
                right = f"after{left[len('before') :]}"
            if "unit" in match.groupdict() and right.isdigit():
                right = f"{match['unit']} {right}"
            if _OWNED.search(right) and not _OWNED.search(left):
                left += "’s"
            names = [left, right]
            earlier = re.search(rf"(?:(?<=\s)|^)({_NAME}),\s$", before) if form == _OF_NAMES else None
            if earlier:
                names, before = [earlier[1], *names], before[: earlier.start()]
            return before, names[:MOST_SIDES], after, number < _SURE_PAIRS
    return None


def _completed(names: Sequence[str]) -> list[str]:
    """With what they share: "the Team and the Business plan" are two plans."""
    left, right = (name.split() for name in names[:2])
    if len(right) == len(left) + 1 and right[-1].islower() and not left[-1].islower():
        return [f"{names[0]} {right[-1]}", names[1]]
    return list(names)
