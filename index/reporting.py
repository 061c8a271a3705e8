"""What ingestion tells while it runs and when it is done."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from index.errors import UnreadableError

# More lines of a file than these that say the same are told as one.
_TOLD_APART = 3


@dataclass(frozen=True, slots=True)
class Progress:
    """How far ingestion is."""

    done_bytes: int
    """Of the files, what was embedded or found unchanged; the last of it is kept a moment later."""
    total_bytes: int
    """Of all the files; 0 where it is not known."""
    articles: int
    """Kept so far: new and changed ones."""
    chunks: int
    """Embedded so far."""
    seconds: float
    """Since the beginning."""
    chunks_per_s: float
    """Of the embedding, over the run so far; 0 before the first."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A copy of an article that is there already."""

    source: str
    article_id: str


@dataclass(slots=True)
class Report:
    """What became of everything that was read."""

    added: list[str] = field(default_factory=list)
    """Ids of new articles."""
    changed: list[str] = field(default_factory=list)
    """Ids of articles that got a new version."""
    unchanged: int = 0
    duplicates: list[Duplicate] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    """Ids of articles that stand nowhere any more."""
    unreadable: list[UnreadableError] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What else is to be said, in sentences."""
    interrupted: bool = False
    """Whether it was stopped; what the report names is kept all the same."""
    chunks: int = 0
    """New chunks."""
    embedded: int = 0
    """Texts that the model had to read; the others' vectors were there already."""
    seconds: float = 0.0


def merged(reports: Iterable[Report]) -> Report:
    """The reports of several runs as one."""
    whole = Report()
    for report in reports:
        whole.added += report.added
        whole.changed += report.changed
        whole.unchanged += report.unchanged
        whole.duplicates += report.duplicates
        whole.removed += report.removed
        whole.unreadable += report.unreadable
        whole.notes += report.notes
        whole.interrupted |= report.interrupted
        whole.chunks += report.chunks
        whole.embedded += report.embedded
        whole.seconds += report.seconds
    return whole


def complaints(unreadable: Iterable[UnreadableError]) -> list[str]:
    """What each says, in their order; where many lines of a file say the same, the first and how many more."""
    alike: dict[tuple[str, str], list[UnreadableError]] = {}
    for error in unreadable:
        said = re.sub(r"^(?:line|row) \d+(?: \(line \d+\))?", "", error.reason)
        alike.setdefault((error.source.partition("#")[0], said), []).append(error)
    told: list[str] = []
    for errors in alike.values():
        if len(errors) > _TOLD_APART:
            told.append(f"{errors[0]} (and {len(errors) - 1:,} more like it)")
        else:
            told += map(str, errors)
    return told
