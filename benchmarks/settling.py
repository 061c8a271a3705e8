"""Has a model learn to say with 8 bits what it says with 32.

A shipped model multiplies 8-bit numbers: its weights are rounded once, and what flows through it again in each product
(``onnxruntime.quantization.quantize_dynamic``).  Trained without knowing that, it ranks worse when it is exported.
"""

from __future__ import annotations

import copy
import time
import types
from collections.abc import Sequence

import numpy as np
import torch
from entailment import Model, alike, padded, share_of_rate
from torch.nn.functional import linear, smooth_l1_loss

from bot.cross_encoder import Row

RATE = 2e-5
"""The highest learning rate: it is not to learn anything else."""
AT_ONCE = 8
"""Groups of rows in one step; a group's rows are of one question."""


def settle(model: Model, groups: Sequence[Sequence[Row]]) -> None:
    """Trains ``model`` to give, rounded, the log odds for these rows that it gives now."""
    taught = copy.deepcopy(model).eval()
    layers = [each for each in model.modules() if isinstance(each, torch.nn.Linear)]
    kept = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(kept, lr=RATE, weight_decay=0.0)
    batches = alike([max(len(ids) for ids, _ in rows) for rows in groups], AT_ONCE)
    losses, began = [], time.monotonic()
    for layer in layers:
        layer.forward = types.MethodType(_rounded, layer)
    for step, batch in enumerate(batches):
        for part in optimizer.param_groups:
            part["lr"] = RATE * share_of_rate(step, len(batches))
        read = padded([row for at in batch for row in groups[at]])
        with torch.no_grad():
            wanted = taught(*read)
        loss = smooth_l1_loss(model(*read), wanted)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(kept, 1.0)
        optimizer.step()
        losses.append(loss.item())
    for layer in layers:
        del layer.forward
    first, last = (np.mean(part) for part in (losses[:20], losses[-20:]))
    print(f"settled in {time.monotonic() - began:.0f} s: off by {first:.3f}, then {last:.3f}", flush=True)


def _rounded(layer: torch.nn.Linear, states: torch.Tensor) -> torch.Tensor:
    """A layer as it works with 8 bits; gradients pass as if nothing were rounded."""
    return linear(_states_rounded(states), _weights_rounded(layer.weight), layer.bias)


def _states_rounded(states: torch.Tensor) -> torch.Tensor:
    """Each of 256 steps from the smallest to the largest of its row, one of which is zero; rows are judged alone."""
    exact = states.detach()
    own = tuple(range(1, exact.dim()))
    low, high = exact.amin(own, keepdim=True).clamp(max=0), exact.amax(own, keepdim=True).clamp(min=0)
    step = (high - low) / 255
    zero = torch.round(-low / step)
    rounded = (torch.clamp(torch.round(exact / step) + zero, 0, 255) - zero) * step
    return states + (rounded - exact)


def _weights_rounded(weights: torch.Tensor) -> torch.Tensor:
    """Steps of their own for each output, the same on both sides of zero."""
    exact = weights.detach()
    step = exact.abs().amax(1, keepdim=True) / 127
    return weights + (torch.round(exact / step) * step - exact)
