"""``articlebot doctor``: what it says of who writes to the library."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.command import SEEDS, articlebot

WRITER = """
import sys
from pathlib import Path
from index.writer import LibraryWriter
with LibraryWriter(Path(sys.argv[1])):
    print("writing", flush=True)
    sys.stdin.read()
"""


def writer_check(library: Path) -> dict[str, object]:
    checks = json.loads(articlebot("doctor", "--json", "--library", str(library)).stdout)
    return next(check for check in checks if check["name"] == "writer")


def test_a_writer_at_work_is_told_from_one_that_was_killed(tmp_path: Path) -> None:
    library = tmp_path / "library"
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(library)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=SEEDS.parent,
    ) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "writing\n"
        check = writer_check(library)
        assert str(check["text"]).startswith(f"Process {writer.pid} on ")
        assert "has been writing since" in str(check["text"])
        assert "killed" not in str(check["text"])
        writer.send_signal(signal.SIGKILL)
        writer.wait()
    check = writer_check(library)
    assert check["ok"] is True
    assert "was killed" in str(check["text"])
    (library / "lock.holder").write_text(json.dumps({"pid": 1, "host": "elsewhere", "since": "2024-01-01"}))
    assert str(writer_check(library)["text"]).endswith("has been writing since 2024-01-01, or was killed while it did.")


def test_an_empty_address_of_the_model_is_openais(seeds_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def unknown(host: str, *_: object, **__: object) -> None:
        asked.append(host)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    environ = {"OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": ""}
    said = articlebot("doctor", "--library", str(seeds_library), environ=environ).stdout
    assert asked[-1] == "api.openai.com"
    assert "OpenAI cannot be reached" in said


def test_a_key_changes_nothing_where_answers_are_to_be_quoted(seeds_library: Path) -> None:
    environ = {"OPENAI_API_KEY": "sk-x", "ARTICLEBOT_MODEL": "extractive"}
    quoted = articlebot("doctor", "--library", str(seeds_library), environ=environ)
    assert "ARTICLEBOT_MODEL has answers quoted, though there is a key." in quoted.stdout
    assert "OPENAI_API_KEY makes them written" in articlebot("doctor", "--library", str(seeds_library)).stdout


def test_no_password_and_no_command_to_the_terminal_is_shown(tmp_path: Path) -> None:
    environ = {"OPENAI_API_KEY": "sk-x", "OPENAI_BASE_URL": "http://user:s3cret@127.0.0.1:9/v1"}
    said = articlebot("doctor", "--library", str(tmp_path / "lib\u202e\x9b31m"), environ=environ).stdout
    assert "http://127.0.0.1:9/v1 cannot be reached" in said
    assert not [secret for secret in ("s3cret", "user:", "\u202e", "\x9b") if secret in said]
