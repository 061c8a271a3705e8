"""Whatever happens to a writer: nothing that it reported is lost, nothing is half there, and the next one mends it."""

from __future__ import annotations

import json
import os
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from index.chunking import Chunker
from index.errors import LockedError, NoLibraryError
from index.ingestion import ingest
from index.library import Library
from index.lock import read_holder
from index.vectors import Vectors
from index.writer import LibraryWriter
from tests.index.dying import CONTEXT, add_one_by_one, add_with_little_space, rebuild_smaller, run
from tests.index.storing import HashEmbedding, add, article, assert_whole

KILLED = -signal.SIGKILL


def assert_all_there(folder: Path, numbers: list[int], suffix: str = "") -> None:
    """All of these are there, word for word."""
    with Library.open(folder) as library:
        for number in numbers:
            assert library.article(f"https://news.example/{number}").text == article(number).text + suffix


@pytest.mark.parametrize(
    ("stage", "after"),
    [("ids", False), *((stage, True) for stage in ("ids", "vectors", "terms", "terms committed", "row", "visible"))],
)
def test_killed_while_adding(tmp_path: Path, stage: str, after: bool) -> None:
    folder = tmp_path / "library"
    code, reported = run(add_one_by_one, folder, list(range(5)), Connection, stage, 3, after, "")
    assert code == KILLED
    assert reported == [0, 1]
    assert_all_there(folder, reported)
    assert_whole(folder, leftovers=True)

    report = add(folder, [article(number) for number in range(6)])

    # The third may have become visible at the very moment of death, without having been reported.
    assert len(report.added) + report.unchanged == 6
    assert report.unchanged in (2, 3)
    assert_all_there(folder, list(range(6)))
    assert_whole(folder)


@pytest.mark.parametrize("stage", ["vectors", "row", "cleared"])
def test_killed_while_replacing(tmp_path: Path, stage: str) -> None:
    folder = tmp_path / "library"
    add(folder, [article(number) for number in range(3)])
    code, reported = run(add_one_by_one, folder, [0, 1, 2], Connection, stage, 2, False, "\nA line more.")
    assert code == KILLED
    assert_all_there(folder, reported, "\nA line more.")
    assert_all_there(folder, [2])
    assert_whole(folder, leftovers=True)
    add(folder, [article(number, text=article(number).text + "\nA line more.") for number in range(3)])
    assert_all_there(folder, [0, 1, 2], "\nA line more.")
    assert_whole(folder)


@pytest.mark.parametrize("delay_s", [0.15, 0.4, 0.8])
def test_killed_at_any_moment(tmp_path: Path, delay_s: float) -> None:
    folder = tmp_path / "library"
    here, there = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=add_one_by_one, args=(folder, list(range(200)), there, "", 0, False, ""))
    process.start()
    there.close()
    reported = [here.recv()]
    time.sleep(delay_s)
    os.kill(process.pid or 0, signal.SIGKILL)
    process.join()
    while here.poll():
        try:
            reported.append(here.recv())
        except EOFError:
            break
    assert_all_there(folder, reported)
    assert_whole(folder, leftovers=True)
    add(folder, [article(999)])
    assert_all_there(folder, [*reported, 999])
    assert_whole(folder)


@pytest.mark.parametrize(
    ("stage", "after"), [("terms", False), ("terms committed", True), ("swapping", False), ("moved", False)]
)
def test_killed_while_rebuilding(tmp_path: Path, stage: str, after: bool) -> None:
    folder = tmp_path / "library"
    add(folder, [article(number) for number in range(4)])
    code, _ = run(rebuild_smaller, folder, stage, 1, after)
    assert code == KILLED
    with LibraryWriter(folder) as writer:
        shape = writer.library.shape
        assert shape is not None
        # Once the new indexes were complete, every writer finishes what the dead one began.
        assert shape.chunk_tokens == (32 if stage in ("swapping", "moved") else 64)
        cut = Chunker(shape.chunk_tokens, shape.chunk_overlap)
        assert ingest([article(4)], writer, cut, HashEmbedding()).added
    assert_all_there(folder, list(range(5)))
    assert_whole(folder)


def test_the_dead_writers_lock_is_free(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    assert run(add_one_by_one, folder, [0], Connection, "row", 1, False, "")[0] == KILLED
    assert read_holder(folder) is not None
    with LibraryWriter(folder) as writer:
        assert writer.library.counts().articles == 0
    assert read_holder(folder) is None


def test_a_second_writer_is_told_who_holds_the_library(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with LibraryWriter(folder), pytest.raises(LockedError, match=rf"process {os.getpid()} on .* since 20.*--wait"):
        LibraryWriter(folder).__enter__()


def test_two_processes_that_wait_lose_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    processes, pipes = [], []
    for numbers in (range(12), range(50, 62)):
        here, there = CONTEXT.Pipe(duplex=False)
        process = CONTEXT.Process(target=add_one_by_one, args=(folder, list(numbers), there, "", 0, False, ""))
        process.start()
        processes.append(process)
        pipes.append((here, there))
    for process in processes:
        process.join(60)
        assert process.exitcode == 0
    assert_all_there(folder, [*range(12), *range(50, 62)])
    assert_whole(folder)


def test_a_reader_finds_what_another_process_adds(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    add(folder, [article(0)])
    with Library.open(folder) as library:
        vectors = Vectors(folder / "chroma", 32)
        assert vectors.count() == library.counts().chunks
        before = library.generation
        assert run(add_one_by_one, folder, [1], Connection, "", 0, False, "")[0] == 0
        assert library.generation > before
        vectors.reload()
        chunk = library.chunks_of("survey-1-in-dundee")[0]
        text = library.article("survey-1").text[chunk.start : chunk.end]
        assert vectors.query(HashEmbedding().embed([text])[0], 1)[0][0] == chunk.id
        vectors.close()


@pytest.mark.parametrize("file_bytes", [150_000, 400_000])
def test_a_full_disk_loses_nothing_that_was_reported(tmp_path: Path, file_bytes: int) -> None:
    folder = tmp_path / "library"
    add(folder, [article(900)])
    code, said = run(add_with_little_space, folder, list(range(60)), Connection, file_bytes)
    assert code == 0
    kind, message = said[-1]
    assert kind == "LibraryError", message
    assert "disk is full" in message
    with Library.open(folder) as library:
        for number in said[:-1]:
            assert library.article(f"https://news.example/{number}").text == article(number, paragraphs=40).text
    add(folder, [article(901)])
    assert_all_there(folder, [900, 901])
    assert_whole(folder)


@pytest.mark.parametrize("file_bytes", [0, 100, 5_000, 60_000])
def test_a_disk_that_is_full_before_the_first_article_is_told_in_words(tmp_path: Path, file_bytes: int) -> None:
    folder = tmp_path / "library"
    code, said = run(add_with_little_space, folder, list(range(20)), Connection, file_bytes)
    assert code == 0
    kind, message = said[-1]
    assert kind == "LibraryError", message
    assert "disk is full" in message
    add(folder, [article(901)])
    assert_all_there(folder, [901])
    assert_whole(folder)


def test_a_note_about_the_holder_that_is_damaged_is_passed_over(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    add(folder, [article(0)])
    (folder / "lock.holder").write_text(json.dumps({"pid": 1}))
    assert read_holder(folder) is None
    add(folder, [article(1)])


def test_a_writer_that_must_not_create_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoLibraryError):
        LibraryWriter(tmp_path / "library", create=False).__enter__()
    assert not (tmp_path / "library").exists()
