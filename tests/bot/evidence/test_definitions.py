"""Questions that ask who somebody or what something is."""

import json
from pathlib import Path

import pytest

from bot.evidence.definitions import HINTS, SAYS, Subject, subject_of
from tests.command import articlebot


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Orla Brennan?", "Orla Brennan"),
        ("who's orla brennan", "orla brennan"),
        ("Tell me about Orla Brennan", "Orla Brennan"),
        ("What is the Harbour Act?", "Harbour Act"),
        ("What is a heat pump?", "heat pump"),
        ("what are reed beds", "reed beds"),
        ("What does DSA mean?", "DSA"),
        ("What do growers mean by the hungry gap?", "hungry gap"),
        ("What is the lock-in effect?", "lock-in effect"),
        ("What does DSA stand for?", "DSA"),
        ("what does the abbreviation DSA mean", "DSA"),
        ("What's the full form of DSA?", "DSA"),
        ("Wer ist Orla Brennan?", "Orla Brennan"),
        ("Qui est Orla Brennan ?", "Orla Brennan"),
        ("¿Quién es Orla Brennan?", "Orla Brennan"),
    ],
)
def test_what_is_to_be_explained(question: str, name: str) -> None:
    subject = subject_of(question)
    assert subject is not None
    assert subject.name == name


@pytest.mark.parametrize(
    "question",
    [
        "Who is the head of the Quds Force?",
        "Who is responsible for the closure?",
        "Who is it?",
        "What is the new reopening date of the harbour bridge?",
        "What was the score?",
        "What is happening in Norhaven?",
        "What is the weather like?",
        "When is the Harbour Act due?",
        "Was ist in Norhaven passiert?",
    ],
)
def test_other_questions_ask_for_no_explanation(question: str) -> None:
    assert subject_of(question) is None


@pytest.mark.parametrize(
    ("question", "sentence", "worth"),
    [
        ("Who is Orla Brennan?", "Orla Brennan is a pilot on the estuary.", SAYS),
        ("Who is Orla Brennan?", "Orla Brennan, the harbour master, closed the gate.", SAYS),
        ("Who is Orla Brennan?", "The head of the Estuary Trust, Orla Brennan, closed it.", SAYS),
        ("What does VTS stand for?", "2. VTS: vessel traffic service, which watches the estuary.", SAYS),
        ("Who is Orla Brennan?", "Orla Brennan, Norhaven’s first harbour master, closed the gate.", SAYS),
        ("Who is Orla Brennan?", "The port's manager, Orla K. Brennan, closed the gate.", SAYS),
        ("What is the wake effect?", "It is the wake effect, the way in which one row shades the next.", 0.0),
        (
            "What is the wake effect?",
            "It is the wake effect, the curious process by which one row shades the next.",
            SAYS,
        ),
        ("who is orla brennan", "They asked midfielder Orla Brennan to stay.", HINTS),
        ("Who is Orla Brennan?", "Judge Orla Brennan adjourned until May.", HINTS),
        ("Who is Orla Brennan?", "Orla Brennan, who left in May, will not return.", HINTS),
        ("Who is Orla Brennan?", "Orla Brennan said that the gate would stay shut.", 0),
        ("Who is Orla Brennan?", "According to Orla Brennan, the game was lost early.", 0),
        ("Who is Orla Brennan?", "The tenure of Orla Brennan was a disaster.", 0),
        ("Who is Orla Brennan?", "Orla Brennan’s brother is a pilot.", 0),
        ("Who is Orla Brennan?", "Mara Quist is a pilot.", 0),
        ("What is Tidal?", "Payments app Tidal lost its licence.", HINTS),
        ("What is Tidal?", "The Irish started a service called Tidal.", SAYS),
        ("What is Tidal?", "The harbour has a tidal gate, a door of steel.", 0),
        ("What is a heat pump?", "Heat pumps are a kind of refrigerator run backwards.", SAYS),
        ("What does DSA stand for?", "They fall under the Digital Services Act (DSA), which is new.", SAYS),
        ("What does DSA stand for?", "They fall under the DSA (Digital Services Act).", SAYS),
        ("What does ONS stand for?", "The Office for National Statistics (ONS) counts.", SAYS),
        ("What does DSA stand for?", "The DSA is a law.", 0),
        ("What is the DSA?", "The DSA is a law.", SAYS),
        ("what is ferry?", "Ferry - Our internal deploy tool.", SAYS),
        ("What is Ferry?", "Ferry: Moves builds to production.", SAYS),
        ("What is Ferry?", "Ferry - down.", 0),
        ("Who is Orla Brennan?", "Orla Brennan: The gate will stay shut.", 0),
        ("who is orla brennan", "The dentist of the island, Dr Orla Brennan, is on holiday.", SAYS),
        ("Who is Dr Orla Brennan?", "The waiter, Orla Brennan, 23, saw it.", SAYS),
        ("Who is Dr. Orla Brennan?", "The geologist Prof. Orla Brennan measured it.", HINTS),
        ("Who is Orla Brennan?", "It was led by Orla Brennan of the University of Wray.", HINTS),
        ("What is Orla?", "It was led by Orla of the University of Wray.", 0),
        ("Who is Orla Brennan?", "It was led by Orla Brennan of all people.", 0),
    ],
)
def test_what_a_sentence_says_of_it(question: str, sentence: str, worth: float) -> None:
    subject = subject_of(question)
    assert subject is not None
    assert subject.defined_by(sentence, "en") == worth


@pytest.mark.parametrize(
    ("sentence", "language"),
    [
        ("Orla Brennan, eine Lotsin aus Norhaven, kam zu spät.", "de"),
        ("Orla Brennan est une pilote de l'estuaire.", "fr"),
        ("Orla Brennan, una práctica del puerto, llegó tarde.", "es"),
    ],
)
def test_articles_of_other_languages_say_it_in_their_grammar(sentence: str, language: str) -> None:
    assert Subject("Orla Brennan", proper=True).defined_by(sentence, language) == SAYS


def test_the_answer_says_who_it_is_though_others_name_her_more_often(tmp_path: Path) -> None:
    library, file = str(tmp_path / "library"), tmp_path / "articles.jsonl"
    streets = "Quay Harbour Mill Church Station Market Bridge Castle River Forge Tannery Orchard Abbey Garden".split()
    bodies = {
        f"Orla Brennan on {street} Street": f"Orla Brennan walked down {street} Street. Orla Brennan liked the shops "
        f"of {street} Street, and Orla Brennan will be back on {street} Street in May."
        for street in streets
    }
    bodies["The ferry runs again"] = (
        "After four days of storm the ferry to the islands runs again. The town's harbour engineer, Orla Brennan, had "
        "the ramp mended overnight. Two more crossings a day are planned for the summer months."
    )
    file.write_text("".join(json.dumps({"title": title, "body": body}) + "\n" for title, body in bodies.items()))
    articlebot("--library", library, "add", str(file))
    answer = json.loads(articlebot("--library", library, "ask", "Who is Orla Brennan?", "--json").stdout)
    assert answer["sentences"][0]["text"].startswith("The town's harbour engineer, Orla Brennan,")
