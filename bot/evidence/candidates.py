"""The sentences that stand under the passages: which of them may be quoted, and what must be shown with them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.evidence.captions import without_captions
from bot.evidence.furniture import is_furniture
from bot.evidence.joining import Joined, joined
from bot.evidence.layout import Layout, layout_of
from bot.evidence.lists import MARK
from bot.evidence.particulars import is_particular
from index.dates import FULL_MONTH, MONTHS
from index.languages import UNSPACED
from index.passage import Passage, Span
from index.sentences import sentences

LONGEST_QUOTED_CHARACTERS = 700
"""Longer "sentences" are tables, transcripts and lists that lost their lines (0.05% of news sentences)."""
FEWEST_WORDS = 4
FEWEST_LETTERS_UNSPACED = 8
NEIGHBOURS_CHARACTERS = 600
"""Read on either side of a passage, for the sentence before a "He" and the one after a cut."""
MOST_BETWEEN_NEIGHBOURS = 4
"""Characters between a sentence and the one before it: a paragraph's break and spaces."""

_ENDS = re.compile(r"[.!?…。！？।؟։]['\"”’»)\]」』]*(?:\s*\[\d+\])*$")
_WITHOUT_FULL_STOPS = frozenset({"th", "lo", "km", "my"})
_WORKS = re.compile(
    r"\W*(?:[\dIVX]+\.?\s+)?(?:references|bibliography|works cited|literature(?: cited)?|literatur(?:verzeichnis)?|"
    r"quellen(?:verzeichnis)?|références(?: bibliographiques)?|bibliographie|bibliografía|referencias|bibliografia)\W*",
    re.IGNORECASE,
)
"""The heading of a list of what others wrote."""
_MONTHS = re.compile(
    rf"\b(?P<first>{FULL_MONTH})\s*(?:to|until|till|through|[-–])\s*(?:(?:the\s)?(?:mid|early|late|end\sof)[-\s]|\d{{1,2}}\s)?"
    rf"(?P<last>{FULL_MONTH})\b(?!\s\d{{4}})",
    re.IGNORECASE,
)
_LEANS = re.compile(
    r"^['\"“‘(]?(?:he|she|it|they|his|her|hers|its|their|theirs|him|them|this|that|these|those|such|here|there|"
    r"both|neither|either|another|others|one of (?:them|these)|the (?:former|latter|others?|rest|same|company|"
    r"firm|group|team|man|woman|pair|two|couple|agency|ministry|bank|court|move|decision|deal|law|bill|report|study|plan|event|"
    r"incident|attack|song|album|film|movie|book|game|show|device|app|site|city|country|state|club|trio|duo|actor|"
    r"singer|author|former president|ceo)|also|but|however|so|then|therefore|thus|instead|meanwhile|moreover|"
    r"furthermore|in addition|as a result|for example|er|sie|es|ihr|dieser?|diese[sn]?|il|elle|ils|elles|cette|ce|"
    r"él|ella|ellos|ellas|este|esta|esto|egli|questo|questa)\b",
    re.IGNORECASE,
)
_REPLIES = re.compile(
    r"(?:yes|no|ja|nein|oui|non|sí)\s?[,.!;:–—]|(?:because|weil|parce qu['’e]|porque)\b", re.IGNORECASE
)
_POINTS_BACK = re.compile(
    r"\b(?:subject to|on|under|in|for|with) (?:that|this|these|those) "
    r"(?:conditions?|terms?|cases?|reasons?|basis|grounds?)\b(?! that\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of an article under one of the passages."""

    passage: int
    """Position of the best passage that it touches."""
    article: int
    """Position of the first passage of its article, which names the article among the passages."""
    span: Span
    """Offsets into the article."""
    text: str
    before: int | None
    """Position in the list of the sentence before it, where that stands next to it."""
    same_line: bool
    """Whether that stands on the same line, which is a paragraph."""
    inside: bool
    """Whether it touches a passage; else it is a neighbour, there for what it says of who and when."""
    prose: bool
    """Whether it reads as a sentence: no heading, caption, byline or menu entry."""
    heading: str = ""
    """The heading under which it stands."""
    answers_heading: bool = False
    """Whether it is the first sentence below a heading that is a question."""
    fact: bool = False
    """Whether it says something though it is no sentence: a table row, "Due: 3 May"."""
    spelt_out: str = ""
    """Of a table row: its cells with what their columns are called."""
    columns: Span | None = None
    """Of a table row: where the names of the columns stand."""
    sought: bool = False
    """Whether it is a table row that the question asks for, by its cells or as the one with the most, or the list of
    the version that it names."""
    labelled: bool = False
    """Whether it has parts with labels behind it: "Responsible: Jo Ek. Due: 3 May."."""
    particular: bool = False
    """Whether it is a short piece with a code, a number or an amount: "Contract number PL-2022-118."."""
    reworded: str = ""
    """With what the question calls a thing behind what it calls that: "paid time off (PTO)"."""
    entries: tuple[Span, ...] = ()
    """Of the list that it introduces, where it is read and quoted with it."""
    told: tuple[Span, ...] = ()
    """What is quoted of it, where that is what the question asks for: "Excused: Reuter"."""
    dates: tuple[str, ...] = ()
    """Dates of the question that it is of, as the question has them, where it does not say them so itself."""

    @property
    def quotable(self) -> bool:
        """Whether an answer may be made of it."""
        return self.inside and (self.prose or self.fact)

    @property
    def replies(self) -> bool:
        """Whether it answers the question of its heading and says little without it: "Yes, except on Sundays."."""
        return self.answers_heading and _REPLIES.match(self.text) is not None

    @property
    def read_as(self) -> str:
        """What is read when it is held against a question: July too, where it says "May to September"."""
        own = self.reworded or self.spelt_out or self.text
        own = f"{', '.join(self.dates)}: {own}" if self.dates else own
        between = _months_between(own)
        return f"{own} ({', '.join(between)})" if between else own

    @property
    def with_heading(self) -> str:
        """The same behind the heading under which it stands."""
        return f"{self.heading}: {self.read_as}" if self.heading else self.read_as

    @property
    def leans(self) -> bool:
        """Whether it points back: starts with "He" or "The company", or says "on that condition"."""
        return bool(_LEANS.match(self.text)) or self.points_back

    @property
    def points_back(self) -> bool:
        """Whether it does so wherever it starts: "for this reason", "on that condition"."""
        return _POINTS_BACK.search(self.text) is not None


@lru_cache(maxsize=8192)
def _months_between(text: str) -> tuple[str, ...]:
    """The months within the spans that a text names, their ends apart: June, July, August of "May to September"."""
    found = []
    for match in _MONTHS.finditer(text):
        first, last = (MONTHS.index(name.lower()) for name in match.group("first", "last"))
        found += [MONTHS[at % 12].capitalize() for at in range(first + 1, last + 12 * (last < first))]
    return tuple(found)


def candidates(passages: Sequence[Passage]) -> list[Candidate]:
    """The sentences under the passages and next to them, article by article, in the order of the text.

    No sentence comes twice, though passages of one article may share some.
    """
    found: list[Candidate] = []
    for positions in _by_article(passages):
        found += _of_article(passages, positions, len(found))
    return found


def _by_article(passages: Sequence[Passage]) -> list[list[int]]:
    """The positions of the passages of each article."""
    by_article: dict[tuple[str, int], list[int]] = {}
    for position, passage in enumerate(passages):
        by_article.setdefault((passage.article.id, passage.article.version), []).append(position)
    return list(by_article.values())


def _of_article(passages: Sequence[Passage], positions: Sequence[int], so_far: int) -> list[Candidate]:
    """The sentences under and next to the passages of one article, of which ``so_far`` others stand before."""
    article = passages[positions[0]].article
    layout = layout_of(article.text)
    found: list[Candidate] = []
    for each in _around(article.text, [passages[position] for position in positions], article.language):
        span, text = each.span, each.span.of(article.text)
        touched = [position for position in positions if _touches(span, passages[position])]
        above = article.text[found[-1].span.end : span.start] if found and _is_near(found[-1].span, span) else None
        heading = _heading(layout, span, article.text)
        listed = _WORKS.fullmatch(heading) is not None
        heads = layout.is_heading(span)
        said = is_prose(each.said.of(article.text), article.language) and _may_be_shown(text)
        prose = said and not heads and not listed
        particular = not heads and is_particular(text, whole_line=layout.is_line(span))
        fact = layout.is_fact(span) or particular
        found.append(
            Candidate(
                passage=touched[0] if touched else positions[0],
                article=positions[0],
                span=span,
                text=text,
                before=None if above is None else so_far + len(found) - 1,
                same_line=above is not None and "\n" not in above,
                inside=bool(touched),
                prose=prose,
                heading=heading,
                answers_heading=layout.answers_heading(span),
                fact=not prose and not listed and fact and _may_be_shown(text),
                spelt_out=layout.spelt_out(span),
                columns=layout.columns(span),
                labelled=each.labelled,
                particular=particular,
            )
        )
    return found


def _touches(span: Span, passage: Passage) -> bool:
    return passage.start < span.end and span.start < passage.end


def _is_near(before: Span, span: Span) -> bool:
    """Whether no more than a paragraph's break is between two sentences; else they are from two passages."""
    return span.start - before.end <= MOST_BETWEEN_NEIGHBOURS


def _heading(layout: Layout, span: Span, text: str) -> str:
    """The heading under which a sentence stands, behind the version that it is of; of a piece of a row, its name."""
    name = layout.row_name(span)
    heading = name.of(text) if name else layout.heading(span.start)
    version = layout.version(span.start)
    return f"{version}, {heading}" if version and heading and version not in heading else heading


def is_prose(text: str, language: str | None) -> bool:
    """Whether a sentence reads as one: no heading, caption, byline, menu entry or remains of a list."""
    if len(text) > LONGEST_QUOTED_CHARACTERS or "|" in text:
        return False
    if not _ENDS.search(text, max(0, len(text) - 16)) and language not in _WITHOUT_FULL_STOPS:
        return False
    spaced = text.isascii() or not UNSPACED.search(text)
    if not (_words_as_a_sentence(text) if spaced else sum(map(str.isalpha, text)) >= FEWEST_LETTERS_UNSPACED):
        return False
    return _may_be_shown(text)


def _words_as_a_sentence(text: str) -> bool:
    """Whether it has enough words, behind the mark of a list more, and enough of them in small letters."""
    words = text.split()
    if len(words) < FEWEST_WORDS or (MARK.match(text) and len(words) < 2 * FEWEST_WORDS):
        return False
    # Headings, tables and rows of names are written in capitals and figures; scripts without case have neither.
    lowered = sum(word[0].islower() for word in words)
    return lowered >= max(2, len(words) // 4) or not any(word[0].isupper() for word in words)


def _may_be_shown(text: str) -> bool:
    return len(text) <= LONGEST_QUOTED_CHARACTERS and not is_furniture(text)


def _around(text: str, passages: Sequence[Passage], language: str | None) -> list[Joined]:
    """The sentences of the lines that the passages and their neighbourhood lie on."""
    ranges: list[tuple[int, int]] = []
    for start, end in sorted((passage.start, passage.end) for passage in passages):
        first = text.rfind("\n", 0, max(0, start - NEIGHBOURS_CHARACTERS)) + 1
        last = text.find("\n", min(len(text), end + NEIGHBOURS_CHARACTERS // 3))
        last = len(text) if last < 0 else last
        if ranges and first <= ranges[-1][1]:
            ranges[-1] = (ranges[-1][0], max(last, ranges[-1][1]))
        else:
            ranges.append((first, last))
    spans = [
        Span(first + span.start, first + span.end)
        for first, last in ranges
        for span in sentences(text[first:last], language)
    ]
    return joined(text, without_captions(text, spans))
