"""The embedding models, as LlamaIndex embeddings: what all of them offer, and the built-in one.

``index.openai_embedding`` holds OpenAI's.
"""

from __future__ import annotations

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from numpy.typing import NDArray
from pydantic import model_validator

from index.onnx_encoder import OnnxEncoder, builtin_encoder
from index.word_pieces import PieceCounter


class Embedding(BaseEmbedding):
    """A LlamaIndex embedding that also takes many texts at once and gives one array."""

    @property
    @abstractmethod
    def dimensions(self) -> int:
        """Length of every vector."""

    @abstractmethod
    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector per text, same order, shape (texts, dimensions).  Raises EmbeddingError."""

    @property
    def counter(self) -> PieceCounter:
        """Counts tokens for the chunker: the built-in model's word pieces, which are near enough to any model's."""
        return PieceCounter()


class BuiltinEmbedding(Embedding):
    """all-MiniLM-L6-v2 with int8 weights, or the ONNX model of a folder, on this machine's processor.

    ``folder`` holds model.onnx and tokenizer.json of another model.  ``threads``: by default one a core, at most 4.
    Nothing is loaded before it is needed (0.3 s); loading raises EmbeddingError.
    """

    NAME: ClassVar[str] = "all-MiniLM-L6-v2-int8"

    model_name: str = NAME
    folder: Path | None = None
    threads: int | None = None
    max_tokens: int | None = None
    """Tokens of a text that are read; None is the model's own limit."""

    @model_validator(mode="after")
    def _named_for_its_folder(self) -> BuiltinEmbedding:
        if self.folder is not None and self.model_name == self.NAME:
            self.model_name = f"onnx:{self.folder.resolve().name}"
        return self

    @classmethod
    def class_name(cls) -> str:
        """LlamaIndex's name for it."""
        return "BuiltinEmbedding"

    @cached_property
    def encoder(self) -> OnnxEncoder:
        """The loaded model."""
        if self.folder is not None:
            return OnnxEncoder.from_folder(self.folder, threads=self.threads, max_tokens=self.max_tokens)
        return builtin_encoder() if self.threads is None else OnnxEncoder.builtin(threads=self.threads)

    @property
    def dimensions(self) -> int:
        """Length of every vector: 384 for the model that comes along."""
        return 384 if self.folder is None else self.encoder.dimensions

    @cached_property
    def counter(self) -> PieceCounter:
        """Counts word pieces, without those that the model adds at both ends."""
        return PieceCounter(self.encoder.tokenizer if self.folder else None)

    def embed(self, texts: Sequence[str], *, done: Callable[[int], None] = lambda _: None) -> NDArray[np.float32]:
        """One unit vector per text, same order, shape (texts, dimensions); equal texts are computed once.

        ``done`` hears after each batch how many of the texts are finished.
        """
        return self.encoder.encode(texts, max_tokens=self.max_tokens, done=done)

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self.embed(texts).tolist()
        return vectors

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._get_text_embeddings([text])[0]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embeddings([query])[0]

    async def _aget_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return await asyncio.to_thread(self._get_text_embeddings, texts)

    async def _aget_text_embedding(self, text: str) -> list[float]:
        return (await self._aget_text_embeddings([text]))[0]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return (await self._aget_text_embeddings([query]))[0]
