"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""

from bot.linear import LinearModel

UNFAITHFUL = LinearModel(
    {
        "negation": 0.0873,
        "direction": 1.2264,
        "for and against": 0.5210,
        "order": 3.4036,
        "comparison": 1.6625,
        "denied": 8.7141,
        "denied predicate": 3.6419,
        "attribution": 1.3006,
        "quotation moved": 0.8815,
        "roles": 0.4509,
        "stance": 0.6731,
        "exchange": 1.7481,
        "stitching": 0.2286,
        "another figure": 0.9499,
        "another name": 1.6719,
        "drops hedge": 0.2018,
        "drops future": 0.0250,
        "drops some": 0.2584,
        "drops exception": 0.1119,
        "adds all": 0.3131,
        "adds unconditional": 1.8416,
        "opposites": 0.2813,
        "copied": 1.1156,
        "copied squared": 1.2230,
        "faulty copy": 1.4155,
        "changed inside": 0.2537,
        "in the best": -0.4302,
        "left of the best": 1.4828,
        "doubt": 0.4789,
    },
    intercept=-3.1698,
)
"""Whether a sentence says something else than its evidence, the model's doubt with it: log odds."""
MOST_ODDS = 0.1635
"""Log odds above which a sentence is rejected."""

UNFAITHFUL_BY_RULES = LinearModel(
    {
        "negation": 0.3708,
        "direction": 1.3354,
        "for and against": 1.8563,
        "order": 2.3473,
        "comparison": 2.2805,
        "denied": 6.3611,
        "denied predicate": 3.1923,
        "attribution": 1.1189,
        "quotation moved": 0.2051,
        "roles": 0.4548,
        "stance": 1.1334,
        "exchange": 1.8400,
        "cause": 0.1649,
        "stitching": 0.3767,
        "another figure": 1.6434,
        "another date": 0.7518,
        "another name": 2.3377,
        "drops hedge": 0.3905,
        "drops future": 0.3560,
        "drops some": 0.3962,
        "drops exception": 0.1876,
        "adds all": 0.3636,
        "adds unconditional": 2.1705,
        "drops not": 0.3786,
        "opposites": 0.2089,
        "copied": 1.6391,
        "copied squared": 0.9404,
        "faulty copy": 1.8663,
        "changed inside": 1.1495,
        "in the best": -1.5376,
        "left of the best": 0.9517,
        "other language": -0.9923,
    },
    intercept=-2.6459,
)
"""The same where the model can't judge: log odds."""
MOST_ODDS_BY_RULES = -0.4883
"""Log odds above which a sentence is rejected."""
