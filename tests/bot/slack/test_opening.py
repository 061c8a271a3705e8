"""The engine of a process that lives long."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from bot.engine import CitedQueryEngine
from bot.evidence.reading import EvidenceReader
from bot.slack.opening import Opening
from bot.slack.work import LONGEST_SECONDS
from bot.writing.extractive import ExtractiveWriter
from index.errors import LibraryError
from index.lexical import Lexical
from index.library import Library
from index.retrieval import HybridRetriever, Query
from index.vectors import Vectors
from tests.index.dying import run
from tests.index.storing import HashEmbedding, add, article, rebuild_for


def test_it_is_opened_anew_for_vectors_of_another_model(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    add(folder, [article(number) for number in range(4)])

    def open_engine() -> CitedQueryEngine:
        library = Library.open(folder)
        shape = library.shape
        assert shape is not None
        model = HashEmbedding(model_name=shape.embedding_model, width=shape.dimensions)
        retriever = HybridRetriever(
            library, Vectors(folder / "chroma", shape.dimensions), Lexical(folder / "lexical"), model
        )
        writer = ExtractiveWriter(EvidenceReader(model))
        return CitedQueryEngine(library, retriever, writer, decline_below=0.0, passages=5)

    now = [0.0]
    opening = Opening(open_engine, clock=lambda: now[0])
    first = asyncio.run(opening.engine())
    query = Query("households that asked for a survey")
    assert first.retriever.search(query)
    assert asyncio.run(opening.engine()) is first
    assert run(rebuild_for, folder, HashEmbedding(model_name="wider", width=48))[0] == 0
    second = asyncio.run(opening.engine())
    assert second is not first
    assert second.retriever.search(query)
    assert asyncio.run(opening.engine()) is second
    assert first.library.counts().articles == 4, "what it still answers goes on"
    now[0] += LONGEST_SECONDS + 1
    assert asyncio.run(opening.engine()) is second
    opening.close()
    for engine in (first, second):
        with pytest.raises(LibraryError):
            engine.library.counts()
