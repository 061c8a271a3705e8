"""What a library holds, in numbers."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from index.library import Library
from index.swap import LEXICAL_FOLDER, VECTORS_FOLDER


@dataclass(frozen=True, slots=True)
class Statistics:
    """A library's numbers.  Dates are ISO 8601; None where there are none."""

    articles: int
    versions: int
    copies: int
    """Other places at which a story stood."""
    chunks: int
    characters: int
    publishers: int
    languages: dict[str, int]
    """Articles by language; ``?`` where it is unknown."""
    oldest: str | None
    newest: str | None
    changed_at: str | None
    database_bytes: int
    vectors_bytes: int
    terms_bytes: int
    embedding_model: str | None
    dimensions: int | None
    chunk_tokens: int | None
    chunk_overlap: int | None

    def as_json(self) -> dict[str, object]:
        """All of them by name."""
        return asdict(self)

    def lines(self) -> list[tuple[str, str]]:
        """Names and values for a person."""
        model = f"{self.embedding_model} ({self.dimensions} dimensions)" if self.embedding_model else "none yet"
        size = f"{self.chunk_tokens} tokens, {self.chunk_overlap} overlap" if self.chunk_tokens else "none yet"
        languages = ", ".join(f"{name} {number:,}" for name, number in self.languages.items())
        return [
            ("articles", f"{self.articles:,}"),
            ("versions", f"{self.versions:,}"),
            ("copies elsewhere", f"{self.copies:,}"),
            ("chunks", f"{self.chunks:,}"),
            ("characters", f"{self.characters:,}"),
            ("publishers", f"{self.publishers:,}"),
            ("languages", languages or "none"),
            ("published", f"{self.oldest[:10]} to {self.newest[:10]}" if self.oldest and self.newest else "unknown"),
            ("last change", self.changed_at[:19].replace("T", " ") + " UTC" if self.changed_at else "never"),
            ("library.db", _megabytes(self.database_bytes)),
            ("vectors", _megabytes(self.vectors_bytes)),
            ("terms", _megabytes(self.terms_bytes)),
            ("embedding model", model),
            ("chunk size", size),
        ]


def statistics(library: Library) -> Statistics:
    """The numbers of ``library`` as it is now."""
    heads, counts, shape = list(library.heads()), library.counts(), library.shape
    languages: dict[str, int] = {}
    for head in heads:
        languages[head.language or "?"] = languages.get(head.language or "?", 0) + 1
    dates = sorted(head.published_at for head in heads if head.published_at)
    versions, copies = library.tallies()
    return Statistics(
        articles=counts.articles,
        versions=versions,
        copies=copies,
        chunks=counts.chunks,
        characters=sum(head.characters for head in heads),
        publishers=len(library.publishers()),
        languages=dict(sorted(languages.items(), key=lambda pair: -pair[1])),
        oldest=dates[0].isoformat() if dates else None,
        newest=dates[-1].isoformat() if dates else None,
        changed_at=max(head.changed_at for head in heads).isoformat() if heads else None,
        database_bytes=sum(size for path, size in _sizes(library.folder) if path.name.startswith("library.db")),
        vectors_bytes=sum(size for _, size in _sizes(library.folder / VECTORS_FOLDER, "**/*")),
        terms_bytes=sum(size for _, size in _sizes(library.folder / LEXICAL_FOLDER, "**/*")),
        embedding_model=shape.embedding_model if shape else None,
        dimensions=shape.dimensions if shape else None,
        chunk_tokens=shape.chunk_tokens if shape else None,
        chunk_overlap=shape.chunk_overlap if shape else None,
    )


def _sizes(folder: Path, pattern: str = "*") -> list[tuple[Path, int]]:
    found = []
    for path in folder.glob(pattern):
        try:
            found.append((path, path.stat().st_size if path.is_file() else 0))
        except OSError:  # a writer's file that is gone already
            continue
    return found


def _megabytes(size: int) -> str:
    return f"{size / 1e6:,.1f} MB"
