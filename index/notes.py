"""What a reader must know of an article before relying on it: that it was corrected, or that its page is gone."""

from __future__ import annotations

import re
from datetime import datetime

from index.article import StoredArticle
from index.dates import MONTHS, parse_date
from index.days import day_of
from index.passage import Span
from index.sources.links import is_web_address

_DATE = (
    r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th|\.|er)? (?:de )?[^\W\d_]{3,10}\.?(?:,? (?:de )?\d{4})?|"
    rf"(?i:{'|'.join(month[:3] for month in MONTHS)})[a-z]{{0,6}}\.? \d\d?(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
)
_NOTICES = (
    # "Correction: ...", "Corrections and clarifications, 12 March 2024: ...", "Editor's note (March 12): ..."
    re.compile(
        # Within the line: over line ends it would take quadratic time over lines of dashes.
        r"^[^\w\n]*(?:correction|corrections? (?:and|&) clarifications?|clarification|erratum|corrigendum|retraction|"
        r"korrektur|berichtigung|richtigstellung|rectificatif|correctif|correcci[óo]n|fe de erratas|rettifica|"
        rf"correzione|исправление|уточнение)\b(?:[^:.\n]{{0,20}}?{_DATE}[^:.\n]{{0,20}}?|[^:.\n]{{0,40}}?)[:.—–-]",
        re.I | re.M,
    ),
    # "This article was amended on 12 March 2024 to ...", "An earlier version of this story misstated ..."
    re.compile(
        r"\b(?:this|the) (?:article|story|post|page|piece|report|item|headline)(?: \w+){0,4}? (?:was|has been|is) "
        r"(?:first )?(?:amended|corrected|clarified|updated (?:to correct|after)|retracted|withdrawn)\b",
        re.I,
    ),
    re.compile(
        r"\b(?:an? )?(?:earlier|previous|original|first) versions? of this (?:article|story|post|piece|report|page)\b"
        r"[^.\n]{0,80}?\b(?:misstated|misspelled|misidentified|incorrect|wrong|error|mistaken|inaccurate|gave|said|"
        r"misquoted|omitted|referred|stated)",
        re.I,
    ),
    re.compile(r"\bin einer früheren (?:version|fassung) (?:dieses|des) (?:artikels|textes|beitrags)\b", re.I),
    re.compile(r"\bune (?:première )?version (?:précédente|antérieure|initiale)? ?de cet article\b", re.I),
    re.compile(r"\buna versión anterior de (?:este artículo|esta noticia)\b", re.I),
)
_FEWEST_WORDS_OF_A_NOTICE = 3
"""Fewer behind its label, as a date is, say nothing yet."""
_RETRACTED = re.compile(r"\b(?:retract(?:ed|ion)|withdrawn)\b", re.I)


def note_of(article: StoredArticle) -> str | None:
    """What stands beside a citation of ``article``: "corrected 12 March 2024; the page is gone since 3 May 2024".

    None where there is nothing to say.  A correction is told by the notice that the text carries.
    """
    said = [correction(article.text, published_at=article.published_at)]
    if article.gone_at is not None:
        what = "page" if is_web_address(article.source) else "file"
        said.append(f"the {what} is gone since {day_of(article.gone_at)}")
    return "; ".join(each for each in said if each) or None


def correction(text: str, *, published_at: datetime | None = None) -> str | None:
    """ "corrected 12 March 2024" if ``text`` carries a notice of a correction, None if not.

    A date without a year is the first one of that day after ``published_at``.
    """
    for pattern in _NOTICES:
        if found := pattern.search(text):
            end = text.find("\n", found.end())
            line = text[found.start() : end if end >= 0 else len(text)][:400]
            word = "retracted" if _RETRACTED.search(line) else "corrected"
            named = re.search(_DATE, found[0]) or re.match(rf"\W*(?:(?:on|am|le|el) )?({_DATE})", line[len(found[0]) :])
            return " ".join(filter(None, (word, _noticed(named[named.re.groups], published_at) if named else None)))
    return None


def notices(text: str) -> list[Span]:
    """The lines of ``text`` that carry a notice of a correction, in order; a label brings the line below it."""
    found: dict[int, Span] = {}
    for pattern in _NOTICES:
        for match in pattern.finditer(text):
            start = text.rfind("\n", 0, match.start() + 1) + 1
            end = _line_end(text, match.end())
            if len(text[match.end() : end].split()) < _FEWEST_WORDS_OF_A_NOTICE and match[0].rstrip().endswith(":"):
                below = re.compile(r"\S").search(text, end)
                end = _line_end(text, below.start()) if below else end
            found.setdefault(start, Span(start, end))
    return [found[start] for start in sorted(found)]


def is_retraction(notice: str) -> bool:
    """Whether a notice takes the whole article back."""
    return _RETRACTED.search(notice) is not None


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)


def _noticed(written: str, published_at: datetime | None) -> str | None:
    """The day that a notice names, as people write it."""
    has_year = re.search(r"\d{4}", written) is not None
    if not has_year and published_at is None:
        moment = parse_date(f"{written} 2000")  # a leap year, so that 29 February is a day
        return day_of(moment, year=False) if moment else None
    base = published_at.year if published_at else 0
    for text in [written] if has_year else [f"{written} {base}", f"{written} {base + 1}"]:
        day = parse_date(text)
        if day is not None and (published_at is None or has_year or day.date() >= published_at.date()):
            return day_of(day)
    return None
