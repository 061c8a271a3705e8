from datetime import UTC, datetime
from pathlib import Path

import pytest
from llama_index.core.schema import QueryBundle

from index.article import Article
from index.chunking import Chunker
from index.embedding import BuiltinEmbedding
from index.errors import FilterError
from index.ingestion import ingest
from index.lexical import Lexical
from index.library import Library
from index.passage import Passage
from index.retrieval import HybridRetriever, Query
from index.vectors import Vectors
from index.writer import LibraryWriter

NOW = datetime(2023, 11, 22, 15, tzinfo=UTC)  # a Wednesday


def article(name: str, publisher: str | None, day: str | None, text: str, language: str = "en") -> Article:
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    return Article(f"/articles/{name}", name.replace("-", " "), text, None, publisher, published, None, language)


ARTICLES = [
    article(
        "chipmaker-tech",
        "TechCrunch",
        "2023-11-06",
        "The chipmaker Velora said its new processor draws half the power. Analysts expect orders from carmakers.",
    ),
    article(
        "chipmaker-verge",
        "The Verge",
        "2023-11-20",
        "The chipmaker Velora showed its new processor in a laptop. It draws half the power of its rival.",
    ),
    article(
        "chipmaker-old",
        "TechCrunch",
        "2022-03-01",
        "The chipmaker Velora delayed its processor by a year, and blamed a flood at its plant.",
    ),
    article(
        "ferry",
        "The Age",
        "2023-11-21",
        "The ferry to Tarn Island ran aground on Tuesday morning. Forty passengers were taken off by fishing boats.",
    ),
    article(
        "baker",
        None,
        None,
        "The baker Ilse Brandt won the city's prize for her rye bread. She took over the shop from her father in 1998.",
    ),
    article(
        "brücke",
        "Der Anzeiger",
        "2023-10-02",
        "Die Bürgermeisterin eröffnete die neue Brücke über den Fluss. Die Bauarbeiten dauerten vier Jahre.",
        "de",
    ),
]


def add(folder: Path, articles: list[Article]) -> None:
    with LibraryWriter(folder) as writer:
        ingest(articles, writer, Chunker(), BuiltinEmbedding())


def opened(folder: Path) -> HybridRetriever:
    library = Library.open(folder)
    return HybridRetriever(library, Vectors(folder / "chroma", 384), Lexical(folder / "lexical"), BuiltinEmbedding())


@pytest.fixture(scope="module")
def retriever(tmp_path_factory: pytest.TempPathFactory) -> HybridRetriever:
    folder = tmp_path_factory.mktemp("library")
    add(folder, ARTICLES)
    return opened(folder)


def titles(passages: list[Passage]) -> list[str]:
    return [passage.article.title for passage in passages]


def test_finds_by_words_and_by_meaning_best_first(retriever: HybridRetriever) -> None:
    passages = retriever.search(Query("Who was honoured for baking?", now=NOW))
    assert titles(passages)[0] == "baker"
    assert [passage.rank for passage in passages] == list(range(1, len(passages) + 1))
    assert [passage.score for passage in passages] == sorted((p.score for p in passages), reverse=True)
    assert all(passage.text == passage.article.text[passage.start : passage.end] for passage in passages)
    assert passages[0].cosine is not None
    assert passages[0].bm25 is None or passages[0].bm25 > 0


def test_the_publisher_and_the_month_that_a_question_names_come_first(retriever: HybridRetriever) -> None:
    ask = "What did {} report about Velora's processor{}?"
    assert (
        titles(retriever.search(Query(ask.format("TechCrunch", " in November 2023"), now=NOW)))[0] == "chipmaker tech"
    )
    assert titles(retriever.search(Query(ask.format("TechCrunch", " in March 2022"), now=NOW)))[0] == "chipmaker old"
    assert titles(retriever.search(Query(ask.format("the verge", ""), now=NOW)))[0] == "chipmaker verge"
    # A preference leaves nothing out.
    assert "chipmaker verge" in titles(retriever.search(Query(ask.format("TechCrunch", " in November 2023"), now=NOW)))


def test_what_happened_in_a_month_may_be_told_later(retriever: HybridRetriever) -> None:
    told = retriever.search(Query("Which chipmaker showed a processor in a laptop in March 2022?", now=NOW))
    published = retriever.search(Query("the March 2022 report on the chipmaker's processor in a laptop", now=NOW))
    assert (told[0].article.title, published[0].article.title) == ("chipmaker verge", "chipmaker old")


def test_since_last_tuesday_leaves_out_what_is_older(retriever: HybridRetriever) -> None:
    found = retriever.search(Query("What happened to the processor or the ferry since last Tuesday?", now=NOW))
    assert titles(found) == ["ferry"]
    a_week_later = Query("What happened to the ferry since last Tuesday?", now=datetime(2023, 11, 29, tzinfo=UTC))
    assert retriever.search(a_week_later) == []


def test_each_publisher_of_a_question_gets_its_turn(retriever: HybridRetriever) -> None:
    found = retriever.search(
        Query("Did the TechCrunch article on the Velora processor and The Age article on the ferry agree?", now=NOW)
    )
    assert {passage.article.publisher for passage in found[:3]} >= {"TechCrunch", "The Age"}


def test_an_article_is_found_by_its_author(tmp_path: Path) -> None:
    letter = Article(
        "/letters/1", "Too steep", "Nine euros are too much for a charity.", "Customer: Wexford Youth Theatre"
    )
    add(tmp_path, [letter, *ARTICLES])
    retriever = opened(tmp_path)
    assert retriever.unknown(["Wexford"]) == []
    assert retriever.search(Query("What did Wexford Youth Theatre say?"))[0].article.title == "Too steep"


def test_filters_leave_out(retriever: HybridRetriever) -> None:
    everything = len(retriever.search(Query("processor", limit=50, now=NOW)))
    assert everything == len(ARTICLES)
    by = retriever.search(Query("processor", publishers=("TechCrunch", "The Age"), limit=50, now=NOW))
    assert {passage.article.publisher for passage in by} == {"TechCrunch", "The Age"}
    day = datetime(2023, 11, 20, tzinfo=UTC)
    assert set(titles(retriever.search(Query("processor", since=day, limit=50, now=NOW)))) == {
        "chipmaker verge",
        "ferry",
    }
    assert titles(retriever.search(Query("processor", until=datetime(2023, 1, 1, tzinfo=UTC), now=NOW))) == [
        "chipmaker old"
    ]
    assert retriever.search(Query("processor", publishers=("Nobody",), now=NOW)) == []


def test_a_question_in_another_language_finds_its_articles_by_stem(retriever: HybridRetriever) -> None:
    passage = retriever.search(Query("Welche Brücken eröffneten die Bürgermeisterinnen?", now=NOW))[0]
    assert passage.article.title == "brücke"
    assert passage.bm25 is not None


def test_says_why_each_passage_is_there(retriever: HybridRetriever) -> None:
    question = "What did TechCrunch report about the Velora processor in November 2023?"
    passage = retriever.search(Query(question, now=NOW))[0]
    signals = {signal.name: signal for signal in passage.signals}
    assert {"bm25", "cosine", "publisher", "date", "sentence"} <= signals.keys()
    assert signals["publisher"].detail == "TechCrunch"
    assert signals["date"].detail == "November 2023"
    assert sum(signal.value for signal in passage.signals) == pytest.approx(passage.score, abs=1e-4)


@pytest.mark.parametrize("text", ["?", '"(', "the", "👍", "x" * 4000, "Velora " * 500])
def test_any_text_can_be_asked(retriever: HybridRetriever, text: str) -> None:
    assert len(retriever.search(Query(text, limit=3, now=NOW))) == 3


def test_the_limit_is_kept_and_must_leave_something(retriever: HybridRetriever) -> None:
    assert len(retriever.search(Query("processor", limit=2, now=NOW))) == 2
    with pytest.raises(FilterError, match="limit of 0"):
        retriever.search(Query("processor", limit=0))


def test_sees_what_another_writer_adds_and_removes(tmp_path: Path) -> None:
    add(tmp_path, ARTICLES[:2])
    retriever = opened(tmp_path)
    assert "ferry" not in titles(retriever.search(Query("ferry aground", now=NOW)))
    add(tmp_path, ARTICLES[3:4])
    found = retriever.search(Query("ferry aground", now=NOW))
    assert found[0].article.title == "ferry"
    assert found[0].cosine is not None
    with LibraryWriter(tmp_path) as writer:
        writer.remove([found[0].article.id])
    assert "ferry" not in titles(retriever.search(Query("ferry aground", now=NOW)))


def test_is_a_llama_index_retriever(retriever: HybridRetriever) -> None:
    nodes = retriever.retrieve("Which ferry ran aground?")
    assert nodes[0].node.metadata["title"] == "ferry"
    assert nodes[0].node.get_content().startswith("The ferry to Tarn Island")
    vector = BuiltinEmbedding().get_query_embedding("rye bread")
    (first, *_) = retriever.retrieve(QueryBundle("bread", embedding=vector))
    assert first.node.metadata["title"] == "baker"
    assert first.score is not None


def test_a_question_is_embedded_once_however_often_it_is_searched_for(retriever: HybridRetriever) -> None:
    asked: list[str] = []

    class Counting(BuiltinEmbedding):
        def get_query_embedding(self, query: str) -> list[float]:
            asked.append(query)
            return super().get_query_embedding(query)

    counted = HybridRetriever(retriever._library, retriever._vectors, retriever._lexical, Counting())
    found = [counted.search(Query("Where did the ferry run aground?", limit=limit)) for limit in (1, 3, 3)]
    assert found[1] == found[2] == retriever.search(Query("Where did the ferry run aground?", limit=3))
    assert asked == ["Where did the ferry run aground?"]


def test_an_article_that_is_removed_and_added_again_during_a_search_is_left_out(tmp_path: Path) -> None:
    add(tmp_path, ARTICLES)
    searching = opened(tmp_path)
    view = searching._current()
    ferry = next(article.id for article in view.catalogue.articles if article.title == "ferry")
    with LibraryWriter(tmp_path) as writer:
        writer.remove([ferry])
    add(tmp_path, [article("ferry", "The Age", "2023-11-21", "It was no ferry that ran aground on Tuesday morning.")])
    rows = view.catalogue.rows_of(view.catalogue.chunk_id)
    found = searching._stored(view, rows)
    assert {each.title for each in found.values()} == {each.title for each in ARTICLES} - {"ferry"}
    assert "no ferry" in searching.search(Query("the ferry that ran aground", limit=1))[0].text
