"""What one look at a source found."""

from __future__ import annotations

from dataclasses import dataclass, field

from index.following.followed import Followed
from index.reporting import Report


@dataclass(slots=True)
class SourceReport:
    """One look at a source, and what it brought into the library."""

    source: Followed
    report: Report = field(default_factory=Report)
    gone: list[str] = field(default_factory=list)
    back: list[str] = field(default_factory=list)
    error: str | None = None

    @property
    def moved(self) -> bool:
        """Whether anything in the library is other than before."""
        found = self.report
        return bool(found.added or found.changed or found.removed or found.duplicates or self.gone or self.back)
