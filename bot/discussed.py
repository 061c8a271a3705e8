"""Which articles a conversation is about: "how much are tickets for kids" means those of what was shown last."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.evidence.asked import CAPITAL
from bot.evidence.continuing import DISCUSSED, is_quoted
from bot.finding import SEARCHED
from bot.question import Turn
from index.passage import Passage, Signal
from index.retrieval import HybridRetriever, Query

MOST = 4
"""Passages of such articles that are looked at beside what search finds."""
_FIGURE = re.compile(r"\d")


def with_discussed(
    found: Sequence[Passage], query: Query, typed: str, turns: Sequence[Turn], retriever: HybridRetriever
) -> Sequence[Passage]:
    """``found`` with passages of the articles that the last answer quotes, marked; as it is for a question that names
    something."""
    shown = next((turn.text for turn in reversed(turns) if turn.role == "assistant"), "")
    if not shown or CAPITAL.search(typed) or _FIGURE.search(typed):
        return found
    more = retriever.search(replace(query, limit=max(query.limit, SEARCHED)))
    articles = {passage.article.id: passage.article for passage in (*found, *more)}
    quoted = {each.id for each in articles.values() if is_quoted(each, shown)}
    if not quoted:
        return found
    known = {passage.chunk_id for passage in found}
    own = [each for each in more if each.article.id in quoted and each.chunk_id not in known][:MOST]
    kept = [*found[: max(query.limit - len(own), 0)], *own]
    return [
        replace(
            each,
            rank=rank,
            signals=(*each.signals, Signal(DISCUSSED, 0.0)) if each.article.id in quoted else each.signals,
        )
        for rank, each in enumerate(kept, 1)
    ]
