"""What Slack has asked of this library, kept so that each question is answered once: ``slack.db`` in its folder.

Slack delivers events again after time-outs, reconnects and restarts, and a mention comes as two events.  A request is
therefore known by ``event_id`` and by (team, channel, ts), and is stored before it is acknowledged.  Who works on it
holds a lease: a process that no longer beats loses its requests to the next one that looks.

One class for all that is kept, past 300 lines: each method is a transaction on the one connection, behind one lock.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import sqlite3
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import ParamSpec, TypeVar

from bot.slack.request import Post, Request, RequestKind, State, Thread
from bot.slack.schema import SCHEMA
from index.database import transaction, write_ahead
from index.sources.encoding import whole

BEAT_SECONDS = 3.0
DEAD_AFTER_SECONDS = 15.0
"""Five beats missed: long enough for a machine that swaps, short enough to answer within a minute after a crash."""
KEEP_DAYS = 30
"""Slack gives up delivering an event after about an hour; a month is for looking into what happened."""
THREAD_DAYS = 365
"""After a year of silence a thread needs a mention again."""
KEPT_SECONDS = 86_400.0
"""An answer that its asker alone has seen can be shared for a day."""

Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class Deliveries:
    """The store; every method is one transaction, safe from any thread."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.time, pid: int | None = None) -> None:
        self._pid = os.getpid() if pid is None else pid
        self.owner = f"{self._pid}-{uuid.uuid4().hex[:8]}"
        self._clock = clock
        self._lock = threading.Lock()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="slack.db")
        self._host = socket.gethostname()
        # What people ask is nobody else's business: made for the owner alone, before SQLite would make it for all.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        self._database = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
        # A killed process loses nothing with NORMAL; a power cut may lose the last second, which Slack delivers again.
        write_ahead(self._database)
        self._database.executescript("PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON;" + SCHEMA)
        self._forgotten = True
        """Whether the journal may still hold what was deleted; that of a process that was killed does."""

    async def run(
        self, method: Callable[Parameters, Result], *arguments: Parameters.args, **named: Parameters.kwargs
    ) -> Result:
        """One of the methods below, away from the event loop, on a thread that the engine cannot keep busy."""
        call = partial(method, *arguments, **named)
        return await asyncio.get_running_loop().run_in_executor(self._thread, call)

    def close(self) -> None:
        """Hand what is open to the next process, and close."""
        with self._transaction() as run:
            run("UPDATE request SET owner = '', state = 'waiting' WHERE owner = ? AND finished IS NULL", (self.owner,))
            run("DELETE FROM process WHERE owner = ?", (self.owner,))
        self._database.close()
        self._thread.shutdown(wait=False)

    def take(
        self,
        kind: RequestKind,
        *,
        team: str,
        channel: str,
        ts: str,
        thread_ts: str,
        user: str,
        text: str,
        details: Mapping[str, str] | None = None,
        event_id: str | None = None,
    ) -> Request | None:
        """The request, stored and ours; None if it (or this delivery of it) was seen before."""
        key = f"{kind}:{team}:{channel}:{ts}"
        with self._transaction() as run:
            if not self._first_sight(run, event_id):
                return None
            row = run(
                "INSERT INTO request (key, kind, team, channel, ts, thread_ts, user, text, details, state, owner, "
                "received) VALUES (?,?,?,?,?,?,?,?,?,'waiting',?,?) ON CONFLICT (key) DO NOTHING RETURNING id",
                (
                    key, kind, team, channel, ts, thread_ts, user, whole(text),
                    json.dumps(dict(details or {})), self.owner, self._clock(),
                ),
            ).fetchone()  # fmt: skip
            return self._read(run, row[0]) if row else None

    def first_sight(self, event_id: str) -> bool:
        """Whether this event was never seen before; it is from now on."""
        with self._transaction() as run:
            return self._first_sight(run, event_id)

    def unseen(self, event_id: str) -> None:
        """Forget that this event was seen: what it asked for could not be done, and may be asked for again."""
        with self._transaction() as run:
            run("DELETE FROM seen WHERE event_id = ?", (event_id,))

    def begin(self, request: int) -> Request | None:
        """The request with one attempt more, to be worked on; None if it is no longer ours or open."""
        with self._transaction() as run:
            changed = run(
                "UPDATE request SET state = 'working', attempt = attempt + 1 "
                "WHERE id = ? AND owner = ? AND finished IS NULL",
                (request, self.owner),
            ).rowcount
            return self._read(run, request, attempts_before=True) if changed else None

    def finish(self, request: int, state: State, revision: int) -> bool:
        """Close it, unless its message was edited meanwhile (another ``revision``); its words are forgotten."""
        with self._transaction() as run:
            changed = run(
                "UPDATE request SET state = ?, finished = ?, text = '', details = '{}' "
                "WHERE id = ? AND owner = ? AND revision = ?",
                (state, self._clock(), request, self.owner, revision),
            ).rowcount
            self._forgotten |= bool(changed)
            return bool(changed)

    def is_current(self, request: Request) -> bool:
        """Whether the request is still ours and its message as it was."""
        with self._transaction() as run:
            return bool(
                run(
                    "SELECT 1 FROM request WHERE id = ? AND owner = ? AND revision = ? AND finished IS NULL",
                    (request.id, self.owner, request.revision),
                ).fetchone()
            )

    def posted(self, request: Request, ts: str, *, streaming: bool = False) -> None:
        """Remember a message with which the bot answers; once more when its stream has ended."""
        with self._transaction() as run:
            run(
                "INSERT INTO post VALUES (?,?,?,?,?) ON CONFLICT DO UPDATE SET streaming = excluded.streaming",
                (request.id, request.team, request.channel, ts, streaming),
            )

    def unposted(self, channel: str, ts: str) -> None:
        """Forget a message that the bot has deleted."""
        with self._transaction() as run:
            run("DELETE FROM post WHERE channel = ? AND ts = ?", (channel, ts))

    def strangers(self, channel: str, own: Sequence[str]) -> set[str]:
        """Those of the bot's own messages that belong to no request: posted, and the process died before noting it."""
        marks = ",".join("?" * len(own))
        with self._transaction() as run:
            known = run(f"SELECT ts FROM post WHERE channel = ? AND ts IN ({marks})", (channel, *own))
            return set(own) - {ts for (ts,) in known}

    def edited(
        self, team: str, channel: str, ts: str, text: str, event_id: str, details: Mapping[str, str] | None = None
    ) -> Request | None:
        """The question with its new words, open again; None if the message is no question or the edit is known.

        ``details`` as in ``take``: what was kept of them is forgotten when a question is answered.
        """
        with self._transaction() as run:
            if not self._first_sight(run, event_id):
                return None
            row = run(
                "UPDATE request SET text = ?, details = ?, state = 'waiting', finished = NULL, owner = ?, "
                "revision = revision + 1, attempt = 0 WHERE key = ? AND state != 'stopped' RETURNING id",
                (
                    whole(text),
                    json.dumps(dict(details or {})),
                    self.owner,
                    f"{RequestKind.QUESTION}:{team}:{channel}:{ts}",
                ),
            ).fetchone()
            return self._read(run, row[0]) if row else None

    def stop(self, team: str, channel: str, ts: str) -> int | None:
        """Close the question of this message if it is open, and forget its words; its number."""
        with self._transaction() as run:
            row = run(
                "UPDATE request SET state = 'stopped', finished = ?, text = '', details = '{}' "
                "WHERE key = ? AND finished IS NULL RETURNING id",
                (self._clock(), f"{RequestKind.QUESTION}:{team}:{channel}:{ts}"),
            ).fetchone()
            self._forgotten |= bool(row)
            return int(row[0]) if row else None

    def open_in(self, channel: str, thread_ts: str) -> list[Request]:
        """The open questions whose answers go to this thread."""
        with self._transaction() as run:
            rows = run(
                "SELECT id FROM request WHERE channel = ? AND thread_ts = ? AND finished IS NULL AND kind = 'question'",
                (channel, thread_ts),
            ).fetchall()
            return [self._read(run, number) for (number,) in rows]

    def beat(self) -> None:
        """Say that this process lives, and tidy."""
        with self._transaction() as run:
            now = self._clock()
            run(
                "INSERT INTO process VALUES (?,?,?,?) ON CONFLICT DO UPDATE SET beat = excluded.beat",
                (self.owner, self._host, self._pid, now),
            )
            old = now - KEEP_DAYS * 86_400
            run("DELETE FROM seen WHERE at < ?", (old,))
            run("DELETE FROM post WHERE request IN (SELECT id FROM request WHERE finished < ?)", (old,))
            run("DELETE FROM request WHERE finished < ?", (old,))
            run("DELETE FROM thread WHERE since < ?", (now - THREAD_DAYS * 86_400,))
            self._forgotten |= bool(run("DELETE FROM kept WHERE at < ?", (now - KEPT_SECONDS,)).rowcount)
        self._empty_journal()

    def inherit(self, team: str | None = None) -> list[Request]:
        """The open requests of dead processes (in one workspace alone, if it is named), now ours, oldest first."""
        with self._transaction() as run:
            alive = {self.owner}
            for owner, host, pid, beat in run("SELECT owner, host, pid, beat FROM process").fetchall():
                if self._is_alive(owner, host, pid, beat):
                    alive.add(owner)
                else:
                    run("DELETE FROM process WHERE owner = ?", (owner,))
            marks = ",".join("?" * len(alive))
            rows = run(
                f"SELECT id FROM request WHERE finished IS NULL AND owner NOT IN ({marks}) "
                "AND team = coalesce(?, team) ORDER BY id",
                (*alive, team),
            ).fetchall()
            for (number,) in rows:
                run("UPDATE request SET owner = ?, state = 'waiting' WHERE id = ?", (self.owner, number))
            return [self._read(run, number) for (number,) in rows]

    def keep(self, name: str, value: str) -> None:
        """Keep something for a day."""
        with self._transaction() as run:
            run("INSERT OR REPLACE INTO kept VALUES (?,?,?)", (name, value, self._clock()))

    def kept(self, name: str) -> str | None:
        """What was kept by this name within the last day."""
        with self._transaction() as run:
            since = self._clock() - KEPT_SECONDS
            row = run("SELECT value FROM kept WHERE name = ? AND at >= ?", (name, since)).fetchone()
            return str(row[0]) if row else None

    def thread(self, team: str, channel: str, thread_ts: str) -> Thread | None:
        """What is known of a thread; None if the bot was never mentioned in it."""
        with self._transaction() as run:
            row = run(
                "SELECT last_user, last_for_bot FROM thread WHERE team = ? AND channel = ? AND thread_ts = ?",
                (team, channel, thread_ts),
            ).fetchone()
            return Thread(row[0], bool(row[1])) if row else None

    def join(self, team: str, channel: str, thread_ts: str, user: str) -> None:
        """The bot was mentioned in this thread."""
        with self._transaction() as run:
            run(
                "INSERT INTO thread VALUES (?,?,?,?,?,1) ON CONFLICT DO UPDATE SET since = excluded.since, "
                "last_user = excluded.last_user, last_for_bot = 1",
                (team, channel, thread_ts, self._clock(), user),
            )

    def heard(self, team: str, channel: str, thread_ts: str, user: str, *, for_bot: bool) -> None:
        """Someone (``""``: the bot) wrote in a thread that the bot knows."""
        with self._transaction() as run:
            run(
                "UPDATE thread SET since = ?, last_user = ?, last_for_bot = ? "
                "WHERE team = ? AND channel = ? AND thread_ts = ?",
                (self._clock(), user, for_bot, team, channel, thread_ts),
            )

    def counts(self) -> dict[State, int]:
        """How many requests are in each state."""
        with self._transaction() as run:
            return {State(state): count for state, count in run("SELECT state, count(*) FROM request GROUP BY state")}

    def _empty_journal(self) -> None:
        """Takes out of the journal, too, what was deleted; where another process reads it, with the next beat."""
        with self._lock:
            if self._forgotten:
                (busy, *_) = self._database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                self._forgotten = bool(busy)

    def _is_alive(self, owner: str, host: str, pid: int, beat: float) -> bool:
        if owner == self.owner:
            return True
        if self._clock() - beat > DEAD_AFTER_SECONDS:
            return False
        if host != self._host:
            return True
        if pid == self._pid:
            return False  # a restarted container has the number of its predecessor
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def _first_sight(self, run: _Run, event_id: str | None) -> bool:
        if event_id is None:
            return True
        return bool(run("INSERT OR IGNORE INTO seen VALUES (?,?)", (event_id, self._clock())).rowcount)

    def _read(self, run: _Run, number: int, *, attempts_before: bool = False) -> Request:
        row = run(
            "SELECT id, kind, team, channel, ts, thread_ts, user, text, details, attempt, revision "
            "FROM request WHERE id = ?",
            (number,),
        ).fetchone()
        posts = run("SELECT ts, streaming FROM post WHERE request = ? ORDER BY ts", (number,)).fetchall()
        identifier, kind, team, channel, ts, thread_ts, user, text, details, attempt, revision = row
        return Request(
            identifier, RequestKind(kind), team, channel, ts, thread_ts, user, text, json.loads(details),
            attempt - 1 if attempts_before else attempt, revision,
            tuple(Post(posted, bool(streaming)) for posted, streaming in posts),
        )  # fmt: skip

    @contextmanager
    def _transaction(self) -> Iterator[_Run]:
        with self._lock, transaction(self._database) as database:
            yield database.execute


_Run = Callable[..., sqlite3.Cursor]
