"""Answers, passages and articles for a person at a terminal, or for the next program in a pipe.

Text from articles may hold anything: control characters are taken out, and nothing of it is read as markup.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import datetime
from itertools import groupby
from pathlib import Path, PurePath
from textwrap import shorten

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.answer import Answer, Citation, Sentence, Status, separator, warning
from bot.nearest import nearest
from bot.untrusted.visible import visible
from index.article import BETWEEN_CELLS, Place, StoredArticle, makers
from index.catalogue import ArticleHead
from index.days import day_of
from index.passage import Passage

GAP = 2
"""Blanks between the columns of a table."""
FIELDS = ("id", "date", "publisher", "title")
"""What the list of articles shows of each."""

NARROWEST_TITLE = 20
"""Columns that a table must leave to a title."""

WIDEST_ROW = 76
"""Columns of a table row, with its marks; wider ones would be broken on most terminals anyhow."""

LONGEST_NAME = 60
"""Characters; some pages name everybody who worked on an article."""


def clean(text: str) -> str:
    """What can be seen of the text, line breaks and tabs kept; bytes of a name that are no text, escaped."""
    return visible(text.encode("utf-8", "backslashreplace").decode())


def day(moment: datetime | None) -> str:
    """``3 January 2024``; empty for None."""
    return "" if moment is None else day_of(moment)


def _aligned(texts: Sequence[str]) -> list[str]:
    """The texts, the cells of table rows that follow each other filled up to one width, unless that is too wide."""
    aligned: list[str] = []
    for cells, run in groupby(texts, key=lambda text: text.count(BETWEEN_CELLS)):
        rows = [text.split(BETWEEN_CELLS) for text in run]
        widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
        if not cells or sum(widths) + cells * len(BETWEEN_CELLS) > WIDEST_ROW:
            aligned += [BETWEEN_CELLS.join(row) for row in rows]
            continue
        for row in rows:
            filled = [set_cell_size(cell, width) for cell, width in zip(row[:-1], widths, strict=False)]
            aligned.append(BETWEEN_CELLS.join([*filled, row[-1]]))
    return aligned


def marked(sentences: Iterable[Sentence]) -> Text:
    """The sentences with their marks, one after the other; rows of a table with their cells below each other."""
    text = Text()
    shown = list(sentences)
    before = ""
    for sentence, words in zip(shown, _aligned([clean(each.text) for each in shown]), strict=True):
        text.append(separator(before, sentence.text))
        before = sentence.text
        text.append(words, style="strike" if sentence.status is Status.UNSUPPORTED else "")
        for number in sentence.citations:
            text.append(f"[{number}]", style="bold cyan")
        text.append(warning(sentence), style="bold red")
    return text


def print_answer(console: Console, answer: Answer) -> None:
    """The whole answer: its sentences, then the sources with their quotes."""
    if answer.sentences:
        _line(console, marked(answer.sentences))
    print_sources(console, answer)


def print_sources(console: Console, answer: Answer) -> None:
    """What follows the sentences: the reason, the sources, or what was found instead of an answer."""
    if answer.reason:
        if answer.sentences:
            console.print()
        _line(console, Text(clean(answer.reason), style="italic" if answer.sentences else ""))
    if answer.citations:
        console.print()
        _print_citations(console, answer.citations)
    elif answer.declined and answer.passages:
        console.print()
        _line(console, Text("The nearest passages:", style="dim"))
        for number, excerpt in enumerate(nearest(answer.standalone_question, answer.passages), start=1):
            _print_part(console, number, excerpt.passage.article, excerpt.text, excerpt.start)
            console.print()


def print_passages(console: Console, passages: Iterable[Passage], *, explain: bool = False) -> None:
    """The passages, best first, each under its article's title."""
    for passage in passages:
        _print_part(console, passage.rank, passage.article, passage.text, passage.start)
        if explain:
            _indented(console, _reasons(passage))
        console.print()


def _print_part(console: Console, number: int, article: StoredArticle, text: str, start: int) -> None:
    heading = Text(f"{number:>2}  ", style="bold cyan")
    heading.append(clean(article.title), style="bold")
    heading.append(_byline(article.author, article.publisher, article.published_at), style="dim")
    _line(console, heading)
    _indented(console, Text(" ".join(clean(text).split())))
    _indented(console, Text(where(article.url, article.source) + _page(article.page(start)), style="dim"))


def print_heads(console: Console, heads: Iterable[ArticleHead]) -> None:
    """The articles as a table, or one below the other where that would be too narrow; in a pipe, tab-separated.

    The fields are id, date, publisher and title; a table has no column for a date or a publisher that none has.
    """
    rows = [
        tuple(
            " ".join(clean(field).split())
            for field in (
                head.id,
                head.published_at.date().isoformat() if head.published_at else "",
                head.publisher or "",
                head.title,
            )
        )
        for head in heads
    ]
    if not console.is_terminal:
        for row in rows:
            # Written past rich, which turns tabs into blanks.
            console.file.write("\t".join(row) + "\n")
        return
    widths = _widths(console.width, rows)
    if widths["title"] < NARROWEST_TITLE:
        for *facts, title in rows:
            _line(console, Text(title, style="bold"))
            console.print(Padding(Text("  ".join(filter(None, facts)), style="cyan"), (0, 0, 0, 2)), highlight=False)
    else:
        console.print(_table(widths, rows))


def _widths(width: int, rows: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """The columns that a table of this width has, and how wide each is: the title has what the others leave."""
    kept = [place for place, name in enumerate(FIELDS) if name in ("id", "title") or any(row[place] for row in rows)]
    # An id is there to be copied, and is broken last.
    most = {"id": width // 2, "date": 10, "publisher": max(10, width // 5)}
    longest = {FIELDS[place]: max(cell_len(row[place]) for row in [FIELDS, *rows]) for place in kept}
    widths = {name: min(longest[name], most.get(name, width)) for name in longest}
    widths["title"] = width - sum(widths[name] + GAP for name in widths if name != "title")
    return widths


def _table(widths: Mapping[str, int], rows: Sequence[tuple[str, ...]]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim", show_edge=False, padding=(0, GAP, 0, 0))
    for name in widths:
        table.add_column(name, style="cyan" if name == "id" else "", overflow="fold", width=widths[name])
    for row in rows:
        table.add_row(*(Text(row[FIELDS.index(name)]) for name in widths))
    return table


def print_article(console: Console, article: StoredArticle) -> None:
    """One article with what is known of it."""
    _line(console, Text(clean(article.title), style="bold"))
    facts = [
        ("id", article.id),
        ("version", str(article.version)),
        ("author", article.author),
        ("publisher", article.publisher),
        ("published", day(article.published_at)),
        ("language", article.language),
        ("link", article.url),
        ("read from", article.source),
        ("gone since", day(article.gone_at)),
        *(("also at", _elsewhere(place)) for place in article.copies),
    ]
    for name, value in facts:
        if value:
            _line(console, Text.assemble((f"{name:<10} ", "dim"), clean(value)))
    console.print()
    _line(console, Text(clean(article.text)))


def _print_citations(console: Console, citations: Sequence[Citation]) -> None:
    """Each article once, in the order of first use, and under it its quotes by number."""
    by_article: dict[tuple[str, int], list[Citation]] = {}
    for citation in citations:
        by_article.setdefault((citation.article_id, citation.version), []).append(citation)
    for cited in by_article.values():
        first = cited[0]
        heading = Text("".join(f"[{citation.number}]" for citation in cited) + " ", style="bold cyan")
        heading.append(clean(first.title), style="bold")
        heading.append(_byline(first.author, first.publisher, first.published_at), style="dim")
        _line(console, heading)
        _indented(console, Text(where(first.url, first.source), style="dim"))
        if first.note:
            _indented(console, Text(clean(first.note), style="yellow"))
        if first.copies:
            places = "; ".join(_elsewhere(place) for place in first.copies)
            _indented(console, Text("Also: " + places, style="dim"))
        for citation in cited:
            quote = Text(f"[{citation.number}] " if len(cited) > 1 else "", style="cyan")
            quote.append("“" + " ".join(clean(citation.quote).split()) + "”", style="green")
            quote.append(_page(citation.page), style="dim")
            _indented(console, quote)


def _page(number: int | None) -> str:
    return f", page {number}" if number else ""


def _elsewhere(place: Place) -> str:
    return ", ".join(
        filter(None, (clean(place.publisher or ""), day(place.published_at), where(place.url, place.source)))
    )


def _reasons(passage: Passage) -> Text:
    reasons = [
        f"{signal.name} {signal.value:+.3f}" + (f" ({signal.detail})" if signal.detail else "")
        for signal in passage.signals
    ]
    return Text(f"score {passage.score:.3f} = " + ", ".join(clean(reason) for reason in reasons), style="cyan")


def _byline(author: str | None, publisher: str | None, published_at: datetime | None) -> str:
    names = [shorten(clean(name), LONGEST_NAME, placeholder=" …") for name in makers(author, publisher)]
    known = [part for part in (*names, day(published_at)) if part]
    return "  " + ", ".join(known) if known else ""


def where(url: str | None, source: str) -> str:
    """The link, or the file as it is called from the folder that one is in."""
    if url:
        return clean(url)
    with suppress(ValueError):
        return clean(str(PurePath(source).relative_to(Path.cwd())))
    return clean(source)


def _indented(console: Console, text: Text) -> None:
    if console.is_terminal:
        console.print(Padding(text, (0, 0, 0, 4)), highlight=False)
    else:
        _line(console, Text("    ") + text)


def _line(console: Console, text: Text) -> None:
    """One line; wrapped at words on a terminal, never broken in a pipe."""
    console.print(text, soft_wrap=not console.is_terminal, highlight=False)
