"""Runs a small trained model that reads two texts side by side and says one thing of them, as log odds.

Such a model is all-MiniLM-L6-v2 trained further (``benchmarks/entailment.py``, ``benchmarks/answering.py``), with
weights of 8 bits; it knows English only.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.onnx_encoder import load_session
from index.word_pieces import builtin_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

logger = logging.getLogger(__name__)

LANGUAGE = "en"
START, BREAK = 101, 102
"""The word pieces that begin a row and end each of its texts."""

Row = tuple[list[int], list[int]]
"""Word pieces, and for each of them 1 if it is of the text that is judged by, else 0."""


class CrossEncoder:
    """A model, loaded when first asked; safe to use from several threads."""

    def __init__(self, model: Path, without: str) -> None:
        """``without``: what the log says where the model cannot be loaded."""
        self.model = model
        self._without = without
        self._session: InferenceSession | None = None
        self._missing = False
        self._guard = threading.Lock()

    def odds(self, rows: Sequence[Row]) -> NDArray[np.float64] | None:
        """Log odds of each row; None where the model cannot be loaded, which is logged once."""
        session = self._loaded()
        if session is None:
            return None

        def odds_of(row: Row) -> float:
            ids, kinds = row
            given = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": kinds}
            return float(session.run(None, {name: np.array([own], np.int64) for name, own in given.items()})[0][0])

        # Each by itself: what flows through a model is rounded by the largest and smallest number of its whole batch,
        # so that a row would be judged by those beside it.  And each on one thread: on two cores 630 rows of 70 pieces
        # took 6.5 s two at a time, 9.0 s one after the other with both cores for each, 13.0 s with one.
        return np.fromiter(_threads().map(odds_of, rows) if len(rows) > 1 else map(odds_of, rows), np.float64)

    def load(self) -> None:
        """Loads the model, so that the first question need not wait for it; whoever asks meanwhile does wait."""
        self._loaded()

    def _loaded(self) -> InferenceSession | None:
        with self._guard:
            if self._session is None and not self._missing:
                try:
                    self._session = load_session(str(self.model), self.model.name, threads=1)
                except EmbeddingError as error:
                    self._missing = True
                    logger.warning("%s: %s", self._without, error)
            return self._session


@lru_cache(maxsize=4096)
def pieces(text: str) -> tuple[int, ...]:
    """The word pieces of a text, without marks at its ends."""
    return tuple(builtin_tokenizer().encode(text, add_special_tokens=False).ids)


@cache
def _threads() -> ThreadPoolExecutor:
    """Those that rows are judged on, whoever asks; each begins when it is first needed."""
    return ThreadPoolExecutor(min(8, os.cpu_count() or 1), thread_name_prefix="judging")
