"""The record of answers."""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from bot.answer import Sentence, Status
from bot.errors import LedgerError
from bot.question import Filters, Question, Turn
from bot.record.ledger import Ledger
from tests.bot.answers import QUOTE, answered, declined

ROOT = Path(__file__).parents[2]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library" / "answers.db"


def test_keeps_everything_an_answer_was_made_from(path: Path) -> None:
    asked = Question(
        "When did it open?",
        turns=(Turn("user", "Tell me of the bridge"), Turn("assistant", "It is grey.")),
        filters=Filters(("The Herald",), since=datetime(2020, 1, 1, tzinfo=UTC)),
        limit=5,
    )
    Ledger(path).record(answered(), raw="The bridge opened in 1932 [1].", question=asked)
    entry = Ledger(path).get("a1b2c3d4e5f6")
    assert (entry.question.text, entry.question.turns) == ("When did the bridge open?", asked.turns)
    assert (entry.question.filters, entry.question.limit) == (asked.filters, 5)
    assert abs(datetime.now(UTC) - entry.asked_at) < timedelta(minutes=1)
    assert entry.raw == "The bridge opened in 1932 [1]."
    assert entry.text == "The bridge opened in 1932.[1]"
    assert [(given.article_id, given.version, given.start, given.end) for given in entry.passages] == [
        ("bridge", 3, 0, 63)
    ]
    assert (entry.citations[0].article_id, entry.citations[0].version, entry.citations[0].quote) == ("bridge", 3, QUOTE)
    assert (entry.model, entry.embedding_model, entry.confidence) == ("gpt-4.1-mini", "all-MiniLM-L6-v2-int8", 0.93)
    assert entry.prompt_version is not None
    assert entry.timings == answered().timings
    assert entry.usage == answered().usage


def test_keeps_the_askers_clock_with_its_zone(path: Path) -> None:
    there = datetime(2024, 3, 15, 1, 30, tzinfo=timezone(timedelta(hours=13)))
    Ledger(path).record(answered(), question=Question("What was decided yesterday?", now=there))
    now = Ledger(path).get("a1b2c3d4e5f6").question.now
    assert now is not None
    assert (now, now.utcoffset()) == (there, timedelta(hours=13))


def test_reads_what_was_recorded_without_a_clock(path: Path) -> None:
    Ledger(path).record(answered())
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE answer SET filters = json_remove(filters, '$.now')")
    entry = Ledger(path).get("a1b2c3d4e5f6")
    assert entry.question.now == entry.asked_at


def test_quoted_answer_has_no_prompt(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(declined("000000000001", "What of ducks?"))
    entry = ledger.get("000000000001")
    assert (entry.prompt_version, entry.raw, entry.usage) == (None, None, None)
    assert entry.text == "The articles don't say."


def test_newest_first_and_only_what_is_asked_for(path: Path) -> None:
    now = datetime(2026, 5, 1, tzinfo=UTC)
    ledger = Ledger(path, clock=lambda: now)
    for day in range(3):
        now += timedelta(days=1)
        ledger.record(declined(f"d{day}", "What of ducks?"))
        ledger.record(answered(f"a{day}"))
    assert [entry.id for entry in ledger.answers(limit=3)] == ["a2", "d2", "a1"]
    assert [entry.id for entry in ledger.answers(declined=True)] == ["d2", "d1", "d0"]
    assert [entry.id for entry in ledger.answers(since=now, declined=False)] == ["a2"]


def test_id_may_be_shortened_while_it_is_unique(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(answered("abcd11"))
    ledger.record(answered("abcd22"))
    assert ledger.get("abcd1").id == "abcd11"
    with pytest.raises(LedgerError, match="more than one answer whose id begins with abcd:"):
        ledger.get("abcd")
    with pytest.raises(LedgerError, match="There is no answer ffff"):
        ledger.get("ffff")
    with pytest.raises(LedgerError, match="There is no answer %"):
        ledger.get("%")


def test_one_vote_a_person(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(answered("one"))
    ledger.feedback("one", "U123", "up")
    ledger.feedback("one", "U123", "down", "The year is wrong")
    ledger.feedback("one", "U456", "down")
    entry = ledger.get("one")
    assert (entry.ups, entry.downs, entry.reasons) == (0, 2, ("The year is wrong",))
    with pytest.raises(LedgerError, match="no answer two"):
        ledger.feedback("two", "U123", "up")


def test_does_not_say_who_voted(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(answered("one"))
    ledger.feedback("one", "U0123456789", "up")
    ledger.close()
    assert b"U0123456789" not in b"".join(file.read_bytes() for file in path.parent.iterdir())


def test_file_is_for_its_owner_alone(path: Path) -> None:
    ledger = Ledger(path)
    ledger.record(answered("one"))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_old_records_are_deleted_with_all_that_belongs_to_them(path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ledger = Ledger(path, days=30, clock=lambda: now)
    ledger.record(answered("old"), raw="the-raw-text-of-old")
    ledger.feedback("old", "U1", "down", "the-reason-of-old")
    now += timedelta(days=29)
    ledger.record(answered("young"))
    assert [entry.id for entry in ledger.answers()] == ["young", "old"]
    now += timedelta(days=2)
    ledger.record(answered("new"))
    assert [entry.id for entry in ledger.answers()] == ["new", "young"]
    ledger.close()
    with sqlite3.connect(path) as connection:
        assert connection.execute("SELECT count(*) FROM feedback").fetchone() == (0,)
        assert connection.execute("SELECT count(DISTINCT answer_id) FROM passage").fetchone() == (2,)
    held = path.read_bytes()
    assert b"the-raw-text-of-old" not in held
    assert b"the-reason-of-old" not in held


def test_what_is_deleted_is_in_no_file_while_others_have_it_open(path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    other, ledger = Ledger(path), Ledger(path, days=30, clock=lambda: now)
    ledger.record(answered("old"), raw="the-raw-text-of-old")
    assert [entry.id for entry in other.answers()] == ["old"]
    now += timedelta(days=31)
    ledger.record(answered("new"))
    assert [entry.id for entry in other.answers()] == ["new"]
    assert not [file.name for file in path.parent.iterdir() if b"the-raw-text-of-old" in file.read_bytes()]


def test_what_a_killed_process_deleted_is_in_no_file_after_the_next_answer(path: Path) -> None:
    script = (
        "import os, sqlite3, sys; from pathlib import Path\n"
        "from bot.record.ledger import Ledger; from tests.bot.answers import answered\n"
        "Ledger(Path(sys.argv[1])).record(answered('old'), raw='the-raw-text-of-old')\n"
        "connection = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "connection.execute('PRAGMA foreign_keys = ON'); connection.execute('DELETE FROM answer'); os._exit(0)\n"
    )
    subprocess.run([sys.executable, "-c", script, str(path)], cwd=ROOT, check=True)
    assert any(b"the-raw-text-of-old" in file.read_bytes() for file in path.parent.iterdir())
    Ledger(path, days=30).record(answered("new"))
    assert not any(b"the-raw-text-of-old" in file.read_bytes() for file in path.parent.iterdir())


def test_what_is_older_than_it_may_be_is_not_shown_nor_voted_on(path: Path) -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    ledger = Ledger(path, days=30, clock=lambda: now)
    ledger.record(declined("old", "What of ducks?"))
    now += timedelta(days=31)
    assert ledger.answers() == []
    with pytest.raises(LedgerError, match="There is no answer old"):
        ledger.get("old")
    with pytest.raises(LedgerError, match="There is no answer old"):
        ledger.feedback("old", "U1", "up")
    assert [entry.id for entry in Ledger(path).answers()] == ["old"]


def test_threads_and_processes_write_at_once(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from bot.record.ledger import Ledger; from tests.bot.answers import answered\n"
        "ledger = Ledger(Path(sys.argv[1]))\n"
        "for n in range(40): assert ledger.record(answered(f'{sys.argv[2]}-{n}'))\n"
    )
    processes = [
        subprocess.Popen([sys.executable, "-c", script, str(path), f"p{number}"], cwd=ROOT) for number in range(2)
    ]
    ledger = Ledger(path)

    def write(name: str) -> None:
        for number in range(40):
            assert ledger.record(answered(f"{name}-{number}"))

    threads = [threading.Thread(target=write, args=(f"t{number}",)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [process.wait(60) for process in processes] == [0, 0]
    assert len(ledger.answers()) == 200


def test_reading_makes_no_file(path: Path) -> None:
    assert Ledger(path).answers() == []
    assert not path.exists()


def test_unusable_file_loses_no_answer(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is no database, but a text" * 100)
    ledger = Ledger(path)
    assert ledger.record(answered("one")) is False
    assert "answer one was not recorded" in caplog.text
    assert "bridge" not in caplog.text
    with pytest.raises(LedgerError, match=r"answers\.db cannot be used"):
        ledger.answers()


def test_newer_record_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError, match="newer articlebot"):
        Ledger(path).answers()


def test_why_an_answer_could_not_be_recorded_is_logged(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    ledger = Ledger(path)
    assert ledger.record(answered())
    assert ledger._connection is not None
    (pages,) = ledger._connection.execute("PRAGMA page_count").fetchone()
    ledger._connection.execute(f"PRAGMA max_page_count = {pages}")  # as on a full disk
    assert not ledger.record(answered("000000000002"), raw="long " * 20_000)
    assert "disk is full" in caplog.text


def test_rows_of_a_table_are_read_on_lines_of_their_own(path: Path) -> None:
    rows = ("The fares:", "Ticket | Price", "Adult | 5", "They rose in May.")
    answer = replace(answered(), sentences=tuple(Sentence(row, (1,), Status.QUOTED) for row in rows))
    ledger = Ledger(path)
    ledger.record(answer)
    assert ledger.get(answer.id).text == answer.text
    assert "\nAdult | 5" in answer.text


def test_what_cannot_be_written_costs_the_record_and_not_the_answer(tmp_path: Path) -> None:
    assert not Ledger(tmp_path / "answers.db").record(
        answered(), question=Question("When?", turns=(Turn("user", "\ud83d"),))
    )
