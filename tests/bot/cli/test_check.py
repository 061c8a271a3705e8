"""``articlebot check --batch``: lines in, verdicts out, without a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main
from tests.command import articlebot

PASSAGE = {
    "number": 3,
    "title": "Rail bridge reopens",
    "publisher": "The Harbour Post",
    "published_at": "2024-03-14",
    "text": "The Kessel Bridge reopened on Tuesday. The repair cost 48.6 million pounds.",
}


def checked(tmp_path: Path, capsys: pytest.CaptureFixture[str], *lines: object) -> tuple[int, list[dict]]:
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    with pytest.raises(SystemExit) as exit_:
        main(["check", "--batch", str(file), "--json"])
    return int(exit_.value.code or 0), [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_prints_a_verdict_for_each_line_in_order_with_quotes_that_are_slices(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, verdicts = checked(
        tmp_path,
        capsys,
        {"id": "a", "sentence": "The repair cost £48.6m.", "passages": [PASSAGE]},
        {"id": "b", "sentence": "The repair cost £46.8m.", "passages": [PASSAGE]},
    )
    assert code == 0
    assert [(verdict["id"], verdict["status"]) for verdict in verdicts] == [("a", "supported"), ("b", "unsupported")]
    (quote,) = verdicts[0]["quotes"]
    assert quote["number"] == 3
    assert PASSAGE["text"][quote["start"] : quote["end"]] == quote["quote"] == "The repair cost 48.6 million pounds."
    assert verdicts[0]["reason"] is None
    assert "46.8" in verdicts[1]["reason"]


def test_a_line_that_cannot_be_read_says_why_and_stops_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, verdicts = checked(
        tmp_path,
        capsys,
        "no json",
        {"id": 2, "sentence": "It rained.", "passages": [{**PASSAGE, "published_at": "soon"}]},
        {"id": 3, "sentence": "It rained.", "passages": [PASSAGE, PASSAGE]},
        {"id": 4, "sentence": "The Kessel Bridge reopened on 12 March 2024.", "passages": [PASSAGE]},
    )
    assert code == 1
    assert ["error" in verdict for verdict in verdicts] == [True, True, True, False]
    assert "published_at" in verdicts[1]["error"]
    assert "number 3" in verdicts[2]["error"]
    assert verdicts[3]["status"] == "supported"


def test_an_article_commands_no_terminal(tmp_path: Path) -> None:
    library, file = ["--library", str(tmp_path / "library")], tmp_path / "tram.jsonl"
    title, text = "Tram :bomb: line\x1b]0;owned\x07", "The Zanzor council approved the new tram line on 3 May 2024."
    file.write_text(json.dumps({"title": title, "text": text}), encoding="utf-8")
    articlebot("add", str(file), *library)
    shown = articlebot("check", "The Zanzor council approved the new tram line on 3 May 2024.", *library).stdout
    assert ":bomb:" in shown
    removed = articlebot("remove", "tram-bomb-line-0-owned", *library).stdout
    assert not {"\x1b", "\x07"} & {*shown, *removed}


def test_bytes_that_are_no_text_are_wrong_usage(seeds_library: Path) -> None:
    for command in ("check", "ask", "search"):
        finished = articlebot(command, "When does \udcff the bridge close?", "--library", str(seeds_library))
        assert finished.returncode == 2
        assert "UTF-8" in finished.stderr


def test_a_line_that_is_too_deep_stops_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = {"id": "a", "sentence": "The repair cost £48.6m.", "passages": [PASSAGE]}
    code, verdicts = checked(tmp_path, capsys, "[" * 100_000, good)
    assert code == 1
    assert "error" in verdicts[0]
    assert verdicts[1]["status"] == "supported"


def test_half_a_surrogate_pair_and_what_json_has_not_stop_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = {"id": "a", "sentence": "The repair cost £48.6m.", "passages": [PASSAGE]}
    code, verdicts = checked(tmp_path, capsys, '{"id": NaN}', good | {"id": "\ud83d"}, good)
    assert code == 1
    assert [verdict["id"] for verdict in verdicts] == [None, "\ufffd", "a"]
    assert [verdict.get("status") for verdict in verdicts] == [None, "supported", "supported"]


@pytest.mark.parametrize(
    "sentence",
    [
        "The repair cost £48.6m.[3]",
        "The repair cost £48.6m [3].",
        "The repair cost £48.6m. [3, 7]",
        "The repair cost £48.6m【3】.",
        "The repair cost £48.6m.[9]",
    ],
)
def test_marks_are_no_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str], sentence: str) -> None:
    other = {"number": 7, "text": "Nine ferries stayed in the harbour on Monday."}
    _, (verdict,) = checked(tmp_path, capsys, {"id": 1, "sentence": sentence, "passages": [PASSAGE, other]})
    assert verdict["status"] == "supported"
    assert [quote["number"] for quote in verdict["quotes"]] == [3]


def test_what_another_passage_says_than_the_marks_name_is_cited_to_that_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = {"number": 7, "text": "Nine ferries stayed in the harbour on Monday."}
    line = {"id": 1, "sentence": "Nine ferries stayed in the harbour [3].", "passages": [PASSAGE, other]}
    _, (verdict,) = checked(tmp_path, capsys, line)
    assert (verdict["status"], [quote["number"] for quote in verdict["quotes"]]) == ("supported", [7])
