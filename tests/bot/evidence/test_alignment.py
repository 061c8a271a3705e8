"""Questions and sentences compared token by token."""

from bot.evidence.alignment import align
from bot.evidence.asked import take_apart
from bot.language.terms import WordReader
from index.embedding import BuiltinEmbedding

ENCODE = BuiltinEmbedding().encoder.encode_tokens
SENTENCES = ["The general wrote that the enemy would pay.", "Slugs eat lettuce at night.", "The man was paid in full."]


def test_other_forms_and_words_of_like_meaning_are_near() -> None:
    asked = take_apart("What did the officer write about the foe?", "en", WordReader())
    compared = align(asked, SENTENCES, ENCODE)
    assert compared.terms == ["officer", "write", "foe"]
    assert abs(compared.weights.sum() - 1) < 1e-9
    for term in range(3):
        assert compared.words[0, term] == compared.words[:, term].max()
    assert compared.words[0, 1] > compared.words[1, 1] + 0.2
    assert compared.of([1]).words.tolist() == [compared.words[1].tolist()]


def test_only_a_word_that_asks_is_compared_as_such() -> None:
    asking, telling = (
        align(take_apart(text, "en", WordReader()), SENTENCES, ENCODE).asking
        for text in ("Who would pay?", "The enemy would pay.")
    )
    assert asking.all()
    assert not telling.any()


def test_nothing_asked_and_nothing_read_are_no_trouble() -> None:
    nothing = align(take_apart("?!", "en", WordReader()), ["Slugs eat lettuce."], ENCODE)
    assert nothing.terms == []
    assert nothing.words.shape == (1, 0)
    assert nothing.asking.tolist() == [0.0]
    assert align(take_apart("Who?", "en", WordReader()), [], ENCODE).cosines.shape == (0,)
