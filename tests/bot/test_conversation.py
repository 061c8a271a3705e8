"""Follow-ups made to stand alone: the set with its floors, and the rules one by one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import asked_now, is_small_talk, rewrite, to_continue
from bot.conversation.completing import with_missing
from bot.question import Turn

CASES = [
    json.loads(line) for line in (Path(__file__).parent / "followups.jsonl").read_text(encoding="utf-8").splitlines()
]
VELAR = (
    Turn("user", "Who is the chief executive of Velar Semiconductor?"),
    Turn("assistant", "Hanna Roth has led Velar Semiconductor since 2021.[1]"),
)


def is_right(case: dict) -> bool:
    standalone = rewrite(case["question"], [Turn(**turn) for turn in case["turns"]])
    if "standalone" in case["expected"]:
        return standalone == case["expected"]["standalone"]
    padded = f" {standalone.lower()} "
    held = all(word.lower() in padded for word in case["expected"]["contains"])
    return held and not any(word.lower() in padded for word in case["expected"]["excludes"])


@pytest.mark.parametrize("split", sorted({case["split"] for case in CASES}))
def test_makes_nearly_every_follow_up_stand_alone(split: str) -> None:
    part = [case for case in CASES if case["split"] == split]
    wrong = [case["question"] for case in part if not is_right(case)]
    # The blocks of 40 are right to 90% and more; one follow-up of a block is .025, one of the held-out part .018.
    most = {"development": 0.05, "held-out": 0.05, "work": 0.15}.get(split, 0.10)
    assert len(wrong) <= most * len(part), wrong


def test_thanks_is_no_question() -> None:
    assert [rewrite(text, VELAR) for text in ("Thanks!", "ok great", "hello", "Merci !", "Danke schön", "👍")] == [
        ""
    ] * 6


@pytest.mark.parametrize(
    "question", ["How does it work?", "What does it do?", "What is this?", "What can I do?", "How do we use it?"]
)
def test_what_is_asked_of_the_topic_is_not_asked_of_the_bot(question: str) -> None:
    turns = (Turn("user", "What did the council buy?"), Turn("assistant", "The council bought a sluice gate."))
    assert rewrite(question, turns)


@pytest.mark.parametrize(
    ("topic", "follow_up", "standalone"),
    [
        ("Tell me about heat pumps", "how do they work?", "How do heat pumps work?"),
        ("What's new about the ferry?", "When does it run?", "When does the ferry run?"),
        ("Summarize the article about the comet", "when was it seen?", "When was the comet seen?"),
        ("Tell me about Lina Khan", "what did she say about AI?", "What did Lina Khan say about AI?"),
        ("Which articles mention solar panels?", "are they subsidised?", "Are solar panels subsidised?"),
    ],
)
def test_after_an_overview_a_pronoun_means_its_topic(topic: str, follow_up: str, standalone: str) -> None:
    turns = (Turn("user", topic), Turn("assistant", "The council said that repairs to the cables take two years.[1]"))
    assert rewrite(follow_up, turns) == standalone


def test_the_topic_of_an_overview_stays_whole_in_later_questions() -> None:
    turns = (Turn("user", "Tell me about heat pumps"), Turn("assistant", "They need power.[1]"))
    turns += (Turn("user", "how do they work?"), Turn("assistant", "Like a refrigerator.[1]"))
    assert rewrite("how much do they cost?", turns) == "How much do heat pumps cost?"


@pytest.mark.parametrize(
    "follow_up",
    [
        "source?",
        "shorter please",
        "can you make that shorter?",
        "in one sentence",
        "too long",
        "Where does it say so?",
        "give me the link",
        "can I see the exact quote?",
        "which article says that?",
        "When was that article published?",
        "who wrote the article",
        "Where did you get that from?",
        "tell me more",
        "thanks, anything else?",
        "could you say a little more about that?",
    ],
)
def test_who_wants_the_source_or_more_asks_the_last_question_again(follow_up: str) -> None:
    assert rewrite(follow_up, VELAR) == VELAR[0].text


@pytest.mark.parametrize(
    "follow_up",
    ["you didn't answer the question", "That is not what I asked for!", "i still don't get it", "that does not help"],
)
def test_after_a_complaint_the_last_question_is_still_asked(follow_up: str) -> None:
    assert rewrite(follow_up, VELAR) == VELAR[0].text


@pytest.mark.parametrize(
    "follow_up", ["Where does she say so?", "Who wrote the book?", "When was the plant published?"]
)
def test_what_is_asked_of_the_topic_is_not_asked_of_the_source(follow_up: str) -> None:
    assert rewrite(follow_up, VELAR) != VELAR[0].text


@pytest.mark.parametrize(
    ("turn", "standalone"),
    [
        ("back to the ferry, who operates it?", "Who operates the ferry?"),
        ("and what about the harbour bridge, when does it reopen?", "When does the harbour bridge reopen?"),
        ("ok, as for the mill: what are its opening hours?", "What are the mill's opening hours?"),
        ("thanks! now something else: what did Denise George do?", "What did Denise George do?"),
        ("Regarding the comet, who found it first?", "Who found the comet first?"),
        ("back to the ferry: how long is the crossing?", "How long is the crossing (ferry)?"),
    ],
)
def test_a_change_of_topic_leaves_the_old_one(turn: str, standalone: str) -> None:
    assert rewrite(turn, VELAR) == standalone


@pytest.mark.parametrize(
    ("aside", "standalone"),
    [
        ("btw who runs the lido?", "who runs the lido?"),
        ("by the way, do you know when the lido opens?", "when the lido opens?"),
        ("btw how old is she?", "How old is Hanna Roth (Velar Semiconductor)?"),
    ],
)
def test_an_aside_with_a_noun_of_its_own_leaves_the_topic(aside: str, standalone: str) -> None:
    assert rewrite(aside, VELAR) == standalone


def test_what_is_explained_stays_the_topic() -> None:
    turns = (
        Turn("user", "what is beeper mini?"),
        Turn("assistant", "Beeper Mini is an app that speaks the iMessage protocol.[1]"),
    )
    assert rewrite("who made it?", turns) == "Who made Beeper Mini?"
    turns += (
        Turn("user", "what does it cost per month?"),
        Turn("assistant", "Beeper Mini costs $1.99, compared with $15 for the competitor Texts.com.[1]"),
    )
    assert rewrite("is it working again?", turns) == "Is Beeper Mini working again?"


def test_two_pronouns_are_two_people() -> None:
    turns = (
        Turn("user", "Who founded Flexport?"),
        Turn("assistant", "Ryan Petersen founded Flexport; Dave Clark was ousted as its chief executive.[1]"),
    )
    assert rewrite("what did he accuse him of?", turns).startswith("What did Ryan Petersen accuse Dave Clark of")


def test_a_question_led_by_a_preposition_leans_on_the_last_one() -> None:
    turns = (
        Turn("user", "What stake does Verdane take in Meltwater?"),
        Turn("assistant", "Verdane takes 10 per cent.[1]"),
    )
    assert "Meltwater" in rewrite("at what valuation?", turns)


@pytest.mark.parametrize(
    ("standalone", "asked"),
    [
        (
            "How many boats are trapped in the gate: who said that the hinge could break?",
            "Who said that the hinge could",
        ),
        ("Who built the mill: how old is it (Tarn)?", "How old is it (Tarn)?"),
        ("Who built the mill?", ""),
        ("Who built the mill: who said that?", ""),
        ("Note: The mill was sold", ""),
    ],
)
def test_what_is_asked_now_stands_behind_the_last_question(standalone: str, asked: str) -> None:
    assert asked_now(standalone).startswith(asked) if asked else asked_now(standalone) == ""


def test_what_was_shown_goes_back_to_the_question_of_which_more_is_wanted() -> None:
    other = (Turn("user", "Who owns the mill?"), Turn("assistant", "The mill is owned by Berit Sand.[1]"))
    more = (Turn("user", "tell me more"), Turn("assistant", "She replaced Ola Brun.[1]"))
    assert to_continue("and what else?", (*other, *VELAR, *more)).split("\n") == [VELAR[1].text, more[1].text]
    assert to_continue("What else did she do?", VELAR) == ""
    assert to_continue("tell me more", ()) == ""


def test_politeness_before_a_question_is_dropped() -> None:
    assert rewrite("Thanks! And how old is she?", VELAR) == "How old is Hanna Roth (Velar Semiconductor)?"


def test_a_new_topic_is_left_as_it_is() -> None:
    question = "How long does it take to renew a passport in Norland?"
    assert rewrite(question, VELAR) == question


def test_a_pronoun_for_somebody_in_the_same_question_is_left() -> None:
    question = "Did Orlen Foods say it would close its plant?"
    assert rewrite(question, VELAR) == question


def test_a_fragment_takes_its_place_in_the_last_question() -> None:
    turns = (Turn("user", "What was inflation in Norland in 2023?"), Turn("assistant", "It was 3.1%.[1]"))
    assert rewrite("and in 2022?", turns) == "What was inflation in Norland in 2022?"
    assert rewrite("And in Corvania?", turns) == "What was inflation in Corvania in 2023?"


@pytest.mark.parametrize(
    ("asked", "then", "alone"),
    [
        ("Tell me about the comet", "heat pumps", "Tell me about the heat pumps"),
        ("What's new about the harbour bridge?", "And the ferry?", "What is new about the ferry?"),
        ("Summarize the article about tides.", "and the one on eels", "Summarize the article about eels."),
        (
            "What's new about the harbour bridge?",
            "and his deputy?",
            "What is new about the harbour bridge: what about his deputy?",
        ),
    ],
)
def test_another_topic_takes_the_place_of_the_one_that_was_asked_about(asked: str, then: str, alone: str) -> None:
    assert rewrite(then, (Turn("user", asked), Turn("assistant", "It is well."))) == alone


def test_a_bare_why_asks_the_last_question_anew() -> None:
    turns = (Turn("user", "When was Sam Altman dismissed by OpenAI?"), Turn("assistant", "On 17 November 2023.[1]"))
    assert rewrite("Why?", turns) == "Why was Sam Altman dismissed by OpenAI?"


@pytest.mark.parametrize(
    "answer",
    [
        "Saleh al-Arouri, Hamas deputy political leader, was killed in Beirut on Tuesday.[1]",
        "Hamas's deputy leader Saleh al-Arouri was killed.[1]",
        "The deputy leader of Hamas, Saleh al-Arouri, was killed.[1]",
        "Hamas deputy political leader Saleh al-Arouri was killed.[1]",
    ],
)
def test_a_person_is_called_by_name_and_not_by_the_role_beside_it(answer: str) -> None:
    turns = (Turn("user", "Who was killed in the airstrike in Beirut?"), Turn("assistant", answer))
    assert rewrite("and who replaced him?", turns) == "Who replaced Saleh al-Arouri (airstrike, Beirut)?"
    assert rewrite("why?", turns) == "Why was Saleh al-Arouri killed in the airstrike in Beirut?"
    assert rewrite("When was that?", turns) == "When was Saleh al-Arouri killed in the airstrike in Beirut?"


def test_what_leans_on_the_last_question_keeps_it_in_full() -> None:
    turns = (Turn("user", "When did the Titanic sink?"), Turn("assistant", "On 15 April 1912.[1]"))
    assert rewrite("How many people died?", turns) == "When did the Titanic sink: how many people died?"
    assert rewrite("How do vaccines work?", turns) == "How do vaccines work?"


def test_what_asks_back_names_what_the_answer_brought_up() -> None:
    turns = (
        Turn("user", "Who owns the brewery in Gorsey?"),
        Turn("assistant", "The brewery belongs to Northmoor Group.[1]"),
    )
    assert "Northmoor Group" in rewrite("Since when?", turns)
    assert rewrite("Where is that company based?", turns) == "Where is Northmoor Group based (brewery, Gorsey)?"


def test_ones_and_that_are_replaced_by_what_they_stand_for() -> None:
    turns = (
        Turn("user", "How do I add a second user in Tidyledger?"),
        Turn("assistant", "Go to Settings and choose Invite.[1]"),
    )
    assert rewrite("And how do I remove one?", turns) == "How do I remove a user (Tidyledger)?"
    assert rewrite("does that cost extra?", turns) == "Does adding a second user in Tidyledger cost extra?"


def test_a_correction_takes_the_place_of_what_it_corrects() -> None:
    turns = (Turn("user", "When did Telvora buy Brightpath?"), Turn("assistant", "In March 2022.[1]"))
    assert rewrite("No, I meant Brightwell", turns) == "When did Telvora buy Brightwell?"


def test_another_language_is_not_mixed_with_english() -> None:
    turns = (
        Turn("user", "¿Quién es la nueva directora del Teatro Almara?"),
        Turn("assistant", "La nueva directora del Teatro Almara es Lucía Serrano.[1]"),
    )
    standalone = rewrite("¿Y desde cuándo trabaja ella allí?", turns)
    assert "Lucía Serrano" in standalone
    assert "Almara" in standalone
    assert "about" not in standalone


def test_french_inversion_is_a_verb_and_no_thing() -> None:
    turns = (Turn("user", "Quand le pont a-t-il ouvert ?"), Turn("assistant", "Le pont a ouvert en 1932.[1]"))
    assert rewrite("Combien a-t-il coûté ?", turns) == "Combien pont a-t-il coûté ?"


def test_relatives_with_one_last_name_are_told_apart() -> None:
    turns = (
        Turn("user", "Who is Marie Curie?"),
        Turn("assistant", "Marie Curie was a physicist. Her husband Pierre Curie shared the prize.[1]"),
    )
    assert rewrite("When did she die?", turns) == "When did Marie Curie die?"
    assert rewrite("When did he die?", turns) == "When did Pierre Curie die?"


def test_she_and_he_are_told_apart_by_first_names() -> None:
    turns = (
        Turn("user", "Who runs Velar and Orlen?"),
        Turn("assistant", "Hanna Roth runs Velar and Paul Brandt runs Orlen.[1]"),
    )
    assert "Hanna Roth" in rewrite("How old is she?", turns)
    assert "Paul Brandt" in rewrite("How old is he?", turns)


def test_the_second_one_is_the_second_of_the_list() -> None:
    turns = (Turn("user", "Which varieties were tested?"), Turn("assistant", "Quncho, Kora and Tsedey were tested.[1]"))
    assert rewrite("When was the second one bred?", turns) == "When was Kora bred?"


def test_several_turns_back_a_follow_up_of_a_follow_up_still_knows_its_topic() -> None:
    turns = (*VELAR, Turn("user", "How old is she?"), Turn("assistant", "She is 51.[1]"))
    assert rewrite("Where did she study?", turns) == "Where did Hanna Roth study (Velar Semiconductor)?"


def test_without_earlier_turns_nothing_is_changed() -> None:
    assert rewrite("And who replaced him?", ()) == "And who replaced him?"


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=60), max_size=4))
def test_any_text_is_rewritten_without_failing(question: str, said: list[str]) -> None:
    turns = [Turn("user" if number % 2 == 0 else "assistant", text) for number, text in enumerate(said)]
    assert isinstance(rewrite(question, turns), str)


@pytest.mark.parametrize(
    "text",
    [
        "What is a good book?",
        "Is it OK to freeze it?",
        "Great Britain",
        "Hello Kitty's owner",
        "thanks to whom?",
        "ok and in 2022",
    ],
)
def test_words_of_politeness_in_a_question_are_no_small_talk(text: str) -> None:
    assert not is_small_talk(text)


def test_after_does_comes_a_verb_and_not_a_noun() -> None:
    turns = (
        Turn("user", "What does the EU object to in the Halden merger?"),
        Turn("assistant", "The EU objects to the price that Halden wants for its cables.[1]"),
    )
    assert "EU object" not in rewrite("and since when does it matter?", turns)
    assert rewrite("and the UK?", turns) == "What does the UK object to in the Halden merger?"


def test_an_adverb_at_the_start_of_a_sentence_is_nobody() -> None:
    turns = (
        Turn("user", "Who lost a leg to the flu?"),
        Turn("assistant", "Ultimately, the doctors had to take off Miller's left leg.[1]"),
    )
    assert "Ultimately" not in rewrite("how old was she?", turns)


def test_he_is_whom_the_questions_were_about_before_another_of_a_long_answer() -> None:
    turns = (
        Turn("user", "How much did Zelko Marr pay for the Merle brewery?"),
        Turn("assistant", "Zelko Marr paid 4 million euros.[1]"),
        Turn("user", "And what is it worth now?"),
        Turn("assistant", "The brewery that Marr bought is worth half as much, says its brewer Karl Nyman.[1]"),
    )
    assert rewrite("How did he make his fortune?", turns).startswith("How did Zelko Marr make Zelko Marr's")


def test_a_single_name_is_a_person_where_somebody_was_asked_for() -> None:
    turns = (
        Turn("user", "Who will be the next coach of the Ellery rowers?"),
        Turn("assistant", "Hayes, who won six titles, will be the tenth coach, says the director Matt Crocker.[1]"),
    )
    assert rewrite("when does he start?", turns).startswith("When does Hayes start")


@pytest.mark.parametrize("answer", ["Hayes", "Hayes.", "Hayes [1]"])
def test_an_answer_may_be_a_name_and_no_more(answer: str) -> None:
    turns = (Turn("user", "Who will be the next coach of the Ellery rowers?"), Turn("assistant", answer))
    assert rewrite("when does she start?", turns).startswith("When does Hayes start")


def test_no_more_than_one_question_stands_before_what_is_asked() -> None:
    turns = (
        Turn("user", "Why did the regulator warn Chirper?"),
        Turn("assistant", "Chirper did not take down posts in time.[1]"),
        Turn("user", "who wrote the letter?"),
        Turn("assistant", "A commissioner wrote it.[1]"),
    )
    assert rewrite("when was that?", turns) == "Who wrote the letter (regulator, Chirper), and when?"
    turns += (Turn("user", "who paid?"), Turn("assistant", "The articles don't say."))
    assert rewrite("why so late?", turns) == "Who paid (letter, regulator, Chirper): why so late?"


@pytest.mark.parametrize(
    ("follow_up", "standalone"),
    [
        ("how deep is the harbour", "How deep is the harbour (mill, Tarn)"),
        ("and how much does the ferry cost?", "How much does the ferry cost (mill, Tarn)?"),
        ("whats the yearly rent", "What is the yearly rent (mill, Tarn)"),
        ("is the harbour open on tuesdays?", "is the harbour open on tuesdays?"),
    ],
)
def test_a_question_with_a_noun_of_its_own_needs_no_more_than_the_topic(follow_up: str, standalone: str) -> None:
    turns = (Turn("user", "Who built the mill in Tarn?"), Turn("assistant", "The articles don't say."))
    assert rewrite(follow_up, turns) == standalone


@pytest.mark.parametrize(
    ("follow_up", "standalone"),
    [
        ("im the only tenant", "How do I end my lease: i am the only tenant?"),
        ("I'm leaving early", "How do I end my lease: I am leaving early?"),
        ("my landlord is abroad", "How do I end my lease: my landlord is abroad?"),
        ("and if the roof leaks?", "How do I end my lease: what if the roof leaks?"),
        ("i dont want that", "How do I end my lease: i do not want that?"),
    ],
)
def test_what_is_told_or_supposed_goes_behind_the_last_question(follow_up: str, standalone: str) -> None:
    turns = (Turn("user", "How do I end my lease?"), Turn("assistant", "Write to the office.[1]"))
    assert rewrite(follow_up, turns) == standalone


@pytest.mark.parametrize(
    ("asked", "follow_up", "standalone"),
    [
        ("whens the bakery open", "and who runs it", "Who runs the bakery"),
        ("whos the owner of the bakery", "wheres it", "Where is the bakery"),
        ("when did greta hansen join", "hows she doing", "How is Greta Hansen doing"),
        ("when did alma roth retire", "hows she doing", "How is Alma Roth doing"),
        ("when is the market on saturdays", "how big is it", "How big is the market"),
        ("when is the market in june", "and in july?", "When is the market in july?"),
        ("when is the market on saturdays", "also on sundays", "When is the market on sundays?"),
        ("when is the market", "on fridays?", "When is the market on fridays?"),
        ("how much is the sauna", "how much is that for children", "How much is the sauna for children"),
        ("when is the sauna open", "what is that with a card", "When is the sauna open: what is that with a card?"),
        ("how big is our garden", "who waters it", "Who waters our garden"),
        (
            "when did alma roth start",
            "what did she do before that",
            "When did Alma Roth start: what did Alma Roth do before that?",
        ),
        ("how much is a coffee", "are they vegan", "How much is a coffee: are they vegan?"),
        ("what is marlows daughter called", "what does she do", "What does marlows daughter do"),
        ("how much is a coffee", "do they take cards", "Do they take cards (coffee)"),
    ],
)
def test_what_is_typed_in_small_letters_is_read_as_it_is_meant(asked: str, follow_up: str, standalone: str) -> None:
    assert rewrite(follow_up, (Turn("user", asked), Turn("assistant", "The articles don't say."))) == standalone


def test_names_have_the_capitals_that_an_answer_gives_them() -> None:
    turns = (Turn("user", "who made the bell"), Turn("assistant", "It was cast by Torvin Ashgrove in 1920.[1]"))
    assert rewrite("and when did torvin ashgrove die?", turns) == "When did Torvin Ashgrove die (bell)?"


DECLINED = "The articles don't say."


@pytest.mark.parametrize(
    ("asked", "answered", "follow_up", "standalone"),
    [
        (
            "I lost my umbrella in the library. Who has it?",
            DECLINED,
            "how long do they keep things",
            "I lost my umbrella in the library. Who has it: how long do they keep things?",
        ),
        (
            "how much are lockers",
            "A locker costs 2 euros.[1] Umbrellas are sold.[2]",
            "do they sell towels",
            "Do they sell towels (lockers)",
        ),
        (
            "did the mild winter harm the bees",
            "The old hives were moved.[1] Wasps suffered more.[2]",
            "did they lose weight",
            "Did bees lose weight (mild winter)",
        ),
        (
            "how much are seats for pupils",
            "Teachers pay 4 euros.[1] Parents pay 9 euros.[2]",
            "where can i buy them",
            "Where can i buy the seats (pupils)",
        ),
        (
            "how much is the fine for the driver",
            "Bricks came loose in Thornby.[1]",
            "whose car was it",
            "How much is the fine for the driver: whose car was it?",
        ),
        (
            "what did arlen council decide about the lamps",
            "The vote was put off.[1]",
            "why was it delayed",
            "Why was the vote delayed (arlen council, lamps)",
        ),
        (
            "when is the spring market",
            "It opens at 9.[1] Fees are paid in Thornby.[2]",
            "when is it busiest",
            "When is the spring market busiest",
        ),
        (
            "who runs the sauna",
            "Nils Berg of Thornby runs the sauna.[1] Nils Berg has a boat.[2]",
            "do they have a dog",
            "Do they have a dog (Nils Berg of Thornby, sauna)",
        ),
    ],
)
def test_a_pronoun_means_what_was_asked_about_and_stays_where_nothing_fits(
    asked: str, answered: str, follow_up: str, standalone: str
) -> None:
    assert rewrite(follow_up, (Turn("user", asked), Turn("assistant", answered))) == standalone


@pytest.mark.parametrize(
    ("asked", "follow_up", "standalone"),
    [
        ("My sister is 9 and wants to ride. is that ok?", "and can she jump", "can she jump"),
        ("Our son is blind. Are there tours?", "would he need a guide", "would he need a guide"),
    ],
)
def test_a_relative_of_who_asks_needs_no_name(asked: str, follow_up: str, standalone: str) -> None:
    answer = "The parents of Karin Holt and Paul Holt were both riders.[1]"
    alone = rewrite(follow_up, (Turn("user", asked), Turn("assistant", answer)))
    assert standalone in alone.lower()
    assert "Holt" not in alone


@pytest.mark.parametrize(
    ("asked", "follow_up", "standalone"),
    [
        ("When is the mill open?", "and the bakery", "When is the bakery open?"),
        ("how much is the mill", "no i meant the bakery", "How much is the bakery?"),
        ("How much is the mill?", "and the price", "How much is the mill: what about the price?"),
        (
            "How long is the lake trail?",
            "what about the other one",
            "How long is the other trail?",
        ),
        ("whats new in rowan 3.1", "and the release before?", "What is new in the release before rowan 3.1"),
        ("how much is the basic plan", "and the premium one?", "How much is the premium plan?"),
        (
            "How long did Nils Berg serve?",
            "and the treasurer?",
            "How long did Nils Berg serve: what about the treasurer?",
        ),
        ("who runs the mill", "what about the bakery, which bread do they sell", "Which bread do they sell (bakery)"),
        ("how big can files be on the basic plan", "and on premium", "How big can files be on premium?"),
        ("does the mill grind rye", "when will it", "When will the mill grind rye?"),
        ("how much is the mill", "is there a linux zapp", "Is there a linux zapp (mill)"),
        ("what does a bow by Nils Berg cost", "how long do i wait for one", "How long do i wait for a bow (Nils Berg)"),
        ("how much is the mill", "is there a car park", "Is there a car park (mill)"),
        ("how much is the mill", "do i have to book", "Do i have to book (mill)"),
        ("how much is the mill", "can i bring my bike", "Can i bring my bike (mill)"),
        (
            "how much is the mill",
            "i like the mill, is it open today",
            "How much is the mill: i like the mill, is it open today?",
        ),
    ],
)
def test_a_new_part_is_not_lost(asked: str, follow_up: str, standalone: str) -> None:
    assert rewrite(follow_up, (Turn("user", asked), Turn("assistant", DECLINED))) == standalone


def test_a_clause_is_nothing_that_was_listed() -> None:
    answer = "It climbs in an hour to Kestrel Rock, a cliff with a bench, and it ends at the ferry.[1]"
    turns = (Turn("user", "how long is the lake trail"), Turn("assistant", answer))
    assert "climbs" not in rewrite("what about the first one", turns)
    assert "ends" not in rewrite("what about the last one", turns)


def test_what_was_made_is_not_who_made_it() -> None:
    turns = (Turn("user", "who led the survey"), Turn("assistant", "The Marsh Trust led it with the county.[1]"))
    assert rewrite("where was it published", turns).startswith("Where was the survey published")


def test_nothing_is_before_somebody() -> None:
    turns = (Turn("user", "who is lotte hansen"), Turn("assistant", "Lotte Hansen runs the museum in Velby.[1]"))
    turns += (Turn("user", "when did she start there"), Turn("assistant", "In 2011.[1]"))
    assert "before that" in rewrite("what did she do before that", turns)


def test_a_name_stands_once_in_brackets() -> None:
    assert with_missing("How old is it?", ["Ana Moro", "Moro", "mill"]) == "How old is it (Ana Moro, mill)?"


def test_how_many_goes_back_to_what_was_counted() -> None:
    turns = (Turn("user", "How many boats were built in 2020?"), Turn("assistant", "Nine boats were built.[1]"))
    turns += (Turn("user", "who paints the boats?"), Turn("assistant", DECLINED))
    assert rewrite("and how many in 2021?", turns) == "How many boats were built in 2021?"


def test_goes_back_to_the_first_question() -> None:
    turns = (
        Turn("user", "What does the Merle brewery make?"),
        Turn("assistant", "It makes beer.[1]"),
        Turn("user", "How far is it from Arlen?"),
        Turn("assistant", "It is 4 km from Arlen.[1]"),
    )
    assert rewrite("back to the first question", turns) == "What does the Merle brewery make?"
    assert "Merle brewery" in rewrite("Back to my first question: who founded it?", turns)


def test_a_decline_brings_up_nothing() -> None:
    turns = (Turn("user", "How long is the Arlen tunnel?"), Turn("assistant", "The articles don't say."))
    assert rewrite("really?", turns) == "How long is the Arlen tunnel: really?"


def test_somebody_else_is_asked_about_in_the_place_of_whom_the_question_was_about() -> None:
    turns = (Turn("user", "Did the players of Arlen get punished?"), Turn("assistant", "They were fined.[1]"))
    assert rewrite("and the manager?", turns) == "Did the manager of Arlen get punished?"


def test_cells_of_a_table_are_a_list() -> None:
    turns = (
        Turn("user", "Which tools did we compare?"),
        Turn("assistant", "Zenbridge | Frontline | Kayako[1]\nPrice | 89 | 65 | 49[2]"),
    )
    assert rewrite("how much does the first one cost?", turns).startswith("How much does Zenbridge cost")


def test_a_long_turn_is_read_as_far_as_it_tells_whom_a_follow_up_means() -> None:
    told = "Ana Moro leads the office. " + " ".join(
        f"Tern{n} Dahl{n} told Ruth Lind{n} of {n} desks." for n in range(900)
    )
    assert rewrite("where was she born?", [Turn("user", "Who leads the office?"), Turn("assistant", told)]).startswith(
        "Where was Ana Moro born"
    )
