"""The library's chunks as columns."""

from __future__ import annotations

import tracemalloc
from pathlib import Path

from index.catalogue import read_catalogue
from index.writer import LibraryWriter
from tests.index.storing import add, article


def test_the_columns_are_filled_without_an_object_for_each_chunk(tmp_path: Path) -> None:
    add(tmp_path, [article(1)])
    chunks = 40_000
    with LibraryWriter(tmp_path) as writer:
        (number,) = [head.id for head in writer.library.heads()]
        with writer.transaction() as connection:
            connection.executemany(
                "INSERT INTO chunks (article_id, version, first, past, text_hash) VALUES (?, 1, ?, ?, x'00')",
                [(number, 500 * row, 500 * row + 500) for row in range(chunks)],
            )
        tracemalloc.start()
        catalogue = read_catalogue(writer.connection, 1)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
    assert len(catalogue.chunk_id) > chunks
    assert (catalogue.start[-1], catalogue.end[-1], catalogue.article[-1]) == (500 * chunks - 500, 500 * chunks, 0)
    # Four columns of 8 bytes, twice while they are put in place; tuples of numbers took 200 bytes a chunk more.
    assert most < 150 * chunks
