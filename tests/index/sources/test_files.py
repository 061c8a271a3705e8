import json
import os
import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from index.article import Article
from index.errors import UnreadableError
from index.sources import read, walk

DOCS = Path(__file__).parents[3] / "docs"
TEXT = "The mill\n\nThe mill by the brook was built in 1790. It ground flour until the war.\n"


def reason(path: Path, **options: int) -> str:
    """Why nothing in ``path`` could be read."""
    records = list(read(path, **options))  # type: ignore[arg-type]
    assert len(records) == 1
    assert isinstance(records[0], UnreadableError)
    assert records[0].source == str(path)
    return records[0].reason


def articles(path: Path) -> list[Article]:
    records = list(read(path))
    assert all(isinstance(record, Article) for record in records), records
    return [record for record in records if isinstance(record, Article)]


@contextmanager
def unprivileged() -> Iterator[None]:
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)  # root may read everything
    try:
        yield
    finally:
        os.seteuid(0)


def test_walks_folders_in_the_order_of_names_and_each_file_once(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.md", "a/b/c.html", "c.pdf", ".hidden.txt", ".git/x.txt", "photo.jpg", "C.CSV"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "again.txt").symlink_to(tmp_path / "b.txt")
    found = [path.relative_to(tmp_path).as_posix() for path in walk([tmp_path, tmp_path / "b.txt", tmp_path / "a"])]
    assert found == ["C.CSV", "a/b/c.html", "a/z.md", "again.txt", "c.pdf"]


def test_a_source_is_an_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    monkeypatch.chdir(tmp_path)
    assert [article.source for article in articles(Path("mill.txt"))] == [str(tmp_path / "mill.txt")]


def test_a_set_of_questions_beside_the_articles_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "questions.jsonl").write_text('{"id": "q1", "question": "When was the mill built?"}\n')
    (tmp_path / "articles.jsonl").write_text('{"question": "A title?", "text": "The mill was built in 1790."}\n')
    assert [path.name for path in walk([tmp_path])] == ["articles.jsonl"]
    assert "is a question, not an article" in str(next(read(tmp_path / "questions.jsonl")))


def test_a_first_line_that_is_nested_too_deeply_stops_no_walk(tmp_path: Path) -> None:
    (tmp_path / "nested.jsonl").write_text("[" * 60_000 + "\n")
    assert list(walk([tmp_path])) == [tmp_path / "nested.jsonl"]
    assert "nested too deeply" in str(next(read(tmp_path / "nested.jsonl")))


def test_a_missing_path_is_reported(tmp_path: Path) -> None:
    missing = tmp_path / "missing.txt"
    assert list(walk([missing])) == [missing]
    assert "is not there" in reason(missing)
    assert "https://" not in reason(missing)
    assert "https://" in reason(tmp_path / "www.harbour.example" / "ferry")


def test_a_folder_without_articles_is_reported(tmp_path: Path) -> None:
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    assert list(walk([tmp_path])) == [tmp_path]
    assert "holds no articles" in reason(tmp_path)
    assert ".docx" in reason(tmp_path)


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.pdf", "a.docx", "a.eml", "a.jsonl", "a.csv"])
def test_an_empty_file_is_reported(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"")
    assert reason(tmp_path / name) == "is empty"


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl", "a.csv", "a.pdf", "a.docx", "a.eml"])
def test_random_bytes_are_reported_whatever_the_name(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(random.Random(1).randbytes(20_000))
    assert reason(tmp_path / name)


def test_a_file_above_the_limit_is_reported_with_the_limit_and_not_read_into_memory(tmp_path: Path) -> None:
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(300_000_000)  # sparse: takes no room on the disk
    assert reason(large, max_bytes=100_000_000).startswith("is 300 MB, more than the limit of 100 MB")
    assert "ARTICLEBOT_MAX_FILE_MEGABYTES" in reason(large)


def test_a_file_that_goes_away_after_it_was_found_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.txt").write_text(TEXT)
    names = []
    for path in walk([tmp_path]):
        (tmp_path / "b.txt").unlink(missing_ok=True)
        names += [record.source for record in read(path) if isinstance(record, Article)]
    assert names == [str(tmp_path / "a.txt")]
    assert "is not there" in reason(tmp_path / "b.txt")


def test_what_may_not_be_read_is_reported(tmp_path: Path) -> None:
    for name in ("file/shut.txt", "shut/mill.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "file" / "shut.txt").chmod(0)
    (tmp_path / "shut").chmod(0)
    with unprivileged():
        assert "permission denied" in reason(tmp_path / "file" / "shut.txt")
        assert list(walk([tmp_path / "shut"])) == [tmp_path / "shut"]
        assert "permission denied" in reason(tmp_path / "shut")
    (tmp_path / "shut").chmod(0o700)


def test_loops_of_links_are_reported_and_not_followed(tmp_path: Path) -> None:
    (tmp_path / "mill.txt").write_text(TEXT)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "up").symlink_to(tmp_path)
    found = list(walk([tmp_path]))
    assert found == [tmp_path / "deep" / "up", tmp_path / "mill.txt", tmp_path / "self.txt"]
    assert "link to a folder above it" in reason(tmp_path / "deep" / "up")
    assert "leads back to itself" in reason(tmp_path / "self.txt")


def test_folders_that_link_to_each_other_are_walked_once_each(tmp_path: Path) -> None:
    folders = [tmp_path / f"p{n}" for n in range(12)]
    for folder in folders:
        folder.mkdir()
        (folder / "mill.txt").write_text(TEXT)
        for other in folders:
            if other != folder:
                (folder / other.name).symlink_to(other)
    found = list(walk([tmp_path]))
    assert len([path for path in found if path.suffix]) == 12
    assert len(found) <= 12 * 12  # a link is followed or reported, not both, and not again behind every other


def test_a_link_to_nothing_is_reported(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "missing.txt")
    assert "points to a file that is not there" in reason(tmp_path / "gone.txt")


def test_other_kinds_are_reported_when_they_are_named(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    assert ".png files cannot be read" in reason(tmp_path / "photo.png")


def test_all_endings_that_are_read_are_named_and_documented(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    (tmp_path / "empty").mkdir()
    rows = re.findall(r"^\| (`\.[^|]+) \|", (DOCS / "formats.md").read_text(), re.MULTILINE)
    endings = ", ".join(rows).replace("`", "")
    assert reason(tmp_path / "photo.png") == f".png files cannot be read; those that can are {endings}"
    assert reason(tmp_path / "empty") == f"holds no articles; files that can be read are {endings}"


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    for name in ("pipe.txt", "pipe.jsonl"):
        os.mkfifo(tmp_path / name)
        assert "a pipe" in reason(tmp_path / name)
    assert list(walk([tmp_path])) == [tmp_path / "pipe.jsonl", tmp_path / "pipe.txt"]


def test_an_unknown_field_in_the_map_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"inhalt": "Text."}))
    with pytest.raises(ValueError, match="'texte'.*text, title"):
        list(read(tmp_path / "a.jsonl", field_map={"texte": "inhalt"}))
