"""What stands on a page beside its text."""

import pytest

from bot.evidence.furniture import is_furniture


@pytest.mark.parametrize(
    "text",
    [
        "Hello and welcome to our coverage of the regatta in Norhaven.",
        "7.30 AM: Hi, all, and welcome back to the harbour blog.",
        "Follow along for the latest updates from the regatta.",
        "Find all the answers here at Norhaven Today.",
        "This story has been updated with a comment from the port.",
    ],
)
def test_greetings_calls_and_notes_on_its_making_are_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text", ["Read more: https://norhaven.example/1", "What a regatta! https://t.co/Ab1 — Port (@port) 5 May 2024"]
)
def test_a_line_that_is_there_for_its_link_is_furniture(text: str) -> None:
    assert is_furniture(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dogs are welcome to our offices on Fridays.",
        "Follow the status page for updates on the fault.",
        "The police report was updated after the hearing.",
        "The mayor said hello to the skippers on the pier.",
        "You find all forms in the portal.",
        "Register each visitor at https://visits.norhaven.example/new before noon.",
    ],
)
def test_what_an_article_tells_in_such_words_is_none(text: str) -> None:
    assert not is_furniture(text)
