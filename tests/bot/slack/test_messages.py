"""Answers as messages: within Slack's limits, and harmless whatever is in them."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.answer import Sentence, Status
from bot.slack.blocks import degraded, size
from bot.slack.messages import gap, messages_of, shown
from tests.bot.slack.answers import SAMPLES, answer, citation, sentence
from tests.slack_rules import MAX_BLOCKS_TOTAL, block_errors, blocks_size, pings

TEXT = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=400)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_of_answer_keeps_slacks_limits(name: str) -> None:
    for message in messages_of(SAMPLES[name], ["A note."]):
        for blocks in (message.blocks, degraded(message.blocks)):
            assert block_errors(blocks) == []
            assert blocks_size(blocks) <= MAX_BLOCKS_TOTAL
        assert message.text.strip()
        assert pings(message.blocks, message.text) == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(TEXT, TEXT, st.sampled_from(list(Status))), min_size=1, max_size=60))
def test_no_text_breaks_the_limits_or_pings(drafts: list[tuple[str, str, Status]]) -> None:
    numbers = range(1, len(drafts) + 1)
    made = answer(
        [sentence(text * 3, number, status=status) for number, (text, _, status) in zip(numbers, drafts, strict=True)],
        [citation(number, quote=quote, title=quote) for number, (_, quote, _) in zip(numbers, drafts, strict=True)],
    )
    for message in messages_of(made):
        assert block_errors(message.blocks) == []
        assert size(message.blocks) <= MAX_BLOCKS_TOTAL
        assert pings(message.blocks, message.text) == []


def test_each_source_can_be_opened_and_none_is_left_out() -> None:
    values = json.dumps([message.blocks for message in messages_of(SAMPLES["forty sources"])])
    for number in range(1, 41):
        assert f'"source-{number}"' in values
        assert f"*[{number}]*" in values


def test_a_long_answer_is_cut_between_sentences_and_each_part_has_its_sources() -> None:
    messages = [message for message in messages_of(SAMPLES["long"]) if "Part" in message.body]
    assert len(messages) > 1
    for place, message in enumerate(messages, 1):
        assert message.body.startswith("Sentence")
        assert f"*Part {place} of {len(messages)}*" in message.body
        assert "source-" in json.dumps(message.tail)
    assert "feedback" in json.dumps(messages_of(SAMPLES["long"])[-1].tail)


def test_a_refusal_says_what_was_looked_for_and_what_was_near() -> None:
    (message,) = messages_of(SAMPLES["declined"])
    assert "I looked for: Who paid for the lighthouse of Alba?" in message.body
    assert "- The harbour of Alba · 2 January 2024\n  “" in message.body
    assert message.body.count("\n  “") == 2


@pytest.mark.parametrize(
    "address", ["https://e.example/港", "https://e.example/" + "港" * 120, "https://e.example/" + "港" * 400]
)
def test_links_of_scripts_without_spaces_stay_whole(address: str) -> None:
    quote = "港は九年の工事を経て千九百三十二年に開いた。" * 12
    cited = [citation(number, url=address, quote=quote, title=quote, author="A & B") for number in range(1, 13)]
    said = [sentence(f"{quote * 9}<{number}>", number, status=Status.QUOTED) for number in range(1, 13)]
    for message in messages_of(answer(said, cited)):
        assert block_errors(message.blocks) == []
        for block in degraded(message.blocks):
            if block["type"] == "section":
                left = re.sub(r"<https://[^<>|]+\|[^<>]+>|&(?:amp|lt|gt);", "", block["text"]["text"])
                assert not re.search(r"[<&]|https?:|%[0-9A-F]{2}", left), left


def test_marks_link_to_the_quoted_words() -> None:
    cited = citation(1)
    assert shown(sentence("It opened.", 1), [cited]) == (
        "It opened.[[1]](https://coast.example/harbour/1#:~:text="
        "The%20harbour%20opened%20in%201932%2C%20after%20nine%20years%20of%20work.)"
    )
    assert shown(sentence("It opened.", 1), [citation(1, url=None)]) == "It opened.[1]"


def test_a_quoted_list_keeps_its_lines() -> None:
    quoted = Sentence("Lift the lid.\nTurn it.", (), Status.QUOTED)
    assert shown(quoted, []) == "Lift the lid.\n\nTurn it."
    assert gap("It sticks.", shown(quoted, [])) == "\n\n"
    assert gap(shown(quoted, []), "It opens.") == "\n\n"


def test_a_table_keeps_its_lines_and_code_its_end() -> None:
    (message,) = messages_of(SAMPLES["table"])
    assert "| Brin | 1935 |\n\n[[1]](" in message.body
    assert "alba = 1932\n```\n\n[[1]](" in message.body
    assert "\n| Harbour | Opened |\n" in message.body
    assert "\n- Alba is the *oldest*." in message.body


@pytest.mark.parametrize(
    ("before", "piece", "between"),
    [
        ("", "One.", ""),
        ("One.", "Two.", " "),
        ("One.", "- two", "\n"),
        ("- two", "Three.", "\n\n"),
        ("One.", "1. first", "\n"),
        ("One.", "1932 was a good year.", " "),
    ],
)
def test_sentences_are_joined_as_markdown_needs(before: str, piece: str, between: str) -> None:
    assert gap(before, piece) == between


def test_only_the_sentence_after_a_list_stands_on_a_line_of_its_own() -> None:
    listed, first, second = (Sentence(text, (), Status.QUOTED) for text in ("Lift it.\nTurn it.", "It shut.", "It is."))
    answer = replace(SAMPLES["short"], sentences=(listed, first, second))
    (message,) = messages_of(answer)
    assert message.body == "Lift it.\n\nTurn it.\n\nIt shut. It is."
    assert answer.text == "Lift it.\nTurn it.\nIt shut. It is."
