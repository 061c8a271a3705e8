"""What is measured of a question and its passages as a whole, for judging whether they answer it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from bot.evidence.answer_types import Kind
from bot.evidence.asked import negated
from bot.evidence.features import SENTENCE_FEATURES, Read
from index.passage import Passage

SUPPORT_FEATURES = (
    "best_odds",
    "odds_gap",
    "sentence_covered",
    "neighbours_covered",
    "passage_covered",
    "all_covered",
    "rarest_missing_near",
    "rarest_missing_anywhere",
    "names_missing_near",
    "names_missing_anywhere",
    "figures_missing_near",
    "holds_kind",
    "holds_kind_informative",
    "negation_differs",
    "cosine_best",
    "cosine_mean",
    "pairs",
    "score_gap",
    "sentence_rare_here",
    "neighbours_rare_here",
    "kind_yes_no",
    "kind_other",
)


def support(
    found: Read,
    best: Sequence[int],
    odds: NDArray[np.float64],
    passages: Sequence[Passage],
    headers: Sequence[set[str]],
) -> NDArray[np.float64]:
    """One row, in the order of SUPPORT_FEATURES.

    ``best``: the sentences most likely to answer, best first, with their log odds; ``headers``: the question's terms
    in each passage's title, publisher and date.
    """
    asked, weights = found.asked, found.asked.weights
    values = dict.fromkeys(SUPPORT_FEATURES, 0.0)
    if not passages:
        return np.array(list(values.values()))
    in_passage: dict[int, set[str]] = {}
    for number, sentence in enumerate(found.sentences):
        if sentence.inside:
            in_passage.setdefault(sentence.passage, set()).update(found.matched[number])
    by_passage = [in_passage.get(number, set()) | headers[number] for number in range(len(passages))]
    anywhere = set().union(*by_passage)

    near = set(found.around[best[0]]) | headers[found.sentences[best[0]].article] if best else set()
    close = set().union(*(found.around[number] for number in best[:3])) if best else set()
    cosines = [passage.cosine for passage in passages if passage.cosine is not None]
    ranked = sorted(odds.tolist(), reverse=True)
    informative = asked.kind not in (Kind.YES_NO, Kind.OTHER)
    row = {name: SENTENCE_FEATURES.index(name) for name in ("pairs", "covered_rare_here", "neighbours_rare_here")}
    values.update(
        best_odds=ranked[0] if ranked else -10.0,
        odds_gap=ranked[0] - ranked[2] if len(ranked) > 2 else 0.0,
        sentence_covered=max((asked.share(found.matched[number]) for number in best[:3]), default=0.0),
        neighbours_covered=asked.share(near),
        passage_covered=max(map(asked.share, by_passage)),
        all_covered=asked.share(anywhere),
        rarest_missing_near=max((weights[term] for term in weights if term not in near | close), default=0.0),
        rarest_missing_anywhere=max((weights[term] for term in weights if term not in anywhere), default=0.0),
        names_missing_near=_missing(asked.names, near),
        names_missing_anywhere=_missing(asked.names, anywhere),
        figures_missing_near=_missing(asked.figures, near),
        holds_kind=float(informative and any(found.holds[number] for number in best[:2])),
        holds_kind_informative=float(informative),
        negation_differs=float(bool(best) and asked.negated and not negated(found.sentences[best[0]].text)),
        cosine_best=max(cosines, default=0.0),
        cosine_mean=sum(sorted(cosines)[-3:]) / 3 if cosines else 0.0,
        pairs=max((found.features[number, row["pairs"]] for number in best[:3]), default=0.0),
        score_gap=math.tanh(passages[0].score - passages[1].score) if len(passages) > 1 else 0.0,
        sentence_rare_here=max((found.features[number, row["covered_rare_here"]] for number in best[:3]), default=0.0),
        neighbours_rare_here=max(
            (found.features[number, row["neighbours_rare_here"]] for number in best[:3]), default=0.0
        ),
        kind_yes_no=float(asked.kind is Kind.YES_NO),
        kind_other=float(asked.kind is Kind.OTHER),
    )
    return np.array(list(values.values()))


def _missing(wanted: frozenset[str], there: set[str]) -> float:
    return len(wanted - there) / len(wanted) if wanted else 0.0
