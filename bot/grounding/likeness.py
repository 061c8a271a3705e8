"""Whether a claim that brings words of its own still speaks of what its evidence speaks of, by the built-in model.

No lexicon knows all the words for a thing, so a word that the sources do not have proves nothing.  The embedding model
tells "onlookers gathered" of "spectators came" from "the mayor is under arrest" of "the mayor opened the bridge".  It
is asked only about claims with many words of their own, for it costs some 10 ms; of the differences that make a
near copy wrong it knows nothing (measured: AUC .49 between faithful and wrong sentences of the test set).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache, lru_cache

from bot.grounding.evidence import Evidence
from bot.grounding.fault import Fault
from bot.grounding.predicates import unsaid
from index.errors import EmbeddingError
from index.onnx_encoder import OnnxEncoder, builtin_encoder

logger = logging.getLogger(__name__)

ENOUGH = 0.5
"""Share of the claim's words from which on its evidence speaks of it, whatever the others are."""
ALIKE = 0.33
"""Cosine from which on two texts speak of the same: of 600 faithful sentences 1 in 100 lies below and brings as many
words of its own, of subjects with the predicate of another passage 2 in 3."""


def foreign(evidence: Evidence) -> Iterator[Fault]:
    """A claim with words of its own that speaks of something else than its evidence."""
    claim = evidence.claim
    if claim.figures or claim.moments:
        # They are held, or ``facts`` says so; a figure in common is no chance.
        return
    unheld = list(unsaid(evidence))
    if evidence.coverage >= ENOUGH and not unheld and not _mostly_new(evidence):
        return
    header = evidence.places[0].source.header.text
    likeness = _cosine(claim.text, " ".join([*(reading.text for reading in evidence.readings), header]))
    # Without the model words alone decide, as strictly as they can.
    doubtful = evidence.coverage < ENOUGH or bool(unheld) if likeness is None else likeness < ALIKE
    if doubtful or any(unsaid(evidence, states_only=True)):
        words = ", ".join(word.text or word.low for word in evidence.unmatched[:4])
        yield unheld[0] if unheld else Fault(f"the source does not speak of: {words}")


def _mostly_new(evidence: Evidence) -> bool:
    """Whether half of the claim's words stand nowhere in its sources."""
    given = [
        word for source in evidence.sources for reading in (*source.readings, source.header) for word in reading.content
    ]
    content = evidence.claim.content
    return 2 * sum(not any(word.matches(other) for other in given) for word in content) >= max(1, len(content))


@lru_cache(maxsize=512)
def _cosine(one: str, other: str) -> float | None:
    """The cosine of two texts; None where the model cannot be loaded."""
    encoder = _encoder()
    if encoder is None:
        return None
    first, second = encoder.encode([one, other])
    return float(first @ second)


@cache
def _encoder() -> OnnxEncoder | None:
    try:
        return builtin_encoder()
    except EmbeddingError as error:
        logger.warning("Sentences are checked by their words alone: %s", error)
        return None
