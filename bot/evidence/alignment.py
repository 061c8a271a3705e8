"""A question and sentences compared token by token, in the vectors of the model that has read each of them whole."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from bot.evidence.asked import Asked
from index.onnx_encoder import TokenStates

EncodeTokens = Callable[[Sequence[str]], list[TokenStates]]

_WORD = re.compile(r"[^\W_]+")
_ASKING = re.compile(r"\b(?:who|whom|whose|what|which|when|where|why|how)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Alignment:
    """How near some sentences come to a question."""

    cosines: NDArray[np.float64]
    """Of each sentence as a whole."""
    terms: list[str]
    """The question's terms that were compared, in its order."""
    weights: NDArray[np.float64]
    """How much each of them tells; their sum is 1."""
    words: NDArray[np.float64]
    """One row a sentence: the cosine of each of the terms with the sentence's nearest token."""
    asking: NDArray[np.float64]
    """Of each sentence, the same of the word that asks, "who" or "how"; 0 where there is none."""

    def of(self, order: Sequence[int]) -> Alignment:
        """The same of these sentences, in this order."""
        rows = list(order)
        return replace(self, cosines=self.cosines[rows], words=self.words[rows], asking=self.asking[rows])


def align(asked: Asked, texts: Sequence[str], encode: EncodeTokens) -> Alignment:
    """The sentences compared with the question."""
    question, *read = encode([asked.text, *texts])
    asking = _ASKING.search(asked.text)
    terms: list[str] = []
    vectors: list[NDArray[np.float32]] = []
    question_word: NDArray[np.float32] | None = None
    for match in _WORD.finditer(asked.text):
        term = match[0].lower()
        tokens = [
            number
            for number, (start, end) in enumerate(question.offsets)
            if end > start and match.start() <= start and end <= match.end()
        ]
        if not tokens:
            continue
        vector = question.states[tokens].mean(0)
        vector /= np.linalg.norm(vector)
        if asking is not None and match.start() == asking.start():
            question_word = vector
        if term in asked.weights:
            terms.append(term)
            vectors.append(vector)
    weights = np.array([asked.weights[term] for term in terms])
    return Alignment(
        cosines=np.array([float(text.pooled @ question.pooled) for text in read]),
        terms=terms,
        weights=weights / (weights.sum() or 1.0),
        words=np.array([[_nearest(vector, text) for vector in vectors] for text in read]).reshape(
            len(read), len(terms)
        ),
        asking=np.array([0.0 if question_word is None else _nearest(question_word, text) for text in read]),
    )


def _nearest(vector: NDArray[np.float32], text: TokenStates) -> float:
    # Without the model's marks at both ends, which are near to everything.
    inner = text.states[1:-1]
    return float((inner @ vector).max()) if len(inner) else 0.0
