"""The parts of a question that can each be looked for alone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_FUNCTION_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    a about above after again against all also am an and any are as at be because been before being below between
    both but by can cannot could did do does doing down during each either few for from further had has have having he
    her here hers herself him himself his how i if in into is it its itself just me more most my myself no nor not now
    of off on once one only or other our ours out over own per same she should so some such than that the their theirs
    them themselves then there these they this those through to too under until up upon us very was we were what when
    where whether which while who whom whose why will with within without would you your s t
""",
    )
)
_ASKING_WORDS = frozenset(
    re.findall(
        r"\S+",
        """
    according account agree agreement announce article articles attribute attributed change changed claim claimed
    claims compared comparison concerning consider considering consistency consistent contradict contrast coverage
    cover covered covers depict depicted depicts depiction describe described describes description detail detailed
    details differ different difference discuss discussed discusses discussing discussion disagree disagreement
    emphasize emphasizes featured focus focuses focused former highlight highlighted highlights imply implies implied
    inconsistent indicate indicated indicates indicating individual information latter mention mentioned mentions
    mentioning narrative news note noted notes outline perspective piece portray portrayal portrayed portrays previously
    publication published regarding remain remained report reported reporting reports respectively review said say says
    similar source sources state stated states stories story subsequent suggest suggested suggests suggesting tell
    two versus view viewpoint yes
""",
    )
)
"""Words about what articles do, not about what happened; they tell nothing about what an article must hold."""

_FIRM = re.compile(
    r"[,;:?!()]+(?:\s+(?:and|while|whereas|but|or|which|who|that|as)\b)*|\.\s"
    r"|\b(?:while|whereas|but|versus|compared\s+to|in\s+contrast\s+to|as\s+well\s+as|subsequent|unlike|then)\b",
    re.IGNORECASE,
)
_LOOSE = re.compile(r"\band\b", re.IGNORECASE)
"""Joins two things to look for, or two names: only what is long enough on both sides is cut."""

_TOLD_BY = re.compile(r"(?:\bby|according to|\bin)(?:\s+(?:the|both))?[\s'\"\u2018\u201c]*$", re.IGNORECASE)
"""Before a publisher: what it tells stands before it, not after."""

_LEAD = re.compile(
    r"(?:\b(?:than|from|of|after|before|between|both|the|an?|and|with|article|articles|report|reports|story|stories"
    r"|piece|pieces|coverage|review)\b[\s'\"\u2018\u201c]*)+$",
    re.IGNORECASE,
)
_WORD = re.compile(r"\w+(?:['\u2019.-]\w+)*")
_FEWEST_WORDS = 3
_MOST_CLAUSES = 6


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a question, ``question[start:end]``, and its words that say what an article must hold."""

    start: int
    end: int
    words: str


def content_words(text: str) -> list[str]:
    """The words of ``text`` that are neither grammar nor about the asking itself."""
    return [
        word
        for word in _WORD.findall(text)
        if word.lower() not in _FUNCTION_WORDS and word.lower() not in _ASKING_WORDS
    ]


def clauses(
    question: str, publishers: Sequence[tuple[int, int]] = (), times: Sequence[tuple[int, int]] = ()
) -> list[Clause]:
    """The parts of ``question``, in order; empty where it is of one piece.

    ``publishers`` and ``times`` are the places where such are named; their words belong to no clause.  What "the
    Gazette's report on X" tells begins with the publisher, what is "reported by the Gazette" ends with it.
    """
    hidden = list(question)
    for start, end in (*publishers, *times):
        hidden[start:end] = " " * (end - start)
    text = "".join(hidden)
    cuts = [(*match.span(), True) for match in _FIRM.finditer(text)]
    cuts += [(*match.span(), False) for match in _LOOSE.finditer(text)]
    for start, _ in publishers:
        if not _TOLD_BY.search(question[:start]):
            lead = _LEAD.search(question[:start])
            cuts.append((lead.start() if lead else start, start, True))
    parts: list[Clause] = []
    start, joined = 0, False
    for stop, resume, firm in [*sorted(cuts), (len(text), len(text), True)]:
        if stop < start:
            continue
        words = content_words(text[start:stop])
        if len(words) >= _FEWEST_WORDS:
            parts.append(Clause(start, stop, " ".join(words)))
        elif words and firm and joined and parts:
            # "and Alex Sinha, while": the second name of what came before.
            parts[-1] = Clause(parts[-1].start, stop, f"{parts[-1].words} {' '.join(words)}")
        elif words:
            continue  # too small to look for: stays with what follows
        start, joined = resume, not firm
    return parts[:_MOST_CLAUSES] if len(parts) > 1 else []
