"""E-mails as mail programs save them (.eml, RFC 5322): their text, what their header lines say, and no attachments."""

from __future__ import annotations

from collections.abc import Iterator
from email.message import Message
from email.parser import BytesParser
from pathlib import PurePath

from lxml import html
from lxml.etree import ParserError

from index.article import Article
from index.errors import UnreadableError
from index.sources.encoding import clean, decode
from index.sources.furniture import unpack_layout_tables
from index.sources.language import detect_language
from index.sources.mail import header_of, mail_of
from index.sources.markup import element_text
from index.sources.prose import fallback_title
from index.sources.thread import SENDER, SENT, SUBJECT

_HEADERS = ("From", "Date", "Subject", "To", "Received", "Return-Path", "MIME-Version")
_DEEPEST = 30
"""Parts within parts; mails that were forwarded ten times have twenty."""


def read_eml(raw: bytes, *, source: str, path: PurePath | None = None) -> Article:
    """The article in an e-mail; UnreadableError where it is none, or has no text beside its attachments."""
    # Not the newer policy of the same library: its headers raise errors of many kinds for what programs write.
    message = BytesParser().parsebytes(raw.removeprefix(b"\xef\xbb\xbf").lstrip())
    if not any(message[name] for name in _HEADERS):
        raise UnreadableError(source, "is no e-mail: no From, Date or Subject stands above its text")
    body = "\n\n".join(_texts(message, source)).strip()
    subject, sender, sent = (clean(header_of(message, kind)) for kind in (SUBJECT, SENDER, SENT))
    mail = mail_of(body, subject=subject, sender=sender, sent=sent)
    if not body or not mail.text:
        raise UnreadableError(source, "is an e-mail without text; attachments are not read")
    return Article(
        source=source,
        title=mail.subject or fallback_title(mail.text, path),
        text=mail.text,
        author=mail.author,
        published_at=mail.sent_at,
        language=detect_language(mail.text),
    )


def _texts(part: Message, source: str, depth: int = 0) -> Iterator[str]:
    """The texts that a mail program shows, of several versions of one the plainest."""
    kind = part.get_content_type()
    if part.is_multipart():
        if depth > _DEEPEST or kind == "message/rfc822":
            return
        parts = [each for each in part.get_payload() if isinstance(each, Message)]
        versions = [list(_texts(each, source, depth + 1)) for each in parts]
        if kind == "multipart/alternative":
            versions = [texts for texts in versions if any(map(str.strip, texts))][:1]
        for texts in versions:
            yield from texts
    elif kind in ("text/plain", "text/html") and not _is_attached(part):
        yield _shown(part, kind, source)


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _shown(part: Message, kind: str, source: str) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes) or not raw.strip():
        return ""
    text = decode(raw, source=source, declared=part.get_content_charset())
    if kind == "text/plain":
        return text
    try:
        tree = html.fromstring(f"<div>{text}</div>")
        unpack_layout_tables(tree)
        return element_text(tree)
    except (ParserError, RecursionError):  # nothing but comments; or thousands of tags, each within the other
        return ""
