"""Numbers the citations of an answer in the order of their first use."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.answer import Citation, Sentence, Status
from bot.writing.draft import Quote
from index.article import StoredArticle
from index.passage import Passage


class Bibliography:
    """The citations of one answer, as they come."""

    def __init__(self, passages: Sequence[Passage], note_of: Callable[[StoredArticle], str | None]) -> None:
        self._passages = passages
        self._note_of = note_of
        self._citations: dict[tuple[str, int, int, int], Citation] = {}
        self._notes: dict[str, str | None] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        """All so far, by number."""
        return tuple(self._citations.values())

    def sentence(self, text: str, quotes: Sequence[Quote], status: Status) -> tuple[Sentence, tuple[Citation, ...]]:
        """The sentence with the numbers of what it quotes, and the citations that are new with it."""
        before = len(self._citations)
        numbers = tuple(dict.fromkeys(self._cite(quote).number for quote in quotes))
        return Sentence(_in_lines(text), numbers, status), self.citations[before:]

    def _cite(self, quote: Quote) -> Citation:
        article = self._passages[quote.passage].article
        key = (article.id, article.version, quote.start, quote.end)
        if key not in self._citations:
            number, note = len(self._citations) + 1, self._note(article)
            self._citations[key] = Citation.of(article, quote.start, quote.end, number=number, note=note)
        return self._citations[key]

    def _note(self, article: StoredArticle) -> str | None:
        # Told once an article: its whole text is looked through.
        if article.id not in self._notes:
            self._notes[article.id] = self._note_of(article)
        return self._notes[article.id]


def _in_lines(text: str) -> str:
    """The text with its line breaks, and no other space than one between words; what a line break tears is joined."""
    lines: list[str] = []
    for line in (" ".join(line.split()) for line in text.splitlines()):
        if lines and line[:1].islower():
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return "\n".join(lines)
