from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.article import Place, StoredArticle
from index.errors import UnreadableError
from index.evaluation import Case, Outcome, is_article, measure, read_cases, refusal_curve
from index.passage import Passage

NOW = datetime(2024, 1, 1, tzinfo=UTC)


def passage(
    article_id: str, rank: int = 1, text: str = "Some text.", source: str = "", url: str | None = None
) -> Passage:
    copies = (Place("/wire/copy-of-it.txt", "Copy", None, None, "https://wire.example/copy"),)
    article = StoredArticle(
        article_id, 1, source or f"/in/{article_id}.txt", "T", text, None, None, None, url, "en", NOW, NOW, None, copies
    )
    return Passage(rank, 1.0, rank, article, 0, len(text))


def outcome(
    case: Case,
    found: str = "",
    *,
    declined: bool = False,
    confidence: float | None = None,
    quotes: tuple[str, ...] = (),
) -> Outcome:
    passages = tuple(passage(article_id, rank) for rank, article_id in enumerate(found.split(), 1))
    return Outcome(case, passages, declined, confidence, quotes, 0.01)


def test_figures_of_a_small_set_by_hand() -> None:
    figures = measure(
        [
            outcome(Case(1, "q", ("a",), ("blue",), True), "a b c", quotes=("It is  BLUE.",)),
            outcome(Case(2, "q", ("c", "d"), (), True), "x c c d"),
            outcome(Case(3, "q", ("z",), ("red",), True), "a b", quotes=("It rains. It pours.", "So be it.")),
            outcome(Case(4, "q", ("a",), (), True), "a", declined=True),
            outcome(Case(5, "q", (), (), False), "a", declined=True),
            outcome(Case(6, "q", (), (), False), "a"),
            outcome(Case(7, "q"), "a", declined=True),
        ]
    )
    assert (figures.questions, figures.searched) == (7, 4)
    assert dict(figures.hits) == {1: 2 / 4, 3: 3 / 4, 5: 3 / 4, 10: 3 / 4}
    assert figures.mrr == pytest.approx((1 + 1 / 2 + 0 + 1) / 4)
    # The second: one of two new at rank 2, the other at rank 4.
    assert figures.average_precision == pytest.approx((1 + (1 / 2 + 1 / 4) / 2 + 0 + 1) / 4)
    assert figures.refusals.precision == 1 / 2
    assert figures.refusals.recall == 1 / 2
    assert figures.refusals.false == 1 / 4
    assert figures.quoted == 1 / 2
    assert figures.sentences == (1 + 0 + 3 + 0) / 4
    assert figures.median_ms == pytest.approx(10)


def test_without_evidence_there_are_no_figures() -> None:
    figures = measure([outcome(Case(1, "q"))])
    assert (figures.hits, figures.mrr, figures.quoted, figures.refusals.recall) == ((), None, None, None)
    assert measure([]).median_ms is None
    assert measure([]).sentences is None


def test_answer_words_stand_in_for_articles() -> None:
    case = Case(1, "q", (), ("five  million", "5 million"), True)
    found = Outcome(case, (passage("a"), passage("b", 2, "Five\nmillion dollars.")), False, None, (), 0.0)
    assert found.rank == 2
    assert found.average_precision == 1 / 2


def test_the_curve_declines_what_is_below_the_threshold() -> None:
    outcomes = [
        outcome(Case(1, "q", ("a",), (), True), "a", confidence=0.8),
        outcome(Case(2, "q", ("a",), (), True), "a", confidence=0.3),
        outcome(Case(3, "q", (), (), False), "a", confidence=0.4),
        outcome(Case(4, "q"), "a", confidence=0.1),
    ]
    curve = {point.threshold: point for point in refusal_curve(outcomes, steps=10)}
    assert (curve[0.0].recall, curve[0.0].false, curve[0.0].precision) == (0, 0, None)
    assert (curve[0.5].recall, curve[0.5].false, curve[0.5].precision) == (1, 1 / 2, 1 / 2)
    assert (curve[1.0].recall, curve[1.0].false) == (1, 1)


@pytest.mark.parametrize(
    "ref",
    ["id1", "/in/story.md", "story.md", "story", "https://x.example/1", "copy-of-it", "https://wire.example/copy"],
)
def test_an_article_goes_by_its_id_its_link_and_its_file(ref: str) -> None:
    found = passage("id1", source="/in/story.md", url="https://x.example/1")
    assert is_article(ref, found)
    assert not is_article(ref + "x", found)


@pytest.mark.parametrize(
    ("case", "declined", "quotes", "failure"),
    [
        (Case(1, "q", ("a",), ("red",), True), False, ("Red it is",), None),
        (Case(1, "q", ("a",), ("red",), True), False, ("blue",), "quotes do not hold"),
        (Case(1, "q", ("z",), (), True), False, (), "not found"),
        (Case(1, "q", ("a",), (), True), True, (), "declined, though"),
        (Case(1, "q", (), (), False), True, (), None),
        (Case(1, "q", (), (), False), False, (), "answered, though"),
        (Case(1, "q"), True, (), None),
    ],
)
def test_says_what_went_wrong(case: Case, declined: bool, quotes: tuple[str, ...], failure: str | None) -> None:
    said = outcome(case, "a b", declined=declined, quotes=quotes).failure
    assert said is None if failure is None else said is not None and failure in said


def test_reads_the_fields_that_people_write(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(
        '{"question": "A?", "articles": ["a"], "answer_words": ["x", "y"]}\n'
        "\n"
        '{"question": "B?", "urls": "https://b.example", "answers": "z", "id": 7}\n'
        '{"question": "C?", "answerable": false, "articles": [], "answer_words": []}\n'
        '{"question": "D?"}\n',
        encoding="utf-8",
    )
    assert list(read_cases(file)) == [
        Case(1, "A?", ("a",), ("x", "y"), True),
        Case(3, "B?", ("https://b.example",), ("z",), True),
        Case(4, "C?", (), (), False),
        Case(5, "D?", (), (), None),
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "line 2: is no JSON"),
        ('{"question": ' + "[" * 100_000, "line 2: is no JSON"),
        ('{"question": ' + "1" * 5_000 + "}", "line 2: is no JSON"),
        ("[1]", 'no "question"'),
        ('{"question": "  "}', 'no "question"'),
        ('{"question": "q", "articles": [1]}', '"articles" must be'),
        ('{"question": "q", "answerable": "no"}', '"answerable" must be'),
    ],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str, said: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "fine"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(UnreadableError, match=said):
        list(read_cases(file))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"gone\.jsonl: there is no such file\.$"):
        list(read_cases(tmp_path / "gone.jsonl"))
    with pytest.raises(UnreadableError, match=r"is a folder: name a file in it\.$"):
        list(read_cases(tmp_path))
