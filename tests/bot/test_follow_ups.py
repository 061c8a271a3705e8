"""Follow-ups made to stand alone, kind by kind: pronouns, whole events, ellipses, lists, earlier topics."""

from __future__ import annotations

import pytest

from bot.conversation import rewrite
from bot.question import Turn

RACE = ("Did Ana Moro race in Velby?", "Moro came in behind Lena Holt.[1]")
MILL = ("When was the mill in Tarn built?", "It was built in 1850.[1]")
DECLINED = "The articles don't say."


def alone(question: str, *said: str) -> str:
    """The question made to stand alone after what was said, question and answer in turn."""
    turns = [Turn("assistant" if number % 2 else "user", text) for number, text in enumerate(said)]
    return rewrite(question, turns)


@pytest.mark.parametrize(
    "question",
    [
        "when was the dome finished and who paid for it?",
        "what do vets say about dogs that eat grass when they don't need it",
        "why do owls turn heads when you watch them",
        "Is it true that Orlen is selling its refinery?",
        "is it true that orlen is selling its refinery?",
        "did miners lose their homes",
        "does the harbour plan to change its rules",
    ],
)
def test_a_pronoun_for_what_the_same_question_names_needs_nothing_said_before(question: str) -> None:
    assert alone(question, *RACE) == question


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("what did visitors say when they saw it", "What did visitors say when they saw the mill in Tarn"),
        ("when does it open and who owns it", "When does the mill in Tarn open and who owns the mill in Tarn"),
        ("is it true that it will close", "Is it true that the mill in Tarn will close"),
        ("how many were on board when it sank", "How many were on board when the mill in Tarn sank"),
    ],
)
def test_a_pronoun_that_nothing_in_the_question_fits_points_back(question: str, standalone: str) -> None:
    assert alone(question, *MILL) == standalone


@pytest.mark.parametrize(
    ("typed", "question"),
    [
        ("is there water on venus", "is there water on venus"),
        ("are there bears in slovenia", "are there bears in slovenia"),
        ("what does the court say about rapido couriers?", "what does the court say about rapido couriers?"),
        ("is there a cure for asthma", "Is there a cure for asthma"),
        ("thanks! and who invented the zip?", "Who invented the zip?"),
        ("ok, and what causes hail", "What causes hail"),
    ],
)
def test_a_whole_new_question_is_not_bent_into_the_old_topic(typed: str, question: str) -> None:
    assert alone(typed, *RACE) == question


def test_whether_there_is_something_is_asked_of_the_thing_and_not_of_a_deed() -> None:
    assert alone("is there a lift", *MILL) == "Is there a lift (mill, Tarn)"
    assert alone("is there a night mode", "Can I save my notes?", "Click Save.[1]") == "Is there a night mode"


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (("Who won the race?", "Tadej Marr won it ahead of Ben Holt.[1]"), "did he fall", "Did Tadej Marr fall (race)"),
        (
            ("Who runs Velar?", "Ludger Roth runs Velar; his deputy is Hanna Brandt.[1]"),
            "how old is she?",
            "How old is Hanna Brandt (Velar)?",
        ),
        (
            (
                "What did Tom Berg promise?",
                "More pay.[1]",
                "What did the union say?",
                "Its head Paul Holt called it mean.[1]",
            ),
            "what did he say to that?",
            "What did the union say (Tom Berg): what did Tom Berg say to that (Paul Holt)?",
        ),
        (
            ("What disks does the Ridge VM have?", "The Ridge VM has 64 or 128 GB.[1]"),
            "can it grow?",
            "Can the Ridge VM grow (disks)?",
        ),
        (
            ("Who is the treasurer?", "The articles don't say.", "may guests bring dogs", "Dogs must be on a lead.[1]"),
            "what if its a puppy",
            "May guests bring dogs: what if it is a puppy?",
        ),
        (
            ("Who is Ana Moro?", "She leads the senate.[1]", "And Tom Berg?", "He is a member of the Greens.[1]"),
            "do they agree?",
            "Do Ana Moro and Tom Berg agree?",
        ),
        (
            ("Who is the mayor of Tarn?", "Ana Moro is.[1]", "Who is her deputy?", "Tom Berg is.[1]"),
            "have they met?",
            "Have Ana Moro and Tom Berg met (Tarn)?",
        ),
        (
            ("Who won the Almara Prize?", "Ana Moro won the Almara Prize for Salt Road.[1]"),
            "how many pages does it have?",
            "How many pages does Salt Road have (Almara Prize)?",
        ),
        (
            ("What did Zappco announce?", "Zappco announced a tram for 2030, Tom Berg said.[1]"),
            "how fast is it?",
            "How fast is the tram (Zappco)?",
        ),
        (
            ("Who won the Almara Prize?", "Ana Moro won the Almara Prize for Salt Road.[1]"),
            "how much is it worth?",
            "How much is the Almara Prize worth?",
        ),
    ],
)
def test_a_pronoun_means_whom_or_what_the_conversation_is_about(
    said: tuple[str, ...], question: str, standalone: str
) -> None:
    assert alone(question, *said) == standalone


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (
            ("Did the council pass the budget?", "Yes. Ana Moro and Tom Berg voted with the Greens.[1]"),
            "why did they do that",
            "Did the council pass the budget: why did Ana Moro and Tom Berg do that?",
        ),
        (
            ("Who is Ana Moro?", "Ana Moro was elected for the Harbour Party.[1]"),
            "what was she doing before that",
            "Who is Ana Moro: what was Ana Moro doing before that (Harbour Party)?",
        ),
        (
            ("What did the employers offer?", "The employers offered a bonus.[1]"),
            "what does the mediator think of this",
            "What did the employers offer: what does the mediator think of this (bonus)?",
        ),
        (("How do I cancel my order?", "Click Cancel.[1]"), "can i do that online?", "Can i cancel my order online?"),
    ],
)
def test_that_which_happened_is_no_single_thing(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


@pytest.mark.parametrize(
    ("asked", "fragment", "standalone"),
    [
        ("What is the toll in Denmark?", "same for norway?", "What is the toll in Norway?"),
        (
            "How big is the share of Orlen in Poland?",
            "ok and biedronka?",
            "How big is the share of Biedronka in Poland?",
        ),
        ("how do i install the driver on windows", "linux?", "How do i install the driver on Linux?"),
        (
            "how do i install the driver on windows",
            "updates?",
            "How do i install the driver on windows: what about updates?",
        ),
        ("who holds the record in the womens relay", "and in the mens", "Who holds the record in the mens relay?"),
        ("Who holds the record in the mens relay?", "in the long jump?", "Who holds the record in the long jump?"),
        ("Wer ist Trainer beim HSV?", "Und bei Bremen?", "Wer ist Trainer bei Bremen?"),
        ("Wie hoch war der Gewinn von BASF 2023?", "und von Bayer?", "Wie hoch war der Gewinn von Bayer 2023?"),
        ("Who is the mayor of Velby?", "and of Harle?", "Who is the mayor of Harle?"),
        ("What did critics think of the new opera?", "and the Times?", "What did the Times think of the new opera?"),
        ("What do critics think of the opera?", "and the Echo?", "What does the Echo think of the opera?"),
        ("Who plays the king in the opera?", "not Ben Holt?", "Who plays the king in the opera: not Ben Holt?"),
        ("Does Rowan run on Zapp?", "What about on 2.0?", "Does Rowan run on Zapp 2.0?"),
        ("What is new in Rowan 3.1?", "and 3.2", "What is new in Rowan 3.2?"),
        ("Who was Ana Moro's second husband?", "Her first?", "Who was Ana Moro's first husband?"),
        ("Who was the second man on the moon?", "and the first one?", "Who was the first man on the moon?"),
        ("Who won the 2019 Velby Cup?", "and before that?", "Who won the Velby Cup before 2019?"),
        ("Who won the race in 2019?", "and before that?", "Who won the race before 2019?"),
        ("How do I delete a note?", "and after that?", "How do I delete a note: after that?"),
    ],
)
def test_a_fragment_replaces_what_has_its_form(asked: str, fragment: str, standalone: str) -> None:
    assert alone(fragment, asked, DECLINED) == standalone


@pytest.mark.parametrize(
    ("asked", "question", "standalone"),
    [
        ("Wie kündige ich mein Abo?", "geht das auch per mail?", "Wie kündige ich mein Abo: geht das auch per mail?"),
        ("Wie kündige ich mein Abo?", "was kostet das", "Wie kündige ich mein Abo: was kostet das?"),
        ("Qui a gagné le prix ?", "de quoi parle le livre ?", "Qui a gagné le prix: de quoi parle le livre?"),
        (
            "Pourquoi la ministre est-elle partie ?",
            "qui l'a remplacée",
            "Pourquoi la ministre est-elle partie: qui l'a remplacée?",
        ),
        ("¿Cuánto cuesta el plan?", "y cuantos libros incluye?", "¿Cuánto cuesta el plan: cuantos libros incluye?"),
        ("¿Cuánto cuesta el plan?", "¿se puede cancelar?", "¿Cuánto cuesta el plan: se puede cancelar?"),
    ],
)
def test_another_language_stands_behind_a_bare_colon(asked: str, question: str, standalone: str) -> None:
    assert alone(question, asked, DECLINED) == standalone


@pytest.mark.parametrize(
    "text",
    [
        "great it works!!",
        "hm too bad",
        "what a pity",
        "never mind",
        "schade",
        "quel dommage",
        "ok forget it",
        "not bad",
    ],
)
def test_regret_and_praise_ask_nothing(text: str) -> None:
    assert alone(text, *MILL) == ""


@pytest.mark.parametrize("text", ["what is bad about it", "that worked but the light is red", "does that work"])
def test_praise_and_blame_within_a_question_are_part_of_it(text: str) -> None:
    assert alone(text, *MILL) != ""


PRIZE = ("Who won the Almara Prize?", "Ana Moro, Tom Berg and Lena Holt shared the prize.[1]")
COACH = ("Who runs Velby?", "Ana Moro runs Velby; she took over from Tom Berg in May.[1]")
BANKS = (
    "Which banks merge?",
    "Ridge Bank of Norland and Tarnbank of Velby merge.[1]",
    "Who runs Ridge Bank?",
    "Jo Falk.[1]",
)
CAR = ("Which is heavier, the Zapp or the Kora?", "The Zapp weighs 900 kg, the Kora 800 kg.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (PRIZE, "tell me about the second laureate", "Tell me about Tom Berg (Almara Prize)"),
        (PRIZE, "what did the last one write", "What did Lena Holt write (Almara Prize)"),
        (PRIZE, "and the third?", "Who won the Almara Prize: what about Lena Holt?"),
        (PRIZE, "when was the first prize given", "when was the first prize given"),
        (
            ("Does the scanner read Zapp?", "It reads Zapp and Kora.[1]"),
            "what does that second thing do",
            "What does Kora do (Zapp)",
        ),
        (
            ("How is it aligned?", "We align it by hand. A second variant uses a net.[1]"),
            "how fast is the second one",
            "How fast is the second variant",
        ),
        (
            ("Who wrote it?", "Ana Moro wrote it.[1]"),
            "what did the second one say",
            "Who wrote it: what did the second one say?",
        ),
        (COACH, "why did the old one go", "Why did Tom Berg go (Velby)"),
        (COACH, "where is the former coach now", "Where is Tom Berg now (Velby)"),
        (
            ("Who coaches Velby?", "Ana Moro.[1]"),
            "why did the old one go",
            "Who coaches Velby: why did the old one go?",
        ),
        (BANKS, "and the other bank?", "Who runs Tarnbank?"),
        (BANKS, "how old is the other one?", "How old is Tarnbank (Ridge Bank)?"),
        (CAR, "and which one's faster", "Which is faster, the Zapp or the Kora?"),
        (CAR, "which costs more?", "Which costs more, the Zapp or the Kora?"),
        (
            ("How high was the toll in Velby in 2023?", "9.[1]", "And in Harle?", "8.[1]"),
            "both together?",
            "How high was the toll in Velby and Harle in 2023 together?",
        ),
        (
            ("How full is Line 1 at night?", "Half.[1]", "And line 2?", "Full.[1]"),
            "both together?",
            "How full is Line 1 and Line 2 at night together?",
        ),
        (
            ("What plans are there?", "There are the Basic, the Plus and the Pro plan.[1]"),
            "the first one?",
            "What plans are there: what about the Basic?",
        ),
    ],
)
def test_what_is_chosen_is_named_or_left_as_it_is(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


TOWNS = (
    "Who won the election in Velby?",
    "Ana Moro won.[1]",
    "What is the turnout?",
    "The turnout was 34 percent.[1]",
    "Who leads Zappco?",
    "Tom Berg leads Zappco.[1]",
)


@pytest.mark.parametrize(
    ("question", "standalone"),
    [
        ("back to velby - when does she start?", "When does Ana Moro start (Velby)?"),
        ("Back to Velby: is it a port?", "Is Velby a port?"),
        ("what did velby pay her", "What did Velby pay Ana Moro"),
        ("how old is he", "How old is Tom Berg (Zappco)"),
        ("new topic. tips for knots", "Tips for knots"),
        ("what does he say about the turnout", "What does Tom Berg say about the turnout"),
    ],
)
def test_what_was_spoken_of_earlier_is_taken_up_with_what_was_said_then(question: str, standalone: str) -> None:
    assert alone(question, *TOWNS).startswith(standalone)


def test_a_noun_asks_the_earlier_question_that_has_it() -> None:
    said = ("What is the dividend for 2024?", "Two euros.[1]", "how big is the staff", "400.[1]")
    assert alone("and the dividend for 2022?", *said) == "What is the dividend for 2022?"
    assert alone("is that dividend higher than the one for 2023?", *said).startswith(
        "Is the dividend higher than the dividend for 2023"
    )
    assert "staff" not in alone("when is the dividend paid", *said)


@pytest.mark.parametrize(
    "question",
    ["was the suspect known to police", "was the attacker charged with murder", "did the victims know the gunman"],
)
def test_whoever_the_makes_known_was_spoken_of(question: str) -> None:
    said = ("What happened in Velby?", "Two people were hurt in an attack.[1]")
    assert alone(question, *said) == f"{question.capitalize()} (Velby)"


@pytest.mark.parametrize(
    ("typed", "standalone"),
    [
        ("wat about teh museum", "Who runs the museum?"),
        ("why'd he leave", "Why did Tom Berg leave (mill)"),
        ("n how old's he", "How old is Tom Berg (mill)"),
        ("what was stolen from the museum in cologne", "what was stolen from the museum in cologne"),
    ],
)
def test_what_is_typed_in_haste_is_read_as_it_is_meant(typed: str, standalone: str) -> None:
    assert alone(typed, "Who runs the mill?", "Tom Berg runs it.[1]") == standalone


RULES = ("My order is late. What can I do?", "Wait five working days.[1]")
DEAL = ("Did the EU allow the merger of Velar and Orlen?", "Yes.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (RULES, "its been two weeks already", "My order is late. What can I do: it has been two weeks already?"),
        (RULES, "how do i contact them", "My order is late. What can I do: how do i contact them?"),
        (DEAL, "when will it be completed", "When will the merger of Velar be completed (EU, Orlen)"),
        (DEAL, "is it the same in norway", "Did the EU allow the merger of Velar and Orlen: is it the same in norway?"),
        (
            ("How did Velar do in May?", "Velar sold less.[1]"),
            "is that the worst since 2020?",
            "How did Velar do in May: is that the worst since 2020?",
        ),
        (
            ("Who won the song contest?", "Nemo won with Salt Road.[1]"),
            "what is it about?",
            "What is Salt Road about (song contest)?",
        ),
        (
            ("Who won the song contest?", "Nemo won.[1]"),
            "where will it be next year?",
            "Where will the song contest be next year?",
        ),
        (("¿Quién ganó el partido?", "El Betis.[1]"), "quién marcó?", "¿Quién ganó el partido: quién marcó (Betis)?"),
    ],
)
def test_it_and_they_are_no_amounts_and_no_winners(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


VACCINES = ("Which vaccine is better, Zapp or Kora?", "Zapp protects more.[1]")
TRAMS = ("Does Velar make trams?", "Velar has made trams since 2022.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (VACCINES, "does the second one need a booster", "Does Kora need a booster"),
        (VACCINES, "are they both free", "Are Zapp and Kora both free (vaccine)"),
        (TRAMS, "does Orlen?", "Does Orlen make trams?"),
        (("Who is the oldest player?", "Tom Berg is.[1]"), "and the youngest?", "Who is the youngest player?"),
        (
            ("Tell me about the flood", "The river Mave rose and 300 people fled.[1]"),
            "where did they go",
            "Tell me about the flood: where did they go?",
        ),
        (
            ("What did the inquiry find?", "The captain Jon Vik had been warned.[1]"),
            "what did the minister say to that",
            "What did the inquiry find: what did the minister say to that (Jon Vik)?",
        ),
        (("Is Rowan cheap?", "Yes.[1]"), "is it safe for kids?", "Is Rowan safe for kids?"),
    ],
)
def test_who_and_what_is_meant_is_taken_from_what_fits(said: tuple[str, ...], question: str, standalone: str) -> None:
    assert alone(question, *said) == standalone


BUSES = ("How many electric buses does Velby have?", "Velby has 40.[1]")
LAKE = ("Which countries border Lake Tarn?", "Norland, Corvania and Kastria border Lake Tarn.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (BUSES, "are there any in harle?", "Are there any in harle (electric buses, Velby)?"),
        (BUSES, "how fast do they go", "How fast do electric buses go (Velby)"),
        (LAKE, "how deep is it", "How deep is Lake Tarn (countries)"),
        (LAKE, "does the third one flood it", "Does Kastria flood Lake Tarn"),
        (
            LAKE,
            "which of them is the largest?",
            "Which countries border Lake Tarn: which of Norland, Corvania and Kastria is the largest?",
        ),
        (
            ("What did Ana Moro say?", "She called it mean.[1]"),
            "what did Tom Berg say to that",
            "What did Ana Moro say: what did Tom Berg say to that?",
        ),
        (("who coaches the team of ajax", "Jan Falk does.[1]"), "and psv", "Who coaches the team of Psv?"),
    ],
)
def test_what_was_asked_about_is_meant_and_not_what_stands_beside_it(
    said: tuple[str, ...], question: str, standalone: str
) -> None:
    assert alone(question, *said) == standalone


POOL = ("When does the pool open?", "At 7.[1]")
HOLE = ("How big is the hole?", "Two metres.[1]")


@pytest.mark.parametrize(
    ("said", "question", "standalone"),
    [
        (POOL, "and close?", "When does the pool close?"),
        (POOL, "same on holidays?", "When does the pool open on holidays?"),
        (HOLE, "is that bigger than last year", "How big is the hole: is it bigger than last year?"),
        (("Did Velar beat Orlen last year?", "Yes.[1]"), "and in 2022?", "Did Velar beat Orlen in 2022?"),
        (
            ("Who sings the anthem at the final?", "Lea Marsh does.[1]"),
            "how long is it",
            "How long is the anthem (final)",
        ),
        (
            ("Is Zapp or Kora better?", "Zapp.[1]"),
            "does either have 5G",
            "Is Zapp or Kora better: does either have 5G?",
        ),
        (
            ("Wer gewann die Wahl?", "Die SPD.[1]"),
            "was sagt Orlen dazu",
            "Wer gewann die Wahl: was sagt Orlen dazu (SPD)?",
        ),
    ],
)
def test_what_is_left_out_is_taken_from_the_last_question(
    said: tuple[str, ...], question: str, standalone: str
) -> None:
    assert alone(question, *said) == standalone
