"""Which sentences may be quoted."""

import pytest

from bot.evidence.candidates import candidates, is_prose
from tests.bot.passages import article, passage, whole

TEXT = (
    "Harbour bridge to close\nBy Ines Okafor\n"
    "The harbour bridge closes on 2 April for repairs. It opens again in June.\n"
    "Photo: The bridge at dusk (Getty Images)\nRead more: Ferries\n• Two lanes\n"
    "The council paid for the repairs in full."
)


@pytest.mark.parametrize(
    "text",
    [
        "The harbour bridge closes on 2 April for repairs.",
        "“We had no choice,” said the mayor.",
        "He was paid $1.5bn [2].",
        "Rates are seen at 5% in 2024, and bridges are shown on the map.",
        "It looks far smaller in this picture than it is.",
        "In its privacy policy the maker admits that users are tracked.",
        "Repeating a word for ever is a violation of its terms of service.",
        "桥梁将于四月二日关闭进行维修。",
    ],
)
def test_sentences_are_prose(text: str) -> None:
    assert is_prose(text, None)


@pytest.mark.parametrize(
    "text",
    [
        "Harbour bridge to close",
        "By Ines Okafor",
        "Photo: The bridge at dusk (Getty Images).",
        "The judge presides at a court in Leeds, October 5, 2023, in this courtroom sketch.",
        "A soldier is seen inside his vehicle near the town of Orel on November 20, 2023.",
        "Home | News | Sport | Weather.",
        "• Two lanes.",
        "Read more: the ferries that replace it.",
        "Sign up for our newsletter to get the best of the week.",
        "Mansfield 3-1 Port Vale Salford City 0-4 Burnley Wed Sep 27 Aston Villa 1-2 Everton.",
        "Yes.",
        "All rights reserved by the publisher of these pages.",
        "This site is protected by a filter, and the Privacy Policy of its maker applies.",
        "By signing up you agree to our terms of use and privacy policy.",
        "See it at https://example.org/page today.",
        "It goes on and on " * 60 + ".",
        "Was this article helpful to you today?",
        "So far 48 of 61 found this helpful.",
    ],
)
def test_headings_captions_bylines_and_menus_are_not(text: str) -> None:
    assert not is_prose(text, None)


def test_only_sentences_of_passages_are_quotable_and_neighbours_are_known() -> None:
    found = candidates([passage(article("bridge", TEXT), "It opens again in June.")])
    assert [each.text for each in found if each.quotable] == ["It opens again in June."]
    opens = next(each for each in found if each.inside)
    assert opens.leans
    assert opens.before is not None
    assert found[opens.before].text == "The harbour bridge closes on 2 April for repairs."


def test_what_help_centres_ask_their_readers_is_not_quoted() -> None:
    page = "Hold the button for ten seconds.\nWas this article helpful? Yes No 48 of 61 found this helpful"
    found = candidates([passage(article("printer", page), page)])
    assert [each.text for each in found if each.quotable] == ["Hold the button for ten seconds."]


def test_passages_that_overlap_give_each_sentence_once() -> None:
    of = article("bridge", TEXT)
    closes = "The harbour bridge closes on 2 April for repairs. It opens again in June."
    found = candidates([passage(of, closes), passage(of, "It opens again in June."), passage(of, closes, rank=3)])
    assert len({each.span for each in found}) == len(found)
    assert {each.passage for each in found if each.inside} == {0}


def test_the_list_of_what_others_wrote_is_not_quoted() -> None:
    listed = "[1] Halonen A. Night noise and sleep of adults in Tampere. Journal of Rest, 2016."
    study = article(
        "study",
        f"Conclusions\nQuieter nights make for longer sleep, the authors write.\n\nReferences\n{listed}",
        title="Noise and sleep",
    )
    quotable = [each.text for each in candidates([passage(study, study.text)]) if each.quotable]
    assert quotable == ["Quieter nights make for longer sleep, the authors write."]


@pytest.mark.parametrize(
    ("text", "leans"),
    [
        ("The other authors declare no conflicts of interest.", True),
        ("The application was approved unanimously, subject to that condition.", True),
        ("The application was approved on the condition that two bollards are removed.", False),
        ("Other authors declare no conflicts of interest.", False),
    ],
)
def test_what_points_back_is_known(text: str, leans: bool) -> None:
    minutes = article("minutes", f"Johannes Brandt spoke first of all.\n{text}")
    assert candidates([passage(minutes, minutes.text)])[-1].leans is leans


def test_a_bare_yes_comes_with_what_it_agrees_to() -> None:
    text = "Do I need home insurance?\nYes. All households must have it. We insure the houses.\nNo.\nNext line here."
    said = [candidate.text for candidate in candidates([passage(article("page", text), text)])]
    assert "Yes. All households must have it." in said
    assert "No." in said


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("May to September | 46 euros", "(June, July, August)"),
        ("The flat is let from October to mid-January for less.", "(November, December)"),
        ("The pool is open from May to June every year.", ""),
        ("He was there from May 2021 to March 2022 only.", ""),
    ],
)
def test_the_months_within_a_span_are_read_too(text: str, within: str) -> None:
    read = candidates([passage(article("page", text), text)])[0].read_as
    assert read == (f"{text} {within}" if within else text)


@pytest.mark.parametrize(
    "line",
    [
        "The pipe section is replaced and X-rayed. Responsible: Jonas Bech. Due: 23 May 2025.",
        "The exhaust fan is repaired and tested every month. Responsible: electrical workshop",
        "The policy replaces that of 2023. Owner: Human Resources, Denise Okonkwo.",
        "Author: Renate Solberg, plant safety. Date of report: 14 May 2025.",
    ],
)
def test_labelled_parts_behind_a_sentence_are_quoted_with_it(line: str) -> None:
    found = candidates(whole([article("tasks", f"Measures\n{line}\nAll the others are checked as well.")]))
    assert [each.text for each in found if each.quotable] == [line, "All the others are checked as well."]


@pytest.mark.parametrize(
    "part",
    ["Photo: Jo Kay.", "The result: a mess.", "He said: Norhaven will not pay.", "Bottom line: it is over.",
     "Note: Norhaven has not said so far whether it will pay or when."],
)  # fmt: skip
def test_other_parts_are_not(part: str) -> None:
    found = candidates(whole([article("news", f"The pipe is replaced this week. {part}")]))
    assert len(found) == 2
    assert found[0].text == "The pipe is replaced this week."
