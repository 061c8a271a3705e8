import io

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

from index.sources.pdf import read_pdf


def test_notes_and_their_marks_cut_no_sentence() -> None:
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)

    def write(x: float, y: float, text: str, size: float = 11) -> None:
        canvas.setFont("Helvetica", size)
        canvas.drawString(x, y, text)

    write(60, 720, "The spawning stock of western cod fell to 4,100 tonnes in 2024,")
    write(376, 724, "1", 7)
    write(381, 720, "the lowest level")
    write(60, 705, "since records began in 1985.")
    write(60, 660, "Three factors work together. By-catch is larger than was reported, as cameras on 22")
    write(60, 645, "vessels showed. The head of the Observatory calls this a number nobody wanted. The")
    write(60, 90, "1 Confidence interval: 3,300 to 5,000 tonnes.", 8)
    write(60, 80, "See annex B.", 8)
    canvas.showPage()
    write(60, 760, "fishermen's association replies that the vessels were not chosen at random.")
    write(60, 715, "The speed was 20 m s")
    write(163, 719, "2", 7)
    write(60, 90, "3 Calculated by the Thaler Institute, Kiel.", 8)
    canvas.save()
    article = read_pdf(out.getvalue(), source="s")
    assert article.text.split("\n") == [
        "The spawning stock of western cod fell to 4,100 tonnes in 2024, the lowest level since records began in 1985.",
        "1 Confidence interval: 3,300 to 5,000 tonnes. See annex B.",
        "Three factors work together. By-catch is larger than was reported, as cameras on 22 vessels showed. The head "
        "of the Observatory calls this a number nobody wanted. The fishermen's association replies that the vessels "
        "were not chosen at random.",
        "The speed was 20 m s",
        "2",
        "3 Calculated by the Thaler Institute, Kiel.",
    ]
    assert len(article.pages) == 2
    assert article.text[article.pages[1] :].startswith("fishermen's association")


def test_a_mark_written_in_one_with_its_sentence_is_none_of_it() -> None:
    style = getSampleStyleSheet()["BodyText"]
    sup = "<super>{}</super>"
    paragraphs = [
        f"Only one summer was covered,{sup.format(2)} and it was warmer than average.{sup.format(1)}",
        f"A square of 38 m{sup.format(2)} was watched in the year 12,{sup.format(3)} as before.",
        f"{sup.format(1)} Of the years from 1991 to 2020.",
        f"{sup.format(2)} That of 2023.",
    ]
    out = io.BytesIO()
    story = [Paragraph(each, style) for each in paragraphs]
    SimpleDocTemplate(out, pagesize=A4).build([*story[:2], PageBreak(), *story[2:]])
    assert read_pdf(out.getvalue(), source="s").text.replace("\n", " ") == (
        "Only one summer was covered, and it was warmer than average. A square of 38 m2 was watched in the year 12,3 "
        "as before. 1 Of the years from 1991 to 2020. 2 That of 2023."
    )
