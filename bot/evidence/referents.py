"""What "the study" is: the one that its article's title names, where a question has words of that title.

"Who paid for the Velby cohort?" is answered by "The study was paid for by the city" below "The Velby cohort".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.candidates import Candidate
from index.clauses import content_words
from index.passage import Passage

_WORKS = (
    "analysis assessment audit evaluation experiment inquiry investigation paper pilot poll programme program project "
    "report research review scheme study survey trial"
)
_WORK = re.compile(
    rf"\b(?:the|this)\s(?:whole\s)?(?:{_WORKS.replace(' ', '|')})\b(?!\s(?:of|into|on|by|from)\b)", re.IGNORECASE
)
_IT = re.compile(r"it\b", re.IGNORECASE)


def with_referents(found: Sequence[Candidate], question: str, passages: Sequence[Passage]) -> list[Candidate]:
    """The sentences, "the study" with the words that question and title share behind it, where they lack those."""
    asked = [word for word in content_words(question) if word.lower() not in _WORKS.split()]
    read: list[Candidate] = []
    meant: set[int] = set()
    for number, candidate in enumerate(found):
        text = candidate.reworded or candidate.spelt_out or candidate.text
        title = passages[candidate.article].article.title
        shared = [word for word in asked if _has(title, word)]
        work = _WORK.search(text) or (_IT.match(text) if candidate.before in meant else None)
        if work and work.start() == 0:
            meant.add(number)  # and "it" is the same in the next sentence
        if work and shared and not any(_has(text, word) for word in shared):
            reworded = f"{text[: work.end()]} ({' '.join(shared)}){text[work.end() :]}"
            read.append(replace(candidate, reworded=reworded))
        else:
            read.append(candidate)
    return read


def _has(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None
