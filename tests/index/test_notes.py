from dataclasses import replace
from datetime import UTC, datetime

import pytest

from index.article import StoredArticle
from index.notes import correction, note_of, notices

PUBLISHED = datetime(2024, 3, 10, tzinfo=UTC)
ARTICLE = StoredArticle(
    "a1", 1, "https://news.example/a", "Ferry runs again", "The ferry runs again.", None, None, PUBLISHED,
    "https://news.example/a", "en", PUBLISHED, PUBLISHED,
)  # fmt: skip


@pytest.mark.parametrize(
    ("notice", "expected"),
    [
        ("Correction: The bridge is 310 metres long, not 130.", "corrected"),
        ("Correction, 12 March 2024: The bridge is 310 metres long.", "corrected 12 March 2024"),
        ("CORRECTION (March 12): The bridge is longer.", "corrected 12 March 2024"),
        ("This article was amended on 12 March to give the right length.", "corrected 12 March 2024"),
        ("This article was amended on 12 January 2025 to give the right length.", "corrected 12 January 2025"),
        ("This story has been corrected to say that the bridge opened on 3 May 1932.", "corrected"),
        ("An earlier version of this article misstated the length of the bridge.", "corrected"),
        ("Korrektur vom 12. März 2024: Die Brücke ist 310 Meter lang.", "corrected 12 March 2024"),
        ("In einer früheren Version dieses Artikels stand eine falsche Länge.", "corrected"),
        ("Fe de erratas: el puente mide 310 metros.", "corrected"),
        ("Retraction: the study was withdrawn by its authors.", "retracted"),
    ],
)  # fmt: skip
def test_a_correction_notice_is_recognised(notice: str, expected: str) -> None:
    assert correction(f"The bridge is long.\n{notice}\nMore to follow.", published_at=PUBLISHED) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Prices saw a correction in March.",
        "The department of corrections said nothing.",
        "The article was published on 12 March.",
        "He corrected the mistake on Tuesday.",
        "An earlier version of the bill was rejected.",
    ],
)
def test_other_words_about_corrections_are_none(text: str) -> None:
    assert correction(text, published_at=PUBLISHED) is None


def test_a_page_that_is_gone_is_said_to_be() -> None:
    assert note_of(ARTICLE) is None
    gone = replace(ARTICLE, gone_at=datetime(2024, 5, 3, tzinfo=UTC))
    assert note_of(gone) == "the page is gone since 3 May 2024"
    assert note_of(replace(gone, source="/clippings/a.txt")) == "the file is gone since 3 May 2024"
    both = replace(gone, text="Correction, 12 March: It sails.")
    assert note_of(both) == "corrected 12 March 2024; the page is gone since 3 May 2024"


def test_lines_of_dashes_are_looked_through_line_by_line() -> None:
    rules = "\n".join(["-" * 20] * 5_000)
    assert correction(rules) is None
    text = f"{rules}\n*** Correction: The bridge is 310 metres long.\n{rules}"
    assert correction(text) == "corrected"
    (line,) = notices(text)
    assert line.of(text) == "*** Correction: The bridge is 310 metres long."
