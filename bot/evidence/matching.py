"""The sentences under the passages, and what they have of the question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.evidence.abbreviations import with_abbreviations
from bot.evidence.answer_types import Kind, holds
from bot.evidence.asked import Asked
from bot.evidence.candidates import Candidate, candidates
from bot.evidence.dates import with_dates
from bot.evidence.listing import with_lists
from bot.evidence.mastheads import with_mastheads
from bot.evidence.referents import with_referents
from bot.evidence.rows import with_rows
from bot.evidence.speakers import with_speakers
from bot.language.terms import Word, WordReader
from index.passage import Passage


@dataclass(frozen=True, slots=True)
class Matching:
    """The sentences under the passages, and what they have of the question; each list has one entry a sentence."""

    passages: Sequence[Passage]
    sentences: list[Candidate]
    words: list[list[Word]]
    headed: list[list[Word]]
    """The words of the headings."""
    asks: list[Asked]
    """The question as the language of its article words it."""
    in_order: list[list[str]]
    """The question's terms in each, in their order."""
    matched: list[set[str]]
    """The same as a set, with those in its heading."""
    around: list[set[str]]
    """The same with the two sentences before, the one after and the title."""
    in_title: dict[int, set[str]]
    """The question's terms in the title of the article of each passage."""
    holds: list[bool]

    @property
    def articles(self) -> list[Passage]:
        """Of each sentence, the first passage of its article."""
        return [self.passages[each.article] for each in self.sentences]


def told_sentences(
    question: str, passages: Sequence[Passage], reader: WordReader, called: Mapping[str, Sequence[str]]
) -> list[Candidate]:
    """The sentences under the passages, each with what the others tell of it: who says it, of when it is, its list."""
    found = with_abbreviations(candidates(passages), called)
    found = with_dates(found, question, passages)
    found = with_speakers(found, question, passages)
    found = with_referents(found, question, passages)
    found = with_lists(found, question, passages, reader)
    found = with_mastheads(found, question, passages, reader)
    return with_rows(found, question, passages, reader)


def matching(
    passages: Sequence[Passage],
    found: list[Candidate],
    words: list[list[Word]],
    titles: Mapping[int, str],
    asked_in: Mapping[str | None, Asked],
    reader: WordReader,
) -> Matching:
    """What the sentences ``found``, whose own words are ``words``, have of the question.

    ``titles``: by position of the first passage of an article; ``asked_in``: the question by language.
    """
    languages = [passages[each.article].article.language for each in found]
    asks = [asked_in[language] for language in languages]
    headed = [reader.words(each.heading, language) for each, language in zip(found, languages, strict=True)]
    in_order = [asked.among(own) for own, asked in zip(words, asks, strict=True)]
    # What a section is about, its heading says, and its sentences need not say again.
    matched = [set(terms) | set(asked.among(own)) for terms, own, asked in zip(in_order, headed, asks, strict=True)]
    in_title = {}
    for number, title in titles.items():
        language = passages[number].article.language
        in_title[number] = set(asked_in[language].among(reader.words(title, language)))
    around = [_around(number, found, matched) | in_title[candidate.article] for number, candidate in enumerate(found)]
    holding = [
        asks_for_a_thing(asked) and holds(asked.kind, candidate.text, own, asked.stems)
        for candidate, own, asked in zip(found, words, asks, strict=True)
    ]
    return Matching(passages, found, words, headed, asks, in_order, matched, around, in_title, holding)


def asks_for_a_thing(asked: Asked) -> bool:
    """Whether a sentence can hold a thing of the kind that is asked for: a person, a date, a number."""
    return asked.kind not in (Kind.YES_NO, Kind.OTHER)


def _around(number: int, found: Sequence[Candidate], matched: Sequence[set[str]]) -> set[str]:
    terms = set(matched[number])
    article = found[number].article
    for other in (number - 2, number - 1, number + 1):
        if 0 <= other < len(found) and found[other].article == article:
            terms |= matched[other]
    return terms
