"""Vectors for texts: those that are there already, and the model for the rest."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np

from index.revision import text_hash

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from index.embedding import Embedding

# A group of texts is what becomes visible at once, and what Ctrl-C may cost: about this many seconds of embedding ...
_GROUP_S = 5.0
# ... but enough that batches of like lengths can be made of them, and few enough that one is indexed while the next
# is read where the model is fast.
LEAST_TEXTS, MOST_TEXTS = 64, 1_000
# Texts given to the model between two signs of progress.
_EMBED_AT_ONCE = 128

Known = Callable[[Sequence[bytes]], "dict[bytes, NDArray[np.float32]]"]
"""Gives the vectors that are there already, by ``text_hash``."""


class Vectorizer:
    """Never embeds a text twice, and measures how fast the model is."""

    def __init__(self, embedding: Embedding, known: Known, usual_speed: float) -> None:
        """``usual_speed``: chunks a second to reckon with before the first was embedded."""
        self._embedding = embedding
        self._known = known
        self._usual_speed = usual_speed
        self._seconds = 0.0
        self.embedded = 0
        """Texts that the model had to read."""

    @property
    def chunks_per_s(self) -> float:
        """Of the model so far; 0 before the first text."""
        return self.embedded / self._seconds if self._seconds > 0 else 0.0

    @property
    def group_size(self) -> float:
        """How many chunks make a group that takes a few seconds."""
        return min(max((self.chunks_per_s or self._usual_speed) * _GROUP_S, LEAST_TEXTS), MOST_TEXTS)

    def vectors(
        self, articles: Sequence[Sequence[str]], tell: Callable[[], None] = lambda: None
    ) -> list[NDArray[np.float32]]:
        """For each article's texts one array, a row a text.  ``tell`` is called as the work goes on."""
        hashes = [[text_hash(text) for text in texts] for texts in articles]
        wanted: dict[bytes, str] = {}
        for keys, texts in zip(hashes, articles, strict=True):
            wanted.update(zip(keys, texts, strict=True))
        rows = self._known(list(wanted))
        # Texts of one length make batches without padding; the longest first, so that time left is not flattered.
        new = sorted((key for key in wanted if key not in rows), key=lambda key: len(wanted[key]), reverse=True)
        for begin in range(0, len(new), _EMBED_AT_ONCE):
            part = new[begin : begin + _EMBED_AT_ONCE]
            started = time.monotonic()
            rows.update(zip(part, self._embedding.embed([wanted[key] for key in part]), strict=True))
            self._seconds += time.monotonic() - started
            self.embedded += len(part)
            tell()
        return [np.array([rows[key] for key in keys], dtype=np.float32) for keys in hashes]
