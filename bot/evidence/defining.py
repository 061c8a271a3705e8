"""Which sentences say what a question asks to have explained: by their words, or by the heading they stand under."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.answer_types import kind_of
from bot.evidence.asked import Asked
from bot.evidence.candidates import Candidate
from bot.evidence.definitions import subject_of
from bot.evidence.particulars import label
from bot.evidence.sought import sought_by
from bot.language.function_words import FUNCTION
from bot.language.terms import Word
from index.clauses import content_words
from index.passage import Passage

SAME_QUESTION, SAME_HEADING = 0.85, 0.6
"""How much of a question a heading has to have that asks the same, and of the heading's words the question."""
SAME_LIST = 0.5
"""How much of it the heading of a list and the title: what else it says, it says of how it asks."""
LISTED = 0.5
"""What it counts for a list that it is asked for."""


def defining(question: str, passages: Sequence[Passage], found: Sequence[Candidate]) -> NDArray[np.float64]:
    """How much each sentence says of who or what it is that the question seeks, as ``Sought.defined_by`` has it."""
    sought = sought_by(question)
    if sought is None:
        return np.zeros(len(found))
    languages = (passages[candidate.article].article.language for candidate in found)
    return np.array(
        [
            # "Who is Ada Lovelace, the countess?" asks for what it seems to tell.
            0.0 if each.text.rstrip("\"'”’)").endswith("?") else sought.defined_by(each.text, language)
            for each, language in zip(found, languages, strict=True)
        ],
        np.float64,
    )


def under_its_name(question: str, found: Sequence[Candidate]) -> NDArray[np.float64]:
    """1 of the sentence that begins what stands under a heading which is what the question asks to have explained."""
    subject = subject_of(question)
    first = np.zeros(len(found))
    if subject is None or subject.letters or subject.person:
        return first
    for number, candidate in enumerate(found):
        before = "" if candidate.before is None else found[candidate.before].heading
        first[number] = candidate.quotable and before != candidate.heading and subject.heads(candidate.heading)
    return first


def as_asked(
    question: str,
    found: Sequence[Candidate],
    asks: Sequence[Asked],
    words: Sequence[list[Word]],
    headed: Sequence[list[Word]],
    titled: Mapping[int, set[str]],
) -> NDArray[np.float64]:
    """How much each answers what its heading or its label has of the question: 1, ``LISTED`` of a list, or 0."""
    same = np.maximum(under_the_same_question(found, asks, headed, titled), under_its_name(question, found))
    same = np.maximum(same, labelled_as_asked(found, asks, words, headed, titled))
    return np.maximum(same, listed_as_asked(found, asks, words, titled))


def under_the_same_question(
    found: Sequence[Candidate], asks: Sequence[Asked], headed: Sequence[list[Word]], titled: Mapping[int, set[str]]
) -> NDArray[np.float64]:
    """1 of the sentence that begins what stands under a heading which asks what is asked; the title may say of what."""
    same = np.zeros(len(found))
    for number, (candidate, asked, heading) in enumerate(zip(found, asks, headed, strict=True)):
        if not candidate.answers_heading or kind_of(candidate.heading) is not asked.kind:
            continue
        own = set(content_words(candidate.heading))
        telling = [word for word in heading if word.surface in own]
        terms = set(asked.among(heading))
        known = len(asked.among(telling)) / len(telling) if telling else 0.0
        if terms and known >= SAME_HEADING and asked.share(terms | titled[candidate.article]) >= SAME_QUESTION:
            same[number] = 1.0
    return same


def labelled_as_asked(
    found: Sequence[Candidate],
    asks: Sequence[Asked],
    words: Sequence[list[Word]],
    headed: Sequence[list[Word]],
    titled: Mapping[int, set[str]],
) -> NDArray[np.float64]:
    """1 of "Contract number PL-2022-118." where its words and the title are all that is asked for."""
    same = np.zeros(len(found))
    for number, (candidate, asked, own) in enumerate(zip(found, asks, words, strict=True)):
        if not candidate.particular:
            continue
        named = set(label(candidate.text))
        naming = [word for word in own if word.surface in named]
        figures = {word.term for word in own if word.figure}
        above = titled[candidate.article] | set(asked.among(headed[number]))
        told = bool(naming) and all(word.term in asked.stems for word in naming) and not figures <= asked.stems.keys()
        same[number] = told and asked.share(set(asked.among(own)) | above) >= SAME_QUESTION
    return same


def listed_as_asked(
    found: Sequence[Candidate], asks: Sequence[Asked], words: Sequence[list[Word]], titled: Mapping[int, set[str]]
) -> NDArray[np.float64]:
    """``LISTED`` of a list whose heading is asked for, in an article about what it is asked of; of what else is sought.

    That are the parts of a masthead, and rows of a table.
    """
    listed = np.zeros(len(found))
    for number, (candidate, asked, own) in enumerate(zip(found, asks, words, strict=True)):
        if candidate.told or candidate.sought:
            listed[number] = LISTED
        elif candidate.entries and not candidate.prose:
            telling = set(content_words(candidate.text)) - FUNCTION
            heading = [word for word in own if word.surface in telling]
            said = set(asked.among(heading))
            above, wanted = titled[candidate.article] | said, asked.weights.keys() - FUNCTION
            names = (asked.names | asked.figures) - FUNCTION
            of_it = names <= above and bool(titled[candidate.article] & wanted) and 2 * len(said) >= len(telling) > 0
            listed[number] = LISTED * (of_it and asked.share(above & wanted) >= SAME_LIST * asked.share(wanted))
    return listed
