"""The learned weights, all in one place.  ``benchmarks/answerability.py`` learns them and shows what they are worth."""

from bot.evidence.linear import LinearModel

SENTENCES = LinearModel(
    {
        "covered": -2.5430,
        "covered_with_neighbours": 2.0143,
        "names_with_neighbours": -0.0394,
        "pairs": 0.3642,
        "holds_kind": 0.4881,
        "holds_kind_covered": 0.1863,
        "first_passage": 2.6065,
        "passage_rank": -4.4307,
        "passage_score": 5.3128,
        "length": 0.7960,
        "short": -0.0808,
        "leans": 0.1764,
        "question": -1.6735,
        "lead": 0.1582,
        "rank_covered": 2.7031,
        "new_words": -1.1044,
        "covered_rare_here": 2.5496,
        "neighbours_rare_here": -1.1492,
        "best_of_passage": 1.3211,
    },
    intercept=-8.9379,
)
"""Whether a sentence holds the answer."""

ANSWERABLE = LinearModel(
    {
        "best_odds": 0.1327,
        "neighbours_covered": 0.7739,
        "all_covered": 0.9370,
        "names_missing_near": -1.0944,
        "names_missing_anywhere": -5.1326,
        "cosine": 10.0909,
    },
    intercept=-4.6405,
)
"""Whether the passages answer, with the built-in model's cosines."""

ANSWERABLE_BY_WORDS = LinearModel(
    {
        "best_odds": 0.1072,
        "neighbours_covered": 1.1048,
        "all_covered": 1.9181,
        "names_missing_near": -1.2216,
        "names_missing_anywhere": -7.2393,
    },
    intercept=-0.8116,
)
"""The same without cosines, for libraries made with another embedding model."""
