"""What people write around a question."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.conversation import rewrite
from bot.conversation.courtesies import without_small_talk
from bot.question import MAX_QUESTION_CHARACTERS


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("Hello team,\n\nWho was killed?\n\nBest, Jo", "Who was killed?"),
        ("Hi all, when is it open? Many thanks in advance\nTom Miller", "when is it open?"),
        ("Hey bot! What's up with the bridge? cheers", "What's up with the bridge?"),
        ("Thanks for the answer. Who built it? Thanks", "Who built it?"),
        ("What did Jo say? Kind regards, Jo B. Miller", "What did Jo say?"),
        ("Hallo zusammen, wann öffnet die Brücke? Viele Grüße, Anna", "wann öffnet die Brücke?"),
        ("Bonjour, quand ouvre le pont ? Merci d'avance", "quand ouvre le pont?"),
        ("please how fast do I react, thank you", "how fast do I react"),
        ("Tell me about the gate please", "Tell me about the gate"),
        ("who won?? pls", "who won??"),
        ("Hi! Can you tell me who did it?", "who did it?"),
        ("I was wondering what the limit is", "what the limit is"),
        ("quick question: how late is it?", "how late is it?"),
        ("hi there! quick q - who's the boss??", "who's the boss??"),
        ("Does anyone know which form I need? Thanks in advance", "which form I need?"),
        ("I'd like to know when it ends.", "when it ends."),
        ("Kannst du mir sagen, wann die Brücke öffnet?", "wann die Brücke öffnet?"),
        ("by the way, do you know who did it?", "who did it?"),
        ("btw who did it?", "who did it?"),
        ('"Who did it?"', "Who did it?"),
        ("what  is \u00a0Ferry? asap", "what is Ferry?"),
        ("WHY DID THE TALKS STOP?", "why did the talks stop?"),
    ],
)
def test_what_is_around_a_question_is_taken_off(written: str, asked: str) -> None:
    assert without_small_talk(written) == asked
    assert rewrite(written, ()) == asked


@pytest.mark.parametrize(
    "question",
    [
        "VPN MFA T-401",
        "NATO AND THE EU",
        "What is the best regards phrase?",
        "Is there a thank you",
        "when do we say please",
        "Which phone is best?",
        "can you tell me if it is open",
        "tell me about it",
        "Do you know",
        "I have a question",
        'Who said "stop" to "him"',
        "What is it? I need to know for a report.",
    ],
)
def test_what_belongs_to_a_question_stays(question: str) -> None:
    assert without_small_talk(question) == question


@pytest.mark.parametrize("character", ["\n", " ", ",", ".", "!", "? ", "thanks ", "thanks.\n", "please, ", "I"])
def test_the_longest_question_is_read(character: str) -> None:
    # Cubic time in these would be hours: the test would be cut off.
    text = "When?" + character * (MAX_QUESTION_CHARACTERS // len(character)) + "x"
    assert without_small_talk(text).lower().startswith("when")


@settings(deadline=None)
@given(st.text(alphabet="thanks plea,.!?\nBJo", max_size=60))
def test_something_is_left_of_any_text(text: str) -> None:
    assert without_small_talk(f"Who? {text}").lower().startswith("who")
