import io
import random
import zipfile
from datetime import UTC, datetime
from pathlib import PurePath

import docx
import pytest
from PIL import Image

from index.errors import UnreadableError
from index.sources.docx import read_docx


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def letter() -> docx.document.Document:
    document = docx.Document()
    document.core_properties.title = "Draft 3 final FINAL"
    document.core_properties.author = "Ada Storm"
    document.core_properties.created = datetime(2024, 5, 14, 8, 0)
    document.add_heading("The mill by the brook", 1)
    paragraph = document.add_paragraph("The mill was built in ")
    paragraph.add_run("1790").bold = True
    paragraph.add_run(" & “ground” flour until the war.")
    document.add_heading("What is left", 2)
    document.add_paragraph("A wheel.", style="List Bullet")
    document.add_paragraph("Two stones.", style="List Bullet")
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_picture(io.BytesIO(picture.getvalue()))
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ["Year", "Tons", "1900", "120"], strict=True):
        cell.text = text
    return document


def test_headings_paragraphs_lists_and_tables_are_lines() -> None:
    article = read_docx(saved(letter()), source="s")
    assert article.title == "The mill by the brook"
    assert article.text.split("\n") == [
        "The mill was built in 1790 & “ground” flour until the war.",
        "What is left",
        "A wheel.",
        "Two stones.",
        "Year | Tons",
        "1900 | 120",
    ]
    assert article.author == "Ada Storm"
    assert article.published_at == datetime(2024, 5, 14, 8, 0, tzinfo=UTC)


def test_without_a_heading_the_properties_or_the_first_line_give_the_title() -> None:
    document = docx.Document()
    document.core_properties.title = "The mill"
    document.add_paragraph("The mill was built in 1790, when the brook still carried water in summer.")
    assert read_docx(saved(document), source="s").title == "The mill"
    document.core_properties.title = ""
    assert read_docx(saved(document), source="s", path=PurePath("mill.docx")).title.startswith("The mill was built")


def parts(*above: tuple[str, str]) -> docx.document.Document:
    document = docx.Document()
    for text, style in above:
        document.add_paragraph(text, style=style)
    for heading, text in [
        ("Assembly points", "Building A meets at the flagpole."),
        ("Wardens", "Joe Bright, floor 1."),
    ]:
        document.add_heading(heading, 1)
        document.add_paragraph(text)
    return document


PARTS = ["Assembly points", "Building A meets at the flagpole.", "Wardens", "Joe Bright, floor 1."]


def test_words_style_for_titles_gives_the_title_and_all_headings_stay() -> None:
    document = parts(("Fire drill", "Title"), ("What to do", "Subtitle"))
    document.core_properties.title = "Template 7"
    article = read_docx(saved(document), source="s")
    assert (article.title, article.text.split("\n")) == ("Fire drill", ["What to do", *PARTS])


def test_the_first_of_several_headings_is_no_title_where_there_is_another() -> None:
    document = parts()
    document.core_properties.title = "Fire drill"
    article = read_docx(saved(document), source="s")
    assert (article.title, article.text.split("\n")) == ("Fire drill", PARTS)
    article = read_docx(saved(parts(("Fire drill", "Normal"))), source="s")
    assert (article.title, article.text.split("\n")[-4:]) == ("Fire drill", PARTS)
    assert read_docx(saved(parts()), source="s").title == "Assembly points"


def test_the_date_of_a_librarys_empty_document_is_none() -> None:
    assert read_docx(saved(parts()), source="s").published_at is None


def test_the_date_that_a_document_states_counts_before_the_day_on_which_it_was_made() -> None:
    document = letter()
    document.paragraphs[1].insert_paragraph_before("Mill Trust Ltd – Version 3 – Effective 1 April 2025 – Owner: Jo Ek")
    assert read_docx(saved(document), source="s").published_at == datetime(2025, 4, 1, tzinfo=UTC)
    minutes = docx.Document()
    minutes.core_properties.created = datetime(2026, 5, 14, 8, 0)
    minutes.add_heading("Mill trust: minutes of the meeting of 18 June 2025", 0)
    minutes.add_paragraph("The board met at the mill.")
    assert read_docx(saved(minutes), source="s").published_at == datetime(2025, 6, 18, tzinfo=UTC)


def test_an_empty_document_is_refused() -> None:
    with pytest.raises(UnreadableError, match="holds no text"):
        read_docx(saved(docx.Document()), source="s")


def test_old_encrypted_and_broken_files_are_refused() -> None:
    with pytest.raises(UnreadableError, match=r"encrypted, or an old \.doc"):
        read_docx(b"\xd0\xcf\x11\xe0" + bytes(600), source="s")
    whole = saved(letter())
    for raw in (whole[: len(whole) // 2], b"PK\x03\x04" + bytes(300), b"no document"):
        with pytest.raises(UnreadableError, match="is no Word document, or truncated"):
            read_docx(raw, source="s")


def test_a_zip_that_is_no_document_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(UnreadableError, match="s: is a damaged Word document|no Word document"):
        read_docx(out.getvalue(), source="s")


def with_part(name: str, content: bytes) -> bytes:
    """A document with one part more, or another in its place."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(saved(letter()))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        for entry in whole.namelist():
            if entry != name:
                archive.writestr(entry, whole.read(entry))
        archive.writestr(name, content, compresslevel=1)
    return out.getvalue()


@pytest.mark.parametrize("name", ["word/document.xml", "word/media/image9.png"])
def test_a_document_of_more_markup_than_fits_in_memory_is_refused_whatever_its_part_is_called(name: str) -> None:
    markup = b"<w:document>" + random.Random(1).randbytes(10_100_000).hex().encode() + b"</w:document>"
    with pytest.raises(UnreadableError, match=r"unpacks to 21 MB of text and markup, more than the limit of 20 MB"):
        read_docx(with_part(name, markup), source="s")


def test_a_small_document_that_unpacks_to_hundreds_of_times_its_size_is_refused() -> None:
    with pytest.raises(UnreadableError, match=r"unpacks to \d+ times its size, more than the limit of 100"):
        read_docx(with_part("word/document.xml", b"<w:p/>" * 2_000_000), source="s")


def test_pictures_may_be_as_large_as_they_are() -> None:
    picture = b"BM" + bytes(25_000_000)
    assert read_docx(with_part("word/media/image1.png", picture), source="s").title == "The mill by the brook"


def test_a_part_under_a_password_is_told() -> None:
    raw = saved(letter())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        parts = raw.split(mark)
        raw = mark.join([parts[0], *(part[: flags - 4] + b"\x01" + part[flags - 3 :] for part in parts[1:])])
    with pytest.raises(UnreadableError, match="s: is a damaged Word document: .*encrypted"):
        read_docx(raw, source="s")


def test_an_empty_cell_between_others_keeps_its_place() -> None:
    document = docx.Document()
    document.add_heading("Opening hours", 1)
    table = document.add_table(rows=2, cols=3)
    for cell, text in zip(table._cells, ["Day", "Morning", "Evening", "Monday", "", "17 to 22"], strict=True):
        cell.text = text
    assert read_docx(saved(document), source="s").text == "Day | Morning | Evening\nMonday |  | 17 to 22"


def test_merged_cells_are_told_in_every_row_and_column() -> None:
    document = docx.Document()
    document.add_paragraph("Pay by grade.")
    table = document.add_table(rows=4, cols=3)
    for cell, text in zip(
        table._cells, ["Grade", "Women", "", "", "2023", "2024", "A", "241", "252", "B", "352", "371"], strict=True
    ):
        cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))
    assert read_docx(saved(document), source="s").text.split("\n")[1:] == [
        "Grade | Women, 2023 | Women, 2024",
        "A | 241 | 252",
        "B | 352 | 371",
    ]
