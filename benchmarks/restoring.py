"""A shipped model taken back into torch, to be trained further."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import onnx
import torch
from entailment import Model
from numpy.typing import NDArray
from onnx import numpy_helper

_STEPS = 6
"""Between a product of matrices and the bias that is added to it: casts and scales."""


def restored(base: Path, shipped: Path) -> Model:
    """The model as ``entailment.export`` was given it, but for what 8 bits lost; ``base``: see there.

    The biases and the embeddings have kept their names in the file.  A matrix has lost its own, and is known by the
    bias that is added behind it.
    """
    graph = onnx.load(shipped).graph
    stored = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    model = Model(base)
    state = model.state_dict()
    found = {name: whole for name in state if (whole := _whole(stored, name)) is not None}
    behind = {name: node for node in reversed(graph.node) for name in node.input}
    for node in graph.node:
        if node.op_type == "MatMulInteger" and node.input[1].endswith("_quantized"):
            name = _bias(node.output[0], behind, stored).replace(".bias", ".weight")
            matrix = _whole(stored, node.input[1].removesuffix("_quantized"))
            assert matrix is not None
            # torch keeps the matrices that are multiplied from the right the other way round.
            found[name] = matrix.T if matrix.T.shape == tuple(state[name].shape) else matrix
    missing = state.keys() - found.keys()
    if missing:
        raise ValueError(f"{shipped} has no {', '.join(sorted(missing))}: it was exported otherwise")
    model.load_state_dict({name: torch.tensor(np.array(whole)) for name, whole in found.items()})
    return model


def _whole(stored: Mapping[str, NDArray], name: str) -> NDArray[np.float32] | None:
    """What is stored under a name, or, of 8 bits, what it stands for."""
    if name in stored:
        return stored[name]
    if f"{name}_quantized" not in stored:
        return None
    values = stored[f"{name}_quantized"].astype(np.float32)
    scale, zero = np.atleast_1d(stored[f"{name}_scale"]), np.atleast_1d(stored[f"{name}_zero_point"])
    rows = scale.size > 1 and values.shape[0] == scale.size and values.shape[1] != scale.size
    shape = (-1, 1) if rows else (1, -1)
    return (values - zero.astype(np.float32).reshape(shape)) * scale.reshape(shape)


def _bias(output: str, behind: Mapping[str, onnx.NodeProto], stored: Mapping[str, NDArray]) -> str:
    """The name of what is added to a product."""
    for _ in range(_STEPS):
        node = behind[output]
        if node.op_type == "Add":
            return next(name for name in node.input if name in stored)
        output = node.output[0]
    raise ValueError(f"nothing is added to {output}")
