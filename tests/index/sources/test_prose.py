import textwrap
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.sources.hyphens import Words
from index.sources.prose import shorten, take_title, unwrap

PROSE = (
    "The cable that feeds the islands was laid in 2006. It is sixty-one kilometres long, runs at depths of up to "
    "ninety metres, and carries twice what the islands needed at the time. Since then the farms have come, and the "
    "ferries charge their batteries on the largest island, which nobody had foreseen when the money was approved."
)


@pytest.mark.parametrize("width", [50, 65, 72, 80, 100, 120])
def test_wrapped_paragraphs_become_lines(width: int) -> None:
    wrapped = textwrap.fill(PROSE, width, break_on_hyphens=False)
    assert unwrap(f"{wrapped}\n\nBut {wrapped}") == f"{PROSE}\nBut {PROSE}"
    assert unwrap("A heading\n\n" + wrapped) == "A heading\n" + PROSE


def test_lines_that_are_paragraphs_stay_apart() -> None:
    text = f"{PROSE}\n{PROSE[:150].strip()}\nShort one."
    assert unwrap(text) == text


def test_verses_and_lists_stay_apart() -> None:
    verse = "The sea was calm\nThe boat was small\nAnd nobody came\nTo watch at all"
    assert unwrap(verse) == verse
    wrapped = textwrap.fill(PROSE, 60)
    listed = "- first item of the list which is fairly long for its kind\n- second item\n3. third item"
    assert unwrap(f"{wrapped}\n\n{listed}").split("\n")[1:] == listed.split("\n")


def test_a_word_broken_at_a_lines_end_is_made_whole() -> None:
    text = (
        "The Saltmere ferry will run every fifteen min-\nutes from the second of April, the operator said on Mon-\nday."
    )
    assert (
        unwrap(text)
        == "The Saltmere ferry will run every fifteen minutes from the second of April, the operator said on Monday."
    )


def test_a_word_broken_on_a_line_that_is_not_filled_is_made_whole() -> None:
    text = (
        "When the night train to Trieste was withdrawn in 2011, few people\nnoticed.  Last week it came back: on "
        "Thursday the first train left\nVienna at 21:25 with 214 passengers and arrived in time for lunch.\n\n"
        "A berth costs 79 euros; a seat 29.  Bicycles are carried free of\ncharge, but must be regis-\ntered two days "
        "ahead.  Dogs travel at half the fare, unless they\nfit in a bag."
    )
    assert "must be registered two days" in unwrap(text)


def test_a_hyphen_for_the_rest_of_a_word_stays() -> None:
    text = (
        "The talk was about the pre-\nand post-war years of the town and the ways in which they differed\nfrom each "
        "other, as far as anybody who lived then remembers them."
    )
    assert "the pre- and post-war years" in unwrap(text)


def test_a_compound_keeps_its_hyphen() -> None:
    text = (
        "It was a long day and the term of the loan was discussed, as everybody wants a long-\nterm loan from the bank "
        "and no other loan.\n"
    )
    assert "a long-term loan" in unwrap(text)


def test_a_text_that_writes_a_word_in_one_or_with_a_hyphen_decides() -> None:
    text = "The {} scheme of the county is older than the law of the land says, and what the coun-\nty's {}-\n{}"
    assert "county's weekend plan" in unwrap(text.format("week-old", "week", "end plan is."))
    assert "county's week-end plan" in unwrap(text.format("week-end", "week", "end plan is."))
    assert "county's footpath plan" in unwrap(text.format("footpath", "foot", "path plan is."))


def test_compounds_of_other_languages_have_no_hyphen() -> None:
    text = (
        "Die Gemeinde hat am Donnerstag beschlossen, dass die alte Brücke über den Fluss im nächsten Jahr erneuert\n"
        "wird, wie der Bürgermeister sagte, der dabei ein buntes Arm-\nband trug, das ihm ein Kind geschenkt hatte."
    )
    assert "ein buntes Armband trug" in unwrap(text)


def test_lines_with_many_broken_words_are_wrapped_however_long_they_are() -> None:
    text = (
        "Otters have been seen again on the River Venn for the first time\n"
        "since 1974, the county's wildlife trust said. Volun-\n"
        "teers counted eleven animals along a long stretch be-\n"
        "tween Vennford and Lower Asham.\n\n"
        "Half of the cost was paid by a bre-\n"
        "wery. The other half came from the Na-\n"
        "tional Lottery."
    )
    assert unwrap(text) == (
        "Otters have been seen again on the River Venn for the first time since 1974, the county's wildlife trust "
        "said. Volunteers counted eleven animals along a long stretch between Vennford and Lower Asham.\n"
        "Half of the cost was paid by a brewery. The other half came from the National Lottery."
    )


def test_a_wrapped_paragraph_of_a_letter_is_joined_beside_its_short_lines() -> None:
    text = "Hi all,\n\nthe office moves to Mill Lane on 1 August 2025. Desks will be\npacked by the movers.\n\nBest\nJo"
    assert unwrap(text) == (
        "Hi all,\nthe office moves to Mill Lane on 1 August 2025. Desks will be packed by the movers.\nBest\nJo"
    )


def test_a_wrapped_paragraph_is_joined_beside_labels_and_a_table() -> None:
    text = (
        "To:      Executive Committee\nFrom:    Farida Anand, Treasury\nDate:    14 July 2025\n\n"
        "The committee is asked to approve an increase of the hedging ratio for the\n"
        "Swiss franc from 50 to 70 per cent. The franc has risen by 6.4 per cent a-\n"
        "gainst the euro since January, and two thirds of our wages are paid in\nfrancs.\n\n"
        "Costs and risks\n---------------\n"
        "                     Ratio 50%     Ratio 70%\n"
        "Yearly cost          CHF 210k      CHF 318k\n"
        "Worst-case loss      CHF 2.9m      CHF 1.6m\n"
    )
    assert unwrap(text).split("\n")[3:] == [
        "The committee is asked to approve an increase of the hedging ratio for the Swiss franc from 50 to 70 per "
        "cent. The franc has risen by 6.4 per cent against the euro since January, and two thirds of our wages are "
        "paid in francs.",
        "Costs and risks",
        "---------------",
        "Ratio 50% | Ratio 70%",
        "Yearly cost | CHF 210k | CHF 318k",
        "Worst-case loss | CHF 2.9m | CHF 1.6m",
    ]


def test_wrapped_paragraphs_directly_below_their_headings_are_joined() -> None:
    text = (
        "Place: the parish hall of Saint-Aubin\nPresent: 46 of 71 members\nChair: Jo Ek\n\n"
        "1. Harvest\nThe chair recalls that the harvest of 2024 was the smallest one\nsince the orchard began.\n\n"
        "2. Accounts\nMr Benali presents the accounts, and there is a deficit of\n775 euros, which reserves cover.\n\n"
        "3. Elections\nMs Perrault does not stand again. Ms Claire Lhommeau is elected\npresident for two years."
    )
    assert unwrap(text).split("\n")[3:] == [
        "1. Harvest",
        "The chair recalls that the harvest of 2024 was the smallest one since the orchard began.",
        "2. Accounts",
        "Mr Benali presents the accounts, and there is a deficit of 775 euros, which reserves cover.",
        "3. Elections",
        "Ms Perrault does not stand again. Ms Claire Lhommeau is elected president for two years.",
    ]


def test_a_line_that_begins_with_a_label_is_not_joined_to_another_with_one() -> None:
    wrapped = textwrap.fill(PROSE, 60)
    labels = "Present: Nell Harker, Jo Ek, Marit Solberg, Farida Anand, Li\nApologies: Dermot Fay"
    assert unwrap(f"{labels}\n\n{wrapped}") == f"{labels}\n{PROSE}"


def test_the_title_is_a_line_of_its_own_that_is_no_sentence() -> None:
    assert take_title("Ferry returns\n\nThe ferry sails again.").title == "Ferry returns"
    assert take_title("Ferry returns\n=====\nThe ferry sails again.").text == "The ferry sails again."
    assert take_title("Ferry returns\nThe ferry sails again, the company said.").title == "Ferry returns"
    assert take_title("Who rules in the U.S.\n\nThe court decides.").title == "Who rules in the U.S."
    assert take_title("The ferry sails again.\n\nThe company said so.").title is None
    assert take_title("- one\n- two two two two").title is None
    assert take_title("Ferry returns").title is None
    assert (
        take_title("The ferry sails again, as the company\nsaid on Tuesday after a week of repairs in the dock.").title
        is None
    )


@settings(deadline=None)
@given(st.text(alphabet="ab. -\n•1", max_size=200))
def test_unwrapping_moves_white_space_and_drops_nothing_else_but_echoes_and_hyphens(text: str) -> None:
    def letters(of: str) -> str:
        return "".join(char for char in of if not char.isspace() and char not in "-|")

    assert letters(unwrap(text)) == letters(text) or len(unwrap(text)) < len(text)
    assert "\n\n" not in unwrap(text)


@settings(deadline=None)
@given(st.text(max_size=300), st.integers(10, 120))
def test_a_shortened_text_fits(text: str, length: int) -> None:
    assert len(shorten(text, length)) <= length


def test_a_token_without_end_takes_no_more_time_than_its_length() -> None:
    began = time.process_time()
    for token in ("a1b2" * 50_000, "abcd" * 50_000):
        assert unwrap(f"{PROSE}\n{token}\nand {token}")
        assert not Words(f"{token}-\nrest").are_two(token, token)
    assert time.process_time() - began < 5  # seconds; it was minutes
