"""Trains the model of bot/evidence/answering.py, and shows what it is worth on questions it has not seen.

    python benchmarks/answering.py --base FOLDER --data DATA/squad2 [--further]

``--write`` replaces the model.  ``--base`` and what else is needed: see ``benchmarks/entailment.py``, whose model is
the same but for its last layer.

It learns from ``benchmarks/answering/*.jsonl``, short texts with questions in other words written by hand, from
``benchmarks/pages/*.jsonl``, whole pages with their headings, lists and tables (minutes, prices, rules, reports, news),
and from SQuAD 2.0.  Of a text's sentences, with some of other texts among them, it is to choose the one that answers,
or none.  A tenth of the written texts, a sixth of the pages and two fifths of SQuAD's topics are never trained on:
``benchmarks/quoting.py`` and ``benchmarks/answerability.py`` need them.

``--further`` goes on from the shipped model instead of beginning anew: with all the pages, and some of the rest so that
nothing is forgotten.  Half an hour on two cores, where all of it takes three.
"""

from __future__ import annotations

import argparse
import math
import random
import time
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from answerability import APART, FOLDS
from entailment import BFLOAT16, Model, alike, export, odds_of, padded, share_of_rate
from practice import split
from quoting import items, kept_apart, page
from quoting import pages as whole_pages
from restoring import restored
from retrieval import records
from settling import settle
from torch.nn.functional import cross_entropy

from bot.cross_encoder import Row
from bot.evidence.answering import ANSWERING, row
from bot.evidence.candidates import candidates

RATE, FURTHER_RATE = 8e-5, 5e-5
"""The highest learning rate; it rises from nothing in a twentieth of the steps, and falls to nothing."""
SETTLED = 400
"""Questions of each set on which it learns to work with 8 bits, afterwards."""
REPLAYED = 700
"""Questions of each of the other sets in an epoch where it only goes on."""
AT_ONCE = 8
"""Questions that are learned from in one step."""
NOT_ANSWERED = 0.5
"""What a question counts that no sentence answers: those that look answerable are hard, and half of SQuAD's."""
RIGHT, WRONG, STRANGE = 2, 4, 2
"""Sentences put before it for one question, at most: that answer, that do not, of other texts."""
HARD, HARDEST = 2, 8
"""Of the sentences of a page that do not answer: so many of those that the shipped model takes most for answers."""
NEARBY = 0.7
"""How often a sentence of another text is of the same topic, where there is one."""


@dataclass(frozen=True)
class Text:
    """The sentences of one, of what it is, and what it is about."""

    title: str
    sentences: Sequence[str]
    topic: str
    before: Sequence[str]
    """Of each sentence, what stands before it."""

    def read(self, question: str, at: int) -> Row:
        """A question and one of the sentences, as the model reads them."""
        return row(question, self.sentences[at], self.before[at], self.title)


@dataclass(frozen=True)
class Asked:
    """A question on a text, and the places of the sentences that answer it, if any."""

    question: str
    text: Text
    answers: Sequence[int]
    apart: bool
    hard: list[int] = field(default_factory=list, compare=False)
    """The sentences that are most easily taken for answers; filled in before training."""


def main() -> None:
    """Trains, tries, and writes if asked to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--base", type=Path, required=True, metavar="FOLDER", help="all-MiniLM-L6-v2")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="SQuAD 2.0")
    parser.add_argument("--epochs", type=int, default=2)
    parser.add_argument("--further", action="store_true", help="go on from the shipped model")
    parser.add_argument("--write", action="store_true", help=f"replace {ANSWERING.model.name}")
    options = parser.parse_args()
    random.seed(0)
    torch.manual_seed(0)
    model = restored(options.base, ANSWERING.model) if options.further else Model(options.base)
    sets = {"pages": list(pages()), "written": list(written()), "SQuAD": list(squad(options.data))}
    find_hard(each for each in sets["pages"] if not each.apart)
    replayed = REPLAYED if options.further else None
    train(model, sets, options.epochs, FURTHER_RATE if options.further else RATE, replayed)
    settle(model, [group(each, strangers)[0] for each, strangers in settling_on(sets)])
    if options.write:
        export(model, ANSWERING.model)


def written() -> Iterator[Asked]:
    """The questions written by hand."""
    for number, item in enumerate(items()):
        text = Text("", item["sentences"], "", ["", *item["sentences"][:-1]])
        for asked in item["questions"]:
            yield Asked(asked["question"], text, asked["answers"], kept_apart(number))


def pages() -> Iterator[Asked]:
    """The questions on pages, whose sentences, rows and entries are those that an answer may be made of."""
    for item, apart in whole_pages():
        every = candidates([page(item)])
        given = [each for each in every if each.quotable]
        before = ["" if each.before is None else every[each.before].text for each in given]
        text = Text(item["title"], [each.with_heading for each in given], "", before)
        for asked in item["questions"]:
            answers = [at for at, each in enumerate(given) if any(words in each.text for words in asked["answers"])]
            if answers or not asked["answers"]:
                yield Asked(asked["question"], text, answers, apart)


def settling_on(sets: dict[str, list[Asked]]) -> Iterator[tuple[Asked, Strangers]]:
    """Some questions of each set that are not kept apart."""
    for asked in sets.values():
        learned = [each for each in asked if not each.apart]
        strangers = Strangers(list({id(each.text): each.text for each in learned}.values()))
        for each in random.sample(learned, min(SETTLED, len(learned))):
            yield each, strangers


def find_hard(asked: Iterable[Asked]) -> None:
    """Notes for each question the sentences that the shipped model takes for answers and that are none."""
    for each in asked:
        wrong = [at for at in range(len(each.text.sentences)) if at not in each.answers]
        odds = ANSWERING.odds([each.text.read(each.question, at) for at in wrong])
        if odds is not None:
            each.hard.extend(wrong[place] for place in np.argsort(-odds, kind="stable")[:HARDEST])


def squad(folder: Path) -> Iterator[Asked]:
    """Those of SQuAD; a sentence answers that holds one of the answers."""
    texts = {}
    for each in records(folder / "paragraphs.jsonl"):
        sentences = split(each["text"])
        texts[each["id"]] = Text(each["title"], sentences, each["id"].partition("#")[0], ["", *sentences[:-1]])
    for each in records(folder / "questions.jsonl"):
        text = texts[each["paragraph"]]
        answers = [
            at
            for at, sentence in enumerate(text.sentences)
            if each["answerable"] and any(answer in sentence for answer in each["answers"])
        ]
        if answers or not each["answerable"]:
            yield Asked(each["question"], text, answers, zlib.crc32(text.topic.encode()) % FOLDS in APART)


def train(model: Model, sets: dict[str, list[Asked]], epochs: int, rate: float, replayed: int | None) -> None:
    """Learns from the questions that are not kept apart, prints after each epoch what it makes of the others.

    ``replayed``: how many of each set but the first are learned from in an epoch, others each time; None: all.
    """
    learned = [[each for each in asked if not each.apart] for asked in sets.values()]
    strangers = [Strangers(list({id(each.text): each.text for each in asked}.values())) for asked in learned]
    sizes = [
        len(asked) if replayed is None or not at else min(replayed, len(asked)) for at, asked in enumerate(learned)
    ]
    kept = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(kept, lr=rate, weight_decay=0.01)
    steps, step, began = epochs * math.ceil(sum(sizes) / AT_ONCE), 0, time.monotonic()
    print(f"{sum(sizes)} questions", flush=True)
    for epoch in range(epochs):
        groups = [
            group(each, strangers[at])
            for at, (asked, size) in enumerate(zip(learned, sizes, strict=True))
            for each in random.sample(asked, size)
        ]
        losses = []
        for batch in alike([max(len(ids) for ids, _ in rows) for rows, _ in groups], AT_ONCE):
            model.train()
            for part in optimizer.param_groups:
                part["lr"] = rate * share_of_rate(step, steps)
            with torch.autocast("cpu", torch.bfloat16, enabled=BFLOAT16):
                odds = model(*padded([each for at in batch for each in groups[at][0]]))
            loss, start = torch.zeros(()), 0
            for at in batch:
                rows, right = groups[at]
                loss = loss + chosen(odds[start : start + len(rows)].float(), right)
                start += len(rows)
            loss = loss / len(batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(kept, 1.0)
            optimizer.step()
            step += 1
            losses.append(loss.item())
        print(f"epoch {epoch + 1}, loss {np.mean(losses):.3f}, {time.monotonic() - began:.0f} s")
        for name, asked in sets.items():
            print(f"  {name}: {figures(model, [each for each in asked if each.apart])}", flush=True)


class Strangers:
    """Sentences of other texts."""

    def __init__(self, texts: Sequence[Text]) -> None:
        self._texts = texts
        self._of: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            self._of[text.topic].append(text)

    def beside(self, text: Text) -> Text:
        """Another text, often on the same topic; now and then the same one, where there are few."""
        near = self._of[text.topic] if text.topic and random.random() < NEARBY else self._texts
        return random.choice(near)


def group(asked: Asked, strangers: Strangers) -> tuple[list[Row], int]:
    """What is put before the model for one question, and how many of the rows, the first ones, answer it."""
    text = asked.text
    wrong = [at for at in range(len(text.sentences)) if at not in asked.answers]
    right = random.sample(asked.answers, min(RIGHT, len(asked.answers)))
    hard = random.sample(asked.hard, min(HARD, len(asked.hard)))
    wrong = [at for at in wrong if at not in hard]
    rows = [
        text.read(asked.question, at)
        for at in (*right, *hard, *random.sample(wrong, min(WRONG - len(hard), len(wrong))))
    ]
    for _ in range(STRANGE):
        other = strangers.beside(text)
        if other is not text:
            rows.append(other.read(asked.question, random.randrange(len(other.sentences))))
    return rows, len(right)


def chosen(odds: torch.Tensor, right: int) -> torch.Tensor:
    """The loss of one question: how unlikely one of the first ``right`` is chosen, or none where none answers."""
    if not right:
        return NOT_ANSWERED * cross_entropy(torch.cat([odds.new_zeros(1), odds]), torch.tensor(0))
    every = torch.cat([odds.new_zeros(1), odds])
    return torch.logsumexp(every, 0) - torch.logsumexp(odds[:right], 0)


def figures(model: Model, asked: Sequence[Asked]) -> str:
    """How often the best sentence answers, and how many questions are declined that have no answer."""
    odds = odds_of(
        model, [each.text.read(each.question, at) for each in asked for at in range(len(each.text.sentences))]
    )
    best: dict[bool, list[float]] = {True: [], False: []}
    hits, start = [], 0
    for each in asked:
        own = odds[start : start + len(each.text.sentences)]
        start += len(own)
        best[bool(each.answers)].append(own.max())
        if each.answers:
            hits.append(int(own.argmax()) in each.answers)
    declined = ", ".join(
        f"{np.mean(np.array(best[False]) < np.quantile(best[True], share)):.0%} at {share:.0%}"
        for share in (0.05, 0.1, 0.2)
    )
    return f"first answers {np.mean(hits):.1%} of {len(hits)}; of {len(best[False])} others declined {declined}"


if __name__ == "__main__":
    main()
