"""Finds articles that say nothing beyond one that is there already: a wire story at a second publisher.

A *copy* may have a dateline or a credit more, an end that was cut off, sentences left out or a few put in as a whole,
and words spelt otherwise.  A text in which a word is another, or one more or less stands inside a sentence, is a
version of the story, and is no copy: which words turn the sense, no list can tell for every language.
Candidates are looked up by MinHash over three-word shingles (Broder, "On the resemblance and containment of
documents", 1997) in bands (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, section 3.4), and decided
by comparing the texts sentence for sentence, and word for word where these differ.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import OSA, Indel
from rensa import RMinHash  # type: ignore[import-untyped]

# 42 bands of 3: a pair that shares half of its shingles is looked at with a probability of .996, one that shares
# two fifths (an article of which that much is left) of .94, one that shares 2%, as unrelated news does, of .0003.
_BANDS, _ROWS = 42, 3
_SLOTS = _BANDS * _ROWS
_SEED = 20240102
_LEAST_RESEMBLANCE = 0.25
# Below this many words, single words make the difference: only the very same ones are a copy.
_SHORT = 20
# Of the words of a copy, this share may stand in sentences of its own, datelines and credits not counted.
_MOST_CHANGED = 0.08
_LONGEST_DATELINE = 14
_LONGEST_CREDIT = 30
# A sentence of this many words is a statement by itself; a shorter one may turn the sense of the one before.
_WHOLE_STATEMENT = 8
# A slip of the pen is mended in a word of this many letters; shorter ones become another word: trial, trail.
_LONG_WORD = 8
# Comparing two times 20,000 sentences or words takes 50 MB and a second; the product counts.
_MOST_COMPARED = 20_000**2
# Signatures added since the sorted arrays were made are kept beside them up to this number.
_MOST_RECENT = 2048

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*|[%$€£¥]")
_SENTENCE_END = re.compile(r"[.!?…。！？।۔؟]")
_BROKEN_OFF = re.compile(r"…|\.\.\.")
# Searched in the eight characters before a word.
_SENTENCE_START = re.compile(r"(?:\A|[.!?:\n][\"'”’)\]]*\s*)[\"'“‘(\[]*$")
_CREDIT = re.compile(
    r"reporting by|edited by|editing by|©|\(c\)|copyright|all rights reserved|first (?:appeared|published)|"
    r"(?:files|reporting|material) from|contributed to this (?:report|story)|originally (?:appeared|published)|"
    r"news agency|wire service|by arrangement with|(?:continue|keep) reading|read (?:more|the (?:full|rest|whole))",
    re.I,
)
# A dateline that names its agency, and credits behind a text, whatever words those of two publishers share.
_DATELINE = re.compile(r"\s*[A-Z]{3}[^()\n]{0,60}\([^()\n]{2,40}\)\s*(?:[—–]|--?)\s")
_CREDITS = re.compile(
    r"(?:[\n.!?;]['\"”’)]*\s*[(\[]?(?:(?:additional )?(?:reporting|writing)|edit(?:ed|ing)) by\b[^\n.!?;]{0,120}"
    r"[.!?;]?[)\]]?)+\s*\Z",
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
_WITHOUT_WEIGHT = frozenset(("the", "a", "an", "that", "mr", "mrs", "ms", "dr"))
# Organize, colour, centre, written in one way.  No vowel before the i: Anreise and Anreize are two words in German.
_SPELLINGS = (
    (re.compile(r"(?<=\w\w[^\Waeiou][iy])z(?=(?:e[drs]?|ers|ing|ations?)$)"), "s"),
    (re.compile(r"(?<=\w\w)our(?=(?:s|ed|ing|able|ite|ites)?$)"), "or"),
    (re.compile(r"(?<=\w\wt)re(?=s?$)"), "er"),
)


@dataclass(frozen=True, slots=True)
class _Word:
    plain: str
    """Without case, and with figures, apostrophes and spellings written in one way."""
    start: int
    end: int
    tells: bool
    """Whether a sentence that has it tells something of its own: a figure, a name, a negation."""
    closes: bool
    """Whether a sentence or a line ends with it."""


@dataclass(frozen=True, slots=True)
class _Story:
    """A text and its words; a part of it is a range of their numbers."""

    text: str
    words: list[_Word]

    def said(self, part: range) -> str:
        """The characters of ``part``."""
        return self.text[self.words[part[0]].start : self.words[part[-1]].end] if part else ""

    def behind(self, part: range) -> str:
        """The characters between the end of ``part`` and the next word."""
        start = self.words[part.stop - 1].end if part.stop else 0
        return self.text[start : self.words[part.stop].start if part.stop < len(self.words) else None]

    def plain(self, part: range) -> list[str]:
        """The words of ``part`` as they are compared."""
        return [self.words[number].plain for number in part]

    def tells(self, part: range) -> bool:
        """Whether a word of ``part`` tells something of its own."""
        return any(self.words[number].tells for number in part)

    def sentences(self) -> list[range]:
        """The parts that are a sentence or a line each."""
        ends = [number + 1 for number, word in enumerate(self.words) if word.closes]
        return [range(start, end) for start, end in zip([0, *ends], ends, strict=False)]

    def begins(self, number: int) -> bool:
        """Whether a sentence or a line begins with this word."""
        return number == 0 or self.words[number - 1].closes

    def is_whole(self, part: range) -> bool:
        """Whether ``part`` is whole sentences or lines.

        Where what was left out begins like what follows it, or ends like what stands before, it may as well be taken
        to begin later or earlier.
        """
        for step in (1, -1):
            start, end = part.start, part.stop
            while not (self.begins(start) and self.words[end - 1].closes):
                near, far = (start, end) if step > 0 else (start - 1, end - 1)
                if near < 0 or far >= len(self.words) or self.words[near].plain != self.words[far].plain:
                    break
                start, end = start + step, end + step
            else:
                return True
        return False

    def is_frame(self, part: range) -> bool:
        """Whether ``part`` is a dateline before the text or a credit behind it."""
        said = self.said(part)
        if not part or _AMENDS.search(said):
            return False
        if part.start == 0 and len(part) <= _LONGEST_DATELINE and part.stop < len(self.words):
            between = self.behind(part)
            return bool(_DATELINE_END.search(between) or said.lower().startswith("by ") or "\n" in between)
        at_end = part.stop == len(self.words) and len(part) <= _LONGEST_CREDIT
        return at_end and bool(_CREDIT.search(self.text, max(self.words[part.start].start - 2, 0)))


def signature(text: str) -> bytes:
    """What ``CopyFinder`` knows a text by: 504 bytes, the same for the same text on every machine and in every run."""
    words = text.casefold().split()
    shingles = [" ".join(three) for three in zip(words, words[1:], words[2:], strict=False)] or words
    sketch = RMinHash(num_perm=_SLOTS, seed=_SEED)
    sketch.update(shingles)
    return np.array(sketch.digest(), dtype="<u4").tobytes()


def is_copy(text: str, stored: str) -> bool:
    """Whether ``stored`` says all that ``text`` says, in the same words but for a few that tell nothing."""
    text, stored = _unframed(text), _unframed(stored)
    ours, theirs = _Story(text, _words(text)), _Story(stored, _words(stored))
    if not ours.words or not theirs.words:
        return False
    if [word.plain for word in ours.words] == [word.plain for word in theirs.words]:
        return True
    if min(len(ours.words), len(theirs.words)) < _SHORT:
        return False
    added = 0
    for gone, new in _changes(theirs, ours):
        if theirs.is_frame(gone):
            gone = gone[:0]
        if ours.is_frame(new):
            new = new[:0]
        if _tells_otherwise(theirs, gone, ours, new):
            return False
        added += len(new)
    return added <= _MOST_CHANGED * len(ours.words)


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


def _unframed(text: str) -> str:
    """``text`` without what certainly is a dateline or a credit; what may be one is weighed against the other text."""
    dateline = _DATELINE.match(text)
    start = dateline.end() if dateline else 0
    credit = _CREDITS.search(text, max(start, len(text) - 400))
    # The character before a credit closes the last sentence.
    return text[start : credit.start() + 1 if credit else None]


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
        plain = _plain(match[0])
        figure = plain[0].isdigit() or plain in _TURNS_SENSE or plain.endswith("n't")
        name = capital[i] and (match[0] in names or not starts[i]) and plain not in _TITLES
        last = i + 1 == len(matches)
        between = text[match.end() : None if last else matches[i + 1].start()]
        closes = last or "\n" in between or bool(_SENTENCE_END.search(between))
        found.append(_Word(plain, match.start(), match.end(), figure or name, closes))
    return found


def _plain(word: str) -> str:
    plain = word.casefold().replace("’", "'")
    if plain == "%":
        return "percent"
    if plain[0].isdigit():
        return re.sub(r",(?=\d{3})", "", plain)
    for spelling, instead in _SPELLINGS:
        plain = spelling.sub(instead, plain)
    return plain


def _changes(before: _Story, after: _Story) -> Iterator[tuple[range, range]]:
    """What is gone from one story and what is new in the other at the same place, place by place."""
    gone_sentences, new_sentences = before.sentences(), after.sentences()
    for gone, new in _differences(
        [tuple(before.plain(each)) for each in gone_sentences], [tuple(after.plain(each)) for each in new_sentences]
    ):
        old_part = _span(gone_sentences, gone, len(before.words))
        new_part = _span(new_sentences, new, len(after.words))
        for old, fresh in _differences(before.plain(old_part), after.plain(new_part)):
            yield old_part[old.start : old.stop], new_part[fresh.start : fresh.stop]


def _span(sentences: list[range], numbers: range, end: int) -> range:
    """The words of these sentences, or the place where none is."""
    if not numbers:
        at = sentences[numbers.start].start if numbers.start < len(sentences) else end
        return range(at, at)
    return range(sentences[numbers[0]].start, sentences[numbers[-1]].stop)


def _differences(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[tuple[range, range]]:
    """The ranges of both that stand between what is equal in both; one for all, where they are too long to compare."""
    if len(before) * len(after) > _MOST_COMPARED:
        begin = _equal(before, after)
        end = _equal(before[begin:][::-1], after[begin:][::-1])
        gone, new = range(begin, len(before) - end), range(begin, len(after) - end)
        if len(gone) * len(new) > _MOST_COMPARED:
            yield gone, new
            return
        before, after = before[: gone.stop], after[: new.stop]
    gone_at = new_at = gone_end = new_end = 0
    for block in Indel.opcodes(before, after):
        if block.tag == "equal":
            if gone_end > gone_at or new_end > new_at:
                yield range(gone_at, gone_end), range(new_at, new_end)
            gone_at, new_at = block.src_end, block.dest_end
        gone_end, new_end = block.src_end, block.dest_end
    if gone_end > gone_at or new_end > new_at:
        yield range(gone_at, gone_end), range(new_at, new_end)


def _equal(before: Sequence[Hashable], after: Sequence[Hashable]) -> int:
    """How many of the first are equal in both."""
    shorter = min(len(before), len(after))
    return next((number for number in range(shorter) if before[number] != after[number]), shorter)


def _tells_otherwise(before: _Story, gone: range, after: _Story, new: range) -> bool:
    """Whether a story tells something else when ``new`` stands in it where ``gone`` stood."""
    if _is_cut(before, gone, after, new):
        return False
    if gone and new:
        return not _same(_weighty(before, gone), _weighty(after, new))
    if gone:
        return bool(_weighty(before, gone)) and (
            not before.is_whole(gone) or (len(gone) < _WHOLE_STATEMENT and before.tells(gone))
        )
    if not _weighty(after, new):
        return False
    # A heading may be short; a sentence that is may say that all of it is wrong.
    short = len(new) < _WHOLE_STATEMENT and bool(_SENTENCE_END.search(after.behind(new)))
    return short or not after.is_whole(new) or after.tells(new) or bool(_AMENDS.search(after.said(new)))


def _is_cut(before: _Story, gone: range, after: _Story, new: range) -> bool:
    """Whether the rest of a story is gone, and what is left breaks off, within a word perhaps, without a full stop."""
    if not gone or gone.stop < len(before.words) or len(new) > 1:
        return False
    if new and not before.words[gone.start].plain.startswith(after.words[new.start].plain):
        return False
    behind = after.behind(new)
    return bool(_BROKEN_OFF.search(behind)) or not _SENTENCE_END.search(behind)


def _weighty(story: _Story, part: range) -> list[_Word]:
    return [story.words[number] for number in part if story.words[number].plain not in _WITHOUT_WEIGHT]


def _same(gone: list[_Word], new: list[_Word]) -> bool:
    """Whether these are the same words: written apart or together, or with a slip of the pen mended."""
    if "".join(word.plain for word in gone) == "".join(word.plain for word in new):
        return True
    return len(gone) == len(new) and all(map(_is_mended, gone, new))


def _is_mended(gone: _Word, new: _Word) -> bool:
    """Whether one letter was left out or two were swapped within a long word, which says the same then.

    Another letter in its place makes another word (annehmen, abnehmen); so does any in a script without capitals,
    whose letters are syllables, words or consonants alone.
    """
    if gone.plain == new.plain:
        return True
    shorter, longer = sorted((gone.plain, new.plain), key=len)
    if gone.tells or new.tells or len(shorter) < _LONG_WORD or shorter.upper() == shorter:
        return False
    if shorter[:2] != longer[:2] or shorter[-2:] != longer[-2:]:
        return False
    swapped = len(shorter) == len(longer) and sorted(shorter) == sorted(longer)
    return (swapped or len(shorter) < len(longer)) and OSA.distance(shorter, longer) == 1
