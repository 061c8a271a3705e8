"""Makes words safe to stand in a prompt: what is invisible goes, what imitates the prompt is broken up.

Only the prompt's copy is changed.  Quotes are cut from the article itself.
"""

from __future__ import annotations

import re

from bot.untrusted.visible import visible

TEMPLATE_TOKEN = re.compile(
    r"<\s*[|｜][^<>\n]{0,40}[|｜]\s*>|\[/?INST\]|<</?SYS>>|</?s>|<(?:start|end)_of_turn>|<(?:bos|eos|pad|unk)>"
    r"|</?think(?:ing)?>",
    re.IGNORECASE,
)
"""What chat templates of common models put between messages; some servers read them inside a message as well."""
MARK_LIKE = re.compile(r"[\[【〔]\s*\^?\s*(\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\s*[\]】〕]")
RULE = re.compile(r"([=#~*_<>-])\1{2,}")


def defang(text: str) -> str:
    """``text`` for a prompt, its lines kept."""
    text = visible(text)
    text = TEMPLATE_TOKEN.sub(" ", text)
    # A footnote of the article's own would be read as one of the prompt's numbers.
    text = MARK_LIKE.sub(r"(\1)", text)
    return RULE.sub(r"\1\1", text)


def defang_line(text: str, longest: int = 200) -> str:
    """``text`` as one line of at most ``longest`` characters, for a title or a publisher's name."""
    return " ".join(defang(text).split())[:longest]
