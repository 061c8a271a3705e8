"""Floors under search and refusal.  A floor only moves up, or down with a line in the changelog that says why."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.article import Article
from index.chunking import Chunker
from index.embedding import BuiltinEmbedding
from index.ingestion import ingest
from index.lexical import Lexical
from index.library import Library
from index.retrieval import HybridRetriever, Query
from index.vectors import Vectors
from index.writer import LibraryWriter
from tests.command import SEEDS, articlebot

DATA = Path(os.environ.get("ARTICLEBOT_TEST_DATA", "public-data"))
"""A folder with ``multihop_rag`` and ``squad2``, as ``benchmarks/retrieval.py`` reads them."""

needs_data = pytest.mark.skipif(
    not DATA.is_dir(),
    reason="ARTICLEBOT_TEST_DATA names no folder with the public data sets: they are not of the project",
)


@pytest.fixture(scope="module")
def measured(seeds_library: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What ``articlebot eval`` says about the seeds' questions, and its page under ``page``."""
    page = tmp_path_factory.mktemp("eval") / "report.html"
    library = ["--library", str(seeds_library)]
    finished = articlebot("eval", str(SEEDS / "questions.jsonl"), "--json", "--report", str(page), *library)
    assert finished.returncode == 0, finished.stderr
    return {**json.loads(finished.stdout), "page": page.read_text(encoding="utf-8")}


def test_search_finds_the_seeds_articles(measured: dict[str, Any]) -> None:
    # Measured: 0.887, 1.000, 0.934, 0.899.
    assert measured["hits"]["1"] >= 0.86
    assert measured["hits"]["3"] >= 0.98
    assert measured["mrr"] >= 0.92
    assert measured["average_precision"] >= 0.88


def test_quotes_hold_the_seeds_answers_and_few_are_declined(measured: dict[str, Any]) -> None:
    # Measured: 47 of 53 hold an answer word and 4 are declined; 13 of 20 without an answer are declined.
    assert measured["quoted"] >= 46 / 53
    assert measured["refusals"]["false"] <= 5 / 53
    assert measured["refusals"]["recall"] >= 12 / 20


def test_an_answer_is_no_longer_than_it_needs_to_be(measured: dict[str, Any]) -> None:
    # Measured: 2.2.
    assert measured["sentences"] <= 2.4


def test_the_page_stands_alone_and_shows_each_failure(measured: dict[str, Any]) -> None:
    page = measured["page"]
    assert "src=" not in page
    assert "href=" not in page
    assert "<polyline" in page
    assert page.count("<details>") == len(measured["failures"]) > 0


@pytest.fixture(scope="module")
def squad(tmp_path_factory: pytest.TempPathFactory) -> tuple[HybridRetriever, list[dict[str, Any]]]:
    """The first 60 paragraphs, and every second question that they answer."""
    paragraphs = list(records(DATA / "squad2" / "paragraphs.jsonl"))[:60]
    names = {paragraph["id"] for paragraph in paragraphs}
    articles = [Article(each["id"], each["title"], each["text"], declared_id=each["id"]) for each in paragraphs]
    questions = [
        question
        for question in records(DATA / "squad2" / "questions.jsonl")
        if question["answerable"] and question["paragraph"] in names
    ]
    return retriever_of(articles, tmp_path_factory.mktemp("squad")), questions[::2]


@needs_data
def test_finds_squads_paragraphs(squad: tuple[HybridRetriever, list[dict[str, Any]]]) -> None:
    retriever, questions = squad
    ranks = []
    for question in questions:
        passages = retriever.search(Query(question["question"]))
        ranks.append(next((each.rank for each in passages if each.article.id == question["paragraph"]), None))
    assert len(ranks) > 80
    assert share(ranks, 1) >= SQUAD_RECALL_1
    assert share(ranks, 5) >= SQUAD_RECALL_5


@pytest.fixture(scope="module")
def multihop(tmp_path_factory: pytest.TempPathFactory) -> tuple[HybridRetriever, list[dict[str, Any]]]:
    """A dozen or so short articles that answer questions, and half of the questions that they answer whole."""
    texts = {record["url"]: record for record in records(DATA / "multihop_rag" / "corpus.jsonl")}
    questions = [
        question for question in records(DATA / "multihop_rag" / "queries_dev.jsonl") if question["evidence_list"]
    ]
    chosen: dict[str, None] = {}
    for question in questions:
        links = evidence(question)
        if len(chosen) < 14 and all(len(texts[link]["body"]) <= 8_000 for link in links):
            chosen.update(dict.fromkeys(sorted(links)))
    articles = [
        Article(link, texts[link]["title"], texts[link]["body"], publisher=texts[link]["source"], url=link)
        for link in chosen
    ]
    answered = [question for question in questions if evidence(question) <= chosen.keys()]
    return retriever_of(articles, tmp_path_factory.mktemp("multihop")), answered[::2]


@needs_data
def test_finds_multihops_facts(multihop: tuple[HybridRetriever, list[dict[str, Any]]]) -> None:
    retriever, questions = multihop
    ranks = []
    for question in questions:
        facts = ["".join(each["fact"].split()) for each in question["evidence_list"]]
        found = ["".join(passage.text.split()) for passage in retriever.search(Query(question["query"]))]
        ranks.append(next((rank for rank, text in enumerate(found, 1) if any(fact in text for fact in facts)), None))
    assert len(ranks) > 20
    assert share(ranks, 1) >= MULTIHOP_HITS_1
    assert share(ranks, 4) >= MULTIHOP_HITS_4


# Measured on these samples: 0.857 and 0.989 of 91, 0.833 and 1.000 of 30; the floors are two questions below.
SQUAD_RECALL_1, SQUAD_RECALL_5 = 0.83, 0.96
MULTIHOP_HITS_1, MULTIHOP_HITS_4 = 0.76, 0.93


def retriever_of(articles: list[Article], folder: Path) -> HybridRetriever:
    with LibraryWriter(folder) as writer:
        ingest(articles, writer, Chunker(256, 32), BuiltinEmbedding())
    library = Library.open(folder)
    return HybridRetriever(library, Vectors(folder / "chroma", 384), Lexical(folder / "lexical"), BuiltinEmbedding())


def evidence(question: dict[str, Any]) -> set[str]:
    return {each["url"] for each in question["evidence_list"]}


def records(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def share(ranks: list[int | None], k: int) -> float:
    found = sum(rank is not None and rank <= k for rank in ranks) / len(ranks)
    print(f"{found:.3f} of {len(ranks)} at {k}")
    return found
