import pytest

from index.sources.hyphens import Words, join


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
    assert join(*text.split("\n"), Words(text)) == text.replace(broken, whole)
