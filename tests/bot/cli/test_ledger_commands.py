"""`articlebot answers`, `replay` and `gaps`."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot import cli
from bot.record.ledger import FILE_NAME, Ledger
from tests.bot.answers import answered, declined

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    def ran(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = cli._run(["--library", str(tmp_path), *arguments])
        seen = capsys.readouterr()
        return code, seen.out, seen.err

    return ran


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    kept = Ledger(tmp_path / FILE_NAME)
    kept.record(answered("a0000001"), raw="The bridge opened in 1932 [1].")
    kept.record(declined("d0000001", "How do I cancel my subscription?"))
    kept.record(declined("d0000002", "Where can I end my subscription?"))
    kept.feedback("a0000001", "U1", "down", "I wanted the hour")
    return kept


def test_lists_newest_first(run: Run, ledger: Ledger) -> None:
    code, out, _ = run("answers")
    assert code == 0
    lines = out.splitlines()
    assert [line.split()[0] for line in lines] == ["d0000002", "d0000001", "a0000001"]
    assert "declined" in lines[0]
    assert "-1" in lines[2]
    _, out, _ = run("answers", "--declined", "--limit", "1", "--json")
    (entry,) = [json.loads(line) for line in out.splitlines()]
    assert (entry["id"], entry["declined"]) == ("d0000002", True)


def test_shows_one_whole(run: Run, ledger: Ledger) -> None:
    _, out, _ = run("answers", "a000")
    assert "The bridge opened in 1932.[1]" in out
    assert "bridge, version 3, 0-34" in out
    assert "I wanted the hour" in out
    _, out, _ = run("answers", "a000", "--json")
    entry = json.loads(out)
    assert entry["raw"] == "The bridge opened in 1932 [1]."
    assert entry["passages"] == [{"rank": 1, "article_id": "bridge", "version": 3, "start": 0, "end": 63, "score": 0.9}]
    assert entry["feedback"] == ["I wanted the hour"]
    code, _, err = run("answers", "ffff")
    assert (code, err) == (1, "articlebot: There is no answer ffff: `articlebot answers` lists them.\n")


def test_a_beginning_that_only_one_id_has_names_it(run: Run, ledger: Ledger) -> None:
    assert "The bridge opened in 1932.[1]" in run("answers", "a")[1]
    code, _, err = run("answers", "d0")
    assert (code, err) == (
        1,
        "articlebot: There is more than one answer whose id begins with d0: `articlebot answers` lists them.\n",
    )


def test_nothing_recorded(run: Run, tmp_path: Path) -> None:
    assert run("answers") == (0, "", "No answer is recorded yet.\n")
    assert run("gaps")[:2] == (0, "")
    assert not (tmp_path / FILE_NAME).exists()


def test_groups_what_nothing_answers(run: Run, ledger: Ledger) -> None:
    _, out, _ = run("gaps", "--json")
    first, second = [json.loads(line) for line in out.splitlines()]
    assert (first["count"], first["declined"]) == (2, 2)
    assert {question["id"] for question in first["questions"]} == {"d0000001", "d0000002"}
    assert (second["question"], second["rated_down"]) == ("When did the bridge open?", 1)
    _, out, _ = run("gaps", "--limit", "1", "--days", "1")
    assert len(out.splitlines()) == 2
    assert "subscription" in out


def test_replays_a_question_and_shows_what_differs(run: Run, tmp_path: Path) -> None:
    article = tmp_path / "in" / "bridge.txt"
    article.parent.mkdir()
    article.write_text("A bridge\n\nThe Harbour Bridge opened in March 1932. It is painted grey.\n")
    assert run("add", str(article))[0] == 0
    assert run("ask", "When did the Harbour Bridge open?")[0] == 0
    (entry,) = Ledger(tmp_path / FILE_NAME).answers()
    _, out, _ = run("replay", entry.id)
    assert out.endswith("Nothing differs.\n")
    article.write_text("A bridge\n\nThe Harbour Bridge opened in April 1932. It is painted grey.\n")
    assert run("add", str(article))[0] == 0
    _, out, _ = run("replay", entry.id[:6], "--json")
    comparison = json.loads(out)
    assert comparison["same"] is False
    changed = {(sentence["sign"], month) for sentence in comparison["sentences"] for month in ("March", "April")
               if f"opened in {month} 1932." in sentence["text"]}  # fmt: skip
    assert changed == {("-", "March"), ("+", "April")}
    assert [place["version"] for place in comparison["passages_gone"] + comparison["passages_new"]] == [1, 2]
    assert len(Ledger(tmp_path / FILE_NAME).answers()) == 1
