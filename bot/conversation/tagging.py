"""Which words of an English text are names, nouns and verbs, as HanTa tags them.

The tags are those of the British National Corpus: NP0 is a name, NN1 and NN2 are nouns, AJ0 an adjective, VVI an
infinitive (C5, http://www.natcorp.ox.ac.uk/docs/c5spec.html).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from bot.grounding.lexicon import lexicon
from bot.grounding.verbs import irregular_stems, verb_stems

if TYPE_CHECKING:
    from HanTa.HanoverTagger import HanoverTagger

TOKEN = re.compile(r"[^\W_]+(?:[-’'&.][^\W_]+)*\.?(?<!\.)|[^\w\s]")
_ENDS = frozenset(".?!:;")
_OPEN_AUXILIARIES = ("VDB", "VDZ", "VDD", "VM0")
"""Tags of "do", "does", "did", "will": the verb itself is still to come."""
_BARE_VERBS = ("VVI", "VVB", "VBI", "VHI", "VDI")


@lru_cache(maxsize=512)
def tags(text: str) -> dict[int, str]:
    """The tag of every word and mark of a text, by where it begins."""
    tagged: dict[int, str] = {}
    sentence: list[tuple[str, int]] = []
    for match in TOKEN.finditer(text):
        sentence.append((match[0], match.start()))
        if match[0] in _ENDS:
            tagged |= _of_sentence(sentence)
            sentence = []
    return tagged | _of_sentence(sentence)


def may_be_verb(word: str) -> bool:
    """Whether a word may be a verb, whatever else it is."""
    stem = lexicon("en").stem(word)
    return stem in verb_stems() or stem in irregular_stems()


def _of_sentence(sentence: Sequence[tuple[str, int]]) -> dict[int, str]:
    if not sentence:
        return {}
    words = tuple(re.sub(r"['’]s$", "", word) or word for word, _ in sentence)
    return dict(zip((start for _, start in sentence), _with_verb(words, _tagged(words)), strict=True))


def _with_verb(words: Sequence[str], found: Sequence[str]) -> Sequence[str]:
    """The tags with a verb for every "does": "object" of "What does the EU object to?", which is no noun."""
    opened = next((at for at, tag in enumerate(found) if tag in _OPEN_AUXILIARIES), None)
    if opened is None or any(tag in _BARE_VERBS for tag in found[opened + 1 :]):
        return found
    for at in range(opened + 2, len(found)):
        ends = at + 1 == len(found) or not found[at + 1].startswith(("NN", "NP"))
        if found[at].startswith("NN") and ends and found[at - 1][:2] in ("NN", "NP", "PN") and may_be_verb(words[at]):
            return [*found[:at], "VVI", *found[at + 1 :]]
    return found


@lru_cache(maxsize=4096)
def _tagged(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(_tagger().tag_sent(list(words), taglevel=0))


@cache
def _tagger() -> HanoverTagger:
    from HanTa.HanoverTagger import HanoverTagger

    return HanoverTagger("morphmodel_en.pgz")
