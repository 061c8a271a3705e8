"""Whether a claim says without limits what its source says within some: "at any time of year" of "from May on"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.reading import Reading
from index.dates import FULL_MONTH, WEEKDAY

_ANY_TIME = re.compile(
    r"\b(?:at any time|at any hour|all year(?:[- ]round)?|year[- ]round|all the year round|throughout the year|"
    r"(?:in )?every (?:season|month) of the year|at all (?:hours|times)|(?:a)?round[- ]the[- ]clock|day and night|"
    r"any day of the week|(?:on )?every day of the (?:week|year)|seven days a week)\b",
    re.IGNORECASE,
)
_ANY_CASE = re.compile(
    r"\b(?:in (?:every|each|any|all) cases?|(?:in|under) (?:any|all) circumstances|under (?:any|all) conditions|"
    r"without (?:any )?(?:exceptions?|restrictions?|limits?|conditions?)|unconditionally|"
    r"regardless of (?:the )?\w+|no matter (?:what|when|who|how|where|which)|of (?:any|every) \w+)\b",
    re.IGNORECASE,
)
_TELLING = (
    "any",
    "every",
    "all",
    "each",
    "round",
    "night",
    "through",
    "seven",
    "without",
    "uncond",
    "regardless",
    "no matter",
)
"""One of these is in each of the above; looked for first, since it takes less time."""
_SOME_TIME = re.compile(
    r"\b(?:(?:between|from|until|till|before|after|during|since|in|on|at|by|to) (?:the |early |late |mid-)?"
    rf"(?:{FULL_MONTH}|{WEEKDAY}s?|spring|summer|autumn|fall|winter|weekdays?|weekends?|nights?|"
    r"(?:school )?holidays|(?:opening|office|business|school|daylight) hours|noon|midday|midnight|dawn|dusk|sunrise|"
    r"sunset|dark|\d{1,2}(?:[:.]\d\d| ?[ap]\.?m\b))|except|only|outside)\b",
    re.IGNORECASE,
)
_SOME_CASES = re.compile(
    r"\b(?:only|unless|except|excluding|if|provided|as long as|apart from|other than|at least|at most|no more than|"
    r"up to|over|above|below|under|(?:less|more|fewer|heavier|longer|shorter|older|younger|larger|smaller) than)\b",
    re.IGNORECASE,
)


def unlimited(evidence: Evidence) -> Iterator[Fault]:
    """A claim that something holds at all times or in all cases, where the sentence it rests on sets a limit."""
    if evidence.claim.language != "en" or not any(word in evidence.claim.text.lower() for word in _TELLING):
        return
    for all_of_them, limits in ((_ANY_TIME, _SOME_TIME), (_ANY_CASE, _SOME_CASES)):
        said = all_of_them.search(evidence.claim.text)
        if (
            said is None
            or limits.search(_without(said, evidence.claim.text))
            or any(_says(all_of_them, each) for each in evidence.readings)
        ):
            continue
        limit = limits.search(evidence.best.text)
        if limit is not None:
            yield Fault(f"the source does not say it “{said[0]}”, but “{limit[0]} …”", True)


def _without(said: re.Match[str], text: str) -> str:
    """What a claim says beside the words that set no limit, which may hold a word for one."""
    return text[: said.start()] + text[said.end() :]


def _says(words: re.Pattern[str], reading: Reading) -> bool:
    return words.search(reading.text) is not None
