"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""

from bot.evidence.linear import LinearModel

UNFAITHFUL = LinearModel(
    {
        "negation": 0.2693,
        "direction": 1.1885,
        "for and against": 1.5971,
        "order": 2.0825,
        "comparison": 2.2740,
        "denied": 5.9604,
        "denied predicate": 3.1589,
        "attribution": 1.0436,
        "quotation moved": 0.6650,
        "roles": 0.4014,
        "stance": 0.9999,
        "exchange": 1.5420,
        "cause": 0.1562,
        "stitching": 0.3998,
        "another figure": 1.7955,
        "another date": 1.0021,
        "another name": 2.0675,
        "drops hedge": 0.4234,
        "drops future": 0.4114,
        "drops some": 0.2711,
        "drops exception": 0.2600,
        "adds all": 0.5552,
        "adds unconditional": 2.0186,
        "drops not": 0.3196,
        "opposites": 0.1399,
        "copied": 1.5323,
        "copied squared": 0.8084,
        "faulty copy": 1.6418,
        "changed inside": 1.4656,
        "in the best": -1.4197,
        "left of the best": 0.8593,
        "sentences": 0.0343,
        "other language": -1.2948,
    },
    intercept=-2.5206,
)
"""Whether a sentence says something else than its evidence: log odds."""

MOST_ODDS = -0.4570
"""Log odds above which a sentence is rejected."""
