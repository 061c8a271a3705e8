"""Compares two texts of one story, sentence for sentence, and word for word where these differ.

A *copy* may have a dateline or a credit more, an end that was cut off, sentences left out or a few put in as a whole,
and words spelt otherwise.  A text in which a word is another, or one more or less stands inside a sentence, is a
version of the story, and is no copy: which words turn the sense, no list can tell for every language.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Sequence

from rapidfuzz.distance import OSA, Indel

from index.story import AMENDS, SENTENCE_END, Story, StoryWord, unframed, words_of

# Below this many words, single words make the difference: only the very same ones are a copy.
_SHORT = 20
# Of the words of a copy, this share may stand in sentences of its own, datelines and credits not counted.
_MOST_CHANGED = 0.08
# A sentence of this many words is a statement by itself; a shorter one may turn the sense of the one before.
_WHOLE_STATEMENT = 8
# A slip of the pen is mended in a word of this many letters; shorter ones become another word: trial, trail.
_LONG_WORD = 8
# Comparing two times 20,000 sentences or words takes 50 MB and a second; the product counts.
_MOST_COMPARED = 20_000**2
_BROKEN_OFF = re.compile(r"…|\.\.\.")
_WITHOUT_WEIGHT = frozenset(("the", "a", "an", "that", "mr", "mrs", "ms", "dr"))


def is_copy(text: str, stored: str) -> bool:
    """Whether ``stored`` says all that ``text`` says, in the same words but for a few that tell nothing."""
    return retells(story_of(text), story_of(stored))


def story_of(text: str) -> Story:
    """A text without its certain dateline and credits, in words; worth keeping where it is compared with several."""
    text = unframed(text)
    return Story(text, words_of(text))


def retells(ours: Story, theirs: Story) -> bool:
    """Whether ``theirs`` says all that ``ours`` says, as ``is_copy`` tells of their texts."""
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


def _changes(before: Story, after: Story) -> Iterator[tuple[range, range]]:
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


def _tells_otherwise(before: Story, gone: range, after: Story, new: range) -> bool:
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
    short = len(new) < _WHOLE_STATEMENT and bool(SENTENCE_END.search(after.behind(new)))
    return short or not after.is_whole(new) or after.tells(new) or bool(AMENDS.search(after.said(new)))


def _is_cut(before: Story, gone: range, after: Story, new: range) -> bool:
    """Whether the rest of a story is gone, and what is left breaks off, within a word perhaps, without a full stop."""
    if not gone or gone.stop < len(before.words) or len(new) > 1:
        return False
    if new and not before.words[gone.start].plain.startswith(after.words[new.start].plain):
        return False
    behind = after.behind(new)
    return bool(_BROKEN_OFF.search(behind)) or not SENTENCE_END.search(behind)


def _weighty(story: Story, part: range) -> list[StoryWord]:
    return [story.words[number] for number in part if story.words[number].plain not in _WITHOUT_WEIGHT]


def _same(gone: list[StoryWord], new: list[StoryWord]) -> bool:
    """Whether these are the same words: written apart or together, or with a slip of the pen mended."""
    if "".join(word.plain for word in gone) == "".join(word.plain for word in new):
        return True
    return len(gone) == len(new) and all(map(_is_mended, gone, new))


def _is_mended(gone: StoryWord, new: StoryWord) -> bool:
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
