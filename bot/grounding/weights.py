"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""

from bot.evidence.linear import LinearModel

UNFAITHFUL = LinearModel(
    {
        "negation": 0.3746,
        "direction": 1.1115,
        "for and against": 1.5535,
        "order": 1.9880,
        "comparison": 2.1870,
        "denied": 4.7830,
        "denied predicate": 3.0855,
        "attribution": 1.2491,
        "quotation moved": 0.6001,
        "roles": 0.2717,
        "stance": 0.9830,
        "exchange": 1.4775,
        "stitching": 0.6804,
        "another figure": 2.3651,
        "another date": 0.9870,
        "another name": 2.0654,
        "drops hedge": 0.2902,
        "drops future": 0.5488,
        "drops some": 0.4635,
        "drops exception": 0.3446,
        "adds all": 0.3153,
        "adds unconditional": 2.3097,
        "drops not": 0.1723,
        "opposites": 0.1931,
        "copied": 1.3562,
        "copied squared": 0.9088,
        "faulty copy": 1.7132,
        "changed inside": 1.2485,
        "in the best": -1.3488,
        "left of the best": 0.8250,
        "sentences": 0.0565,
        "other language": -0.9674,
    },
    intercept=-2.5176,
)
"""Whether a sentence says something else than its evidence: log odds."""

MOST_ODDS = -0.4700
"""Log odds above which a sentence is rejected."""
