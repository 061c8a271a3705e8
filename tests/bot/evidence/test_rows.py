"""Rows of a table that a question asks for."""

import pytest

from bot.answerability import confidence
from bot.checking import quoted
from bot.evidence.candidates import candidates
from bot.writing.extractive import ExtractiveWriter
from tests.bot.passages import article, passage, whole

WRITER = ExtractiveWriter()
GRANTS = article(
    "grants",
    "organisation | project | amount_eur | country | officer | status\n"
    "Riverside Trust | Reading mentors in schools | 125000 | Wales | Peter Lang | running\n"
    "Solidar Kitchens | Kitchens for refugees | 88000 | Greece | Mirjam Oduya | completed\n"
    "Open Seeds | Seed banks for millet | 210000 | Senegal | Aminata Sow | running\n"
    "Open Seeds | Radio programme for farmers | 47000 | Mali | Aminata Sow | suspended\n"
    "Birdwatch | Monitoring of colonies | 152000 | Norway | Mirjam Oduya | running",
    title="Grants",
)
RENTS = article(
    "rents",
    "Rents in Ellery\nThe survey is of May.\nFigures\n"
    "District | Rent 2023 | Rent 2025 | Change | Flats | Average wait (months)\n"
    "Harbour | €15.20 | €18.10 | +19% | 1,450 | 3,5\nOldgate | €14.10 | €15.90 | +13% | 980 | 12\n"
    "Total | €14.80 | €17.30 | +29% | 2,430 | 6",
    title="Rents in Ellery",
)
INQUIRY = article(
    "inquiry",
    "Inquiry into batteries\nThe office asks the makers.\nTimetable\nStep | Date\nReplies due | 30 April 2025\n"
    "Interim report | November 2025\nFinal report | second quarter of 2026",
    title="Inquiry into batteries",
)
PLANS = article(
    "plans",
    "Plans\nAll prices are without tax.\nPrices\nPlan | Price per user and month | Storage\n"
    "Starter | €0 (up to 8 users) | 5 GB\n"
    "Business | €9.50 | 250 GB",
    title="Plans of Tessera",
)
SURVEY = article(
    "umfrage",
    "Standort | Befragte | Zufriedenheit (1-5)\nBremen | 412 | 3,8\nPassau | 96 | 2,9\nJena | 233 | 3,4",
    title="Umfrage",
    language="de",
)
COUNCIL = article(
    "council",
    "The council met.\nNo. | Resolution | Result\n14 | Cameras at gate 2 | 6 : 0\n15 | Agreement on lunch | 5 : 1",
    title="Works council",
)
CHECKS = article(
    "checks",
    "id | business | grade | notes\n"
    "C-1 | The Salted Anchor | B | Raw chicken was stored above salad. The owner moved it at once.\n"
    "C-2 | Golden Ladle | A | The kitchen was clean. The only remark concerns the filter in the extractor.\n"
    "C-3 | Pell Island Kiosk | D | Mouse droppings behind the freezer. The kiosk was closed on the spot.\n"
    "C-4 | Noodle Yard | A | The staff keep samples of each batch of broth.",
    title="Checks",
)
ALL = [GRANTS, RENTS, INQUIRY, PLANS, COUNCIL, CHECKS]


def answer(question: str) -> list[str]:
    """The first cells of the rows that are shown."""
    passages = whole([SURVEY] if question.startswith(("Wie ", "An ")) else ALL)
    drafts = WRITER.write(question, passages)
    assert all(quoted(draft, passages) for draft in drafts)
    assert confidence(question, passages, WRITER.reader) > 0.9
    return [draft.text.split(" | ")[0] for draft in drafts[1:]]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("Which grants does Mirjam Oduya look after?", ["Solidar Kitchens", "Birdwatch"]),
        ("Which grants are suspended?", ["Open Seeds"]),
        ("How much money did Open Seeds get for the radio programme?", ["Open Seeds"]),
        ("When is the final report of the inquiry due?", ["Final report"]),
        ("How much does Tessera Business cost per user?", ["Business"]),
        ("Wie zufrieden sind die Leute in Passau?", ["Passau"]),
        ("Which businesses got an A?", ["C-2", "C-4"]),
        ("Why was the kiosk on Pell Island closed?", ["C-3"]),
    ],
)
def test_rows_are_told_by_the_cells_that_a_question_has_in_full(question: str, rows: list[str]) -> None:
    assert answer(question) == rows


@pytest.mark.parametrize("question", ["List of the districts in Ellery", "Which districts are there in Ellery?"])
def test_all_rows_of_a_short_table_are_shown_where_a_list_is_asked_for(question: str) -> None:
    assert answer(question) == ["Harbour", "Oldgate", "Total"]


def test_a_row_of_several_sentences_is_one() -> None:
    rows = [each.text for each in candidates(whole([CHECKS]))]
    assert rows == CHECKS.text.splitlines()


def test_a_long_row_is_read_by_cells_that_its_first_ones_name() -> None:
    notes = "The hand basin in the bar had no soap at all. " + "The owner was told so on the same day. " * 18
    passages = whole([article("long", f"id | business | notes\nC-1 | The Salted Anchor | {notes}", title="Checks")])
    shown = [draft.text for draft in WRITER.write("What was wrong with the hand basin in the bar?", passages)]
    assert shown[0] == "C-1 | The Salted Anchor"
    assert shown[1].startswith("The hand basin in the bar had no soap at all.")


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("Which district of Ellery has the steepest rent increase?", "Harbour"),
        ("Which district of Ellery has the fewest flats?", "Oldgate"),
        ("Which district of Ellery has the longest wait?", "Oldgate"),
        ("An welchem Standort ist die Zufriedenheit am niedrigsten?", "Passau"),
    ],
)
def test_the_figures_of_a_column_are_compared(question: str, row: str) -> None:
    assert answer(question) == [row]


@pytest.mark.parametrize(
    "question",
    [
        "How much did the cameras at gate 2 cost?",
        "Why were the cameras at gate 2 put up?",
        "What does Birdwatch demand?",
        "Which harbour has the deepest water?",
    ],
)
def test_what_no_column_has_is_not_read_from_a_row(question: str) -> None:
    read = WRITER.reader.reading(question, whole(ALL)).read
    assert not any(each.sought for each in read.sentences)


def test_what_its_column_is_called_tells_no_row_from_another() -> None:
    fees = "Permit | Fee\nElectric vehicle (any permit) | £30\nSecond vehicle | £150\nTrailer | £10"
    found = WRITER.reader.reading("What is the second permit?", whole([article("fees", fees)])).read
    assert [each.text for each, lost in zip(found.sentences, found.rules.outdone, strict=True) if not lost][1:] == [
        "Second vehicle | £150"
    ]


def test_of_a_long_table_a_row_is_told_by_its_cells_and_none_is_the_lowest() -> None:
    owners = {7: "Jo Ek"}
    rows = "".join(f"\nLamp {at} | {at}.50 | {owners.get(at, 'Ada Brin')}" for at in range(2, 700))
    stock = article("stock", f"product | price | owner{rows}", title="Stock of lamps")
    found = [passage(stock, stock.text[:400])]

    def sought(question: str) -> list[str]:
        return [each.text for each in WRITER.reader.reading(question, found).read.sentences if each.sought]

    assert sought("What is the price of the lamp of Jo Ek?") == ["Lamp 7 | 7.50 | Jo Ek"]
    assert sought("Which lamp has the lowest price?") == []
