"""Errors are shown with the correction that follows them."""

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
    assert "12,000 passengers a day in March" in shown[0]
    assert any("That was wrong. The ferry carries about 1,200 passengers." in text for text in shown)
    assert not any("lamps" in text for text in shown)


def test_half_a_correction_is_not_quoted_without_the_rest() -> None:
    text = "The council agreed on Monday to build a new pool in Eastwick.\n\n" + NOTICE
    shown = answer("What did an earlier version of the article give as the cost of the pool?", article("pool", text))
    assert shown[:2] == [NOTICE.partition(" It is")[0], "It is 6.1 million pounds."] or NOTICE in shown
