"""Text for Slack: what people and articles wrote is shown as they wrote it, and pings nobody.

Slack has two dialects (docs.slack.dev/messaging/formatting-message-text): ``mrkdwn`` in sections and fallback texts,
ordinary Markdown in ``markdown`` blocks and streams.  In both, ``&``, ``<`` and ``>`` are written as entities.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlsplit

from bot.untrusted.visible import visible

WORD_JOINER = "\u2060"
MAX_ADDRESS = 2_000
"""Of the 3,000 characters of a section: what has a longer address is shown without a link."""
MAX_FRAGMENT_END = 160
"""Characters of each end of a text fragment, as percents: five words in most scripts, 17 characters of Chinese."""
_LOUD = re.compile(r"@(?=(?:channel|here|everyone|group)\b)", re.IGNORECASE)

_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
_FENCE = re.compile(r"^(?:```|~~~)", re.MULTILINE)
_CODE = re.compile(r"((?<!\\)(?:```.*?(?:```|\Z)|`[^`\n]+`))", re.DOTALL)
_IMAGE = re.compile(r"!\[([^\]\n]*)\]\([^)\n]*\)")
_LINK = re.compile(r"\[([^\]\n]+)\]\(([^()\s]*(?:\([^()\s]*\)[^()\s]*)*)\)")
_OWN_LINK = re.compile(r"(?<!\\)\[(\[\d+\]|[^\[\]\n]+)\]\((https?://[^()\s]+)\)")
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s)|[-+*](?=\s)|\d+(?=[.)]\s)|={3,}|-{3,}|\|)", re.MULTILINE)
_SPECIAL = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~])       # a backslash that would escape
    | `                             # code
    | \*(?=\S) | (?<=\S)\*          # emphasis
    | (?<!\w)_(?=\S) | (?<=\S)_(?!\w)
    | ~(?=\S) | (?<=\S)~            # struck out
    | \[                            # a link; its text may hold brackets and span lines
    """,
    re.VERBOSE,
)
_UNESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = r"(?:\[\[\d+\]\]\([^\s)]*\)|<https?://[^|>\s]*\|\[\d+\]>|\[\d+\])"
"""The mark of a source after a sentence, in either dialect."""
_SENTENCE_END = re.compile(
    rf"(?<=[.!?。！？؟…])[\"'”’)\]]*{_MARK}*\s+|(?<=[。！？])[”’）」』)]*{_MARK}*(?!\[\[?\d|<https?:)|\n+"
)
_WHOLE = re.compile(
    r"<[^<>\n]*>|&(?:amp|lt|gt);|\\[!-/:-@\[-`{-~]|\[(?:\[\d+\]|[^\[\]\n]+)\]\(https?://[^()\s]+\)|\[\d+\]"
)
"""What no cut may fall into: a link in either dialect, an entity, an escaped character, a mark."""
_BLANK = re.compile(r"\s+")


def escape(text: str) -> str:
    """The text for a ``mrkdwn`` object: shows the same characters (but for ``*_~`` pairs), pings nobody."""
    text = _visible(text)
    text = "".join(_ENTITY.get(character, character) for character in text)
    return _LOUD.sub("@" + WORD_JOINER, text)


def escape_markdown(text: str) -> str:
    """The text for a ``markdown`` block or a stream: shows the same characters, formats nothing, pings nobody."""
    text = _SPECIAL.sub(lambda match: "\\" + match[0], _visible(text))
    text = _LINE_START.sub(lambda match: f"{match[1]}{_escaped_start(match[2])}", text)
    text = "".join(_ENTITY.get(character, character) for character in text)
    return _LOUD.sub("@" + WORD_JOINER, text)


def sanitize_markdown(text: str) -> str:
    """Markdown that a model wrote, its lists, quotes, tables and code kept; no links, images, mentions or markup."""
    pieces = []
    for piece in _CODE.split(_visible(text)):
        if piece.startswith("`"):
            # Entities are not decoded in code, and Slack's own tokens might be: part the bracket from what follows.
            parted = re.sub(r"<(?=[!@#a-z])", "<" + WORD_JOINER, piece)
            pieces.append(_LOUD.sub("@" + WORD_JOINER, parted))
            continue
        piece = _IMAGE.sub(r"\1", _shown(piece))
        piece = _LINK.sub(lambda match: _honest(match[1], match[2]), piece)
        quoting = re.compile(r"^((?:\s*>)+)", re.MULTILINE)
        marked = quoting.sub(lambda match: match[1].replace(">", "\x00"), piece)
        escaped = "".join(_ENTITY.get(character, character) for character in marked)
        pieces.append(_LOUD.sub("@" + WORD_JOINER, escaped.replace("\x00", ">")))
    return "".join(pieces)


def _shown(text: str) -> str:
    """The text with its entities as the characters they stand for; controls can be written so, too."""
    return _visible(html.unescape(text))


def to_mrkdwn(markdown: str) -> str:
    """What was made by the functions above, in the other dialect: for sections, where ``markdown`` blocks cannot go."""
    pieces = []
    for piece in _CODE.split(_tables_as_code(markdown)):
        if piece.startswith("`"):
            pieces.append("".join(_ENTITY.get(character, character) for character in _shown(piece)))
            continue
        piece = re.sub(r"^ {0,3}#{1,6} +(.+?) *#*$", r"**\1**", piece, flags=re.MULTILINE)
        piece = re.sub(r"^(\s*)[-+*]\s+", r"\1• ", piece, flags=re.MULTILINE)
        piece = re.sub(r"^\s*(?:-{3,}|={3,})\s*$", "───", piece, flags=re.MULTILINE)
        piece = re.sub(r"(?<!\\)(?<!\*)\*(?![\s*])([^*\n]+?)(?<![\s\\*])\*(?!\*)", r"_\1_", piece)
        piece = re.sub(r"(?<!\\)\*\*(.+?)(?<!\\)\*\*", r"*\1*", piece)
        piece = re.sub(r"(?<!\\)~~(.+?)(?<!\\)~~", r"~\1~", piece)
        piece = _OWN_LINK.sub(lambda match: f"<{match[2].replace('|', '%7C')}|{match[1]}>", piece)
        pieces.append(_UNESCAPE.sub(r"\1", piece))
    return "".join(pieces)


def to_plain(markdown: str) -> str:
    """The same without formatting and links, for notifications and screen readers; still escaped."""
    text = _OWN_LINK.sub(r"\1", to_linkless(markdown))
    text = re.sub(r"(?<!\\)(\*\*|~~)(.+?)(?<!\\)\1", r"\2", text)
    text = re.sub(r"^\s{0,3}#{1,6}\s+", "", text, flags=re.MULTILINE)
    return _UNESCAPE.sub(r"\1", text)


def to_linkless(markdown: str) -> str:
    """The Markdown with the text of its links alone."""
    return _OWN_LINK.sub(r"\1", markdown)


def web_address(url: str | None) -> str | None:
    """The address made safe to stand in a link of either dialect; None if it is no web address or too long for one."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    address = quote(url.strip(), safe="%/:?#@!$&'*+,;=~-._")  # brackets, spaces, pipes and non-ASCII as percents
    return address if len(address) <= MAX_ADDRESS else None


def to_quote(url: str, words: str) -> str:
    """The address with a text fragment that makes a browser scroll to the words and mark them.

    https://wicg.github.io/scroll-to-text-fragment/: ``#:~:text=start,end``, with ``-``, ``,`` and ``&`` as percents.
    """
    tokens = words.split()
    text = _fragment(" ".join(tokens))
    if len(tokens) > 12 or "\n" in words.strip() or len(text) > 2 * MAX_FRAGMENT_END:
        # The ends are enough, and survive markup and line breaks between them.
        text = f"{_fragment(_first(tokens))},{_fragment(_last_words(tokens))}"
    linked = f"{url}{':~:' if '#' in url else '#:~:'}text={text}"
    return linked if len(linked) <= MAX_ADDRESS else url


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut at a word with an ellipsis if it is longer than ``limit`` characters."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit * 0.5 else cut).rstrip(" ,;:.") + "…"


def cut(text: str, limit: int) -> str:
    """The beginning of the text, with no half of a link, an entity or an escaped character at its end."""
    return text[: _cut_at(text, limit)]


def split(text: str, limit: int) -> Iterator[str]:
    """The text in parts of at most ``limit`` characters, cut after sentences or lines, else between words.

    A block of code that is cut is closed and opened again.
    """
    while len(text) > limit:
        room = limit - 8  # for a fence that must be closed
        end = _last(text, room, _SENTENCE_END) or _last(text, room, _BLANK) or _cut_at(text, room) or room
        head, text = text[:end].rstrip(), text[end:].lstrip("\n" if text[end : end + 1] == "\n" else " ")
        if len(_FENCE.findall(head)) % 2:
            head, text = head + "\n```", "```\n" + text
        yield head
    if text.strip():
        yield text


def _last(text: str, room: int, ends: re.Pattern[str]) -> int:
    """The end of the last match, in the last two thirds of the room, that falls into nothing that must stay whole."""
    found = [match.end() for match in ends.finditer(text[:room]) if match.end() > room // 3]
    return next((end for end in reversed(found) if _cut_at(text, end) == end), 0)


def _cut_at(text: str, limit: int) -> int:
    """The last place within the limit that falls into nothing that must stay whole."""
    if len(text) <= limit:
        return len(text)
    return next((match.start() for match in _WHOLE.finditer(text) if match.start() < limit < match.end()), limit)


def _escaped_start(marker: str) -> str:
    return marker + "\\" if marker.isdigit() else "\\" + marker


def _honest(label: str, target: str) -> str:
    """A link as its label and, where it leads somewhere, its real address: nothing can pretend to be another."""
    address = web_address(target)
    return f"{label} ({address})" if address and address != label else (address or label)


def _first(tokens: Sequence[str]) -> str:
    """The first words, at most five, that fit the end of a fragment."""
    some = list(tokens[:5])
    while len(some) > 1 and len(_fragment(" ".join(some))) > MAX_FRAGMENT_END:
        some.pop()
    if len(_fragment(some[0])) <= MAX_FRAGMENT_END:
        return " ".join(some)
    # A script without spaces.  Browsers find whole words alone, and a pause surely ends one.
    text = some[0]
    while len(_fragment(text)) > MAX_FRAGMENT_END:
        text = text[:-1]
    return re.split(r"(?<=\w{5})[、。，；：！？]", text, maxsplit=1)[0]


def _last_words(tokens: Sequence[str]) -> str:
    """The last words, at most five, that fit the end of a fragment."""
    backwards = [token[::-1] for token in reversed(tokens)]
    return _first(backwards)[::-1]


def _fragment(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")


def _tables_as_code(markdown: str) -> str:
    """``mrkdwn`` has no tables: lines up the columns in a block of code."""
    lines = markdown.split("\n")
    shown: list[str] = []
    table: list[list[str]] = []

    def flush() -> None:
        if not table:
            return
        rows = [row for row in table if not all(re.fullmatch(r":?-{2,}:?", cell) for cell in row)]
        widths = [max(len(row[column]) if column < len(row) else 0 for row in rows) for column in range(len(rows[0]))]
        body = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in rows]
        shown.extend(["```", *body, "```"])
        table.clear()

    fenced = False
    for line in lines:
        fenced ^= line.lstrip().startswith("```")
        if not fenced and line.strip().startswith("|") and line.strip().endswith("|"):
            table.append([to_plain(cell.strip()) for cell in line.strip().strip("|").split("|")])
            continue
        flush()
        shown.append(line)
    flush()
    return "\n".join(shown)


def _visible(text: str) -> str:
    """What can be seen of the text, with the joiners that stand in it to part it."""
    return WORD_JOINER.join(map(visible, text.split(WORD_JOINER)))
