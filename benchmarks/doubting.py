"""Whether passages say what a claim says, as a small model sees it that was trained on pairs of the two.

Tried, and no part of the check yet (docs/checking.md).  all-MiniLM-L6-v2, read with claim and passages side by side and
trained further by ``benchmarks/entailment.py``, with weights of 8 bits.  It knows English.  One pair costs some 10 ms;
what was asked last is remembered.
"""

from __future__ import annotations

import logging
import math
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from bot.grounding.evidence import Evidence
from index.errors import EmbeddingError
from index.onnx_encoder import load_session
from index.word_pieces import builtin_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

logger = logging.getLogger(__name__)

MODEL = Path(__file__).with_name("entailment.onnx")
LANGUAGE = "en"
CLAIM_TOKENS = 60
GIVEN_TOKENS = 128
"""Word pieces that are read of a claim and of what is given for it, at most; more of them, and it sees less well."""
NEIGHBOUR = 0.35
"""What a sentence counts for the one beside it: "He resigned in May" needs the sentence that says who."""
_START, _BREAK = 101, 102
_WORD = re.compile(r"\w+")

Passages = tuple[tuple[str, ...], ...]
"""Each passage as its sentences."""


def doubt(evidence: Evidence) -> float | None:
    """Log odds that the sources do not say what the claim says, as the model sees it.

    None where one of them is not in English, and where the model cannot be loaded.
    """
    if any(language != LANGUAGE for language in (evidence.claim.language, *(one.language for one in evidence.sources))):
        return None
    passages = tuple(tuple(reading.text for reading in source.readings) for source in evidence.sources)
    return None if _session() is None else _doubt(evidence.claim.text, passages)


@lru_cache(maxsize=512)
def _doubt(claim: str, passages: Passages) -> float:
    session = _session()
    assert session is not None
    ids, kinds = pair(claim, passages)
    given = {
        "input_ids": np.array([ids], np.int64),
        "attention_mask": np.ones((1, len(ids)), np.int64),
        "token_type_ids": np.array([kinds], np.int64),
    }
    return float(session.run(None, given)[0].reshape(-1)[0])


def pair(claim: str, passages: Passages, room: int = GIVEN_TOKENS) -> tuple[list[int], list[int]]:
    """The word pieces of claim and passages as the model reads them, and which of the two each belongs to, 0 or 1."""
    ours = list(_pieces(claim)[:CLAIM_TOKENS])
    theirs = [piece for sentence in nearest(claim, passages, room) for piece in _pieces(sentence)][:room]
    return [_START, *ours, _BREAK, *theirs, _BREAK], [0] * (len(ours) + 2) + [1] * (len(theirs) + 1)


def nearest(claim: str, passages: Passages, room: int) -> list[str]:
    """The sentences that have most of the claim's rarer words, and those beside them, as far as there is room."""
    every = [(number, sentence) for number, passage in enumerate(passages) for sentence in passage]
    if sum(len(_pieces(sentence)) for _, sentence in every) <= room:
        return [sentence for _, sentence in every]
    stems = [_stems(sentence) for _, sentence in every]
    rarity = {stem: math.log((1 + len(every)) / (0.5 + sum(stem in own for own in stems))) for stem in _stems(claim)}
    own = [sum(rarity[stem] for stem in stems_ & rarity.keys()) for stems_ in stems]

    def worth(at: int) -> float:
        beside = [own[to] for to in (at - 1, at + 1) if 0 <= to < len(every) and every[to][0] == every[at][0]]
        return own[at] + NEIGHBOUR * max(beside, default=0.0)

    kept = []
    for at in sorted(range(len(every)), key=worth, reverse=True):
        size = len(_pieces(every[at][1]))
        if size <= room:
            kept.append(at)
            room -= size
    return [every[at][1] for at in sorted(kept)]


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text.lower())
    return frozenset(word[:5] for word in words if len(word) > 2 or word.isdigit())


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[int, ...]:
    return tuple(builtin_tokenizer().encode(text, add_special_tokens=False).ids)


@cache
def _session() -> InferenceSession | None:
    try:
        return load_session(str(MODEL), "the model that checks sentences")
    except EmbeddingError as error:
        logger.warning("Sentences are checked by rules alone: %s", error)
        return None
