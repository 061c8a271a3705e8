"""Finds articles that say nothing beyond one that is there already: a wire story at a second publisher.

A *copy* may have a dateline or a credit more, an end that was cut off, and a few words changed; a text in which a
figure, a date, a name or a "not" is another is a version of the story, and is no copy, however few its changes are.
Candidates are looked up by MinHash over three-word shingles (Broder, "On the resemblance and containment of
documents", 1997) in bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, section 3.4), and decided
by comparing the texts word for word.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel
from rensa import RMinHash  # type: ignore[import-untyped]

# 42 bands of 3: a pair that shares half of its shingles is looked at with a probability of .996, one that shares
# two fifths (an article of which that much is left) of .94, one that shares 2%, as unrelated news does, of .0003.
_BANDS, _ROWS = 42, 3
_SLOTS = _BANDS * _ROWS
_SEED = 20240102
_LEAST_RESEMBLANCE = 0.25
# Below this many words, single words make the difference: only the very same ones are a copy.
_SHORT = 20
# Of the words of a copy, this share may be its own, datelines and credits not counted.
_MOST_CHANGED = 0.08
_LONGEST_DATELINE = 14
_LONGEST_CREDIT = 30
# A cut of this many words takes a statement away with all that belongs to it; a shorter one may turn its sense.
_WHOLE_STATEMENT = 8
# Signatures added since the sorted arrays were made are kept beside them up to this number.
_MOST_RECENT = 2048

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]")
# Searched in the eight characters before a word.
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\n][\"'”’)\]]*\s*)[\"'“‘(\[]*$")
_CREDIT = re.compile(
    r"reporting by|edited by|editing by|©|\(c\)|copyright|all rights reserved|first (?:appeared|published)|"
    r"(?:files|reporting|material) from|contributed to this (?:report|story)|originally (?:appeared|published)|"
    r"news agency|wire service|by arrangement with",
    re.I,
)
_AMENDS = re.compile(r"\b(?:correct\w*|updat\w*|clarif\w*|amend\w*|retract\w*|erratum)\b", re.I)
_DATELINE_END = re.compile(r"\s*[)\]]*\s*(?:[—–]|--?|:)\s*$")
_TURNS_SENSE = frozenset(
    "no not never none nobody nothing neither nor without cannot can't won't don't doesn't didn't isn't aren't wasn't "
    "weren't hasn't haven't hadn't wouldn't couldn't shouldn't n't deny denies denied denying fail fails failed false "
    "refuse refused refuses alleged allegedly reportedly may might could unconfirmed suspected accused "
    "more less fewer above below under over up down rise rose rises fall fell falls increase increased decrease "
    "decreased before after first second third last next least most half quarter third double twice all some only "
    "nearly almost about million billion trillion thousand hundred dozen percent % $ € £ ¥ "
    "one two three four five six seven eight nine ten eleven twelve "
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow".split()
)
_TITLES = frozenset(("mr", "mrs", "ms", "dr", "sir", "i", "the", "a", "an"))


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    """Without case, and with figures and apostrophes written in one way."""
    start: int
    end: int
    tells: bool
    """Whether another word in its place would tell something else: a figure, a name, a negation."""


def signature(text: str) -> bytes:
    """What ``CopyFinder`` knows a text by: 504 bytes, the same for the same text on every machine and in every run."""
    words = text.casefold().split()
    shingles = [" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)] or words
    sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
    sketch.update(shingles)
    return np.array(sketch.digest(), dtype="<u4").tobytes()


def is_copy(text: str, stored: str) -> bool:
    """Whether ``stored`` says all that ``text`` says, in the same words but for a few that tell nothing."""
    ours, theirs = _words(text), _words(stored)
    if not ours or not theirs:
        return False
    plain, stored_plain = [word.plain for word in ours], [word.plain for word in theirs]
    if plain == stored_plain:
        return True
    if min(len(ours), len(theirs)) < _SHORT:
        return False
    changed = 0
    # Words taken out and words put in at one place are one change: gather what stands between equal stretches.
    gone: list[_Word] = []
    new: list[_Word] = []
    gone_at = new_at = 0
    for block in [*Indel.opcodes(stored_plain, plain), None]:
        if block is not None and block.tag == "delete":
            gone_at = gone_at if gone else block.src_start
            gone += theirs[block.src_start : block.src_end]
        elif block is not None and block.tag == "insert":
            new_at = new_at if new else block.dest_start
            new += ours[block.dest_start : block.dest_end]
        elif gone or new:
            if _is_frame(stored, theirs, gone, gone_at):
                gone = []
            if _is_frame(text, ours, new, new_at):
                new = []
            if _tells_otherwise(gone, new):
                return False
            changed += len(new)
            gone, new = [], []
    return changed <= _MOST_CHANGED * len(ours)


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
        slots = np.frombuffer(sign, dtype="<u4")
        for row in self._alike(slots):
            article_id = self._ids[row]
            stored = None if article_id is None else self._text_of(article_id)
            if stored is not None and is_copy(text, stored):
                return article_id
        return None

    def _alike(self, slots: NDArray[np.uint32]) -> list[int]:
        rows: set[int] = set()
        keys = _keys(slots[None, :])[0]
        starts = np.searchsorted(self._keys, keys, "left")
        ends = np.searchsorted(self._keys, keys, "right")
        for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
            rows.update(self._order[start:end].tolist())
        for key in keys.tolist():
            rows.update(self._recent.get(key, ()))
        scored = [(float(np.mean(self._slots_of(row) == slots)), -row) for row in rows if self._ids[row] is not None]
        return [-row for score, row in sorted(scored, reverse=True) if score >= _LEAST_RESEMBLANCE]

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


def _words(text: str) -> list[_Word]:
    found: list[_Word] = []
    matches = list(_WORD.finditer(text))
    # A capital at a sentence's start says nothing, unless the word has one elsewhere too.
    capital = [match[0][:1].isupper() for match in matches]
    starts = [
        capital[i] and bool(_SENTENCE_START.search(text[max(match.start() - 8, 0) : match.start()]))
        for i, match in enumerate(matches)
    ]
    names = {match[0] for i, match in enumerate(matches) if capital[i] and not starts[i]}
    for i, match in enumerate(matches):
        plain = match[0].casefold().replace("’", "'")
        if plain[0].isdigit():
            plain = re.sub(r",(?=\d{3})", "", plain)
        figure = plain[0].isdigit() or plain in _TURNS_SENSE or plain.endswith("n't")
        name = capital[i] and (match[0] in names or not starts[i]) and plain not in _TITLES
        found.append(_Word(plain, match.start(), match.end(), figure or name))
    return found


def _is_frame(text: str, words: list[_Word], part: list[_Word], at: int) -> bool:
    """Whether ``part``, which begins with the word number ``at``, is a dateline before a text or a credit behind it."""
    if not part or part != words[at : at + len(part)]:
        return False
    said = text[part[0].start : part[-1].end]
    if _AMENDS.search(said):
        return False
    end = at + len(part)
    if at == 0 and len(part) <= _LONGEST_DATELINE and end < len(words):
        between = text[part[-1].end : words[end].start]
        return bool(_DATELINE_END.search(between) or said.lower().startswith("by ") or "\n" in between)
    return end == len(words) and len(part) <= _LONGEST_CREDIT and bool(_CREDIT.search(text, max(part[0].start - 2, 0)))


def _tells_otherwise(gone: list[_Word], new: list[_Word]) -> bool:
    if any(word.tells for word in new):
        return True
    return len(gone) < _WHOLE_STATEMENT and any(word.tells for word in gone)
