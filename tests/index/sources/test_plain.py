from datetime import UTC, datetime
from pathlib import PurePath

import pytest

from index.errors import UnreadableError
from index.sources.plain import read_plain

SAVED = """Harbour Chief Says Strike 'Shows Weakness'

 Anna Brandt (Brant), the head of the harbour office, on the quay in Norhaven
Anna Brandt (Brant), the head of the harbour office, on the quay in Norhaven

The head of the harbour office said on Monday that the strike shows the "weakness" of the dockers’ union.

According to Brandt, the port handled 4,100 containers last week, which is half of the usual number.
"""


def test_the_title_comes_off_and_a_caption_that_stands_twice_is_kept_once() -> None:
    article = read_plain(SAVED.encode(), source="s")
    assert article.title == "Harbour Chief Says Strike 'Shows Weakness'"
    assert article.text.split("\n") == [
        "Anna Brandt (Brant), the head of the harbour office, on the quay in Norhaven",
        'The head of the harbour office said on Monday that the strike shows the "weakness" of the dockers’ union.',
        "According to Brandt, the port handled 4,100 containers last week, which is half of the usual number.",
    ]
    assert (article.author, article.published_at, article.language) == (None, None, "en")


def test_lines_above_the_text_that_declare_something_are_metadata() -> None:
    article = read_plain(
        b"Title: Strike ends\nAuthor: Ada Storm\nDate: 8 November 2024\nSource: Norhaven Mirror\n"
        b"URL: https://mirror.example/1\n\nThe strike in the port has ended. Work began again at noon.\n",
        source="s",
    )
    assert (article.title, article.author, article.publisher) == ("Strike ends", "Ada Storm", "Norhaven Mirror")
    assert (article.url, article.published_at) == ("https://mirror.example/1", datetime(2024, 11, 8, tzinfo=UTC))
    assert article.text == "The strike in the port has ended. Work began again at noon."


def test_they_may_be_in_german() -> None:
    head = "Titel: Neue Ampel am Markt\nAutorin: Eva Roß\nDatum: 2. Mai 2025\nQuelle: Marktbote"
    article = read_plain(f"{head}\n\nDie Ampel steht seit Montag.".encode(), source="ampel.txt")
    assert (article.title, article.author, article.publisher) == ("Neue Ampel am Markt", "Eva Roß", "Marktbote")
    assert article.published_at == datetime(2025, 5, 2, tzinfo=UTC)


def test_one_such_line_alone_is_prose() -> None:
    article = read_plain(b"Date: a fruit of the palm.\n\nIt is eaten dried.\n", source="s")
    assert "a fruit of the palm" in article.title + article.text


def test_a_byline_and_a_date_under_the_title_are_read_and_stay() -> None:
    article = read_plain(
        b"Strike ends\n\nBy Ada Storm | 8 November 2024\n\nThe strike in the port has ended, the union said.\n",
        source="s",
    )
    assert (article.author, article.published_at) == ("Ada Storm", datetime(2024, 11, 8, tzinfo=UTC))
    assert article.text.startswith("By Ada Storm | 8 November 2024\n")


def test_the_title_stands_below_the_line_that_says_where_a_text_was_taken_from() -> None:
    text = "Taken from: Harbour Letter, no. 12, spring 2025\n\nSTRIKE ENDS\n\nThe strike has ended, they said.\n"
    article = read_plain(text.encode(), source="s")
    assert (article.title, article.publisher) == ("STRIKE ENDS", "Harbour Letter")
    assert article.text == ("Taken from: Harbour Letter, no. 12, spring 2025\nThe strike has ended, they said.")


def test_a_publisher_below_the_byline_is_read() -> None:
    text = (
        "Strike ends\n\nBy Ada Storm\nNorhaven Courier\n8 November 2024\n\nThe strike in the port has ended, they said."
    )
    article = read_plain(text.encode(), source="s")
    assert (article.author, article.publisher) == ("Ada Storm", "Norhaven Courier")


def test_a_text_that_begins_with_a_sentence_keeps_it() -> None:
    text = "The strike in the port has ended.\n\nWork began again at noon, the union said."
    article = read_plain(text.encode(), source="s", path=PurePath("/x/strike-ends.txt"))
    assert article.text == text.replace("\n\n", "\n")
    assert article.title == "The strike in the port has ended."


def test_the_files_name_is_the_last_resort() -> None:
    text = "The strike in the port, which began three weeks ago over night pay for drivers, has ended, the union said."
    assert (
        read_plain(text.encode(), source="s", path=PurePath("/x/strike-in-the_port.txt")).title == "Strike in the port"
    )
    assert read_plain(text.encode(), source="s").title.startswith("The strike in the port, which began")


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_no_article(raw: bytes) -> None:
    with pytest.raises(UnreadableError, match="is empty"):
        read_plain(raw, source="s")


def test_what_stands_behind_an_author_s_name_is_left_out() -> None:
    raw = b"Title: Leak\nAuthor: Renate Solberg, plant safety\n\nThe pipe leaked for three hours on Monday morning.\n"
    assert read_plain(raw, source="/s/a.txt").author == "Renate Solberg"


def test_a_first_line_that_names_a_kind_is_no_title_by_itself() -> None:
    note = b"TECHNICAL NOTE TN-041\nBackup of the research platform\nInstitute of Hydrology\n\nIt is made at night.\n"
    article = read_plain(note, source="s")
    assert article.title == "TECHNICAL NOTE TN-041: Backup of the research platform"
    assert article.text == "Institute of Hydrology\nIt is made at night."


@pytest.mark.parametrize(
    ("above", "publisher"),
    [
        ("THE NORHAVEN HERALD", "THE NORHAVEN HERALD"),
        ("The Norhaven Herald\nNews | Weather | Sport | Family notices", "The Norhaven Herald"),
        ("FOR IMMEDIATE RELEASE", None),
    ],
)
def test_what_stands_above_the_headline_is_no_title(above: str, publisher: str | None) -> None:
    head = f"{above}\n\nDockers end their strike\n\nBy Jo Ek, chief reporter\n5 May 2024"
    text = f"{head}\n\nThe dockers of Norhaven went back to work."
    article = read_plain(text.encode(), source="s")
    assert article.title == "Dockers end their strike"
    assert (article.publisher, article.author) == (publisher, "Jo Ek")
    assert article.text.startswith(above)


@pytest.mark.parametrize("below", ["A paper with a past", "By Jo Ek", "5 May 2024", "By Jo Ek\n5 May 2024"])
def test_a_newspaper_that_a_text_is_about_is_its_title(below: str) -> None:
    text = f"The Norhaven Herald\n\n{below}\n\nThe paper was founded in 1911 and has 20,000 readers.\n"
    article = read_plain(text.encode(), source="s")
    assert article.title == "The Norhaven Herald"
    assert article.text.startswith(below)
