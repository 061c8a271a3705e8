"""The store of requests: each taken once, by one process, and never lost."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

import pytest

from bot.slack.delivery import DEAD_AFTER_SECONDS, Deliveries
from bot.slack.request import Request, RequestKind, State


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "slack.db"


def take(deliveries: Deliveries, ts: str = "1.1", event: str | None = "Ev1", text: str = "When?") -> Request | None:
    return deliveries.take(
        RequestKind.QUESTION, team="T", channel="C", ts=ts, thread_ts=ts, user="U", text=text, event_id=event
    )


def test_a_question_is_taken_once_by_event_and_by_message(path: Path) -> None:
    deliveries = Deliveries(path)
    assert take(deliveries) is not None
    assert take(deliveries) is None, "delivered again"
    assert take(deliveries, event="Ev2") is None, "the mention's other event"
    assert take(deliveries, ts="1.2", event="Ev1") is None
    assert take(deliveries, ts="1.2", event="Ev3") is not None


def test_half_a_surrogate_pair_loses_no_question(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries, text="When \ud83d?")
    edited = deliveries.edited("T", "C", "1.1", "Where \ud83d?", "Ev9")
    assert [each and each.text for each in (request, edited)] == ["When \ufffd?", "Where \ufffd?"]


def test_two_processes_take_a_question_once(path: Path) -> None:
    first, second = Deliveries(path), Deliveries(path)
    assert [bool(take(first)), bool(take(second, event="Ev2"))] == [True, False]


def test_what_a_dead_process_left_is_inherited_once(path: Path) -> None:
    now = [1000.0]
    dead, second = (Deliveries(path, clock=lambda: now[0]) for _ in range(2))
    third = Deliveries(path, clock=lambda: now[0], pid=os.getppid())
    dead.beat()
    request = take(dead)
    assert request is not None
    dead.begin(request.id)
    dead.posted(request, "1.5", streaming=True)
    second.beat()
    third.beat()
    now[0] += DEAD_AFTER_SECONDS + 1
    second.beat()
    third.beat()
    (inherited,) = second.inherit()
    assert third.inherit() == []
    assert (inherited.text, inherited.attempt, inherited.posts[0].streaming) == ("When?", 1, True)
    assert dead.begin(request.id) is None, "it no longer belongs to who comes back from the dead"
    assert not dead.is_current(request)


def test_a_process_that_closes_hands_over_at_once(path: Path) -> None:
    first, second = Deliveries(path), Deliveries(path)
    first.beat()
    take(first)
    first.close()
    assert len(second.inherit()) == 1


def test_what_is_done_stays_done_and_its_words_are_forgotten(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries, text="a secret question")
    assert request is not None
    begun = deliveries.begin(request.id)
    assert begun is not None
    assert deliveries.finish(begun.id, State.DONE, begun.revision)
    assert deliveries.begin(request.id) is None
    assert Deliveries(path).inherit() == []
    deliveries.close()
    assert b"a secret question" not in path.read_bytes()


def test_nothing_of_an_answered_question_is_left_while_the_bot_runs_on(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries, text="a secret question")
    assert request is not None
    begun = deliveries.begin(request.id)
    assert begun is not None
    deliveries.finish(begun.id, State.DONE, begun.revision)
    deliveries.beat()
    assert not [file.name for file in path.parent.iterdir() if b"a secret question" in file.read_bytes()]
    deliveries.close()


def test_an_edit_while_it_is_answered_keeps_it_open(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries)
    assert request is not None
    begun = deliveries.begin(request.id)
    assert begun is not None
    edited = deliveries.edited("T", "C", "1.1", "Where?", "Ev9")
    assert edited is not None
    assert (edited.text, edited.revision) == ("Where?", 1)
    assert not deliveries.finish(begun.id, State.DONE, begun.revision), "the answer to the old words ends nothing"
    assert deliveries.edited("T", "C", "1.1", "Where?", "Ev9") is None, "delivered again"
    assert deliveries.edited("T", "C", "7.7", "Where?", "Ev10") is None, "no question"


def test_an_answered_question_that_is_edited_has_what_came_with_the_edit(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries)
    assert request is not None
    begun = deliveries.begin(request.id)
    assert begun is not None
    deliveries.finish(begun.id, State.DONE, begun.revision)
    edited = deliveries.edited("T", "C", "1.1", "Where?", "Ev9", {"user_team": "T2"})
    assert edited is not None
    assert edited.details == {"user_team": "T2"}


def test_a_deleted_question_is_closed_for_good(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries)
    assert request is not None
    assert deliveries.stop("T", "C", "1.1") == request.id
    assert deliveries.stop("T", "C", "1.1") is None
    assert deliveries.begin(request.id) is None
    assert deliveries.edited("T", "C", "1.1", "Where?", "Ev9") is None


def test_what_is_withdrawn_is_forgotten_and_nobody_else_may_read_the_rest(path: Path) -> None:
    deliveries = Deliveries(path)
    take(deliveries, text="Is my boss leaving?")
    deliveries.stop("T", "C", "1.1")
    deliveries.close()
    (said,) = sqlite3.connect(path).execute("SELECT text FROM request").fetchone()
    assert said == ""
    assert path.stat().st_mode & 0o077 == 0


def test_messages_that_belong_to_no_question_are_told_apart(path: Path) -> None:
    deliveries = Deliveries(path)
    request = take(deliveries)
    assert request is not None
    deliveries.posted(request, "1.5")
    assert deliveries.strangers("C", ["1.5", "1.6"]) == {"1.6"}


def test_old_requests_are_forgotten_while_threads_stay(path: Path) -> None:
    now = [1000.0]
    deliveries = Deliveries(path, clock=lambda: now[0])
    request = take(deliveries)
    assert request is not None
    deliveries.join("T", "C", "1.1", "U")
    begun = deliveries.begin(request.id)
    assert begun is not None
    deliveries.finish(begun.id, State.DONE, begun.revision)
    now[0] += 40 * 86_400
    deliveries.beat()
    assert deliveries.counts() == {}
    assert deliveries.thread("T", "C", "1.1") is not None


def test_a_thread_is_forgotten_after_a_year_of_silence(path: Path) -> None:
    now = [1000.0]
    deliveries = Deliveries(path, clock=lambda: now[0])
    for ts in ("1.1", "1.2", "1.3"):
        deliveries.join("T", "C", ts, "U")
    now[0] += 200 * 86_400
    deliveries.heard("T", "C", "1.2", "U", for_bot=True)
    deliveries.join("T", "C", "1.3", "U")
    now[0] += 200 * 86_400
    deliveries.beat()
    assert [deliveries.thread("T", "C", ts) is None for ts in ("1.1", "1.2", "1.3")] == [True, False, False]


def test_what_is_kept_is_forgotten_after_a_day(path: Path) -> None:
    now = [1000.0]
    deliveries = Deliveries(path, clock=lambda: now[0])
    deliveries.keep("answer:1", "It opened in 1931.")
    deliveries.keep("answer:1", "It opened in 1932.")
    assert deliveries.kept("answer:1") == "It opened in 1932."
    now[0] += 86_401
    assert deliveries.kept("answer:1") is None
    deliveries.beat()
    assert sqlite3.connect(path).execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_why_a_request_could_not_be_kept_is_raised(path: Path) -> None:
    deliveries = Deliveries(path)
    assert take(deliveries) is not None
    (pages,) = deliveries._database.execute("PRAGMA page_count").fetchone()
    deliveries._database.execute(f"PRAGMA max_page_count = {pages}")  # as on a full disk
    with pytest.raises(sqlite3.OperationalError, match="full"):
        take(deliveries, "1.2", "Ev2", "long " * 20_000)
    assert take(deliveries, "1.3", "Ev3") is not None
