"""Texts token by token."""

import numpy as np
import pytest

from index.embedding import BuiltinEmbedding

TEXTS = ["Who wrote the letter?", "The general wrote it on Friday, in a short hand that few could read.", "", "大桥"]


def test_tokens_stand_where_they_say_and_add_up_to_the_texts_vector() -> None:
    embedding = BuiltinEmbedding()
    whole = embedding.embed(TEXTS)
    for text, states, vector in zip(TEXTS, embedding.encoder.encode_tokens(TEXTS), whole, strict=True):
        assert len(states.offsets) == len(states.states)
        assert all(0 <= start <= end <= len(text) for start, end in states.offsets)
        assert np.allclose(np.linalg.norm(states.states, axis=1), 1, atol=1e-5)
        # The int8 weights' sums depend a little on what stands in the same batch.
        assert float(states.pooled @ vector) == pytest.approx(1, abs=0.01)
    read = "".join(TEXTS[0][start:end] for start, end in embedding.encoder.encode_tokens(TEXTS[:1])[0].offsets)
    assert read == "Whowrotetheletter?"
