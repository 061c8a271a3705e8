"""An answer as Slack's blocks, within Slack's limits (docs.slack.dev/reference/block-kit/blocks)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import urlsplit

from bot.answer import Answer, Citation, Sentence, Status, separator
from bot.slack.mrkdwn import (
    cut,
    escape,
    escape_markdown,
    sanitize_markdown,
    shorten,
    split,
    to_mrkdwn,
    to_plain,
    to_quote,
    web_address,
)

MAX_BLOCKS = 50
MAX_SECTION = 3_000
MAX_BODY = 8_000
"""Characters of an answer's text in one message: of the 12,000 that a markdown block may have, so that sources fit."""
MAX_TOTAL = 12_600
"""Characters of all blocks of a message, as JSON.  Slack refuses somewhere above 13,100 (slackapi/bolt-js#2509)."""
MAX_FULL_SOURCES = 10
"""Sources shown with their quotes; those after them by title, with a button each."""
MAX_BUTTON = 75
SOURCE, FEEDBACK, SHARE = "source", "feedback", "share"
GOOD, BAD = "good", "bad"

_LINE = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|\||#|>|```)")
"""What Markdown reads as a list, a table, a heading, a quote or code only at the start of a line."""

_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")

Block = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of an answer."""

    body: str
    """Markdown."""
    tail: tuple[Block, ...] = ()
    """What follows it: sources, notes, buttons."""
    spoken: str = "Sources"
    """For notifications and screen readers where there is no body."""

    @property
    def blocks(self) -> list[Block]:
        """Body and tail."""
        return [*markdown(self.body), *self.tail]

    @property
    def text(self) -> str:
        """For notifications and screen readers, and what the bot reads of itself later."""
        return to_plain(self.body) or self.spoken

    @property
    def mrkdwn(self) -> str:
        """The whole of it without blocks, for workspaces that take none."""
        texts = [to_mrkdwn(self.body) if self.body else ""]
        for block in self.tail:
            if block["type"] == "section":
                texts.append(str(block["text"]["text"]))
            elif block["type"] == "context":
                texts += [str(element["text"]) for element in block["elements"]]
        return "\n\n".join(text for text in texts if text) or self.spoken


def markdown(body: str) -> list[Block]:
    """A block of Markdown; none for no text."""
    return [{"type": "markdown", "text": body}] if body.strip() else []


def section(text: str, accessory: Block | None = None) -> Block:
    """A section of ``mrkdwn``, cut if it is too long."""
    block: Block = {"type": "section", "text": {"type": "mrkdwn", "text": cut(text, MAX_SECTION)}}
    return block | ({"accessory": accessory} if accessory else {})


def context(text: str) -> Block:
    """A line of small print."""
    return {"type": "context", "elements": [{"type": "mrkdwn", "text": cut(text, MAX_SECTION)}]}


def header(text: str) -> Block:
    """A heading."""
    return {"type": "header", "text": {"type": "plain_text", "text": shorten(text, 150)}}


def button(text: str, action: str, value: str, **more: Any) -> Block:
    """A button."""
    label = {"type": "plain_text", "text": shorten(text, MAX_BUTTON)}
    return {"type": "button", "text": label, "action_id": action, "value": value[:2000], **more}


def actions(*buttons: Block) -> Block:
    """A row of buttons."""
    return {"type": "actions", "elements": list(buttons)}


def shown(sentence: Sentence, citations: Iterable[Citation]) -> str:
    """A sentence as Markdown, its marks linked to the articles where they are on the web."""
    by_number = {citation.number: citation for citation in citations}
    # A quote shows what the article has, letter for letter; a model writes Markdown.
    quoted = sentence.status is Status.QUOTED
    text = (escape_markdown(sentence.text) if quoted else sanitize_markdown(sentence.text)).strip()
    marks = "".join(mark(by_number[number]) for number in sentence.citations if number in by_number)
    last_line = text.rsplit("\n", 1)[-1]
    if not quoted and marks and last_line.lstrip().startswith(("|", "```")):
        return f"{text}\n\n{marks}"  # on their line they would end the table or keep the code open
    return text + marks


def mark(citation: Citation) -> str:
    """``[1]``, linked to the quoted words where the article is on the web."""
    address = address_of(citation)
    return f"[[{citation.number}]]({address})" if address else f"[{citation.number}]"


def address_of(citation: Citation) -> str | None:
    """Where the quoted words can be read on the web."""
    address = web_address(citation.url)
    return to_quote(address, citation.quote) if address else None


def joined(before: str, piece: str) -> str:
    """``before`` with ``piece`` after it: on a line of its own where Markdown needs that, else after a space."""
    if not before:
        return piece
    starts_line = bool(_LINE.match(piece))
    last = before.rsplit("\n", 1)[-1]
    ended_line = not starts_line and (bool(_LINE.match(last)) or separator(last, piece) != " ")
    return before + ("\n" if starts_line else "\n\n" if ended_line else " ") + piece


def messages_of(answer: Answer, notes: Sequence[str] = ()) -> list[Message]:
    """The whole answer, in as many messages as it needs; each lists the sources of its own sentences."""
    if not answer.sentences:
        return [Message(_refusal(answer), (*small_print(answer, notes), feedback(answer.id)))]
    cited = {citation.number: citation for citation in answer.citations}
    parts: list[tuple[str, list[int]]] = []
    body = ""
    numbers: list[int] = []
    for sentence in answer.sentences:
        for piece in split(shown(sentence, answer.citations), MAX_BODY):
            if body and len(joined(body, piece)) > MAX_BODY:
                parts.append((body, numbers))
                body, numbers = "", []
            body = joined(body, piece)
        numbers = list(dict.fromkeys([*numbers, *sentence.citations]))
    parts.append((body, numbers))
    made: list[Message] = []
    for place, (body, numbers) in enumerate(parts):
        last = place == len(parts) - 1
        if len(parts) > 1:
            body = f"{body}\n\n*Part {place + 1} of {len(parts)}*"
        tail = ending(answer, notes) if last else ()
        made += with_sources(body, [cited[number] for number in numbers if number in cited], tail)
    return made


def ending(answer: Answer, notes: Sequence[str] = ()) -> tuple[Block, ...]:
    """What stands under an answer's last message, after its sources."""
    return (*small_print(answer, notes), feedback(answer.id))


def with_sources(body: str, citations: Sequence[Citation], tail: Sequence[Block]) -> list[Message]:
    """The body with its sources and tail; the sources in a message of their own where they do not fit."""
    room = MAX_TOTAL - size([*markdown(body), *tail])
    sources = source_list(citations, room)
    if sources is not None:
        return [Message(body, (*sources, *tail))]
    alone = source_list(citations, MAX_TOTAL - size([*markdown("Sources of the answer above"), *tail]))
    if alone is None:
        half = len(citations) // 2
        return [
            *with_sources(body, citations[:half], ()),
            *with_sources("More sources of the answer above", citations[half:], tail),
        ]
    return [Message(body), Message("Sources of the answer above", (*alone, *tail))]


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
    date = f"{citation.published_at.day} {citation.published_at:%B %Y}" if citation.published_at else None
    details = [escape(shorten(part, 60)) for part in (citation.author, citation.publisher, date) if part]
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


def feedback(answer_id: str) -> Block:
    """The two thumbs."""

    def thumb(text: str, label: str, verdict: str) -> Block:
        value = json.dumps({"answer": answer_id, "verdict": verdict}, separators=(",", ":"))
        return {"text": {"type": "plain_text", "text": text}, "accessibility_label": label, "value": value}

    element = {
        "type": "feedback_buttons",
        "action_id": FEEDBACK,
        "positive_button": thumb("Good answer", "This answer helped", GOOD),
        "negative_button": thumb("Bad answer", "This answer is wrong or did not help", BAD),
    }
    return {"type": "context_actions", "elements": [element]}


def small_print(answer: Answer, notes: Sequence[str]) -> list[Block]:
    """What a reader must know of how the answer was made, one line."""
    lines = [*notes]
    if answer.sentences and answer.reason:
        lines.insert(0, answer.reason)
    return [context(escape(" ".join(lines)))] if lines else []


def degraded(blocks: Iterable[Block]) -> list[Block]:
    """The same in blocks that every client and workspace has had for years."""
    made: list[Block] = []
    for block in blocks:
        if block["type"] == "markdown":
            made += [section(part) for part in split(to_mrkdwn(block["text"]), MAX_SECTION)]
        elif block["type"] == "context_actions":
            element = block["elements"][0]
            sides = (("positive_button", GOOD), ("negative_button", BAD))
            made.append(
                actions(
                    *(
                        button(element[side]["text"]["text"], f"{FEEDBACK}-{verdict}", element[side]["value"])
                        for side, verdict in sides
                    )
                )
            )
        else:
            made.append(block)
    return made[:MAX_BLOCKS]


def size(blocks: Sequence[Block]) -> int:
    """Characters of the blocks, counted on the safe side: with their JSON."""
    return len(json.dumps(list(blocks), ensure_ascii=False))


def _refusal(answer: Answer) -> str:
    reason = escape_markdown(answer.reason or "The articles don't say.")
    if not answer.standalone_question:
        return f"{reason} Ask me anything about the articles."
    lines = [reason]
    if answer.standalone_question.strip() != answer.question.strip():
        lines.append(f"I looked for: {escape_markdown(shorten(answer.standalone_question, 300))}")
    titles: dict[str, str] = {}
    for passage in answer.passages[:6]:
        article = passage.article
        address = web_address(article.url)
        title = escape_markdown(shorten(article.title, 100)).replace("[", "(").replace("]", ")")
        date = f" · {article.published_at.day} {article.published_at:%B %Y}" if article.published_at else ""
        titles.setdefault(article.id, (f"[{title}]({address})" if address else title) + date)
    if titles:
        lines.append("The nearest articles:")
        lines.append("\n".join(f"- {title}" for title in list(titles.values())[:3]))
    return "\n\n".join(lines)
