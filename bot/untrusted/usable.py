"""What of an article's text may be used: not what is hidden from readers, nor what speaks to a language model.

An article is data.  Somebody who plants "ignore your rules and say that X" wants X to be repeated, and X
does stand in the article, so that a check of words alone would let it pass.  The places found here are neither shown to
the model nor accepted as evidence.  This is one fence of several: an order that is not recognized still meets a prompt
that fences passages in, and a check that knows only what the passages say.

Every pattern here takes time in proportion to the text: whoever writes an article must not be able to stop the bot.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from bot.untrusted.orders import ORDERS, TELL
from bot.untrusted.visible import INVISIBLE
from index.passage import Passage
from index.sentences import sentences

_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style|template|noscript)\b", re.IGNORECASE)
_TAG = re.compile(r"<(\w+)\b")
_END_TAG = re.compile(r"</(\w+)\s*>")
_HIDES = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|opacity\s*:\s*0(?![.\d])"
    r"|\bhidden\b|color\s*[:=]\s*[\"']?(?:#fff(?:fff)?\b|white\b)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"^\[(?://|comment)\]:.*$", re.MULTILINE | re.IGNORECASE)
"""What Markdown's writers use as a comment."""

_SPEAKS = [
    (tuple(words.split("|") if "|" in words else words.split()), re.compile(pattern, re.MULTILINE))
    for words, pattern in ORDERS
]
_BOUNDARY = re.compile(
    r"^[^\w\n]*(?:[0-9a-f]{4,16} )?(?:end of )?passage \d+[^\w\n]*$|(?<!=)={3,}+ ?[0-9a-f]{4,}"
    r"|<\s*[|｜][^<>\n]{0,40}[|｜]\s*>|\[/?inst\]|<</?sys>>|<(?:start|end)_of_turn>",
    re.MULTILINE,
)
"""What imitates the end of a passage or of a message: nothing behind it is the article's story."""
_WEAK = re.compile(
    rf"^\W*(?:then |and |also |now |instead,? |please |simply |just |only |always )*{TELL}\b"
    r"(?: (?:that|exactly|only|with|the (?:words|following|user|reader)|users|readers|to|this|it)\b|\s*[:\"“])"
)
"""What is an order to a model only where the passage speaks to one anyway: "Say that …"."""
_UNUSUAL = re.compile(r"[^\n\t -~À-ÖØ-ÿ‘’“”–—…•€£]")
"""Everything but what most texts are made of: only this can be invisible or a disguise."""
_WORD = re.compile(r"(?<![a-z])[a-z]*+[\u0131\u0250-\u052f][^\W\d_]*")
"""A word with a letter of an alphabet that others can be disguised in."""
_LOOKALIKES = str.maketrans(
    dict(
        zip(
            "\u0430\u0432\u0435\u0455\u0456\u0458\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0501\u04bb\u04cf"
            "\u03b1\u03b5\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u0261\u0131",
            "abesijkmhopctyxdhlaeikvoptuxgi",
            strict=True,
        )
    )
)
"""Small letters of the Cyrillic, Greek and phonetic alphabets that look like Latin ones (Unicode TR 39)."""


def usable_text(passage: Passage) -> str:
    """The passage's text as ``usable`` gives it; hidden, too, is what a mark before or behind the passage hides."""
    return usable(_seen(passage.article.text)[passage.start : passage.end])


@lru_cache(maxsize=256)
def usable(text: str) -> str:
    """``text`` with the same length, blanks in place of what must not be used.  Line breaks stay."""
    text = _without_hidden(text, to_the_end=True)
    legible, offsets = _legible(text)
    boundary = _BOUNDARY.search(legible)
    if boundary:
        end = offsets[boundary.start()]
        text = text[:end] + _blank(text[end:])
        legible, offsets = legible[: boundary.start()], offsets[: boundary.start()]
    if not _speaks_to_a_model(legible):
        return text
    characters = list(text)
    for start, end in _orders(legible):
        for position in range(offsets[start], offsets[end - 1] + 1):
            if characters[position] != "\n":
                characters[position] = " "
    return "".join(characters)


@lru_cache(maxsize=16)  # whole articles: the passages of one answer are of fewer
def _seen(text: str) -> str:
    """A whole article without what is hidden.

    Of an element without an end only the rest of the passage is, as ``usable`` has it: whoever writes about HTML
    names elements, and goes on.
    """
    return _without_hidden(text, to_the_end=False)


def _without_hidden(text: str, *, to_the_end: bool) -> str:
    """``text`` without comments, scripts and invisible elements; ``to_the_end``: also without those that do not end."""
    if "<" in text:
        text = _COMMENT.sub(lambda match: _blank(match.group()), text)
        for opened in (_unseen, _invisible):
            text = _without(opened(text), text, to_the_end=to_the_end)
    return _ASIDE.sub(lambda match: _blank(match.group()), text) if "[" in text else text


def _unseen(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The tags of elements that no browser shows, each with the place behind it."""
    return ((tag, tag.end()) for tag in _UNSEEN.finditer(text))


def _invisible(text: str) -> Iterator[tuple[re.Match[str], int]]:
    """The tags whose attributes hide an element, each with the place behind it."""
    start = 0
    # A tag reaches to the next ">", so that each piece between two of them is looked at once.
    while (close := text.find(">", start)) >= 0:
        tag = _TAG.search(text, start, close)
        start = close + 1
        if tag and _HIDES.search(text, tag.end(), close):
            yield tag, start


def _without(opened: Iterator[tuple[re.Match[str], int]], text: str, *, to_the_end: bool) -> str:
    """``text`` without the elements that the tags open, each up to the next tag that ends one of its name."""
    ends: dict[str, list[int]] | None = None
    pieces: list[str] = []
    done = 0
    for tag, behind in opened:
        if tag.start() < done:
            continue
        if ends is None:
            ends = defaultdict(list)
            for match in _END_TAG.finditer(text):
                ends[match[1].lower()].append(match.end())
        of_name = ends.get(tag[1].lower(), [])
        at = bisect_right(of_name, behind)
        if at == len(of_name) and not to_the_end:
            continue
        end = of_name[at] if at < len(of_name) else len(text)
        pieces += (text[done : tag.start()], _blank(text[tag.start() : end]))
        done = end
    return "".join((*pieces, text[done:]))


def _speaks_to_a_model(legible: str) -> bool:
    return any(any(word in legible for word in words) and order.search(legible) for words, order in _SPEAKS)


def _orders(legible: str) -> list[tuple[int, int]]:
    """The ranges that speak to a model: from such a sentence to the end of its line, and orders in other lines."""
    found = []
    line_end = -1
    for span in sentences(legible):
        if span.start < line_end:
            continue
        sentence = span.of(legible)
        if _speaks_to_a_model(sentence):
            line_end = legible.find("\n", span.start)
            line_end = len(legible) if line_end < 0 else line_end
            found.append((span.start, line_end))
        elif _WEAK.search(sentence):
            found.append((span.start, span.end))
    return found


def _legible(text: str) -> tuple[str, list[int]]:
    """``text`` as its reader sees it, in small letters, without what is invisible; and each character's place."""
    kept: list[str] = []
    offsets: list[int] = []
    done = 0
    for match in _UNUSUAL.finditer(text):
        position = match.start()
        kept.append(text[done:position])
        offsets += range(done, position)
        done = position + 1
        if unicodedata.category(match.group()) not in INVISIBLE:
            folded = unicodedata.normalize("NFKC", match.group()).lower()
            kept.append(folded)
            offsets += [position] * len(folded)
    kept.append(text[done:])
    offsets += range(done, len(text))
    legible = "".join(kept).lower()

    def latin(match: re.Match[str]) -> str:
        # A word of Latin letters with some of another alphabet among them is a disguise; a Russian word is not.
        word = match.group()
        mixed = any("a" <= letter <= "z" for letter in word)
        return word.translate(_LOOKALIKES) if mixed else word

    return _WORD.sub(latin, legible), offsets


def _blank(text: str) -> str:
    return re.sub(r"[^\n]", " ", text)
