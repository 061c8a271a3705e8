"""Compares a recorded answer with the same question's answer today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from bot.answer import Answer
from bot.record.entry import Entry

Place = tuple[str, int, int, int]
"""Article, version, start and end."""


@dataclass(frozen=True, slots=True)
class Change:
    """A setting or a fact that was one thing then and is another now."""

    name: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between then and now."""

    changes: tuple[Change, ...]
    sentences: tuple[tuple[str, str], ...]
    """In order, each with `` `` (in both), ``-`` (then only) or ``+`` (now only)."""
    passages_gone: tuple[Place, ...]
    passages_new: tuple[Place, ...]

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.changes or self.passages_gone or self.passages_new) and all(
            sign == " " for sign, _ in self.sentences
        )


def compare(then: Entry, now: Answer, prompt_version: str | None) -> Comparison:
    """What differs between the recorded answer and the one that was given just now with ``prompt_version``."""
    facts = [
        ("declined", "yes" if then.declined else "no", "yes" if now.declined else "no"),
        ("standalone question", then.standalone_question, now.standalone_question),
        ("model", then.model, now.model),
        ("prompt", then.prompt_version or "none", prompt_version or "none"),
        ("embedding model", then.embedding_model, now.embedding_model),
        ("remark", then.reason or "none", now.reason or "none"),
    ]
    places_then: list[Place] = [(given.article_id, given.version, given.start, given.end) for given in then.passages]
    places_now: list[Place] = [
        (passage.article.id, passage.article.version, passage.start, passage.end) for passage in now.passages
    ]
    return Comparison(
        changes=tuple(Change(name, before, after) for name, before, after in facts if before != after),
        sentences=tuple(
            _diff([sentence.text for sentence in then.sentences], [sentence.text for sentence in now.sentences])
        ),
        passages_gone=tuple(place for place in places_then if place not in places_now),
        passages_new=tuple(place for place in places_now if place not in places_then),
    )


def _diff(before: Sequence[str], after: Sequence[str]) -> list[tuple[str, str]]:
    lines: list[tuple[str, str]] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [(" ", text) for text in before[i1:i2]]
            continue
        lines += [("-", text) for text in before[i1:i2]]
        lines += [("+", text) for text in after[j1:j2]]
    return lines
