"""What a language asks of the word index: its stemmer, and how words are told apart in its script."""

from __future__ import annotations

import re
from collections.abc import Iterable

STEMMERS = {
    "ar": "arabic",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nb": "norwegian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
}
"""Snowball's stemmers by ISO 639-1 code; words of other languages are taken as they are."""

DEFAULT_LANGUAGE = "en"
"""For texts whose language could not be told: mostly short ones, of a library that is mostly English."""

UNSPACED = re.compile(
    "["
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Burmese
    "\u1780-\u17ff"  # Khmer
    "\u3040-\u30ff"  # Hiragana, Katakana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # Chinese characters
    "\uac00-\ud7af"  # Hangul: spaced, but its particles grow onto the words
    "\U00020000-\U0003134f"
    "]+"
)
"""Runs of scripts that do not space their words, which are taken as pairs of characters."""

MARKED = re.compile("[\u0590-\u0dff]")
"""Hebrew, Arabic and the scripts of India, whose vowels are marks; tantivy's simple tokenizer would cut at them."""


def stemmer_of(language: str | None) -> str:
    """The name of the language's stemmer, empty where there is none."""
    return STEMMERS.get(language or DEFAULT_LANGUAGE, "")


def pairs_of(run: str) -> Iterable[str]:
    """Each two neighbouring characters, and a lone character as it is."""
    return (run[at : at + 2] for at in range(max(1, len(run) - 1)))
