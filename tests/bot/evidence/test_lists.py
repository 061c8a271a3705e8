"""Lists that stand below what introduces them."""

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.layout import layout_of
from bot.evidence.listing import with_lists
from bot.evidence.lists import below, sentence_count
from bot.language.terms import WordReader
from bot.writing.extractive import ExtractiveWriter
from tests.bot.passages import article, whole

SENTENCES = ["Fixed", "Cards loaded slowly.", "Names were cut off (T-2).", "Known issues", "None that we know of."]


@pytest.mark.parametrize(
    ("lines", "heading", "entries"),
    [
        (["Bring:", "a rope,", "a lamp, and", "a map.", "It gets dark at five."], False, 3),
        (["Bring:", "1. A rope", "2. A lamp", "It gets dark at five."], False, 2),
        (["Bring:", "a rope", "a lamp", "It gets dark at five."], False, 2),
        (["By May we will:", "Buy a rope", "Mend the lamp"], False, 2),
        (["By May we will:", "Buy a rope", "Mend the lamp", "The plan", "It gets dark at five."], False, 2),
        (["It has two faults:", "The rope is old.", "The lamp is dim.", "The plan", "It gets dark."], False, 2),
        (SENTENCES, True, 2),
        (["Risks", "Prices may rise. Snow may fall.", "Method", "We counted."], True, 1),
        (["Risks", "Prices may rise. Snow may fall.", "In May more may come." + " It is so." * 20], True, 0),
        (["She said:", "The rope is old. It broke. Nobody was hurt.", "We sold it."], False, 0),
        (["Bring:", "Rope: a new one.", "Lamp: a bright one.", "It gets dark at five."], False, 2),
        (["Boats", "Choose one.", "Punt: slow. It is wide.", "Skiff: fast.", "Boats stay here."], True, 3),
        (["Prices:", ""], False, 0),
        (["Rope"], True, 0),
    ],
)
def test_what_stands_in_a_list(lines: list[str], heading: bool, entries: int) -> None:
    assert below(lines, 0, heading=heading) == range(1, 1 + entries)


def test_what_stands_in_brackets_is_no_sentence() -> None:
    assert sentence_count("2. Replace the word by another. (Priority: high)") == 1


def test_no_entry_of_a_list_is_a_heading() -> None:
    text = "Subletting is allowed for:\nstudies elsewhere\ncare of a relative\nPermits\nA permit is given for a year."
    assert layout_of(text).heading(text.index("A permit")) == "Permits"
    assert not layout_of(text).heading(text.index("care of"))


REPORT = article("report", "Summary\nIt rained a lot in the valley.\nRecommendations\nRaise the dam.\nMove the road.")
NOTES = article("notes", "Notes 4.2\nMay was dry.\nFixed\nThe lid closes.\nThe lamp is bright.", title="Notes 4.2")


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ("Which recommendations are there?", ["Recommendations: Raise the dam. Move the road."]),
        ("What does it recommend?", ["Recommendations: Raise the dam. Move the road."]),
        ("Who wrote the recommendations?", []),
        ("What does it say of the dam?", []),
        ("What was fixed in 4.2?", ["Fixed: The lid closes. The lamp is bright."]),
        ("What was fixed in 4.3?", []),
    ],
)
def test_a_heading_is_read_with_its_entries_where_it_is_asked_for(question: str, read: list[str]) -> None:
    passages = whole([REPORT, NOTES])
    found = with_lists(candidates(passages), question, passages, WordReader())
    assert [each.read_as for each in found if each.entries] == read


def test_values_stay_alone_where_one_is_asked_for() -> None:
    page = article("dates", "The dates of this year are:\nOpening: 6 October\nClosing: 17 October\nThen it is over.")
    for question, lists in (("When is the opening?", 0), ("Which dates are there?", 1)):
        found = with_lists(candidates(whole([page])), question, whole([page]), WordReader())
        assert sum(bool(each.entries) for each in found) == lists


RELEASES = article(
    "releases",
    "5.3 (14 April 2025)\nNew\nThe lid has a lock.\nThe lamp has a timer.\n"
    "Fixed\nThe lid closes.\nThe lamp is bright.\n"
    "5.2.1 (3 February 2025)\nThis is a security release. It closes a hole.\n"
    "5.2 (9 December 2024)\nFixed\nThe rope holds. It is thicker now.\nThe bell rings.",
    title="Lumen release notes",
)


def test_what_stands_below_the_heading_of_a_version_is_of_it() -> None:
    layout = layout_of(RELEASES.text)
    assert layout.version(RELEASES.text.index("It closes")) == "5.2.1 (3 February 2025)"
    shown = {
        "What was fixed in Lumen 5.3?": ["The lid closes. The lamp is bright."],
        "What's new in Lumen 5.3?": ["The lid has a lock. The lamp has a timer."],
        "What was fixed in version 5.2?": ["The rope holds. It is thicker now. The bell rings."],
    }
    for question, texts in shown.items():
        drafts = ExtractiveWriter().write(question, whole([RELEASES]))
        assert [" ".join(draft.text.split()) for draft in drafts] == texts
