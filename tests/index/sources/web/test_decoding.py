import gzip
import tracemalloc

import pytest

from index.sources.web.decoding import BoundedDecoder, TooLargeError, gunzip


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
