"""The conversation and the lines typed, on disk."""

from __future__ import annotations

import json
import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.chat_log import CONVERSATION, FOLDER, HISTORY, ChatLog, forget_before
from bot.errors import LedgerError
from bot.question import Turn
from bot.record.ledger import FILE_NAME, Ledger
from tests.bot.answers import answered, declined

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


def test_the_conversation_and_the_lines_typed_are_there_the_next_time(tmp_path: Path) -> None:
    log = ChatLog(tmp_path)
    log.note_line("When did the bridge open?\u2028Really?")
    log.add("When did the bridge open?", answered())
    again = ChatLog(tmp_path)
    again.resume()
    assert again.turns() == [
        Turn("user", "When did the bridge open?"),
        Turn("assistant", "The bridge opened in 1932."),
    ]
    assert again.typed() == ["When did the bridge open?\u2028Really?"]
    again.begin()
    assert ChatLog(tmp_path).typed() == again.typed()
    last = ChatLog(tmp_path)
    last.resume()
    assert last.exchanges == []


def test_nothing_is_written_where_nothing_may_be_kept(tmp_path: Path) -> None:
    log = ChatLog(None)
    log.note_line("Who?")
    log.add("Who?", answered())
    assert (log.typed(), len(log.exchanges), list(tmp_path.iterdir())) == ([], 1, [])


def test_what_is_not_kept_can_be_taken_up_and_changes_no_file(tmp_path: Path) -> None:
    now = BEGAN
    kept = ChatLog(tmp_path, clock=lambda: now)
    kept.add("What of old ducks?", declined("old", "What of old ducks?"))
    now += timedelta(days=20)
    kept.add("What of geese?", declined("new", "What of geese?"))
    kept.note_line("What of geese?")
    before = {file.name: file.read_bytes() for file in (tmp_path / FOLDER).iterdir()}
    log = ChatLog(tmp_path, oldest=(BEGAN + timedelta(days=1)).isoformat(), kept=False)
    log.resume()
    assert [exchange.question for exchange in log.exchanges] == ["What of geese?"]
    assert log.typed() == ["What of geese?"]
    log.note_line("Who?")
    log.add("Who?", answered())
    assert len(log.exchanges) == 2
    log.begin()
    assert log.exchanges == []
    assert {file.name: file.read_bytes() for file in (tmp_path / FOLDER).iterdir()} == before


def test_what_is_older_than_the_record_is_kept_is_not_taken_up_and_not_on_disk(tmp_path: Path) -> None:
    now = BEGAN
    log = ChatLog(tmp_path, clock=lambda: now)
    log.note_line("What of old ducks?")
    log.add("What of old ducks?", declined("old", "What of old ducks?"))
    now += timedelta(days=20)
    log.note_line("What of geese?")
    log.add("What of geese?", declined("new", "What of geese?"))
    again = ChatLog(tmp_path, oldest=(BEGAN + timedelta(days=1)).isoformat())
    again.resume()
    assert [exchange.question for exchange in again.exchanges] == ["What of geese?"]
    assert again.typed() == ["What of geese?"]
    files = [file for file in (tmp_path / FOLDER).iterdir() if file.name != "lock"]
    assert len(files) == 2
    assert not any(b"ducks" in file.read_bytes() or file.stat().st_mode & 0o077 for file in files)


def test_what_does_not_say_when_it_was_typed_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "history").write_text("Who?\n" + json.dumps({"line": "When?"}) + "\nnull\n")
    assert ChatLog(tmp_path).typed() == ["When?"]
    assert ChatLog(tmp_path, oldest=BEGAN.isoformat()).typed() == []


def test_whoever_records_an_answer_lets_go_of_old_lines(tmp_path: Path) -> None:
    ChatLog(tmp_path, clock=lambda: BEGAN).note_line("What of old ducks?")
    Ledger(tmp_path / FILE_NAME, days=30, clock=lambda: BEGAN + timedelta(days=31)).record(answered("new"))
    assert (tmp_path / FOLDER / "history").read_bytes() == b""


def test_lines_typed_while_old_ones_are_forgotten_are_kept(tmp_path: Path) -> None:
    now = datetime.now(UTC)
    old = ChatLog(tmp_path, clock=lambda: now - timedelta(days=400))
    for number in range(3_000):
        old.note_line(f"old {number}")
    log = ChatLog(tmp_path)
    typing, done = threading.Event(), threading.Event()
    typed: list[str] = []

    def type_on() -> None:
        while not done.is_set():
            typed.append(f"new {len(typed)}")
            log.note_line(typed[-1])
            typing.set()

    thread = threading.Thread(target=type_on)
    thread.start()
    typing.wait()
    for _ in range(20):
        old.note_line("old, and to be forgotten")
        forget_before(tmp_path, (now - timedelta(days=365)).isoformat())
    done.set()
    thread.join()
    assert [line for line in log.typed() if line.startswith("new")] == typed


def test_an_answer_is_recorded_where_the_chat_cannot_be_cleaned(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FOLDER / "conversation.jsonl").mkdir(parents=True)
    ledger = Ledger(tmp_path / FILE_NAME, days=365)
    assert ledger.record(answered())
    assert [entry.id for entry in ledger.answers()] == [answered().id]
    assert "older than 365 days was not deleted" in caplog.text


@pytest.mark.skipif(sys.platform == "win32", reason="has no limit for the size of files")
def test_forgetting_on_a_full_disk_leaves_no_second_copy_of_the_lines(tmp_path: Path) -> None:
    import resource

    log = ChatLog(tmp_path, clock=lambda: BEGAN)
    log.note_line("old")
    now = BEGAN + timedelta(days=9)
    log = ChatLog(tmp_path, clock=lambda: now)
    for number in range(100):
        log.note_line(f"When did bridge {number} open?")
    (tmp_path / FOLDER / f"{HISTORY}.new").write_text("left by a process that was killed\n")
    oldest = (BEGAN + timedelta(days=1)).isoformat()
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, limits[1]))
    try:
        with pytest.raises(OSError, match="large"):
            forget_before(tmp_path, oldest)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert {path.name for path in (tmp_path / FOLDER).iterdir()} == {HISTORY, "lock"}
    forget_before(tmp_path, oldest)
    assert len(ChatLog(tmp_path).typed()) == 100


def test_files_that_cannot_be_used_are_told_and_the_conversation_goes_on(tmp_path: Path) -> None:
    for name in (CONVERSATION, HISTORY):
        (tmp_path / FOLDER / name).mkdir(parents=True)
    log = ChatLog(tmp_path, oldest="2026")
    for use in (log.resume, log.begin, log.typed, lambda: log.note_line("Who?"), lambda: log.add("Who?", answered())):
        with pytest.raises(LedgerError, match="cannot be kept"):
            use()
    assert [turn.text for turn in log.unkept().turns()] == ["Who?", "The bridge opened in 1932."]
