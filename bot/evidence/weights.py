"""The learned weights, all in one place.  ``benchmarks/answerability.py`` learns them and shows what they are worth."""

from bot.evidence.linear import LinearModel

SHORTLIST = LinearModel(
    {
        "covered": -1.5099,
        "covered_with_neighbours": 1.5475,
        "names_with_neighbours": -0.1652,
        "pairs": 0.2742,
        "holds_kind": 0.4547,
        "holds_kind_covered": -0.4615,
        "first_passage": 0.6720,
        "passage_rank": -0.5526,
        "passage_score": 3.9371,
        "length": 0.5755,
        "short": 0.1062,
        "leans": 0.2992,
        "question": 0.1007,
        "lead": 0.4397,
        "rank_covered": 1.8198,
        "new_words": -1.0890,
        "covered_rare_here": 1.3219,
        "neighbours_rare_here": 0.2120,
        "best_of_passage": 1.4922,
    },
    intercept=-9.1105,
)
"""Whether a sentence holds the answer, by its words and its place: which are looked at closely."""

SENTENCES = LinearModel(
    {
        "covered": -5.8345,
        "covered_with_neighbours": 2.3810,
        "names_with_neighbours": -0.0940,
        "pairs": 0.9790,
        "holds_kind": 0.0312,
        "holds_kind_covered": 0.9068,
        "first_passage": 0.3623,
        "passage_rank": -0.9394,
        "passage_score": 3.4287,
        "length": 0.2641,
        "short": 0.3109,
        "leans": 0.3572,
        "question": -6.0029,
        "lead": 0.0667,
        "rank_covered": 1.6220,
        "new_words": -0.1100,
        "covered_rare_here": 3.2822,
        "neighbours_rare_here": -0.6690,
        "best_of_passage": 0.9715,
        "fits": 0.6281,
        "cosine": 1.2349,
        "cosine_gap": 2.9382,
        "cosine_rank": 1.4486,
        "cosine_fits": -1.2923,
        "cosine_neighbour": 0.4467,
    },
    intercept=-7.2072,
)
"""The same with what the closer look shows."""

ANSWERABLE = LinearModel(
    {
        "best_odds": -0.1595,
        "neighbours_covered": 1.6812,
        "all_covered": -0.3707,
        "names_missing_near": -0.6919,
        "names_missing_anywhere": -5.9131,
        "sentence_cosine": 5.2678,
        "best_cosine": 3.3765,
        "best_fits": 0.3648,
    },
    intercept=-3.7068,
)
"""Whether the passages answer."""
