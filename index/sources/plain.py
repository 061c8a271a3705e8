"""Plain text files: one article, its title on the first line or nowhere."""

from __future__ import annotations

import re
from pathlib import PurePath

from index.article import Article
from index.dates import parse_date
from index.errors import UnreadableError
from index.sources.byline import author_named, byline
from index.sources.encoding import decode
from index.sources.imprint import masthead, publisher_above, taken_from
from index.sources.kinds import take_subject
from index.sources.language import detect_language, language_code
from index.sources.links import is_web_address
from index.sources.mail import Mail, take_mail
from index.sources.prose import Titled, fallback_title, take_title, unwrap
from index.sources.stated_date import stated_date
from index.sources.thread import take_thread

_HEADER = re.compile(
    r"(title|headline|author|byline|by|date|published|url|link|source|publisher|language"
    r"|titel|autor(?:in)?|datum|quelle|titre|auteur|título|fecha|fuente)[ \t]*:[ \t]*(\S.*)",
    re.I,
)
_ENGLISH = {
    "headline": "title", "titel": "title", "titre": "title", "título": "title",
    "byline": "author", "by": "author", "autor": "author", "autorin": "author", "auteur": "author",
    "published": "date", "datum": "date", "fecha": "date",
    "quelle": "source", "fuente": "source",
}  # fmt: skip


def read_plain(raw: bytes, *, source: str, path: PurePath | None = None) -> Article:
    """The article in a plain text file; UnreadableError where there is no text in it."""
    text = decode(raw, source=source).strip("\n")
    if not text.strip():
        raise UnreadableError(source, "is empty")
    mail = take_mail(text)
    return _mailed(mail, source) if mail is not None else _written(text, source, path)


def _mailed(mail: Mail, source: str) -> Article:
    return Article(
        source=source,
        title=mail.subject,
        text=mail.text,
        author=mail.author,
        published_at=mail.sent_at,
        language=detect_language(mail.text),
    )


def _written(text: str, source: str, path: PurePath | None) -> Article:
    header, text = take_header(text)
    origin, text = (None, text) if header else _take_origin(text)
    title, body = _titled(text, header.get("title"))
    thread, body = take_thread(body), unwrap(body)
    author, published = byline(body)
    if "author" in header:
        author = author_named(header["author"])
    if thread is not None:
        body = thread.text
        if thread.names_senders:
            author, published, title = None, thread.sent_at or published, title or thread.subject
    if origin:
        body = f"{origin}\n{body}"
    if thread is None and "title" not in header:
        title, body = take_subject(title, body)
    publisher = header.get("publisher") or (taken_from(origin) if origin else None)
    if thread is None:
        publisher = publisher or publisher_above(body)
    return Article(
        source=source,
        title=title or fallback_title(body, path),
        text=body,
        author=author,
        publisher=publisher,
        published_at=parse_date(header.get("date", "")) or published or stated_date(title or "", body),
        url=header.get("url"),
        language=language_code(header.get("language")) or detect_language(body),
    )


def _titled(text: str, declared: str | None) -> tuple[str | None, str]:
    """The title, that of the header before that of the first line, and the text without it."""
    titled = Titled(None, text) if text.startswith(">") else take_title(text)
    title = declared or titled.title
    # A title that the header declares and the first line says once more is still the title.
    body = titled.text if title is not None and titled.title in (title, None) else text
    return title, body


def _take_origin(text: str) -> tuple[str | None, str]:
    """What stands above a title and says where a text is from, None where nothing does, and the text below."""
    lines = text.split("\n")
    above = lines[:1] if taken_from(lines[0]) else masthead(text)
    below = "\n".join(lines[len(above) :]).strip("\n")
    title = take_title(below).title if above else None
    if title is None or any(byline(title)):
        return None, text
    return "\n".join(above).strip(), below


def take_header(text: str) -> tuple[dict[str, str], str]:
    """The lines such as ``Author: …`` above a text, by what they declare, and the text without them.

    One such line alone is taken for prose.
    """
    header: dict[str, str] = {}
    lines = text.split("\n")
    count = 0
    for line in lines:
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            break
        name, value = match[1].lower(), match[2].strip()
        name = _ENGLISH.get(name, name)
        if name in ("source", "link", "url"):
            name = "url" if is_web_address(value) else "publisher"
        header.setdefault(name, value)
        count += 1
    if count < 2 or (count < len(lines) and lines[count].strip()):
        return {}, text
    return header, "\n".join(lines[count:]).strip("\n")
