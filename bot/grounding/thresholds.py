"""Whether a figure of a claim is a case of a rule that the source states with a limit.

"A claim of 700 euros needs approval" follows from "claims above 500 euros need approval": no source has the 700, and
none needs to.  A report of what happened ("costs rose by more than 5 million") is no rule, and has no other cases.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.grounding.evidence import Evidence
from bot.grounding.reading import Reading
from bot.language.figure import Figure
from bot.language.lexicon import lexicon
from bot.language.verbs import past_forms
from bot.language.words import Word

_AN = re.compile(r"(?:^|\W)(?:an?|any|every|each|if|when|whenever|whoever|anyone|someone|with)\W", re.IGNORECASE)
_AGE = re.compile(r"-olds?\b|\s(?:years?\s)?old\b", re.IGNORECASE)
"""What follows "14-year" where that is an age."""
_TO = re.compile(r"\s?(?:to|and|-|–)\s?", re.IGNORECASE)
_BEEN = frozenset("was were had did has have".split())
_PREPOSITIONS = frozenset("after at before by during for from in on over under until with within".split())
_RULING = frozenset("are can is may must need needs should to will".split())
"""Beside these nothing has happened yet: "can have", "are delivered"."""
_SUBJECTS = frozenset("he she it they we who which that".split())
REACH = 3
"""Words on either side of a limit in which stands what it is a limit of: "claims above 500 euros", "parcels that weigh
more than 20 kilograms"."""


def is_instance(figure: Figure, evidence: Evidence) -> bool:
    """Whether a sentence that the claim rests on is a rule with a limit of the same thing, on whose side the figure is.

    The claim must speak of a case: "a claim of 700 euros", "if an order comes to 60 euros", "a 14-year-old".
    """
    claim = evidence.claim
    if figure.dimension == "ratio" or figure.loose or figure.bound not in ("exact", "about"):
        return False
    if claim.language != "en" or not _AN.search(claim.text[: figure.start - claim.start]) or _is_report(claim):
        return False
    return any(_is_covered(figure, claim, reading) for reading in evidence.readings if not _is_report(reading))


def _is_covered(figure: Figure, claim: Reading, rule: Reading) -> bool:
    """Whether the figure lies on the side of a limit or between the two that a rule has for the same thing."""
    age = _AGE.match(claim.text, figure.end - claim.start) is not None
    # What a bare number counts must stand right beside it: "a group of 12" of "groups of ten or more".
    reach = REACH if figure.dimension is not None else 2
    near = _beside(figure, claim, reach)
    for limit in rule.figures:
        alike = limit.dimension == figure.dimension or (age and limit.dimension is None)
        if not alike or limit.loose or not (age or _share_a_word(near, _beside(limit, rule, reach))):
            continue
        value, bound = (figure.value, limit.value) if limit.dimension is None else (figure.base, limit.base)
        if value > bound if limit.bound == "over" else limit.bound == "under" and value < bound:
            return True
        other = next((one for one in rule.figures if one.start > limit.start), None)
        if other is not None and _TO.fullmatch(rule.text[limit.end - rule.start : other.start - rule.start]):
            upper = other.value if limit.dimension is None else other.base
            if bound <= value <= upper:
                return True
    return False


def _share_a_word(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    return any(word.matches(other) for word in ours for other in theirs)


def _beside(figure: Figure, reading: Reading, reach: int) -> list[Word]:
    """What a figure may be the measure of."""
    before = [word for word in reading.content if word.end <= figure.start][-reach:]
    return [*before, *[word for word in reading.content if word.start >= figure.end][:reach]]


def _is_report(reading: Reading) -> bool:
    """Whether a sentence tells what happened."""
    return any(
        (word.low in _BEEN and not (word.place and reading.words[word.place - 1].low in _RULING))
        or (
            word.content
            and not word.name
            and _is_past(word)
            and _has_subject(word, reading)
            and not _is_reduced(word, reading)
        )
        for word in reading.words
    )


def _is_past(word: Word) -> bool:
    return word.low.endswith("ed") or (word.low in past_forms() and lexicon("en").stem(word.low) != word.low)


def _is_reduced(word: Word, reading: Reading) -> bool:
    """Whether a participle only says which ones are meant: "orders placed before 14:00 are delivered"."""
    behind = [other.low for other in reading.words[word.place + 1 :] if other.segment - word.segment <= 1]
    return behind[:1] != [] and behind[0] in _PREPOSITIONS and not _RULING.isdisjoint(behind)


def _has_subject(word: Word, reading: Reading) -> bool:
    """ "The firm refunded", "he paid": of a participle ("are refunded", "if paid") nobody stands right before it."""
    before = reading.words[word.place - 1] if word.place else None
    if before is None or before.segment != word.segment or before.figure:
        return False
    return before.content or before.low in _SUBJECTS
