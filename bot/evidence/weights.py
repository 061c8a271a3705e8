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
        "covered": -5.1030,
        "covered_with_neighbours": -4.4531,
        "names_with_neighbours": -0.0946,
        "pairs": 0.8919,
        "holds_kind": 0.2588,
        "holds_kind_covered": 0.7100,
        "first_passage": 0.6391,
        "passage_rank": -1.1932,
        "passage_score": 2.2407,
        "length": 0.8790,
        "short": 0.1615,
        "leans": 0.1843,
        "question": -1.3278,
        "lead": -0.1873,
        "rank_covered": 0.8690,
        "new_words": -1.9476,
        "covered_rare_here": 4.1352,
        "neighbours_rare_here": -0.8633,
        "best_of_passage": 0.1250,
        "fits": 0.6717,
        "cosine": -2.1168,
        "cosine_gap": 0.5579,
        "cosine_rank": 1.2895,
        "cosine_fits": -1.5881,
        "cosine_neighbour": 0.7595,
        "aligned": 1.1830,
        "aligned_gap": -0.1913,
        "aligned_worst": 0.4566,
        "aligned_near": 6.7836,
        "aligned_near_gap": 4.8951,
        "asking": 1.8036,
        "asking_gap": 4.3043,
    },
    intercept=-6.7267,
)
"""The same with what the comparison shows."""

ANSWERABLE = LinearModel(
    {
        "covered_near": -7.2595,
        "names": -0.3659,
        "names_missing_near": -2.3625,
        "names_missing_anywhere": 4.3287,
        "name_missing_anywhere": -3.2640,
        "figures_missing": -4.6523,
        "sentence_cosine": 4.1370,
        "aligned_near": 10.2073,
        "aligned_most": 5.2099,
        "aligned_anywhere": 2.4648,
        "asking": -1.4465,
        "best_fits": 0.0977,
        "best_holds_kind": 0.2698,
        "long": 3.6332,
    },
    intercept=-9.8989,
)
"""Whether the passages answer."""
