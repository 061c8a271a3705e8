from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from index.word_pieces import PieceCounter, builtin_tokenizer

TEXTS = st.one_of(
    st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), max_size=80),
    st.text(st.sampled_from("aeinrstzq0179-'.,…—’“ \nÉß中"), max_size=80),
)


@given(TEXTS)
def test_counts_as_the_tokenizer_does(text: str) -> None:
    assert PieceCounter().count(text) == len(builtin_tokenizer().encode(text, add_special_tokens=False))


def test_a_word_is_counted_the_same_when_it_comes_again() -> None:
    counter = PieceCounter()

    first = counter.counts(["Unquestionably antidisestablishment", "photovoltaics-zzqx"])

    assert counter.counts(["Unquestionably antidisestablishment", "photovoltaics-zzqx"]) == first
    assert first == [
        len(each)
        for each in builtin_tokenizer().encode_batch(
            ["Unquestionably antidisestablishment", "photovoltaics-zzqx"], add_special_tokens=False
        )
    ]
