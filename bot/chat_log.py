"""The last conversation of ``articlebot chat`` and the lines typed, kept so that they can be taken up again.

Both are files of JSON lines that say when they were written: they are kept no longer than the record of answers.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from filelock import FileLock

from bot.answer import Answer
from bot.errors import LedgerError
from bot.question import Turn

FOLDER = "chat"
CONVERSATION = "conversation.jsonl"
HISTORY = "history"
"""The lines typed, for the arrow keys."""
LOCK_TIMEOUT_S = 10.0
"""Another process writes for milliseconds; more means that it hangs."""
MOST_EXCHANGES = 8
"""So many of the last questions and answers are what a follow-up may refer to."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what was answered."""

    question: str
    answer: str
    answer_id: str


class ChatLog:
    """The exchanges of one conversation, in a file if one is given; every method raises LedgerError for that file."""

    def __init__(
        self,
        library: Path | None,
        *,
        oldest: str = "",
        kept: bool = True,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``library``: its folder; None keeps nothing on disk.  ``oldest``: the moment since which lines are kept.

        Without ``kept`` the files are read and left as they are.
        """
        self._library = library
        self._oldest = oldest
        self._kept = kept
        self._clock = clock
        self.exchanges: list[Exchange] = []

    def unkept(self) -> ChatLog:
        """The same conversation, of which nothing more is kept on disk."""
        log = ChatLog(None)
        log.exchanges = self.exchanges
        return log

    def resume(self) -> None:
        """Takes up the conversation of the last time; lines that cannot be read are passed over."""
        for line in self._lines(CONVERSATION):
            try:
                fields = json.loads(line)
                self.exchanges.append(Exchange(**{name: fields[name] for name in Exchange.__dataclass_fields__}))
            except (ValueError, TypeError, KeyError):
                continue

    def begin(self) -> None:
        """Forgets the conversation, on disk as well if it is kept."""
        self.exchanges = []
        if self._library is not None and self._kept:
            path = self._library / FOLDER / CONVERSATION
            with _told(self._library):
                if path.exists():
                    with _alone(self._library):
                        path.unlink(missing_ok=True)

    def add(self, question: str, answer: Answer) -> None:
        """Takes down an exchange."""
        said = " ".join(sentence.text for sentence in answer.sentences) or (answer.reason or "")
        exchange = Exchange(question, said, answer.id)
        self.exchanges.append(exchange)
        self._write(CONVERSATION, asdict(exchange))

    def turns(self) -> Sequence[Turn]:
        """What was said last, oldest first."""
        turns: list[Turn] = []
        for exchange in self.exchanges[-MOST_EXCHANGES:]:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer)]
        return turns

    def note_line(self, line: str) -> None:
        """Keeps a line that was typed."""
        self._write(HISTORY, {"line": line})

    def typed(self) -> list[str]:
        """The lines typed in all conversations, oldest first."""
        lines = []
        for line in self._lines(HISTORY):
            try:
                lines.append(str(json.loads(line)["line"]))
            except (ValueError, TypeError, KeyError):
                continue
        return lines

    def _lines(self, name: str) -> list[str]:
        if self._library is None:
            return []
        with _told(self._library):
            if self._kept:
                forget_before(self._library, self._oldest)
            lines = _lines(self._library / FOLDER / name)
            return lines if self._kept else [line for line in lines if _written_at(line) >= self._oldest]

    def _write(self, name: str, fields: dict[str, str]) -> None:
        if self._library is not None and self._kept:
            line = json.dumps({"at": self._clock().astimezone(UTC).isoformat(), **fields}, ensure_ascii=False)
            with _told(self._library):
                (self._library / FOLDER).mkdir(parents=True, exist_ok=True)
                with _alone(self._library), _private(self._library / FOLDER / name) as file:
                    file.write(line + "\n")


def forget_before(library: Path, oldest: str) -> None:
    """Takes out what was written before ``oldest``, and what does not say when it was; nothing if it is empty."""
    for name in (CONVERSATION, HISTORY) if oldest else ():
        path = library / FOLDER / name
        if all(_written_at(line) >= oldest for line in _lines(path)):
            continue
        with _alone(library):  # what is typed meanwhile waits, and is written to the new file
            fresh = path.with_name(f"{name}.new")
            fresh.unlink(missing_ok=True)  # left by a process that was killed
            try:
                with _private(fresh) as file:
                    file.writelines(line + "\n" for line in _lines(path) if _written_at(line) >= oldest)
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)  # of a full disk: nobody else would let go of these lines


@contextmanager
def _told(library: Path) -> Iterator[None]:
    """What the system says of the files, and of what they cannot hold, as a LedgerError."""
    try:
        yield
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise LedgerError(f"The conversation in {library / FOLDER} cannot be kept: {reason}.") from error


def _alone(library: Path) -> FileLock:
    """Held by who writes: another process would else write to a file that is being replaced."""
    return FileLock(library / FOLDER / "lock", timeout=LOCK_TIMEOUT_S)


def _lines(path: Path) -> list[str]:
    text = path.read_text("utf-8", errors="replace") if path.exists() else ""
    return text.removesuffix("\n").split("\n") if text else []


def _written_at(line: str) -> str:
    try:
        return str(json.loads(line)["at"])
    except (ValueError, TypeError, KeyError):
        return ""


def _private(path: Path) -> TextIO:
    """``path`` opened for appending; made for its owner alone."""
    return os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8")
