"""Lines of questions in, numbered and named as they were."""

import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from bot.cli.ask import AT_ONCE, at_once
from bot.cli.batch import Line, read_batch
from bot.question import Filters, Question, Turn
from bot.settings import Settings
from tests import warm
from tests.command import SEEDS, articlebot
from tests.openai_server import KEY, OpenAIServer, Say


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


def test_half_a_surrogate_pair_stops_nothing(tmp_path: Path, seeds_library: Path) -> None:
    half = "\\ud83d"
    (tmp_path / "odd.jsonl").write_text(
        f'{{"question": "{half}"}}\n'
        f'{{"id": "{half}", "question": "When does the Harbour Bridge close {half}?"}}\n'
        f'{{"question": "When does it close?", "turns": [{{"role": "user", "text": "The Harbour Bridge {half}"}}]}}\n'
        '{"id": "\\ud83d\\ude00", "question": "When does the Harbour Bridge close?"}\n'
    )
    arguments = ("--batch", str(tmp_path / "odd.jsonl"), "--library", str(seeds_library))
    for command in (("ask", "--no-ledger"), ("search",)):
        finished = articlebot(*command, *arguments)
        assert (finished.returncode, finished.stderr) == (1, "")
        lines = [json.loads(line) for line in finished.stdout.splitlines()]
        assert ["error" in line for line in lines] == [True, False, False, False]
        assert [line.get("id") for line in lines][1::2] == ["\ufffd", "\U0001f600"]
    rewritten = articlebot("ask", "--rewrite-only", *arguments)
    assert (rewritten.returncode, len(rewritten.stdout.splitlines())) == (0, 4)


def test_a_question_that_stands_alone_commands_no_terminal(seeds_library: Path) -> None:
    finished = articlebot(
        "ask", "--rewrite-only", "When does the \x9b31mbridge close?", "--library", str(seeds_library)
    )
    assert finished.stdout == "When does the 31mbridge close?\n"


def test_reads_a_file_with_a_byte_order_mark(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"id": "a", "question": "Who?"}\n')
    assert [line.id for line in read_batch(str(path), Filters(), None)] == ["a"]


def test_the_lines_id_stands_first_and_the_answers_id_is_kept_beside_it() -> None:
    line = Line(1, 0, Question("Who?"))
    assert line.output({"id": "abc", "answer": "x"}) == '{"id": 0, "answer": "x", "answer_id": "abc"}'
    assert Line(1, None, Question("Who?")).output({"id": "abc"}) == '{"id": "abc"}'


def test_a_follow_up_is_searched_as_it_stands_alone(seeds_library: Path) -> None:
    said = [
        {"role": "user", "text": "When was the harbour bridge opened?"},
        {"role": "assistant", "text": "The bridge was opened in 1934."},
    ]
    lines = [{"id": 1, "question": "and who built it?", "turns": said}, {"id": 2, "question": "tern colony"}]
    finished = articlebot(
        "search", "--library", str(seeds_library), "--batch", "-", "--limit", "1",
        stdin="\n".join(map(json.dumps, lines)),
    )  # fmt: skip
    followed, plain = map(json.loads, finished.stdout.splitlines())
    assert (followed["query"], followed["standalone_question"]) == (
        "and who built it?",
        "Who built the harbour bridge?",
    )
    assert followed["passages"][0]["article_id"].startswith("harbour-bridge")
    assert "standalone_question" not in plain


@pytest.mark.parametrize(("model", "number"), [("gpt-4.1-mini", AT_ONCE), ("extractive", 1)])
def test_questions_wait_for_a_model_together_and_without_one_for_each_other(model: str, number: int) -> None:
    assert at_once(Settings.load({"model": model, "openai_api_key": KEY}, environ={}, env_file=None)) == number


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


@contextmanager
def conversing(
    library: Path, *arguments: str, environ: Mapping[str, str] | None = None
) -> Iterator[subprocess.Popen[str]]:
    """The command in a process of its own, with pipes to write to it and to read from it; killed if it hangs."""
    with subprocess.Popen(
        [*warm.command(), *arguments, "--library", str(library), "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent), **(environ or {})},
        # A shell's background jobs ignore Ctrl-C, and so would what they start.
        preexec_fn=(lambda: signal.signal(signal.SIGINT, signal.default_int_handler)) if os.name == "posix" else None,
    ) as process:
        hanging = threading.Timer(60, process.kill)
        hanging.start()
        try:
            yield process
        finally:
            hanging.cancel()
            process.kill()


def write(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdin is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()


def read(process: subprocess.Popen[str]) -> dict[str, object]:
    assert process.stdout is not None
    line: dict[str, object] = json.loads(process.stdout.readline())
    return line


def model(server: OpenAIServer) -> dict[str, str]:
    return {
        "OPENAI_API_KEY": KEY,
        "OPENAI_BASE_URL": server.url,
        "ARTICLEBOT_MODEL": "gpt-4.1-mini",
        "ARTICLEBOT_EMBEDDING_MODEL": "builtin",
    }


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.02)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_who_writes_one_line_gets_its_answer_before_the_next(command: str, seeds_library: Path) -> None:
    with conversing(seeds_library, command) as process:
        for number in range(2):
            write(process, json.dumps({"id": number, "question": "When does the harbour bridge close?"}))
            assert read(process)["id"] == number


def test_with_a_model_too_and_a_wrong_line_is_answered_at_once(seeds_library: Path) -> None:
    with OpenAIServer() as server, conversing(seeds_library, "ask", "--no-ledger", environ=model(server)) as process:
        for number in range(2):
            write(process, json.dumps({"id": number, "question": "When does the harbour bridge close?"}))
            assert read(process)["id"] == number
        write(process, '{"id": 2}')
        assert read(process) == {"id": 2, "question": "", "error": 'line 3: "question" is missing or no text'}


def test_lines_are_begun_as_they_are_read_and_answered_in_their_order(seeds_library: Path) -> None:
    first = threading.Event()
    with (
        OpenAIServer(lambda _: Say("I don't know.")) as server,
        conversing(seeds_library, "ask", "--no-ledger", environ=model(server)) as process,
    ):
        server.script = [Say("I don't know.", held_until=first)]
        write(process, '{"id": "slow", "question": "When does the harbour bridge close?"}')
        wait_for(lambda: len(server.requests) == 1)
        write(process, '{"id": "quick", "question": "Who is the mayor?"}')
        wait_for(lambda: len(server.requests) == 2)
        first.set()
        assert [read(process)["id"], read(process)["id"]] == ["slow", "quick"]
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="Ctrl-C is sent as POSIX does it")
def test_ctrl_c_stops_the_model_and_ends_the_wait_for_lines(seeds_library: Path) -> None:
    with (
        OpenAIServer(lambda _: Say("I don't know.", held_until=threading.Event())) as server,
        conversing(seeds_library, "ask", "--no-ledger", environ=model(server)) as process,
    ):
        write(process, "When does the harbour bridge close?")
        wait_for(lambda: len(server.requests) == 1)
        process.send_signal(signal.SIGINT)
        assert server.aborted.wait(30)
        assert process.wait(30) == 130
        assert process.stderr is not None
        assert process.stderr.read().strip() == "Interrupted."
