"""What somebody says, among what others say of it."""

import pytest

from bot.evidence.sayings import Speaker, speaker_of
from bot.writing.extractive import ExtractiveWriter
from tests.bot.passages import article, whole


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Meta say about the lawsuit?", "Meta"),
        ("what does the Fed think of inflation", "Fed"),
        ("How did Epic Games respond to the verdict?", "Epic Games"),
        ("What was Tim Cook's reaction?", "Tim Cook"),
        ("What did she say about it?", None),
        ("What did the articles say about Meta?", None),
        ("What did Meta buy?", None),
        ("Who said that?", None),
    ],
)
def test_whose_words_are_asked_for(question: str, name: str | None) -> None:
    speaker = speaker_of(question)
    assert (speaker.name if speaker else None) == name


@pytest.mark.parametrize(
    ("sentence", "theirs"),
    [
        ("Meta, for its part, said in statements that the suit misleads.", True),
        ("The suit misleads, said a spokesman for Meta.", True),
        ("According to the company Meta, nothing is wrong.", True),
        ("Meta (once Facebook) has also denied it.", True),
        ("Meta's lawyers told the court that it was wrong.", True),
        ("In a statement from Meta it reads otherwise.", True),
        ("The attorney general said that Meta misleads.", False),
        ("Meta bought a company that says little.", False),
        ("Metallica said that it was wrong.", False),
    ],
)
def test_who_says_it(sentence: str, theirs: bool) -> None:
    assert (Speaker("Meta").defined_by(sentence, "en") > 0) is theirs


def test_who_is_not_named_may_be_the_one() -> None:
    speaker = Speaker("Qaani")
    assert (
        0
        < speaker.defined_by("The enemy was weak, the general wrote.", "en")
        < speaker.defined_by("Qaani wrote.", "en")
    )
    assert speaker.defined_by("The enemy was weak, Haniyeh wrote.", "en") == 0


def test_the_speakers_own_words_come_first() -> None:
    attack = "The lawsuit says that the data of children under thirteen is collected by Meta on purpose."
    own = "Meta said in a statement that it disagrees."
    other = "The lawsuit against Meta over the data of children was filed in Oakland by 33 states."
    passages = whole([article("suit", f"{attack} {other} {own}")])
    drafts = ExtractiveWriter().write("What did Meta say about the lawsuit over the data of children?", passages)
    assert drafts[0].text == own
