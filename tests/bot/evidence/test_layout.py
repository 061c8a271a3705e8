"""Headings, table rows and lines that give something its value, told apart by how a text is laid out."""

import pytest

from bot.evidence.candidates import candidates
from bot.evidence.layout import Layout, layout_of
from index.passage import Span
from tests.bot.passages import article, whole

GUIDE = """Generated from the catalogue on 25 September.
Service | Owner | Tier
billing | Chiara Moretti | 1
mail | Pedro Almeida | 2
Lost phone or computer
Call the hotline at any hour. It answers within a minute.
Not paid back
Minibar
Laundry
Parking fines
Calendar
The dates of this autumn are:
Self-review: due on 17 October
Talks: late in November
E1042: Token expired
The link is older than 20 minutes.
Owner: Finance, Helga Sommer
Can I bring a dog?
Dogs are allowed on floor 2 only.
How big can a file be?
40 GB.
Limits are, per night:
London £190
Abroad £160
All else
Monday | 9:00 to 17:00
Tuesday | 9:00 to 19:00
"""


def at(words: str) -> int:
    return GUIDE.index(words)


def line(words: str) -> Span:
    start = at(words)
    return Span(start, GUIDE.index("\n", start))


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Generated", ""),
        ("Call the hotline", "Lost phone or computer"),
        ("It answers", "Lost phone or computer"),
        ("Laundry", "Not paid back"),
        ("Lost phone", ""),
        ("The link", "E1042: Token expired"),
        ("Dogs are", "Can I bring a dog?"),
    ],
)
def test_the_heading_of_a_line(words: str, heading: str) -> None:
    assert Layout(GUIDE).heading(at(words)) == heading


@pytest.mark.parametrize(
    ("words", "fact"),
    [
        ("Service | Owner", False),
        ("billing | Chiara", True),
        ("Monday | 9:00", True),
        ("Self-review:", True),
        ("Talks:", True),
        ("E1042:", False),
        ("Laundry", False),
        ("The dates of", False),
        ("Can I bring", False),
        ("Owner: Finance", True),
        ("40 GB.", True),
        ("Abroad £160", True),
        ("All else", False),
    ],
)
def test_lines_that_say_something_without_being_sentences(words: str, fact: bool) -> None:
    assert Layout(GUIDE).is_fact(line(words)) is fact


def test_a_question_that_heads_its_answer_is_no_sentence() -> None:
    found = candidates(whole([article("faq", "Can I bring my dog to the office?\nNo.\nAnother line of this page.")]))
    assert [each.text for each in found if each.quotable] == ["No.", "Another line of this page."]


def test_a_row_of_another_length_belongs_to_another_table() -> None:
    layout = Layout("Branch | Closed\nEastgate | Monday\nLost card | £3 | none | none\nOverdue | 20p\n")
    assert [layout.columns(Span(*row)) for row in ((17, 34), (35, 63), (64, 77))] == [Span(0, 15), None, None]


def test_who_wrote_it_and_when_is_no_heading() -> None:
    for line in (
        "By Ines Okafor",
        "Norhaven Research · Working paper 12",
        "2 September 2024",
        "March 3, 2024",
        "jo@x.example",
    ):
        assert Layout(f"{line}\nThe bridge is closed until May.\n").heading(len(line) + 2) == ""


def test_a_part_of_a_line_is_no_fact() -> None:
    whole_line = line("Self-review:")
    assert not Layout(GUIDE).is_fact(Span(whole_line.start, whole_line.end - 3))


def test_a_row_is_read_with_the_names_of_its_columns() -> None:
    layout = Layout(GUIDE)
    assert layout.spelt_out(line("mail | ")) == "Service: mail; Owner: Pedro Almeida; Tier: 2"
    assert layout.columns(line("mail | ")) == line("Service | Owner")
    assert layout.spelt_out(line("Tuesday | ")) == ""
    gap = "Day | Pool | Gym\nMonday |  | closed\n"
    assert Layout(gap).spelt_out(Span(17, 35)) == "Day: Monday; Gym: closed"
    plans = "Free | Team\nUsers | 5 | 50\n"
    assert Layout(plans).spelt_out(Span(12, 26)) == "Users; Free: 5; Team: 50"


def test_a_label_of_a_page_is_no_fact() -> None:
    found = candidates(whole([article("page", "Opening hours: 9 to 17\nPhoto: Jo Kay, 2021\nShare this: 3 times")]))
    assert [each.text for each in found if each.quotable] == ["Opening hours: 9 to 17"]


def test_the_short_lines_above_the_text_are_its_opening() -> None:
    report = (
        "Annual Report 2023\nHalvorsen Marine Group\nThe board proposes a dividend of 2.40 kroner a share.\nOutlook"
    )
    assert layout_of(report).opening() == "Annual Report 2023 Halvorsen Marine Group"
    assert layout_of("The board proposes a dividend of 2.40 kroner a share.").opening() == ""


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "MORE: Why the bridge was closed",
        "Photograph: Jo Kay",
        "The harbour at night (Getty Images/iStockphoto)",
        "THREE BRIDGES TO SEE THIS SUMMER BEFORE THEY CLOSE",
    ],
)
def test_what_pages_put_between_paragraphs_heads_nothing(line: str) -> None:
    text = f"The harbour bridge\nIt is closed until May.\n{line}\nDivers found rust in its piers.\n"
    assert Layout(text).heading(text.index("Divers")) == "The harbour bridge"


@pytest.mark.parametrize("line", ["TERMS OF DELIVERY", "More on the bridge", "Related work", "Source of the rust"])
def test_headings_that_look_like_it_head_what_follows(line: str) -> None:
    text = f"The harbour bridge\nIt is closed until May.\n{line}\nDivers found rust in its piers.\n"
    assert Layout(text).heading(text.index("Divers")) == line


PRICES = """Article number | Unit | Price EUR | Price from 100 units EUR | Remark
BX-100 | piece | 0.68 | 0.55
BX-310 | piece | 2.95 | 2.60 | with dividers
BX-900 | piece | 3.80 | 3.30
The cheapest of them are not sold one by one.
Ticket | Adult | Child (4-15) | Senior (65+)
Single swim | £5.40 | £2.90 | £3.80
Sauna supplement | £4.50 | not admitted | £3.50
"""


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("BX-900", "Article number: BX-900; Unit: piece; Price EUR: 3.80; Price from 100 units EUR: 3.30"),
        ("Sauna", "Ticket: Sauna supplement; Adult: £4.50; Child (4-15): not admitted; Senior (65+): £3.50"),
    ],
)
def test_a_column_may_have_a_figure_in_its_name_and_the_last_one_may_be_empty(row: str, read: str) -> None:
    start = PRICES.index(row)
    assert Layout(PRICES).spelt_out(Span(start, PRICES.index("\n", start))) == read


def test_the_names_of_columns_alone_are_never_quoted() -> None:
    found = [each.text for each in candidates(whole([article("prices", PRICES)])) if each.quotable]
    assert len(found) == 6
    assert not any(text.startswith(("Article number", "Ticket")) for text in found)
