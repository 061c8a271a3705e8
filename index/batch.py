"""What ingestion gathers before it is embedded and kept as one group."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from index.planning import Decision, Fate
from index.reporting import Duplicate, Report
from index.revision import Fingerprint, Group, Position, Revision

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.passage import Span


@dataclass(slots=True)
class Batch:
    """Articles in the order in which they were read, with what was decided about each."""

    revisions: list[Revision] = field(default_factory=list)
    positions: list[Position] = field(default_factory=list)
    files: list[Fingerprint] = field(default_factory=list)
    vanished: list[int] = field(default_factory=list)
    duplicates: list[Duplicate] = field(default_factory=list)
    unchanged: int = 0
    bytes: int = 0
    chunks: int = 0

    def note(self, decision: Decision) -> None:
        """Takes in an article that needs no new version."""
        if decision.fate is Fate.COPY:
            self.duplicates.append(Duplicate(decision.position.article.source, decision.position.article_id))
        else:
            self.unchanged += 1
        if decision.fate is not Fate.UNCHANGED:
            self.positions.append(decision.position)

    def revise(self, decision: Decision, spans: Iterable[Span]) -> None:
        """Takes in a new article or a changed one, cut into chunks."""
        revision = Revision(decision.position, decision.version, tuple(spans), decision.signature)
        self.revisions.append(revision)
        self.chunks += len(revision.spans)

    def group(self, vectors: Iterable[NDArray[np.float32]]) -> Group:
        """What the writer is given; ``vectors`` are one array a revision."""
        return Group(
            tuple(self.revisions), tuple(vectors), tuple(self.positions), tuple(self.files), tuple(self.vanished)
        )

    def report(self, report: Report) -> None:
        """Adds what became of these articles, now that they are kept."""
        for revision in self.revisions:
            (report.added if revision.version == 1 else report.changed).append(revision.position.article_id)
        report.chunks += self.chunks
        report.duplicates += self.duplicates
        report.unchanged += self.unchanged
