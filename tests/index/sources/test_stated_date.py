from datetime import UTC, datetime

import pytest

from index.sources.stated_date import stated_date

JUNE = datetime(2025, 6, 9, tzinfo=UTC)
MONTH = datetime(2025, 6, 1, tzinfo=UTC)
STORY = "Otters are back in the river Lene after forty years, wardens said on Monday, and they have come to stay there."


@pytest.mark.parametrize(
    "head",
    [
        "Skarv Shipping AS, Human Resources, Bergen, 9 June 2025",
        "Asham, den 9. Juni 2025",
        "Asham, le 9 juin 2025",
        "Institute of Hydrology\nJudgment of 9 June 2025",
        "Revision C, 9 June 2025 (replaces revision B of 9 May 2023)",
        "Adopted by the Board of Trustees on 9 June 2025. In force from 1 July 2025.",
        "Beschlossen von der Versammlung am 9. Juni 2025",
        "Otter Centre · People · Version 2.1 · Effective 9 June 2025 · Owner: Nell Harker",
        "Otter Centre – Version 3.0 – Effective 9 June 2025 – Owner: Nell Harker – Replaces Version 2.1 of 1 May 2024",
        "Otter Centre Ltd, Finance Department, Version 5.4, valid from 9 June 2025. Contact: Ruth Callow, Controller.",
        "Otter Centre GmbH, Werk Lene, und Betriebsrat des Werks Lene, gültig ab 9. Juni 2025",
        "Staff office, Otter Centre. Version 7. In force from 9 June 2025.",
        "En vigueur à compter du 9 juin 2025",
        "Vigente desde el 9 de junio de 2025",
        "Centre for Otters, University of Lene · Paper 2025-06 · 9 June 2025 Authors: Nell Harker, Jo Ek, Hanna Brück",
        "Otter Centre\nSeverity: 1\nStatus: final, 9 June 2025",
        "Status: approved\nVersion: 2.0, 9 June 2025 (supersedes TN-11)",
        "Adopted: 9 June 2025. In force from 1 July 2025. Replaces the policy of 1 June 2022.",
        "Round 3, interviews 2–9 June 2025. Researcher: Nell Harker.",
    ],
)
def test_the_date_that_the_head_states(head: str) -> None:
    assert stated_date("Otters", f"{head}\n{STORY}") == JUNE


@pytest.mark.parametrize(
    "head",
    [
        "Asham, June 2025",
        "Otter Centre\nAnnual assessment 2025\nAsham, June 2025",
        "Research brief no. 12, Institute for Otters and Rivers (IOR), Tampere. June 2025. Contact: Dr. Nell Harker",
    ],
)
def test_a_month_is_its_first_day(head: str) -> None:
    assert stated_date("Otters", f"{head}\n{STORY}") == MONTH


@pytest.mark.parametrize(
    "title",
    [
        "Works council – minutes of the meeting of 9 June 2025",
        "Protokoll der Sitzung vom 9. Juni 2025",
        "Acta de la reunión del 9 de junio de 2025",
        "Town hall, Vantage Robotics, 9 June 2025 (automatic transcript, edited)",
    ],
)
def test_the_date_in_the_title(title: str) -> None:
    assert stated_date(title, STORY) == JUNE


@pytest.mark.parametrize("heading", ["5.3 ({})", "[5.3.0] - {}", "Otter Desk v5.3 – {}", "Version 5: {}", "{}"])
def test_release_notes_are_as_new_as_the_newest_release(heading: str) -> None:
    text = (
        f"{heading.format('3 May 2025')}\n{STORY}\n{heading.format('2025-06-09')}\n{STORY}\n5.1 (2 April 2024)\n{STORY}"
    )
    assert stated_date("Otter Desk – Release notes", text) == JUNE
    assert stated_date("Changelog", text) == JUNE


def test_headings_with_a_date_do_not_date_a_text_of_another_kind() -> None:
    assert stated_date("Otters", f"{STORY}\n5.3 (9 June 2025)\n{STORY}\n5.2 (3 May 2025)\n{STORY}") is None


def test_the_place_and_the_date_above_the_names_of_those_who_sign() -> None:
    signed = f"In force from 1 July 2025\n{STORY}\nAsham, den 9. Juni 2025\nNell Harker\nJo Ek, Head of Staff"
    assert stated_date("Agreement", signed) == JUNE
    assert stated_date("On tour", f"{STORY}\nAsham, 9 June 2025\nLene, 10 June 2025") is None


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "The bridge was opened on 9 June 1934.",
        "Otters came back to Asham, 9 June 2025.",
        "It was Monday, 9 June 2025",
        "Adopted on 9 June 2025, the plan was a failure.",
        "The tariff is valid from 9 June 2025.",
        "Valid from 1 May to 9 June 2025",
        "Open 1 May – 9 June 2025",
        "Applications until Monday, 9 June 2025",
        "Next meeting of the board on 9 June 2025",
        "Approval of the minutes of 9 June 2025",
        "Written for the decision of 9 June 2025",
        "Date of birth: 9 June 2025",
        f"{STORY} It was not always so. 9 June 2025. Otters came.",
        "\n".join([STORY[:90]] * 9 + ["Asham, 9 June 2025", *[STORY] * 9]),
    ],
)
def test_a_date_in_prose_or_of_something_else_is_none(text: str) -> None:
    assert stated_date("Otters", f"{text}\n{STORY}\n" + "\n".join([STORY] * 6)) is None
