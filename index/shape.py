"""What shapes a library: the embedding model and the sizes of its chunks."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from index.errors import RebuildNeededError

# Chunks a second of the built-in model on two cores, for estimates before this machine was measured.
TYPICAL_CHUNKS_PER_S = 18.0


@dataclass(frozen=True, slots=True)
class Shape:
    """A library's chunks and vectors fit one shape; another one needs a rebuild."""

    embedding_model: str
    dimensions: int
    """0 where they are not known yet, in a shape that is asked for."""
    chunk_tokens: int
    chunk_overlap: int
    """In tokens of the embedding model, as ``chunk_tokens``."""

    def same_vectors(self, other: Shape) -> bool:
        """Whether a vector of one can be compared with a vector of the other."""
        return (self.embedding_model, self.dimensions) == (other.embedding_model, other.dimensions)


def read_shape(connection: sqlite3.Connection) -> Shape | None:
    """The shape that the library was made with; None before its first article."""
    values = dict(
        connection.execute(
            "SELECT name, value FROM meta WHERE name IN"
            " ('embedding_model', 'dimensions', 'chunk_tokens', 'chunk_overlap')"
        )
    )
    if len(values) < 4:
        return None
    return Shape(
        values["embedding_model"],
        int(values["dimensions"]),
        int(values["chunk_tokens"]),
        int(values["chunk_overlap"]),
    )


def write_shape(connection: sqlite3.Connection, shape: Shape) -> None:
    """Records ``shape`` within the transaction of ``connection``."""
    connection.executemany(
        "INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)",
        [
            ("embedding_model", shape.embedding_model),
            ("dimensions", str(shape.dimensions)),
            ("chunk_tokens", str(shape.chunk_tokens)),
            ("chunk_overlap", str(shape.chunk_overlap)),
        ],
    )


def misfit(kept: Shape, wanted: Shape, chunks: int, chunks_per_s: float) -> RebuildNeededError:
    """The error that says how ``wanted`` differs from what is ``kept``, and what a rebuild will cost."""
    differences = []
    if not kept.same_vectors(wanted):
        differences.append(
            f"the embedding model {kept.embedding_model} ({kept.dimensions} dimensions), "
            f"not {wanted.embedding_model}{f' ({wanted.dimensions})' if wanted.dimensions else ''}"
        )
    if (kept.chunk_tokens, kept.chunk_overlap) != (wanted.chunk_tokens, wanted.chunk_overlap):
        differences.append(
            f"chunks of {kept.chunk_tokens} tokens with {kept.chunk_overlap} overlap, "
            f"not {wanted.chunk_tokens} with {wanted.chunk_overlap}"
        )
    cost = rebuild_cost(round(chunks * kept.chunk_tokens / max(1, wanted.chunk_tokens)), chunks_per_s)
    return RebuildNeededError(
        f"The library was made with {' and with '.join(differences)}: put the settings back, "
        f"or run `articlebot rebuild`, which will embed {cost}."
    )


def rebuild_cost(chunks: int, chunks_per_s: float) -> str:
    """For instance ``about 6,200 chunks (about 6 minutes)``."""
    return f"about {chunks:,} chunks ({duration_in_words(chunks / max(chunks_per_s, 0.01))})"


def duration_in_words(seconds: float) -> str:
    """For instance ``about 6 minutes``, rounded as an estimate should be."""
    for size, unit in ((3600.0, "hour"), (60.0, "minute")):
        if seconds >= 1.5 * size:
            return f"about {round(seconds / size)} {unit}s"
    return f"about {max(1, round(seconds))} second{'s' if round(seconds) > 1 else ''}"
