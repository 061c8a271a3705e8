"""Abbreviations that articles explain."""

import json
from pathlib import Path

import pytest

from bot.evidence.abbreviations import abbreviations, in_other_names, with_abbreviations
from bot.evidence.candidates import candidates
from tests.bot.passages import article, whole
from tests.command import articlebot

PASSAGES = whole(
    [
        article(
            "handbook",
            "Everyone has paid time off (PTO). Laptops come from the ITSD (IT service desk). The Health and Safety "
            "Committee (HSC) meets on Mondays. The World Health Organization (WHO) agrees. It costs (much) (EUR) more.",
        ),
        article(
            "news", "The Northern Ferry Company ends two routes. NFC lost money. Not Fit for Cash, a band, played."
        ),
        article("elsewhere", "New Fence Club is a club of which no initials stand here."),
    ]
)


@pytest.mark.parametrize(
    ("question", "same"),
    [
        ("How much PTO is there?", {"PTO": ("paid time off",)}),
        ("how much pto is there?", {"pto": ("paid time off",)}),
        ("Is paid time off lost?", {"paid time off": ("PTO",)}),
        ("Is paid-time off lost?", {"paid-time off": ("PTO",)}),
        ("How do I reach the ITSD?", {"ITSD": ("IT service desk",)}),
        ("Who is on the Health and Safety Committee?", {"Health and Safety Committee": ("HSC",)}),
        ("Which routes does NFC end?", {"NFC": ("Northern Ferry Company",)}),
        ("Which routes does the Northern Ferry Company end?", {"Northern Ferry Company": ("NFC",)}),
        ("who agrees with it?", {}),
        ("What does it cost in EUR?", {}),
        ("What did the NCF say?", {}),
    ],
)
def test_what_is_explained_is_known_by_both_names(question: str, same: dict[str, tuple[str, ...]]) -> None:
    assert abbreviations(question, PASSAGES) == same


def test_a_sentence_is_read_with_the_name_that_the_question_has() -> None:
    read = with_abbreviations(candidates(PASSAGES), {"NFC": ("Northern Ferry Company",)})
    assert [each.read_as for each in read if each.article == 1] == [
        "The Northern Ferry Company (NFC) ends two routes.",
        "NFC lost money.",
        "Not Fit for Cash, a band, played.",
    ]
    assert [each.text for each in read] == [each.text for each in candidates(PASSAGES)]


def test_a_question_is_asked_with_the_other_names_of_whole_words() -> None:
    same = {"pto": ("paid time off", "Paid Tea Only")}
    assert in_other_names("is crypto pto?", same) == ["is crypto paid time off?", "is crypto Paid Tea Only?"]


def test_brackets_behind_other_words_explain_nothing() -> None:
    text = " ".join(["a" * 100 + " b.c'd-e & " * 20 + "(HSC) (" + "x " * 40 + ")"] * 300)
    assert abbreviations("What is the HSC?", whole([article("long", text)])) == {}


def test_what_another_article_calls_by_its_whole_name_is_found(tmp_path: Path) -> None:
    (tmp_path / "courses.txt").write_text("The Lock Keepers' Guild (LKG) holds courses.\n\nThe LKG is old. " * 3)
    bodies = [
        f"The LKG met in room {room} of the guild hall and talked how rust is dissolved there." for room in range(30)
    ]
    (tmp_path / "minutes.txt").write_text("\n\n".join(bodies * 2))
    (tmp_path / "verdict.txt").write_text("A judge has dissolved the Lock Keepers' Guild for its debts.")
    library = ["--library", str(tmp_path / "library")]
    assert articlebot(*library, "add", str(tmp_path)).returncode == 0
    answer = json.loads(articlebot(*library, "ask", "Why was the LKG dissolved?", "--limit", "3", "--json").stdout)
    assert answer["citations"][0]["quote"] == "A judge has dissolved the Lock Keepers' Guild for its debts."


def test_who_an_abbreviation_is_is_looked_for_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "gossip.txt").write_text(
        "They quarrel with SBF again, Signe Berg-Falk that is.\n\nNobody saw SBF there. " * 2
    )
    (tmp_path / "court.txt").write_text("Signe Berg-Falk, the founder of the kiln works, was fined for smoke in May.")
    library = ["--library", str(tmp_path / "library")]
    assert articlebot(*library, "add", str(tmp_path)).returncode == 0
    answer = json.loads(articlebot(*library, "ask", "Who is SBF?", "--json").stdout)
    assert "Signe Berg-Falk, the founder" in answer["citations"][0]["quote"]
