"""The trained model beside the rules: what it is given to read, what it knows, and what happens without it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cross_encoder import CrossEncoder
from bot.grounding import Source, check, entailment
from bot.grounding.checking import examine
from bot.grounding.entailment import CLAIM_TOKENS, ENTAILMENT, doubt, nearest, pair
from bot.health import _trained_models

SALE = (
    "Oskari Laine sold the Harju sawmill to his cousin Miia Korpi for 1.4 million euros in March. "
    "Korpi intends to keep all 23 workers, though she may close the older of the two halls."
)


def doubted(claim: str, text: str = SALE) -> float:
    evidence, _ = examine(claim, [Source(1, "Sawmill sold", None, None, text)])
    assert evidence is not None
    odds = doubt(evidence)
    assert odds is not None
    return odds


@pytest.mark.parametrize(
    ("faithful", "wrong"),
    [
        ("Laine parted with the mill in the spring.", "Laine bought the mill in the spring."),
        ("One of the halls might be shut.", "One of the halls has been shut."),
        ("Korpi may shut the older hall.", "Korpi will shut the newer hall."),
    ],
)
def test_doubts_the_wrong_one_of_two_that_use_the_same_words(faithful: str, wrong: str) -> None:
    assert doubted(wrong) > doubted(faithful)


def test_a_copy_that_was_cut_shorter_passes_whatever_the_model_thinks() -> None:
    for claim in (
        "Oskari Laine sold the Harju sawmill to his cousin Miia Korpi.",
        "Korpi intends to keep all 23 workers.",
    ):
        assert check(claim, [Source(1, "Sawmill sold", None, None, SALE)]).supported


def test_a_sum_that_follows_passes_though_the_model_cannot_reckon() -> None:
    source = Source(1, "Fares", None, None, "A day ticket costs 9 euros and a place 3 euros.")
    assert check("The ticket and the place cost 12 euros together.", [source]).supported
    assert not check("The ticket and the place cost 13 euros together.", [source]).supported


@pytest.mark.parametrize(
    "claim",
    ["Norhav will bring back its night sailings in April.", "In April Norhav will bring back its night sailings."],
)
def test_a_date_in_the_words_of_the_source_is_no_reason_to_trust_the_rest(claim: str) -> None:
    text = "Norhav expects to resume night sailings in April if the ferry Torunn passes its inspection."
    assert not check(claim, [Source(1, "Sailings", None, None, text)]).supported


def test_reads_all_sentences_where_there_is_room_and_the_nearest_in_their_order_where_there_is_none() -> None:
    filler = tuple(f"The weather in week {number} was mild and dry in most of the valley." for number in range(9))
    passages = (("The mill burned down in 1911.", *filler, "It was rebuilt within a year.", "Nobody was hurt."),)
    claim = "The mill was rebuilt a year after it had burned down."
    assert nearest(claim, passages, 500) == list(passages[0])
    few = nearest(claim, passages, 24)
    assert few[0] == "The mill burned down in 1911."
    assert "It was rebuilt within a year." in few
    assert not set(few) & set(filler)


def test_no_text_is_too_long_to_be_read() -> None:
    ids, kinds = pair("mill " * 500, (("mill " * 2000,),), room=128)
    assert len(ids) == len(kinds) <= CLAIM_TOKENS + 128 + 3
    assert kinds == sorted(kinds)


@pytest.mark.parametrize(
    ("case", "odds"), [("g48-13", 0.26), ("h2-04-23", 4.58), ("h3-01-03", 3.07), ("g44-03", -0.84), ("g55-13", 1.00)]
)
def test_judges_alike_on_every_processor(case: str, odds: float) -> None:
    """As onnx's own reference computes it: without VNNI, sums of 8-bit products can overflow."""
    lines = (Path(__file__).parent / "grounding_cases.jsonl").read_text(encoding="utf-8").splitlines()
    read = next(each for each in map(json.loads, lines) if each["id"] == case)
    found = ENTAILMENT.odds([pair(read["sentence"], tuple((each["text"],) for each in read["passages"]))])
    assert found is not None
    assert found[0] == pytest.approx(odds, abs=0.3)


def test_is_not_asked_in_a_language_that_it_does_not_know() -> None:
    text = "Der Gemeinderat hat den Bau der neuen Brücke am Dienstag mit großer Mehrheit abgelehnt."
    evidence, _ = examine("Der Gemeinderat hat den Bau der Brücke abgelehnt.", [Source(1, "Brücke", None, None, text)])
    assert evidence is not None
    assert doubt(evidence) is None


def test_without_the_model_the_rules_judge_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    missing = CrossEncoder(Path("/nowhere/entailment.onnx"), "Sentences are checked by rules alone")
    monkeypatch.setattr(entailment, "ENTAILMENT", missing)
    entailment.remembered.cache_clear()
    source = Source(1, "Sawmill sold", None, None, SALE)
    try:
        assert not _trained_models().ok
        assert check("Oskari Laine sold the sawmill to Miia Korpi.", [source]).supported
        assert not check("Korpi intends to close the older of the two halls.", [source]).supported
    finally:
        entailment.remembered.cache_clear()
    warned = [record.getMessage() for record in caplog.records if "by rules alone" in record.getMessage()]
    assert len(warned) == 1
    assert "Laine" not in warned[0]
