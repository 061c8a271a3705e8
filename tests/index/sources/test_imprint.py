import pytest

from index.sources.imprint import publisher_above, taken_from

STORY = "Otters are back in the river Lene after forty years, wardens said on Monday, and they have come to stay there."


@pytest.mark.parametrize(
    ("head", "publisher"),
    [
        ("By Nell Harker\nCarrow Herald\n9 June 2025", "Carrow Herald"),
        ("Carrow Valley Gazette, 9 June 2025\nBy Nell Harker", "Carrow Valley Gazette"),
        ("Nature correspondent: Nell Harker\nThe Lantern\n9 June 2025", "The Lantern"),
        ("Report by Carrow River Research, June 2025\nAuthor: Nell Harker", "Carrow River Research"),
        ("Published by the Institute for Rivers, Carrow\n9 June 2025", "Institute for Rivers, Carrow"),
        ("Lenewater customer support. Article 17. Revised 9 June 2025.", "Lenewater customer support"),
        ("By Nell Harker, Carrow Herald\n9 June 2025", "Carrow Herald"),
        ("By Nell Harker for the Carrow Herald, 9 June 2025", "Carrow Herald"),
        ("Herausgegeben von: Amt\nVon Nell Harker", None),
    ],
)
def test_the_publication_or_organisation_beside_author_or_date(head: str, publisher: str | None) -> None:
    assert publisher_above(f"{head}\n{STORY}") == publisher


@pytest.mark.parametrize(
    "head",
    [
        "By Nell Harker\nNew Carrow\n9 June 2025",
        "New Carrow, 9 June 2025\nBy Nell Harker",
        "By Nell Harker\nPress release\n9 June 2025",
        "Weekly Update - 9 June 2025",
        "Carrow Herald",
        f"9 June 2025\n{STORY}\nCarrow Herald",
        "By Nell Harker, river warden\n9 June 2025",
    ],
)
def test_a_place_a_kind_of_text_and_a_name_in_the_text_are_no_publisher(head: str) -> None:
    assert publisher_above(f"{head}\n{STORY}") is None


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Clipping from: River Notes, no. 4, spring 2025", "River Notes"),
        ("First published in: Carrow Herald, 9 June 2025", "Carrow Herald"),
        ("Quelle: Lene-Kurier", "Lene-Kurier"),
        ("Otters: back in the Lene", None),
    ],
)
def test_where_a_text_was_taken_from(line: str, name: str | None) -> None:
    assert taken_from(line) == name
