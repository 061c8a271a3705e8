"""Groups of questions that no article answers, with the real built-in model."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from bot.question import Question, Turn
from bot.record.gaps import ALIKE, _groups, gaps
from bot.record.ledger import Ledger
from index.embedding import BuiltinEmbedding
from tests.bot.answers import answered, declined

GROUPS = [
    [
        "How do I cancel my subscription?",
        "how can I cancel the subscription",
        "Where can I end my subscription?",
    ],
    ["Is there parking at the museum?", "Can I park my car at the museum?"],
    ["What does a ticket for children cost?", "How much is a child's ticket?"],
    ["Who will be the next mayor?"],
    ["Wie lange ist das Rathaus geöffnet?", "Wie lange hat das Rathaus heute geöffnet?"],
]


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "answers.db")


def test_groups_rewordings_and_keeps_topics_apart(ledger: Ledger) -> None:
    # Asked in turns, so that no group is helped by the order.
    asked = [group[turn] for turn in range(3) for group in GROUPS if turn < len(group)]
    for number, question in enumerate(asked):
        ledger.record(declined(f"d{number}", question))
    found = gaps(ledger.answers(), BuiltinEmbedding().embed)
    assert {frozenset(entry.standalone_question for entry in gap.entries) for gap in found} == {
        frozenset(group) for group in GROUPS
    }
    assert (found[0].count, found[0].declined, found[0].rated_down) == (3, 3, 0)
    assert found[0].question in GROUPS[0]


def test_counts_answers_that_were_rated_down_and_no_others(ledger: Ledger) -> None:
    ledger.record(answered("good", "When did the bridge open?"))
    ledger.record(answered("bad", "When did the tunnel open?"))
    ledger.record(answered("disputed", "When did the harbour open?"))
    ledger.feedback("good", "U1", "up")
    ledger.feedback("bad", "U1", "down", "wrong tunnel")
    ledger.feedback("disputed", "U1", "down")
    ledger.feedback("disputed", "U2", "up")
    (gap,) = gaps(ledger.answers(), None)
    assert (gap.question, gap.rated_down, gap.declined) == ("When did the tunnel open?", 1, 0)


def test_same_words_are_one_group_without_a_model(ledger: Ledger) -> None:
    for number in range(3):
        ledger.record(declined(f"d{number}", "Quo vadis, Zyzzyx?"))
    assert [gap.count for gap in gaps(ledger.answers(), None)] == [3]
    assert gaps([], None) == []


def test_a_follow_up_is_shown_as_it_was_typed_and_others_stand_for_the_group(ledger: Ledger) -> None:
    turns = (Turn("user", "Is there parking at the museum?"), Turn("assistant", "The museum opened in 1932."))
    typed = Question("and for the bus of a group?", turns=turns)
    taken = "Is there parking at the museum of 1932 for the bus of a group?"
    ledger.record(replace(declined("d1", typed.text), standalone_question=taken), question=typed)
    (gap,) = gaps(ledger.answers(), None)
    assert (gap.question, gap.shown) == (taken, f"and for the bus of a group? (taken as: {taken})")
    ledger.record(declined("d2", "Is there parking for the bus of a group at the museum?"))
    ledger.record(replace(declined("d3", typed.text), standalone_question=taken), question=typed)
    (gap,) = gaps(ledger.answers(), None)
    assert (gap.count, gap.shown) == (3, "Is there parking for the bus of a group at the museum?")


def test_each_question_joins_the_group_whose_middle_is_nearest() -> None:
    random = np.random.default_rng(1)
    themes = random.normal(size=(12, 16))
    spaces = []
    for _ in range(2):
        space = np.vstack([themes[row % 12] + random.normal(scale=0.9, size=16) for row in range(200)])
        space[::50] = 0  # questions without a word that is known
        spaces.append((space / np.maximum(np.linalg.norm(space, axis=1, keepdims=True), 1e-9)).astype(np.float32))
    expected: list[list[int]] = []
    for row in range(200):
        near = [max(_cosine(space[rows].sum(axis=0), space[row]) for space in spaces) for rows in expected]
        if near and max(near) >= ALIKE:
            expected[int(np.argmax(near))].append(row)
        else:
            expected.append([row])
    assert _groups(spaces) == expected
    assert 12 < len(expected) < 150


def _cosine(total: NDArray[np.float32], vector: NDArray[np.float32]) -> float:
    return float(total @ vector) / (float(np.linalg.norm(total)) or 1.0)


def test_thousands_of_questions_are_grouped(ledger: Ledger) -> None:
    asked = declined("d", "Who mended the lamp?")
    ledger.record(asked)
    (entry,) = ledger.answers()
    entries = [
        replace(
            entry, id=f"d{number}", standalone_question=f"Who mended lamp{number % 4_000} of street{number % 4_000}?"
        )
        for number in range(5_000)
    ]
    found = gaps(entries, None)
    assert len(found) == 4_000
    assert Counter(gap.count for gap in found) == {1: 3_000, 2: 1_000}
