"""Mail as mail programs save it."""

from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

from index.article import Article
from index.errors import UnreadableError
from index.sources import read, read_stdin, walk
from index.sources.eml import read_eml


def mail(text: str | None = "The café opens on 2 June.\n", page: str | None = None, **headers: str) -> EmailMessage:
    message = EmailMessage()
    known = {"From": "Inés Okafor <ines@x.example>", "Subject": "The café", "Date": "Thu, 15 May 2025 17:22:00 +0200"}
    for name, value in (known | headers).items():
        message[name] = value
    if text is not None:
        message.set_content(text)
    if page is not None:
        message.add_alternative(page, subtype="html")
    return message


def test_header_lines_give_the_metadata_and_attachments_are_left_out(tmp_path: Path) -> None:
    message = mail(page="<p>The page of it.</p>")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="menu.pdf")
    message.add_attachment("Prices are secret.", filename="prices.txt")
    (tmp_path / "cafe.EML").write_bytes(bytes(message))
    (path,) = walk([tmp_path])
    (article,) = read(path)
    assert isinstance(article, Article)
    assert (article.title, article.author) == ("The café", "Inés Okafor")
    assert article.published_at == datetime(2025, 5, 15, 15, 22, tzinfo=UTC)
    assert article.text == "The café opens on 2 June."


def test_a_mail_that_is_a_page_is_read_as_a_browser_shows_it() -> None:
    page = (
        "<html><head><style>p {}</style></head><table><tr><td><h1>News</h1><p>The <b>café</b> opens.</p></td></tr>"
        "</table><ul><li>Tea</li><li>Coffee</li></ul></html>"
    )
    assert read_eml(bytes(mail(None, page)), source="s").text.split("\n") == [
        "News",
        "The café opens.",
        "Tea",
        "Coffee",
    ]


def test_a_reply_has_no_author_and_no_marks() -> None:
    asked = "Is it really the second of June on which\n> the doors of the café are opened at last?"
    text = f"Yes.\n\nOn 14 May 2025, Jo Ek <jo@x.example> wrote:\n> {asked}\n"
    reply = read_eml(bytes(mail(text)), source="s")
    assert reply.author is None
    assert reply.text.split("\n")[2:] == [
        *("Yes.", "✉ · On 14 May 2025, Jo Ek <jo@x.example> wrote:", "Jo Ek", asked.replace("\n>", ""))
    ]


def test_header_lines_and_text_in_plain_bytes_above_ascii_are_read() -> None:
    raw = "From: Inés Okafor\nSubject: Das Café\n\nDas Café öffnet.\n".encode()
    article = read_eml(raw, source="s")
    assert (article.title, article.author, article.text) == ("Das Café", "Inés Okafor", "Das Café öffnet.")


def test_the_same_from_standard_input() -> None:
    (article,) = read_stdin(bytes(mail(**{"X-Mailer": "Kite"})))
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("The café", "The café opens on 2 June.")


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"The mill is old.\n", "is no e-mail"),
        (b"From: Jo Ek\nSubject: Nothing\n\n", "without text"),
        (
            b"From: Jo Ek\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: image/png\n\nx\n--x--\n",
            "without text",
        ),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "is no e-mail"),
    ],
)
def test_what_is_no_mail_or_has_no_text_is_reported(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        read_eml(raw, source="s")


def test_parts_within_parts_without_end_stop_nothing(tmp_path: Path) -> None:
    opened = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(2_000))
    (tmp_path / "deep.eml").write_text(f"From: Jo Ek\n{opened}Content-Type: text/plain\n\nThe end.\n")
    (error,) = read(tmp_path / "deep.eml")
    assert isinstance(error, UnreadableError)
