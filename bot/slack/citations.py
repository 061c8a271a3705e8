"""A citation as Slack shows it: its mark in the text, its line and quote in the list of sources, its button."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from urllib.parse import urlsplit

from bot.answer import Citation
from bot.slack.blocks import MAX_BLOCKS, MAX_SECTION, SOURCE, Block, actions, button, section, size
from bot.slack.mrkdwn import escape, shorten, split, to_quote, web_address
from index.article import makers
from index.days import day_of

MAX_FULL_SOURCES = 10
"""Sources shown with their quotes; those after them by title, with a button each."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")


def mark(citation: Citation) -> str:
    """``[1]``, linked to the quoted words where the article is on the web."""
    address = address_of(citation)
    return f"[[{citation.number}]]({address})" if address else f"[{citation.number}]"


def address_of(citation: Citation) -> str | None:
    """Where the quoted words can be read on the web."""
    address = web_address(citation.url)
    return to_quote(address, citation.quote) if address else None


def source_list(citations: Sequence[Citation], room: int) -> list[Block] | None:
    """The sources in at most ``room`` characters: with quotes, with shorter quotes, by title; None if none fits."""
    if not citations:
        return []
    for full, quote_characters in ((MAX_FULL_SOURCES, 280), (MAX_FULL_SOURCES, 140), (5, 140), (0, 0)):
        blocks: list[Block] = [{"type": "divider"}]
        for citation in citations[:full]:
            quote = "\n".join(f">{line}" for line in escape(shorten(citation.quote, quote_characters)).split("\n"))
            open_button = button("Read", f"{SOURCE}-{citation.number}", reference(citation))
            blocks.append(section(f"{title_line(citation)}\n{quote}", open_button))
        rest = citations[full:]
        for start in range(0, len(rest), 25):
            some = rest[start : start + 25]
            lines = "\n".join(title_line(citation, 60) for citation in some)
            blocks += [section(part) for part in split(lines, MAX_SECTION)]
            blocks.append(actions(*(button(f"[{c.number}]", f"{SOURCE}-{c.number}", reference(c)) for c in some)))
        if len(blocks) <= MAX_BLOCKS - 5 and size(blocks) <= room:
            return blocks
    return None


def title_line(citation: Citation, title_characters: int = 150) -> str:
    """``[1] Title · Publisher · 2 January 2024``, with what a reader must know of the article."""
    place = place_of(citation)
    title = escape(shorten(citation.title or place or "Untitled", title_characters))
    address = address_of(citation) if title_characters > 60 else web_address(citation.url)
    linked = f"<{address}|{title}>" if address else title
    date = day_of(citation.published_at) if citation.published_at else None
    details = [escape(shorten(part, 60)) for part in (*makers(citation.author, citation.publisher), date) if part]
    if date and _RIGHT_TO_LEFT.search(f"{citation.title}{citation.publisher}"):
        details[-1] = f"\u2068{details[-1]}\u2069"  # else the day would stand after the year
    if not details and not address and citation.title and place != citation.title:
        details = [escape(shorten(place, 60))]
    if citation.page:
        details.append(f"page {citation.page}")
    note = f" · _{escape(shorten(citation.note, 120))}_" if citation.note else ""
    return f"*[{citation.number}]* {' · '.join([linked, *details])}{note}"


def place_of(citation: Citation) -> str:
    """Where an article that is on no web page came from: its file's name, or the site's name."""
    if web_address(citation.source):
        return urlsplit(citation.source).netloc
    return PurePath(citation.source).name or citation.source


def reference(citation: Citation) -> str:
    """The value of a source's button: enough to show the words even if the answer is forgotten."""
    return json.dumps(
        {
            "a": citation.article_id, "v": citation.version, "s": citation.start, "e": citation.end,
            "n": citation.number,
        },
        separators=(",", ":"),
    )  # fmt: skip
