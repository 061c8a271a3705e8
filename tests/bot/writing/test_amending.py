"""Errors are shown with the correction that follows them."""

import pytest

from bot.writing.extractive import ExtractiveWriter
from index.article import StoredArticle
from tests.bot.passages import article, passage, whole

WRITER = ExtractiveWriter()
BODY = (
    "The council agreed on Monday to build a new pool in Eastwick. The pool will cost 4.2 million pounds. "
    "It will open in 2026.\n\nMembers of the public welcomed the plan.\n\n"
)
NOTICE = (
    "Correction, 12 March 2024: An earlier version of this article gave the cost of the pool as 4.2 million pounds. "
    "It is 6.1 million pounds."
)


def answer(question: str, *articles: StoredArticle) -> list[str]:
    return [draft.text for draft in WRITER.write(question, whole(articles))]


def test_a_corrected_figure_brings_its_correction() -> None:
    shown = answer("What will the pool in Eastwick cost?", article("pool", BODY + NOTICE, title="A pool"))
    assert "4.2 million" in shown[shown.index(NOTICE) - 1]


def test_the_correction_comes_along_from_outside_the_passage() -> None:
    pool = article("pool", BODY + "Nothing else was decided that day.\n\n" * 60 + NOTICE, title="A pool")
    drafts = WRITER.write("What will the pool cost?", [passage(pool, BODY.strip())])
    assert drafts[-1].text == NOTICE
    (quote,) = drafts[-1].quotes
    assert pool.text[quote.start : quote.end] == NOTICE


def test_a_correction_of_something_else_stays_away() -> None:
    shown = answer("Who welcomed the plan?", article("pool", BODY + NOTICE, title="A pool"))
    assert shown == ["Members of the public welcomed the plan."]


def test_a_label_on_a_line_of_its_own_belongs_to_the_line_below() -> None:
    below = "The pool costs 6.1 million pounds, not 4.2 million pounds."
    shown = answer("What will the pool in Eastwick cost?", article("pool", f"{BODY}Correction:\n{below}"))
    assert any(text.endswith(below) for text in shown)


def test_a_retracted_article_says_so_whatever_is_quoted() -> None:
    notice = "This article has been retracted because its source made the story up."
    assert answer("Who welcomed the plan?", article("pool", BODY + notice))[-1].endswith(notice)


def test_a_correction_that_is_an_article_of_its_own_counts_too() -> None:
    record = article(
        "record",
        "The ferry carried 12,000 passengers a day in March, a record. The skipper is happy.",
        title="A record",
    )
    amends = article(
        "amends",
        "In a report about the ferry, the Wire gave the number of passengers as 12,000 a day. That was wrong. "
        "The ferry carries about 1,200 passengers.\n\nReaders can write to us.",
        title="Correction: ferry carries 1,200",
    )
    other = article("other", "The Wire gave the price of 12,000 lamps as 3 pounds.", title="Correction: lamps")
    shown = answer("Which record did the ferry set in March?", record, other, amends)
    assert "That was wrong. The ferry carries about 1,200 passengers." in shown[0]
    assert "12,000 passengers a day in March" in shown[1]
    assert not any("lamps" in text for text in shown)


def test_half_a_correction_is_not_quoted_without_the_rest() -> None:
    text = "The council agreed on Monday to build a new pool in Eastwick.\n\n" + NOTICE
    shown = answer("What did an earlier version of the article give as the cost of the pool?", article("pool", text))
    assert shown[:2] == [NOTICE.partition(" It is")[0], "It is 6.1 million pounds."] or NOTICE in shown


REPORT = article(
    "report",
    "Summary\nProduction stopped for nine hours. About 45 kilograms of ammonia were released from cooler 3.\nCause\n"
    "A weld cracked because of vibration after the pipe clamp had been taken off by the firm Frigo.\nCourse\n"
    "At 6:40 the fitter noticed a drop of pressure at cooler 3.",
    title="Incident report: ammonia leak in the cold store",
)
CORRECTION = article(
    "correction",
    "What is corrected\n1. The amount released was 72 kilograms, not 45 kilograms. The first figure was an estimate.\n"
    "2. The cause was not the pipe clamp. The weld had a defect since its making. Frigo is not at fault.\n"
    "3. Production stood still for eleven hours, not nine.\nMeasures\nCooler 3 is watched at night from now on.",
    title="Incident report, corrected (ammonia leak, cold store)",
)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("How much ammonia leaked?", "72 kilograms"),
        ("Why did the weld crack?", "The cause was not the pipe clamp. The weld had a defect"),
        ("How long did production stop?", "eleven hours"),
    ],
)
def test_what_a_correction_says_of_the_same_stands_before_what_it_corrects(question: str, first: str) -> None:
    shown = answer(question, REPORT, CORRECTION)
    assert any(first in text for text in shown[:2])
    assert shown.index(next(text for text in shown if first in text)) < len(shown) - 1 or len(shown) == 1
    assert "Cooler 3 is watched at night from now on." not in shown


def test_what_a_correction_does_not_speak_of_stands_alone() -> None:
    assert answer("What did the fitter notice at 6:40?", REPORT, CORRECTION) == [
        "At 6:40 the fitter noticed a drop of pressure at cooler 3."
    ]
