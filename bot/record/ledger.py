"""The record of answers: what was asked, what was shown, what it was made from, and what people said to it.

``answers.db`` is SQLite in WAL mode, so that several processes may write to it.  It holds no key, and of a person who
votes only a salted hash.
"""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from bot.answer import Answer
from bot.chat_log import FOLDER, forget_before
from bot.errors import LedgerError
from bot.question import Question, is_text
from bot.record.entry import Entry, GivenPassage, entry_of, write_answer
from index.database import transaction, write_ahead

logger = logging.getLogger(__name__)

FILE_NAME = "answers.db"
SCHEMA_VERSION = 1
BUSY_TIMEOUT_S = 10.0
"""Another process holds the file for milliseconds; more means that it hangs."""
CLEAN_EVERY = timedelta(hours=6)
"""How often a process looks for records that are older than they may be."""

_SCHEMA = """
CREATE TABLE answer (
    id TEXT PRIMARY KEY,
    asked_at TEXT NOT NULL,
    question TEXT NOT NULL,
    standalone_question TEXT NOT NULL,
    turns TEXT NOT NULL,
    filters TEXT NOT NULL,
    declined INTEGER NOT NULL,
    reason TEXT,
    model TEXT NOT NULL,
    prompt_version TEXT,
    embedding_model TEXT NOT NULL,
    confidence REAL,
    raw TEXT,
    checked TEXT NOT NULL,
    retrieve_ms REAL NOT NULL,
    write_ms REAL NOT NULL,
    check_ms REAL NOT NULL,
    total_ms REAL NOT NULL,
    prompt_tokens INTEGER,
    completion_tokens INTEGER,
    cost_usd REAL
) STRICT;
CREATE INDEX answer_asked_at ON answer (asked_at);
CREATE TABLE passage (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    rank INTEGER NOT NULL,
    article_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    score REAL NOT NULL,
    PRIMARY KEY (answer_id, rank)
) STRICT, WITHOUT ROWID;
CREATE TABLE feedback (
    answer_id TEXT NOT NULL REFERENCES answer (id) ON DELETE CASCADE,
    person TEXT NOT NULL,
    verdict TEXT NOT NULL CHECK (verdict IN ('up', 'down')),
    reason TEXT,
    given_at TEXT NOT NULL,
    PRIMARY KEY (answer_id, person)
) STRICT, WITHOUT ROWID;
CREATE TABLE salt (value TEXT NOT NULL) STRICT;
"""

Verdict = Literal["up", "down"]


class Ledger:
    """The record in one file, which is made with the first answer; any thread may use it."""

    def __init__(self, path: Path, *, days: int = 0, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """``days``: records older than this are deleted, and lines typed in the chat; 0 keeps them."""
        self.path = path
        self._days = days
        self._clock = clock
        self._connection: sqlite3.Connection | None = None
        self._lock = threading.Lock()
        self._cleaned_at: datetime | None = None

    def record(self, answer: Answer, *, raw: str | None = None, question: Question | None = None) -> bool:
        """Keeps ``answer``; False, and a line in the log, where that fails: an answer is worth more than its record.

        ``raw`` is what the model wrote before the check, ``question`` what was asked with its turns and filters.
        """
        try:
            self._clean()
        except LedgerError as error:
            logger.warning("what is older than %d days was not deleted: %s", self._days, error)
        try:
            with self._transaction() as connection:
                write_answer(connection, answer, raw, question or Question(answer.question), self._clock())
        except (LedgerError, ValueError) as error:  # ValueError: what holds half a surrogate pair cannot be kept
            told = error if isinstance(error, LedgerError) else type(error).__name__
            logger.warning("answer %s was not recorded: %s", answer.id, told)
            return False
        return True

    def feedback(self, answer_id: str, user: str, verdict: Verdict, reason: str | None = None) -> None:
        """Keeps what ``user`` says to an answer; saying it again replaces it.  A reason stays if none is given anew.

        Raises LedgerError where there is no such answer.
        """
        with self._transaction() as connection:
            known = "SELECT 1 FROM answer WHERE id = ? AND asked_at >= ?"
            if connection.execute(known, (answer_id, self.oldest())).fetchone() is None:
                raise LedgerError(f"There is no answer {answer_id} in {self.path}: `articlebot answers` lists them.")
            (salt,) = connection.execute("SELECT value FROM salt").fetchone()
            person = hashlib.sha256(f"{salt}{user}".encode()).hexdigest()[:16]
            connection.execute(
                "INSERT INTO feedback VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET verdict = excluded.verdict, "
                "reason = coalesce(excluded.reason, reason), given_at = excluded.given_at",
                (answer_id, person, verdict, reason, self._clock().isoformat()),
            )

    def answers(
        self, *, limit: int | None = None, declined: bool | None = None, since: datetime | None = None
    ) -> list[Entry]:
        """The recorded answers, newest first: all, or only (not) ``declined`` ones, or those since a moment."""
        conditions, values = "", list[str | int]()
        if declined is not None:
            conditions += " AND declined = ?"
            values.append(int(declined))
        if since is not None:
            conditions += " AND asked_at >= ?"
            values.append(since.astimezone(UTC).isoformat())
        newest = f"{conditions} ORDER BY asked_at DESC, rowid DESC LIMIT ?"
        return self._entries(newest, [*values, -1 if limit is None else limit])

    def get(self, ref: str) -> Entry:
        """The answer with this id, or the only one whose id begins so; raises LedgerError."""
        found = self._entries("AND substr(id, 1, ?) = ? LIMIT 2", [len(ref), ref]) if ref and is_text(ref) else []
        if len(found) != 1:
            what = "There is no answer" if not found else "There is more than one answer whose id begins with"
            raise LedgerError(f"{what} {ref}: `articlebot answers` lists them.")
        return found[0]

    def _entries(self, conditions: str, values: Sequence[str | int]) -> list[Entry]:
        if not self.path.exists():
            return []
        with self._transaction("DEFERRED") as connection:
            rows = connection.execute(
                "SELECT *, (SELECT count(*) FROM feedback WHERE answer_id = id AND verdict = 'up') AS ups, "
                "(SELECT count(*) FROM feedback WHERE answer_id = id AND verdict = 'down') AS downs, "
                f"(SELECT group_concat(reason, char(10)) FROM feedback WHERE answer_id = id) AS reasons "
                f"FROM answer WHERE asked_at >= ? {conditions}",
                [self.oldest(), *values],
            ).fetchall()
            return [
                entry_of(
                    row,
                    tuple(
                        GivenPassage(*given)
                        for given in connection.execute(
                            'SELECT rank, article_id, version, start, "end", score FROM passage WHERE answer_id = ? '
                            "ORDER BY rank",
                            (row["id"],),
                        )
                    ),
                )
                for row in rows
            ]

    def oldest(self) -> str:
        """The moment since which answers are kept, in UTC (ISO 8601); empty where all are."""
        return (self._clock() - timedelta(days=self._days)).astimezone(UTC).isoformat() if self._days else ""

    def close(self) -> None:
        """Closes the file; it is opened again when it is used."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    @contextmanager
    def _transaction(self, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE") -> Iterator[sqlite3.Connection]:
        """A transaction on the connection, as ``index.database.transaction`` makes it."""
        with self._connected() as connection, transaction(connection, kind):
            yield connection

    @contextmanager
    def _connected(self) -> Iterator[sqlite3.Connection]:
        """The connection, for one thread at a time; raises LedgerError for what SQLite says."""
        with self._lock:
            try:
                if self._connection is None:
                    self._connection = _open(self.path)
                yield self._connection
            except (sqlite3.Error, OSError) as error:
                reason = getattr(error, "strerror", None) or error
                raise LedgerError(f"The record of answers {self.path} cannot be used: {reason}.") from error

    def _clean(self) -> None:
        now = self._clock()
        if not self._days or (self._cleaned_at is not None and now - self._cleaned_at < CLEAN_EVERY):
            return
        self._cleaned_at = now
        with self._transaction() as connection:
            gone = connection.execute("DELETE FROM answer WHERE asked_at < ?", (self.oldest(),)).rowcount
        if gone:
            logger.info("%d answers older than %d days were deleted from the record", gone, self._days)
        with self._connected() as connection:
            # What was deleted, by a process that was killed too, is still in the journal.
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()["busy"]:
                logger.warning("%s is in use: what was deleted from it stays in its journal for now", self.path)
        folder = self.path.parent / FOLDER
        try:
            forget_before(self.path.parent, self.oldest())
        except OSError as error:
            raise LedgerError(f"The lines of chats in {folder} cannot be used: {error.strerror or error}.") from error


def _open(path: Path) -> sqlite3.Connection:
    path.parent.mkdir(parents=True, exist_ok=True)
    # What people ask is nobody else's business: made for the owner alone, before SQLite would make it for all.
    os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        connection.row_factory = sqlite3.Row
        write_ahead(connection)
        # A power cut may cost the last answers' records, never the file.
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        # Deleted means gone, not left to be read in a free page.
        connection.execute("PRAGMA secure_delete = ON")
        with transaction(connection):
            (version,) = connection.execute("PRAGMA user_version").fetchone()
            if version > SCHEMA_VERSION:
                raise LedgerError(f"{path} was made by a newer articlebot: update this one.")
            if version == 0:
                for statement in _SCHEMA.strip().split(";\n"):
                    connection.execute(statement)
                connection.execute("INSERT INTO salt VALUES (?)", (secrets.token_hex(16),))
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    except BaseException:
        connection.close()
        raise
    return connection
