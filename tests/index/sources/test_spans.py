import pytest

from index.sources.markup import markup_text


@pytest.mark.parametrize("cell", ["th", "td"])
def test_a_header_of_two_rows_is_one_row_of_full_names(cell: str) -> None:
    markup = (
        "<table><tr><x rowspan='2'>Option</x><x colspan='2'>Cost per city</x><x rowspan='2'>Effect</x></tr>"
        "<tr><x>one-off</x><x>yearly</x></tr><tr><td>Fee</td><td>0.3</td><td>0.1</td><td>31%</td></tr></table>"
    )
    markup = markup.replace("<x", f"<{cell}").replace("</x", f"</{cell}")
    assert markup_text(markup).split("\n") == [
        "Option | Cost per city, one-off | Cost per city, yearly | Effect",
        "Fee | 0.3 | 0.1 | 31%",
    ]


def test_names_over_several_columns_with_an_empty_corner() -> None:
    markup = (
        "<table><tr><td></td><td colspan=2>Women</td></tr><tr><td></td><td>2023</td><td>2024</td></tr>"
        "<tr><td>Board</td><td>1</td><td>2</td></tr></table>"
    )
    assert markup_text(markup).split("\n") == ["Women, 2023 | Women, 2024", "Board | 1 | 2"]


def test_what_stands_beside_several_rows_is_said_in_each() -> None:
    markup = (
        "<table><tr><th>Line</th><th>Day</th><th>Hour</th></tr>"
        "<tr><td rowspan=2><b>A</b></td><td>Monday</td><td>9</td></tr><tr><td>Friday</td><td>10</td></tr>"
        "<tr><td colspan=3>No boats on Sundays</td></tr><tr><td>B</td><td colspan=2>never</td></tr></table>"
    )
    assert markup_text(markup).split("\n") == [
        "Line | Day | Hour",
        "A | Monday | 9",
        "A | Friday | 10",
        "No boats on Sundays",
        "B | never",
    ]


def test_a_title_over_a_table_is_no_name_of_its_columns() -> None:
    names = "<tr><th>Boat</th><th>Fare</th></tr>"
    markup = f"<table><tr><th colspan=2>Fares</th></tr>{names}<tr><td>A</td><td>9</td></tr></table>"
    assert markup_text(markup).split("\n") == ["Fares", "Boat | Fare", "A | 9"]


def test_absurd_spans_take_no_time() -> None:
    row = "<tr>" + "<td colspan=1000 rowspan=60000>x</td>" * 5 + "</tr>"
    assert "x" in markup_text(f"<table>{row * 300}</table>")
