"""Learns the weights of bot/grounding/weights.py, and shows what they are worth on passages they were not learned on.

    python benchmarks/grounding_weights.py [--write] [FILE ...]

Of each file's sentences (by default those of the tests, but for the parts that nothing is learned on) a tenth of the
passages at a time is judged by weights learned on the rest; the figures are those of all tenths together.  A sentence
that a fact already rejects is counted, and learned from is what the facts leave.  ``--write`` replaces the weights by
those learned on everything.  ``--couples`` also judges those of ``benchmarks/weighing``, on which nothing is learned:
with them, other sentences were judged no better.

Wrong sentences made for a test are near copies more often than faithful ones, and a language model's answers are near
copies mostly.  So the passages' own sentences, cut at a clause, are learned from as faithful ones ("cuts"); and what
speaks against a sentence may only count against it: a sign whose weight comes out the other way is left out.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from grounding import CASES, sources_of
from logistic import logistic
from numpy.typing import NDArray

import bot.grounding.weights
from bot.grounding.checking import examine
from bot.grounding.judging import DOUBT, RULES, signs
from bot.linear import LinearModel
from index.sentences import sentences

Floats = NDArray[np.float64]
FOLDS = 10
UNTOUCHED = ("held-out", "unseen", "trial")
"""Parts that nothing is learned on."""
TUNED = ("development", "fresh")
CUTS, COUPLES = "cuts", "couples"
WEIGHED = Path(__file__).parent / "weighing"
TUNED_COUNT = 0.5
"""What a sentence counts that the rules were written with: there they find more fault, and with better right, than on
sentences that they have not seen."""
CUT_COUNT = 0.3
"""What a cut counts: at 0 the weights reject nine in ten cuts, at 1 they catch a tenth less of the wrong
sentences."""
PULL, PULL_OF_DOUBT = 20.0, 0.1
"""How strongly weights are drawn towards zero: cross-validated figures change little between half and twice as much.
The model learned on sentences of its own, so its sign is one number that can be trusted."""
EITHER_WAY = {"copied", "copied squared", "left of the best", "other language"}
FOR_IT = {"in the best"}
"""Signs that may speak for a sentence, or only for it; all the others only against it."""
_CLAUSE = re.compile(
    r"(?:[;,]\s(?:which|who|but|and|while|although|whereas|because|saying|after|with|und|aber|die|der|et|mais|y|pero)\b"
    r"|;\s)"
)
MOST_REJECTED, MOST_REJECTED_BY_RULES = 0.155, 0.33
"""Share of faithful sentences that may be rejected: about where the wrong ones caught, less these, are most."""
Judge = tuple[LinearModel, float]
"""Weights, and the log odds above which a sentence is rejected."""


@dataclass
class Example:
    """A sentence with what the check sees of it."""

    split: str
    wrong: bool
    passages: str
    settled: float | None
    """Log odds of one that a fact rejects or that is a copy; None where the weights decide."""
    seen: dict[str, float]


def main() -> None:
    """Learn, judge, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path, default=[CASES])
    parser.add_argument("--write", action="store_true", help="replace bot/grounding/weights.py")
    parser.add_argument("--couples", action="store_true", help="judge the couples of benchmarks/weighing too")
    options = parser.parse_args()
    lines = [line for file in options.files for line in file.read_text(encoding="utf-8").splitlines()]
    cases = [case for case in map(json.loads, lines) if case["split"] not in UNTOUCHED]
    examples = [example_of(case) for case in [*cases, *cuts(cases)]]
    names = list(next(example.seen for example in examples if DOUBT in example.seen))
    print("with the model, English:")
    judges = [
        shown([example for example in examples if example.settled or DOUBT in example.seen], names, MOST_REJECTED)
    ]
    print("by rules alone:")
    judges.append(shown(examples, [name for name in names if name != DOUBT], MOST_REJECTED_BY_RULES))
    if options.couples:
        judge_couples(*judges[0])
    if options.write:
        write(judges)


def shown(examples: Sequence[Example], names: Sequence[str], most: float) -> Judge:
    """Prints what the weights are worth, and gives those learned on everything with their limit."""
    odds = cross_validated(examples, names)
    threshold = 0.0
    for split in sorted({example.split for example in examples}):
        those = [at for at, example in enumerate(examples) if example.split == split]
        wrong = odds[[at for at in those if examples[at].wrong]]
        right = odds[[at for at in those if not examples[at].wrong]]
        if not len(wrong) or not len(right):
            continue
        line = [f"{split}: {len(wrong)} wrong, {len(right)} faithful:"]
        line += [
            f"{(wrong > np.quantile(right, 1 - share)).mean():.0%} caught at {share:.0%} rejected,"
            for share in (0.08, 0.15, 0.2, 0.25, 0.3, 0.4)
        ]
        print(" ".join(line).rstrip(","))
        if split not in TUNED:
            threshold = float(np.quantile(right, 1 - most))
            print(
                f"    log odds of {threshold:.2f}: {(wrong > threshold).mean():.1%} caught, "
                f"{(right > threshold).mean():.1%} rejected"
            )
    rejected = [odds[at] > threshold for at, example in enumerate(examples) if example.split == CUTS]
    print(f"cuts: {np.mean(rejected):.1%} of {len(rejected)} rejected")
    return learned(examples, names), threshold


def example_of(case: dict) -> Example:
    """What the check sees of a case."""
    evidence, fault = examine(case["sentence"], sources_of(case))
    seen: dict[str, float] = {}
    settled = None
    if evidence is None:
        settled = -99.0 if fault is None else 99.0
    else:
        seen = signs(evidence, {name: list(rule(evidence)) for name, rule in RULES.items()})
        settled = None if fault is None else 99.0
    passages = "\n".join(passage["text"] for passage in case["passages"][:1])
    return Example(case["split"], case["label"] == "unsupported", passages, settled, seen)


def judge_couples(model: LinearModel, most: float) -> None:
    """Prints what weights learned on other sentences are worth on the couples."""
    examples = [example_of(case) for case in couples()]
    odds = np.array(
        [each.settled or float(model.odds(np.array([[each.seen[n] for n in model.weights]]))[0]) for each in examples]
    )
    wrong = np.array([each.wrong for each in examples])
    area = np.mean([np.mean(odds[~wrong] < each) for each in odds[wrong]])
    print(
        f"couples: {wrong.sum()} wrong, as many faithful: area under the curve {area:.3f}, "
        f"{(odds[wrong] > most).mean():.1%} caught, {(odds[~wrong] > most).mean():.1%} rejected"
    )


def couples() -> Iterator[dict]:
    """The faithful and the wrong sentences of ``benchmarks/weighing`` as cases."""
    for file in sorted(WEIGHED.glob("*.jsonl")):
        for item in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            passages = [
                {"number": number, "title": "", "publisher": None, "published_at": None, "text": text}
                for number, text in enumerate(item["passages"], 1)
            ]
            for each in item["twins"]:
                for label, sentence in (("supported", each["faithful"]), ("unsupported", each["wrong"])):
                    yield {"split": COUPLES, "label": label, "sentence": sentence, "passages": passages}


def cross_validated(examples: Sequence[Example], names: Sequence[str]) -> Floats:
    """The log odds of each, by weights learned on other passages."""
    groups = sorted({example.passages for example in examples})
    np.random.RandomState(0).shuffle(groups)
    fold = {passages: at % FOLDS for at, passages in enumerate(groups)}
    odds = np.array([example.settled or 0.0 for example in examples])
    for number in range(FOLDS):
        model = learned([example for example in examples if fold[example.passages] != number], names)
        for at, example in enumerate(examples):
            if fold[example.passages] == number and example.settled is None:
                odds[at] = model.odds(np.array([[example.seen[name] for name in names]]))[0]
    return odds


def cuts(cases: Sequence[dict]) -> Iterator[dict]:
    """A faithful case for each sentence of the passages that can be cut where a clause begins."""
    seen = set()
    for case in cases:
        for passage in case["passages"]:
            if passage["text"] in seen:
                continue
            seen.add(passage["text"])
            for span in sentences(passage["text"]):
                sentence = span.of(passage["text"]).strip()
                clause = _CLAUSE.search(sentence)
                cut = sentence[: clause.start()] if clause else ""
                if len(cut.split()) >= 6 and cut.count('"') % 2 == 0:
                    yield {**case, "split": CUTS, "label": "supported", "sentence": f"{cut}."}


def learned(examples: Sequence[Example], names: Sequence[str]) -> LinearModel:
    """Logistic regression, without the signs whose weight would come out the wrong way; they weigh nothing."""
    those = [example for example in examples if example.settled is None]
    labels = np.array([example.wrong for example in those], float)
    counts = np.array(
        [{CUTS: CUT_COUNT, **dict.fromkeys(TUNED, TUNED_COUNT)}.get(example.split, 1.0) for example in those]
    )
    kept = list(names)
    while True:
        rows = np.array([[example.seen[name] for name in kept] for example in those])
        pull = np.array([PULL_OF_DOUBT if name == DOUBT else PULL for name in kept])
        weights, intercept = logistic(rows, labels, counts, pull)
        wrong = [
            name
            for name, weight in zip(kept, weights, strict=True)
            if name not in EITHER_WAY and (weight > 0 if name in FOR_IT else weight < 0)
        ]
        if not wrong:
            return LinearModel({**dict.fromkeys(names, 0.0), **dict(zip(kept, weights, strict=True))}, intercept)
        kept = [name for name in kept if name not in wrong]


def write(judges: Sequence[Judge]) -> None:
    """Replaces the weights, and leaves the words around them."""
    told = [
        (
            "UNFAITHFUL",
            "MOST_ODDS",
            "Whether a sentence says something else than its evidence, the model's doubt with it",
        ),
        ("UNFAITHFUL_BY_RULES", "MOST_ODDS_BY_RULES", "The same where the model can't judge"),
    ]
    parts = [
        '"""The learned weights, all in one place; ``benchmarks/grounding_weights.py`` learns them."""\n\n'
        "from bot.linear import LinearModel\n"
    ]
    for (weights, most, says), (model, threshold) in zip(told, judges, strict=True):
        rows = "".join(f'        "{name}": {weight:.4f},\n' for name, weight in model.weights.items() if weight)
        parts.append(
            f"""{weights} = LinearModel(
    {{
{rows}    }},
    intercept={model.intercept:.4f},
)
\"\"\"{says}: log odds.\"\"\"
{most} = {threshold:.4f}
\"\"\"Log odds above which a sentence is rejected.\"\"\"
"""
        )
    Path(bot.grounding.weights.__file__).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
