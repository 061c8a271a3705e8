"""What a follow-up's pronouns, descriptions and missing parts mean: chosen by kind, by number and by what is done."""

from __future__ import annotations

import pytest

from bot.conversation import rewrite
from bot.question import Turn

MAYOR = ("Who is the mayor of Velby?", "Tom Berg has been mayor of Velby since 2018.[1]")


def alone(question: str, *said: str) -> str:
    """The question made to stand alone after what was said, question and answer in turn."""
    turns = [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(said)]
    return rewrite(question, turns)


@pytest.mark.parametrize(
    "question",
    [
        "What caused the landslide in Orrindale and who lives there now?",
        "I read about the flood at Tarn Lake. How many people work there?",
        "When did Peter Holm resign and why did he leave the party?",
        "Where was Holm born, and what has he written?",
    ],
)
def test_a_second_question_is_about_whom_and_where_the_first_one_is(question: str) -> None:
    assert alone(question, *MAYOR) == question


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("When did it snow and how many people live there?", "When did it snow and how many people live in Velby?"),
        ("When did Lena Holm retire and what did he do?", "When did Lena Holm retire and what did Tom Berg do?"),
        ("What happened in Tarn and what did he say?", "What happened in Tarn and what did Tom Berg say?"),
    ],
)
def test_what_the_first_question_has_nothing_for_points_back(question: str, standalone: str) -> None:
    assert alone(question, *MAYOR).replace(" (Velby)", "") == standalone


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        ("Was Velar fined?", "By whom?", "Was Velar fined, and by whom?"),
        ("Was the bridge repaired?", "for whom", "Was the bridge repaired, and for whom?"),
        ("Wer gewann die Wahl?", "warum?", "Wer gewann die Wahl, und warum?"),
        ("Qui a gagné ?", "pourquoi ?", "Qui a gagné, et pourquoi ?"),
    ],
)
def test_two_questions_are_joined_in_the_language_of_the_second(asked: str, question: str, standalone: str) -> None:
    assert alone(question, asked, "Yes.[1]") == standalone


@pytest.mark.parametrize(
    "text",
    [
        "oh, I had never heard of that",
        "we would not have guessed",
        "no idea about that",
        "you're a star",
        "You are so quick at this!",
        "it's really fascinating",
        "what a sad story",
        "just what we were hoping for",
        "I'm so relieved",
        "that's all I wanted to know",
        "it's bigger than I thought",
    ],
)
def test_who_says_what_they_knew_or_feel_asks_nothing(text: str) -> None:
    assert alone(text, *MAYOR) == ""


@pytest.mark.parametrize(
    "text",
    [
        "I know he sold the ferry",
        "you are not right",
        "that is not what I was looking for",
        "it's outdated",
        "I am deaf",
        "how strange is the story",
        "I had no idea that Lena Holm won",
    ],
)
def test_who_objects_or_tells_something_is_heard(text: str) -> None:
    assert alone(text, *MAYOR) != ""


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        (
            "Which robots ran on the track Velox?",
            "For how many laps?",
            "Which robots ran on the track Velox: for how many laps?",
        ),
        ("Does Velar pay for trams?", "up to how much", "Does Velar pay for trams: up to how much?"),
        ("¿Quién ganó la carrera?", "¿De qué país es?", "¿Quién ganó la carrera: de qué país es?"),
        ("Which robots ran on the track Velox?", "On the track Lumo?", "Which robots ran on the track Lumo?"),
        ("How many cholera cases were there in Tarn?", "and deaths?", "How many cholera deaths were there in Tarn?"),
        ("How many mumps cases were there?", "What about outbreaks?", "How many mumps outbreaks were there?"),
        ("How many train drivers were hired?", "and cooks?", "How many cooks were hired?"),
        ("Who won the Almara Prize in Physics?", "and the medicine prize?", "Who won the Almara medicine prize?"),
        ("Who chairs the IMF?", "and the fed?", "Who chairs the fed?"),
        ("Who chairs the IMF?", "and the jury?", "Who chairs the IMF: what about the jury?"),
        (
            "How much leave is there for nurses?",
            "and apprentice cooks?",
            "How much leave is there for apprentice cooks?",
        ),
        ("What is the fare for adults?", "what about students?", "What is the fare for students?"),
        (
            "How much leave is there for nurses?",
            "what about oil?",
            "How much leave is there for nurses: what about oil?",
        ),
    ],
)
def test_what_is_new_takes_the_place_of_its_like_alone(asked: str, question: str, standalone: str) -> None:
    assert alone(question, asked, "The articles don't say.") == standalone


FINES = (
    "Which fines did Velar pay?",
    "In May the port fined Velar 20,000 euros.[1] In June the lake board asked for 3 million euros.[2]",
)
TREATY = (
    "Who signed the treaty?",
    "The envoys of Norland and the Republic of Tarn, Ana Moro and Tom Berg, signed it.[1]",
)
CLASSES = (
    "Which cabins does Orlen offer?",
    "Orlen offers two cabins: Comfort with a bed and Basic with a seat.[1]",
)


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (FINES, "Did Velar contest the latter fine?", "Did Velar contest the fine of 3 million euros?"),
        (FINES, "did Velar accept the former?", "Did Velar accept the fine of 20,000 euros?"),
        (TREATY, "do these two countries trade", "Do Norland and the Republic of Tarn trade (treaty)"),
        (TREATY, "did both envoys resign", "Did Ana Moro and Tom Berg resign (treaty)"),
        (TREATY, "can both parents come", "Who signed the treaty: can both parents come (Ana Moro)?"),
        (CLASSES, "which of the two is quieter?", "Which of Comfort and Basic is quieter (cabins, Orlen)?"),
        (CLASSES, "Which one has the better view?", "Which has the better view, Comfort or Basic (Orlen)?"),
        (
            ("How healthy are oats and rye?", "Very.[1]"),
            "Which one has more fibre?",
            "Which has more fibre, oats or rye?",
        ),
    ],
)
def test_two_are_told_by_what_they_are_called(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


LEFT = ("Which land left the Tarn Pact?", "Norland never joined; Orrin left the Tarn Pact in 2019.[1]")
WHICH_TEAM = ("Which team won the Lake Cup?", "Velby did not play, but Tarn won the cup.[1]")
FLIGHT = ("When did Holm leave Norland?", "Holm left on 3 May 1931.[1]")
SACKED = ("Did Tom Berg leave Tarn City?", "Yes, Tarn City sacked Tom Berg in 2021.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (LEFT, "How did the land leave the organisation?", "How did Orrin leave the Tarn Pact (land)?"),
        (LEFT, "what did the organisation say", "What did the Tarn Pact say (land)"),
        (WHICH_TEAM, "Where does the club train?", "Where does Tarn train (team, Lake Cup)?"),
        (FLIGHT, "Who led Norland then?", "Who led Norland on 3 May 1931 (Holm)?"),
        (FLIGHT, "who taxed Norland at that time", "Who taxed Norland on 3 May 1931 (Holm)"),
        (FLIGHT, "what happened then?", "When did Holm leave Norland: what happened then?"),
        (SACKED, "who took over from him", "Who took over from Tom Berg (Tarn City)"),
        (
            ("Where is the dairy?", "It is in Orrin near Velby.[1]"),
            "how many cows live there now",
            "How many cows live in Orrin now (dairy)",
        ),
    ],
)
def test_kinds_dates_and_offices_are_told_by_name(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


TRIAL = ("Did the trial of warm baths help?", "Yes, the trial by Holm and colleagues did.[1] Patients bathed daily.[1]")
REFUSED = (
    "Why did Velby council refuse the quay?",
    "Velby council refused it for its noise. Orlen called that unfair.[1]",
)
RUST = ("What did engineers find out about rust on bridges?", "Holm and colleagues found it on most.[1]")
BANNED = ("Did the court ban the sprayer?", "Yes, it banned Zorvex.[1] Its maker Orlen said that was wrong.[1]")
AUTHORED = ("Who wrote the paper?", "Holm and colleagues wrote it for the Lake Trust.[1]")
PLANS = ("What does plan Zapp cost?", "5 euros.[1]", "What does plan Kora cost?", "9 euros.[1]")
RATE = ("What was inflation in Velby in May 2025?", "It was 2 percent in May 2025.[1]")
GOAL = ("Who scored for Tarn?", "Tom Berg scored as Tarn beat AC Velby.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (TRIAL, "How long were they observed?", "How long were patients observed (trial of warm baths)?"),
        (REFUSED, "will they appeal", "Will Orlen appeal (Velby council, quay)"),
        (REFUSED, "what else did they refuse", "What else did Velby council refuse (quay)"),
        (BANNED, "will they appeal", "Will maker Orlen appeal (court, sprayer)"),
        (AUTHORED, "what did they measure", "What did Holm and colleagues measure (paper)"),
        (PLANS, "which one has more storage?", "Which has more storage, Zapp or Kora?"),
        (PLANS, "is the latter safe?", "Is Kora safe?"),
        (RATE, "is it higher in Tarn?", "Is the inflation higher in Tarn (Velby, 2025)?"),
        (GOAL, "when did they sign him", "When did Tarn sign Tom Berg"),
        (
            RUST,
            "Has this been confirmed since?",
            "Has the finding about rust on bridges been confirmed since (engineers)?",
        ),
        (
            ("Did the council close Tarn Hall?", "Yes.[1]"),
            "how did actors react to it",
            "How did actors react to Tarn Hall (council)",
        ),
        (("Does the Zapp T3 float in Tarn?", "Yes.[1]"), "how heavy is it", "How heavy is the Zapp T3 (Tarn)"),
    ],
)
def test_what_is_done_tells_who_is_meant(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


BOUGHT = ("Which museum bought the Vanmeer?", "The Orrinhuis bought it in 2021.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (BOUGHT, "Why did the museum hide it?", "Why did the Orrinhuis hide the Vanmeer (museum)?"),
        (("Who coaches Ajax?", "Tom Berg coaches Ajax.[1]"), "and Velby?", "Who coaches Velby?"),
        (("Who coaches Ajax?", "Tom Berg coaches Ajax.[1]"), "how old is he?", "How old is Tom Berg (Ajax)?"),
        (("Did Velby and Tarn merge?", "Yes.[1]"), "which was larger?", "Which was larger, Velby or Tarn?"),
        (
            ("How many people died in the fire?", "Two.[1]"),
            "and injuries?",
            "How many people died in the fire: what about injuries?",
        ),
        (
            ("Who won the Almara Prize?", "Tom Berg and Ben Holt did.[1]"),
            "when did both men meet",
            "When did Tom Berg and Ben Holt meet (Almara Prize)",
        ),
    ],
)
def test_nothing_is_done_by_or_to_what_cannot(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (("Who runs Velby?", "Ana Moro runs Velby.[1]"), "and before her?", "Who ran Velby before Ana Moro?"),
        (("Who chairs the jury?", "Ana Moro does.[1]"), "And before her?", "Who chaired the jury before Ana Moro?"),
        (
            ("Who is the chief executive of Orlen Lund?", "Ana Moro is.[1]"),
            "what did she sell",
            "What did Ana Moro sell (Orlen Lund)",
        ),
    ],
)
def test_who_was_there_before_was_there_in_the_past(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone
