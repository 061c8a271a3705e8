"""Lines in whatever encoding they were saved, from files and from pipes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from index.errors import UnreadableError
from index.sources.lines import lines_of, read_lines

LINES = [
    "When is the seed swap?",
    "Où était la réunion à Saint-Étienne?",
    "Wer hält die Schlüssel für das Gewächshaus?",
]
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_reads_each_encoding(tmp_path: Path, encoding: str, end: str) -> None:
    path = tmp_path / "questions.txt"
    path.write_bytes((end.join(LINES) + end).encode(encoding))
    assert [line.strip() for line in read_lines(path) if line.strip()] == LINES


@pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
def test_gives_a_line_of_a_pipe_as_soon_as_it_has_come(encoding: str) -> None:
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as file, os.fdopen(writing, "wb", buffering=0) as typing:
        typing.write(f"{LINES[0]}\n{LINES[1]}\n".encode(encoding))
        lines = lines_of(file, "standard input")
        assert [next(lines).strip(), next(lines).strip()] == LINES[:2]


def test_what_is_no_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(bytes(range(256)) * 40)
    with pytest.raises(UnreadableError, match=r"questions\.jsonl: holds binary data"):
        list(read_lines(path))
