"""What is found for each of the things that a question asks."""

import json
from pathlib import Path

import pytest

from bot.assembly import open_retriever
from bot.parts.searching import asked_apart, with_each_side
from bot.settings import Settings
from index.retrieval import Query
from tests.command import articlebot


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Many articles that have most words of the question, and one for its other side."""
    folder = tmp_path_factory.mktemp("crowded")
    bodies = [(f"Norline {n}", f"Norline boat number {n} has a price for each passenger and price.") for n in range(9)]
    bodies += [("Causeway", "Whoever rides with Vestbus pays nine euros."), ("Bread", "The bakery bakes rye bread.")]
    lines = (json.dumps({"title": title, "body": body}) + "\n" for title, body in bodies)
    (folder / "articles.jsonl").write_text("".join(lines))
    assert articlebot("--library", str(folder / "library"), "add", str(folder / "articles.jsonl")).returncode == 0
    return folder / "library"


def test_each_side_has_passages_of_its_own_and_there_are_no_more_than_before(crowded: Path) -> None:
    _, retriever = open_retriever(Settings(library=crowded))
    query = Query("Compare the price for each passenger of Norline and Vestbus", limit=3)
    found = [each for each in retriever.search(query) if "Vestbus" not in each.text]
    sided = with_each_side(found, query, retriever)
    assert any("Vestbus" in each.text for each in sided)
    assert len(sided) <= query.limit
    assert [each.rank for each in sided] == list(range(1, len(sided) + 1))
    assert [each.score for each in sided] == sorted((each.score for each in sided), reverse=True)


def test_a_question_that_asks_one_thing_is_looked_for_once(crowded: Path) -> None:
    _, retriever = open_retriever(Settings(library=crowded))
    query = Query("What does Vestbus cost?", limit=3)
    found = retriever.search(query)
    assert with_each_side(found, query, retriever) is found


def test_what_is_asked_is_cut_as_far_as_it_can_be() -> None:
    assert asked_apart("Where is the quay? What do Holm and Brask each say of the dam?")[-2:] == [
        "What does Holm say of the dam?",
        "What does Brask say of the dam?",
    ]
    assert asked_apart("Who pays?") == ["Who pays?"]
