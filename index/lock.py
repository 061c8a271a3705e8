"""The lock that admits one writer to a library."""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from filelock import FileLock, Timeout

from index.errors import LibraryError, LockedError


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds the lock."""

    pid: int
    host: str
    since: str
    """ISO 8601, UTC."""


class WriterLock:
    """A lock on a library's folder, as a context manager.  The operating system frees it when its holder dies."""

    def __init__(self, folder: Path, *, wait_s: float = 0.0) -> None:
        """``wait_s``: how long to wait for another writer; negative waits for ever."""
        self._folder = folder
        self._wait_s = wait_s
        self._lock = FileLock(folder / "lock")
        self._note = folder / "lock.holder"

    def __enter__(self) -> WriterLock:
        try:
            self._lock.acquire(timeout=self._wait_s, poll_interval=0.2)
        except Timeout as error:
            raise LockedError(self._refusal()) from error
        except PermissionError as error:
            raise LibraryError(f"No permission to write to {self._folder}: check who owns it.") from error
        except OSError as error:
            raise LibraryError(f"{self._folder} cannot be locked: {error.strerror or error}.") from error
        with suppress(OSError):  # the note is for the message only: a full disk must not forbid removing articles
            holder = Holder(os.getpid(), socket.gethostname(), datetime.now(UTC).isoformat(timespec="seconds"))
            self._note.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()

    def _refusal(self) -> str:
        holder = read_holder(self._folder)
        who = f"process {holder.pid} on {holder.host} since {holder.since}" if holder else "another process"
        return f"The library in {self._folder} is being written to by {who}: wait for it, or use --wait."


def is_locked(folder: Path) -> bool:
    """Whether a writer holds the lock on the library's folder now; False where that cannot be asked."""
    path = folder / "lock"
    if not path.exists():
        return False
    try:
        with FileLock(path, timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def is_running(holder: Holder) -> bool | None:
    """Whether the holder's process exists; None where that cannot be seen from here.

    That is so for another host's, and on Windows, where the signal that only asks elsewhere ends the process.
    """
    if holder.host != socket.gethostname() or os.name != "posix":
        return None
    try:
        os.kill(holder.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # another user's
        return True
    return True


def read_holder(folder: Path) -> Holder | None:
    """Who wrote the lock's note last; None where nobody holds the lock or the note cannot be read."""
    try:
        return Holder(**json.loads((folder / "lock.holder").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
