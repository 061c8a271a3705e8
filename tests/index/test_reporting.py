from pathlib import Path

from index.errors import UnreadableError
from index.reporting import complaints
from index.sources import read


def unreadable(path: Path) -> list[UnreadableError]:
    return [each for each in read(path) if isinstance(each, UnreadableError)]


def test_what_many_lines_of_a_file_say_alike_is_told_once(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text('{"prosa": "Text."}\n' * 2000 + "[1]\n")
    told = complaints(unreadable(path))
    assert len(told) == 2
    assert told[0].startswith(f"{path}#1: line 1 has no text: none of its fields (prosa)")
    assert told[0].endswith("(and 1,999 more like it)")
    assert told[1] == f"{path}#2001: line 2001 is JSON, but not an object with fields"


def test_what_few_lines_or_other_files_say_is_told_apart(tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jsonl", "b.jsonl")]
    for path in paths:
        path.write_text("[1]\n" * 3)
    errors = [error for path in paths for error in unreadable(path)]
    assert complaints(errors) == [str(error) for error in errors]
