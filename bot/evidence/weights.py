"""The learned weights, all in one place.  ``benchmarks/answerability.py`` learns them and shows what they are worth."""

from bot.evidence.linear import LinearModel

SENTENCES = LinearModel(
    {
        "covered": -2.2207,
        "covered_with_neighbours": 1.8148,
        "names_with_neighbours": 0.0199,
        "pairs": 0.6823,
        "holds_kind": 0.4849,
        "holds_kind_covered": 0.0756,
        "first_passage": 2.0279,
        "passage_rank": -2.8745,
        "passage_score": 5.1140,
        "length": 0.7330,
        "short": -0.2812,
        "leans": 0.1982,
        "question": -1.0473,
        "lead": 0.0469,
        "rank_covered": 2.5372,
        "new_words": -1.0270,
        "covered_rare_here": 2.5741,
        "neighbours_rare_here": -1.3882,
        "best_of_passage": 1.2302,
    },
    intercept=-9.3090,
)
"""Whether a sentence holds the answer."""

ANSWERABLE = LinearModel(
    {
        "best_odds": 0.1544,
        "neighbours_covered": 1.5377,
        "all_covered": 0.5112,
        "names_missing_near": -1.3186,
        "names_missing_anywhere": -4.9258,
        "cosine": 11.1236,
    },
    intercept=-4.8149,
)
"""Whether the passages answer, with the built-in model's cosines."""

ANSWERABLE_BY_WORDS = LinearModel(
    {
        "best_odds": 0.1299,
        "neighbours_covered": 2.1652,
        "all_covered": 1.4575,
        "names_missing_near": -1.3248,
        "names_missing_anywhere": -7.1935,
    },
    intercept=-0.6702,
)
"""The same without cosines, for libraries made with another embedding model."""
