"""Another name that a source itself gives somebody or something: "Dzhalal-Kend, also spelled Jalalkend".

A claim that uses the other name is read with the one that the source goes on with, so that every rule and the trained
model know whom it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.dates import MONTHS, WEEKDAYS

ALIKE = 0.6
"""Likeness from which on two words are spellings of one name: "Sydorchuk" and "Sidorchuk" have .89, "Zhang" and
"Chang" .8, "Norla" and "Valrail" .33."""
_CUE = re.compile(
    r"(?P<mark>,\s|\s?\()(?:(?:which|who)\s(?:is|was|are|were)\s)?"
    r"(?:(?P<adverb>also|sometimes|often|formerly|previously|originally|alternatively|otherwise|locally|officially|"
    r"better|variously|alias|a\.?k\.?a\.?)\s)?"
    r"(?:(?P<verb>written|spelled|spelt|transliterated|rendered|known|called|named|renamed|listed|recorded|styled)\s"
    r"(?:(?:[a-z]+\s|[\w.]+\s){0,4}?as\s)?)?"
)
_BARE = frozenset("also formerly previously originally alias aka a.k.a a.k.a.".split())
"""Adverbs that need no verb: "Norla, formerly Tarn Lines"."""
_LISTED = re.compile(
    r"\s(?:in|on)\s[^()]*\b(?:lists?|registers?|contracts?|records?|results|documents?|passports?|spelling|"
    r"transliteration|sources?|reports?|translations?|maps?|files?)\b[^()]*\)"
)
"""What may follow a name in brackets that stands there without a word: "(Tesema in the official results list)"."""
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:[-'’.][^\W_]+)*")
_END = {",": re.compile(r"(?=[,;]|[.!?](?:\s|$))"), "(": re.compile(r"\)")}
"""Where such an aside ends, by the mark that opens it."""
_OFFICES = frozenset(
    "minister president director chief head mayor chair chairman chairwoman secretary senator professor captain editor "
    "coach judge governor manager leader".split()
)
"""What somebody was, and not what somebody was called: "Ana Moro, formerly Minister of Finance"."""
_TITLES = frozenset("dr mr mrs ms prof sir".split())
_OF_THE_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]")


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name for what a source calls ``name``."""

    other: str
    name: str
    aside: str
    """The words of the source that say so, with the comma or the brackets: without them it reads on."""


def aliases(text: str) -> tuple[Alias, ...]:
    """The other names that a text gives, each with the one that it stands beside."""
    return tuple(dict.fromkeys(_aliases(text)))


def renamed(claim: str, texts: Iterable[str], known: Iterable[Alias]) -> str:
    """A claim with the names that the sources use, where it has only another one that they give.

    A name that they use elsewhere too, or that is quoted, stays.
    """
    every = list(texts)
    for alias in known:
        if not _has(claim, alias.other) or _has(claim, alias.name.split()[-1]):
            continue
        if sum(len(_pattern(alias.other).findall(text)) for text in every) > 1:
            continue
        quoted = [match.span() for match in _QUOTED.finditer(claim)]
        claim = _pattern(alias.other).sub(
            lambda match, name=alias.name, kept=quoted: (  # type: ignore[misc]
                match[0] if any(start <= match.start() < end for start, end in kept) else name
            ),
            claim,
        )
    return claim


def without_asides(text: str, known: Iterable[Alias], claim: str) -> str:
    """A text with spaces, so that every place stays, for the asides that give a name which the claim does not have."""
    for aside in {alias.aside for alias in known if not _has(claim, alias.other)}:
        text = text.replace(aside, " " * len(aside))
    return text


def _aliases(text: str) -> Iterator[Alias]:
    for cue in _CUE.finditer(text):
        adverb, verb = cue["adverb"], cue["verb"]
        other = _run_after(text, cue.end())
        name = _run_before(text[max(0, cue.start() - 80) : cue.start()])
        if not other or not name or other == name or name[-1].lower() in _OF_THE_CALENDAR:
            continue
        if verb is None:
            if adverb is None and not (
                cue["mark"].strip() == "(" and _LISTED.match(text, cue.end() + len(" ".join(other)))
            ):
                continue
            if adverb is not None and (adverb not in _BARE or {word.lower() for word in other} & _OFFICES):
                continue
        end = _END[cue["mark"].strip()].search(text, cue.end())
        yield from _pairs(name, other, text[cue.start() : end.end() if end else len(text)])


def _pairs(name: list[str], other: list[str], aside: str) -> Iterator[Alias]:
    """The other name for the name, and of two spellings also each word for its like: the surname may stand alone."""
    tail = name[-len(other) :]
    if len(tail) == len(other) and _alike(tail[-1], other[-1]):
        yield Alias(" ".join(other), " ".join(tail), aside)
        if len(other) > 1:
            yield from (Alias(mine, theirs, aside) for mine, theirs in zip(other, tail, strict=True) if mine != theirs)
        return
    yield Alias(" ".join(other), " ".join(name), aside)


def _alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one.lower(), other.lower(), autojunk=False).ratio() >= ALIKE


def _run_after(text: str, at: int) -> list[str]:
    """The capitalised words from a place on."""
    run: list[str] = []
    while (word := _WORD.match(text, at)) is not None and word[0][0].isupper():
        if word[0].endswith(("'s", "’s")):
            # "Named as Arden's heir", "called Norla's offer a joke".
            return []
        run.append(word[0])
        at = word.end() + 1
        if text[word.end() : at] != " ":
            break
    return run


def _run_before(text: str) -> list[str]:
    """The capitalised words that a text ends with, without a title before them."""
    run: list[str] = []
    for word in reversed(text.split(" ")):
        if _WORD.fullmatch(word) is None or not word[0].isupper():
            break
        run.insert(0, word)
    return run[1:] if len(run) > 1 and run[0].lower() in _TITLES else run


def _has(text: str, name: str) -> bool:
    return _pattern(name).search(text) is not None


def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")
