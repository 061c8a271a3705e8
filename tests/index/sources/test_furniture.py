import pytest
from lxml import html

from index.sources.furniture import unpack_layout_tables, without_furniture


def test_buttons_that_repeat_go_and_refrains_stay() -> None:
    lines = [
        "One.",
        "Share this",
        "Two.",
        "Share this",
        "Three.",
        "Share this",
        "So it goes.",
        "So it goes.",
        "So it goes.",
    ]
    assert without_furniture(lines, None) == ["One.", "Two.", "Three.", "So it goes.", "So it goes.", "So it goes."]


def test_labels_and_table_rows_may_repeat() -> None:
    lines = [
        line
        for n in range(3)
        for line in (
            "Reporter",
            f"Why plan {n}?",
            "Anna Berg",
            f"It is plan {n}.",
            "Tweet",
            "Share",
            "Blank | negative",
        )
    ]
    kept = without_furniture(
        lines, None, frozenset(("Blank | negative",)), frozenset(("Reporter", "Anna Berg", "Tweet"))
    )
    # What stands over another button is no label, whatever it looks like.
    assert kept == [line for line in lines if line not in ("Tweet", "Share")]


def test_the_author_alone_on_a_line_goes() -> None:
    assert without_furniture(["By Clara Whitlock", "Clara Whitlock sings."], "Clara Whitlock") == [
        "Clara Whitlock sings."
    ]


def test_rights_at_the_end_go() -> None:
    assert without_furniture(["One.", "© 2024 The Post"], None) == ["One."]
    assert without_furniture(["Copyright is a right.", "It ends."], None) == ["Copyright is a right.", "It ends."]


@pytest.mark.parametrize(
    "asked",
    [
        "Was this page helpful?",
        "Did this answer your question?",
        "12 of 40 people found this helpful",
        "War dieser Beitrag hilfreich?",
        "Cet article vous a-t-il été utile ?",
        "¿Fue útil este artículo?",
    ],
)
def test_what_readers_are_asked_goes_and_what_a_text_asks_stays(asked: str) -> None:
    lines = ["Was this storm of help to the millers?", "It was not helpful.", asked, "Related"]
    assert without_furniture(lines, None) == [*lines[:2], "Related"]


def test_a_table_that_arranges_the_page_becomes_blocks_and_one_of_figures_stays() -> None:
    tree = html.fromstring(
        "<body><table><tr><td><p>Menu</p></td><td><p>Text.</p><table><tr><td>1</td><td>2</td></tr></table></td></tr>"
        "</table></body>"
    )
    unpack_layout_tables(tree)
    assert [cell.text for cell in tree.xpath("//td")] == ["1", "2"]
