"""`add`, `sync` and `sources` with files, folders and the names of their records' fields."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.cli import _run

Run = Callable[..., tuple[int, str, str]]

HARBOUR = "The harbour of Loom was opened in May by the mayor, who had planned it for years."
HAFEN = "Der Hafen von Loom wurde im Mai vom Bürgermeister eröffnet, der ihn lange geplant hatte."
MILL = "The mill at Carrow closed in June after a fire had gutted it and the miller had moved to Fenton."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("ARTICLEBOT_LIBRARY", str(tmp_path / "library"))
    (tmp_path / "desk").mkdir()
    monkeypatch.chdir(tmp_path / "desk")

    def run(*arguments: str) -> tuple[int, str, str]:
        code = _run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    return run


def synced(run: Run, *arguments: str) -> list[Any]:
    return [json.loads(line) for line in run("sync", "--json", *arguments)[1].splitlines()]


def test_a_file_with_a_mapping_of_its_own_is_read_so_as_part_of_its_folder(run: Run) -> None:
    """One line that cannot be read leaves the file without a fingerprint: it is read at every look."""
    record = {"id": "loom", "headline": "Harbour opened", "text": HARBOUR, "kopf": "Hafen eröffnet", "inhalt": HAFEN}
    Path("x.jsonl").write_text(json.dumps(record) + "\nfoo\n")
    assert run("add", ".")[1].startswith("1 added,")
    assert (
        run("add", "x.jsonl", "--map", "text=inhalt", "--map", "title=kopf")[1] == "0 added, 1 changed, 1 unreadable\n"
    )
    for _ in range(2):
        assert [look["changed"] for look in synced(run)] == [[], []]
    assert run("add", ".")[1] == "0 added, 1 unchanged, 1 unreadable\n"
    assert json.loads(run("show", "loom", "--json")[1])["title"] == "Hafen eröffnet"


def test_a_folder_is_read_by_the_mapping_of_the_nearest_one_that_is_followed(run: Run) -> None:
    Path("near").mkdir()
    Path("near/x.jsonl").write_text(json.dumps({"id": "loom", "text": HARBOUR, "inhalt": HAFEN}) + "\n")
    run("add", ".", "--map", "text=inhalt")
    assert "1 changed" in run("add", "near")[1]
    assert [look["changed"] for look in synced(run)] == [[], []]
    assert HARBOUR in run("show", "loom")[1]
    assert "1 changed" in run("add", "near", "--map", "text=inhalt")[1]
    assert [look["changed"] for look in synced(run)] == [[], []]
    assert HAFEN in run("show", "loom")[1]


def test_a_mapping_by_which_nothing_could_be_read_is_not_remembered(run: Run) -> None:
    Path("r.tsv").write_text(f"summary\tname\n{HARBOUR}\tHarbour\n{MILL}\tMill\n")
    assert run("add", "r.tsv", "--map", "text=nope")[0] == 1
    assert json.loads(run("sources", "--json")[1]) == []
    assert run("add", "r.tsv", "--map", "text=summary", "--map", "title=name")[:2] == (0, "2 added\n")
    for mapping in (["--map", "text=nope"], ["--map", "text=nope", "--map", "title=name"]):
        code, _, err = run("add", "r.tsv", *mapping)
        assert code == 1
        assert "has no column called nope" in err
        assert [source["map"] for source in json.loads(run("sources", "--json")[1])] == [
            {"text": "summary", "title": "name"}
        ]
    assert "\n   --map text=summary --map title=name\n" in run("sources")[1]
    assert [look["unreadable"] for look in synced(run)] == [[]]


def test_a_mapping_that_fails_leaves_a_file_to_its_folder(run: Run) -> None:
    Path("x.jsonl").write_text(json.dumps({"text": HARBOUR}) + "\n" + json.dumps({"text": MILL}) + "\n")
    Path("broken.pdf").write_text("no PDF")
    assert run("add", ".")[0] == 1
    assert run("add", "x.jsonl", "--map", "text=nope")[0] == 1
    assert run("add", ".", "--map", "text=nope")[0] == 1
    assert [source["map"] for source in json.loads(run("sources", "--json")[1])] == [{}]
    assert [look["unchanged"] for look in synced(run)] == [2]


def test_a_file_that_cannot_be_read_yet_is_followed(run: Run) -> None:
    Path("later.txt").touch()
    assert run("add", "later.txt")[0] == 1
    Path("later.txt").write_text(HARBOUR)
    assert [look["added"] for look in synced(run)] == [["later"]]


@pytest.mark.parametrize("further", ["", f"{MILL}\tMill\tone more\n"])
def test_what_another_mapping_gives_takes_the_place_of_what_was_read_before(run: Run, further: str) -> None:
    Path("r.tsv").write_text(f"summary\tname\n{HARBOUR}\tHarbour\n{MILL}\tMill\n{further}")
    assert run("add", ".")[1].startswith("1 added")
    assert run("add", "r.tsv", "--map", "text=summary", "--map", "title=name")[1].startswith("2 added, 1 removed")
    assert [source["articles"] for source in json.loads(run("sources", "--json")[1])] == [2, 2]
    assert {line.split()[0] for line in run("list")[1].splitlines()} == {"harbour", "mill"}
    assert [(look["unchanged"], look["gone"]) for look in synced(run)] == [(2, []), (2, [])]
    assert run("add", "r.tsv")[1].startswith("1 added, 2 removed")
    assert [source["articles"] for source in json.loads(run("sources", "--json")[1])] == [1, 1]


def test_what_another_mapping_gives_is_no_copy_of_what_was_read_before(run: Run) -> None:
    """The summary says nothing that the text does not; of texts as long as these the title does not matter."""
    summary = " ".join([HARBOUR, MILL, "A bus of the night line stopped at Wexbury because its driver had seen a fox."])
    summary += " The ferry to Quayside sails every hour from the old stone pier."
    record = {
        "title": "In full",
        "text": f"{summary} The covered market of Fenton opens on Friday.",
        "summary": summary,
    }
    Path("x.jsonl").write_text(json.dumps(record | {"kopf": "In short"}) + "\n")
    run("add", ".")
    run("add", "x.jsonl", "--map", "text=summary", "--map", "title=kopf")
    (article,) = [json.loads(line) for line in run("list", "--json")[1].splitlines()]
    shown = json.loads(run("show", article["id"], "--json")[1])
    assert (shown["title"], shown["text"], shown["copies"]) == ("In short", summary, [])
    assert [(look["unchanged"], look["gone"]) for look in synced(run)] == [(1, []), (1, [])]


def test_a_record_that_cannot_be_read_by_another_mapping_is_kept(run: Run) -> None:
    lines = [json.dumps({"text": text, "inhalt": HAFEN}) for text in (HARBOUR, MILL)]
    Path("x.jsonl").write_text("\n".join(lines) + "\n")
    assert run("add", ".")[1].startswith("2 added")
    Path("x.jsonl").write_text(lines[0] + "\n" + lines[1][:-9] + "\n")
    assert run("add", "x.jsonl", "--map", "text=inhalt")[1] == "1 added, 1 removed, 1 unreadable\n"
    assert MILL in run("list", "--json")[1]
