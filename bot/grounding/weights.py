"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""

from bot.evidence.linear import LinearModel

UNFAITHFUL = LinearModel(
    {
        "negation": 0.0626,
        "direction": 0.9375,
        "for and against": 0.8318,
        "order": 3.3268,
        "comparison": 2.2013,
        "denied": 8.3247,
        "denied predicate": 3.3951,
        "attribution": 1.2609,
        "quotation moved": 1.0137,
        "roles": 0.4758,
        "stance": 0.7622,
        "exchange": 1.5244,
        "stitching": 0.4755,
        "another figure": 0.3238,
        "another date": 0.2133,
        "another name": 1.6216,
        "drops hedge": 0.2745,
        "drops future": 0.1505,
        "drops some": 0.3160,
        "drops exception": 0.1677,
        "adds unconditional": 1.9444,
        "opposites": 0.3767,
        "copied": 1.0302,
        "copied squared": 1.1678,
        "faulty copy": 1.4757,
        "changed inside": 0.2037,
        "in the best": -0.4979,
        "left of the best": 1.5732,
        "doubt": 0.6152,
    },
    intercept=-3.1031,
)
"""Whether a sentence says something else than its evidence, the model's doubt with it: log odds."""
MOST_ODDS = 0.0354
"""Log odds above which a sentence is rejected."""

UNFAITHFUL_BY_RULES = LinearModel(
    {
        "negation": 0.3694,
        "direction": 1.3336,
        "for and against": 1.8564,
        "order": 2.3503,
        "comparison": 2.2835,
        "denied": 6.3436,
        "denied predicate": 3.1911,
        "attribution": 1.1150,
        "quotation moved": 0.2033,
        "roles": 0.4554,
        "stance": 1.1317,
        "exchange": 1.8401,
        "cause": 0.1568,
        "stitching": 0.3749,
        "another figure": 1.6399,
        "another date": 0.7512,
        "another name": 2.3360,
        "drops hedge": 0.3854,
        "drops future": 0.3506,
        "drops some": 0.3929,
        "drops exception": 0.1889,
        "adds all": 0.3591,
        "adds unconditional": 2.1589,
        "drops not": 0.3778,
        "opposites": 0.2055,
        "copied": 1.6339,
        "copied squared": 0.9441,
        "faulty copy": 1.8643,
        "changed inside": 1.1485,
        "in the best": -1.5526,
        "left of the best": 0.9611,
        "other language": -1.0074,
    },
    intercept=-2.6330,
)
"""The same where the model can't judge: log odds."""
MOST_ODDS_BY_RULES = -0.4160
"""Log odds above which a sentence is rejected."""
