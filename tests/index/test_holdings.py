"""What the library holds of a file."""

from __future__ import annotations

from index.holdings import KnownPlace, Records
from index.revision import content_hash
from tests.index.storing import article

SHARED = "https://paper.example/thread"


def test_records_that_share_a_link_or_their_words_are_not_all_looked_at_for_each() -> None:
    """Of records that say the same too, each takes the oldest place that none before it took."""
    stories = [article(number % 50, url=SHARED, declared_id="thread", source=f"f#{number}") for number in range(1_000)]
    known = [
        KnownPlace(number, "a", True, False, each.source, "thread", SHARED, each.title, content_hash(each))
        for number, each in enumerate(stories)
    ]
    records, seen = Records("f", known), set[int]()
    for number in range(1_000):
        moved = article(number % 50, url=SHARED, declared_id="thread", source=f"f#{number + 5_000}")
        alike = records.like(moved, content_hash(moved), seen)
        assert [place.id for place in alike] == [number]
        seen.add(number)


def test_a_link_that_one_record_bears_tells_its_place() -> None:
    first = article(1, source="f#1")
    known = [KnownPlace(7, "a", True, False, "f#1", None, first.url, first.title, content_hash(first))]
    changed = article(1, source="f#9", text="Something else.")
    assert [place.id for place in Records("f", known).like(changed, content_hash(changed))] == [7]
