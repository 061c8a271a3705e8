"""`articlebot chat`, through a pseudo-terminal, with a scripted model."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot import cli
from tests import warm
from tests.openai_server import KEY, OpenAIServer, Say

pexpect = pytest.importorskip("pexpect", reason="pseudo-terminals are POSIX's")
ROOT = Path(__file__).parents[3]
START_S = 60
"""Importing takes seconds, and more on a busy machine."""
Open = Callable[..., Any]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> Path:
    article = tmp_path / "bank.txt"
    article.write_text(
        "A new head for the bank\n\nJane Roe led Acme Bank for nine years. John Poe replaced Jane Roe in May 2024.\n"
    )
    assert cli._run(["--library", str(tmp_path / "library"), "add", str(article)]) == 0
    return tmp_path / "library"


@pytest.fixture
def chat(library: Path, server: OpenAIServer) -> Iterator[Open]:
    opened = []

    def open_(*options: str) -> Any:
        environment = {
            **{name: value for name, value in os.environ.items() if not name.startswith(("ARTICLEBOT_", "OPENAI_"))},
            "OPENAI_API_KEY": KEY,
            "OPENAI_BASE_URL": server.url,
            "ARTICLEBOT_MODEL": "gpt-4.1-mini",
            "ARTICLEBOT_EMBEDDING_MODEL": "builtin",
            "ARTICLEBOT_LIBRARY": str(library),
            "TERM": "xterm",
            "NO_COLOR": "1",
        }
        child = pexpect.spawn(
            warm.command()[0],
            [*warm.command()[1:], "chat", *options],
            cwd=str(ROOT),
            env=environment,
            encoding="utf-8",
            timeout=START_S,
            dimensions=(40, 120),
            # A shell's background jobs ignore Ctrl-C, and so would what they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )
        opened.append(child)
        child.expect("> ")
        return child

    yield open_
    for child in opened:
        child.close(force=True)


def test_conversation(chat: Open, server: OpenAIServer, library: Path) -> None:
    child = chat()
    server.script = [Say("Jane Roe led Acme Bank for nine years [1].")]
    child.sendline("Who led Acme Bank?")
    child.expect(r"Jane Roe led Acme Bank for nine years\.\S*\[1\]")
    child.expect("A new head for the bank")
    child.expect("> ")

    # A follow-up goes to the model with what was said; /sources shows what the answer was made from.
    server.script = [Say("Who replaced Jane Roe at Acme Bank?"), Say("John Poe replaced Jane Roe in May 2024 [1].")]
    child.sendline("And who replaced her?")
    child.expect(r"John Poe replaced Jane Roe in May 2024\.\S*\[1\]")
    assert "Reader: Who led Acme Bank?" in server.prompts[1]
    assert server.prompts[2].endswith("Question: Who replaced Jane Roe at Acme Bank?")
    child.expect("> ")
    child.sendline("Thanks!")
    child.expect("nothing was looked for")
    child.expect("> ")
    child.sendline("/sources")
    child.expect("Jane Roe led Acme Bank for nine years. John Poe replaced")
    child.expect("> ")

    # Ctrl-C stops the answer and the model, not the conversation.
    server.script = [Say("Who?"), Say("Jane Roe led Acme Bank for nine years [1]. " * 50, every_s=0.1)]
    child.sendline("Tell me more")
    child.expect(r"nine years\.\S*\[1\]")
    child.kill(signal.SIGINT)
    child.expect("Stopped")
    assert server.aborted.wait(5)
    child.expect("> ")

    # At the prompt it only drops the line.
    child.send("half a line")
    child.expect("half a line")  # CPython's input() sees a Ctrl-C only while it waits, not while it takes a key
    time.sleep(0.2)
    child.sendintr()
    child.expect("> ")
    child.sendline("/nonsense")
    child.expect("There is no /nonsense")
    child.expect("> ")
    child.sendline("")
    child.expect("> ")
    child.sendeof()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0

    # Taken up again: the arrow key brings the last line, and the follow-up knows what was said.
    child = chat("--resume")
    assert "Going on from: And who replaced her?" in child.before
    child.send("\x1b[A")
    child.expect("Tell me more")
    time.sleep(0.2)
    child.sendintr()
    child.expect("> ")
    child.sendline("/sources")
    child.expect("Jane Roe led Acme Bank for nine years. John Poe replaced")
    child.expect("> ")
    server.requests.clear()
    server.script = [Say("What more is known of John Poe?"), Say("I don't know.")]
    child.sendline("Tell me more of him")
    child.expect("The articles don't say")
    assert "Reader: And who replaced her?\nBot: John Poe replaced Jane Roe in May 2024." in server.prompts[0]
    child.expect("> ")

    child.sendline("/new")
    child.expect("A new conversation")
    child.expect("> ")
    server.requests.clear()
    server.script = [Say("I don't know.")]
    child.sendline("And who replaced her?")
    child.expect("The articles don't say")
    assert len(server.requests) <= 1  # nothing was said before: there is nothing to complete it from
    child.expect("> ")
    child.sendline("/quit")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert (library / "chat" / "history").stat().st_mode & 0o077 == 0


def test_leaves_no_trace_if_asked_to(
    library: Path, server: OpenAIServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answer = lambda _: Say("Jane Roe led Acme Bank for nine years [1].")

    monkeypatch.setenv("OPENAI_API_KEY", KEY)
    monkeypatch.setenv("OPENAI_BASE_URL", server.url)
    monkeypatch.setenv("ARTICLEBOT_MODEL", "gpt-4.1-mini")
    reading, writing = os.pipe()
    os.write(writing, b"Who led Acme Bank?\n/quit\n")
    os.close(writing)
    with os.fdopen(reading) as piped:
        monkeypatch.setattr("sys.stdin", piped)
        assert cli._run(["--library", str(library), "chat", "--no-ledger"]) == 0
    assert "Jane Roe led Acme Bank for nine years.[1]" in capsys.readouterr().out
    assert not [file.name for file in library.iterdir() if file.name.startswith(("answers", "chat"))]


def test_the_last_conversation_is_taken_up_where_no_record_is_kept(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("Who replaced Jane Roe?\n"))
    assert cli._run(["--library", str(library), "chat"]) == 0
    kept = {path: path.read_bytes() for path in (library / "chat").iterdir()}
    capsys.readouterr()
    monkeypatch.setattr("sys.stdin", io.StringIO("Who led Acme Bank?\n/new\n"))
    assert cli._run(["--library", str(library), "chat", "--resume", "--no-ledger"]) == 0
    assert "Going on from: Who replaced Jane Roe?" in capsys.readouterr().err
    assert {path: path.read_bytes() for path in (library / "chat").iterdir()} == kept


@pytest.mark.parametrize("word", ["exit", "Quit", "/exit"])
def test_the_words_of_other_programs_end_it_too(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], word: str
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{word}\nWho led Acme Bank?\n"))
    assert cli._run(["--library", str(library), "chat", "--no-ledger"]) == 0
    assert capsys.readouterr().out == ""


def test_a_conversation_that_cannot_be_kept_goes_on(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (library / "chat").write_text("no folder")
    monkeypatch.setattr("sys.stdin", io.StringIO("Who led Acme Bank?\nWho replaced her?\n"))
    assert cli._run(["--library", str(library), "chat"]) == 0
    seen = capsys.readouterr()
    assert seen.err.count("cannot be kept") == 1
    assert "John Poe replaced Jane Roe in May 2024." in seen.out
