"""Pieces too short for a sentence that say something all the same: "Contract number PL-2022-118.", "Room 4.17."."""

from __future__ import annotations

import re

from index.clauses import content_words
from index.dates import ANY_MONTH, YEAR

MOST_WORDS = 6
MOST_WORDS_OF_NAMES = 3
"""Of a piece without a word in small letters: with more, it is a heading or a row of results."""
MOST_PIECES = 9
"""An account's number may be written in many."""

_ENDED = re.compile(r"[^\W_][)\]%\"'”’»]*\.$|[^\W_][)\]%]*\.?$")
_MONTH = rf"{ANY_MONTH}\b\.?"
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:\.|st|nd|rd|th)? {_MONTH}(?:,? \d{{4}})?"
    rf"|\b{_MONTH} \d\d?(?!\d)(?:st|nd|rd|th)?(?:,? \d{{4}})?"
    rf"|\b\d{{4}}-\d\d-\d\d\b|\b\d\d?[./]\d\d?[./](?:\d\d){{1,2}}\b|\b{YEAR}\b(?![-/.]\d)",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\b\d{1,2}:\d\d\b(?: ?[ap]\.?m\b\.?)?(?: [A-Z]{3,4}\b)?")
_SCORE = re.compile(r"\b\d{1,2} ?[-–:] ?\d{1,2}\b")
_CODE_OR_AMOUNT = re.compile(r"\b(?=[\w-]*[A-Z])[A-Za-z]{1,8}-?\d[\w-]*|[£$€¥] ?\d|\d ?(?:[£€¥]|(?:EUR|USD|GBP|CHF)\b)")
_NUMBERED = (
    r"pages?|p|pp|seiten?|figures?|fig|abb|abbildung|tables?|tabelle|tab|chapters?|kapitel|chapitre|sections?|abschnitt|"
    r"appendix|annex|anhang|parts?|teil|vol|volume|band|issue|ausgabe|no|nr|steps?|schritt|slides?|folie|sheet|blatt|"
    r"photos?|images?|pictures?|plate|map|box|charts?|exhibit|episode|season|folge|staffel|version|note|footnote|item|"
    r"question|answer|lesson|unit|exercise|day|week|round"
)
_COUNTED = (
    r"min(?:ute)?s?|comments?|shares?|likes?|views?|reads?|repl(?:y|ies)|followers?|subscribers?|results?|items?|"
    r"votes?|ratings?|stars?|photos?|images?|videos?|pages?|stories|articles|posts|kommentare?|seconds?|"
    r"of|von|sur|de|/"
)
_FURNITURE = re.compile(
    rf"\W*(?:{_NUMBERED})\b\.?\s?(?:[\dIVX]|[A-Z]\d*\b)|\W*\d[\d.,]*[KkMm]?\s(?:{_COUNTED})(?!\w)|\W*[\d.]+\W*$|\W*©|.*\bago\.?$"
    r"|\W*(?:[•*·▪●‣◦–—-]|\d{1,3}[.)]|[a-z][.)])\s",
    re.IGNORECASE,
)
"""What numbers pages, figures, chapters and steps, and what is counted below a story."""
_WORD = re.compile(r"[^\W\d_]{3,}")


def is_particular(text: str, *, whole_line: bool) -> bool:
    """Whether a short piece holds a code, a number or an amount beside a word of its own, and is no page's furniture.

    Without a full stop, only a whole line with a code or an amount is.
    """
    words = text.split()
    small = any(word[0].islower() for word in words)
    most = MOST_WORDS if small else MOST_WORDS_OF_NAMES
    if len(words) > MOST_PIECES or sum(any(map(str.isalpha, word)) for word in words) > most or _FURNITURE.match(text):
        return False
    told = _CLOCK.sub(" ", _DATE.sub(" ", text))
    if not small:
        told = _SCORE.sub(" ", told)
    if _ENDED.search(text) is None or not any(map(str.isdigit, told)):
        return False
    if not text.endswith(".") and not (whole_line and _CODE_OR_AMOUNT.search(told)):
        return False
    return any(map(_WORD.search, label(told)))


def label(text: str) -> list[str]:
    """The words of a piece that say of what its figures are: "Contract", "number"."""
    return content_words(" ".join(word for word in text.split() if not any(map(str.isdigit, word))))
