"""What introduces a list is quoted with its entries."""

import pytest

from bot.answerability import confidence
from bot.checking import quoted
from bot.writing.extractive import ExtractiveWriter
from tests.bot.passages import article, whole

WRITER = ExtractiveWriter()
COUNCIL = article(
    "council",
    "The harbour\nThe council agrees to a trial of the night ferry from May to October. It insists on the following "
    "conditions:\nat least two sailors on board,\na lamp on each pier,\na bell that is tested every week.\n"
    "Vote: 5 in favour, 1 against.\nPlans\nBy the end of 2026 the harbour office will:\npublish all timetables online\n"
    "review the tickets above ten euros\nkeep a third of the berths for guests\nThe cost is put at 6.2 million euros.\n"
    "Noise\nThree sources explain most of the noise. The first is the crane, which is old. The second is the hall, "
    "where fish is sold at dawn. The third is the bell. Nobody has complained yet. "
    "The hall will be moved in spring. A new crane costs 80,000 euros. It comes in May.",
    title="The harbour of Norhaven",
)
SURVEY = article(
    "survey",
    "Survey of new ferry passengers\nWhat we did\nWe asked 40 people at the pier.\nRecommendations\n"
    "Put up larger signs. (Priority: high)\nLet people pay by card. (Priority: low)\nLimits\nIt was a rainy day.",
    title="Survey of new ferry passengers",
)


def answer(question: str) -> list[str]:
    passages = whole([COUNCIL, SURVEY])
    drafts = WRITER.write(question, passages)
    assert all(quoted(draft, passages) for draft in drafts)
    return [" ".join(draft.text.split()) for draft in drafts]


def test_a_colon_brings_what_it_announces() -> None:
    first = answer("Which conditions did the council set for the trial of the night ferry?")[0]
    assert first.startswith("The council agrees to a trial")
    assert first.endswith("a lamp on each pier, a bell that is tested every week.")


def test_entries_without_marks_are_quotes_of_their_own() -> None:
    assert answer("What will the harbour office do by the end of 2026?")[:4] == [
        "By the end of 2026 the harbour office will:",
        "publish all timetables online",
        "review the tickets above ten euros",
        "keep a third of the berths for guests",
    ]


def test_what_is_counted_is_shown_one_by_one() -> None:
    first = answer("What explains most of the noise?")[0]
    assert first.startswith("Three sources explain")
    assert "The third is the bell." in first


@pytest.mark.parametrize(
    "question", ["Which recommendations came out of the survey?", "What does the survey recommend"]
)
def test_a_heading_that_is_asked_for_is_answered_by_what_stands_below_it(question: str) -> None:
    assert confidence(question, whole([COUNCIL, SURVEY]), WRITER.reader) > 0.9
    assert answer(question)[0] == "Put up larger signs. (Priority: high) Let people pay by card. (Priority: low)"


def test_a_list_that_answers_is_shown_whole_however_many_sentences_its_entries_have() -> None:
    boats = "\n".join(
        f"{name}: it has {oars} oars. Ask Jo for the key." for oars, name in enumerate(("Punt", "Skiff", "Gig"))
    )
    page = article(
        "boats", f"Norhaven\nThe harbour hires out the following kinds of boats:\n{boats}\nNo boat leaves at night."
    )
    (draft,) = WRITER.write("Which kinds of boats does the harbour hire out?", whole([page]))
    assert draft.text == f"The harbour hires out the following kinds of boats:\n{boats}"


def test_no_more_is_shown_than_an_answer_may_hold() -> None:
    rules = "\n".join(f"{number}. Rule {number} is about the boats in the harbour." for number in range(1, 13))
    page = article("rules", f"Norhaven\nThe harbour has the following rules for boats:\n{rules}", title="Norhaven")
    (draft,) = WRITER.write("Which rules are there for boats in the harbour?", whole([page]))
    assert draft.text.splitlines()[-1] == "4. Rule 4 is about the boats in the harbour."
