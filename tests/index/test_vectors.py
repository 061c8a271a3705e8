"""The vectors: found by cosine, seen by other processes, and honest about damage."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.errors import RebuildNeededError
from index.vectors import Vectors
from tests.processes import ROOT


def unit_rows(number: int, width: int = 64, seed: int = 0) -> NDArray[np.float32]:
    """Rows in clusters, as texts about the same things are."""
    rng = np.random.default_rng(seed)
    centres = rng.normal(size=(max(1, number // 20), width))
    rows = centres[rng.integers(0, len(centres), number)] + 0.7 * rng.normal(size=(number, width))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def vectors(tmp_path: Path) -> Vectors:
    return Vectors(tmp_path / "chroma", 64)


def test_an_empty_collection_has_no_neighbours(vectors: Vectors, tmp_path: Path) -> None:
    assert vectors.query(unit_rows(1)[0], 5) == []
    assert vectors.query(unit_rows(1)[0], 5, [1, 2]) == []
    assert (vectors.count(), vectors.ids(), vectors.get([1])) == (0, set(), {})
    vectors.remove([1])
    vectors.settle()
    assert not (tmp_path / "chroma").exists()


def test_finds_the_nearest_with_its_cosine(vectors: Vectors) -> None:
    rows = unit_rows(50)
    vectors.add(range(100, 150), rows)
    (first, cosine), (second, lower) = vectors.query(rows[7], 2)
    assert first == 107
    assert cosine == pytest.approx(1.0, abs=1e-5)
    assert lower == pytest.approx(float(rows[second - 100] @ rows[7]), abs=1e-5)
    assert len(vectors.query(rows[7], 1_000)) == 50
    assert vectors.query(rows[7], 0) == []


def test_searches_among_given_ids_only(vectors: Vectors) -> None:
    rows = unit_rows(50)
    vectors.add(range(50), rows)
    found = vectors.query(rows[7], 3, [3, 9, 11, 11, 4_000])
    assert sorted(number for number, _ in found) == [3, 9, 11]
    assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)
    assert vectors.query(rows[7], 3, []) == []


def test_removed_ids_are_not_found_again(vectors: Vectors) -> None:
    rows = unit_rows(30)
    vectors.add(range(30), rows)
    vectors.remove([7, 8, 555])
    assert vectors.count() == 28
    assert vectors.query(rows[7], 1)[0][0] != 7
    assert set(vectors.get([6, 7])) == {6}


def test_finds_what_comparing_all_would_find(vectors: Vectors) -> None:
    rows = unit_rows(3_000)
    vectors.add(range(3_000), rows)
    questions = rows[::60] + 0.05 * unit_rows(50, seed=1)
    hits = 0
    for question in questions:
        best = set(np.argsort(-(rows @ question))[:10].tolist())
        hits += len(best & {number for number, _ in vectors.query(question, 10)})
    assert hits / (10 * len(questions)) >= 0.99


def test_refuses_vectors_of_another_width(vectors: Vectors) -> None:
    with pytest.raises(ValueError, match=r"\(3, 64\)"):
        vectors.add(range(3), unit_rows(3, width=32))


def test_settling_leaves_nothing_to_replay(vectors: Vectors, tmp_path: Path) -> None:
    vectors.add(range(1_300), unit_rows(1_300))
    vectors.settle()
    connection = sqlite3.connect(tmp_path / "chroma" / "chroma.sqlite3")
    assert connection.execute("SELECT count(*) FROM embeddings_queue").fetchone()[0] < 10
    connection.close()
    vectors.add([5_000], unit_rows(1, seed=5))
    assert vectors.count() == 1_301
    reopened = Vectors(tmp_path / "chroma", 64)
    assert reopened.query(unit_rows(1_300)[3], 1)[0][0] == 3


def test_a_writer_mends_what_was_left_while_it_settled(vectors: Vectors, tmp_path: Path) -> None:
    vectors.add(range(5), unit_rows(5))
    with vectors._writing() as chunks:
        chunks.modify(configuration={"hnsw": {"sync_threshold": 2}})
    vectors.close()
    again = Vectors(tmp_path / "chroma", 64)
    again.add([9], unit_rows(1, seed=9))
    again.close()
    with Vectors(tmp_path / "chroma", 64)._reading() as chunks:
        assert chunks is not None
        assert chunks.configuration_json["hnsw"]["sync_threshold"] == 2_000


def _add_elsewhere(folder: Path, first: int) -> None:
    vectors = Vectors(folder, 64)
    vectors.add(range(first, first + 20), unit_rows(20, seed=first))
    vectors.close()


def test_sees_what_another_process_adds_after_reloading(vectors: Vectors, tmp_path: Path) -> None:
    vectors.add(range(5), unit_rows(5))
    unconcerned = Vectors(tmp_path / "chroma", 64)
    assert unconcerned.count() == 5
    process = multiprocessing.get_context("spawn").Process(target=_add_elsewhere, args=(tmp_path / "chroma", 100))
    process.start()
    process.join(60)
    assert process.exitcode == 0
    vectors.reload()
    assert vectors.query(unit_rows(20, seed=100)[3], 1)[0][0] == 103
    # Another object of this process, which still holds the folder open, goes on answering.
    assert unconcerned.query(unit_rows(5)[2], 1)[0][0] == 2


@pytest.mark.parametrize("part", ["chroma.sqlite3", "graph"])
def test_a_damaged_folder_asks_for_a_rebuild(vectors: Vectors, tmp_path: Path, part: str) -> None:
    vectors.add(range(1_500), unit_rows(1_500))
    vectors.settle()
    vectors.close()
    folder = tmp_path / "chroma"
    damaged = [folder / part] if part != "graph" else [path for path in folder.glob("*/*") if path.is_file()]
    for path in damaged:
        path.write_bytes(b"\x9c" * 3_000)
    shutil.copytree(folder, tmp_path / "elsewhere")
    with pytest.raises(RebuildNeededError, match="articlebot rebuild"):
        Vectors(tmp_path / "elsewhere", 64).query(unit_rows(1)[0], 3)


def test_closing_one_object_stops_no_other_of_the_same_folder(vectors: Vectors, tmp_path: Path) -> None:
    """As a search and a sync of one process have them, each of which opens anew when it wants."""
    vectors.add(range(3), unit_rows(3))
    reader, writer = Vectors(tmp_path / "chroma", 64), Vectors(tmp_path / "chroma", 64)
    assert reader.count() == 3
    vectors.close()
    assert reader.count() == 3
    reader.reload()
    assert (writer.count(), reader.count()) == (3, 3)
    writer.reload()
    writer.add([7], unit_rows(1))
    reader.close()
    assert writer.count() == 4
    writer.close()
    assert reader.count() == 4


FOREIGN = {
    "IS_PERSISTENT": "FALSE",
    "CHROMA_API_IMPL": "chromadb.api.fastapi.FastAPI",
    "CHROMA_SERVER_HOST": "elsewhere",
    "MIGRATIONS": "none",
}
KEEP_ONE = """
import sys
from pathlib import Path
import numpy as np
from index.errors import LibraryError
from index.vectors import Vectors
vectors = Vectors(Path(sys.argv[1]), 4)
try:
    vectors.add([1], np.full((1, 4), 0.5, np.float32))
    print(vectors.count())
except LibraryError as error:
    print(error)
"""


@pytest.mark.parametrize("place", ["environment", ".env"])
@pytest.mark.parametrize(
    ("names", "said"), [(FOREIGN, "1"), ({"CHROMA_SERVER_HTTP_PORT": "no port"}, "CHROMA_SERVER_HTTP_PORT")]
)
def test_what_other_programs_ask_of_chroma_is_not_heeded(
    tmp_path: Path, place: str, names: dict[str, str], said: str
) -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("CHROMA_")}
    environ["PYTHONPATH"] = str(ROOT)
    if place == "environment":
        environ |= names
    else:
        (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in names.items()))
    finished = subprocess.run(
        [sys.executable, "-c", KEEP_ONE, str(tmp_path / "chroma")],
        cwd=tmp_path,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert finished.returncode == 0, finished.stderr
    assert said in finished.stdout
    assert (said == "1") == (tmp_path / "chroma" / "chroma.sqlite3").exists()
