"""What somebody says is quoted to its end: where its marks open in a sentence and close in a later one."""

from __future__ import annotations

from collections.abc import Container, Sequence

from bot.evidence.candidates import Candidate


def to_its_end(
    sentences: Sequence[Candidate], first: int, last: int, most: int, shown: Container[int]
) -> tuple[int, int]:
    """The first and the last of neighbouring sentences, with the rest of a speech of which they hold a part.

    ``most``: how many sentences may be added; ``shown`` are quoted already.  What begins or ends further away, or in
    no sentence that is there, stays as it is.
    """
    begin, end = first, last
    while unclosed := _left_open(sentences, begin, end):
        added = end + 1 if unclosed > 0 else begin - 1
        beside = 0 <= added < len(sentences) and sentences[max(added, begin)].before == max(added, begin) - 1
        if not beside or added in shown or end - begin - (last - first) >= most:
            return first, last
        begin, end = min(begin, added), max(end, added)
    return begin, end


def _left_open(sentences: Sequence[Candidate], first: int, last: int) -> int:
    """How many quotations open in these sentences and do not close; below 0 where one closes that does not open."""
    text = " ".join(sentences[at].text for at in range(first, last + 1))
    # Straight marks do not say which they are.
    return text.count("“") - text.count("”") if "“" in text or "”" in text else text.count('"') % 2
