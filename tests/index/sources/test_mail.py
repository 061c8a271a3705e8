from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.plain import read_plain

MAIL = """From: Joanna Reyes <j.reyes@brightwell.example>
To: all-staff@brightwell.example
Subject: =?utf-8?q?Planned_outage_of_the_caf=C3=A9_server?=
Date: Thu, 13 Nov 2025 16:42:10 +0100
Message-ID: <a8812@brightwell.example>

Dear all,

on Saturday, 22 November, the file server will be down from 7 a.m. to
about 1 p.m. while we move it to the new storage array. Please close
all documents on Friday evening.  The intranet and e-mail are not
affected; the door badges are.

> Will the printers work?

Yes, but not scanning to folders.

--
Joanna Reyes
IT Operations, Brightwell Ltd
Tel. 01632 960 118
"""


def test_the_lines_above_a_mail_are_metadata_and_its_wrapped_lines_are_joined() -> None:
    article = read_plain(MAIL.encode(), source="s")
    # Who asked about the printers is not said.
    assert (article.title, article.author) == ("Planned outage of the café server", None)
    assert article.published_at == datetime(2025, 11, 13, 15, 42, 10, tzinfo=UTC)
    assert article.text.split("\n") == [
        "✉ · Joanna Reyes, Thu, 13 Nov 2025 16:42:10 +0100",
        "Dear all,",
        "on Saturday, 22 November, the file server will be down from 7 a.m. to about 1 p.m. while we move it to the "
        "new storage array. Please close all documents on Friday evening.  The intranet and e-mail are not affected; "
        "the door badges are.",
        "Will the printers work?",
        "Yes, but not scanning to folders.",
        "Joanna Reyes",
        "IT Operations, Brightwell Ltd",
        "Tel. 01632 960 118",
    ]


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("Subject: Garage closed\nFrom: Facilities <fac@x.example>\nDate: 12 November 2025", "Facilities"),
        ("From: Jo Ek\nSent: Wednesday, November 12, 2025 12:00 AM\nTo: All\nSubject: Garage closed", "Jo Ek"),
        ("Von: jo@x.example\nGesendet: 12. November 2025\nAn: Alle\nBetreff: Garage closed", "jo@x.example"),
    ],
)
def test_the_heads_that_mail_programs_write(head: str, author: str) -> None:
    article = read_plain(f"{head}\n\nThe garage is closed.\n".encode(), source="s")
    assert (article.title, article.author, article.text) == ("Garage closed", author, "The garage is closed.")
    assert article.published_at == datetime(2025, 11, 12, tzinfo=UTC)


typed = st.lists(st.sampled_from(["=?utf-8?q?", "=C3", "=?x?b?", "?=", *'"<>()@,;:\\[]. aé\t'])).map("".join)


@given(typed, typed, typed)
def test_whatever_stands_in_the_lines_above_is_read(subject: str, sender: str, sent: str) -> None:
    article = read_plain(f"To: all\nSubject: x{subject}\nFrom: {sender}\nDate: {sent}\n\nText.\n".encode(), source="s")
    assert (article.title[:1], article.text) == ("x", "Text.")


def test_a_text_about_a_subject_is_no_mail() -> None:
    for text in (
        "Subject: parking. It is scarce.\n\nFrom: the north.",
        "From: Vienna\nTo: Trieste\n\nThe train leaves at noon.",
        "Subject: a\nFrom: b\nThe text goes on without a blank line.",
    ):
        article = read_plain(text.encode(), source="s")
        assert text.split("\n")[0] in f"{article.title}\n{article.text}"
