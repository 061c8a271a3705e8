"""An answer as messages: as many as it needs, each with the sources of its own sentences."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer import Answer, Citation, Sentence, Status, separator, warning
from bot.nearest import Excerpt, nearest
from bot.slack.blocks import Block, context, feedback, markdown, size
from bot.slack.citations import mark, source_list
from bot.slack.mrkdwn import (
    escape,
    escape_markdown,
    sanitize_markdown,
    shorten,
    split,
    to_mrkdwn,
    to_plain,
    web_address,
)
from index.days import day_of

MAX_BODY = 8_000
"""Characters of an answer's text in one message: of the 12,000 that a markdown block may have, so that sources fit."""
MAX_TOTAL = 12_600
"""Characters of all blocks of a message, as JSON.  Slack refuses somewhere above 13,100 (slackapi/bolt-js#2509)."""

_LINE = re.compile(r"\s*(?:[-*+]\s|\d+[.)]\s|\||#|>|```)")
"""What Markdown reads as a list, a table, a heading, a quote or code only at the start of a line."""


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


def shown(sentence: Sentence, citations: Iterable[Citation]) -> str:
    """A sentence as Markdown, its marks linked to the articles where they are on the web."""
    by_number = {citation.number: citation for citation in citations}
    # A quote shows what the article has, letter for letter; a model writes Markdown.
    quoted = sentence.status is Status.QUOTED
    text = (escape_markdown(sentence.text) if quoted else sanitize_markdown(sentence.text)).strip()
    if quoted:
        text = text.replace("\n", "\n\n")  # Markdown joins the lines of a paragraph
    marks = "".join(mark(by_number[number]) for number in sentence.citations if number in by_number)
    marks += warning(sentence)
    last_line = text.rsplit("\n", 1)[-1]
    if not quoted and marks and last_line.lstrip().startswith(("|", "```")):
        return f"{text}\n\n{marks}"  # on their line they would end the table or keep the code open
    return text + marks


def gap(before: str, piece: str) -> str:
    """What stands between two pieces of a body, the first after none: a line's end where Markdown needs it."""
    if not before:
        return ""
    if _LINE.match(piece):
        return "\n"
    return "\n\n" if _LINE.match(before.rsplit("\n", 1)[-1]) or separator(before, piece) != " " else " "


def messages_of(answer: Answer, notes: Sequence[str] = ()) -> list[Message]:
    """The whole answer, in as many messages as it needs; each lists the sources of its own sentences."""
    if not answer.sentences:
        # Where nothing was looked for there is no answer to judge.
        thumbs = (feedback(answer.id),) if answer.standalone_question else ()
        return [Message(_refusal(answer), (*small_print(answer, notes), *thumbs))]
    cited = {citation.number: citation for citation in answer.citations}
    parts: list[tuple[str, list[int]]] = []
    body = before = ""
    numbers: list[int] = []
    for sentence in answer.sentences:
        for piece in split(shown(sentence, answer.citations), MAX_BODY):
            if body and len(body) + len(gap(before, piece)) + len(piece) > MAX_BODY:
                parts.append((body, numbers))
                body, numbers, before = "", [], ""
            body += gap(before, piece) + piece
            before = piece
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


def small_print(answer: Answer, notes: Sequence[str]) -> list[Block]:
    """What a reader must know of how the answer was made, one line."""
    lines = [*notes]
    if answer.sentences and answer.reason:
        lines.insert(0, answer.reason)
    return [context(escape(" ".join(lines)))] if lines else []


def _refusal(answer: Answer) -> str:
    reason = escape_markdown(answer.reason or "The articles don't say.")
    if not answer.standalone_question:
        return f"{reason} Ask me anything about the articles."
    lines = [reason]
    if answer.standalone_question.strip() != answer.question.strip():
        lines.append(f"I looked for: {escape_markdown(shorten(answer.standalone_question, 300))}")
    excerpts = nearest(answer.standalone_question, answer.passages)
    if excerpts:
        lines.append("The nearest passages:")
        lines.append("\n".join(_entry(excerpt) for excerpt in excerpts))
    return "\n\n".join(lines)


def _entry(excerpt: Excerpt) -> str:
    """An excerpt below its article's title, as an entry of a list."""
    article = excerpt.passage.article
    address = web_address(article.url)
    title = escape_markdown(shorten(article.title, 100)).replace("[", "(").replace("]", ")")
    date = f" · {day_of(article.published_at)}" if article.published_at else ""
    return f"- {f'[{title}]({address})' if address else title}{date}\n  “{escape_markdown(excerpt.text)}”"
