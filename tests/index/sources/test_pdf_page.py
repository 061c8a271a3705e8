import io
from collections.abc import Sequence
from typing import Any

import pytest
from pypdf import PdfReader
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Table

from index.sources.pdf_page import page_lines

STYLE = getSampleStyleSheet()["BodyText"]
ABOVE = "The ferries sail every day between May and September, in all weathers."
BELOW = "Dogs travel free on all of them."
TIMES = [["Ferry", "Departs", "Fare"], ["Aurora", "07:15", "12.00"], ["Boreas", "", "9.50"], ["Calypso", "13:05", ""]]
ROWS = ["Ferry | Departs | Fare", "Aurora | 07:15 | 12.00", "Boreas |  | 9.50", "Calypso | 13:05"]
PROSE = [
    ["The ferries of the northern line sail", "Tickets are sold aboard and at the pier,"],
    ["every day, and in winter on weekdays.", "where the office opens at half past six."],
]
Command = tuple[Any, ...]
GRID: Sequence[Command] = [("GRID", (0, 0), (-1, -1), 0.5, black)]


def read(raw: bytes) -> list[str]:
    return [line.text for line in page_lines(PdfReader(io.BytesIO(raw)), 0)]


def page(cells: Sequence[Sequence[Any]], commands: Sequence[Command]) -> bytes:
    """A page with a table between two paragraphs."""
    out = io.BytesIO()
    table = Table(cells)
    table.setStyle(commands)
    story: list[Flowable] = [Paragraph(ABOVE, STYLE), table, Paragraph(BELOW, STYLE)]
    SimpleDocTemplate(out, pagesize=A4).build(story)
    return out.getvalue()


@pytest.mark.parametrize(
    "commands",
    [
        GRID,
        [("INNERGRID", (0, 0), (-1, -1), 0.5, black)],
        [("BOX", (0, 0), (-1, -1), 2, black), ("INNERGRID", (0, 0), (-1, -1), 0.25, black)],
        [*GRID, ("LINEBELOW", (0, 0), (-1, 0), 1, black, 0, None, None, 2, 2)],
        [*GRID, ("BACKGROUND", (0, 0), (-1, 0), (0.9, 0.9, 0.9))],
    ],
    ids=["grid", "no frame", "frame", "double line", "shaded"],
)
def test_a_ruled_table_comes_as_rows_in_its_place(commands: Sequence[Command]) -> None:
    assert read(page(TIMES, commands)) == [ABOVE, *ROWS, BELOW]


def test_a_cell_of_several_lines_is_one_and_one_over_several_columns_stands_in_the_first() -> None:
    remark = "Sails on Sundays and holidays only, and not when the wind is from the west"
    cells = [["Ferry", "Remark", "Fare"], ["Aurora", Paragraph(remark, STYLE), "12.00"], ["No ferry in winter", "", ""]]
    assert read(page(cells, [*GRID, ("SPAN", (0, 2), (-1, 2))]))[1:-1] == [
        "Ferry | Remark | Fare",
        f"Aurora | {remark} | 12.00",
        "No ferry in winter",
    ]
    cells = [["Pier", "Ferry", "Fare"], ["North", "Aurora", "12.00"], ["", "Boreas", "9.50"]]
    assert read(page(cells, [*GRID, ("SPAN", (0, 1), (0, 2))]))[1:-1] == [
        "Pier | Ferry | Fare",
        "North | Aurora | 12.00",
        "Boreas | 9.50",
    ]
    cells = [["Ferry", "Departs", "Arrives", "Fare"], ["Aurora", "none", "", "12.00"]]
    assert read(page(cells, [*GRID, ("SPAN", (1, 1), (2, 1)), ("ALIGN", (1, 1), (2, 1), "RIGHT")]))[1:-1] == [
        "Ferry | Departs | Arrives | Fare",
        "Aurora | none |  | 12.00",
    ]


def test_rows_without_a_line_between_them_are_told_by_where_they_stand() -> None:
    cells = [["Ferry", "Departs", "Fare"], *([name, "07:15", "12.00"] for name in ("Aurora", "Boreas", "Calypso"))]
    commands = [("BOX", (0, 0), (-1, -1), 1, black), ("LINEBELOW", (0, 0), (-1, 0), 1, black)]
    commands.append(("LINEAFTER", (0, 0), (-2, -1), 1, black))
    assert read(page(cells, commands))[1:-1] == [" | ".join(row) for row in cells]


def test_a_row_that_is_written_at_one_go_between_thin_boxes_is_told_apart_by_cells() -> None:
    """As word processors do it: one text object a row, and lines that are filled."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawString(72, 760, ABOVE)
    for across in range(4):
        canvas.rect(72, 700 - 20 * across, 300, 0.5, stroke=0, fill=1)
    for down in range(4):
        for row in range(3):  # in pieces, each as high as its row
            canvas.rect(72 + 100 * down, 640 + 20 * row, 0.5, 20, stroke=0, fill=1)
    for row, cells in enumerate(TIMES[:3]):
        text = canvas.beginText(76, 686 - 20 * row)
        for cell in cells:
            text.textOut(cell)
            text.moveCursor(100, 0)
        canvas.drawText(text)
    canvas.drawString(72, 600, BELOW)
    canvas.save()
    assert read(out.getvalue()) == [ABOVE, *ROWS[:3], BELOW]


@pytest.mark.parametrize(
    ("cells", "commands"),
    [
        ([[row[0]] for row in PROSE], [("BOX", (0, 0), (-1, -1), 1, black)]),
        ([[row[0]] for row in PROSE], GRID),
        (PROSE, [("BOX", (0, 0), (-1, -1), 1, black)]),
        (PROSE[:1], GRID),
        ([["Name", ""], ["Street", ""], ["Town", ""], ["Telephone", ""]], GRID),
        ([["Name", "", ""], ["Street", "Quay 4", ""], ["Town", "Ware", ""], ["Telephone", "", ""]], GRID),
        ([["Ferries of the North", "1 May"], [PROSE[0][0], ""]], [*GRID, ("SPAN", (0, 1), (1, 1))]),
        (TIMES, [("LINEBELOW", (0, 0), (-1, -1), 1, black)]),
        ([["\n".join(["word"] * 20)] * 2, ["a", "b"]], GRID),
    ],
    ids=["box", "boxes", "frame", "one row", "empty form", "form", "letter", "lines across only", "columns of a page"],
)
def test_what_is_no_table_stays_as_it_is_without_lines(
    cells: Sequence[Sequence[str]], commands: Sequence[Command]
) -> None:
    assert read(page(cells, commands)) == read(page(cells, []))


def test_a_chart_with_a_grid_behind_it_is_no_table() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for step in range(6):
        canvas.line(100, 400 + 40 * step, 400, 400 + 40 * step)
        canvas.line(100 + 60 * step, 400, 100 + 60 * step, 600)
        canvas.drawString(60, 400 + 40 * step, f"{step} tonnes")
    for year in range(5):
        canvas.drawString(110 + 60 * year, 420 + 30 * year, f"+{year} %")
    canvas.save()
    assert read(out.getvalue()) == [*(f"{step} tonnes" for step in range(6)), *(f"+{year} %" for year in range(5))]


def test_columns_that_are_set_apart_by_blanks_are_cells() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("Courier", 11)
    for number, text in enumerate(
        ("A closure costs the boats a lot.", "Country          Boats      Loss", "Germany             88       6.9")
    ):
        canvas.drawString(72, 700 - 15 * number, text)
    canvas.save()
    lines = page_lines(PdfReader(io.BytesIO(out.getvalue())), 0)
    assert [(line.text, line.is_row) for line in lines] == [
        ("A closure costs the boats a lot.", False),
        ("Country | Boats | Loss", True),
        ("Germany | 88 | 6.9", True),
    ]
