"""Who speaks where an article says "I" and "we": its author, or who is interviewed.

"What does Jo Ek think of tolls?" is answered by "I think they are too low" under Jo Ek's name, and by no other words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.candidates import Candidate
from bot.language.function_words import FUNCTION
from index.article import StoredArticle
from index.passage import Passage

FEWEST = 2
"""Lines that are questions, and no quotations, by which an article with a name in its title is an interview."""
_QUESTION = re.compile(r"^[^\"“„«'‘\n].*\?$", re.MULTILINE)
LONGEST_NAME = 3
"""Words; more with capitals are a headline."""
_NAME = re.compile(r"[^\W\d_][\w'’.-]*")
_FIRST_PERSON = re.compile(
    r"\b(?:I|we|We|my|My|our|Our|me|us|ich|Ich|wir|Wir|mich|mir|uns|unsere?[rnms]?|Unsere?[rnms]?|mein(?:e[rnms]?)?|"
    r"je|Je|j['’]|J['’]|nous|Nous|notre|Notre|nos|Nos|mon|ma|mes|yo|Yo|nosotros|nuestr[oa]s?|mi|mis|me)\b"
)
_QUOTED = re.compile(r"[\"“„«][^\"”“»]*(?:[\"”“»]|$)")
_ROLE = re.compile(r"^[^\W\d_]+:\s+")
"""Of an author: "Customer: Kolibri Games"."""


def with_speakers(found: Sequence[Candidate], question: str, passages: Sequence[Passage]) -> list[Candidate]:
    """The sentences, those in the first person with the name of who speaks, where the question has that name."""
    speakers: dict[int, str] = {}
    for number in {each.article for each in found}:
        article = passages[number].article
        name = _named(article.author or "", question)
        if not name and len(_QUESTION.findall(article.text)) >= FEWEST:
            name = _in_title(article, question)
        if name:
            speakers[number] = name
    return [_spoken(each, speakers[each.article]) if each.article in speakers else each for each in found]


def _spoken(candidate: Candidate, speaker: str) -> Candidate:
    text = candidate.reworded or candidate.spelt_out or candidate.text
    said = _first_person(text)
    return replace(candidate, reworded=f"{text[: said.end()]} ({speaker}){text[said.end() :]}") if said else candidate


def _first_person(text: str) -> re.Match[str] | None:
    """The first word in the first person that is no quotation's."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for match in _FIRST_PERSON.finditer(text):
        if not any(start <= match.start() < end for start, end in quoted):
            return match
    return None


def _named(authors: str, question: str) -> str:
    """The author whom the question names, at least by the last name."""
    asked = {word.lower() for word in _NAME.findall(question)}
    for author in re.split(r",\s*|\s+and\s+|;\s*", authors):
        name = _ROLE.sub("", author)
        if any(word.lower() in asked for word in _NAME.findall(name)[-1:]):
            return name
    return ""


def _in_title(article: StoredArticle, question: str) -> str:
    """The name in the article's title that the question has too: two words with capitals, or the last of them."""
    asked = {word.lower() for word in _NAME.findall(question)}
    for match in re.finditer(r"[^\W\d_a-z][\w'’-]+(?:\s+[^\W\d_a-z][\w'’-]+)+", article.title):
        words = match[0].split()
        if len(words) <= LONGEST_NAME and words[-1].lower() in asked and FUNCTION.isdisjoint(map(str.lower, words)):
            return match[0]
    return ""
