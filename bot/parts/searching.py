"""Adds to what was found for a question what is found for each of the things that it asks, or asks the same of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.parts.cutting import parts
from bot.parts.sides import sides
from index.passage import Passage
from index.retrieval import HybridRetriever, Query


def asked_apart(question: str) -> list[str]:
    """What a question asks, cut as far as it can be; itself alone where it asks one thing."""
    return [asked for part in parts(question) for asked in ([side.question for side in sides(part).each] or [part])]


def with_each_side(found: Sequence[Passage], query: Query, retriever: HybridRetriever) -> Sequence[Passage]:
    """The passages found, of which each thing that is asked has its own share of the places; in their order."""
    questions = asked_apart(query.text)
    if len(questions) < 2:
        return found
    share = max(1, query.limit // (len(questions) + 1))
    wanted = {
        _place(each): each
        for question in questions
        for each in retriever.search(replace(query, text=question, limit=share))
    }
    new = [each for place, each in wanted.items() if place not in {_place(one) for one in found}]
    spared = [each for each in found if _place(each) not in wanted][: max(0, query.limit - len(wanted))]
    kept = {_place(each) for each in spared} | wanted.keys()
    lowest = min((each.score for each in found), default=0.0)
    ordered = [
        *(each for each in found if _place(each) in kept),
        *(replace(each, score=min(each.score, lowest)) for each in new),
    ][: query.limit]
    return [replace(each, rank=rank) for rank, each in enumerate(ordered, start=1)]


def _place(passage: Passage) -> tuple[str, int, int]:
    return passage.article.id, passage.start, passage.end
