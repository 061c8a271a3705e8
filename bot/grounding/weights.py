"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""

from bot.evidence.linear import LinearModel

UNFAITHFUL = LinearModel(
    {
        "negation": 0.1609,
        "direction": 1.0535,
        "for and against": 1.3990,
        "order": 1.5378,
        "comparison": 2.0476,
        "denied": 2.8356,
        "denied predicate": 3.3528,
        "attribution": 1.1350,
        "quotation moved": 1.1004,
        "roles": 0.1637,
        "stance": 0.9668,
        "exchange": 1.2640,
        "divergence": 0.1987,
        "stitching": 0.8131,
        "another figure": 2.5625,
        "another date": 2.0215,
        "another name": 1.8803,
        "drops hedge": 0.1796,
        "drops future": 0.5628,
        "drops some": 0.5828,
        "drops exception": 0.5899,
        "adds all": 0.6617,
        "adds unconditional": 2.2214,
        "drops not": 0.0390,
        "copied": 1.1886,
        "copied squared": 0.8192,
        "near copy": 0.5009,
        "all copied": -0.5561,
        "faulty copy": 1.2896,
        "in the best": -0.8001,
        "left of the best": 0.5347,
        "sentences": 0.2514,
        "other language": -1.5263,
    },
    intercept=-2.1943,
)
"""Whether a sentence says something else than its evidence: log odds."""

MOST_ODDS = -0.2951
"""Log odds above which a sentence is rejected."""
