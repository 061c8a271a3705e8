"""Documents that say that they correct or replace another one."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.evidence.editions import superseded
from bot.evidence.replacing import corrects, replaces
from tests.bot.passages import DAY, article

REPORT = article("report", "The valve burst.", title="Incident report INC-19: gas leak in the east hall")
CORRECTION = article(
    "correction", "The valve held.", title="Correction to incident report INC-19 (gas leak, east hall)"
)
RULES = article("rules", "Dogs may come in.", title="House rules for guests")


def test_a_correction_is_of_the_document_whose_title_it_has() -> None:
    assert corrects(CORRECTION, REPORT)
    assert not corrects(REPORT, CORRECTION)
    assert not corrects(CORRECTION, RULES)
    assert not corrects(CORRECTION, CORRECTION)


def test_a_correction_may_say_so_in_its_first_lines_and_is_not_older() -> None:
    later = article(
        "later", "This notice corrects the incident report on the gas leak in the east hall.", title="Notice"
    )
    assert corrects(later, REPORT)
    assert not corrects(replace(later, published_at=DAY - timedelta(days=1)), REPORT)


def test_what_replaces_a_document_supersedes_it_and_what_replaces_a_part_does_not() -> None:
    new = article("new", "It replaces the house rules for guests of 2019. Dogs stay outside.", title="Welcome")
    part = article(
        "part", "This page replaces the figures in the rules. Dogs stay outside.", title="House rules for guests, part"
    )
    assert replaces(new, RULES)
    assert superseded([RULES, new], "May dogs come in?") == [1, 0]
    assert not replaces(part, RULES)
    assert superseded([RULES, part], "May dogs come in?") == [0, 0]


@pytest.mark.parametrize(
    ("says", "old"),
    [
        ("In force from May. Replaces the rules of 1 March 2024.", 1),
        ("This version supersedes the one of March 2024.", 1),
        ("Ersetzt die Fassung vom 1. März 2024.", 1),
        ("Replaces the rules of 1 March 2023.", 0),
        ("Replaces the fees of 1 March 2024.", 0),
        ("Replaces the rules.", 0),
    ],
)
def test_what_a_document_replaces_may_be_told_by_its_date(says: str, old: float) -> None:
    new = article("new", f"{says}\nDogs stay outside.", title="House rules for all guests 2025")
    assert superseded([RULES, new], "May dogs come in?") == [old, 0]
    other = replace(new, title="Rules of the pool 2025")
    assert superseded([RULES, other], "May dogs come in?") == [0, 0]
