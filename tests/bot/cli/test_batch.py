"""Lines of questions in, numbered and named as they were."""

import json
from pathlib import Path

import pytest

from bot.cli.batch import Line, read_batch
from bot.question import Filters, Question, Turn
from tests.command import articlebot


def batch(tmp_path: Path, text: str) -> list[Line]:
    path = tmp_path / "questions.jsonl"
    path.write_text(text, encoding="utf-8")
    return list(read_batch(str(path), Filters(("Courier",)), 7))


def test_reads_json_and_plain_lines_with_the_filters(tmp_path: Path) -> None:
    lines = batch(tmp_path, '{"id": 3, "question": "Who?"}\n\nWhen was it?\n')
    assert [(line.number, line.id, line.question.text) for line in lines] == [(1, 3, "Who?"), (3, None, "When was it?")]
    assert all(line.question.filters.publishers == ("Courier",) and line.question.limit == 7 for line in lines)


def test_reads_what_was_said_before(tmp_path: Path) -> None:
    (line,) = batch(
        tmp_path,
        '{"question": "And him?", "turns": [{"role": "user", "text": "Who?"}, {"role": "assistant", "text": "Al."}]}',
    )
    assert line.question.turns == (Turn("user", "Who?"), Turn("assistant", "Al."))


def test_a_line_that_cannot_be_read_says_which_and_stops_nothing(tmp_path: Path) -> None:
    lines = batch(
        tmp_path,
        '{"id": 1, "question": "Who?"}\n{"id": 2, "question"\n{"id": 3}\n{"id": 4, "question": "x", "turns": [{"role": '
        '"king", "text": "y"}]}\n{"id": 5, "question": "When?"}\n',
    )
    assert [line.error is None for line in lines] == [True, False, False, False, True]
    assert "line 2 is no JSON" in str(lines[1].error)
    assert '"question" is missing' in str(lines[2].error)
    assert '"turns" must be' in str(lines[3].error)
    assert json.loads(lines[2].failure("why")) == {"id": 3, "question": "", "error": "why"}


def test_what_python_reads_and_json_has_not_stops_nothing(tmp_path: Path) -> None:
    odd = ['{"id": NaN, "question": "Who?"}', '{"id": ' + "[" * 100_000, f'{{"id": 1{"0" * 5000}, "question": "Who?"}}']
    lines = batch(tmp_path, "\n".join([*odd, "When?"]))
    assert [line.error is None for line in lines] == [False, False, False, True]


def test_reads_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "question": "Who?"}\n')
    assert [line.id for line in read_batch(str(path), Filters(), None)] == ["a"]


def test_the_lines_id_stands_first_and_the_answers_id_is_kept_beside_it() -> None:
    line = Line(1, 0, Question("Who?"))
    assert line.output({"id": "abc", "answer": "x"}) == '{"id": 0, "answer": "x", "answer_id": "abc"}'
    assert Line(1, None, Question("Who?")).output({"id": "abc"}) == '{"id": "abc"}'


@pytest.mark.parametrize("command", ["ask", "search", "check"])
def test_a_batch_that_is_not_there_or_a_folder_is_named(command: str, tmp_path: Path, seeds_library: Path) -> None:
    for name, said in (("nope.jsonl", "there is no such file"), ("", "is a folder")):
        finished = articlebot(command, "--batch", str(tmp_path / name), "--library", str(seeds_library))
        assert (finished.returncode, finished.stdout) == (1, "")
        (line,) = finished.stderr.splitlines()
        assert line.startswith(f"articlebot: {tmp_path / name}: {said}")


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_batch_is_read_in_its_encoding(encoding: str, tmp_path: Path, seeds_library: Path) -> None:
    path = tmp_path / "questions.txt"
    path.write_bytes("When does the café by the harbour bridge open?\n".encode(encoding))
    for arguments, stdin in (((str(path),), None), (("-",), path.read_bytes())):
        finished = articlebot("search", "--library", str(seeds_library), "--batch", *arguments, stdin=stdin)
        assert finished.returncode == 0, finished.stderr
        assert json.loads(finished.stdout)["query"] == "When does the café by the harbour bridge open?"
