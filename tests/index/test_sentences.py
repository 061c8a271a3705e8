"""Sentences: where they end, and where they do not."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sentences import sentences


def split(text: str, language: str | None = None) -> list[str]:
    return [span.of(text) for span in sentences(text, language)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Dr. Smith met Mr. Jones in the U.S. on Friday.", "He left."],
        ["He moved to the U.S.", "He likes it.", "The U.S. Senate voted."],
        ["The deal cost $1.5bn.", "It rose 3.5 percent, vs. 4.2 percent a year ago."],
        ["He left at 5 p.m.", "The deal was done."],
        ["It ended at 11 p.m. Monday.", "It starts at 8:20 p.m. ET.", "Then it rains."],
        ["“I am here,” he said.", "“You are not.”", "She left."],
        ['"Are you?" he asked.', '"I am."', "They went."],
        ["He said ‘I am.’", "She said ‘You are.’", "They left."],
        ["1. First item.", "2. Second item.", "a) Third item."],
        ["Wait... what?", "It was done."],
        ["Apple Inc. said so.", "J. K. Rowling wrote it.", "See Fig. 3, No. 5, and e.g. this one."],
        ["Lt. Col. John Smith spoke to Gov. Ron DeSantis in Conn. and Calif. on Nov. 5.", "They agreed."],
        ["He joined Sts. Peter and Paul.", "It is approx. 5 km from Mt. Everest."],
        ["The '90s were loud.", "It's the players' union.", "They left."],
        ["The firm (Nasdaq: AAPL) rose.", "It fell later."],
        ["It is so.[2]", "Another one."],
    ],
    ids=lambda expected: expected[0],
)
def test_keeps_together_what_belongs_together(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


def test_splits_scripts_that_do_not_space_their_words() -> None:
    assert split("今天天气很好。我们去公园吧！你好吗？", "zh") == ["今天天气很好。", "我们去公园吧！", "你好吗？"]


def test_reads_by_the_rules_of_the_language() -> None:
    text = "Er kam am 3. Oktober nach Berlin. Dann ging er z.B. ins Kino."
    assert split(text, "de") == ["Er kam am 3. Oktober nach Berlin.", "Dann ging er z.B. ins Kino."]
    assert split("Un. Deux.", "no such language") == ["Un.", "Deux."]


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("de", ["Der Verein steht auf dem 17. Platz.", "Das ist schlecht."]),
        ("de", ["Im 19. Jahrhundert stand hier der 1. FC Rostau.", "Er gewann."]),
        ("de", ["Er wurde 17.", "Danach gab es Essen."]),
        ("de", ["Es kostet 5 Tsd. Euro.", "Mehr nicht."]),
        ("fr", ["Le maire a vu mardi M. Martin.", "Il rit."]),
    ],
)
def test_ordinals_and_abbreviations_before_a_capital_end_nothing(language: str, expected: list[str]) -> None:
    text = " ".join(expected)
    assert [span.of(text) for span in sentences(text, language)] == expected


def test_a_line_never_shares_a_sentence_with_another() -> None:
    assert split("A heading\nThe first sentence\r\nand no second\n\n - \n") == [
        "A heading",
        "The first sentence",
        "and no second",
        "-",
    ]


def test_cuts_long_speeches_at_their_full_stops_and_leaves_short_ones_whole() -> None:
    short = "He said: “It is over. We lost.” Then he left."
    assert split(short)[0] == "He said: “It is over. We lost.”"
    told = "We went to the river and stayed there for a very long time because the boats did not come back."
    speech = "“" + " ".join([told] * 6) + "”"
    assert split(speech) == ["“" + told, *[told] * 4, told + "”"]


TEXTS = st.text(
    st.sampled_from(list("ab Z.!?\n\r\"“”'’()1…。今é😀\u2028\x1c\t-")) | st.characters(exclude_categories=["Cs"]),
    max_size=120,
)


@given(TEXTS, st.sampled_from([None, "en", "de", "zh", "xx"]))
def test_spans_are_ordered_stripped_and_hold_everything_but_white_space(text: str, language: str | None) -> None:
    end = 0
    outside = []
    for span in sentences(text, language):
        assert end <= span.start < span.end <= len(text)
        assert span.of(text) == span.of(text).strip()
        assert "\n" not in span.of(text)
        outside.append(text[end : span.start])
        end = span.end
    outside.append(text[end:])
    assert not "".join(outside).strip()


@pytest.mark.parametrize("blank", ["\xa0", "\u2003", "\u2009\u2009", "\u202f", "\u3000", "\u1680"])
@pytest.mark.parametrize("language", ["en", "de", "fr", "zh", None])
def test_a_wide_blank_before_a_full_stop_is_read(blank: str, language: str | None) -> None:
    text = f"They went back to plan B{blank}. It was no better."

    assert " ".join(split(text, language)) == text


@pytest.mark.parametrize(
    ("sentence", "before", "behind"),
    [
        ("中国经济在过去的一年里增长了百分之五。", "", ""),
        ("“他说，今天很好。我们去吧！”", "", ""),
        ("The cat sat on the mat and went home. ", '"', '"'),
    ],
    ids=["no blank", "no blank, quotations", "one quotation"],
)
def test_a_long_line_is_read_in_time_that_grows_with_it_alone(sentence: str, before: str, behind: str) -> None:
    line = before + (sentence * (200_000 // len(sentence))).rstrip() + behind
    began = time.process_time()
    found = split(line)
    assert time.process_time() - began < 2.0  # 4 to 7 s, and four times as long for two such lines in one, before
    assert set(found[1:-1]) == {sentence.strip()}
    assert "".join(found) == line.replace(". ", ".")


def test_long_text_without_blanks_is_cut_nowhere_but_at_its_sentences() -> None:
    assert split("ab" * 3_000) == ["ab" * 3_000]
    assert split("甲" * 2_500 + "。" + "乙" * 2_500 + "。") == ["甲" * 2_500 + "。", "乙" * 2_500 + "。"]
