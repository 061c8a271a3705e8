"""``articlebot eval``: which article a question's file names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import articlebot

QUESTION = "What burned down in Ansby?"


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of two articles, one of a file with records; the current folder is the one above theirs."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "docs" / "help"
    folder.mkdir(parents=True)
    (folder / "mill.md").write_text("# The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    (folder / "weir.jsonl").write_text(json.dumps({"title": "The weir", "text": "The weir at Ansby is raised."}) + "\n")
    assert articlebot("add", "docs", "--library", "library").returncode == 0
    return tmp_path / "library"


def evaluated(library: Path, *articles: str) -> tuple[dict, str]:
    (library.parent / "q.jsonl").write_text(json.dumps({"question": QUESTION, "articles": articles}) + "\n")
    finished = articlebot("eval", "q.jsonl", "--json", "--library", str(library))
    assert finished.returncode == 0, finished.stderr
    return json.loads(finished.stdout), finished.stderr


@pytest.mark.parametrize("ref", ["docs/help/mill.md", "./docs/../docs/help/mill.md", "mill.md", "mill"])
def test_an_article_goes_by_its_path_from_the_current_folder(library: Path, ref: str) -> None:
    figures, err = evaluated(library, ref)
    assert (figures["hits"]["1"], err) == (1.0, "")


def test_what_no_article_goes_by_is_named(library: Path) -> None:
    figures, err = evaluated(library, "docs/help/mill.md", "docs/help/weir.jsonl#1", "help/mill.md", "billing")
    assert figures["hits"]["1"] == 1.0
    assert err.splitlines() == [
        "q.jsonl, line 1: no article of the library is called 'help/mill.md'.",
        "q.jsonl, line 1: no article of the library is called 'billing'.",
    ]


def test_questions_that_are_not_there_are_named_without_a_number(library: Path) -> None:
    for name, said in (("nope.jsonl", "there is no such file."), ("docs", "is a folder: name a file in it.")):
        finished = articlebot("eval", name, "--library", str(library))
        assert (finished.returncode, finished.stderr) == (1, f"articlebot: {name}: {said}\n")
