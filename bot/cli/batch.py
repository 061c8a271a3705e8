"""Many questions in one run: JSONL lines ``{"id": …, "question": …}`` or plain lines, from a file or standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bot.cli.options import standard_input
from bot.question import Filters, Question, Turn
from index.sources.encoding import whole
from index.sources.lines import lines_of, read_lines


@dataclass(frozen=True, slots=True)
class Line:
    """One line: a question, or what is wrong with it."""

    number: int
    id: str | int | None
    question: Question
    error: str | None = None

    def output(self, fields: dict[str, Any] | Any) -> str:
        """The line's answer as one line of JSON, under the line's own id if it has one."""
        if self.id is None:
            return json.dumps(fields, ensure_ascii=False)
        kept = {"id": self.id} | {name: value for name, value in fields.items() if name != "id"}
        if "id" in fields:
            kept["answer_id"] = fields["id"]
        return json.dumps(kept, ensure_ascii=False)

    def failure(self, message: str) -> str:
        """What is printed instead of an answer."""
        return json.dumps({"id": self.id, "question": self.question.text, "error": message}, ensure_ascii=False)


def read_batch(path: str, filters: Filters, limit: int | None) -> Iterator[Line]:
    """The questions of a file, or of standard input for ``-``, as they come; blank lines are passed over.

    A line that cannot be understood comes with its ``error``, and stops nothing.  Raises UnreadableError.
    """
    for number, text in numbered_lines(path):
        line = _parsed(number, text)
        yield replace(line, question=replace(line.question, filters=filters, limit=limit))


def numbered_lines(path: str) -> Iterator[tuple[int, str]]:
    """The lines that are not blank, with their numbers from 1 on.  Raises UnreadableError."""
    lines = lines_of(standard_input(), "standard input") if path == "-" else read_lines(Path(path))
    for number, text in enumerate(lines, start=1):
        if text.strip():
            yield number, text.strip()


def parsed_json(text: str) -> Any:
    """What a line says, without half surrogate pairs, which nothing could print.  Raises ValueError, RecursionError."""
    value = json.loads(text, parse_constant=_refused)
    # Only an escape can stand for one.
    return json.loads(whole(json.dumps(value, ensure_ascii=False))) if "\\u" in text else value


def print_line(text: str) -> None:
    """One line of output, at once, for whoever reads the other end of the pipe."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def _parsed(number: int, text: str) -> Line:
    if not text.startswith("{"):
        return Line(number, None, Question(text))
    try:
        record = parsed_json(text)
    except (ValueError, RecursionError) as error:
        return Line(number, None, Question(""), f"line {number} is no JSON: {error}")
    identifier = record.get("id")
    question = record.get("question", record.get("query"))
    if not isinstance(question, str):
        return Line(number, identifier, Question(""), f'line {number}: "question" is missing or no text')
    try:
        turns = tuple(_turn(turn) for turn in record.get("turns") or ())
    except (KeyError, TypeError, ValueError):
        expected = '[{"role": "user" or "assistant", "text": …}]'
        return Line(number, identifier, Question(question), f'line {number}: "turns" must be {expected}')
    return Line(number, identifier, Question(question, turns))


def _refused(constant: str) -> None:
    """NaN and its like, which Python reads and JSON does not have."""
    raise ValueError(f"{constant} is no value")


def _turn(turn: dict[str, str]) -> Turn:
    role, text = turn["role"], turn["text"]
    if role not in ("user", "assistant") or not isinstance(text, str):
        raise ValueError(role)
    return Turn("user" if role == "user" else "assistant", text)
