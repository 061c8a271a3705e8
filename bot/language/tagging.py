"""Which words of an English text are names, nouns and verbs, as HanTa tags them.

The tags are those of the British National Corpus: NP0 is a name, NN1 and NN2 are nouns, AJ0 an adjective, VVI an
infinitive (C5, http://www.natcorp.ox.ac.uk/docs/c5spec.html).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.language.lexicon import lexicon
from bot.language.verbs import irregular_stems, verb_stems

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger

TOKEN = re.compile(r"[^\W_]+(?:[-’'&.][^\W_]+)*\.?(?<!\.)|[^\w\s]")
LONGEST_WORD = 60
"""Characters: HanTa's time grows faster than with their square (.05 s for 60, .5 s for 200, minutes for 1,500), and no
English word is as long."""
_STAND_IN = "thing"
"""A noun in the place of what is longer: a key, an address, a row of letters is a thing that something is said of."""
_ENDS = frozenset(".?!:;")
_OPEN_AUXILIARIES = ("VDB", "VDZ", "VDD", "VM0")
"""Tags of "do", "does", "did", "will": the verb itself is still to come."""
_BARE_VERBS = ("VVI", "VVB", "VBI", "VHI", "VDI")
_FINITE = re.compile(r"V(?:V[BDZ]|B[BDZ]|D[BDZ]|H[BDZ]|M0)")
_OPEN_OBJECTS: tuple[str, ...] = ("AT0", "CRD", "DPS", "PNP")
"""What an object begins with: "the", "80", "its", "them"."""
_NO_NOUNS = ("AT", "AV", "CJ", "CRD", "DPS", "DT", "ORD", "PN", "PR", "PU", "TO")


@lru_cache(maxsize=512)
def tags(text: str) -> dict[int, str]:
    """The tag of every word and mark of a text, by where it begins."""
    tagged: dict[int, str] = {}
    sentence: list[tuple[str, int]] = []
    for match in TOKEN.finditer(text):
        if sentence and "\n" in text[sentence[-1][1] : match.start()]:
            tagged |= _of_sentence(sentence)
            sentence = []
        sentence.append((match[0], match.start()))
        if match[0] in _ENDS:
            tagged |= _of_sentence(sentence)
            sentence = []
    return tagged | _of_sentence(sentence)


def compares(text: str) -> bool:
    """Whether a text compares, whatever stands behind: "the better camera", "fewer side effects", "works faster"."""
    found = tags(text)
    words = ((match[0].lower(), found[match.start()]) for match in TOKEN.finditer(text))
    return any(
        word in ("more", "fewer", "less", "better", "worse")
        or tag == "AJC"
        or (
            tag == "AV0"
            and word.endswith("er")
            and word not in ("ever", "never", "after", "however", "rather", "together")
        )
        for word, tag in words
    )


def may_be_verb(word: str) -> bool:
    """Whether a word may be a verb, whatever else it is."""
    stem = lexicon("en").stem(word)
    return stem in verb_stems() or stem in irregular_stems()


def is_named(word: str) -> bool:
    """Whether a word by itself, however it is written, is most likely a name."""
    return len(word) <= LONGEST_WORD and str(_tagger().analyze(word.capitalize())[1]) == "NP0"


def _of_sentence(sentence: Sequence[tuple[str, int]]) -> dict[int, str]:
    if not sentence:
        return {}
    words = tuple(
        (re.sub(r"['’]s$", "", word) or word) if len(word) <= LONGEST_WORD else _STAND_IN for word, _ in sentence
    )
    return dict(zip((start for _, start in sentence), _with_verb(words, _tagged(words)), strict=True))


def _with_verb(words: Sequence[str], found: Sequence[str]) -> Sequence[str]:
    """The tags with the verb that the sentence must have: "object" of "What does the EU object to?" is no noun."""
    opened = next((at for at, tag in enumerate(found) if tag in _OPEN_AUXILIARIES), None)
    if opened is None:
        doer = next((at for at, tag in enumerate(found) if not tag.startswith("NP")), 0)
        acts = 0 < doer < len(found) - 1 and found[doer] == "NN2" and may_be_verb(words[doer])
        if acts and words[doer + 1][:1].isupper():
            return [*found[:doer], "VVZ", *found[doer + 1 :]]  # "Ana Moro coaches Ajax."
        if any(_FINITE.match(tag) for tag in found):
            return found
        if tuple(found[:2]) == ("PNQ", "NN2") and len(found) > 2 and not found[2].startswith("PU"):
            return ["PNQ", "VVZ", *found[2:]]  # "Who coaches Ajax?"
        after, verb = _OPEN_OBJECTS, "VVZ"
    else:
        early = _verb_before_name(words, found, opened)
        if early is not None:
            rest = (
                "NN1" if tag in _BARE_VERBS and found[early + 1].startswith("N") else tag for tag in found[early + 1 :]
            )
            return [*found[:early], "VVI", *rest]
        if any(tag in _BARE_VERBS for tag in found[opened + 1 :]):
            return found
        after, verb = _NO_NOUNS, "VVI"
    may_be = [
        at
        for at in range((opened or 0) + 2, len(found))
        if found[at].startswith("NN")
        and ((found[at + 1] if at + 1 < len(found) else "PUN").startswith(after) or _before_name(words, found, at))
        and found[at - 1].startswith(("NN", "NP", "PN", "UNC"))
    ]
    sure = (at for at in may_be if may_be_verb(words[at]) or _before_name(words, found, at))
    at = next(sure, may_be[0] if may_be and opened is not None else None)
    return found if at is None else [*found[:at], verb, *found[at + 1 :]]


def _verb_before_name(words: Sequence[str], found: Sequence[str], opened: int) -> int | None:
    """Where the verb is that was taken for a part of the next name: "close" of "Did the council close Tarn Hall?"."""
    for at in range(opened + 2, len(words) - 1):
        if found[at].startswith("V"):
            return None
        name = words[at + 1][:1].isupper() and words[at].islower()
        if (
            name
            and found[at].startswith(("AJ", "NN"))
            and found[at - 1].startswith(("NN", "NP"))
            and may_be_verb(words[at])
        ):
            return at
    return None


def _before_name(words: Sequence[str], found: Sequence[str], at: int) -> bool:
    """Whether a word is what many do to somebody: "border" of "Which countries border Norland?"."""
    name = at + 1 < len(words) and words[at + 1][:1].isupper()
    return name and tuple(found[:at]) == ("DTQ", "NN2")


@lru_cache(maxsize=4096)
def _tagged(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_tagger().tag_sent(list(words), taglevel=0))


@cache
def _tagger() -> HanoverTagger:
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_en.pgz")
