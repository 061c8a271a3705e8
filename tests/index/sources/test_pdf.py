import io
import textwrap
from bisect import bisect_right
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import PurePath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.colors import black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

from index.errors import UnreadableError
from index.sources.pdf import read_pdf

FIRST = (
    "The reed beds along the northern shore removed 41 per cent of the nitrogen that the brook carried into the lake "
    "between May and September, according to measurements taken at eleven stations. Dr. Solberg was surprised."
)
SECOND = "The dry summer explains a part of it. One summer is not a series, and 2025 will be another."


def report(paragraphs: Sequence[str], *, title: str = "", header: str = "Lakeside Notes 2024/3") -> bytes:
    """A report as people print them: a heading, a header and a page number on each page."""

    def margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(60, 812, header)
        canvas.drawRightString(540, 28, f"Page {document.page} of 9")

    styles = getSampleStyleSheet()
    story = [Paragraph("Reed beds in Lake Tarn", styles["Title"]), Paragraph("By Marit Solberg", styles["Normal"])]
    story += [Paragraph("18 March 2024", styles["Normal"])]
    for paragraph in paragraphs:
        heading = paragraph.startswith("# ")
        story.append(Paragraph(paragraph.removeprefix("# "), styles["Heading2" if heading else "BodyText"]))
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, title=title).build(story, onFirstPage=margins, onLaterPages=margins)
    return out.getvalue()


def notice(paragraphs: Sequence[str], footer: str, author: str = "") -> bytes:
    """One page, with a footer that is written first and gaps between the paragraphs."""

    def margins(canvas: Canvas, document: SimpleDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 30, footer)

    styles = getSampleStyleSheet()
    story = [Paragraph("Reed beds in Lake Tarn", styles["Title"])]
    story += [Paragraph(each, styles["BodyText"], bulletText="•" if each[0].islower() else None) for each in paragraphs]
    out = io.BytesIO()
    SimpleDocTemplate(out, pagesize=A4, author=author).build(story, onFirstPage=margins)
    return out.getvalue()


def typed(lines: Sequence[str], leading: float = 14) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number, line in enumerate(lines):
        canvas.drawString(72, 760 - leading * number, line)
    canvas.save()
    return out.getvalue()


def test_paragraphs_come_back_whole_without_headers_and_page_numbers() -> None:
    paragraphs = []
    for lake in (
        "Tarn",
        "Alder",
        "Brook",
        "Crane",
        "Dune",
        "Elm",
        "Fern",
        "Gale",
        "Heron",
        "Ivy",
        "Jay",
        "Kite",
        "Lark",
    ):
        paragraphs += [
            f"In lake {lake}, t{FIRST[1:]}",
            f"# Why we measured in {lake}",
            SECOND,
            f"{lake}: {FIRST} {SECOND}",
        ]
    article = read_pdf(report(paragraphs), source="s")
    assert article.title == "Reed beds in Lake Tarn"
    assert (article.author, article.published_at) == ("Marit Solberg", datetime(2024, 3, 18, tzinfo=UTC))
    assert article.language == "en"
    assert len(PdfReader(io.BytesIO(report(paragraphs))).pages) > 2
    assert article.text.split("\n") == ["By Marit Solberg", "18 March 2024"] + [
        p.removeprefix("# ") for p in paragraphs
    ]


def test_every_page_begins_where_its_words_begin() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    pages = {
        1: "The reed beds grew by a tenth",
        2: "in a single summer. Herons",
        4: "returned to Lake Tarn.",
        5: "Otters did not.",
    }
    for number in range(1, 7):
        canvas.drawString(72, 760, pages.get(number, ""))
        canvas.showPage()
    canvas.save()
    article = read_pdf(out.getvalue(), source="s")
    assert len(article.pages) == 6
    for number, words in pages.items():
        at = article.text.index(words)
        assert [bisect_right(article.pages, place) for place in (at, at + len(words) - 1)] == [number, number]


def test_a_paragraph_goes_on_over_pages_whose_first_and_last_lines_are_alike() -> None:
    """What stands directly above or below more of its kind is no header, however many pages begin like that."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    wanted = []
    rest = "charge of it, as the harbour master said to the board when it met on Friday."
    for number in range(1, 9):
        for place, said in (
            (808, f"Quays, part {number}"),
            (790, "Port of Asham, report 3/2024"),
            (30, f"Page {number}"),
        ):
            canvas.drawString(72, place, said)
        quay = (
            f"Quay {number} was seen to in week {number + 9} and no remarks were made by the inspector in charge of it"
        )
        lines = textwrap.wrap(f"{rest} {' '.join(f'{quay}.' for _ in range(40))} {quay[:-13]}", 80)
        for step, line in enumerate(lines):
            canvas.drawString(72, 760 - 14.5 * step, line)
        assert 50 < 760 - 14.5 * (len(lines) - 1) < 100
        wanted += lines
        canvas.showPage()
    canvas.save()
    article = read_pdf(out.getvalue(), source="s")
    assert article.text == " ".join(wanted)
    assert len(article.pages) == 8
    assert all(article.text[place:].startswith(rest) for place in article.pages)


def test_headers_directly_above_the_text_or_in_a_table_are_left_out_and_names_of_columns_are_not() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for number in range(3):
        for top, left, right in ((815, "Tarn Handbook", "Issue 4"), (797, "Owner", "Ek")):
            canvas.grid([72, 172, 272], [top, top - 18])
            canvas.drawString(76, top - 13, left)
            canvas.drawString(176, top - 13, right)
        canvas.drawString(72, 763, "Lakeside Rules")
        canvas.drawString(72, 749, f"The boat {'abc'[number]} sails at noon.")
        canvas.drawString(72, 735, "It has room for ten.")
        canvas.showPage()
        for row in range(6):
            canvas.grid([72, 172, 272], [780 - 20 * row, 760 - 20 * row])
            canvas.drawString(76, 765 - 20 * row, f"Boat {number}{row}" if row else "Boat")
            canvas.drawString(176, 765 - 20 * row, f"{number + row} seats" if row else "Seats")
        canvas.showPage()
    canvas.save()
    lines = read_pdf(out.getvalue(), source="s").text.split("\n")
    assert not [line for line in lines if "Tarn" in line or "Owner" in line or "Lakeside" in line]
    assert [line for line in lines if line.startswith("Boat")] == [
        f"Boat {number}{row} | {number + row} seats" if row else "Boat | Seats"
        for number in range(3)
        for row in range(6)
    ]


def test_words_broken_between_lines_are_whole_again() -> None:
    article = read_pdf(
        typed(
            [
                "The ferry will run every fifteen min-",
                "utes from the second of April, as the oper-",
                "ator said. It is a well-known boat and a well",
                "known crew.",
            ]
        ),
        source="s",
    )
    assert article.text == (
        "The ferry will run every fifteen minutes from the second of April, as the operator said. "
        "It is a well-known boat and a well known crew."
    )


def test_the_declared_title_counts_unless_a_program_made_it_up() -> None:
    lines = textwrap.wrap(FIRST, 80)
    for declared, title in [("Reeds and nitrogen", "Reeds and nitrogen"), ("Microsoft Word - reed.docx", "Reed beds")]:
        writer = PdfWriter(clone_from=io.BytesIO(typed(lines)))
        writer.add_metadata({"/Title": declared, "/Author": "Marit Solberg", "/CreationDate": "D:20240318090000Z"})
        out = io.BytesIO()
        writer.write(out)
        article = read_pdf(out.getvalue(), source="s", path=PurePath("reed-beds.pdf"))
        assert (article.title, article.author, article.text) == (title, "Marit Solberg", FIRST)
        assert article.published_at == datetime(2024, 3, 18, tzinfo=UTC)


@pytest.mark.parametrize("declared", ["InDesign user", "HP Scanner", "Office Template", "mslb"])
def test_a_program_or_a_login_is_no_author(declared: str) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(typed(textwrap.wrap(FIRST, 80))))
    writer.add_metadata({"/Author": declared})
    out = io.BytesIO()
    writer.write(out)
    assert read_pdf(out.getvalue(), source="s", path=PurePath("reed-beds.pdf")).author is None


def test_an_encrypted_file_is_refused_and_one_without_a_password_to_open_it_is_read() -> None:
    for password, readable in (("secret", False), ("", True)):
        writer = PdfWriter(clone_from=io.BytesIO(report([FIRST])))
        writer.encrypt(password, "owner", algorithm="AES-256")
        out = io.BytesIO()
        writer.write(out)
        if readable:
            assert FIRST in read_pdf(out.getvalue(), source="s").text
        else:
            with pytest.raises(UnreadableError, match="is encrypted"):
                read_pdf(out.getvalue(), source="s")


def test_a_scan_is_refused() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(Image.new("L", (100, 140), 200)), 0, 0, 595, 842)
    canvas.drawString(290, 20, "1")
    canvas.save()
    with pytest.raises(UnreadableError, match="holds no text, only images"):
        read_pdf(out.getvalue(), source="s")


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 0.97))
def test_a_truncated_file_is_refused(share: float) -> None:
    raw = report([FIRST, SECOND])
    with pytest.raises(UnreadableError, match="is truncated"):
        read_pdf(raw[: int(len(raw) * share)], source="s")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.binary(min_size=1, max_size=30))
def test_a_damaged_file_is_read_or_refused_and_raises_nothing_else(place: int, damage: bytes) -> None:
    raw = bytearray(report([FIRST]))
    place %= len(raw)
    raw[place : place + len(damage)] = damage
    with suppress(UnreadableError):
        read_pdf(bytes(raw), source="s")


def test_a_byline_with_a_date_is_believed_before_the_date_the_file_was_made_on() -> None:
    lines = [
        "The return of the otter",
        "By Nell Harker, 9 June 2025",
        "Otters are back in the river Lene, wardens said.",
    ]
    article = read_pdf(typed(lines, leading=40), source="s")
    assert (article.author, article.published_at) == ("Nell Harker", datetime(2025, 6, 9, tzinfo=UTC))


def test_a_header_that_says_the_title_once_more_is_no_text() -> None:
    raw = report([FIRST, SECOND], header="Reed beds in Lake Tarn")
    assert read_pdf(raw, source="s").text.split("\n") == ["By Marit Solberg", "18 March 2024", FIRST, SECOND]


def test_the_date_that_a_report_states_counts_before_the_day_on_which_the_file_was_made() -> None:
    writer = PdfWriter(clone_from=io.BytesIO(typed(["Reeds and nitrogen", "Tarn, June 2025", FIRST[:90]], leading=40)))
    writer.add_metadata({"/CreationDate": "D:20261127090000Z"})
    out = io.BytesIO()
    writer.write(out)
    assert read_pdf(out.getvalue(), source="s").published_at == datetime(2025, 6, 1, tzinfo=UTC)


def test_rows_of_a_table_stay_lines_of_their_own_beside_paragraphs_and_pages() -> None:
    rows = [["ferry", "departs at"], *([f"line {number}", f"{number % 24}:00 o'clock"] for number in range(60))]
    out = io.BytesIO()
    table = Table(rows)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black)])
    style = getSampleStyleSheet()["BodyText"]
    SimpleDocTemplate(out, pagesize=A4).build([Paragraph(FIRST[:-1], style), table, Paragraph(SECOND, style)])
    article = read_pdf(out.getvalue(), source="s")
    assert article.text.split("\n") == [FIRST[:-1], *(" | ".join(row) for row in rows), SECOND]
    assert len(article.pages) == 2
    assert article.text[: article.pages[1]].endswith("\n")
    assert article.text[article.pages[1] :].startswith("line ")


def test_the_title_stands_above_a_table_not_in_it() -> None:
    out = io.BytesIO()
    table = Table([["Ferry", "Fare"], ["Aurora", "12.00"], ["Boreas", "9.50"]])
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, black), ("FONT", (0, 0), (-1, 0), "Helvetica", 24, 28)])
    SimpleDocTemplate(out, pagesize=A4).build(
        [Paragraph("What the ferries cost", getSampleStyleSheet()["Heading3"]), table]
    )
    article = read_pdf(out.getvalue(), source="s", path=PurePath("fares.pdf"))
    assert (article.title, article.text) == ("What the ferries cost", "Ferry | Fare\nAurora | 12.00\nBoreas | 9.50")


def test_a_report_of_years_before_was_not_published_on_the_day_the_file_was_made() -> None:
    for heading, date in [("Annual Report 2023", None), ("Reeds and nitrogen", datetime(2026, 3, 18, tzinfo=UTC))]:
        writer = PdfWriter(clone_from=io.BytesIO(typed([heading, "", *textwrap.wrap(FIRST, 80)])))
        writer.add_metadata({"/Title": heading, "/CreationDate": "D:20260318090000Z"})
        out = io.BytesIO()
        writer.write(out)
        article = read_pdf(out.getvalue(), source="s")
        assert (article.title, article.published_at) == (heading, date)


def test_a_line_of_the_margin_with_the_pages_number_is_no_text_of_a_single_page() -> None:
    for footer in ("Lakeside Notes, autumn 2024 – page 1", "Lakeside Notes (Seite 1 von 1)"):
        assert read_pdf(notice([FIRST], footer), source="r").text == FIRST
    assert read_pdf(notice([FIRST], "Supported by the county"), source="r").text.startswith("Supported by")


def test_paragraphs_of_one_line_stay_apart_where_a_gap_is_between_them() -> None:
    heads = [
        "Marit Solberg, Farida Anand and Nell Harker, Institute for Lakes and Rivers, Tarn University",
        "March 2024",
    ]
    assert read_pdf(notice([*heads, FIRST], "1"), source="r").text.split("\n") == [*heads, FIRST]


def test_bullets_begin_lines_in_the_encoding_of_windows() -> None:
    listed = ["mow the reeds in autumn on the northern and on the southern shore of the lake, and then", "plant more"]
    assert read_pdf(notice(listed, "1"), source="r").text.split("\n") == [f"• {each}" for each in listed]


def test_the_persons_named_above_the_text_are_its_authors_before_the_institution_that_the_file_names() -> None:
    line = "Marit Solberg and Nell Harker, Institute for Lakes, Tarn University"
    assert read_pdf(notice([line, FIRST], "1", "Tarn University"), source="r").author == "Marit Solberg and Nell Harker"
    assert read_pdf(notice([FIRST], "1", "Tarn University"), source="r").author == "Tarn University"
    assert read_pdf(notice([line, FIRST], "1", "Jo Ek"), source="r").author == "Jo Ek"
