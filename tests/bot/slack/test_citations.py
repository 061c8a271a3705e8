"""What a source's line says of its article."""

from __future__ import annotations

import json

from bot.slack.citations import title_line
from bot.slack.messages import messages_of
from tests.bot.slack.answers import SAMPLES, citation


def test_the_date_of_a_source_in_arabic_stands_in_its_own_order() -> None:
    assert "\u20682 January 2024\u2069" in json.dumps(
        messages_of(SAMPLES["right to left"])[0].blocks, ensure_ascii=False
    )
    assert "\u2068" not in json.dumps(messages_of(SAMPLES["short"])[0].blocks, ensure_ascii=False)


def test_a_source_without_metadata_is_named_by_its_file() -> None:
    (message,) = messages_of(SAMPLES["no metadata"])
    assert "*[1]* scan 17.pdf" in json.dumps(message.tail)


def test_a_source_names_its_author() -> None:
    assert " · Ada Ames · " in title_line(citation(1))


def test_a_source_with_pages_names_the_page() -> None:
    assert title_line(citation(1, page=12)).endswith(" · page 12")


def test_who_is_author_and_publisher_is_named_once() -> None:
    line = title_line(citation(1, author="The New York Times", publisher="New York Times"))
    assert line.count("New York Times") == 1
