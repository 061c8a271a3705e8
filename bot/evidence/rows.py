"""Rows of a table that a question asks for: by what one of their cells is, or as the one with the most or the least."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.evidence.answer_types import Kind
from bot.evidence.asked import Asked, take_apart
from bot.evidence.candidates import Candidate, is_prose
from bot.evidence.layout import layout_of
from bot.language.function_words import FUNCTION
from bot.language.terms import WordReader
from index.clauses import content_words
from index.passage import Passage, Span

MOST_ROWS = 5
"""That are shown as those asked for; more of them are no answer."""
MOST_LISTED = 8
"""Rows of a table that is shown whole, where a list of them is asked for."""
MOST_READ = 500
"""Rows of a table; of a longer one those are read that search has found, and which has the most is not told."""
OF_IT = 0.6
"""How much of the question a row, the names of its columns, its heading and its article's title must have."""
LONGEST_KEY_WORDS = 8
SHORTEST_ROOT, OF_SHORTER = 5, 0.6
"""Letters that two words must begin with alike to be near ("zufrieden", "Zufriedenheit"), and their share of the
shorter one."""

_LEAST = re.compile(
    r"\b(?:lowest|least|smallest|fewest|shortest|slowest|weakest|lightest|minimum|(?:niedrigst|kleinst|wenigst|geringst"
    r"|kürzest|schwächst)\w*|l[ae]s? moins|plus (?:bas|faible|petite?)\w*|menor|menos|más (?:baj|pequeñ)\w*)\b",
    re.IGNORECASE,
)
_MOST = re.compile(
    r"\b(?:highest|most|largest|biggest|greatest|steepest|strongest|longest|fastest|heaviest|maximum|(?:höchst|größt|meist"
    r"|stärkst|längst|steilst)\w*|l[ae]s? plus|mayor|más)\b",
    re.IGNORECASE,
)
_GROWS = re.compile(
    r"\b(?:increase|rise|rose|risen|growth|grew|grown|change|fall|fell|drop|anstieg|gestiegen|hausse|subida)\w*\b",
    re.IGNORECASE,
)
_IS_CHANGE = re.compile(
    r"\b(?:change|growth|difference|increase|rise|veränderung|évolution|variation|variación)\b", re.IGNORECASE
)
_WHICH = re.compile(
    r"\W*(?:(?:(?:give|show|tell) (?:me|us) )?(?:(?:an?|the|all) )?(?:which|what|(?P<list>list)|name)|welche[rsnm]?"
    r"|quel(?:le)?s?|qué|cuáles)\s+(?:of\s+)?(?:(?:all the|all|the|our)\s+)?(?P<noun>[\w-]+)",
    re.IGNORECASE,
)
_IS_DATE = re.compile(
    r"\b(?:date|when|due|deadline|day|start|until|datum|termin|frist|wann|quand|fecha|plazo)\b", re.IGNORECASE
)
_ASKS_SUM = re.compile(
    r"\bhow (?:much (?:money|does|did|do|is|was|were|are)|expensive)\b"
    r"|\b(?:costs?|price|fee|wie teuer|was kostet|combien coûte)\b",
    re.IGNORECASE,
)
_IS_SUM = re.compile(
    r"(?:\b|_)(?:amount|price|cost|fee|sum|budget|betrag|preis|kosten|montant|prix|importe|precio)(?:\b|_)",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\W*(?:total|others?|sum|average|all|gesamt|insgesamt|übrige|sonstige|autres|otros)\b", re.IGNORECASE
)
_LETTER = re.compile(r"(?<=\w )(?!I\b)[A-Z]\b(?![.'’&-]\w)")
"""In a question, behind its first word: no "A" that begins it, and no "I"."""
_FIGURE = re.compile(r"[-–−+]?\s?\d[\d.,\s]*")


@dataclass(frozen=True, slots=True)
class _Row:
    span: Span
    cells: list[tuple[str, str]]
    """With the name of the column of each."""


def with_rows(
    found: Sequence[Candidate], question: str, passages: Sequence[Passage], reader: WordReader
) -> list[Candidate]:
    """The sentences, with the rows marked that are asked for."""
    tables: dict[tuple[int, Span], list[int]] = {}
    for number, each in enumerate(found):
        if each.columns is not None:
            tables.setdefault((each.article, each.columns), []).append(number)
    read = list(found)
    for (at, columns), numbers in tables.items():
        article = passages[at].article
        asked = take_apart(question, article.language, reader)
        rows = [_Row(span, cells) for span, cells in layout_of(article.text).rows(columns)]
        whole = len(rows) <= MOST_READ
        if not whole:
            found_here = {found[number].span for number in numbers}
            rows = [row for row in rows if row.span in found_here]
        above = f"{article.title} {layout_of(article.text).opening()} {found[numbers[0]].heading}"
        table = _Table(asked, above, rows, article.language, reader)
        short = (
            []
            if asked.kind is Kind.REASON
            else (table.extreme(question) if whole else []) or table.keyed() or table.graded() or table.listed()
        )
        sought = short or table.described()
        for number in numbers:
            if found[number].inside and found[number].span in sought:
                read[number] = replace(found[number], sought=True)
    return read


class _Table:
    """A table beside a question."""

    def __init__(
        self, asked: Asked, above: str, rows: Sequence[_Row], language: str | None, reader: WordReader
    ) -> None:
        self._asked, self._rows, self._language, self._reader = asked, rows, language, reader
        self._wanted = asked.weights.keys() - FUNCTION
        names = " ".join(dict.fromkeys(name for row in rows for name, _ in row.cells))
        self._context = self._terms(f"{above} {names}")
        # "When is it due?" asks for what stands below "Date", "What does it cost?" for what stands below "Price".
        for asks, is_asked in ((_IS_DATE, _IS_DATE), (_ASKS_SUM, _IS_SUM)):
            if is_asked.search(names):
                self._context |= {term for term in self._wanted if asks.search(term)}

    def graded(self) -> list[Span]:
        """The rows with a letter in a cell that the question has as a word, if it asks which they are: "got an A"."""
        letters = set(_LETTER.findall(self._asked.text))
        chosen = [row.span for row in self._rows if any(cell in letters for _, cell in row.cells)]
        return chosen if 0 < len(chosen) <= MOST_ROWS and self._asks_which() and self._is_of_it(set()) else []

    def listed(self) -> list[Span]:
        """All rows of a short table, if what it holds is asked for: "list the apps for staff", "which apps …"."""
        which = _WHICH.match(self._asked.text)
        several = which is not None and (which["list"] is not None or which["noun"].endswith("s"))
        asked = several and len(self._rows) <= MOST_LISTED and self._asks_which() and self._is_of_it(set())
        return [row.span for row in self._rows] if asked else []

    def described(self) -> list[Span]:
        """The row with a cell of whole sentences that has all of the question, if it is the only one."""
        told = [self._terms(" ".join(cell for _, cell in row.cells)) for row in self._rows]
        chosen = [
            row.span
            for row, own in zip(self._rows, told, strict=True)
            if self._wanted <= own | self._context and any(is_prose(cell, self._language) for _, cell in row.cells)
        ]
        return chosen if len(chosen) == 1 else []

    def keyed(self) -> list[Span]:
        """The rows with cells that the question has in full, if it asks which they are, or for another column."""
        told = [self._terms(" ".join(cell for _, cell in row.cells)) - self._context for row in self._rows]
        worth = [
            (self._asked.share(self._full(row)), self._asked.share(own))
            for row, own in zip(self._rows, told, strict=True)
        ]
        best = max(worth, default=(0.0, 0.0))
        chosen = [at for at, each in enumerate(worth) if each == best]
        others = (own for at, (_, own) in enumerate(worth) if at not in chosen)
        if not best[0] or len(chosen) > MOST_ROWS or best[1] <= max(others, default=0.0):
            return []
        row = self._rows[chosen[0]]
        if not self._is_of_it(told[chosen[0]]) or not (self._asks_which() or self._asks_for_a_column(row)):
            return []
        return [self._rows[at].span for at in chosen]

    def _asks_which(self) -> bool:
        """Whether the question asks which of what the table holds: "which grants", where these are its grants."""
        match = _WHICH.match(self._asked.text)
        return match is not None and bool(self._terms(match["noun"]) & self._context)

    def _asks_for_a_column(self, row: _Row) -> bool:
        """Whether the question names another column than those it tells the row by, or asks for a date or a sum."""
        keys = self._full(row)
        names = [name for name, cell in row.cells if not self._terms(cell) & keys]
        if self._terms(" ".join(names)) & self._context - keys:
            return True
        dated = self._asked.kind is Kind.DATE and any(map(_IS_DATE.search, names))
        return dated or (_ASKS_SUM.search(self._asked.text) is not None and any(map(_IS_SUM.search, names)))

    def extreme(self, question: str) -> list[Span]:
        """The row with the most or the least in the column that the question names."""
        sign = -1 if _LEAST.search(question) else 1 if _MOST.search(question) else 0
        if not sign:
            return []
        rows = [row for row in self._rows if row.cells and not _TOTAL.match(row.cells[0][1])]
        best: tuple[float, list[tuple[float, Span]]] = (0.0, [])
        for name in dict.fromkeys(name for row in rows for name, _ in row.cells):
            values = [(value, row.span) for row in rows if (value := _value(dict(row.cells).get(name, ""))) is not None]
            share = self._asked.share(self._terms(name))
            if _GROWS.search(question) and _IS_CHANGE.search(name):
                share += 1.0
            if len(values) > 1 and 2 * len(values) > len(rows) and 0.0 < share >= best[0]:
                best = (share, values)
        superlative = {
            word.lower() for word in re.findall(r"\w+", f"{_words(_LEAST, question)} {_words(_MOST, question)}")
        }
        superlative |= (
            {word.lower() for word in re.findall(r"\w+", _words(_GROWS, question))} if best[0] >= 1.0 else set()
        )
        if not best[1] or not self._is_of_it(superlative):
            return []
        most = max(sign * value for value, _ in best[1])
        return [span for value, span in best[1] if sign * value == most]

    def _is_of_it(self, told: set[str]) -> bool:
        """Whether what is told, the names of the columns and what stands above the table are what is asked for."""
        near = (told | self._context) & self._wanted
        # In German all nouns have capitals.
        named = self._language == "de" or self._asked.names & self._wanted <= near
        return named and self._asked.share(near) >= OF_IT * self._asked.share(set(self._wanted))

    def _full(self, row: _Row) -> set[str]:
        """The terms of the cells of which the question has all words."""
        full: set[str] = set()
        for _, cell in row.cells:
            telling = {word for word in content_words(cell) if word.lower() not in FUNCTION}
            words = [word for word in self._reader.words(cell, self._language) if word.surface in telling]
            known = all(word.term in self._asked.stems for word in words)
            if words and known and len(cell.split()) <= LONGEST_KEY_WORDS and not all(word.figure for word in words):
                full |= {self._asked.stems[word.term] for word in words} & self._wanted
        return full - self._context

    def _terms(self, text: str) -> set[str]:
        """The question's terms in a text, and those near to a word of it."""
        words = self._reader.words(text, self._language)
        plain = [_plain(word.surface) for word in words if len(word.surface) >= SHORTEST_ROOT]
        near = {term for term in self._wanted if any(_alike(_plain(term), word) for word in plain)}
        return near | set(self._asked.among(words))


def _words(pattern: re.Pattern[str], question: str) -> str:
    return " ".join(match[0] for match in pattern.finditer(question))


def _plain(word: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFD", word.lower()) if letter.isalpha())


def _alike(left: str, right: str) -> bool:
    shared = next(
        (at for at, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    return shared >= SHORTEST_ROOT and shared >= OF_SHORTER * min(len(left), len(right))


def _value(cell: str) -> float | None:
    """The first figure of a cell; what three digits stand behind is no decimal mark."""
    match = _FIGURE.search(cell)
    if match is None:
        return None
    digits = re.sub(r"\s", "", match[0]).replace("–", "-").replace("−", "-").rstrip(".,")
    digits = re.sub(r"[.,](?=\d{3}(?:\D|$))", "", digits).replace(",", ".")
    try:
        return float(digits)
    except ValueError:
        return None
