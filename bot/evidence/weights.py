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
        "covered": -5.2314,
        "covered_with_neighbours": -2.6279,
        "names_with_neighbours": 0.1401,
        "pairs": 0.8023,
        "holds_kind": 0.2711,
        "holds_kind_covered": 0.5386,
        "first_passage": 0.9183,
        "passage_rank": -1.5818,
        "passage_score": 2.7676,
        "length": 0.6898,
        "short": 0.4949,
        "leans": 0.3098,
        "question": -1.1972,
        "lead": -0.1988,
        "rank_covered": 0.8879,
        "new_words": -1.6373,
        "covered_rare_here": 4.0926,
        "neighbours_rare_here": -1.0098,
        "best_of_passage": 0.3858,
        "fits": 1.0098,
        "cosine": -2.0846,
        "cosine_gap": 0.8357,
        "cosine_rank": 1.3477,
        "cosine_fits": -2.1659,
        "cosine_neighbour": 0.6696,
        "aligned": 2.0632,
        "aligned_gap": 0.1228,
        "aligned_worst": 0.5366,
        "aligned_near": 4.1374,
        "aligned_near_gap": 3.8866,
        "asking": 1.5006,
        "asking_gap": 3.7627,
    },
    intercept=-6.5727,
)
"""The same with what the comparison shows."""

ANSWERABLE = LinearModel(
    {
        "covered_near": -6.6184,
        "names": 0.0031,
        "names_missing_near": -2.7292,
        "names_missing_anywhere": 5.7809,
        "name_missing_anywhere": -3.7470,
        "figures_missing": -4.9886,
        "sentence_cosine": 4.5677,
        "aligned_near": 7.2877,
        "aligned_most": 7.5144,
        "aligned_anywhere": 3.7843,
        "asking": -1.0752,
        "best_fits": -0.0134,
        "best_holds_kind": -0.0353,
        "long": 2.8020,
    },
    intercept=-11.4363,
)
"""Whether the passages answer."""
