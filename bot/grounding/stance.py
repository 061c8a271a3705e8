"""Whether a claim is as sure and as general as its source, and as superlative (``superlatives.py``)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.grounding.evidence import Evidence, holds_word
from bot.grounding.fault import Fault
from bot.grounding.limits import unlimited
from bot.grounding.reading import Reading
from bot.grounding.superlatives import other_rank, outranked
from bot.language.words import Word

_MAYBE = frozenset(
    "may might could perhaps possibly possible maybe alleged allegedly reportedly apparently appear appears "
    "appeared seem seems "
    "seemed suspected suspects könnte könnten angeblich pourrait pourraient podría podrían".split()
)
_HEDGES = _MAYBE | frozenset(
    "can should likely unlikely expect expects expected forecast forecasts predicted predicts potential "
    "potentially probably "
    "risk fear fears feared hope hopes believed believes believe thought think thinks estimated estimates "
    "estimate allege alleges "
    "claim claims claimed accuse accuses accused accusing said says say according warn warns warned if whether "
    "unclear unknown "
    "danger blamed rule ruled open conclude indicate indicates indicated suspicion supposed kann soll sollen peut "
    "puede propose proposes proposed ask asked plan plans planned denies denied deny claims settle".split()
)
_TOLD = frozenset("said say says according told warned warns".split())
_PLANNED = frozenset(
    "will expects expect expected plans plan planned intends intend due set aims hopes promised promises "
    "proposed proposes agreed "
    "would going scheduled wants seek seeks if must should could may might forecast unless not".split()
)
_ALLEGED = frozenset(
    "alleged allegedly accused accuses accuse claims claimed alleges appeared appears suspected reportedly "
    "angeblich".split()
)
_UNSURE = _MAYBE | _ALLEGED
_TO_COME = _PLANNED - {"not", "set", "agreed", "if"}
PERMITTED = frozenset("allowed permitted entitled".split())
"""Words by which a claim tells a permission, as a source does with "may"."""
_ADVERSARIES = frozenset(
    "opposition critics critic prosecutors plaintiffs lawyers rival opponents lawsuit claims".split()
)
_PROOF = frozenset(
    "prove proven proved proof proves definitely certainly guarantee guarantees guaranteed undoubtedly "
    "conclusively always never".split()
)
_ALL = frozenset(
    "all every anyone anybody everyone everybody everything everywhere entire entirely whole always completely "
    "alle sämtliche jeder tous toutes todos todas".split()
)
_PART = frozenset(
    "some most many several few part partly half majority minority certain mostly usually often sometimes "
    "except but exception exceptions "
    "unless almost nearly einige manche meisten certains plupart algunos mayoría except excluded only one three".split()
)
_SOME = frozenset(
    "some most many several few part partly half majority minority mostly usually often sometimes except "
    "exception almost nearly".split()
)
_ASSOCIATED = frozenset("associ link correl relationship associated".split())
_SEEMING = frozenset("appear appears appeared".split())
_EXTREMES = frozenset("highest lowest record largest smallest most least best worst first last".split())
_MOST_OF = re.compile(
    r"\b(?:most of|the majority of|a majority of|nearly all|almost all|most) (?:the |its |their )?\w+s?\b", re.I
)
_MUCH = re.compile(
    r"\b(?:most|majority|mainly|mostly|largely|chiefly|predominantly|all|every|each|none|never|nobody|half|thirds|"
    r"quarters|nearly|almost|bulk|usually|typically|generally|"
    r"commonest|out of|best|biggest|largest|major)\b|%|percent|per cent",
    re.I,
)
_GENERAL_WAY = frozenset("everywhere nationwide worldwide anywhere universally".split())


def overstated(evidence: Evidence) -> Iterator[Fault]:
    """Where the claim is surer, more general or more superlative than the source."""
    yield from _too_sure(evidence)
    yield from _too_general(evidence)
    yield from unlimited(evidence)
    yield from outranked(evidence)
    yield from other_rank(evidence)
    yield from _made_causal(evidence)


def _too_sure(evidence: Evidence) -> Iterator[Fault]:
    yield from _proven(evidence)
    if evidence.claim.language != "en":
        return
    said = {part for word in evidence.claim.words for part in word.low.split()}
    yield from _unhedged(said, evidence)
    if _is_unconditional(said, evidence):
        yield Fault("the source makes a condition", True)
    if not said & _HEDGES and _adversary(evidence):
        yield Fault("the source has it as an allegation, not as a fact", True)


def _proven(evidence: Evidence) -> Iterator[Fault]:
    """ "Proven", "certainly", "never" and the like that the source does not have."""
    for word in evidence.claim.words:
        if word.low == "never" and any(one.low in _EXTREMES for reading in evidence.readings for one in reading.words):
            # "Never since 1986" of "the highest since 1986".
            continue
        if word.low in _PROOF and not word.quoted and not holds_word(evidence.readings, word):
            yield Fault(f"the source does not go as far as “{word.low}”", True)


def _unhedged(said: set[str], evidence: Evidence) -> Iterator[Fault]:
    """What the source says may be or is to come, and the claim, with the words ``said``, has as a fact."""
    for reading in evidence.readings:
        for word in reading.words:
            low = _hedge(word, reading)
            if low == "may" and said & PERMITTED:
                # "Each household is allowed five" of "may have five".
                continue
            if _is_unsure(low, word, reading) and not said & (_HEDGES if low in _ALLEGED else _HEDGES - _TOLD):
                if _is_asserted(low, word, reading, evidence):
                    yield Fault(f"the source says it “{low}” be so", True)
            elif low in _TO_COME and not said & _PLANNED:
                yield from _already_done(low, word, reading, evidence)


def _hedge(word: Word, reading: Reading) -> str:
    """The form by which to ask whether a word of the source leaves something open; empty where it does not."""
    low = word.low.split()[0]
    if low in _SEEMING and not any(one.low in ("to", "that") for one in reading.words[word.place + 1 : word.place + 2]):
        # "Changes appear for everyone": they are seen.
        return ""
    if low == "to" and word.place and reading.words[word.place - 1].low in ("is", "are"):
        # "A lane is to open": to come, like "due".
        return "due"
    if word.stem == "rule out" and any(one.low == "not" for one in reading.words[max(0, word.place - 2) : word.place]):
        return "may"
    return low


def _is_unsure(low: str, word: Word, reading: Reading) -> bool:
    """Whether a word of the source, as ``_hedge`` has it, says that something may be or is alleged."""
    return low in _UNSURE and not _is_month(word) and not _permits(word, reading)


def _is_asserted(low: str, word: Word, reading: Reading, evidence: Evidence) -> bool:
    """Whether the claim has what follows the hedge in the source: two words, and the first unless it is alleged."""
    governed = _governed(word, reading, 3 if low not in _ALLEGED else 6)
    hits = [any(one.matches(mine) for mine in evidence.claim.content) for one in governed]
    return bool(hits) and (low in _ALLEGED or hits[0]) and sum(hits) >= min(2, len(hits))


def _already_done(low: str, word: Word, reading: Reading, evidence: Evidence) -> Iterator[Fault]:
    """The verbs that follow a plan in the source, and are in the past in the claim."""
    for verb in _governed(word, reading, 4):
        mine = next((one for one in evidence.claim.words if one.stem == verb.stem and one.content), None)
        if (
            mine is not None
            and _is_past(mine, evidence.claim)
            and not _is_past_form(verb)
            and not _stated(verb, evidence, reading)
        ):
            yield Fault(f"in the source it is still to come: “{low} {verb.text or verb.low}”", True)


def _is_unconditional(said: set[str], evidence: Evidence) -> bool:
    """Whether the claim says that something will be, without the condition that the source makes."""
    return (
        any(word.low in ("unless", "provided") for word in evidence.best.words)
        and "will" in said
        and not said & {"unless", "if", "provided", "planned", "expected", "may", "could", "should", "until"}
    )


def _adversary(evidence: Evidence) -> bool:
    best = evidence.best
    return any(word.low in _ADVERSARIES and word.place < 4 for word in best.words) and any(
        word.low in ("said", "says", "accused", "claimed", "argued") for word in best.words
    )


def _too_general(evidence: Evidence) -> Iterator[Fault]:
    most = _MOST_OF.match(evidence.claim.text) if evidence.claim.language == "en" else None
    if most is not None and not any(
        _MUCH.search(reading.text) or any(one.dimension == "ratio" for one in reading.figures)
        for reading in evidence.readings
    ):
        yield Fault(f"the source does not say it of “{most[0]}”", True)
    given = {word.low for reading in evidence.readings for word in reading.words}
    claim = {word.low for word in evidence.claim.words}
    for word in evidence.claim.words:
        if word.quoted:
            continue
        if word.low in _GENERAL_WAY and not holds_word(evidence.readings, word):
            yield Fault(f"the source does not say “{word.low}”", True)
        if (
            word.low in _ALL
            and not given & _ALL
            and (
                given & _SOME
                or (word.low != "every" and (given & _PART or any(one.low == "than" for one in evidence.best.words)))
            )
            and not claim & (_PART - {"only", "one", "three", "half"})
        ):
            yield Fault(f"the source does not say it of “{word.low}”", True)


def _made_causal(evidence: Evidence) -> Iterator[Fault]:
    given = {word.stem for word in evidence.best.words}
    if not given & _ASSOCIATED or given & {"caus"}:
        return
    claim = {word.stem for word in evidence.claim.words}
    if claim & {"caus", "prevent", "becaus", "lead", "protect", "cure"} and not claim & _ASSOCIATED:
        yield Fault("the source speaks of a link, not of a cause", True)


def _governed(word: Word, reading: Reading, most: int) -> list[Word]:
    """The words that follow, in the segment and in the clause that it opens ("appeared to show that …")."""
    reach = 1 if most > 4 else 0
    return [
        other
        for other in reading.words[word.place + 1 : word.place + 2 * most + 2]
        if other.content and other.segment - word.segment <= reach
    ][:most]


def _is_past(word: Word, reading: Reading) -> bool:
    before = {other.low for other in reading.words[max(0, word.place - 3) : word.place]}
    return (
        (word.low.endswith("ed") or _is_past_form(word))
        and not before & {"to", "be", "is", "are", "was", "were", "not", "being"}
    ) or (bool(before & {"has", "have", "had"}) and "to" not in before)


def _is_past_form(word: Word) -> bool:
    return word.low.split()[0].endswith("ed") or (
        word.stem != word.low.split()[0]
        and word.low
        in (
            "rose",
            "fell",
            "grew",
            "won",
            "lost",
            "sold",
            "bought",
            "paid",
            "cut",
            "took",
            "made",
            "went",
            "left",
            "became",
            "began",
        )
    )


def _stated(verb: Word, evidence: Evidence, besides: Reading) -> bool:
    """Whether another sentence has the same verb as a fact."""
    return any(
        verb.matches(other) and _is_past_form(other)
        for reading in evidence.readings
        if reading is not besides
        for other in reading.content
    )


def _is_month(word: Word) -> bool:
    return word.text == "May" or word.figure


def _permits(word: Word, reading: Reading) -> bool:
    """ "You may return it": a permission."""
    return word.low in ("may", "could", "would") and word.place > 0 and reading.words[word.place - 1].low in ("you",)
