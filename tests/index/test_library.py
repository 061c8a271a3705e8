"""What the library tells about its articles, and what it says when it cannot."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.errors import (
    CorruptLibraryError,
    LibraryError,
    NewerLibraryError,
    NoLibraryError,
    NoSuchArticleError,
    RebuildNeededError,
)
from index.library import Library
from index.schema import STEPS, bring_up_to_date
from index.shape import Shape, duration_in_words
from index.writer import LibraryWriter
from tests.index.storing import DIMENSIONS, add, article


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    add(tmp_path / "library", [article(number) for number in range(4)])
    return tmp_path / "library"


def test_finds_an_article_by_id_prefix_link_and_source(folder: Path) -> None:
    with Library.open(folder) as library:
        wanted = library.article("survey-2-in-leith")
        assert wanted.text == article(2).text
        assert wanted.published_at == article(2).published_at
        assert wanted.version == 1
        for ref in ("survey-2", "https://news.example/2", " survey-2-in-leith "):
            assert library.article(ref) == wanted


def test_finds_an_article_by_the_file_it_was_read_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "leith.txt"
    add(tmp_path / "library", [article(2, source=str(path), url=None)])
    monkeypatch.chdir(tmp_path)
    with Library.open(tmp_path / "library") as library:
        assert library.article(str(path)) == library.article("leith.txt") == library.article("leith")


@pytest.mark.parametrize("ref", ["", "no-such", "surv%", "a\x00b", "☃"])
def test_says_that_no_article_has_this_name(folder: Path, ref: str) -> None:
    with Library.open(folder) as library, pytest.raises(NoSuchArticleError, match="articlebot list"):
        library.article(ref)


def test_names_the_candidates_of_an_ambiguous_prefix(folder: Path) -> None:
    with Library.open(folder) as library, pytest.raises(NoSuchArticleError, match="4 articles.*survey-0-in-perth"):
        library.article("survey-")


def test_says_which_versions_there_are(folder: Path) -> None:
    with Library.open(folder) as library, pytest.raises(NoSuchArticleError, match="has no version 7: it has 1 to 1"):
        library.article("survey-1", 7)


def test_a_version_stays_as_it_was_read(folder: Path) -> None:
    changed = article(1, text=article(1).text + "\nThe council met again.", title="Survey widened")
    add(folder, [changed])
    with Library.open(folder) as library:
        assert library.article("survey-1").text == changed.text
        assert library.article("survey-1", 1).text == article(1).text
        assert library.article("survey-1", 1).title == "Survey 1 in Dundee"
        assert [(each.version, each.title) for each in library.versions("survey-1")] == [
            (1, "Survey 1 in Dundee"),
            (2, "Survey widened"),
        ]
        assert {chunk.version for chunk in library.chunks_of("survey-1-in-dundee")} == {2}


def test_the_catalogue_lists_every_chunk_with_its_article(folder: Path) -> None:
    with Library.open(folder) as library:
        catalogue = library.catalogue()
        assert len(catalogue.chunk_id) == library.counts().chunks
        assert (np.diff(catalogue.chunk_id) > 0).all()
        chunks = {chunk.id: chunk for each in library.heads() for chunk in library.chunks_of(each.id)}
        for row, chunk in enumerate(chunks[number] for number in catalogue.chunk_id.tolist()):
            assert catalogue.articles[catalogue.article[row]].id == chunk.article_id
            assert (catalogue.start[row], catalogue.end[row]) == (chunk.start, chunk.end)
        assert library.catalogue() is catalogue
        add(folder, [article(9)])
        assert len(library.catalogue().articles) == 5
        rows = library.catalogue().rows_of(np.array([catalogue.chunk_id[2], 10**9]))
        assert rows.tolist() == [2, -1]


def test_unknown_ids_are_left_out(folder: Path) -> None:
    with Library.open(folder) as library:
        assert list(library.stored(["nothing", "survey-3-in-oban"])) == ["survey-3-in-oban"]


def test_a_writer_that_cannot_begin_leaves_nothing_open(folder: Path) -> None:
    with LibraryWriter(folder) as writer, writer.transaction() as connection:
        connection.execute(f"INSERT INTO meta (name, value) VALUES ('swapping_to', '64\n8\nhash\n{DIMENSIONS}')")
    (folder / "rebuild" / "chroma").mkdir(parents=True)
    (folder / "rebuild" / "old-chroma").write_text("in the way")
    writer = LibraryWriter(folder)
    with pytest.raises(LibraryError, match="cannot be used"):
        writer.__enter__()
    # SQLite takes its journal away when the last connection is closed.
    assert not (folder / "library.db-wal").exists()


def test_lists_the_newest_first_and_counts_publishers(folder: Path) -> None:
    add(folder, [article(11, published_at=None, publisher=None)])
    with Library.open(folder) as library:
        assert [head.title.split()[1] for head in library.heads()] == ["3", "2", "1", "0", "11"]
        assert [head.title.split()[1] for head in library.heads(limit=2)] == ["3", "2"]
        assert library.publishers() == {"Northern Post": 2, "Tay Courier": 2}
        assert library.counts().articles == 5


def test_many_threads_may_read_at_once(folder: Path) -> None:
    failures: list[BaseException] = []
    with Library.open(folder) as library:

        def read() -> None:
            try:
                for _ in range(30):
                    assert library.article("survey-2").text == article(2).text
                    assert len(library.catalogue().articles) == 4
            except BaseException as error:  # noqa: BLE001 - it is raised again in the test's own thread
                failures.append(error)

        threads = [threading.Thread(target=read) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not failures


def test_there_is_no_library_to_read(tmp_path: Path) -> None:
    with pytest.raises(NoLibraryError, match="articlebot add"):
        Library.open(tmp_path / "nowhere")
    assert not (tmp_path / "nowhere").exists()


def test_refuses_a_library_of_a_newer_version(folder: Path) -> None:
    connection = sqlite3.connect(folder / "library.db")
    connection.execute(f"PRAGMA user_version = {len(STEPS) + 1}")
    connection.close()
    with pytest.raises(NewerLibraryError, match="update articlebot"):
        Library.open(folder)
    with pytest.raises(NewerLibraryError), LibraryWriter(folder):
        pass


@pytest.mark.parametrize("damage", ["header", "middle", "truncated"])
def test_says_that_the_database_is_damaged(folder: Path, damage: str) -> None:
    path = folder / "library.db"
    raw = bytearray(path.read_bytes())
    if damage == "header":
        raw[:100] = b"x" * 100
    elif damage == "middle":
        raw[4096:] = b"\xff" * (len(raw) - 4096)
    else:
        raw = raw[: len(raw) // 3]
    path.write_bytes(raw)
    for side in ("-wal", "-shm"):
        (folder / f"library.db{side}").unlink(missing_ok=True)
    with pytest.raises(CorruptLibraryError, match=r"library\.db is damaged"):
        read_everything(folder)


def test_a_database_of_something_else_is_no_library(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library.db")
    connection.execute("CREATE TABLE meta (x)")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with pytest.raises(CorruptLibraryError, match="not a library"), Library.open(tmp_path) as library:
        library.catalogue()


def test_says_what_another_shape_costs(folder: Path) -> None:
    with Library.open(folder) as library:
        shape = library.shape
        assert shape == Shape("hash", DIMENSIONS, 64, 8)
        library.expect(shape)
        with pytest.raises(RebuildNeededError, match=r"not bigger \(768\).*articlebot rebuild.*embed about \d+ chunks"):
            library.expect(replace(shape, embedding_model="bigger", dimensions=768))
        with pytest.raises(RebuildNeededError, match="64 tokens with 8 overlap, not 32 with 4"):
            library.expect(replace(shape, chunk_tokens=32, chunk_overlap=4))


def test_durations_read_as_estimates() -> None:
    assert [duration_in_words(each) for each in (0.2, 40, 95, 400, 9_000)] == [
        "about 1 second",
        "about 40 seconds",
        "about 2 minutes",
        "about 7 minutes",
        "about 2 hours",
    ]


def test_an_older_schema_is_brought_up_to_date(folder: Path) -> None:
    steps = (*STEPS, "CREATE TABLE later (x); INSERT INTO later VALUES (7)")
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    bring_up_to_date(connection, steps)
    assert connection.execute("SELECT x FROM later").fetchall() == [(7,)]
    bring_up_to_date(connection, steps)
    assert connection.execute("SELECT count(*) FROM later").fetchone() == (1,)
    connection.close()


def test_a_library_from_before_pages_were_kept_can_be_read(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "library.db", isolation_level=None)
    connection.executescript(f"{STEPS[0]}; PRAGMA user_version = 1")
    now = "2024-03-01T00:00:00.000000+00:00"
    connection.execute("INSERT INTO articles (id, version, added_at, changed_at) VALUES ('a', 1, ?, ?)", (now, now))
    connection.execute(
        "INSERT INTO versions (article_id, version, title, content_hash, text_hash, read_at, characters, text)"
        " VALUES ('a', 1, 'Old', x'00', x'00', ?, 4, 'text')",
        (now,),
    )
    connection.close()
    with Library.open(tmp_path) as library:
        assert (library.article("a").pages, library.article("a").page(2)) == ((), None)


def test_many_may_bring_a_library_up_to_date_at_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.database.STEPS", (*STEPS, "CREATE TABLE later (x)"))
    with ThreadPoolExecutor(8) as threads:
        counts = threads.map(lambda _: Library.open(folder).counts().articles, range(8))
        assert len(set(counts)) == 1


def test_a_step_that_fails_leaves_the_schema_as_it_was(folder: Path) -> None:
    steps = (*STEPS, "CREATE TABLE later (x); INSERT INTO nowhere VALUES (7)")
    connection = sqlite3.connect(folder / "library.db", isolation_level=None)
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        bring_up_to_date(connection, steps)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(STEPS),)
    assert not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'later'").fetchall()
    connection.close()


def test_reads_from_a_copy_of_the_folder(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    with Library.open(tmp_path / "copy") as library:
        assert library.counts().articles == 4


def test_removing_forgets_versions_places_and_chunks(folder: Path) -> None:
    with LibraryWriter(folder) as writer:
        writer.remove(["survey-1-in-dundee", "no-such"])
        assert writer.library.counts().articles == 3
        assert writer.connection.execute("SELECT count(*) FROM versions").fetchone() == (3,)
        assert writer.connection.execute("SELECT count(*) FROM places").fetchone() == (3,)
    with Library.open(folder) as library, pytest.raises(LibraryError):
        library.article("survey-1")


def read_everything(folder: Path) -> None:
    with Library.open(folder) as library:
        list(library.heads())
        library.catalogue()
        library.article("survey-1")
