from datetime import UTC, datetime

from bot.render.report import figures_table, report
from index.article import StoredArticle
from index.evaluation import Case, Outcome, measure, refusal_curve
from index.passage import Passage

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def outcome(case: Case, *, declined: bool = False, confidence: float = 0.7) -> Outcome:
    text = "Some <script>alert(1)</script> words & more."
    article = StoredArticle("a", 1, "/in/a.txt", "T <b>", text, None, "P&Q", None, None, "en", NOW, NOW)
    return Outcome(case, (Passage(1, 1.0, 1, article, 0, len(text)),), declined, confidence, ("quoted <i>",), 0.02)


OUTCOMES = [
    outcome(Case(1, "Found & fine?", ("a",), (), True)),
    outcome(Case(2, "Lost <here>?", ("z",), ("gold",), True)),
    outcome(Case(3, "Not there?", (), (), False), declined=True, confidence=0.2),
]


def page() -> str:
    return report("mine.jsonl", measure(OUTCOMES), refusal_curve(OUTCOMES), OUTCOMES, 0.5)


def test_nothing_of_an_article_or_a_question_is_markup() -> None:
    assert "<script" not in page()
    assert "&lt;script&gt;" in page()
    assert "Lost &lt;here&gt;?" in page()
    assert "T &lt;b&gt; (P&amp;Q)" in page()
    assert "quoted &lt;i&gt;" in page()


def test_shows_each_failure_with_what_was_found_instead() -> None:
    assert page().count("<details>") == 1
    assert "line 2: the right passage was not found" in page()
    assert "articles: z; words: gold" in page()
    assert "Found &amp; fine?" not in page()


def test_needs_nothing_but_itself() -> None:
    assert "http" not in page()
    assert "src=" not in page()
    assert page().count("<polyline") == 2


def test_without_answerable_marks_there_is_no_plot() -> None:
    bare = [outcome(Case(1, "Who?"))]
    assert "nothing to plot" in report("x", measure(bare), refusal_curve(bare), bare, 0.5)


def test_figures_that_cannot_be_had_are_dashes() -> None:
    table = dict(figures_table(measure([outcome(Case(1, "Who?"))])))
    assert table["MRR@10"] == "-"
    assert table["median time"] == "20 ms"
    assert dict(figures_table(measure([])))["median time"] == "-"
