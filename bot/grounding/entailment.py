"""How much a small trained model doubts that the passages say what a claim says.

It sees what rules over words can't see: that "let go" says "dismissed", that a plan is not a deed.  Of figures it knows
less than the rules, which are asked first.  It knows English only.  ``benchmarks/entailment.py`` trains it.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path

from bot.cross_encoder import BREAK, LANGUAGE, START, CrossEncoder, Row, pieces
from bot.grounding.evidence import Evidence

ENTAILMENT = CrossEncoder(Path(__file__).with_name("entailment.onnx"), "Sentences are checked by rules alone")
CLAIM_TOKENS = 60
GIVEN_TOKENS = 128
"""Word pieces that are read of a claim and of what is given for it, at most; more of them, and it sees less well."""
NEIGHBOUR = 0.35
"""What a sentence counts for the one beside it: "He resigned in May" needs the sentence that says who."""
_WORD = re.compile(r"\w+")

Passages = tuple[tuple[str, ...], ...]
"""Each passage as its sentences."""


def doubt(evidence: Evidence) -> float | None:
    """Log odds that the sources do not say the claim; None where the model cannot judge: another language, no model."""
    if any(
        language != LANGUAGE for language in (evidence.claim.language, *(each.language for each in evidence.sources))
    ):
        return None
    return remembered(
        evidence.claim.text,
        tuple(tuple(reading.text for reading in source.readings) for source in evidence.sources),
    )


def pair(claim: str, passages: Passages, room: int = GIVEN_TOKENS) -> Row:
    """Claim and passages as the model reads them, with ``room`` word pieces for the passages."""
    ours = list(pieces(claim)[:CLAIM_TOKENS])
    theirs = [piece for sentence in nearest(claim, passages, room) for piece in pieces(sentence)][:room]
    return [START, *ours, BREAK, *theirs, BREAK], [0] * (len(ours) + 2) + [1] * (len(theirs) + 1)


def nearest(claim: str, passages: Passages, room: int) -> list[str]:
    """The sentences that have most of the claim's rarer words, and those beside them, as far as there is room."""
    every = [(number, sentence) for number, passage in enumerate(passages) for sentence in passage]
    if sum(len(pieces(sentence)) for _, sentence in every) <= room:
        return [sentence for _, sentence in every]
    stems = [_stems(sentence) for _, sentence in every]
    rarity = {stem: math.log((1 + len(every)) / (0.5 + sum(stem in own for own in stems))) for stem in _stems(claim)}
    own = [sum(rarity[stem] for stem in stems_ & rarity.keys()) for stems_ in stems]

    def worth(at: int) -> float:
        beside = [own[to] for to in (at - 1, at + 1) if 0 <= to < len(every) and every[to][0] == every[at][0]]
        return own[at] + NEIGHBOUR * max(beside, default=0.0)

    kept = []
    for at in sorted(range(len(every)), key=worth, reverse=True):
        size = len(pieces(every[at][1]))
        if size <= room:
            kept.append(at)
            room -= size
    return [every[at][1] for at in sorted(kept)]


@lru_cache(maxsize=512)
def remembered(claim: str, passages: Passages) -> float | None:
    """The same of texts; what was asked last is kept."""
    odds = ENTAILMENT.odds([pair(claim, passages)])
    return None if odds is None else float(odds[0])


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    return frozenset(word[:5] for word in words if len(word) > 2 or word.isdigit())
