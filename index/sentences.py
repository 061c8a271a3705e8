"""Sentences of a text, as spans.

The splitting is sentencex's (rules for some 240 languages).  What is added here are the places where it was seen to
go wrong on news: list numbers and times cut off from what they belong to, decades read as opening quotation marks,
and whole speeches kept as one "sentence" because a quotation mark stands around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from sentencex import get_sentence_boundaries, segment  # type: ignore[import-untyped]

from index.passage import Span

LONG_QUOTATION_CHARACTERS = 400
"""A "sentence" longer than this that holds several full stops inside quotation marks is cut at them.  Sentences of
news have 110 characters on average and 400 at the 99.5th percentile: what is longer is nearly always a speech."""

LONGEST_ABBREVIATION = 8
"""Characters of the longest one below, with its full stop and the blank before it; a longer word ends its sentence."""

LONGEST_RUN_CHARACTERS = 2_000
"""sentencex 1.0.32 looks back to the last blank at every end, which takes the square of the time in text without any:
26 s for 500,000 characters of Chinese on one line.  A line with a longer run is read in windows of this length."""

_LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""Those at which ``str.splitlines`` cuts."""
_WIDE_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_ENUMERATOR = re.compile(r"[\W_]*(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")
_CLOCK = re.compile(r"\b[ap]\.\s?m\.$", re.IGNORECASE)
_AFTER_CLOCK = re.compile(
    r"\W{0,2}(?:[ECMP][SD]?T|GMT|UTC|BST|CES?T|I[SD]T|AE[SD]T|Eastern|Pacific|Central|local|Greenwich"
    r"|(?:Mon|Tues?|Wed|Wednes|Thu|Thurs?|Fri|Satur|Sat|Sun)(?:day)?)\b"
)
_ABBREVIATED = re.compile(r"(?:\b(?:[A-Za-z]\.\s?)+|\b[A-Z][a-z]{1,4}\.|\b(?:approx|dept|est|incl|esp|resp)\.)$")
_GOES_ON = re.compile(r"[a-z](?![\w-]*[./:]\w)|\d")
"""A small letter (that does not start a web address) or a figure."""
_APPROXIMATELY = re.compile(
    r"\b(?:approx|ca|est|incl|St|Ste|Sts|Mt|Ft|Nos?|vs|art|vol|fig|Tsd|einschl|inkl|geb|Dipl|Dña)\.$", re.IGNORECASE
)
_ORDINAL = re.compile(
    r"\b(?:am|im|ab|bis|vom|zum|zur|beim|seit|nach|vor|de[mnrs]|die|das|ein(?:e[mnrs]?)?|jede[mnrs]?) \d{1,2}\.$",
    re.IGNORECASE,
)
"""In German: "auf dem 17. Platz", which begins with a capital as a sentence does."""
_MONSIEUR = re.compile(r"(?:^|[\s'’(])M\.$")
_APOSTROPHE = re.compile(r"['‘’](?<!\w['‘’])(?=\d\ds?\b|[Tt](?:is|was)\b|em\b|[Nn]['’])")
_QUOTATION_MARK = re.compile('["“”„«»]')
_WORD = re.compile(r"\w")


def sentences(text: str, language: str | None = None) -> list[Span]:
    """The sentences of ``text`` in order, without the white space around them; they never overlap.

    A line break always ends one.  What is not in a sentence is white space.  ``language`` is an ISO 639-1 code;
    None and unknown ones are read by the rules for English, which know most other scripts' full stops too.
    """
    return [Span(start, end) for start, end in sentence_bounds(text, language)]


def sentence_bounds(text: str, language: str | None = None) -> list[tuple[int, int]]:
    """``sentences`` as pairs of numbers, which are made in a fraction of the time."""
    bounds: list[tuple[int, int]] = []
    offset = 0
    for line in _readable(text).splitlines(keepends=True):
        if not line.isspace():
            bounds += _of_line(line.rstrip(_LINE_BREAKS), language or "en", offset)
        offset += len(line)
    return bounds


def _readable(text: str) -> str:
    """``text`` without what sentencex 1.0.32 panics at: a wide or a fixed blank between a letter and a full stop."""
    if not text.isascii():
        for blank in _WIDE_BLANKS:
            if blank in text:
                text = text.replace(f"{blank}.", " .")
    return text


def _of_line(line: str, language: str, offset: int) -> Iterator[tuple[int, int]]:
    """Sentences of one line, without the white space around them; ``offset`` is where the line begins."""
    start = 0
    ends = _ends(line, language)
    if len(line) > LONG_QUOTATION_CHARACTERS:
        ends = list(_cut_speeches(line, ends, language))
    for end in ends:
        piece = line[start:end]
        bare = piece.lstrip()
        if bare:
            yield offset + end - len(bare), offset + start + len(piece.rstrip())
        start = end


def _ends(line: str, language: str) -> list[int]:
    """Where sentencex ends a sentence, without the ends that the rules of this module take back."""
    found = _found_ends(line, language)
    if len(found) < 2:
        return [len(line)]
    ends: list[int] = []
    start = 0
    for cut, after in pairwise(found):
        if not _belong_together(line[start:cut], line[cut:after], language):
            ends.append(cut)
            start = cut
    ends.append(len(line))
    return ends


def _found_ends(line: str, language: str) -> list[int]:
    read = line
    if "'" in line or "’" in line or "‘" in line:
        read = _APOSTROPHE.sub("x", line)
    if len(read) > LONGEST_RUN_CHARACTERS and max(map(len, read.split()), default=0) > LONGEST_RUN_CHARACTERS:
        return list(_ends_by_windows(read, language))
    return _boundaries(read, language)


def _ends_by_windows(read: str, language: str) -> Iterator[int]:
    """The ends, each seen with half a window behind it: what is quoted up to there is not cut."""
    half = LONGEST_RUN_CHARACTERS // 2
    start = 0
    while len(read) - start > LONGEST_RUN_CHARACTERS:
        found = _boundaries(read[start : start + LONGEST_RUN_CHARACTERS], language)[:-1]
        sure = [end for end in found if end <= half] or found[:1]
        yield from (start + end for end in sure)
        start += sure[-1] if sure else half
    yield from (start + end for end in _boundaries(read[start:], language))


def _boundaries(read: str, language: str) -> list[int]:
    # The sentences alone take half the time of their boundaries, which are a dictionary each.
    ends = list(accumulate(map(len, segment(language, read))))
    if ends and ends[-1] == len(read):
        return ends
    return [boundary["end_index"] for boundary in get_sentence_boundaries(language, read)]


def _belong_together(left: str, right: str, language: str) -> bool:
    """Whether an end between the two is a mistake."""
    left, right = left.rstrip(), right.lstrip()
    if len(right) < 4 and not _WORD.search(right):
        return True
    if len(left) < 8 and (_ENUMERATOR.fullmatch(left) or not _WORD.search(left)):
        return True
    if len(left) - max(left.rfind(" "), left.rfind("\xa0")) > LONGEST_ABBREVIATION:
        return False
    tail = left[-16:]
    if _CLOCK.search(tail):
        return bool(_AFTER_CLOCK.match(right)) or right[:1].islower()
    if _APPROXIMATELY.search(tail):
        return True
    if (language == "de" and _ORDINAL.search(tail)) or (language == "fr" and _MONSIEUR.search(tail)):
        return True
    return bool(_GOES_ON.match(right)) and bool(_ABBREVIATED.search(tail))


def _cut_speeches(line: str, ends: list[int], language: str) -> Iterator[int]:
    """The ends, with more of them inside sentences that are long because a quotation holds several."""
    start = 0
    for end in ends:
        if end - start > LONG_QUOTATION_CHARACTERS:
            piece = line[start:end]
            before = 0
            for inner in _ends(_QUOTATION_MARK.sub(" ", piece), language)[:-1]:
                # The end lies behind the blanks; marks that close stay on the left, those that open go to the right.
                opening = re.search('\\s["“„«]+$', piece[before:inner].rstrip())
                yield start + (before + opening.start() + 1 if opening else inner)
                before = inner
        yield end
        start = end
