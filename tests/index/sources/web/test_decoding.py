import gzip
import tracemalloc

import pytest

from index.sources.web.decoding import BoundedDecoder, BrokenOffError, TooLargeError, gunzip


def test_a_bomb_never_takes_more_memory_than_the_limit() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        BoundedDecoder("gzip", 1_000_000).feed(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_body_in_pieces_is_counted_as_one() -> None:
    packed = gzip.compress(b"word " * 1000)
    decoder = BoundedDecoder("gzip", 5_000)
    assert b"".join(decoder.feed(packed[at : at + 7]) for at in range(0, len(packed), 7)) == b"word " * 1000


def test_gunzip_leaves_alone_what_is_not_packed() -> None:
    assert gunzip(b"<urlset/>", 10) == b"<urlset/>"
    assert gunzip(gzip.compress(b"<urlset/>"), 10) == b"<urlset/>"
    with pytest.raises(TooLargeError):
        gunzip(gzip.compress(b"x" * 100), 10)


@pytest.mark.parametrize("size", [1, 7, 10_000])
@pytest.mark.parametrize("padding", [b"", b"\0" * 9 + b"\x1f"])
def test_what_was_packed_in_parts_is_unpacked_whole(size: int, padding: bytes) -> None:
    packed = gzip.compress(b"one " * 10) + gzip.compress(b"two " * 10) + padding
    decoder = BoundedDecoder("gzip", 80)
    unpacked = b"".join(decoder.feed(packed[at : at + size]) for at in range(0, len(packed), size))
    assert unpacked == gunzip(packed, 80) == b"one " * 10 + b"two " * 10
    with pytest.raises(TooLargeError) as caught:
        gunzip(packed, 50)
    assert caught.value.begun == (b"one " * 10 + b"two " * 10)[:50]


def test_what_breaks_off_is_not_taken_for_the_whole() -> None:
    packed = gzip.compress(b"one " * 10) + gzip.compress(bytes(range(256)))
    with pytest.raises(BrokenOffError):
        gunzip(packed[:-20], 1_000)
