"""How fast articles go in, against LlamaIndex's stock parts, side by side in one run.

    python -m benchmarks.ingest CORPUS.jsonl [--rounds 3] [--articles N] [--embedding]

Everything but the embedding: our splitting, copy detection, Chroma, tantivy and SQLite against ``SentenceSplitter`` +
``VectorStoreIndex`` + ``ChromaVectorStore``, which must be installed for it (``pip install
llama-index-vector-stores-chroma``).  All sides are given their articles read and their vectors made beforehand, each in
a process of its own, in turns; the medians count.  The vectors are hashed bags of words: topical as real ones are, and
made in no time.  Processor time is that of the whole process, with all its threads: on a machine that others use too,
it is what the sides can be compared by.

``stock`` is what a user gets who follows LlamaIndex's documentation: NLTK's sentences, metadata in the documents, and a
splitter that makes room in each chunk for that metadata.  Its chunks hold two thirds of the text that ours do, so it
has more of them, and each is made sooner.  ``even`` is the same with the metadata stored but kept out of the chunks,
which are then as long as ours: the fairer comparison by the chunk, and for us the easier one.

The embedding: how many chunks a second go through ``BuiltinEmbedding`` (with sorting, tokenizing and everything else),
against onnxruntime alone on the same batches of tokens, ready made.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

CHUNK_TOKENS, OVERLAP = 256, 32
DIMENSIONS = 384


class GivenVectors:
    """Stands for a model whose vectors are there already: hashed bags of words, by text; made when first asked for."""

    dimensions = DIMENSIONS

    def __init__(self, texts: Iterable[str] = (), model_name: str = "given") -> None:
        self.model_name = model_name
        self._rows = {text: _bag_of_words(text) for text in texts}

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector per text, same order."""
        return np.stack([row if (row := self._rows.get(text)) is not None else _bag_of_words(text) for text in texts])


def _bag_of_words(text: str) -> NDArray[np.float32]:
    row = np.full(DIMENSIONS, 1e-3, dtype=np.float32)
    for word in re.findall(r"\w{4,}", text.lower()):
        row[zlib.crc32(word.encode()) % DIMENSIONS] += 1.0
    return row / np.linalg.norm(row)


def ours(corpus: Path, folder: Path, articles: int) -> dict[str, float]:
    """One run of this project's ingestion."""
    from index.chunking import Chunker
    from index.errors import UnreadableError
    from index.ingestion import ingest
    from index.sources.files import read
    from index.writer import LibraryWriter

    started = time.perf_counter()
    read_ones = [each for each in read(corpus) if not isinstance(each, UnreadableError)][:articles]
    reading_s = time.perf_counter() - started
    # Cut by another chunker: the one that is measured has seen no word before.
    cutter = Chunker(CHUNK_TOKENS, OVERLAP)
    given = GivenVectors(
        span.of(article.text) for article in read_ones for span in cutter.chunk(article.text, article.language)
    )
    chunker = Chunker(CHUNK_TOKENS, OVERLAP)
    chunker.chunk("The model's tokenizer is loaded here.", "en")
    import index.copies
    import index.lexical  # noqa: F401 - loaded here, as the other side's modules are

    _warm_up(folder)
    started, cpu = time.perf_counter(), time.process_time()
    with LibraryWriter(folder) as writer:
        report = ingest(read_ones, writer, chunker, given)
    return {
        "chunks": report.chunks,
        "seconds": time.perf_counter() - started,
        "cpu_s": time.process_time() - cpu,
        "bytes": _bytes_of(folder),
        "reading_s": reading_s,
    }


def stock(corpus: Path, folder: Path, articles: int, *, even: bool = False) -> dict[str, float]:
    """One run of LlamaIndex's stock parts, with the defaults that their documentation shows; ``even``: see above."""
    _separate_nltk(folder.with_name("nltk"))
    import chromadb
    from llama_index.core import Document, MockEmbedding, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter
    from llama_index.vector_stores.chroma import ChromaVectorStore

    records = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines()][:articles]
    fields = ["title", "source", "published_at", "url"]
    hidden = fields if even else []
    documents = [
        Document(
            text=record["body"],
            metadata={name: record.get(name) or "" for name in fields},
            excluded_embed_metadata_keys=hidden,
            excluded_llm_metadata_keys=hidden,
        )
        for record in records
    ]
    splitter = SentenceSplitter(chunk_size=CHUNK_TOKENS, chunk_overlap=OVERLAP, include_metadata=not even)
    splitter.get_nodes_from_documents(documents[:1])
    _warm_up(folder)
    started, cpu = time.perf_counter(), time.process_time()
    nodes = splitter.get_nodes_from_documents(documents)
    splitting_s, splitting_cpu_s = time.perf_counter() - started, time.process_time() - cpu
    for node in nodes:
        node.embedding = _bag_of_words(node.get_content()).tolist()
    started, cpu = time.perf_counter(), time.process_time()
    collection = chromadb.PersistentClient(str(folder)).get_or_create_collection("articles")
    store = ChromaVectorStore(chroma_collection=collection)
    VectorStoreIndex(
        nodes,
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=MockEmbedding(embed_dim=DIMENSIONS),
    )
    return {
        "chunks": len(nodes),
        "seconds": splitting_s + time.perf_counter() - started,
        "cpu_s": splitting_cpu_s + time.process_time() - cpu,
        "bytes": _bytes_of(folder),
        "reading_s": 0.0,
    }


def _separate_nltk(folder: Path) -> None:
    """Gives NLTK a copy of its data: it refuses files that are hard links, as some installers make them."""
    import llama_index.core

    cached = Path(llama_index.core.__file__).parent / "_static" / "nltk_cache"
    if "NLTK_DATA" not in os.environ and cached.is_dir():
        os.environ["NLTK_DATA"] = str(shutil.copytree(cached, folder))


def embedding(corpus: Path, articles: int) -> dict[str, float]:
    """Chunks a second of the built-in model, and of onnxruntime alone on the same batches of tokens."""
    from index.chunking import Chunker
    from index.embedding import BuiltinEmbedding
    from index.errors import UnreadableError
    from index.sources.files import read

    chunker, model = Chunker(CHUNK_TOKENS, OVERLAP), BuiltinEmbedding()
    texts: list[str] = []
    for article in read(corpus):
        if not isinstance(article, UnreadableError):
            texts += [span.of(article.text) for span in chunker.chunk(article.text, article.language)]
        if len(texts) >= articles:
            break
    texts = list(dict.fromkeys(texts))[:articles]
    model.embed(texts[:8])
    session = model.encoder.session
    batches: list[tuple[list[str] | None, dict[str, NDArray[np.int64]]]] = []
    run = session.run

    class Recorder:
        def run(self, outputs: list[str] | None, feeds: dict[str, NDArray[np.int64]]) -> object:
            batches.append((outputs, feeds))
            return run(outputs, feeds)

        def __getattr__(self, name: str) -> object:
            return getattr(session, name)

    model.encoder.session = Recorder()
    model.embed(texts)
    model.encoder.session = session
    rates: dict[str, list[float]] = {"ours": [], "alone": []}
    for _ in range(3):
        started = time.perf_counter()
        model.embed(texts)
        rates["ours"].append(len(texts) / (time.perf_counter() - started))
        started = time.perf_counter()
        for outputs, feeds in batches:
            run(outputs, feeds)
        rates["alone"].append(len(texts) / (time.perf_counter() - started))
    return {name: statistics.median(each) for name, each in rates.items()}


def _warm_up(folder: Path) -> None:
    """Loads what Chroma loads late: imports are no part of what is measured, on either side."""
    import chromadb

    with chromadb.PersistentClient(str(folder.with_name("warm"))) as client:  # type: ignore[attr-defined]
        client.create_collection("warm", embedding_function=None).add(ids=["1"], embeddings=[[1.0, 0.0]])


def _bytes_of(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _side(name: str, corpus: Path, articles: int) -> dict[str, float]:
    """One run of one side in a process of its own."""
    folder = Path(tempfile.mkdtemp(prefix=f"ingest-{name}-"))
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "benchmarks.ingest", str(corpus), "--articles", str(articles)),
                *("--side", name, "--folder", str(folder / "library")),
            ],
            check=True,
            capture_output=True,
            text=True,
        )
        return dict(json.loads(done.stdout.splitlines()[-1]))
    except subprocess.CalledProcessError as error:
        sys.exit(f"the {name} side failed:\n{error.stderr}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    """Runs what the arguments ask for and prints the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=1_000_000)
    parser.add_argument("--embedding", action="store_true", help="measure the embedding instead")
    parser.add_argument("--side", choices=["ours", "stock", "even"], help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.side:
        measure = ours if asked.side == "ours" else partial(stock, even=asked.side == "even")
        print(json.dumps(measure(asked.corpus, asked.folder, asked.articles)))
        return
    if asked.embedding:
        rates = embedding(asked.corpus, min(asked.articles, 400))
        print(f"BuiltinEmbedding   {rates['ours']:8.1f} chunks/s")
        print(f"onnxruntime alone  {rates['alone']:8.1f} chunks/s")
        print(f"share              {rates['ours'] / rates['alone']:8.2f}  (wanted: at least 0.90)")
        return
    runs: dict[str, list[dict[str, float]]] = {"ours": [], "stock": [], "even": []}
    for _ in range(asked.rounds):
        for name, found in runs.items():
            found.append(_side(name, asked.corpus, asked.articles))
    rate, cpu_rate, size, cpu_s = {}, {}, {}, {}
    for name, found in runs.items():
        rate[name] = statistics.median(run["chunks"] / run["seconds"] for run in found)
        cpu_rate[name] = statistics.median(run["chunks"] / run["cpu_s"] for run in found)
        cpu_s[name] = statistics.median(run["cpu_s"] for run in found)
        size[name] = found[0]["bytes"] / found[0]["chunks"]
        print(
            f"{name:6} {found[0]['chunks']:6.0f} chunks  {rate[name]:7.0f} chunks/s  "
            f"{cpu_rate[name]:7.0f} chunks/s of processor time ({cpu_s[name]:.1f} s)  {size[name]:7.0f} bytes a chunk"
        )
    print(f"reading took us {statistics.median(run['reading_s'] for run in runs['ours']):.1f} s more")
    for name in ("stock", "even"):
        print(
            f"against {name}: {rate['ours'] / rate[name]:.1f} times as many chunks/s (wanted: at least 5), "
            f"{cpu_rate['ours'] / cpu_rate[name]:.1f} by processor time; the whole corpus in 1/"
            f"{cpu_s[name] / cpu_s['ours']:.1f} of the processor time; "
            f"{size['ours'] / size[name]:.2f} of the bytes a chunk (wanted: at most 0.33)"
        )
    print(f"peak memory of the last child {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
