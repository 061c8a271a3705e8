"""Messages of Slack's read as words: what people wrote, as they see it, and what the bot wrote itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from bot.slack.mrkdwn import WORD_JOINER, escape, to_plain

_TOKEN = re.compile(r"<([^<>\n]*)>")
"""A link, a mention or a channel (docs.slack.dev/messaging/formatting-message-text)."""
_PART = re.compile(r"(```.*?```|`[^`\n]+`|<[^<>\n]*>)", re.DOTALL)
"""What formatting is not looked for in: code and addresses."""
_FORMATTED = [
    re.compile(rf"(?<![\w{mark}]){mark}(?=[^\s{mark}])([^{mark}\n]+)(?<=\S){mark}(?![\w{mark}])")
    for mark in (r"\*", "_", "~")
]
_QUOTED = re.compile(r"^(?:&gt;)+[ \t]?", re.MULTILINE)
_EMOJI = re.compile(r"(?<![\w:])(?::[\w+'-]+:)+(?!\w)")
"""As Slack sends them, with the tone of a skin as one more: ``:wave::skin-tone-2:``."""


def written(message: Mapping[str, Any]) -> str:
    """What a message says, in Slack's notation: its text, or its blocks'; and what it passes on of other messages.

    An alert of another app often has its words in blocks or attachments alone, and what is forwarded is an attachment.
    """
    said = str(message.get("text") or "") or "\n".join(_in_blocks(message.get("blocks") or []))
    attached = [
        str(attachment.get("text") or "")
        for attachment in message.get("attachments") or []
        if not said or attachment.get("is_share") or attachment.get("is_msg_unfurl")
    ]
    return "\n".join(words for words in (said, *attached) if words)


def read_message(text: str, bot_user: str) -> str:
    """The words of a message as Slack sent it: mentions of the bot, formatting and emoji gone, entities decoded.

    A link is its label, or its address where it has none.
    """

    def word(match: re.Match[str]) -> str:
        target, _, label = match[1].partition("|")
        if target.startswith("@"):
            return "" if target[1:] == bot_user else (f"@{label}" if label else "")
        if target.startswith("#"):
            return f"#{label}" if label else ""
        return label if label or target.startswith("!") else target

    return html.unescape(_TOKEN.sub(word, _plain(text))).strip()


def read_own(text: str) -> str:
    """The words of one of the bot's own messages: links as their labels, marks and formatting gone."""
    words = to_plain(html.unescape(_TOKEN.sub(lambda match: match[1].partition("|")[2], text)))
    return re.sub(r"\[\d+\]", "", html.unescape(words)).replace(WORD_JOINER, "").strip()


def with_titles(text: str, titles: Mapping[str, str]) -> str:
    """The message as Slack sent it, but that links to what has a title are this title; keys as ``links`` gives them."""

    def title(match: re.Match[str]) -> str:
        found = titles.get(html.unescape(match[1].partition("|")[0]))
        return f"“{escape(found)}”" if found else match[0]

    return _TOKEN.sub(title, text)


def links(text: str) -> list[str]:
    """The web addresses in a message as Slack sent it, each once."""
    found = (match[1].partition("|")[0] for match in _TOKEN.finditer(text))
    return list(dict.fromkeys(html.unescape(link) for link in found if link.startswith(("http://", "https://"))))


def _in_blocks(blocks: list[Mapping[str, Any]]) -> Iterator[str]:
    for block in blocks:
        if block.get("type") == "rich_text":
            yield from map(_rich_text, block.get("elements") or [])
        elif block.get("type") in ("markdown", "section"):
            text = block.get("text") or ""
            yield text if isinstance(text, str) else str(text.get("text") or "")


def _rich_text(element: Mapping[str, Any]) -> str:
    """The words of a rich text, of which those of a list stand on lines of their own."""
    if "elements" not in element:
        return html.escape(str(element.get("text") or element.get("url") or ""), quote=False)
    return ("\n" if element.get("type") == "rich_text_list" else "").join(map(_rich_text, element["elements"]))


def _plain(text: str) -> str:
    """The message without the marks of its formatting; what code and addresses hold is left as it is."""
    whole: list[str] = []

    def put_aside(match: re.Match[str]) -> str:
        part = match[1]
        whole.append(part if part.startswith("<") else part.strip("`"))
        return f"\0{len(whole) - 1}\0"

    words = _EMOJI.sub("", _QUOTED.sub("", _PART.sub(put_aside, text.replace("\0", ""))))
    for formatted in _FORMATTED:
        words = formatted.sub(r"\1", words)
    return re.sub(r"\0(\d+)\0", lambda match: whole[int(match[1])], words)
