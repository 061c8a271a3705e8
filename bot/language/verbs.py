"""Which words of an English sentence are verbs, by their forms, their neighbours and the word lists."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from bot.language.lexicon import lexicon, listed
from bot.language.words import Word
from index.forms import irregular_forms

AUXILIARIES = frozenset(
    "is are was were be been being am has have had do does did will would can could may might must should shall".split()
)
_DETERMINERS = frozenset(
    "a an the its his her their our your my this that these those some any no each every of in on for".split()
)
_FOLLOWING = frozenset(
    "a an the its his her their our your my this that these those some any no each every in on for to not at by "
    "from more about with over "
    "up out back after before until when if as under during within between through into without against".split()
)
_LEADING = frozenset("to not will would can could may might must should they we you i who".split())
"""A verb of the word lists is one after these."""
_NOUNS = frozenset("person man woman child life wife analysis few fewer".split())
"""Heads of the irregular forms that are no verbs."""


def is_verb(words: Sequence[Word], at: int) -> bool:
    """Whether the word at a place is, as far as its form and its neighbours tell, a finite verb or a part of one."""
    word = words[at]
    if word.low in AUXILIARIES:
        # "In May": a date.
        return not word.figure
    if not word.content or word.name or word.figure:
        return False
    if _follows_determiner(words, at) or _is_object_of_infinitive(words, at) or _is_participle_of_noun(words, at):
        return False
    head = word.low.split()[0]
    if head in past_forms():
        return True
    if _may_be_imperative(words, at, head):
        return _leads_on(words, at)
    listed = lexicon("en").stem(head) in verb_stems()
    if listed and _goes_on_after_comma(words, at, head):
        return True
    if (head.endswith("ed") and len(head) > 4) or _before(words, at) in _LEADING:
        return listed
    if listed and _follows_plural(words, at, head):
        return words[at - 1].segment == word.segment and at + 1 < len(words) and head in _plain_verbs()
    return _is_in_s(head) and at > 0 and _subject_like(words, at) and _is_third_person(head)


def _before(words: Sequence[Word], at: int) -> str:
    """The word before, be it of another segment; "" at the beginning."""
    return words[at - 1].low if at else ""


def _opens_segment(words: Sequence[Word], at: int) -> bool:
    return at == 0 or words[at - 1].segment != words[at].segment


def _follows_determiner(words: Sequence[Word], at: int) -> bool:
    """ "The plan", "of work": a noun."""
    return _before(words, at) in _DETERMINERS and words[at - 1].segment == words[at].segment


def _is_object_of_infinitive(words: Sequence[Word], at: int) -> bool:
    """ "To settle claims": what follows an infinitive is its object."""
    if at < 2 or words[at - 2].low != "to":
        return False
    return words[at - 1].content and words[at - 1].stem in verb_stems()


def _is_participle_of_noun(words: Sequence[Word], at: int) -> bool:
    """ "Forced dismissals", "six looted bronzes": a participle before its noun."""
    if not words[at].low.split()[0].endswith("ed") or at + 1 == len(words):
        return False
    following = words[at + 1]
    alone = _opens_segment(words, at) or words[at - 1].figure
    return alone and following.content and following.segment == words[at].segment


def _may_be_imperative(words: Sequence[Word], at: int, head: str) -> bool:
    """ "Unplug the cable, wait 30 seconds": a base form that begins a clause."""
    return head in _plain_verbs() and (_opens_segment(words, at) or _before(words, at) in ("and", "or", "then"))


def _leads_on(words: Sequence[Word], at: int) -> bool:
    """Whether what a verb would have after it comes next: "the" of "the cable", "30" of "30 seconds"."""
    following = words[at + 1] if at + 1 < len(words) else None
    return following is not None and (following.low in _FOLLOWING or following.figure)


def _goes_on_after_comma(words: Sequence[Word], at: int, head: str) -> bool:
    """ "Jonas Reit, the prime minister, plans to visit …"; "Varela won, beating Doyle"."""
    if at == 0 or not _opens_segment(words, at):
        return False
    to_follow = at + 1 < len(words) and words[at + 1].low in ("to", "that")
    return head.endswith("ing") or (head.endswith("s") and to_follow)


def _follows_plural(words: Sequence[Word], at: int, head: str) -> bool:
    """ "Trains run", "prices fall": a form without "-s" after a noun that has one."""
    return _before(words, at).endswith("s") and not head.endswith(("s", "ing")) and words[at - 1].content


def _is_in_s(head: str) -> bool:
    """ "Plans", and not "press"."""
    return head.endswith("s") and not head.endswith("ss")


def _is_third_person(form: str) -> bool:
    """Whether a form in "-s" is one of a verb that the word lists hold: "measures", and not "measurements"."""
    bases = (form[:-1], form[:-2], f"{form[:-3]}y")
    return any(base in _plain_verbs() for base in bases) or (
        lexicon("en").stem(form) in verb_stems() and not form.endswith(("ments", "ations", "ances", "ences"))
    )


def _subject_like(words: Sequence[Word], at: int) -> bool:
    """Whether what stands around an "-s" form makes it a verb: "he plans", "Oslo plans to", not "the road plans of"."""
    before = words[at - 1]
    if before.low in ("he", "she", "it", "who", "which", "that"):
        return True
    ahead = [word.low for word in words[max(0, at - 6) : at] if word.segment == before.segment]
    if "the" in ahead[-2:] and any(low in AUXILIARIES for low in ahead[:-2]):
        # "Will look at the water cuts every year": an object.
        return False
    following = words[at + 1] if at + 1 < len(words) else None
    led = before.content or before.low in ("now", "also", "still", "then", "and", "often")
    return (
        led
        and before.segment == words[at].segment
        and following is not None
        and (following.low in _FOLLOWING or following.figure or following.name)
    )


@cache
def verb_stems() -> frozenset[str]:
    """The stems of the English verbs that the word lists hold."""
    words = lexicon("en")
    return frozenset(words.stem(verb) for line in listed("verbs.txt") for verb in line.split()) | irregular_stems()


@cache
def _plain_verbs() -> frozenset[str]:
    return frozenset(verb for line in listed("verbs.txt") for verb in line.split()) | frozenset(
        word for word, *_ in irregular_forms()
    )


@cache
def irregular_stems() -> frozenset[str]:
    """The stems of the English irregular verbs."""
    words = lexicon("en")
    return frozenset(words.stem(word) for word, *_ in irregular_forms() if word not in _NOUNS)


def is_past_form(form: str) -> bool:
    """Whether a word in small letters may be the past form or the past participle of an English verb."""
    return form.endswith("ed") or form in past_forms()


@cache
def past_forms() -> frozenset[str]:
    """The past forms of the English irregular verbs, without those that are mostly nouns."""
    forms = {form for word, *others in irregular_forms() for form in others if word not in _NOUNS}
    return frozenset(forms - {"left", "lives", "wound", "ground", "found"}) | {
        "left",
        "found",
        "put",
        "cut",
        "hit",
        "said",
    }
