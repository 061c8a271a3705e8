import pytest

from index.sources.hyphens import Paragraph, Words


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("well-\nknown", "well-known"),
        ("forty-\nkilometre", "forty-kilometre"),
        ("state-of-the-\nart", "state-of-the-art"),
        ("state-of-\nthe-art", "state-of-the-art"),
        ("follow-\nup", "follow-up"),
        ("so-\ncalled", "so-called"),
        ("x-\nray", "x-ray"),
        ("Anglo-\nSaxon", "Anglo-Saxon"),
        ("40-\nkilometre", "40-kilometre"),
        ("be-\ntween", "between"),
        ("Na-\ntional", "National"),
        ("bar-\ngaining", "bargaining"),
        ("over-\nhauling", "overhauling"),
        ("Venn-\nford", "Vennford"),
        ("week-\nend", "weekend"),
        ("mam-\nmals", "mammals"),
    ],
)
def test_the_words_tell_whether_a_hyphen_at_a_lines_end_stays(broken: str, whole: str) -> None:
    text = f"The trust of the county has spent a great deal of money on the {broken} plan."
    assert joined(text.split("\n"), text) == text.replace(broken, whole)


def test_a_long_paragraph_is_looked_at_once_and_not_with_each_of_its_lines() -> None:
    lines = ["the council heard that the trust of the county has spent a great-", "deal of money on it"] * 40_000
    whole = joined(lines, "a great deal, a great-deal")
    assert whole.startswith("the council heard that the trust of the county has spent a great-deal of money on it the ")
    assert len(whole) == sum(map(len, lines)) + len(lines) // 2 - 1


def test_a_word_in_three_pieces_is_made_whole() -> None:
    assert (
        joined(["They were re-", "gis-", "tered there."], "registered regis registered")
        == "They were registered there."
    )


def joined(lines: list[str], text: str) -> str:
    paragraph = Paragraph(lines[0], Words(text))
    for line in lines[1:]:
        paragraph.add(line)
    assert paragraph.length == len(paragraph.text)
    return paragraph.text
