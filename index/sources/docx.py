"""Word documents (.docx)."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from datetime import datetime
from pathlib import PurePath

from lxml import etree, html

from index.article import Article
from index.dates import parse_date
from index.errors import UnreadableError
from index.sources.byline import byline
from index.sources.encoding import clean
from index.sources.footnotes import place_notes
from index.sources.kinds import take_subject
from index.sources.language import detect_language
from index.sources.markup import element_text
from index.sources.prose import fallback_title, take_title
from index.sources.spans import square_tables
from index.sources.stated_date import stated_date

_CORE = {
    "title": "{http://purl.org/dc/elements/1.1/}title",
    "author": "{http://purl.org/dc/elements/1.1/}creator",
    "created": "{http://purl.org/dc/terms/}created",
}
# When the empty documents were made that libraries begin with, and where clocks begin.
_NO_DATE = re.compile(r"2013-12-23T23:15|1601-01-01|1970-01-01|1980-01-01")
# mammoth has no place of its own for Word's title; its style bears this name in every language.
_STYLES = "p[style-name='Title'] => h1.title:fresh"
# mammoth takes 70 MB of memory and 7 s for each MB of markup; a book of a thousand pages has less than ten.
_MOST_MARKUP = 20_000_000
# Markup shrinks to a tenth or a thirtieth, that of regular tables to a fiftieth; what is made to burst to a thousandth.
_MOST_TIMES = 100
# So much may come of however little.
_UNSUSPICIOUS = 2_000_000
# What can begin XML: white space, a tag, or the mark of an encoding.  A part's name says nothing of what it holds.
_MARKUP = re.compile(rb"[\s<]|\x00<|\xef\xbb\xbf|\xff\xfe|\xfe\xff")


def read_docx(raw: bytes, *, source: str, path: PurePath | None = None) -> Article:
    """The article in a Word document; UnreadableError where it is encrypted, damaged, or holds no text."""
    import mammoth  # type: ignore[import-untyped]

    if raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise UnreadableError(source, "is encrypted, or an old .doc; save it as .docx without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            _refuse_bursting(archive, len(raw), source)
            declared = _core(archive)
        # Pictures would come as long data: addresses; an empty one keeps its place.
        converted = mammoth.convert_to_html(
            io.BytesIO(raw), style_map=_STYLES, convert_image=mammoth.images.img_element(lambda _: {"src": ""})
        )
    except UnreadableError:
        raise
    except (zipfile.BadZipFile, zlib.error, etree.XMLSyntaxError, EOFError, OSError) as error:
        raise UnreadableError(source, f"is no Word document, or truncated: {error}") from error
    # mammoth raises what the XML parser, the zip reader and its own look-ups raise.
    except (KeyError, ValueError, IndexError, AttributeError, TypeError, RuntimeError) as error:
        raise UnreadableError(source, f"is a damaged Word document: {error}") from error
    root = html.fromstring(f"<div>{converted.value}</div>")
    place_notes(root)
    square_tables(root)
    title = _title(root, _useful(declared.get("title")))
    text = clean(element_text(root)).strip()
    if not text:
        raise UnreadableError(source, "holds no text")
    if title is None:
        titled = take_title(text)
        title, text = titled.title, titled.text
    elif re.sub(r"\W", "", text.split("\n", 1)[0]) == re.sub(r"\W", "", title) and "\n" in text:
        text = text.split("\n", 1)[1]
    title, text = take_subject(title, text)
    author, published = byline(text)
    return Article(
        source=source,
        title=title or fallback_title(text, path),
        text=text,
        author=author or _useful(declared.get("author")),
        published_at=published or stated_date(title or "", text) or _created(declared.get("created", "")),
        language=detect_language(text),
    )


def _refuse_bursting(archive: zipfile.ZipFile, size: int, source: str) -> None:
    """UnreadableError where a document of ``size`` bytes unpacks to more markup than can be parsed."""
    markup = 0
    for entry in archive.infolist():
        with archive.open(entry) as part:
            if _MARKUP.match(part.read(4)):
                markup += entry.file_size
    if markup > _MOST_MARKUP:
        raise UnreadableError(
            source,
            f"unpacks to {markup / 1e6:.3g} MB of text and markup, more than the limit of {_MOST_MARKUP / 1e6:.3g} MB; "
            "split it, or save it as text",
        )
    if markup > max(_UNSUSPICIOUS, _MOST_TIMES * size):
        raise UnreadableError(
            source, f"unpacks to {markup // size} times its size, more than the limit of {_MOST_TIMES}"
        )


def _title(root: html.HtmlElement, declared: str | None) -> str | None:
    """What Word's style for titles marks, else the heading that stands for one, taken out, else what is declared."""
    marked = next((element for element in root.find_class("title") if _words(element)), None)
    heading = marked if marked is not None else _heading(root, declared)
    if heading is None:
        return declared
    heading.drop_tree()
    return _words(heading)


def _heading(root: html.HtmlElement, declared: str | None) -> html.HtmlElement | None:
    """The document's first heading, if nothing but short lines stands above it and it is not one of its parts'."""
    above = 0
    for element in root.iter("h1", "h2", "p"):
        if element.tag != "p" and _words(element):
            several = len(root.findall(f".//{element.tag}")) > 1
            return None if several and (declared or above) else element
        if len(_words(element)) > 100:
            return None
        above += bool(_words(element))
    return None


def _words(element: html.HtmlElement) -> str:
    return clean(" ".join(element.text_content().split()))


def _core(archive: zipfile.ZipFile) -> dict[str, str]:
    """What the document's properties declare; ECMA-376 part 2, section 8 (docProps/core.xml)."""
    try:
        raw = archive.read("docProps/core.xml")
    except KeyError:
        return {}
    root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    found = {name: root.findtext(tag) for name, tag in _CORE.items()}
    return {name: value.strip() for name, value in found.items() if value and value.strip()}


def _created(declared: str) -> datetime | None:
    return None if _NO_DATE.match(declared) else parse_date(declared)


def _useful(declared: str | None) -> str | None:
    # What the libraries and programs that write documents put there by themselves.
    if declared is None or re.fullmatch(r"(?i)python-docx|word document|document\d*|microsoft.*|user|admin", declared):
        return None
    return clean(declared)
