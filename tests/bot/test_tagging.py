"""Names, nouns and verbs of what people type, however long its words are."""

from __future__ import annotations

import pytest

from bot.language.tagging import LONGEST_WORD, is_named, tags


@pytest.mark.parametrize("word", ["Zedhaven" * 10, "0123456789ABCDEF" * 200])
def test_a_word_longer_than_any_is_a_noun_and_not_looked_into(word: str) -> None:
    assert list(tags(f"and who paid for {word}?").values()) == list(tags("and who paid for bread?").values())


def test_a_word_longer_than_any_is_no_name() -> None:
    assert is_named("Oskar")
    assert not is_named("Oskar" * LONGEST_WORD)
