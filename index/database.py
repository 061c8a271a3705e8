"""Opens ``library.db`` and puts SQLite's errors into words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

from index.errors import CorruptLibraryError, LibraryError, NoLibraryError
from index.schema import STEPS, bring_up_to_date, check_version

FILE_NAME = "library.db"

# A reader meets a lock only while the writer checkpoints or changes the schema: milliseconds.  30 s is for slow disks.
_BUSY_TIMEOUT_S = 30.0
# How SQLite says that it cannot make the files that a reader shares with writers: read-only folder, full disk.
_UNWRITABLE = (
    *("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_FULL"),
    *("SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMOPEN", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_SHMMAP"),
)


def connect(folder: Path, *, create: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode that any thread may use, one at a time; one to read only where it must be.

    Raises NoLibraryError, NewerLibraryError, CorruptLibraryError, or LibraryError (no permission, full disk).
    """
    require_folder(folder)
    path = folder / FILE_NAME
    with put_into_words(path):
        if create:
            folder.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise NoLibraryError(f"There is no library in {folder}: `articlebot add PATH` makes one.")
        address = path.absolute().as_uri()
        try:
            return _opened(address, folder, create=create)
        except sqlite3.OperationalError as error:
            if create or not (error.sqlite_errorname or "").startswith(_UNWRITABLE):
                raise
        # A journal that holds something has a writer, or had one that was killed: then it must be read too.
        journal = path.with_name(f"{path.name}-wal")
        way = "mode=ro" if journal.exists() and journal.stat().st_size else "immutable=1"
        return _opened(f"{address}?{way}", folder, create=False)


def _opened(address: str, folder: Path, *, create: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        address,
        uri=True,
        timeout=_BUSY_TIMEOUT_S,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    try:
        _prepare(connection, folder, create=create)
    except BaseException:
        connection.close()
        raise
    return connection


def require_folder(folder: Path) -> None:
    """Raises NoLibraryError where a file stands in the place of the library's folder, LibraryError where it is shut."""
    with put_into_words(folder):
        if folder.is_file():
            raise NoLibraryError(f"{folder} is a file: --library and ARTICLEBOT_LIBRARY name the folder of a library.")
        if folder.is_dir():
            (folder / FILE_NAME).exists()  # raises PermissionError where the folder may not be entered


def _prepare(connection: sqlite3.Connection, folder: Path, *, create: bool) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    if check_version(connection, STEPS) == 0 and not create:
        raise NoLibraryError(f"There is no library in {folder}: `articlebot add PATH` makes one.")
    if create:
        write_ahead(connection)
        # FULL: an article that was reported as added survives a power cut too.  One sync a group costs nothing.
        connection.execute("PRAGMA synchronous = FULL")
    bring_up_to_date(connection, STEPS)


def write_ahead(connection: sqlite3.Connection) -> None:
    """Has the database keep a write-ahead log, so that it is read while it is written.

    Of processes that ask for it at once SQLite turns some away without waiting, lest they wait for each other: they
    ask again.
    """
    from tenacity import Retrying, retry_if_exception, stop_after_delay, wait_fixed

    asking = Retrying(
        retry=retry_if_exception(_is_busy), stop=stop_after_delay(_BUSY_TIMEOUT_S), wait=wait_fixed(0.01), reraise=True
    )
    asking(connection.execute, "PRAGMA journal_mode = WAL")


def _is_busy(error: BaseException) -> bool:
    return isinstance(error, sqlite3.OperationalError) and (error.sqlite_errorname or "").startswith("SQLITE_BUSY")


@contextmanager
def transaction(
    connection: sqlite3.Connection, kind: Literal["IMMEDIATE", "DEFERRED"] = "IMMEDIATE"
) -> Iterator[sqlite3.Connection]:
    """A transaction that is committed at the end of the block, or leaves no trace when the block or the commit raises.

    ``connection`` is in autocommit mode.  One that writes takes the lock at its start, so that two never wait for each
    other.
    """
    connection.execute(f"BEGIN {kind}")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        # After some errors (a full disk) SQLite has rolled back by itself; to ask for it again would hide the cause.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


@contextmanager
def put_into_words(path: Path) -> Iterator[None]:
    """Translates what SQLite and the operating system raise about ``path`` into this package's errors."""
    try:
        yield
    except sqlite3.Error as error:
        raise _translated(error, path) from error
    except PermissionError as error:
        raise LibraryError(f"No permission to use {error.filename or path}: check who owns it.") from error
    except OSError as error:
        raise LibraryError(f"{error.filename or path} cannot be used: {error.strerror or error}.") from error


def _translated(error: sqlite3.Error, path: Path) -> LibraryError:
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return CorruptLibraryError(
            f"{path} is damaged ({error}): put back a backup of it, or move the folder away and add the articles again."
        )
    if name.startswith("SQLITE_FULL") or name in ("SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE"):
        return LibraryError(
            f"The disk is full: {path} could not be written.  Nothing that was reported as added is lost."
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return LibraryError(f"No permission to open {path}: check who owns it and its folder.")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return LibraryError(f"{path} stayed locked by another program: try again")
    if "no such table" in str(error) or "no such column" in str(error):
        return CorruptLibraryError(f"{path} is not a library of this software ({error}): name another folder.")
    return LibraryError(f"{path} could not be used: {error}.")
