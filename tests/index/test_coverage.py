"""A passage counts by the sentence that holds most of what was asked."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.coverage import Coverage
from index.lexical import Terms

WORDS = st.sampled_from(
    ["Ferry", "ferries,", "“Oban”", "don't", "U.S.", "of", "1,200", "10-day", "東京都", "Ärzte", "x" * 40]
)


def share(text: str, asked: str, language: str | None = "en") -> float:
    terms = Terms()
    wanted = dict.fromkeys(terms.of(asked, language), 1.0)
    coverage = Coverage(terms.of)
    assert coverage.unknown([1]) == [1]
    found = coverage.best([1], {1: (text, language)}, [(wanted, float(len(wanted)))])
    assert coverage.unknown([1]) == []
    return float(found[0, 0])


def test_one_sentence_counts_not_the_passage() -> None:
    apart = share("The ferries stopped. The harbour froze.", "ferry harbour")
    together = share("The harbour's ferries stopped. It froze.", "ferry harbour")

    assert (apart, together) == (0.5, 1.0)


@pytest.mark.parametrize("text", ["", " \n ", "…", "?!"])
def test_a_passage_without_words_holds_nothing(text: str) -> None:
    assert share(text, "ferry") == 0.0


@given(st.lists(WORDS, min_size=1, max_size=12), WORDS)
def test_words_are_known_as_the_index_knows_them(words: list[str], asked: str) -> None:
    sentence = " ".join(words).replace("U.S.", "US")
    terms = set(Terms().of(sentence, "en"))
    wanted = Terms().of(asked, "en")

    assert share(sentence, asked) == pytest.approx(sum(term in terms for term in set(wanted)) / len(set(wanted)))


def test_passages_are_scored_the_same_the_second_time() -> None:
    coverage = Coverage(Terms().of)
    texts = {number: (f"Ferry {number} left Oban. Nobody saw it in {1900 + number}.", "en") for number in range(50)}
    asked = [({"ferri": 1.0, "oban": 2.0, "1907": 3.0}, 6.0)]

    first = coverage.best(list(texts), texts, asked)

    assert np.array_equal(coverage.best(list(texts), {}, asked), first)
    assert first.tolist() == [[0.5] * 50]
