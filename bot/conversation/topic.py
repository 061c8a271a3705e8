"""What a question wants explained or an overview of."""

from __future__ import annotations

import re

from bot.evidence.definitions import subject_of
from bot.evidence.overviews import overview_of


def topic_of(question: str) -> str | None:
    """What a question wants explained or an overview of, as it has it: "the ferry" of "What's new about the ferry?"."""
    question = re.sub(r"\s\([^()]*\)", "", question)
    subject = None if re.match(r"\W*who\b", question, re.I) else subject_of(question)
    if subject is not None:
        return subject.name
    overview = overview_of(question)
    found = re.findall(rf"(?:\bthe )?{re.escape(overview.topic)}", question, re.I) if overview is not None else []
    return re.sub("^The ", "the ", found[-1]) if found else None
