"""What does not say of whom or what it is comes with its heading."""

import pytest

from bot.evidence.candidates import candidates
from bot.writing.draft import Quote
from bot.writing.headed import headed
from tests.bot.passages import article, whole


def shown(text: str, words: str, title: str = "What is on") -> str:
    page = article("page", text, title=title)
    sentence = next(each for each in candidates(whole([page])) if words in each.text)
    quote = headed(Quote(0, sentence.span.start, sentence.span.end), sentence, page)
    return page.text[quote.start : quote.end]


FILM = (
    "The tide clock\n\nDirector: Orla Brennan\n\nCast: Jo Ek, Ines Falk\n\nA clerk finds a clock that runs backwards."
)


@pytest.mark.parametrize(
    ("text", "words", "with_heading"),
    [
        (FILM, "Brennan", "The tide clock\n\nDirector: Orla Brennan"),
        (FILM, "Falk", "The tide clock\n\nDirector: Orla Brennan\n\nCast: Jo Ek, Ines Falk"),
        ("Norhaven Ropes\nIs closing its mill in May.\nBrandt\nHas moved.", "mill",
         "Norhaven Ropes\nIs closing its mill in May."),
        ("Visits\nMay I bring flowers to a patient on any of the wards?\nYes, except to ward six.", "ward six",
         "May I bring flowers to a patient on any of the wards?\nYes, except to ward six."),
    ],
)  # fmt: skip
def test_a_label_and_a_sentence_without_a_subject_come_with_their_heading(
    text: str, words: str, with_heading: str
) -> None:
    assert shown(text, words) == with_heading


@pytest.mark.parametrize(
    ("text", "words", "alone"),
    [
        (FILM, "clerk", "A clerk finds a clock that runs backwards."),
        ("Norhaven Ropes\nIs it closing its mill?\nNobody says.", "mill", "Is it closing its mill?"),
        ("Calendar\nThere are two rounds a year.\nReview: due on 17 May", "Review", "Review: due on 17 May"),
    ],
)
def test_other_sentences_and_what_stands_below_a_text_come_alone(text: str, words: str, alone: str) -> None:
    assert shown(text, words) == alone


def test_a_heading_that_the_title_says_already_is_not_shown() -> None:
    assert shown(FILM, "Brennan", title="The Tide Clock: a film") == "Director: Orla Brennan"
