"""A model's sentence as plain text: no links, no images, no markup, nothing invisible."""

from __future__ import annotations

import re

from bot.untrusted.visible import visible
from bot.writing.defang import TEMPLATE_TOKEN

_IMAGE = re.compile(r"!\[[^\]\n]*\]\s*(?:\([^)\n]*\)?|\[[^\]\n]*\])")
_LINK = re.compile(r"\[([^\]\n]*)\]\s*\([^)\n]*\)?")
_REFERENCE = re.compile(r"\[([^\]\n]*)\]\[[^\]\n]*\]")
_DEFINITION = re.compile(r"^\s*\[[^\]\n]*\]:.*$", re.MULTILINE)
_SLACK = re.compile(r"<(?:[!@#][^>\n]*|(?:https?|mailto|tel)[^>|\n]*(?:\|(?P<label>[^>\n]*))?)>?", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]*>?")
_ADDRESS = re.compile(
    r"(?:\b[a-z][a-z0-9+.-]{1,20}:(?=\S*[/@.,;])(?:/{1,3})?[^\s<>\"”’)\]]{3,}"
    r"|\b[a-z][a-z0-9+.-]{1,20}:/{2,3}"
    r"|\b(?:javascript|vbscript|data):\S+"
    r"|\bwww\.[^\s<>\"”’)\]]+"
    r"|\b(?:[a-z0-9-]+\.)+[a-z]{2,24}(?::\d+)?/[^\s<>\"”’)\]]*[^\s<>\"”’)\].,;:!?])",
    re.IGNORECASE,
)
"""Anything with a scheme, ``www.`` or a host with a path; a bare ``Booking.com`` is a name."""
_EMPHASIS = re.compile(r"(?<!\w)(\*\*\*|\*\*|__|\*|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)")
_LINE_START = re.compile(r"^\s*(?:#{1,6}\s+|>\s*|[-*+•‣–]\s+|\d{1,2}[.)]\s+(?=\D))+")
_ANSI = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|.)?")


ROUNDS = 5
"""What is taken out may bring its neighbours together: "http:[]//example.org".  More often than this is no accident."""


def plain(text: str) -> str:
    """``text`` without anything that a terminal, Slack or a browser would act upon; empty where nothing is left."""
    for _ in range(ROUNDS):
        before, text = text, _without_markup(text)
        if text == before:
            return text
    return ""


def _without_markup(text: str) -> str:
    text = visible(_ANSI.sub("", text))
    text = TEMPLATE_TOKEN.sub(" ", text)
    text = _COMMENT.sub("", text)
    text = _IMAGE.sub("", text)
    text = _DEFINITION.sub("", text)
    text = _LINK.sub(r"\1", text)
    text = _REFERENCE.sub(r"\1", text)
    text = _SLACK.sub(lambda match: match["label"] or "", text)
    text = _TAG.sub("", text)
    text = _ADDRESS.sub("", text)
    text = _LINE_START.sub("", text)
    for _ in range(2):  # bold inside italics
        text = _EMPHASIS.sub(r"\2", text)
    text = text.replace("`", "").replace("](", "] (")
    text = re.sub(r"\(\s*\)|\[\s*\]|<\s*>", "", text)
    text = re.sub(r"\s+([.,;:!?。](?:\s|$))", r"\1", " ".join(text.split()))
    return text if any(character.isalnum() for character in text) else ""
