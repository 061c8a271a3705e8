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
