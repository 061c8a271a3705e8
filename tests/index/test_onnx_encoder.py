import numpy as np
import pytest

from index.onnx_encoder import OnnxEncoder

BRIDGE = "The harbour bridge was closed for repairs in April. " * 21
VIOLIN = "A violin was found in the left luggage office. " * 26


@pytest.fixture(scope="module")
def encoder() -> OnnxEncoder:
    return OnnxEncoder.builtin()


def test_a_long_text_is_read_to_its_end(encoder: OnnxEncoder) -> None:
    both, bridge, violin = encoder.encode([BRIDGE + VIOLIN, BRIDGE, VIOLIN])
    assert bridge @ violin < 0.5
    assert both @ bridge > 0.65
    assert both @ violin > 0.65
    cut = encoder.encode([BRIDGE + VIOLIN], max_tokens=200)[0]
    assert cut @ violin < 0.5


def test_a_chunk_of_the_windows_size_is_one_window(encoder: OnnxEncoder) -> None:
    # A chunk of 256 word pieces has two tokens more than the window: that must not cost a second run.
    heard: list[int] = []
    whole = encoder.encode(["bridge " * 256], done=heard.append)[0]
    assert heard == [1]
    assert whole @ encoder.encode(["bridge " * 254])[0] == pytest.approx(1, abs=1e-5)


def test_unit_vectors_in_order_and_progress_to_the_end(encoder: OnnxEncoder) -> None:
    heard: list[int] = []
    texts = ["short", BRIDGE + VIOLIN, "", "short", "another one"]
    vectors = encoder.encode(texts, done=heard.append)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(texts)), abs=1e-5)
    assert (vectors[0] == vectors[3]).all()
    assert vectors[4] @ encoder.encode(["another one"])[0] == pytest.approx(1, abs=1e-3)
    assert heard == sorted(heard)
    assert heard[-1] == len(texts)
