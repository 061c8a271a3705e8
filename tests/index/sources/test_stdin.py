import io

import pytest
from reportlab.pdfgen.canvas import Canvas

from index.article import Article
from index.errors import UnreadableError
from index.sources import read_stdin


def pdf() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 700, "The mill by the brook was built in 1790.")
    canvas.save()
    return out.getvalue()


PAGE = "<!DOCTYPE html><html><body><article><h1>Mill</h1>" + "<p>The mill was built in 1790.</p>" * 3 + "</article>"


@pytest.mark.parametrize(
    ("raw", "texts"),
    [
        (b"The mill\n\nIt was built in 1790.\n", ["It was built in 1790."]),
        (b'{"title": "a", "text": "One."}\n\n{"title": "b", "text": "Two."}\n', ["One.", "Two."]),
        (b'{"title": "a", "text": "One."\n{"title": "b", "text": "Two."}\n', ["Two."]),
        (b"title;text\nMill;It was built in 1790.\n", ["It was built in 1790."]),
        (b"---\ntitle: Mill\n---\nIt was *built* in 1790.\n", ["It was built in 1790."]),
        (b"+++\ntitle = 'Mill'\n+++\nIt was *built* in 1790.\n", ["It was built in 1790."]),
        (b"# Mill\n\nIt was *built* in 1790.\n", ["It was built in 1790."]),
        (PAGE.encode(), ["The mill was built in 1790."]),
        (pdf(), ["The mill by the brook was built in 1790."]),
    ],
    ids=["text", "jsonl", "broken jsonl", "csv", "front matter", "toml", "markdown", "html", "pdf"],
)
def test_the_kind_is_told_from_the_beginning(raw: bytes, texts: list[str]) -> None:
    articles = [record for record in read_stdin(raw) if isinstance(record, Article)]
    assert [article.text.split("\n")[0] for article in articles] == texts


def test_the_same_input_is_the_same_source_and_another_is_another() -> None:
    sources = []
    for raw in (b"The mill\n\nIt is old.", b"The mill\n\nIt is old.", b"The mill\n\nIt is new."):
        (article,) = read_stdin(raw)
        assert isinstance(article, Article)
        sources.append(article.source)
    assert sources[0] == sources[1] != sources[2]
    assert sources[0].startswith("stdin:")


@pytest.mark.parametrize("raw", [b"", b"\n", b"\x89PNG\r\n\x1a\n"])
def test_what_holds_no_article_is_reported(raw: bytes) -> None:
    (error,) = read_stdin(raw)
    assert isinstance(error, UnreadableError)


def test_more_than_the_limit_is_reported_with_the_limit() -> None:
    (error,) = read_stdin(b"x" * 2_000_001, max_bytes=2_000_000)
    assert "more than 2 MB" in str(error)


def test_comments_above_a_text_take_no_time() -> None:
    """Their number doubled the time where one could be taken as going on into the next."""
    comments = "<!-- a --> " * 5_000
    (article,) = read_stdin(f"{comments}The mill by the brook was built in 1790.".encode())
    assert isinstance(article, Article)
    (page,) = read_stdin((comments + PAGE).encode())
    assert isinstance(page, Article)
    assert page.text.split("\n")[0] == "The mill was built in 1790."
