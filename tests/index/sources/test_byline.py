from datetime import UTC, datetime

import pytest

from index.sources.byline import byline, date_of_file, names_above

JUNE = datetime(2025, 6, 9, tzinfo=UTC)
STORY = "Otters are back in the river Lene after forty years, wardens said on Monday, and they have come to stay there."


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("By Nell Harker\n9 June 2025", "Nell Harker"),
        ("By Nell Harker, 9 June 2025", "Nell Harker"),
        ("By Nell Harker and Jo van der Ek on June 9, 2025", "Nell Harker and Jo van der Ek"),
        ("By Nell Harker | 9 June 2025", "Nell Harker"),
        ("Nell Harker - 9 June 2025", "Nell Harker"),
        ("Author: Ben O'Hara\nDate: 2025-06-09", "Ben O'Hara"),
        ("Published: 9 June 2025\nAuthor: J. Harker. Number: INC-347.", "J. Harker"),
        ("Prepared by: Ellen Moss\nDate: 9 June 2025", "Ellen Moss"),
        ("Last updated on June 9, 2025 by Nell Harker", "Nell Harker"),
        ("Von Käthe Müller, 9. Juni 2025", "Käthe Müller"),
        ("9. Juni 2025, von Hans Groß", "Hans Groß"),
        ("Von Hans Groß\nStand: 09.06.2025", "Hans Groß"),
        ("Publié le 9 juin 2025 par Hélène Côté", "Hélène Côté"),
        ("Weekly Update - 9 June 2025", None),
        ("Owner: Nils Aukema, IT helpdesk. Updated 9 June 2025.", None),
        ("Help Centre, API v2, updated 9 June 2025", None),
        ("People team (last reviewed: June 9, 2025)", None),
        ("Updated 9 June 2025 by the People team", None),
        ("Held on Monday 9 June 2025, 10:00-12:35, in the Guildhall", None),
        ("Received 3 May 2021; published online 9 June 2025", None),
        ("An essay by Nell Harker\n9 June 2025", "Nell Harker"),
        ("Words by Nell Harker, photos by Jo Ek\n9 June 2025", "Nell Harker"),
        ("Words: Nell Harker | Photos: Jo Ek | 9 June 2025", "Nell Harker"),
        ("Interview: Nell Harker\n9 June 2025", "Nell Harker"),
        ("Interview by Nell Harker, 9 June 2025", "Nell Harker"),
        ("Interview: Nell Harker spoke with Jo Ek for the staff magazine.\n9 June 2025", "Nell Harker"),
        ("Das Interview führte Nell Harker.\nStand: 9. Juni 2025", "Nell Harker"),
        ("Signed: 9 June 2025 by W. Otter (Lene) and J. ter Horst (DQO)\nPrepared by: Nell Harker", "Nell Harker"),
        ("Signed: 1 May 2024\nLast updated: 9 June 2025", None),
        ("Unterzeichnet: 09.06.2025", None),
        ("Date of report: 9 June 2025", None),
        ("Report date: 9 June 2025\nDate of birth: 1 May 1970", None),
        ("Berichtsdatum: 09.06.2025", None),
        ("Author: Nell Harker, plant safety, Varde Foods. Date of report: 9 June 2025.", "Nell Harker"),
        ("Author: Nell Harker, Varde Foods. Date: 9 June 2025.", "Nell Harker"),
        ("Author: Nell Harker (plant safety)\nDate: 9 June 2025", "Nell Harker"),
        ("Author: Nell Harker, Chief Editor\nDate: 9 June 2025", "Nell Harker"),
        ("Authors: Nell Harker, Jo van der Ek, plant safety\nDate: 9 June 2025", "Nell Harker, Jo van der Ek"),
        ("Author: Harker, Nell\nDate: 9 June 2025", "Harker, Nell"),
        ("By Nell Harker and Jo Ek, Centre for Otters, 9 June 2025", "Nell Harker and Jo Ek"),
        (
            "Kestrel Insight · Market report · Published 9 June 2025 · Analysts: Fiona MacLeish, Tomasz Zielinski",
            "Fiona MacLeish, Tomasz Zielinski",
        ),
        (
            "Centre for Work, Carrow · Paper 2025-06 · 9 June 2025 Authors: Nell Harker, Jo Ek, Hanna Brück",
            "Nell Harker, Jo Ek, Hanna Brück",
        ),
        ("Nature correspondent: Nell Harker\n9 June 2025", "Nell Harker"),
        ("Report by Carrow River Research, 9 June 2025\nAuthor: Nell Harker", "Nell Harker"),
        ("Report by Carrow River Research, 9 June 2025", "Carrow River Research"),
        ("Rédaction : Nell Harker, avec Jo Ek (diététicien)\n9 juin 2025", "Nell Harker"),
        (
            "Fecha: 9 de junio de 2025 Lugar: Casa de la Cultura Asistentes: 143 regantes Presidenta: Rosario Ibáñez",
            None,
        ),
    ],
)
def test_the_author_and_the_date_above_a_text(head: str, author: str | None) -> None:
    assert byline(f"{head}\n{STORY}") == (author, JUNE)


@pytest.mark.parametrize(
    "first",
    [
        f"LONDON, June 9, 2025 (Reuters) - {STORY}",
        f"NEW YORK, 9 June 2025 — {STORY}",
        f"Rostau, 09.06.2025 (hz) – {STORY}",
        f"Updated 9 June 2025. {STORY}",
        f"Welcome! This page is for new joiners and their managers, wherever they work. Updated 9 June 2025. {STORY}",
    ],
)
def test_the_date_with_which_a_text_begins(first: str) -> None:
    assert byline(first) == (None, JUNE)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        f"The guidance, last updated on 9 June 2025, has been called a failure by all who had to live with it. {STORY}",
        f"Released on 9 June 2025, the film was a failure, and nobody has seen it since in any cinema. {STORY}",
        "By then it was too late.\nBy Monday nobody came.",
        "Author: who is that?\nThe form, updated 9 June 2025, is lost.",
        "Interview: Nell Harker\nNell Harker is a warden.\nWhen did you begin? I was twelve.",
        "Signed copies cost 9 euros.\nText: Nell Harker is late again today.",
        "Signed on 9 June 2025 the treaty was a failure.",
        "Valid from 9 June 2025.\nGroup 1, 9",
    ],
)
def test_prose_is_no_byline(text: str) -> None:
    assert byline(text) == (None, None)


MADE = datetime(2026, 3, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("title", "text", "date"),
    [
        ("The return of the otter", STORY, MADE),
        ("Press release", f"18 March 2026\n{STORY}", MADE),
        ("Annual Report 2025", f"Asham, March 2026\n{STORY}", MADE),
        ("Members 2025/26", STORY, MADE),
        ("Strategy 2020-2030", STORY, MADE),
        ("Budget 2027", STORY, MADE),
        ("The return of the otter", f"{STORY} They had been gone since 1985, and {STORY.lower()}", MADE),
        ("Annual Report 2023", STORY, None),
        ("Annual Report 2023/24", STORY, None),
        ("Ferry timetable, summer 2025", "Dogs travel free.", None),
        ("Ferry timetable", "Valid from 1 May to 30 September 2025.\nDogs travel free.", None),
        ("Press release, 9 June 2025", STORY, JUNE),
        ("Minutes (2025-06-09)", STORY, JUNE),
        ("Minutes - June 9, 2025", STORY, JUNE),
        ("From 1 May to 9 June 2025", STORY, None),
    ],
)
def test_a_file_was_not_published_when_it_was_made_if_it_is_about_years_before(
    title: str, text: str, date: datetime | None
) -> None:
    assert date_of_file(MADE, title, text) == date


def test_the_end_of_a_title_dates_a_file_of_which_nothing_says_when_it_was_made() -> None:
    assert [date_of_file(None, title, STORY) for title in ("Minutes, 9 June 2025", "Minutes 2025")] == [JUNE, None]


@pytest.mark.parametrize(
    "head", ["Date of birth: 9 June 2025", "Date of the incident: 9 June 2025", "Valid from 9 June 2025."]
)
def test_a_date_of_something_else_is_not_that_of_the_text(head: str) -> None:
    assert byline(f"{head}\n{STORY}") == (None, None)


def test_several_names_before_where_they_work_are_the_authors() -> None:
    line = "Aiko Ek, Lars Harker and Marit Solberg, Institute for Otters (IO), Lene University"
    assert names_above(f"{line}\n9 June 2025\n{STORY}") == "Aiko Ek, Lars Harker and Marit Solberg"
    for line in ("Lower Asham, Lene University", "Otter Centre, Lene University", "Nell Harker and Jo Ek, her brother"):
        assert names_above(f"{line}\n{STORY}") is None
