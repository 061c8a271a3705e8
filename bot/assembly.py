"""Puts the parts together: the one place that knows which of them a run needs."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from index.errors import EmbeddingError, EmptyLibraryError
from index.library import Library
from index.settling import settle

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine
    from bot.question import Question
    from bot.settings import Settings
    from bot.writing.generative import GenerativeWriter
    from index.chunking import Chunker
    from index.embedding import Embedding
    from index.retrieval import HybridRetriever
    from index.shape import Shape
    from index.writer import LibraryWriter

logger = logging.getLogger(__name__)

BUILTIN = "builtin"
"""The name of the embedding model that comes along."""


def open_retriever(settings: Settings) -> tuple[Library, HybridRetriever]:
    """The library and what finds passages in it.

    Raises NoLibraryError, EmptyLibraryError, RebuildNeededError, EmbeddingError and so on.
    """
    # Before the heavy imports: that there is nothing to search is said at once.
    library, shape = _open_library(settings)
    return library, _open_retriever(settings, library, shape)


def _open_library(settings: Settings) -> tuple[Library, Shape]:
    library = Library.open(settings.library)
    settle(library)
    shape = library.shape
    if shape is None:
        raise EmptyLibraryError(f"The library in {settings.library} is empty: `articlebot add PATH` fills it.")
    return library, shape


def _open_retriever(settings: Settings, library: Library, shape: Shape) -> HybridRetriever:
    from index.borrowing import folder_of_indexes
    from index.health import require_complete
    from index.lexical import Lexical
    from index.retrieval import HybridRetriever
    from index.swap import LEXICAL_FOLDER, VECTORS_FOLDER
    from index.vectors import Vectors

    embedding = open_embedding(settings, shape)
    if embedding.model_name != shape.embedding_model:
        # A server is not asked for its dimensions only to be told that it does not fit.
        library.expect(replace(shape, embedding_model=embedding.model_name, dimensions=0))
    indexes = folder_of_indexes(settings.library)
    vectors, lexical = Vectors(indexes / VECTORS_FOLDER, shape.dimensions), Lexical(indexes / LEXICAL_FOLDER)
    require_complete(library, vectors, lexical)
    return HybridRetriever(library, vectors, lexical, embedding)


def open_engine(settings: Settings) -> CitedQueryEngine:
    """The engine that answers from the library.  Raises as ``open_retriever`` does, and SettingsError."""
    library, shape = _open_library(settings)
    _load_models(settings)
    retriever = _open_retriever(settings, library, shape)
    from bot.engine import CitedQueryEngine
    from bot.evidence.reading import EvidenceReader
    from bot.record.ledger import Ledger
    from bot.writing.extractive import ExtractiveWriter
    from index.borrowing import is_writable
    from index.embedding import BuiltinEmbedding
    from index.notes import note_of

    ledger = None
    if settings.ledger and is_writable(settings.library):
        ledger = Ledger(settings.library / "answers.db", days=settings.ledger_days)
    elif settings.ledger:
        logger.warning("%s cannot be written to: answers are not recorded", settings.library)

    # The model that made the query's vector reads the sentences too, if it is the built-in one: it is loaded once.
    embedding = retriever.embedding
    if not isinstance(embedding, BuiltinEmbedding) or embedding.folder is not None:
        embedding = BuiltinEmbedding()
    return CitedQueryEngine(
        library,
        retriever,
        ExtractiveWriter(EvidenceReader(embedding)),
        generative=open_generative(settings),
        ledger=ledger,
        note_of=note_of,
        decline_below=settings.decline_below,
        passages=settings.passages,
        strict=settings.strict,
    )


def _load_models(settings: Settings) -> None:
    """Begins to load the models that an answer needs, while LlamaIndex and Chroma are imported, for seconds."""
    # Imported here and not in the thread: two threads that import at once may wait for each other.
    import onnxruntime  # type: ignore[import-untyped]  # noqa: F401

    from bot.evidence.answering import ANSWERING
    from index.onnx_encoder import builtin_encoder

    def load() -> None:
        # Who needs the model asks for it again, and says what is wrong with it.
        with suppress(EmbeddingError):
            builtin_encoder()
        if not is_written(settings):
            ANSWERING.load()

    Thread(target=load, name="loading").start()


def open_rewriter(settings: Settings) -> Callable[[Question], str]:
    """What makes a question stand alone: the model if there is one, rules otherwise."""
    generative = open_generative(settings)
    if generative is None:
        from bot.conversation import rewrite

        return lambda question: rewrite(question.text, question.turns)
    import asyncio

    writer = generative
    return lambda question: asyncio.run(writer.standalone(question.text, question.turns))[0]


def is_written(settings: Settings) -> bool:
    """Whether a language model writes the answers; else they are quoted."""
    return settings.openai_api_key is not None and settings.model != "extractive"


def open_generative(settings: Settings) -> GenerativeWriter | None:
    """The language model's writer, if a key is set and the model is not ``extractive``."""
    if not is_written(settings):
        return None
    from bot.writing.chat_model import open_chat_model
    from bot.writing.generative import GenerativeWriter

    return GenerativeWriter(open_chat_model(settings), timeout_s=settings.model_timeout)


def open_embedding(settings: Settings, shape: Shape | None) -> Embedding:
    """The embedding model that the settings name; else the one that the library was made with.

    A library outlives a key: setting one must not make the vectors that are there useless.  A new library gets OpenAI's
    model with a key and the built-in one without.
    """
    from pathlib import Path

    from index.embedding import BuiltinEmbedding

    wanted = settings.embedding_model or (shape.embedding_model if shape else None)
    if wanted is None:
        wanted = "text-embedding-3-small" if settings.openai_api_key else BUILTIN
    if wanted in (BUILTIN, BuiltinEmbedding.NAME):
        return BuiltinEmbedding()
    if Path(wanted).is_dir():
        return BuiltinEmbedding(folder=Path(wanted))
    if wanted.startswith("onnx:"):
        raise EmbeddingError(
            f"The library was made with the ONNX model {wanted.removeprefix('onnx:')}: "
            "set ARTICLEBOT_EMBEDDING_MODEL to the folder that holds its model.onnx and tokenizer.json."
        )
    key = settings.embedding_api_key or settings.openai_api_key
    if key is None:
        raise EmbeddingError(
            f"The embedding model {wanted} needs a key: set OPENAI_API_KEY or ARTICLEBOT_EMBEDDING_API_KEY, "
            f"or ARTICLEBOT_EMBEDDING_MODEL={BUILTIN} and run `articlebot rebuild`."
        )
    from index.openai_embedding import OpenAIEmbedding

    return OpenAIEmbedding(
        model=wanted,
        api_key=key.get_secret_value(),
        base_url=settings.embedding_base_url or settings.openai_base_url,
        dimensions=shape.dimensions if shape and shape.embedding_model == wanted else None,
        timeout_s=settings.model_timeout,
    )


def open_writer(settings: Settings, *, wait: bool = False, create: bool = False) -> LibraryWriter:
    """The right to write to the library, to be used in a ``with`` block; ``wait`` waits for another writer."""
    from index.writer import LibraryWriter

    return LibraryWriter(settings.library, wait_s=-1.0 if wait else 0.0, create=create)


def open_ingestion(settings: Settings, library: Library) -> tuple[Chunker, Embedding]:
    """What cuts articles and what embeds the pieces, as the settings and the library want them."""
    from index.chunking import Chunker

    embedding = open_embedding(settings, library.shape)
    return Chunker(settings.chunk_tokens, settings.chunk_overlap, embedding.counter), embedding
