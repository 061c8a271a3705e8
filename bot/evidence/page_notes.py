"""What a page says of itself: which of its words were put right, that it was updated, "Hello and welcome"."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.candidates import Candidate
from index.notes import notices
from index.passage import Passage

NOTED = 5.0
"""Log odds that it counts against a sentence that it stands in a notice of what was put right."""
MOST_OF_TEXT = 0.5
"""A notice that is more of a text than this is what the text is there for."""

_ASKS = re.compile(
    r"\b(?:correct\w*|mis\w+|errors?|erroneous\w*|wrong\w*|amend\w*|clarif\w*|updat\w*|revis\w*|retract\w*|chang\w+|"
    r"earlier|previous\w*|originally|really|actually)\b",
    re.IGNORECASE,
)
"""Asks for what was put right."""


def of_a_notice(question: str, found: Sequence[Candidate], passages: Sequence[Passage]) -> NDArray[np.float64]:
    """NOTED for a sentence in a notice of a correction, unless that is asked for or is most of its text; else 0.

    What it corrects is shown with it; it answers nothing by itself.
    """
    noted = np.zeros(len(found))
    if _ASKS.search(question):
        return noted
    spans = {
        number: [
            notice
            for notice in notices(passages[number].article.text)
            if notice.end - notice.start < MOST_OF_TEXT * len(passages[number].article.text)
        ]
        for number in {candidate.article for candidate in found}
    }
    for number, candidate in enumerate(found):
        if any(notice.start <= candidate.span.start < notice.end for notice in spans[candidate.article]):
            noted[number] = NOTED
    return noted
