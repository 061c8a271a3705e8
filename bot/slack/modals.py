"""The modals: the quoted words inside their article, and why an answer was bad."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from bot.slack.blocks import MAX_BLOCKS, Block, context, section
from bot.slack.messages import Message
from bot.slack.mrkdwn import escape, shorten, to_quote, web_address
from index.article import StoredArticle, makers
from index.days import day_of

REASON_CALLBACK = "feedback_reason"
REASONS = {
    "wrong": "It is wrong",
    "missing": "The articles say it, and it was not found",
    "beside": "It does not answer the question",
    "old": "It is out of date",
}
MAX_PARAGRAPH = 2_500
"""Characters of a paragraph shown around the quoted words; a rich text may hold more, a reader does not want it."""
MAX_NEIGHBOUR = 700
LONG_WORD = 30
"""Characters; what has no blank within so many is not written in words."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a source's button points at."""

    article: str
    version: int
    start: int
    end: int
    number: int

    @classmethod
    def of(cls, value: str) -> Shown:
        """From the button's value; raises ValueError, KeyError."""
        read = json.loads(value)
        return cls(str(read["a"]), int(read["v"]), int(read["s"]), int(read["e"]), int(read["n"]))


def source_modal(article: StoredArticle, at: Shown, *, newest: int) -> Block:
    """The quoted words in bold inside their paragraph, its neighbours, and the way to the article."""
    text = article.text
    start, end = max(0, min(at.start, len(text))), max(0, min(at.end, len(text)))
    opening = text.rfind("\n", 0, start) + 1
    closing = _line_end(text, max(start, end - 1))
    before = _neighbour(text[:opening].rstrip("\n"), last=True)
    after = _neighbour(text[closing:].lstrip("\n"), last=False)
    paragraph = _paragraph(text[opening:start], text[start:end], text[end:closing])
    blocks: list[Block] = [section(_heading(article, text[start:end]))]
    if before:
        blocks.append(_rich(({"type": "text", "text": before},)))
    blocks.append(_rich(paragraph))
    if after:
        blocks.append(_rich(({"type": "text", "text": after},)))
    blocks.append(context(_place(article, opening)))
    if article.version != newest:
        blocks.append(context("The article has changed since this answer was given; these are the words as they were."))
    if article.gone_at is not None:
        blocks.append(context(f"The page is gone since {day_of(article.gone_at)}."))
    return _modal(f"Source {at.number}", blocks)


def notice_modal(title: str, text: str) -> Block:
    """A modal that says one thing."""
    return _modal(title, [section(escape(text))])


def results_modal(title: str, blocks: list[Block]) -> Block:
    """A modal of findings; Slack shows at most a hundred blocks."""
    return _modal(title, blocks[:100])


def reason_modal(answer_id: str) -> Block:
    """Asks why an answer was bad."""
    options = [
        {"text": {"type": "plain_text", "text": text}, "value": value} for value, text in REASONS.items()
    ]  # fmt: skip
    blocks: list[Block] = [
        {
            "type": "input",
            "block_id": "why",
            "optional": True,
            "label": {"type": "plain_text", "text": "What was wrong with the answer?"},
            "element": {"type": "radio_buttons", "action_id": "why", "options": options},
        },
        {
            "type": "input",
            "block_id": "words",
            "optional": True,
            "label": {"type": "plain_text", "text": "In your words"},
            "element": {
                "type": "plain_text_input",
                "action_id": "words",
                "multiline": True,
                "placeholder": {"type": "plain_text", "text": "What should the answer have said?"},
            },
        },
    ]
    view = _modal("What was wrong?", blocks) | {"callback_id": REASON_CALLBACK, "private_metadata": answer_id}
    return view | {"submit": {"type": "plain_text", "text": "Send"}}


def reason_of(values: dict[str, Any]) -> str:
    """What someone entered in the modal, in one line."""
    option = ((values.get("why") or {}).get("why") or {}).get("selected_option") or {}
    words = str(((values.get("words") or {}).get("words") or {}).get("value") or "").strip()
    chosen = REASONS.get(str(option.get("value") or ""), "")
    return ": ".join(part for part in (chosen, " ".join(words.split())) if part)


def notice_of(view: Block) -> Message:
    """What a modal shows, as a message for where it could not be opened; what is to be entered is left out."""
    blocks = [_as_section(block) for block in view["blocks"] if block["type"] != "input"]
    if not blocks:
        return Message("Thank you, that is noted.")
    return Message("", tuple(blocks[:MAX_BLOCKS]), spoken=str(view["title"]["text"]))


def _as_section(block: Block) -> Block:
    if block["type"] != "rich_text":
        return block
    pieces = [piece for element in block["elements"] for piece in element["elements"]]
    texts = (
        f"*{escape(piece['text']).strip()}*" if piece.get("style") else escape(piece["text"]) for piece in pieces
    )  # fmt: skip
    return section("".join(texts))


def _modal(title: str, blocks: list[Block]) -> Block:
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": shorten(title, 24)},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": blocks,
    }


def _heading(article: StoredArticle, quote: str) -> str:
    title = escape(shorten(article.title or PurePath(article.source).name, 200))
    address = web_address(article.url)
    date = day_of(article.published_at) if article.published_at else None
    details = " · ".join(escape(part) for part in (*makers(article.publisher, article.author), date) if part)
    heading = f"*{title}*" + (f"\n{details}" if details else "")
    return heading + (f"\n<{to_quote(address, quote)}|Read these words in the article>" if address else "")


def _place(article: StoredArticle, opening: int) -> str:
    lines = [line for line in article.text.split("\n") if line.strip()]
    paragraph = sum(bool(line.strip()) for line in article.text[:opening].split("\n")) + 1
    place = f"Paragraph {min(paragraph, len(lines))} of {len(lines)}"
    if page := article.page(opening):
        place = f"Page {page} of {len(article.pages)}"
    if web_address(article.url):
        return place
    name = PurePath(article.source).name or article.source
    return f"{place} of the file {escape(shorten(name, 150))}"


def _paragraph(before: str, quote: str, after: str) -> tuple[Block, ...]:
    room = max(200, (MAX_PARAGRAPH - len(quote)) // 2)
    if len(before) > room:
        before = _ending(before, room)
    if len(after) > room:
        after = _beginning(after, room)
    pieces: list[Block] = []
    if before:
        pieces.append({"type": "text", "text": before})
    pieces.append({"type": "text", "text": quote[: 2 * MAX_PARAGRAPH] or " ", "style": {"bold": True}})
    if after:
        pieces.append({"type": "text", "text": after})
    return tuple(pieces)


def _neighbour(text: str, *, last: bool) -> str:
    lines = [line for line in text.split("\n") if line.strip()]
    line = (lines[-1] if last else lines[0]) if lines else ""
    if len(line) <= MAX_NEIGHBOUR:
        return line
    return _ending(line, MAX_NEIGHBOUR) if last else _beginning(line, MAX_NEIGHBOUR)


def _beginning(text: str, room: int) -> str:
    """The first characters, without the half of a word; in a script without spaces all of them."""
    return re.sub(rf"\s\S{{0,{LONG_WORD}}}\Z", "", text[:room]) + "…"


def _ending(text: str, room: int) -> str:
    return "…" + re.sub(rf"\A\S{{0,{LONG_WORD}}}\s", "", text[-room:])


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _rich(pieces: tuple[Block, ...]) -> Block:
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(pieces)}]}
