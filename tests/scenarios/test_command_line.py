"""The first whole journey, as a user makes it: add files, ask, and follow every citation back to its words."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.command import articlebot, articlebot_process

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"
ANSWERED = "Who was killed in the airstrike in Beirut?"
UNANSWERED = "What does a season ticket for the opera in Vienna cost?"


def schema(name: str) -> Draft202012Validator:
    return Draft202012Validator(
        json.loads((SCHEMAS / f"{name}.schema.json").read_text()), format_checker=Draft202012Validator.FORMAT_CHECKER
    )


@pytest.fixture(scope="module")
def answers(seeds_library: Path) -> list[dict[str, Any]]:
    """Two answers of one batch: one with sentences, one declined."""
    lines = "\n".join(json.dumps({"id": name, "question": text}) for name, text in (("a", ANSWERED), ("u", UNANSWERED)))
    finished = articlebot_process("ask", "--library", str(seeds_library), "--no-ledger", "--batch", "-", stdin=lines)
    assert finished.returncode == 0, finished.stderr
    return [json.loads(line) for line in finished.stdout.splitlines()]


def test_batch_keeps_order_and_ids(answers: list[dict[str, Any]]) -> None:
    assert [answer["id"] for answer in answers] == ["a", "u"]
    assert [answer["declined"] for answer in answers] == [False, True]
    assert "Arouri" in answers[0]["answer"]


def test_answers_fit_their_schema(answers: list[dict[str, Any]]) -> None:
    for answer in answers:
        identifier = answer.pop("answer_id")
        schema("answer").validate({**answer, "id": identifier})
        answer["answer_id"] = identifier


def test_every_mark_resolves_and_every_citation_is_used(answers: list[dict[str, Any]]) -> None:
    answer = answers[0]
    marks = [int(number) for number in re.findall(r"\[(\d+)\]", answer["answer"])]
    numbers = [citation["number"] for citation in answer["citations"]]
    assert list(dict.fromkeys(marks)) == numbers == list(range(1, len(numbers) + 1))
    assert [number for sentence in answer["sentences"] for number in sentence["citations"]] == marks


def test_every_quote_stands_in_its_article(answers: list[dict[str, Any]], seeds_library: Path) -> None:
    for citation in answers[0]["citations"]:
        finished = articlebot("show", citation["article_id"], "--json", "--library", str(seeds_library))
        article = json.loads(finished.stdout)
        schema("article").validate(article)
        assert article["text"][citation["start"] : citation["end"]] == citation["quote"]


def test_passages_stand_in_their_articles(answers: list[dict[str, Any]], seeds_library: Path) -> None:
    passage = answers[0]["passages"][0]
    article = json.loads(articlebot("show", passage["article_id"], "--json", "--library", str(seeds_library)).stdout)
    assert article["text"][passage["start"] : passage["end"]] == passage["text"]


def test_a_refusal_says_so_in_one_sentence_and_shows_what_it_did_find(seeds_library: Path) -> None:
    finished = articlebot("ask", UNANSWERED, "--library", str(seeds_library), "--no-ledger")
    assert finished.returncode == 0
    first, *rest = finished.stdout.splitlines()
    assert first == "The articles don't say."
    assert any(line.startswith(" 1  ") for line in rest)
    assert "[1]" not in finished.stdout


def test_search_fits_its_schema_and_its_filters(seeds_library: Path) -> None:
    arguments = ("search", "harbour", "bridge", "--library", str(seeds_library), "--limit", "5", "--json")
    found = json.loads(articlebot(*arguments).stdout)
    schema("search").validate(found)
    assert [passage["rank"] for passage in found["passages"]] == [1, 2, 3, 4, 5]
    publisher = found["passages"][0]["publisher"]
    filtered = json.loads(articlebot(*arguments, "--publisher", publisher, "--until", "2024-12-31").stdout)
    assert {passage["publisher"] for passage in filtered["passages"]} == {publisher}
    assert all(passage["published_at"] < "2025" for passage in filtered["passages"])


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (2, "The measurements were paid for by the county of Tarnmoor (84,000 euros) and the Lakeside Institute."),
        (None, "The harbour bridge in Saltmere will not reopen next week as planned."),
    ],
)
def test_what_comes_from_a_pdf_names_its_page(seeds_library: Path, page: int | None, sentence: str) -> None:
    checked = json.loads(articlebot("check", sentence, "--library", str(seeds_library), "--json").stdout)
    found = json.loads(articlebot("search", sentence, "--library", str(seeds_library), "--json").stdout)
    assert [quote["page"] for quote in checked["sentences"][0]["quotes"][:1]] == [page]
    assert found["passages"][0]["page"] == (page and 1)  # its passage begins on the page before


@pytest.mark.parametrize("question", ["", "   ", "🤷 !?", "why " * 2_500])
def test_a_question_that_is_none_is_refused_in_one_line(question: str, seeds_library: Path) -> None:
    for command in ("ask", "search"):
        finished = articlebot(command, question, "--library", str(seeds_library))
        assert finished.returncode == 2
        assert finished.stdout == ""
        assert len(finished.stderr.splitlines()) == 1
        assert "Traceback" not in finished.stderr


@pytest.mark.parametrize("command", [("ask", "Who?"), ("search", "who"), ("list",)])
@pytest.mark.parametrize("flag", [("--since", "foo bar"), ("--until", "foo bar"), ("--publisher", "Nope")])
def test_a_filter_that_nobody_can_understand_is_wrong_usage(
    command: tuple[str, ...], flag: tuple[str, str], seeds_library: Path
) -> None:
    finished = articlebot(*command, *flag, "--library", str(seeds_library))
    assert (finished.returncode, finished.stdout) == (2, "")
    assert flag[1] in finished.stderr


def test_no_library_and_an_empty_one_name_the_command_that_fills_them(tmp_path: Path) -> None:
    for command in (("ask", "Who?"), ("search", "who"), ("list",), ("show", "x"), ("stats",)):
        finished = articlebot(*command, "--library", str(tmp_path / "none"))
        assert finished.returncode == 1, command
        assert "articlebot add" in finished.stderr, command
    (tmp_path / "bad.txt").write_text("")
    assert articlebot("add", str(tmp_path / "bad.txt"), "--library", str(tmp_path / "empty")).returncode == 1
    finished = articlebot("ask", "Who?", "--library", str(tmp_path / "empty"))
    assert finished.returncode == 1
    assert "articlebot add" in finished.stderr


def test_files_come_change_and_go(tmp_path: Path) -> None:
    library, folder = str(tmp_path / "library"), tmp_path / "articles"
    folder.mkdir()
    (folder / "mill.txt").write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday. Nobody was hurt.\n")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")

    first = articlebot("add", str(folder), "--library", library)
    assert first.returncode == 1
    assert "1 added, 1 unreadable" in first.stdout
    assert "broken.pdf" in first.stderr

    (folder / "broken.pdf").unlink()
    (folder / "mill.txt").write_text("The old mill\n\nThe old mill in Ansby burned down on Monday. Two were hurt.\n")
    (folder / "weir.txt").write_text("The weir\n\nThe weir at Ansby is to be raised by 40 centimetres next spring.\n")
    second = articlebot("add", str(folder), "--library", library)
    assert (second.returncode, second.stdout) == (0, "1 added, 1 changed\n")
    shown = json.loads(articlebot("show", "mill", "--json", "--library", library).stdout)
    assert shown["version"] == 2
    assert "Monday" in shown["text"]
    assert "Sunday" in articlebot("show", "mill", "--version", "1", "--library", library).stdout

    (folder / "weir.txt").unlink()
    assert articlebot("add", str(folder), "--library", library).stdout == "0 added, 1 unchanged\n"
    pruned = articlebot("add", str(folder), "--prune", "--library", library)
    assert pruned.stdout == "0 added, 1 unchanged, 1 removed\n"
    assert articlebot("list", "--library", library).stdout.startswith("mill\t")
    assert articlebot("remove", "mill", "weir", "--library", library).returncode == 1
    beginning = articlebot("remove", "mi", "--library", library)
    assert beginning.returncode == 1
    assert beginning.stderr == ("articlebot: 'mi' is no article's whole id, which is wanted here; so begins mill.\n")
    assert articlebot("remove", "mill", "--library", library).returncode == 0
    assert articlebot("list", "--library", library).stdout == ""


def test_a_mapped_field_that_no_record_has_is_told(tmp_path: Path) -> None:
    library, csv, jsonl = str(tmp_path / "library"), tmp_path / "a.csv", tmp_path / "b.jsonl"
    csv.write_text("Product,Maker\nA lamp of brass with a shade of green glass.,Ek\n")
    jsonl.write_text('{"Product": "A chair of oak with a seat of straw.", "Head": "Chair"}\n')
    mapping = ["--map", "text=Product", "--map", "title=Head", "--map", "author=Nope", "--library", library]
    finished = articlebot("add", str(csv), str(jsonl), *mapping)
    assert (finished.returncode, finished.stdout) == (0, "2 added\n")
    assert finished.stderr == "No record has a field called Nope, which --map says holds author.\n"
    typed = articlebot("add", "-", *mapping, stdin='{"Product": "A table of ash with three legs.", "Nope": "Ek"}\n')
    assert typed.stderr == "No record has a field called Head, which --map says holds title.\n"


def test_standard_input_is_an_article(tmp_path: Path) -> None:
    text = "A comet over Ansby\n\nThe comet was seen by the baker at 4 a.m. on Friday.\n"
    finished = articlebot("add", "-", "--library", str(tmp_path / "library"), stdin=text)
    assert (finished.returncode, finished.stdout) == (0, "1 added\n")


def test_records_with_other_names_are_mapped(tmp_path: Path) -> None:
    (tmp_path / "r.csv").write_text("kop,inhalt\nThe comet,The comet was seen by the baker at 4 a.m. on Friday.\n")
    library = str(tmp_path / "library")
    arguments = ("add", str(tmp_path / "r.csv"), "--library", library, "--map", "title=kop", "--map", "text=inhalt")
    assert articlebot(*arguments).stdout == "1 added\n"
    assert articlebot("list", "--library", library).stdout.endswith("The comet\n")
    wrong = articlebot("add", str(tmp_path / "r.csv"), "--map", "colour=kop", "--library", library)
    assert wrong.returncode == 2
    assert "FIELD one of" in wrong.stderr


def test_other_chunk_sizes_say_that_a_rebuild_is_due_and_what_it_costs(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    (tmp_path / "mill.txt").write_text(
        "The old mill\n\nThe old mill in Ansby burned down on Sunday. Nobody was hurt.\n"
    )
    assert articlebot("add", str(tmp_path / "mill.txt"), "--library", library).returncode == 0
    environ = {"ARTICLEBOT_CHUNK_TOKENS": "128", "ARTICLEBOT_CHUNK_OVERLAP": "16"}
    (tmp_path / "weir.txt").write_text("The weir\n\nThe weir at Ansby is to be raised by 40 centimetres next spring.\n")
    refused = articlebot("add", str(tmp_path / "weir.txt"), "--library", library, environ=environ)
    assert refused.returncode == 1
    assert "articlebot rebuild" in refused.stderr
    assert "embed about" in refused.stderr
    assert articlebot("rebuild", "--yes", "--library", library, environ=environ).returncode == 0
    assert articlebot("add", str(tmp_path / "weir.txt"), "--library", library, environ=environ).returncode == 0


def test_an_unknown_setting_is_named_with_what_was_meant(tmp_path: Path) -> None:
    finished = articlebot("list", "--library", str(tmp_path), environ={"ARTICLEBOT_CHUNK_TOKEN": "5"})
    assert finished.returncode == 2
    assert "ARTICLEBOT_CHUNK_TOKENS" in finished.stderr


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_question_is_read_from_standard_input(seeds_library: Path, encoding: str) -> None:
    typed = (ANSWERED + "\n").encode(encoding)
    library = ("--library", str(seeds_library))
    asked = json.loads(articlebot("ask", "-", "--json", "--no-ledger", *library, stdin=typed).stdout)
    assert asked["question"] == ANSWERED
    assert "Arouri" in asked["answer"]
    searched = json.loads(articlebot("search", "-", "--json", *library, stdin=typed).stdout)
    assert searched["query"] == ANSWERED
    checked = articlebot("check", "-", "--json", *library, stdin="The harbour bridge closes.\n".encode(encoding))
    assert json.loads(checked.stdout)["sentences"][0]["text"] == "The harbour bridge closes."


def test_a_span_that_ends_before_it_begins_is_wrong_usage_and_not_recorded(tmp_path: Path) -> None:
    library = str(tmp_path / "library")
    (tmp_path / "mill.txt").write_text("The old mill\n\nThe old mill in Ansby burned down on Sunday.\n")
    assert articlebot("add", str(tmp_path / "mill.txt"), "--library", library).returncode == 0
    for command in (("ask", "What burned down?"), ("search", "mill"), ("list",)):
        finished = articlebot(*command, "--since", "2026-01-01", "--until", "2025-01-01", "--library", library)
        assert (finished.returncode, finished.stdout) == (2, "")
        assert "lies after" in finished.stderr
    assert articlebot("answers", "--library", library).stdout == ""
    one_day = articlebot("list", "--since", "2025-01-01", "--until", "2025-01-01", "--library", library)
    assert one_day.returncode == 0
