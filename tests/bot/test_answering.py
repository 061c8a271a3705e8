"""The trained model that reads question and sentence side by side, and what happens without it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.cross_encoder import CrossEncoder
from bot.evidence import answering as module
from bot.evidence.answering import BEFORE_TOKENS, QUESTION_TOKENS, SENTENCE_TOKENS, TITLE_TOKENS, answering, row
from bot.evidence.closeness import COMPARED, FROM_PASSAGES
from bot.evidence.features import read
from bot.evidence.reading import EvidenceReader
from bot.language.terms import WordReader
from tests.bot.passages import article, whole

SALE = article(
    "sawmill",
    "The Harju sawmill has stood on the river since 1911. Oskari Laine sold it to his cousin Miia Korpi in March. "
    "He had run it for thirty years. She intends to keep all 23 workers. The price was not disclosed.",
)


def odds(question: str) -> list[float]:
    passages = whole([SALE])
    found = read(question, passages, WordReader())
    said = answering(found, range(len(found.sentences)), passages)
    assert said is not None
    return list(said.values())


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("Who bought the mill?", 1),
        ("How many people work there?", 3),
        ("Since when has the mill been there?", 0),
        ("How long was Laine in charge?", 2),
    ],
)
def test_puts_the_sentence_first_that_answers(question: str, best: int) -> None:
    said = odds(question)
    assert said.index(max(said)) == best


def test_doubts_that_a_question_is_answered_whose_assumption_is_wrong() -> None:
    assert max(odds("Who bought the mill?")) > max(odds("Why did Korpi close the mill?")) + 1


@pytest.mark.parametrize(("title", "publisher"), [("Tallybox: paying", None), ("Paying", "Tallybox Help")])
def test_a_page_need_not_name_in_every_sentence_whose_it_is(title: str, publisher: str | None) -> None:
    text = "Cards are charged monthly. If a payment fails, we try again after three, five and nine days."
    question = "What happens if my payment fails at Tallybox?"
    of_another, its_own = (
        EvidenceReader().reading(question, whole([replace(article("paying", text), title=name, publisher=by)]))
        for name, by in (("Paying", None), (title, publisher))
    )
    assert of_another.answers is not None
    assert its_own.answers is not None
    assert its_own.answers[0] > of_another.answers[0] + 2
    assert "three, five and nine" in its_own.read.sentences[its_own.best[0]].text


def test_a_report_need_not_repeat_of_which_week_it_is() -> None:
    text = "Wheat was sold at 187 euros a tonne. Farmers delivered 1512 tonnes."
    report = replace(article("report", text), title="Market report Kelso week 716")
    reading = EvidenceReader().reading("What was the price of wheat in Kelso in week 716?", whole([report]))
    assert reading.confidence > 0.5
    other = EvidenceReader().reading("What was the price of wheat in Kelso in week 717?", whole([report]))
    assert other.confidence < 0.5


def test_says_the_same_of_a_question_however_it_is_typed() -> None:
    assert odds("Who bought Laine’s mill?") == odds("Who bought Laine's mill?")
    assert odds("Who bought the mill") == odds("Who bought the mill?") == odds("Who bought the mill??")


def test_no_text_is_too_long_to_be_read() -> None:
    ids, kinds = row("why " * 500, "mill " * 500, "river " * 500, "title " * 500)
    assert len(ids) == len(kinds) == 4 + 1 + QUESTION_TOKENS + SENTENCE_TOKENS + BEFORE_TOKENS + TITLE_TOKENS
    assert sum(kinds) == SENTENCE_TOKENS + 1


def test_is_not_asked_in_a_language_that_it_does_not_know() -> None:
    passages = whole([article("brücke", "Die Brücke wurde am Dienstag für den Verkehr gesperrt.", language="de")])
    found = read("Wann wurde die Brücke gesperrt?", passages, WordReader())
    assert answering(found, range(len(found.sentences)), passages) is None
    assert EvidenceReader().reading("Wann wurde die Brücke gesperrt?", passages).confidence > 0


def test_without_the_model_words_pick_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    missing = CrossEncoder(Path("/nowhere/answering.onnx"), "Sentences that answer are picked by their words")
    monkeypatch.setattr(module, "ANSWERING", missing)
    passages = whole([SALE])
    reading = EvidenceReader().reading("Who did Laine sell the sawmill to?", passages)
    assert "cousin Miia Korpi" in reading.read.sentences[reading.best[0]].text
    assert reading.confidence > 0.3
    assert EvidenceReader().reading("Since when has it stood there?", passages).best
    warned = [record.getMessage() for record in caplog.records if "by their words" in record.getMessage()]
    assert len(warned) == 1
    assert "Laine" not in warned[0]


def test_a_sentence_is_judged_alike_whatever_it_is_judged_with() -> None:
    passages = whole([SALE])
    found = read("Who bought the mill?", passages, WordReader())
    together = odds("Who bought the mill?")
    alone = [answering(found, [at], passages) for at in range(len(found.sentences))]
    assert [odds for each in alone if each is not None for odds in each.values()] == together


@pytest.mark.parametrize(("question", "all_read"), [("Who bought the sawmill?", False), ("Why?", True)])
def test_more_sentences_are_read_only_where_none_of_the_first_answers(
    monkeypatch: pytest.MonkeyPatch, question: str, all_read: bool
) -> None:
    rows = []
    odds_of = module.ANSWERING.odds
    monkeypatch.setattr(module.ANSWERING, "odds", lambda given: (rows.extend(given), odds_of(given))[1])
    river = " ".join(f"The river rose by {number} centimetres in week {number} of the year." for number in range(30))
    passages = whole([SALE, article("river", river)])
    EvidenceReader().reading(question, passages)
    assert (len(rows) > COMPARED + FROM_PASSAGES) == all_read
