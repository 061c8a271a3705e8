"""Whether a claim still speaks of what its evidence speaks of: a third of it words, two thirds the built-in model.

No lexicon knows all the words for a thing, so a word that the sources do not have proves nothing; and the words of a
long passage hold many a sentence that none of its sentences says.  The embedding model tells "onlookers gathered" of
"spectators came" from "dogs bark" of "keep dogs on the lead".  It is not asked about near copies, for it costs some
10 ms; of the differences that make one wrong it knows nothing (measured: AUC .49 between faithful and wrong sentences
of the test set).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache, lru_cache

import numpy as np

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.predicates import unsaid
from index.errors import EmbeddingError
from index.onnx_encoder import OnnxEncoder, builtin_encoder

logger = logging.getLogger(__name__)

APART = "the source has its words, but not together"

ANY = 0.1
"""A cosine that any two texts have: where no more is wanted the model is not asked."""
COVERED, TOGETHER = 0.4, 0.25
"""What the share of the claim's words in all its evidence, and in the best sentence, add to the cosine."""
ALIKE, ALIKE_UNPROMPTED = 0.65, 0.75
"""What the three must come to; more is wanted of a claim that was not written from the passages, of which most are
about something else.  Of sentences of the test set that nothing else faults, held against stories that share most
words with them, alone or four in one, 79% and 89% are below; of faithful ones with their own stories, alone or among
two others, 2% and 6% (area under the curve .972, of the share alone .881)."""
SHORT = 4
"""Content words up to which each counts, of a claim that was not written from the passages: "heat pumps are dangerous"
is two thirds of any sentence on heat pumps."""
NEAR = 0.45
"""Cosine of a word with some word of the evidence, each read in its sentence, from which on they may say the same."""
BARE = 0.5
"""The share in all evidence that is wanted where there is no model."""


def foreign(evidence: Evidence, *, unprompted: bool = False) -> Iterator[Fault]:
    """A claim with words of its own that speaks of something else than its evidence.

    ``unprompted``: it was not written from these sources.
    """
    claim, best = evidence.claim, evidence.best
    of_best = [word for word in claim.content if any(word.matches(other) for other in best.content)]
    together = len(of_best) / len(claim.content) if claim.content else 1.0
    unheld = list(unsaid(evidence))
    wanted = (ALIKE_UNPROMPTED if unprompted else ALIKE) - COVERED * evidence.coverage - TOGETHER * together
    if (wanted <= ANY and not unheld) or _told_in_another_language(evidence):
        return
    given = f"{best.text} {evidence.places[0].source.header.text}"
    likeness = _cosine(claim.text, given)
    # Without the model words alone decide, as strictly as they can.
    doubtful = likeness < wanted if likeness is not None else evidence.coverage < BARE or bool(unheld)
    if likeness is not None and unprompted and not doubtful and len(claim.content) <= SHORT:
        rest = tuple(word.text or word.low for word in claim.content if word not in of_best)
        doubtful = bool(rest) and _farthest(claim.text, given, rest) < NEAR
    if doubtful or any(unsaid(evidence, states_only=True)):
        words = ", ".join(word.text or word.low for word in evidence.unmatched[:4])
        yield unheld[0] if unheld else Fault(f"the source does not speak of: {words}" if words else APART)


def _told_in_another_language(evidence: Evidence) -> bool:
    """Whether claim and evidence have facts or names in common and no words that could be: the model knows English."""
    claim = evidence.claim
    facts = claim.figures or claim.moments or any(word.name for word in claim.content)
    return bool(facts) and evidence.places[0].source.language != claim.language


@lru_cache(maxsize=512)
def _cosine(one: str, other: str) -> float | None:
    """The cosine of two texts; None where the model cannot be loaded."""
    encoder = _encoder()
    if encoder is None:
        return None
    first, second = encoder.encode([one, other])
    return float(first @ second)


@lru_cache(maxsize=512)
def _farthest(one: str, other: str, words: tuple[str, ...]) -> float:
    """The least of the cosines that ``words``, of the first text, have with the nearest word of the second."""
    encoder = _encoder()
    assert encoder is not None
    first, second = encoder.encode_tokens([one, other])
    # Without the model's marks at both ends, which are near to everything.
    inner = second.states[1:-1]
    nearest = [1.0]
    for word in words:
        begin = one.lower().find(word.lower())
        own = [
            number
            for number, (start, end) in enumerate(first.offsets)
            if begin >= 0 and start < end and start < begin + len(word) and begin < end
        ]
        if own:
            vector = first.states[own].mean(0)
            nearest.append(float((inner @ vector).max() / np.linalg.norm(vector)))
    return min(nearest)


@cache
def _encoder() -> OnnxEncoder | None:
    try:
        return builtin_encoder()
    except EmbeddingError as error:
        logger.warning("Sentences are checked by their words alone: %s", error)
        return None
