"""OpenAI's embedding models, and those of any server that speaks as OpenAI does."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

import numpy as np
import openai
from llama_index.core.bridge.pydantic import Field, PrivateAttr

from index.address import host_of
from index.embedding import Embedding
from index.errors import EmbeddingError
from index.patience import FIRST_WAIT_S, wait_before_retry_s

if TYPE_CHECKING:
    from numpy.typing import NDArray

OPENAI_ADDRESS = "https://api.openai.com/v1"
BATCH_TEXTS = 256
BATCH_CHARACTERS = 200_000
"""OpenAI takes 2,048 texts and 300,000 tokens a request; smaller batches lose less when one has to be sent again."""
AT_ONCE = 4
"""Requests under way at the same time: a request is mostly waiting."""
HALVINGS = 4
"""A text too long for the model is cut to a half so often; after that something else is wrong."""


class OpenAIEmbedding(Embedding):
    """An embedding model behind an OpenAI-compatible server.

    The key is kept out of ``repr``, of what LlamaIndex writes down, and of every error.
    """

    base_url: str = Field(description="The server's address.")
    timeout_s: float = Field(description="Seconds that one request may take.")

    _client: openai.OpenAI = PrivateAttr()
    _first_wait_s: float = PrivateAttr()
    _dimensions: int | None = PrivateAttr()

    def __init__(
        self,
        *,
        model: str,
        api_key: str,
        base_url: str | None = None,
        dimensions: int | None = None,
        timeout_s: float = 60.0,
        first_wait_s: float = FIRST_WAIT_S,
    ) -> None:
        """``dimensions``: the width of the vectors where it is known already; it is found out otherwise."""
        fields = {"model_name": model, "base_url": base_url or OPENAI_ADDRESS, "timeout_s": timeout_s}
        super().__init__(embed_batch_size=BATCH_TEXTS, **fields)  # type: ignore[arg-type]
        self._client = openai.OpenAI(api_key=api_key, base_url=self.base_url, timeout=timeout_s, max_retries=0)
        self._first_wait_s = first_wait_s
        self._dimensions = dimensions

    @classmethod
    def class_name(cls) -> str:
        """Its name where LlamaIndex writes it down."""
        return "articlebot_openai_embedding"

    @property
    def dimensions(self) -> int:
        """The length of a vector; asks the server once if nobody did before.  Raises EmbeddingError."""
        if self._dimensions is None:
            self._dimensions = self._request(["dimensions"]).shape[1]
        return self._dimensions

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector per text, same order, of shape (texts, dimensions).

        No text is sent twice.  Raises EmbeddingError when the server does not answer, also after retrying.
        """
        if not texts:
            return np.zeros((0, self.dimensions), dtype=np.float32)
        distinct = list(dict.fromkeys(texts))
        batches = list(_batches(distinct))
        if len(batches) == 1:
            vectors = self._request(batches[0])
        else:
            with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="embedding") as pool:
                vectors = np.concatenate(list(pool.map(self._request, batches)))
        row = {text: position for position, text in enumerate(distinct)}
        return vectors[[row[text] for text in texts]]

    def _request(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit vectors of one batch, by as many requests as that takes."""
        # An empty text is refused; a space has a vector like any other, far from every question.
        sent = [text if text.strip() else " " for text in texts]
        failures = 0
        while True:
            try:
                answer = self._client.embeddings.create(model=self.model_name, input=sent)
                return self._rows(answer.data, len(sent))
            except Exception as error:
                if _too_long(error):
                    return self._in_parts(sent, error)
                failures += 1
                wait_s = wait_before_retry_s(error, failures, self._first_wait_s)
                if wait_s is None or wait_s > self.timeout_s:
                    raise self._translated(error) from error
                time.sleep(wait_s)

    def _in_parts(self, texts: Sequence[str], error: Exception) -> NDArray[np.float32]:
        """A batch too long for the server in two halves; a single text too long for the model by its beginning."""
        if len(texts) > 1:
            middle = len(texts) // 2
            return np.concatenate([self._request(texts[:middle]), self._request(texts[middle:])])
        text = texts[0]
        for _ in range(HALVINGS):
            text = text[: len(text) // 2]
            try:
                answer = self._client.embeddings.create(model=self.model_name, input=[text or " "])
                return self._rows(answer.data, 1)
            except Exception as again:
                if not _too_long(again):
                    raise self._translated(again) from again
        raise self._translated(error) from error

    def _rows(self, rows: Sequence[Any], count: int) -> NDArray[np.float32]:
        if len(rows) != count:
            raise ValueError(f"{len(rows)} vectors for {count} texts")
        vectors = np.asarray([row.embedding for row in sorted(rows, key=lambda row: row.index)], dtype=np.float32)
        if vectors.ndim != 2 or not vectors.shape[1] or not np.isfinite(vectors).all():
            raise ValueError("the vectors are not finite or not of one length")
        if self._dimensions is not None and vectors.shape[1] != self._dimensions:
            raise EmbeddingError(
                f"The embedding model {self.model_name} gives {vectors.shape[1]} dimensions, not {self._dimensions} as "
                "before: it was replaced under the same name.  `articlebot rebuild` embeds everything anew."
            )
        self._dimensions = vectors.shape[1]
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(norms, np.finfo(np.float32).tiny)
        return unit

    def _translated(self, error: Exception) -> EmbeddingError:
        """The error as the user is told of it: never the server's own words, which may repeat the key."""
        if isinstance(error, EmbeddingError):
            return error
        host = host_of(self.base_url)
        if isinstance(error, openai.AuthenticationError | openai.PermissionDeniedError):
            what = (
                f"refused the key ({error.status_code}): check OPENAI_API_KEY, or ARTICLEBOT_EMBEDDING_API_KEY "
                "where the embedding server has a key of its own"
            )
        elif isinstance(error, openai.NotFoundError):
            what = f"knows no embedding model {self.model_name} (404): check ARTICLEBOT_EMBEDDING_MODEL"
        elif isinstance(error, openai.RateLimitError):
            what = "is over its rate limit or out of credit (429): try again later"
        elif isinstance(error, openai.APIStatusError):
            what = f"did not embed the texts ({error.status_code}): try again, or check ARTICLEBOT_EMBEDDING_MODEL"
        elif isinstance(error, openai.APITimeoutError):
            what = "did not answer in time: try again"
        elif isinstance(error, openai.APIConnectionError):
            what = "cannot be reached: check the network and ARTICLEBOT_EMBEDDING_BASE_URL"
        else:
            what = "sent what is no embedding: check ARTICLEBOT_EMBEDDING_BASE_URL"
        return EmbeddingError(f"The embedding server {host} {what}.")

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in self.embed([text])[0]]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return [[float(value) for value in row] for row in self.embed(texts)]

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._get_text_embedding(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return await asyncio.to_thread(self._get_text_embedding, query)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """``texts`` in their order, in lists that one request may hold."""
    batch: list[str] = []
    characters = 0
    for text in texts:
        if batch and (len(batch) == BATCH_TEXTS or characters + len(text) > BATCH_CHARACTERS):
            yield batch
            batch, characters = [], 0
        batch.append(text)
        characters += len(text)
    if batch:
        yield batch


def _too_long(error: Exception) -> bool:
    """Whether the server says that a text or the batch is too long; each says it in its own words."""
    if not isinstance(error, openai.APIStatusError) or error.status_code not in (400, 413, 422, 500):
        return False
    said = error.message.casefold()
    return error.status_code == 413 or any(
        words in said
        for words in (
            "context length",
            "context size",
            "too long",
            "too large",
            "maximum",
            "max 300000",
            "input is larger",
        )
    )
