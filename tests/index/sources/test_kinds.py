import pytest

from index.sources.kinds import take_subject

STORY = "Otters are back in the river Lene after forty years, wardens said on Monday."


@pytest.mark.parametrize(
    ("kind", "text", "title", "rest"),
    [
        (
            "TECHNICAL NOTE TN-041",
            f'Backup of the platform "Heron"\nInstitute of Hydrology, IT group\n{STORY}',
            'TECHNICAL NOTE TN-041: Backup of the platform "Heron"',
            f"Institute of Hydrology, IT group\n{STORY}",
        ),
        (
            "MEMO",
            f"To: Jo Ek\nDate: 14 July 2025\nSubject: Otters in the river\n{STORY}",
            "MEMO: Otters in the river",
            None,
        ),
        ("Vermerk", f"Betreff: Otter im Fluss\n{STORY}", "Vermerk: Otter im Fluss", None),
        ("Note de service", f"Objet : Loutres\n{STORY}", "Note de service: Loutres", None),
        (
            "SUMMARY OF JUDGMENT",
            f"Federal Labour Court, Second Chamber\nCase 2 LC 318/24 – Diallo v. Rapido B.V.\n{STORY}",
            "SUMMARY OF JUDGMENT: Case 2 LC 318/24 – Diallo v. Rapido B.V.",
            None,
        ),
        ("Press release", f"9 June 2025\nOtters are back\n{STORY}", "Press release: Otters are back", None),
        ("Press release", f"9 June 2025\n{STORY}\nOtters for schools", "Press release", None),
        ("Minutes", f"Place: Room 4\nPresent: Jo Ek\n1. Opening\n{STORY}", "Minutes", None),
        ("Otters are back", f"Wardens are glad\n{STORY}", "Otters are back", None),
    ],
)
def test_a_title_that_names_a_kind_says_what_it_is_about(kind: str, text: str, title: str, rest: str | None) -> None:
    assert take_subject(kind, text) == (title, rest or text)


def test_who_made_a_document_is_not_its_title() -> None:
    text = f"Aldermoor Foundation\nWHISTLEBLOWING POLICY\nAdopted on 8 May 2025.\n{STORY}"
    assert take_subject(None, text) == (
        "WHISTLEBLOWING POLICY",
        f"Aldermoor Foundation\nAdopted on 8 May 2025.\n{STORY}",
    )
    assert take_subject(None, f"Otters came back\nWardens are glad\n{STORY}")[0] is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("THE OTTER", "Newsletter of the Friends of the River Lene, Branch 8"),
        ("Association La Loutre retrouvée", "Compte rendu de l'assemblée générale du 22 mars 2025"),
        ("Otterfreunde Lene e.V.", "Protokoll der Mitgliederversammlung vom 22. März 2025"),
        ("Friends of the Otter", "Annual report 2024"),
    ],
)
@pytest.mark.parametrize("is_title", [True, False])
def test_a_name_and_what_is_issued_in_it_are_a_title_together(name: str, kind: str, is_title: bool) -> None:
    if is_title:
        assert take_subject(name, f"{kind}\nPresent: Jo Ek\n{STORY}") == (f"{name}: {kind}", f"Present: Jo Ek\n{STORY}")
    else:
        assert take_subject(None, f"{name}\n{kind}\nSpring\n{STORY}") == (f"{name}: {kind}", f"Spring\n{STORY}")


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("Committee meeting", "Minutes of the last meeting"),
        ("Friends of the Otter", "Minutes were taken by Jo Ek."),
        ("Friends of the Otter", "Report on the nets"),
        ("Otters are back in the river", "Newsletter of the Friends of the River Lene"),
    ],
)
def test_the_first_part_of_a_document_is_none_of_its_title(title: str, line: str) -> None:
    assert take_subject(title, f"{line}\n{STORY}") == (title, f"{line}\n{STORY}")


def test_a_court_and_a_kind_stand_above_the_name_of_the_case() -> None:
    text = (
        f"COURT OF APPEAL (CIVIL DIVISION)\nPRESS SUMMARY\nEk and others v Otter Ltd\nJudges: Harker, Solberg\n{STORY}"
    )
    title = "PRESS SUMMARY: Ek and others v Otter Ltd"
    assert take_subject(None, text) == (title, f"COURT OF APPEAL (CIVIL DIVISION)\nJudges: Harker, Solberg\n{STORY}")
