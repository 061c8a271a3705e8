"""What an article is about though its title does not say so."""

import pytest

from bot.evidence.features import read
from bot.evidence.subjects import subjects, titled
from bot.language.terms import WordReader
from tests.bot.passages import article, whole

PROFILE = article(
    "profile",
    "Ingrid Vasel taps a plank with her knuckle. She was born in Tromsø. " + "It was cold there. " * 60
    + "Her teacher, Aldo Ferrabosco, was strict. " + "A violin costs 9,000 pounds. " * 3,
    title="The woman who listens to wood",
)  # fmt: skip


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ({"vasel", "ingrid"}, ["Ingrid", "Vasel"]),
        ({"ferrabosco"}, []),
        ({"plank"}, []),
        ({"knudsen"}, []),
    ],
)
def test_an_article_is_about_the_names_in_its_opening(names: set[str], found: list[str]) -> None:
    assert subjects(PROFILE, names) == found


def test_an_article_is_about_a_name_that_it_has_again_and_again() -> None:
    often = article("often", "It rained. " * 100 + "The Marlow board met. " * 4)
    seldom = article("seldom", "It rained. " * 100 + "The Marlow board met. " * 3)
    assert (subjects(often, {"marlow"}), subjects(seldom, {"marlow"})) == (["Marlow"], [])


def test_a_title_has_its_subjects_once() -> None:
    assert titled("Wood", ["Ingrid", "Vasel"]) == "Ingrid Vasel: Wood"
    assert titled("Vasel's wood", ["Vasel"]) == "Vasel's wood"


def test_each_sentence_is_of_what_its_article_is_about() -> None:
    found = read("Where was Ingrid Vasel born?", whole([PROFILE]), WordReader())
    at = next(at for at, each in enumerate(found.sentences) if "A violin" in each.text)
    assert {"ingrid", "vasel"} <= found.around[at]
    assert found.titles == {0: "Ingrid Vasel: The woman who listens to wood"}
