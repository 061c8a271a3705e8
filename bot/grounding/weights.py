"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""

from bot.evidence.linear import LinearModel

UNFAITHFUL = LinearModel(
    {
        "negation": 0.2361,
        "direction": 0.7159,
        "for and against": 1.9442,
        "order": 3.2649,
        "comparison": 2.5512,
        "denied": 7.0487,
        "denied predicate": 3.6471,
        "attribution": 1.2140,
        "quotation moved": 1.2795,
        "roles": 0.4879,
        "stance": 0.9074,
        "exchange": 1.3516,
        "stitching": 0.3824,
        "another figure": 0.8135,
        "another date": 0.3389,
        "another name": 1.6780,
        "drops hedge": 0.3734,
        "drops future": 0.2807,
        "drops some": 0.2275,
        "drops exception": 0.1808,
        "adds unconditional": 2.1477,
        "opposites": 0.4473,
        "copied": 0.9439,
        "copied squared": 1.0254,
        "faulty copy": 1.5376,
        "changed inside": 0.0698,
        "in the best": -0.5403,
        "left of the best": 1.7646,
        "doubt": 0.7618,
    },
    intercept=-3.1131,
)
"""Whether a sentence says something else than its evidence, the model's doubt with it: log odds."""
MOST_ODDS = -0.1183
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
