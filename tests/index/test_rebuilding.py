"""Both indexes are made anew from SQLite alone, while the old ones serve."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from index.chunking import Chunker
from index.embedding import BuiltinEmbedding
from index.errors import RebuildNeededError, RebuiltError
from index.health import check_library, require_complete
from index.ingestion import ingest
from index.lexical import Lexical
from index.library import Library
from index.rebuilding import plan, rebuild
from index.reporting import Progress
from index.retrieval import HybridRetriever, Query
from index.statistics import statistics
from index.vectors import Vectors
from index.writer import LibraryWriter
from tests.index.dying import run
from tests.index.storing import DIMENSIONS, HashEmbedding, add, article, assert_whole, chunker, rebuild_for


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    add(folder, [article(number, paragraphs=20) for number in range(6)])
    add(folder, [article(2, paragraphs=20, text="Shorter now.\nAnd corrected.")])
    return folder


@pytest.mark.parametrize("lost", ["chroma", "lexical", "both"])
def test_makes_lost_indexes_anew(folder: Path, lost: str) -> None:
    for name in ("chroma", "lexical") if lost == "both" else (lost,):
        shutil.rmtree(folder / name)
    assert not all(check.ok for check in check_library(folder))
    model = HashEmbedding()
    with LibraryWriter(folder) as writer:
        estimate = plan(writer, chunker(), model)
        report = rebuild(writer, chunker(), model)
    # The vectors are used again where they are there.
    assert (len(model.texts) == 0) == (lost == "lexical") == (estimate.to_embed == 0)
    assert report.chunks == estimate.chunks
    assert all(check.ok for check in check_library(folder))
    assert_whole(folder)


@pytest.mark.parametrize("name", ["chroma", "lexical"])
def test_mends_damaged_indexes(folder: Path, name: str) -> None:
    for path in (folder / name).rglob("*"):
        if path.is_file():
            path.write_bytes(b"\x9c" * 2_000)
    assert [check.name for check in check_library(folder) if not check.ok] == [
        "vectors" if name == "chroma" else "terms"
    ]
    with pytest.raises(RebuildNeededError, match="articlebot rebuild"):
        add(folder, [article(9)])
    with LibraryWriter(folder) as writer:
        rebuild(writer, chunker(), HashEmbedding())
    assert_whole(folder)
    assert add(folder, [article(9)]).added


def test_takes_other_sizes_and_another_model(folder: Path) -> None:
    smaller, wider = Chunker(32, 4), HashEmbedding(model_name="wider", width=48)
    with LibraryWriter(folder) as writer:
        before = writer.library.counts().chunks
        assert "to embed: about" in plan(writer, smaller, wider).in_words()
        rebuild(writer, smaller, wider)
        shape = writer.library.shape
        assert shape is not None
        assert (shape.embedding_model, shape.dimensions, shape.chunk_tokens) == ("wider", 48, 32)
        assert writer.library.counts().chunks > 1.5 * before
        assert ingest([article(9)], writer, smaller, wider).added
    assert_whole(folder)
    assert not (folder / "rebuild").exists()


def test_the_old_indexes_serve_until_the_new_are_there(folder: Path) -> None:
    with Library.open(folder) as library:
        vectors, lexical = Vectors(folder / "chroma", DIMENSIONS), Lexical(folder / "lexical")
        generation = library.generation
        seen = []

        def look(_: Progress) -> None:
            seen.append(library.generation)
            assert lexical.search("households survey", 5, "en")
            found = [number for number, _ in vectors.query(HashEmbedding().embed(["x"])[0], 5)]
            assert (library.catalogue().rows_of(np.array(found)) >= 0).any()

        with LibraryWriter(folder) as writer:
            rebuild(writer, Chunker(32, 4), HashEmbedding(), look)
        assert set(seen) == {generation}
        assert library.generation > generation
        vectors.reload()
        lexical.reload()
        require_complete(library, vectors, lexical)
        vectors.close()


@pytest.mark.parametrize("model", [HashEmbedding(model_name="other"), HashEmbedding(model_name="wider", width=48)])
def test_a_reader_notices_that_the_vectors_are_of_another_model_now(folder: Path, model: HashEmbedding) -> None:
    with Library.open(folder) as library:
        vectors = Vectors(folder / "chroma", DIMENSIONS)
        retriever = HybridRetriever(library, vectors, Lexical(folder / "lexical"), HashEmbedding())
        assert retriever.search(Query("households that asked for a survey"))
        assert run(rebuild_for, folder, HashEmbedding())[0] == 0
        assert retriever.search(Query("households that asked for a survey"))
        assert not retriever.is_outdated
        assert run(rebuild_for, folder, model)[0] == 0
        for _ in range(2):
            with pytest.raises(RebuiltError, match="another embedding model"):
                retriever.search(Query("households that asked for a survey"))
        assert retriever.is_outdated
        retriever.close()
        again = HybridRetriever(library, Vectors(folder / "chroma", model.width), Lexical(folder / "lexical"), model)
        assert again.search(Query("households that asked for a survey"))
        again.close()


def test_a_process_that_has_searched_may_write_after_a_rebuild_elsewhere(folder: Path) -> None:
    with Library.open(folder) as library:
        lexical = Lexical(folder / "lexical")
        retriever = HybridRetriever(library, Vectors(folder / "chroma", DIMENSIONS), lexical, HashEmbedding())
        assert retriever.search(Query("households that asked for a survey"))
        assert run(rebuild_for, folder, HashEmbedding())[0] == 0
        assert add(folder, [article(9)]).added
        assert retriever.search(Query("households that asked for a survey"))
        retriever.close()
    assert_whole(folder)


def test_goes_on_where_it_was_interrupted(folder: Path) -> None:
    def impatient(progress: Progress) -> None:
        if progress.articles >= 2:
            raise KeyboardInterrupt

    add(folder, [article(number, paragraphs=24) for number in range(20, 26)])
    first, second = HashEmbedding(), HashEmbedding()
    with LibraryWriter(folder) as writer:
        assert rebuild(writer, Chunker(32, 4), first, impatient).interrupted
    assert_whole(folder)
    assert "interrupted" in next(check.text for check in check_library(folder) if not check.ok)
    add(folder, [article(20, paragraphs=24, text=article(20, paragraphs=24).text + "\nOne more line.")])
    with LibraryWriter(folder) as writer:
        assert not rebuild(writer, Chunker(32, 4), second).interrupted
    repeated = set(first.texts) & set(second.texts)
    assert len(repeated) < len(first.texts) / 2
    assert_whole(folder, leftovers=True)
    with LibraryWriter(folder) as writer:
        assert writer.vectors.count() == writer.library.counts().chunks
    assert_whole(folder)


def test_a_rebuild_under_way_is_no_interrupted_one(folder: Path) -> None:
    seen = []

    def look(_: Progress) -> None:
        seen.append({check.name: check for check in check_library(folder)}["rebuild"])

    with LibraryWriter(folder) as writer:
        rebuild(writer, Chunker(32, 4), HashEmbedding(), look)
    assert {(check.ok, check.text) for check in seen} == {(True, "A rebuild is under way.")}


def test_what_was_removed_while_a_rebuild_was_interrupted_leaves_nothing_behind(folder: Path) -> None:
    def impatient(progress: Progress) -> None:
        if progress.articles >= 2:
            raise KeyboardInterrupt

    add(folder, [article(number, paragraphs=24) for number in range(20, 26)])
    with LibraryWriter(folder) as writer:
        assert rebuild(writer, Chunker(32, 4), HashEmbedding(), impatient).interrupted
        staged = writer.connection.execute("SELECT DISTINCT article_id FROM staged_chunks").fetchall()
        writer.remove([staged[0][0]])
    with LibraryWriter(folder) as writer:
        assert not rebuild(writer, Chunker(32, 4), HashEmbedding()).interrupted
    assert_whole(folder)


def test_an_empty_library_can_be_rebuilt(tmp_path: Path) -> None:
    with LibraryWriter(tmp_path) as writer:
        assert plan(writer, chunker(), HashEmbedding()).to_embed == 0
        assert rebuild(writer, chunker(), HashEmbedding()).chunks == 0
    add(tmp_path, [article(1)])
    assert_whole(tmp_path)


def test_a_reader_is_told_that_vectors_are_missing(folder: Path) -> None:
    with Library.open(folder) as library:
        lexical = Lexical(folder / "lexical")
        vectors = Vectors(folder / "elsewhere", DIMENSIONS)
        with pytest.raises(RebuildNeededError, match="holds 0 of"):
            require_complete(library, vectors, lexical)


def test_counts_what_the_library_holds(folder: Path) -> None:
    with Library.open(folder) as library:
        numbers = statistics(library)
    assert (numbers.articles, numbers.versions, numbers.publishers, numbers.languages) == (6, 7, 2, {"en": 6})
    assert (numbers.oldest or "")[:10] == "2024-01-01"
    assert numbers.vectors_bytes > 10_000
    assert dict(numbers.lines())["chunk size"] == "64 tokens, 8 overlap"
    assert numbers.as_json()["embedding_model"] == "hash"


def test_finds_leftovers_harmless_and_a_damaged_database_not(folder: Path) -> None:
    with LibraryWriter(folder) as writer:
        writer.vectors.add([10**6], HashEmbedding().embed(["left over"]))
    checks = {check.name: check for check in check_library(folder)}
    assert all(check.ok for check in checks.values())
    assert "1 that are left over" in checks["vectors"].text
    raw = bytearray((folder / "library.db").read_bytes())
    raw[4096:] = b"\xff" * (len(raw) - 4096)
    (folder / "library.db").write_bytes(raw)
    assert [check.name for check in check_library(folder) if not check.ok] == ["library"]


def test_with_the_built_in_model(tmp_path: Path) -> None:
    model = BuiltinEmbedding()
    texts = {
        "bridge": "The bridge over the Tay was closed on Monday after engineers found cracks in two pillars.",
        "bread": "Bakers in the old town sell rye bread at half the price from four in the afternoon.",
    }
    with LibraryWriter(tmp_path) as writer:
        stories = [article(n, title=name, text=text) for n, (name, text) in enumerate(texts.items())]
        ingest(stories, writer, Chunker(64, 8), model)
        question = model.embed(["Why may nobody drive across the river?"])[0]
        (best, _), *_ = writer.vectors.query(question, 2)
        assert best in [chunk.id for chunk in writer.library.chunks_of("bridge")]
        assert rebuild(writer, Chunker(64, 8), model).embedded == 0
