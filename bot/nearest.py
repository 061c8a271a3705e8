"""What is shown where the bot declines: the lines that come nearest to the question, of up to three articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evidence.asked import Asked, take_apart
from bot.language.terms import WordReader
from index.passage import Passage
from index.sentences import sentences

MOST = 3
"""Enough to see what the library holds near the question."""
LONGEST_EXCERPT = 240
"""Characters: two or three sentences."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a passage, from the beginning of a sentence on."""

    passage: Passage
    start: int
    """Where it begins in the article's text."""
    text: str
    """In one line, with " …" where it is cut."""


def nearest(question: str, passages: Sequence[Passage]) -> list[Excerpt]:
    """The best excerpt of each article, in the order of the search; more of one only where there are too few."""
    reader = WordReader()
    asked = {
        language: take_apart(question, language, reader)
        for language in {passage.article.language for passage in passages}
    }
    found = [_excerpt(passage, asked[passage.article.language], reader) for passage in passages]
    by_article: dict[str, list[tuple[float, Excerpt]]] = {}
    for share, excerpt in found:
        by_article.setdefault(excerpt.passage.article.id, []).append((share, excerpt))
    chosen: list[Excerpt] = []
    rest: list[Excerpt] = []
    for own in by_article.values():
        best, *others = sorted(own, key=lambda each: -each[0])
        chosen.append(best[1])
        rest += [excerpt for _, excerpt in others if excerpt.start != best[1].start]
    return [*chosen, *rest][:MOST]


def _excerpt(passage: Passage, asked: Asked, reader: WordReader) -> tuple[float, Excerpt]:
    """The excerpt that holds most of the question, and how much that is."""
    text, language = passage.text, passage.article.language
    spans = sentences(text, language)
    own = [set(asked.among(reader.words(span.of(text), language))) for span in spans]
    start, most = spans[0].start if spans else 0, 0.0
    for span, terms in zip(spans, own, strict=True):
        if terms:  # one that has nothing of the question is no place to begin
            held = asked.share(
                set(asked.among(reader.words(text[span.start : span.start + LONGEST_EXCERPT], language)))
            )
            if held > most:
                start, most = span.start, held
    # Near the end of the passage there is room for what stands before.
    start = min([span.start for span in spans if len(text) - span.start <= LONGEST_EXCERPT] + [start])
    line = " ".join(text[start:].split())
    if len(line) > LONGEST_EXCERPT:
        line = line[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
    return most, Excerpt(passage, passage.start + start, line)
