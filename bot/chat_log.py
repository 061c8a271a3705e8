"""The last conversation of ``articlebot chat``, kept so that it can be taken up again."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from bot.answer import Answer
from bot.question import Turn

FOLDER = "chat"
MOST_EXCHANGES = 8
"""So many of the last questions and answers are what a follow-up may refer to."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what was answered."""

    question: str
    answer: str
    answer_id: str


class ChatLog:
    """The exchanges of one conversation, in a file if one is given."""

    def __init__(self, folder: Path | None) -> None:
        """``folder``: the library's folder; None keeps nothing on disk."""
        self._path = folder / FOLDER / "conversation.jsonl" if folder else None
        self.history_path = folder / FOLDER / "history" if folder else None
        """Where the lines typed are kept, for the arrow keys."""
        self.exchanges: list[Exchange] = []

    def resume(self) -> None:
        """Takes up the conversation of the last time; lines that cannot be read are passed over."""
        if self._path is None or not self._path.exists():
            return
        for line in self._path.read_text("utf-8", errors="replace").splitlines():
            try:
                self.exchanges.append(Exchange(**json.loads(line)))
            except (ValueError, TypeError):
                continue

    def begin(self) -> None:
        """Forgets the conversation, on disk as well."""
        self.exchanges = []
        if self._path is not None:
            self._path.unlink(missing_ok=True)

    def add(self, question: str, answer: Answer) -> None:
        """Takes down an exchange."""
        said = " ".join(sentence.text for sentence in answer.sentences) or (answer.reason or "")
        exchange = Exchange(question, said, answer.id)
        self.exchanges.append(exchange)
        if self._path is not None:
            fields = {"question": exchange.question, "answer": exchange.answer, "answer_id": exchange.answer_id}
            with _private(self._path) as file:
                file.write(json.dumps(fields, ensure_ascii=False) + "\n")

    def turns(self) -> Sequence[Turn]:
        """What was said last, oldest first."""
        turns: list[Turn] = []
        for exchange in self.exchanges[-MOST_EXCHANGES:]:
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.answer)]
        return turns

    def note_line(self, line: str) -> None:
        """Keeps a line that was typed."""
        if self.history_path is not None:
            with _private(self.history_path) as file:
                file.write(line + "\n")


def _private(path: Path) -> TextIO:
    """``path`` opened for appending; made for its owner alone."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a", encoding="utf-8")
