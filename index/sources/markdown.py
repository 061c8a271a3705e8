"""Markdown files, with or without front matter between lines of ``---`` (YAML) or ``+++`` (TOML)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from pathlib import PurePath
from typing import TYPE_CHECKING

from index.article import Article
from index.errors import UnreadableError
from index.sources.byline import byline
from index.sources.encoding import decode
from index.sources.fields import FieldNames
from index.sources.footnotes import is_note_mark
from index.sources.imprint import publisher_above
from index.sources.kinds import take_subject
from index.sources.language import detect_language, language_code
from index.sources.links import is_web_address
from index.sources.markup import markup_text, table_row
from index.sources.prose import are_labelled, fallback_title
from index.sources.stated_date import stated_date

if TYPE_CHECKING:
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
_TOML = re.compile(r"\s*\+\+\+[ \t]*\n(.*?)\n\+\+\+[ \t]*(?:\n|$)", re.S)
_SIMPLE_LINE = re.compile(r"([A-Za-z][\w -]*?)[ \t]*(?::[ \t]|=)[ \t]*(.+)")
# As GitHub and most static site generators write them: https://docs.github.com/get-started/writing-on-github
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*", re.M)
_TASK = re.compile(r"^\[([ xX])\] ")


def read_markdown(raw: bytes, *, source: str, path: PurePath | None = None) -> Article:
    """The article in a Markdown file, as text without marks; UnreadableError where there is no text in it."""
    text = decode(raw, source=source)
    if not text.strip():
        raise UnreadableError(source, "is empty")
    if (alias := _alias(text)) is not None:
        # Ten of ten of ten: a few hundred bytes can stand for gigabytes.
        raise UnreadableError(source, f"has front matter with YAML aliases ({alias}); write out what they stand for")
    declared, content = front_matter(text)
    title, body = _plain(content)
    if not body.strip():
        raise UnreadableError(source, "has a title or front matter, but no text")
    title, body = take_subject(title, body)
    names = FieldNames({}, of_document=True)
    author, published = byline(body)
    url = names.value(declared, "url")
    publisher = names.value(declared, "publisher")
    if publisher and is_web_address(publisher):
        url, publisher = url or publisher, None
    return Article(
        source=source,
        title=names.value(declared, "title") or title or fallback_title(body, path),
        text=body,
        author=names.value(declared, "author") or author,
        publisher=publisher or publisher_above(body),
        published_at=names.published_at(declared) or published or stated_date(title or "", body),
        url=url if url and is_web_address(url) else None,
        language=language_code(names.value(declared, "language")) or detect_language(body),
        declared_id=names.value(declared, "id"),
    )


def front_matter(text: str) -> tuple[Mapping[str, object], str]:
    """What the front matter declares, and the text below it.

    Front matter that is not quite YAML or TOML (``title: Paris: a walk``) is read line by line instead of being lost.
    """
    import frontmatter
    import yaml

    if (toml := _TOML.match(text)) is not None:
        try:
            return _named(tomllib.loads(toml[1])), text[toml.end() :]
        except tomllib.TOMLDecodeError:
            return _line_by_line(toml, text)
    try:
        post = frontmatter.loads(text)
    except (yaml.YAMLError, ValueError, TypeError):
        match = _FRONT_MATTER.match(text)
        return ({}, text) if match is None else _line_by_line(match, text)
    # Between two rules there may be words that declare nothing.
    return (_named(post.metadata), str(post.content)) if post.metadata else ({}, text)


def _alias(text: str) -> str | None:
    """The first alias in front matter in YAML for something that is anchored there; None where there is none."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    if not handler.detect(text := text.strip()):
        return None
    anchors: set[str] = set()
    try:
        block, _ = handler.split(text)
        for token in yaml.scan(block) if "*" in block and "&" in block else ():
            if isinstance(token, yaml.AnchorToken):
                anchors.add(token.value)
            elif isinstance(token, yaml.AliasToken) and token.value in anchors:
                return f"*{token.value}"
    except (yaml.YAMLError, ValueError):  # what cannot be parsed is read line by line
        pass
    return None


def _named(declared: Mapping[str, object]) -> Mapping[str, object]:
    return {str(name): _dated(value) for name, value in declared.items()}


def _line_by_line(match: re.Match[str], text: str) -> tuple[Mapping[str, object], str]:
    pairs = (_SIMPLE_LINE.fullmatch(line.strip()) for line in match[1].split("\n"))
    found = {pair[1]: pair[2].strip("\"' ") for pair in pairs if pair}
    return (found, text[match.end() :]) if found else ({}, text)


def _dated(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value


def _plain(content: str) -> tuple[str | None, str]:
    """The first heading, if the text begins with it, and the rest as plain lines."""
    from markdown_it import MarkdownIt

    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(_without_footnote_marks(content))
    title = None
    if len(tokens) > 2 and tokens[0].type == "heading_open" and tokens[0].tag in ("h1", "h2"):
        title = _inline(tokens[1])
        tokens = tokens[3:]
    lines = [line.strip() for line in "\n".join(_lines(tokens)).split("\n")]
    return title, "\n".join(line for line in lines if line)


def _without_footnote_marks(content: str) -> str:
    """``content`` with each footnote as a paragraph, where it stands, and without the marks that refer to it."""
    labels = frozenset(_FOOTNOTE.findall(content))
    content = _FOOTNOTE.sub("\n", content)
    return (
        re.sub(r"\[\^([^\]\s]+)\]", lambda mark: "" if mark[1] in labels else mark[0], content) if labels else content
    )


def _lines(tokens: list[Token]) -> Iterator[str]:
    row: list[str] | None = None
    for number, token in enumerate(tokens):
        if token.type == "tr_open":
            row = []
        elif token.type == "tr_close":
            yield table_row(row or [])
            row = None
        elif token.type == "inline":
            if row is None and number > 1 and tokens[number - 2].type == "list_item_open":
                yield _TASK.sub(lambda task: "☐ " if task[1] == " " else "☑ ", _inline(token), count=1)
            elif row is None:
                yield _inline(token)
            else:
                row.append(_inline(token))
        elif token.type in ("fence", "code_block"):
            yield token.content
        elif token.type == "html_block":
            yield markup_text(token.content)


def _inline(token: Token) -> str:
    pieces = []
    raised = noted = False
    for child in token.children or []:
        if child.type == "html_inline" and child.content.lower() in ("<sup>", "</sup>"):
            raised = child.content[1] != "/"
        if child.type in ("link_open", "link_close"):
            noted = str(child.attrGet("href") or "").startswith("#")
        if child.type == "text" and noted and is_note_mark(child.content.strip(), raised=raised):
            continue
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type == "softbreak":
            pieces.append("\r")
        elif child.type == "hardbreak" or (child.type == "html_inline" and child.content.startswith("<br")):
            pieces.append("\n")
    return _joined("".join(pieces).strip())


def _joined(text: str) -> str:
    """``text`` with the lines of its source, which end in ``\\r``, as one, but for what stands behind labels."""
    lines = text.split("\r")
    labelled: list[str] = []
    for line in lines:
        if labelled and not are_labelled([labelled[-1], line]):
            labelled[-1] += f" {line}"
        else:
            labelled.append(line)
    # By chance a word and a colon begin a line of a paragraph.
    apart = 2 * len(labelled) > len(lines)
    return ("\n" if apart else " ").join(labelled)
