"""Finds articles that say nothing beyond one that is there already: a wire story at a second publisher.

Candidates are looked up by MinHash over three-word shingles (Broder, "On the resemblance and containment of
documents", 1997) in bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, section 3.4), and decided
by comparing the texts (``index/retelling.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

import numpy as np
from numpy.typing import NDArray
from rensa import RMinHash  # type: ignore[import-untyped]

from index.retelling import retells, story_of

# 42 bands of 3: a pair that shares half of its shingles is looked at with a probability of .996, one that shares
# two fifths (an article of which that much is left) of .94, one that shares 2%, as unrelated news does, of .0003.
_BANDS, _ROWS = 42, 3
_SLOTS = _BANDS * _ROWS
_SEED = 20240102
_LEAST_RESEMBLANCE = 0.25
# Signatures added since the sorted arrays were made are kept beside them up to this number.
_MOST_RECENT = 2048
# Forms, price lists and weekly reports share most of their words by thousands, and none is a copy of another.  A copy
# shares more bands with its original than they do: only those with most are looked at, and fewer word by word.
_MOST_SCORED, _MOST_READ = 64, 12


def signature(text: str) -> bytes:
    """What ``CopyFinder`` knows a text by: 504 bytes, the same for the same text on every machine and in every run."""
    words = text.casefold().split()
    shingles = [" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)] or words
    sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
    sketch.update(shingles)
    return np.array(sketch.digest(), dtype="<u4").tobytes()


class CopyFinder:
    """Looks up, among the signatures that were added, the article that a new text is a copy of."""

    def __init__(self, signatures: Iterable[tuple[str, bytes]], text_of: Callable[[str], str | None]) -> None:
        """``signatures`` are of the articles there are, by id; ``text_of`` gives an article's text, None if gone."""
        pairs = [(each, sign) for each, sign in signatures if len(sign) == 4 * _SLOTS]
        self._text_of = text_of
        self._ids: list[str | None] = [each for each, _ in pairs]
        self._rows = {each: row for row, each in enumerate(self._ids) if each is not None}
        self._slots = np.frombuffer(b"".join(sign for _, sign in pairs), dtype="<u4").reshape(-1, _SLOTS)
        self._new_slots: list[NDArray[np.uint32]] = []
        self._recent: dict[int, list[int]] = {}
        self._sort()

    def add(self, article_id: str, sign: bytes) -> None:
        """Makes an article findable, in place of what was there under its id."""
        self.remove(article_id)
        slots = np.frombuffer(sign, dtype="<u4")
        row = len(self._ids)
        self._ids.append(article_id)
        self._rows[article_id] = row
        self._new_slots.append(slots)
        for key in _keys(slots[None, :])[0].tolist():
            self._recent.setdefault(key, []).append(row)
        # A quarter: each signature is sorted again a few times in all, however many there will be.
        if len(self._new_slots) > max(_MOST_RECENT, len(self._slots) // 4):
            self._slots = np.vstack([self._slots, *self._new_slots])
            self._new_slots, self._recent = [], {}
            self._sort()

    def remove(self, article_id: str) -> None:
        """Forgets an article; one that is not there is no error."""
        row = self._rows.pop(article_id, None)
        if row is not None:
            self._ids[row] = None

    def find(self, text: str, sign: bytes) -> str | None:
        """The id of the article that says all that ``text`` says, the most alike of several; None where none does."""
        rows = self._alike(np.frombuffer(sign, dtype="<u4"))
        told = story_of(text) if rows else None
        for row in rows:
            article_id = self._ids[row]
            stored = None if article_id is None else self._text_of(article_id)
            if told is not None and stored is not None and retells(told, story_of(stored)):
                return article_id
        return None

    def _alike(self, slots: NDArray[np.uint32]) -> list[int]:
        """The articles worth comparing, those most alike first, and of these the ones added first."""
        shared = np.bincount(self._sharing(slots))
        rows = np.flatnonzero(shared)
        nearest = rows[np.argsort(-shared[rows], kind="stable")].tolist()
        there = islice((row for row in nearest if self._ids[row] is not None), _MOST_SCORED)
        scored = [(float(np.mean(self._slots_of(row) == slots)), -row) for row in there]
        return [-row for score, row in sorted(scored, reverse=True) if score >= _LEAST_RESEMBLANCE][:_MOST_READ]

    def _sharing(self, slots: NDArray[np.uint32]) -> NDArray[np.int64]:
        """The articles that share a band with these slots, each as often as it does."""
        keys = _keys(slots[None, :])[0]
        starts = np.searchsorted(self._keys, keys, "left")
        ends = np.searchsorted(self._keys, keys, "right")
        sorted_rows = [self._order[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        recent = [self._recent[key] for key in keys.tolist() if key in self._recent]
        return np.concatenate([*sorted_rows, *(np.array(each, np.int64) for each in recent)]).astype(np.int64)

    def _slots_of(self, row: int) -> NDArray[np.uint32]:
        return self._slots[row] if row < len(self._slots) else self._new_slots[row - len(self._slots)]

    def _sort(self) -> None:
        keys = _keys(self._slots).ravel()
        order = np.argsort(keys, kind="stable")
        self._keys = keys[order]
        self._order = (order // _BANDS).astype(np.int32)


def _keys(slots: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """One number a band, the band's own among them, for each row of ``slots``."""
    bands = slots.reshape(-1, _BANDS, _ROWS).astype(np.uint64)
    # Odd 64-bit constants of Steele and Vigna, "Computationally easy, spectrally good multipliers", 2022.
    key = np.broadcast_to(np.arange(1, _BANDS + 1, dtype=np.uint64), bands.shape[:2])
    for row in range(_ROWS):
        key = (key ^ bands[:, :, row]) * np.uint64(0xD1342543DE82EF95)
        key = key ^ (key >> np.uint64(32))
    return key
