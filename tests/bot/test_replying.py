"""Whom and what a follow-up takes up of an answer that names several: what replies to the question."""

from __future__ import annotations

import pytest

from bot.conversation import rewrite
from bot.question import Turn


def alone(question: str, *said: str) -> str:
    """The question made to stand alone after what was said, question and answer in turn."""
    turns = [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(said)]
    return rewrite(question, turns)


@pytest.mark.parametrize(
    ("asked", "answer", "question", "name"),
    [
        (
            "Who plays the organ?",
            "Ivo Lang plays the bells, Marek Stahl the harp, and Petr Dusek the organ.[1]",
            "how old is he?",
            "Petr Dusek",
        ),
        (
            "Who coached the Herons last year?",
            "Until June the team will be led by Owen Platt, who looked after the juniors.[1] "
            "The Herons have sent away their coach Karel Bly.[2]",
            "why did they send him away?",
            "Karel Bly",
        ),
        (
            "who is the ceo of orvel?",
            "The chief designer, Petra Hahn, drew the first sketch.[1] The chief executive, Maria Voss, "
            "will leave in May.[2]",
            "how old is she?",
            "Maria Voss",
        ),
        (
            "Who is the treasurer?",
            "Gwen Pohl is the secretary, Ada Quist the treasurer.[1]",
            "since when has she done it?",
            "Ada Quist",
        ),
    ],
)
def test_whoever_the_reply_names_is_meant_and_not_whom_the_answer_names_first(
    asked: str, answer: str, question: str, name: str
) -> None:
    assert name in alone(question, asked, answer)


def test_who_is_named_by_one_word_is_none_that_the_question_has_in_small_letters() -> None:
    told = ("how heavy is the fjord tent", "Fjord weighs 2.1 kilograms.[1]")
    assert "Fjord have" not in alone("how many kids does she have?", *told)


def test_what_one_still_can_do_is_not_what_costs() -> None:
    told = ("when will the Orlen Bridge be shut", "The Orlen Bridge is shut in May.[1]")
    walked = ("can i still walk over it?", "Walkers can use it the whole time.[1]")
    assert alone("how much does it cost", *told, *walked).startswith("How much does the Orlen Bridge cost")


def test_a_deed_is_also_asked_about_behind_what_happened() -> None:
    told = ("I lost my badge, how do I get in at night?", "Ring the bell at the gate.[1]")
    assert alone("how long does that take?", *told).startswith("How long does getting in at night take")


def test_who_does_something_alone_is_not_named_again() -> None:
    told = ("Who is the coach of Tollen Town?", "Dag Moen has coached Tollen Town since May.[1]")
    assert alone("did he play there himself?", *told).startswith("Did Dag Moen play there himself")


def test_a_unit_is_nothing_that_was_brought_up() -> None:
    told = ("what does an adult heron eat?", "An adult heron eats about a kilogram a day.[1]")
    assert "kilogram" not in alone("how much per week", *told)


def test_what_the_columns_of_a_table_are_called_is_nothing_that_was_spoken_of() -> None:
    table = "Model | Price | Weight[1]\nTarn 3 | 20 euros | 300 grams[2]\nTarn 2 | 25 euros | 280 grams[3]"
    assert alone("does it have a dimmer?", "which tarn is cheaper?", table) == "Does Tarn have a dimmer?"


def test_the_first_one_is_the_first_row_of_a_table() -> None:
    told = (
        "what lamps are there?",
        "Make | Price | Weight[1]\nTarn Lamp | 20 euros | 300 grams[2]\nMoor Lamp | 25 euros | 280 grams[3]",
    )
    assert "Moor Lamp" in alone("does the second one have a dimmer?", *told)


@pytest.mark.parametrize(
    ("asked", "answer", "question", "words"),
    [
        ("how heavy is the fjord tent: what about skerry?", "Skerry has two doors.[1]", "who made it", "made Skerry"),
        ("how long is sick leave for the staff who travel?", "Ten weeks.[1]", "can it be split?", "the sick leave"),
        ("did they buy a lamp for my desk?", "Yes, in May.[1]", "can i keep it", "keep the lamp"),
        ("what did jorma do on monday", "Jorma sold the boat.[1]", "how much did it cost us", "the boat"),
        ("what was the worst year", "It was the Plough Four.[1]", "who built it", "Plough Four"),
    ],
)
def test_it_is_what_was_asked_about_and_not_what_stands_beside_that(
    asked: str, answer: str, question: str, words: str
) -> None:
    assert words in alone(question, asked, answer)


def test_what_ends_a_question_with_does_is_its_verb() -> None:
    told = ("how much does kestrel 4 cost", "It is 30 euros.[1]")
    assert "cost" not in alone("who makes the case?", *told)


def test_what_belongs_to_somebody_is_nobody() -> None:
    told = ("what was ana moro's best picture", "The third one, in 2018.[1]")
    assert alone("where does her brother live?", *told).startswith("Where does Ana Moro's brother live")


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("what does that mean for trainees?", "How many days off do trainees get in Tarn?"),
        ("does that apply to trainees", "How many days off do trainees get in Tarn?"),
        ("does that include Sundays?", "How many days off do I get in Tarn: does that include Sundays?"),
    ],
)
def test_that_may_be_all_that_was_asked(question: str, standalone: str) -> None:
    assert alone(question, "How many days off do I get in Tarn?", "You get 25 days off.[1]") == standalone


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("are boats allowed there", "Are boats allowed there (sandell pond)"),
        ("how much is the ticket then?", "How much is the ticket then (sandell pond)?"),
        ("how many cabins are there", "How many cabins are there (sandell pond)"),
        ("do I lose my time?", "Do I lose my time (sandell pond)?"),
    ],
)
def test_a_whole_question_is_not_put_behind_the_one_before_it(question: str, standalone: str) -> None:
    assert alone(question, "when is the sandell pond open", "It is open in May.[1]") == standalone


def test_then_after_a_deed_is_when_that_is_done() -> None:
    told = ("how do i close my orvel account", "Open the settings.[1]")
    assert "(closing my orvel account)" in alone("what happens to my pictures then", *told)


def test_no_more_than_three_topics_stand_in_brackets_the_fullest() -> None:
    told = ("is the pump in the box (tray, velby garden kit)", "Yes.[1]")
    assert alone("who is the maker?", *told) == "Who is the maker (pump, box, velby garden kit)?"


def test_since_when_something_is_so_is_not_when_something_happened() -> None:
    told = ("how old is Ana Moro?", "Ana Moro will leave on 3 May 2031. She has run the choir since 2019.[1]")
    assert "since 2019" not in alone("what will she do then?", *told)


STAFF = ("How many staff does lorbeer have?", "Lorbeer has 40 staff.[1]")
STAFF_TOO = ("How many staff does taube have?", "Taube has 31. Ida Lorbeer will retire.[1]")


def test_the_two_are_those_who_were_asked_about_one_after_the_other_in_small_letters_too() -> None:
    asked = alone("which of the two is older?", *STAFF, *STAFF_TOO)
    assert "lorbeer and taube" in asked.lower()


def test_which_of_them_is_asked_of_the_two_without_the_question_before() -> None:
    told = ("Resting 1 and 2 hours.[1]", "How warm is the fjord 2?", "It is warm.[1]")
    assert (
        alone("which of them is lighter?", "How warm is the fjord 1?", *told)
        == "Which of fjord 1 and fjord 2 is lighter?"
    )


def test_the_two_of_a_kind_are_none_of_another_kind() -> None:
    told = ("who leads the choir?", "Ana Moro of Velby leads the choir.[1]")
    assert "which of the two boats" in alone("which of the two boats is faster?", *told)


@pytest.mark.parametrize(
    ("asked", "answer", "question", "standalone"),
    [
        (
            "who runs the mill?",
            "Ivo Lang runs the mill.[1]",
            "who was it before him?",
            "Who ran the mill before Ivo Lang?",
        ),
        ("who is the cook?", "Ivo Lang is the cook.[1]", "who was it in 2019?", "Who was the cook in 2019 (Ivo Lang)"),
        (
            "where does Ana Moro live?",
            "In Velby.[1]",
            "and her husband? what does he do",
            "What does Ana Moro's husband do",
        ),
        (
            "can i log in with orvel?",
            "Yes.[1]",
            "does it keep my settings",
            "Does logging in with orvel keep my settings",
        ),
        (
            "what was tarn's output in 2031",
            "It was 3 tonnes.[1]",
            "why was it so low",
            "Why was tarn's output so low (2031)",
        ),
    ],
)
def test_what_a_question_leaves_out_is_taken_from_the_one_before(
    asked: str, answer: str, question: str, standalone: str
) -> None:
    assert alone(question, asked, answer).removesuffix("?") == standalone.removesuffix("?")


def test_the_ceo_is_no_company_of_two_words() -> None:
    told = ("what was tarn's profit", "Tarn Optics made a profit of 3 million.[1]")
    assert "the ceo" in alone("what did the ceo say about it?", *told)


def test_they_may_be_one_company_that_was_asked_for() -> None:
    told = ("who was the first donor?", "The shops gave nothing. The first donor was Vela Partners.[1]")
    assert "Vela Partners" in alone("how much did they put in", *told)


def test_they_are_the_company_that_was_asked_for_in_vain() -> None:
    told = ("Which company built the Orlen Bridge?", "The articles don't say.", "why them", "The articles don't say.")
    assert alone("what happens if they are late?", *told).startswith("What happens if the company are late")


def test_what_is_called_something_is_nobody() -> None:
    told = ("what will the new dairy be called?", "The new dairy will be called Almland.[1]")
    assert "old is Almland" not in alone("how old is she?", *told)
