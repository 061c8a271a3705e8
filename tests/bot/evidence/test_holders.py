"""Questions that ask who holds a post."""

import pytest

from bot.evidence.definitions import SAYS
from bot.evidence.holders import FORMER, holder_of
from bot.evidence.sought import sought_by


@pytest.mark.parametrize(
    ("question", "body", "post"),
    [
        ("Who is the CEO of Halden Turbines?", "Halden Turbines", "chief executive"),
        ("who is the ceo of halden turbines", "halden turbines", "ceo"),
        ("Who's Norhaven's harbour master?", "Norhaven", "harbour master"),
        ("Who is the Eastwick striker?", "Eastwick", "striker"),
        ("Who owns the Marigold?", "Marigold", "owner"),
        ("Who coaches Eastwick?", "Eastwick", "head coach"),
        ("Who was the founder of Kestrel Storage?", "Kestrel Storage", "co-founder"),
    ],
)
def test_whose_post_is_asked_for(question: str, body: str, post: str) -> None:
    holder = holder_of(question)
    assert holder is not None
    assert holder.body == body
    assert post in holder.posts


@pytest.mark.parametrize(
    "question",
    [
        "Who is Orla Brennan?",
        "Who was killed in the strike?",
        "Who is the best striker of Eastwick?",
        "Who wrote the letter?",
        "Who bought Halden?",
        "Why did the CEO of Halden resign?",
    ],
)
def test_other_questions_ask_for_no_post(question: str) -> None:
    assert holder_of(question) is None


@pytest.mark.parametrize(
    ("question", "sentence", "worth"),
    [
        ("Who is the CEO of Halden?", "Halden CEO Orla Brennan will close the plant.", SAYS),
        ("Who is the CEO of Halden?", "Halden’s chief executive, Orla Brennan, will close the plant.", SAYS),
        ("Who is the CEO of Halden?", "Orla Brennan, the chief executive of Halden, will close the plant.", SAYS),
        ("Who is the CEO of Halden?", "Orla Brennan is Halden's boss.", SAYS),
        ("Who is the CEO of Halden?", "Halden has appointed Orla Brennan, an engineer, as interim CEO.", SAYS),
        ("Who is the CEO of Halden?", "The plant is closed by former Halden CEO Orla Brennan.", FORMER),
        ("Who was the CEO of Halden?", "The plant was closed by former Halden CEO Orla Brennan.", SAYS),
        ("Who is the prime minister of Israel?", "Israeli Prime Minister Orla Brennan spoke.", SAYS),
        ("Who founded Halden?", "Halden co-founder Orla Brennan spoke.", SAYS),
        ("Who is the manager of Norhaven?", "Norhaven's assistant manager Orla Brennan spoke.", 0),
        ("Who is the coach of Norhaven?", "Norhaven City coach Orla Brennan spoke.", 0),
        ("Who is the coach of Norhaven?", "Norhaven City has appointed Orla Brennan as coach.", 0),
        ("Who is the CEO of Halden?", "Halden will close the plant, its CEO said.", 0),
        ("Who is the CEO of Halden?", "Kestrel CEO Orla Brennan buys turbines.", 0),
    ],
)
def test_what_a_sentence_says_of_it(question: str, sentence: str, worth: float) -> None:
    holder = holder_of(question)
    assert holder is not None
    assert holder.defined_by(sentence, "en") == worth


def test_a_post_is_sought_before_a_name() -> None:
    assert sought_by("Who is Everton's manager?") == holder_of("Who is Everton's manager?")
