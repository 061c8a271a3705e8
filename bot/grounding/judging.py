"""Weighs what the rules found, how the claim follows its evidence and how much the model doubts it.

It says why it rejects.  Where the model can't judge (other languages, no model) the rules are weighed alone, and with
other weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np

from bot.grounding.arithmetic import derives
from bot.grounding.attribution import moved_attribution
from bot.grounding.binding import stitched
from bot.grounding.causes import invented_cause
from bot.grounding.cells import is_read_off
from bot.grounding.comparisons import follows_from_figures, turned_comparison
from bot.grounding.direction import flipped_direction, for_and_against, swapped_order
from bot.grounding.entailment import doubt
from bot.grounding.evidence import Evidence, holds_figure, holds_moment
from bot.grounding.fault import Fault
from bot.grounding.halves import crossed_halves
from bot.grounding.polarity import flipped_negation, only_denied
from bot.grounding.predicates import denied_predicate
from bot.grounding.quoting import moved_quotation
from bot.grounding.roles import swapped_roles
from bot.grounding.signals import is_objected_to, is_reworded, is_shorter_copy, signals
from bot.grounding.slots import exchanged
from bot.grounding.stance import overstated
from bot.grounding.weights import MOST_ODDS, MOST_ODDS_BY_RULES, UNFAITHFUL, UNFAITHFUL_BY_RULES
from bot.language.figure import Figure
from bot.language.figures import agree
from bot.language.moments import Moment

Rule = Callable[[Evidence], Iterable[Fault]]
RULES: dict[str, Rule] = {
    "negation": flipped_negation,
    "direction": flipped_direction,
    "for and against": for_and_against,
    "order": swapped_order,
    "comparison": turned_comparison,
    "denied": only_denied,
    "denied predicate": denied_predicate,
    "attribution": moved_attribution,
    "quotation moved": moved_quotation,
    "roles": swapped_roles,
    "stance": overstated,
    "exchange": lambda evidence: chain(exchanged(evidence), crossed_halves(evidence)),
    "cause": invented_cause,
    "stitching": stitched,
}
"""The rules that are weighed, by the name of their signal."""
DOUBT = "doubt"
"""The name of the model's sign."""
_REASONS = {
    "drops hedge": "the source is less sure of it",
    "drops future": "the source speaks of what is to come",
    "drops some": "the source says it of a part only",
    "drops exception": "the source makes an exception",
    "drops not": "the source says “not”",
    "adds all": "the source does not say it of all",
    "adds unconditional": "the source does not say it without limits",
    "another figure": "the source gives that figure for something else",
    "another date": "the source gives that date for something else",
    "another name": "the source says that of another",
    "opposites": "the source says the opposite of a word of it",
}
"""What to say where no rule found fault and one of these weighs most."""


def judged(evidence: Evidence, *, unprompted: bool = False) -> Fault | None:
    """What is wrong with the claim, if the signs together say that something is."""
    faults = {name: list(rule(evidence)) for name, rule in RULES.items()}
    seen = signs(evidence, faults, unprompted=unprompted)
    model, most = (UNFAITHFUL, MOST_ODDS) if DOUBT in seen else (UNFAITHFUL_BY_RULES, MOST_ODDS_BY_RULES)
    weights = model.weights
    if float(model.odds(np.array([[seen[name] for name in weights]]))[0]) <= most:
        return None
    found = [(weights.get(name, 0.0), fault) for name, several in faults.items() for fault in several[:1]]
    if found:
        return max(found, key=lambda pair: pair[0])[1]
    return Fault(_reason(evidence, {name: weights.get(name, 0.0) * value for name, value in seen.items()}))


def signs(evidence: Evidence, faults: Mapping[str, Sequence[Fault]], *, unprompted: bool = False) -> dict[str, float]:
    """Every sign by its name, and what the model thinks where it can judge; ``faults`` are what each rule found."""
    doubted = doubt(evidence)
    if doubted is None:
        return signals(evidence, faults)
    # The model has seen more wrong sentences that are nearly copies than faithful ones that are cut shorter, and it
    # cannot reckon, nor read tables.
    objected = is_objected_to(evidence, faults)
    # What was not written from the source has a day or a sum of it by chance, too.
    reckoned = not (objected and unprompted) and _is_reckoned(evidence)
    follows = is_shorter_copy(evidence) or is_reworded(evidence) or is_read_off(evidence)
    if doubted > 0 and (reckoned or (follows and not objected)):
        doubted = 0.0
    return signals(evidence, faults) | {DOUBT: doubted}


def _is_reckoned(evidence: Evidence) -> bool:
    """Whether the evidence comes to a figure or a comparison of the claim, or writes one of it otherwise."""
    claim, given = evidence.claim, " ".join(reading.text for reading in evidence.readings).lower()
    reckoned = (not holds_figure(evidence.readings, each) and derives(each, evidence) for each in claim.figures)
    shares = [figure for figure in claim.figures if figure.dimension == "ratio"]
    dates = [moment for moment in claim.moments if not _stands_apart(moment, evidence)]
    places = [(each.start, each.end) for each in dates] + [(each.start, each.end) for each in shares]
    # The end of "in April." may be the sentence's.
    named = (
        claim.text[start - claim.start : end - claim.start].rstrip(".").lower() not in given for start, end in places
    )
    converted = (_is_converted(each, evidence) for each in claim.figures)
    return any(reckoned) or any(named) or any(converted) or follows_from_figures(evidence)


def _stands_apart(moment: Moment, evidence: Evidence) -> bool:
    """Whether a date stands in the sources, but not in what the claim rests on: then it is another matter's."""
    readings = [reading for source in evidence.sources for reading in source.readings]
    return not holds_moment(evidence.readings, moment) and holds_moment(readings, moment)


def _is_converted(figure: Figure, evidence: Evidence) -> bool:
    """Whether the evidence has a figure in another unit alone: "800 ml" of "0.8 litres"."""
    same = [other for reading in evidence.readings for other in reading.figures if agree(figure, other)]
    return bool(same) and all(
        other.dimension == figure.dimension is not None and other.factor != figure.factor for other in same
    )


def _reason(evidence: Evidence, shares: Mapping[str, float]) -> str:
    """The reason of the signal that weighs most; else the words that the source lacks."""
    told = max(_REASONS, key=lambda name: shares[name])
    if shares[told] > 0:
        return _REASONS[told]
    words = ", ".join(word.text or word.low for word in evidence.unmatched[:4])
    return f"the source does not speak of: {words}" if words else "the source does not say it in this way"
