"""Embeddings from a server, against a scripted one over real HTTP."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from index.errors import EmbeddingError
from index.openai_embedding import BATCH_TEXTS, OpenAIEmbedding
from tests.openai_server import KEY, Fail, OpenAIServer, vector_of

Opener = Callable[..., OpenAIEmbedding]


@pytest.fixture
def server() -> Iterator[OpenAIServer]:
    with OpenAIServer() as running:
        yield running


@pytest.fixture
def opened(server: OpenAIServer) -> Opener:
    def opener(**options: Any) -> OpenAIEmbedding:
        return OpenAIEmbedding(
            **{"model": "nomic-tiny", "api_key": KEY, "base_url": server.url, "first_wait_s": 0.01, **options}
        )

    return opener


def unit(text: str, width: int = 64) -> np.ndarray[Any, Any]:
    vector = vector_of(text, width)
    return vector / np.linalg.norm(vector)


def test_one_unit_vector_per_text_in_order(opened: Opener) -> None:
    texts = ["a cat sat", "the dog", "a cat sat", "", "  "]
    vectors = opened().embed(texts)
    assert vectors.shape == (5, 64)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(vectors, [unit(text if text.strip() else " ") for text in texts], rtol=1e-5)


def test_batches_and_sends_nothing_twice(server: OpenAIServer, opened: Opener) -> None:
    texts = [f"text {number % 600}" for number in range(1200)]
    vectors = opened().embed(texts)
    sent = [text for request in server.embedding_requests for text in request["input"]]
    assert sorted(sent) == sorted(set(texts))
    assert max(len(request["input"]) for request in server.embedding_requests) == BATCH_TEXTS
    np.testing.assert_allclose(vectors[799], unit("text 199"), rtol=1e-5)


def test_dimensions_are_found_out_once(server: OpenAIServer, opened: Opener) -> None:
    embedding = opened(model="text-embedding-3-small")
    assert embedding.dimensions == 1536
    embedding.embed(["a"])
    assert embedding.dimensions == 1536
    assert len(server.embedding_requests) == 2
    assert opened().embed([]).shape == (0, 64)


def test_another_width_than_before_is_an_error(opened: Opener) -> None:
    with pytest.raises(EmbeddingError, match="64 dimensions, not 384"):
        opened(dimensions=384).embed(["a"])


@pytest.mark.parametrize("failure", [Fail(429, "rate_limit_exceeded"), Fail(500), Fail(503, body="<html>")])
def test_passing_failure_is_got_over(failure: Fail, server: OpenAIServer, opened: Opener) -> None:
    server.embedding_script = [failure, failure]
    np.testing.assert_allclose(opened().embed(["a"])[0], unit("a"), rtol=1e-5)


def test_lasting_failure_is_an_error(server: OpenAIServer, opened: Opener) -> None:
    server.embedding_script = [Fail(500)] * 9
    with pytest.raises(EmbeddingError, match=r"did not embed the texts \(500\)"):
        opened().embed(["a"])
    assert len(server.embedding_requests) == 3


def test_key_is_never_shown(opened: Opener) -> None:
    wrong = "sk-wrong-but-secret-1234567890"
    embedding = opened(api_key=wrong)
    with pytest.raises(EmbeddingError, match=r"refused the key \(401\)") as caught:
        embedding.embed(["a"])
    assert wrong not in str(caught.value) + repr(embedding) + str(embedding.to_dict())


def test_unknown_model_and_absent_server(opened: Opener) -> None:
    with pytest.raises(EmbeddingError, match="knows no embedding model text-embedding-9"):
        opened(model="text-embedding-9").embed(["a"])
    with pytest.raises(EmbeddingError, match="cannot be reached"):
        opened(base_url="http://127.0.0.1:9/v1").embed(["a"])


def test_too_long_text_is_embedded_by_its_beginning(server: OpenAIServer, opened: Opener) -> None:
    long = "cat " * 12_000
    vectors = opened().embed(["a dog", long, "a bird"])
    np.testing.assert_allclose(vectors[0], unit("a dog"), rtol=1e-5)
    assert vectors[1] @ unit("cat") > 0.99
    np.testing.assert_allclose(vectors[2], unit("a bird"), rtol=1e-5)


async def test_works_as_llamaindex_embedding(opened: Opener) -> None:
    embedding = opened()
    np.testing.assert_allclose(embedding.get_query_embedding("a cat"), unit("a cat"), rtol=1e-5)
    np.testing.assert_allclose(await embedding.aget_query_embedding("a cat"), unit("a cat"), rtol=1e-5)
    np.testing.assert_allclose(embedding.get_text_embedding_batch(["a", "b"])[1], unit("b"), rtol=1e-5)
