"""Whether a source speaks at all of what an English claim says of its subject.

A claim may have its subject, its place and its figures from a source and still say something else of them: "the mayor
is under arrest" of "the mayor opened the bridge".  So what each clause predicates (its main verb, or what follows "is")
must stand in the source, in that word or in another for the same.  A verb is judged only if the lexicon knows
others for it: of one that it does not know it cannot tell whether the source has a synonym.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.negations import is_negative, negations
from bot.grounding.reading import Reading
from bot.grounding.statements import SAYING, Statement, is_generic, statements
from bot.language.lexicon import lexicon, listed
from bot.language.words import Word

NONE = frozenset[str]()
_LIGHT = frozenset(
    "have do make take give get put go come becom see need want know leav work receiv reach use keep happen remain "
    "hold run stand find bring let be mean take place includ contain follow set lie seem appear call intend plan tri "
    "serv expect start begin continu help caus lead think believ consid feel look turn show manag order offer provid "
    "ask hear get to follow apply add state sit stay live count cover cost last stem concern involv affect relat "
    "hope aim wish decid agre number total amount consist form regard base choos pick select mark account belong "
    "occur take over gain lose end allow enabl requir must can may like prefer".split()
)
"""Stems of verbs that say little by themselves: what they govern is weighed by the other rules."""
_SAYING = SAYING | frozenset(
    "warn caution stress explain argu point insist describ comment write tell report mention suggest conclud "
    "estim advis recommend regret promis accus criticis prais blame attribut ascrib credit put maintain deni reject "
    "assur confirm reckon predict forecast anticip acknowledg admit conced reveal indic find observ note".split()
)
"""Stems of verbs of saying, which ``attribution`` and ``polarity`` see to."""
_LOCATING = frozenset("under in on at out off".split())
_VAGUE = frozenset(
    "possible available able likely unlikely same different part one thing way true clear sure known unknown worth "
    "source due good bad currently now worse better free reason cause right wrong key answer aim idea plan tip case "
    "common rare capacity size length weight price number amount".split()
)


def unsaid(evidence: Evidence, *, states_only: bool = False) -> Iterator[Fault]:
    """Clauses of the claim whose predicate the source does not have, or has only of something else.

    ``states_only`` leaves out verbs, which have more synonyms than any lexicon: what is left is "under arrest".
    """
    claim = evidence.claim
    if claim.language != "en" or any(source.language != "en" for source in evidence.sources):
        return
    denied = {id(word) for negation in negations(claim) for word in (*negation.scope, negation.word)}
    plain = not denied and not any(is_negative(word) for word in claim.content)
    for clause in statements(claim):
        said = _predicate(clause, claim)
        if states_only and not (said and claim.words[said[0].place - 1].low in _LOCATING):
            continue
        if not said or any(word.quoted or id(word) in denied for word in said):
            continue
        readings = [reading for source in evidence.sources for reading in (source.header, *source.readings)]
        if not any(_says(reading, word, plain) for reading in readings for word in said):
            yield Fault(f"the source does not speak of: {' '.join(word.text or word.low for word in said)}")


def denied_predicate(evidence: Evidence) -> Iterator[Fault]:
    """Clauses whose verb the source has only under a "not": "designed it" of "no role in its design"."""
    claim = evidence.claim
    if claim.language != "en" or negations(claim) or any(is_negative(word) for word in claim.content):
        return
    readings = [reading for source in evidence.sources for reading in source.readings]
    for clause in statements(claim):
        for word in _predicate(clause, claim):
            held = [reading for reading in readings if reading.counterpart(word)]
            if held and not any(_says(reading, word, True) for reading in readings) and not word.quoted:
                yield Fault(f"the source denies it of “{word.text or word.low}”", True)


def _predicate(clause: Statement, claim: Reading) -> list[Word]:
    """The words that a clause says of its subject, any of which is enough; none where it says too little to tell."""
    verbs = [word for word in clause.verbs if word.content and word.place < clause.end]
    verbs = [word for word in verbs if word.low not in ("has", "had", "have")]
    if verbs:
        main = verbs[-1]
        if is_light(main) or main.name or main.figure or (main.place == 0 and len(statements(claim)) > 1):
            # A word that opens a sentence may be a noun that looks like an order: "Staff on the night shift …".
            return []
        return [main] if main.meaning.groups or main.stem in _licences()[0] else []
    # "Is under arrest", "was a fraud": what follows the verb, up to the first word that is none of it.
    words = claim.words[clause.end :]
    said: list[Word] = []
    for number, word in enumerate(words):
        if word.content and not word.figure:
            said.append(word)
        elif said or number > 1 or word.low not in (*_LOCATING, "a", "an", "the", "now", "also", "still"):
            break
    if any(word.name or word.low.split()[0] in _VAGUE or is_generic(word) for word in said):
        return []
    if said and said[0].place == clause.end and said[0].low.endswith(("er", "est")):
        # "Is larger": ``direction`` and ``comparisons`` weigh that.
        return []
    return said


def _says(reading: Reading, word: Word, plain: bool) -> bool:
    """Whether a sentence has the word, one of the same meaning, or one that may say the same here.

    A claim that is ``plain``, with no "not" of its own, is not held by what the sentence denies.
    """
    found = reading.counterpart(word)
    if found is not None and not (plain and found.stem == word.stem and _denied(found, reading)):
        return True
    if found is not None:
        return any(other is not found and other.matches(word) for other in reading.content)
    forth, back = _licences()
    licence = forth.get(word.stem, NONE) | forth.get(word.stem.split()[0], NONE) | back.get(word.stem, NONE)
    return any(other.stem in licence or other.stem.split()[0] in licence for other in reading.words)


def _denied(word: Word, reading: Reading) -> bool:
    return any(word is one for negation in negations(reading) if not negation.soft for one in negation.scope)


@cache
def _licences() -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """By the stem of the word that opens a line, the stems of the others, and the other way round."""
    words = lexicon("en")
    forth: dict[str, set[str]] = {}
    back: dict[str, set[str]] = {}
    for line in listed("paraphrases.txt"):
        opening, *others = (" ".join(map(words.stem, phrase.split())) for phrase in line.split(", "))
        forth.setdefault(opening, set()).update(others)
        for other in others:
            back.setdefault(other, set()).add(opening)
    return {one: frozenset(all_) for one, all_ in forth.items()}, {one: frozenset(all_) for one, all_ in back.items()}


def is_light(word: Word) -> bool:
    """Whether a verb says little by itself."""
    return word.stem in _LIGHT or word.stem in _SAYING or word.stem.split()[0] in _LIGHT
