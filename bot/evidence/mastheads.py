"""What stands above a text about itself: "Version 5.4, valid from 1 January 2025 · Owner: Jo Ek", "Excused: Reuter"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from bot.evidence.asked import take_apart
from bot.evidence.candidates import Candidate, is_prose
from bot.language.function_words import FUNCTION
from bot.language.terms import WordReader
from index.article import BETWEEN_CELLS, StoredArticle
from index.clauses import content_words
from index.dates import YEAR
from index.passage import Passage, Span

MOST_LINES, LONGEST_LINE_CHARACTERS = 8, 600
"""Of a masthead, which ends before the first line of prose."""
OF_IT = 0.6
"""How much of a question, without what it asks for, the title and the opening of a document must have."""
OPENING_CHARACTERS = 800
"""Of a text, which tell of what it is."""
NEAR_CHARACTERS = 40
"""Between two parts that are asked for, for both to be shown in one quote."""

_LABEL = r"[A-ZÀ-Þ][\w’'-]*(?: [a-zà-þ&][\w’'-]*){0,3}(?: \([^()]{1,30}\))?\s?:(?=\s)"
_CUT = (
    r"\s+(?:[·•|]|[–—-])\s+|(?<!\b(?:Dr|Mr|Ms|St|Nr|No|\d\d))(?<!\bMrs)(?<!\bProf)(?<!\b\d)\.\s+(?=[A-ZÀ-Þ])"
    r"|,\s+(?=(?i:version|revision|edition|valid|effective|in force|gültig|in kraft|en vigueur|vigente)\b)"
)
_PARTS = re.compile(_CUT)
_PARTS_OF_LABELS = re.compile(rf"{_CUT}|\s+(?={_LABEL})")
"""Of a line that begins with a label: "Date: 3 May Place: Room 2"."""
_LABELLED = re.compile(_LABEL)
_DATED = re.compile(rf"\b{YEAR}\b")
_VALID = r"valid|effective|in force|in effect|adopted|gültig|in kraft|en vigueur|vigente"
_IS_VALID = re.compile(rf"(?:{_VALID})\b.*\d", re.IGNORECASE)
_ROLES = tuple(
    (re.compile("|".join(asks), re.IGNORECASE), tuple(re.compile(part, re.IGNORECASE) for part in parts))
    for asks, parts in (
        (
            (r"\bwho (?:owns|is the owner of)\b", r"\bowned by\b"),
            (r"(?:\w+ )?owners?\b|responsible\b",),
        ),
        (
            (
                r"\bwho(?:['’]s| is| are)? (?:responsible for|in charge of|accountable for)\b",
                r"\bwer ist (?:für|verantwortlich)\b",
            ),
            (r"responsible\b|verantwortlich|(?:\w+ )?owners?\b|lead\b",),
        ),
        (
            (r"\bwho (?:took|kept|wrote|recorded) (?:down )?the minutes\b", r"\bminute[- ]taker\b|\bprotokoll\b"),
            (r"minutes\b|minute[- ]taker|protokoll|secr[eé]ta",),
        ),
        (
            (
                r"\bwho (?:wrote|authored|prepared|drew up|compiled)\b|\bauthors?\b",
                r"\b(?:geschrieben|verfasst|verfasser\w*)\b|\bqui a (?:écrit|rédigé)\b",
                r"\bquién(?:es)? (?:escribió|escribieron|redactó)\b",
            ),
            (r"authors?\b|written by|prepared by|analysts?\b|autor(?:in|en|es|a)?\b|verfass|rédaction|auteure?s?\b",),
        ),
        (
            (
                r"\bwho (?:was|is|were) (?:absent|missing|excused|away|not (?:there|present))\b",
                r"\bwho (?:missed|did(?: not|n['’]t) (?:attend|come to)|sent (?:apologies|regrets))\b",
                r"\bwer (?:fehlte|war entschuldigt)\b|\bqui était (?:absente?|excusée?)\b",
                r"\bquién(?:es)? (?:faltó|faltaron)\b",
            ),
            (r"excused|apologies|absent|regrets|entschuldigt|excusée?s?\b|ausentes?\b",),
        ),
        (
            (
                r"\bwho (?:was|were) (?:present|there|at)\b|\bwho (?:attended|came to)\b",
                r"\bwer war (?:da|anwesend|bei)\b|\bqui était présente?\b|\bquién(?:es)? (?:asistió|asistieron)\b",
            ),
            (r"present\b|attend|participants?\b|anwesend|teilnehm|présente?s?\b|asistentes?\b",),
        ),
        (
            (
                r"\bwho (?:chairs|chaired|(?:is|was) (?:in )?the chair\w*)\b|\bchair(?:man|woman|person) of\b",
                r"\bvorsitz\w*|\bqui préside\b|\bquién (?:preside|presidió)\b",
            ),
            (r"chair|vorsitz|présid|presid", r".*\((?:the )?(?:chair|vorsitz|présid|presid)"),
        ),
        (
            (
                r"\bwhom? (?:do|can|should|must|to) (?:(?:i|we|you) )?(?:contact|ask|call|write to|turn to)\b",
                r"\b(?:the|a) contact(?: person)?\b|\bansprechpartner\w*",
            ),
            (r"contacts?\b|questions\b|kontakt|ansprechpartner|contacto\b",),
        ),
        (
            (
                r"\b(?:what|which) (?:version|edition|revision)\b|\bversion number\b",
                r"\bwelche (?:version|fassung|ausgabe)\b",
            ),
            (r"(?:version|edition|revision|fassung|ausgabe)\b",),
        ),
        (
            (rf"\b(?:when|since|wann|quand|cuándo)\b.*\b({_VALID}|into (?:force|effect)|takes? effect|apply|gilt)\b",),
            (rf"(?:{_VALID})\b.*\d",),
        ),
        (
            (r"\b(?:when|wann)\b.*\b((?:last )?(?:revised|updated|amended|changed|überarbeitet|geändert))\b",),
            (r"(?:last )?(?:revis|updat|amend|version .*\d{4})", rf"(?:{_VALID})\b.*\d"),
        ),
    )
)
"""What a question asks of a document, and how the parts of a masthead begin that tell it, the likeliest ones first."""
_ASKS_WHO_OR_WHICH = re.compile(
    r"\b(?:who|what|which|wer|welche\w*|was|qui|quel(?:le)?s?|quién(?:es)?)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Told:
    """What a masthead tells of what is asked."""

    parts: tuple[Span, ...]
    share: float
    """How much of the question the document is about."""


def with_mastheads(
    found: Sequence[Candidate], question: str, passages: Sequence[Passage], reader: WordReader
) -> list[Candidate]:
    """The sentences; one that holds what the masthead of the asked document tells of it is read and quoted as that."""
    told: dict[int, _Told] = {}
    for number in {each.article for each in found}:
        one = _told(question, passages[number].article, reader)
        if one is not None and one.share >= OF_IT:
            told[number] = one
    most = max((one.share for one in told.values()), default=0.0)
    read = list(found)
    for number, one in told.items():
        if one.share < most:
            continue
        text = passages[number].article.text
        for at, each in enumerate(found):
            if each.article == number and each.inside and each.span.end > one.parts[0].start:
                parts = "; ".join(part.of(text) for part in one.parts)
                read[at] = replace(each, told=one.parts, reworded=parts, prose=False, fact=True)
                break
    return read


def _told(question: str, article: StoredArticle, reader: WordReader) -> _Told | None:
    """What the masthead of an article tells of what is asked, whichever document it is asked of."""
    parts = masthead(article.text)
    asking: list[str] = []
    chosen: list[Span] = []
    for asks, likely in _ROLES:
        match = asks.search(question)
        if match is not None:
            kinds = ([part for part in parts if form.match(part.of(article.text))] for form in likely)
            chosen += _with_validity(next(filter(None, kinds), []), parts, article.text)
            asking += match[match.lastindex or 0].split()
    if not chosen:
        chosen = [
            part for part in parts if _labelled_as_asked(part.of(article.text), question, article.language, reader)
        ]
        asking = [word for part in chosen for word in part.of(article.text).partition(":")[0].split()]
    if not chosen:
        return None
    asked = take_apart(question, article.language, reader)
    known = {word.term for word in reader.words(" ".join(asking), article.language)}
    wanted = {term for stem, term in asked.stems.items() if stem not in known} - FUNCTION
    top = f"{article.title} {article.text[:OPENING_CHARACTERS]}"
    if article.published_at and not _DATED.search(top):
        top = f"{top} {article.published_at:%d %B %Y}"
    above = set(asked.among(reader.words(top, article.language)))
    if not wanted or not (asked.names | asked.figures) & wanted <= above:
        return None
    return _Told(_joined(chosen), asked.share(wanted & above) / (asked.share(wanted) or 1.0))


def _with_validity(chosen: Sequence[Span], parts: Sequence[Span], text: str) -> list[Span]:
    """The parts, with what is told right behind one of since when it is valid: "Version 5.4, valid from 1 January"."""
    ends = {part.end for part in chosen}
    behind = [after for before, after in pairwise(parts) if before.end in ends and _IS_VALID.match(after.of(text))]
    return [*chosen, *behind]


def _labelled_as_asked(part: str, question: str, language: str | None, reader: WordReader) -> bool:
    """Whether a part has a label whose words all are in a question that asks who or which."""
    label = _LABELLED.match(part)
    if label is None or _ASKS_WHO_OR_WHICH.search(question) is None:
        return False
    asked = {word.term for word in reader.words(question, language)}
    called = label[0].partition("(")[0]
    own = set(content_words(called))
    telling = {word.term for word in reader.words(called, language) if word.surface in own}
    return bool(telling) and telling <= asked


def _joined(parts: Sequence[Span]) -> tuple[Span, ...]:
    """The parts in order, each once; such as stand near to each other as one."""
    spans: list[Span] = []
    for part in sorted(set(parts), key=lambda part: part.start):
        if spans and part.start - spans[-1].end <= NEAR_CHARACTERS:
            spans[-1] = Span(spans[-1].start, part.end)
        else:
            spans.append(part)
    return tuple(spans)


@lru_cache(maxsize=256)
def masthead(text: str) -> tuple[Span, ...]:
    """The parts of the lines above a text that tell of the document: its labels with their values, its version."""
    parts: list[Span] = []
    begin = 0
    for line in text.splitlines(keepends=True)[:MOST_LINES]:
        bare = line.strip()
        if BETWEEN_CELLS in bare or len(bare) > LONGEST_LINE_CHARACTERS or is_prose(bare, None):
            break
        start = begin + line.find(bare)
        first = start
        for cut in (_PARTS_OF_LABELS if _LABELLED.match(bare) else _PARTS).finditer(bare):
            parts.append(Span(start, first + cut.start()))
            start = first + cut.end()
        parts.append(Span(start, first + len(bare)))
        begin += len(line)
    return tuple(part for part in parts if part.start < part.end)
