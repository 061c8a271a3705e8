import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from index.sources.pdf import read_pdf

ABOVE = "A closure until 2028 would cost the small boats about 17 million euros."
BELOW = "The Council decides on the quotas in autumn."


def text_of(draw: list[tuple[float, float, str]]) -> list[str]:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for x, y, text in draw:
        canvas.drawString(x, y, text)
    canvas.save()
    return read_pdf(out.getvalue(), source="s").text.split("\n")


def test_a_table_without_lines_between_its_cells_has_rows() -> None:
    out = io.BytesIO()
    table = Table(
        [["Country", "Boats", "Loss"], ["Germany", "88", "6.9"], ["Denmark", "", "5.8"], ["Poland", "55", "4"]]
    )
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(ABOVE, style), table, Paragraph(BELOW, style)])
    assert read_pdf(out.getvalue(), source="s").text.split("\n") == [
        ABOVE,
        "Country | Boats | Loss",
        "Germany | 88 | 6.9",
        "Denmark |  | 5.8",
        "Poland | 55 | 4",
        BELOW,
    ]


def test_figures_may_stand_under_the_ends_of_the_names() -> None:
    rows = [("Country", "Boats", "Loss"), ("Germany", "88", "6.9"), ("United Kingdom", "7", "15.8")]
    drawn = [
        (x + (40 - 6 * len(cell) if x > 72 else 0), 600 - 15 * number, cell)
        for number, row in enumerate(rows)
        for x, cell in zip((72, 200, 300), row, strict=True)
    ]
    assert text_of([(72, 640, ABOVE), *drawn])[1:] == [" | ".join(row) for row in rows]


def test_what_stands_beside_a_line_or_two_is_no_table() -> None:
    assert text_of([(72, 640, ABOVE), (72, 600, "Asham"), (300, 600, "Lene"), (72, 585, "Jo Ek"), (300, 585, "Al Ho")])[
        1:
    ] == ["Asham", "Lene", "Jo Ek", "Al Ho"]


def test_two_columns_of_prose_are_no_table() -> None:
    left, right = "the boats of the northern line sail", "and tickets are sold aboard and ashore"
    drawn = [(x, 600 - 14 * row, f"{text} {row}") for row in range(5) for x, text in ((72, left), (320, right))]
    assert not any("|" in line for line in text_of([(72, 640, ABOVE), *drawn]))
