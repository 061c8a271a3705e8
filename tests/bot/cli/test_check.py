"""``articlebot check --batch``: lines in, verdicts out, without a library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

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
