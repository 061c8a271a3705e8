"""English words in another form."""

import pytest

from index.forms import base_forms, other_forms, written_out


@pytest.mark.parametrize(
    ("text", "full"),
    [
        ("I can't do my week", "I cannot do my week"),
        ("What’s new, and who's there?", "What is new, and who is there?"),
        ("whats the limit", "what is the limit"),
        ("We won't pay, they didn't either", "We will not pay, they did not either"),
        ("I'm sure you've seen it", "I am sure you have seen it"),
        ("The mayor's cantata", "The mayor's cantata"),
        ("l'été, d'accord", "l'été, d'accord"),
    ],
)
def test_contractions_are_written_out(text: str, full: str) -> None:
    assert written_out(text) == full


def test_irregular_forms_belong_together() -> None:
    assert base_forms()["lost"] == "lose"
    assert set(other_forms()["bought"]) == {"buy"}
