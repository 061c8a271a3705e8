"""The learned weights, all in one place.  `benchmarks/answerability.py` measures them and learns them anew."""

from bot.evidence.linear import LinearModel

SENTENCES = LinearModel(
    {
        "covered": 0.3288,
        "covered_with_neighbours": 1.1234,
        "names_with_neighbours": -0.0944,
        "pairs": 0.7348,
        "holds_kind": 0.4252,
        "holds_kind_covered": 0.4619,
        "first_passage": 1.5000,
        "passage_rank": -2.1446,
        "passage_score": 3.4737,
        "length": 0.8574,
        "short": -0.0461,
        "leans": 0.2275,
        "question": -2.2984,
        "lead": 0.0455,
        "rank_covered": 3.7100,
        "new_words": -1.3506,
        "covered_rare_here": 0.0,
        "neighbours_rare_here": 0.0,
        "best_of_passage": 0.0,
    },
    intercept=-8.5409,
)
"""Whether a sentence holds the answer."""

ANSWERABLE = LinearModel(
    {
        "best_odds": -0.0493,
        "odds_gap": 0.0172,
        "sentence_covered": -1.7892,
        "neighbours_covered": 3.5611,
        "passage_covered": 0.3503,
        "all_covered": 3.6257,
        "rarest_missing_near": 1.2024,
        "rarest_missing_anywhere": 1.0389,
        "names_missing_near": -0.7370,
        "names_missing_anywhere": -3.5607,
        "figures_missing_near": 0.9278,
        "holds_kind": 0.4102,
        "holds_kind_informative": -0.4677,
        "negation_differs": -0.5185,
        "cosine_best": 4.7347,
        "cosine_mean": 2.1884,
        "pairs": 0.2509,
        "score_gap": -1.1807,
    },
    intercept=-8.3690,
)
"""Whether the passages answer the question."""
