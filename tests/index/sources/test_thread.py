"""What becomes of the marks of quoting, and of the header lines of the mails that are quoted."""

import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.evidence.candidates import candidates
from index.sources.plain import read_plain
from tests.bot.passages import article, passage

THREAD = """\
From: Ines Okafor <ines@harbour.example>
To: bridge@harbour.example
Date: Thu, 15 May 2025 17:22 +0200
Subject: Re: Re: The bridge

All,

we start on 9 June. Alarm limit is 16 degrees.

> From: Piet Vos
> Date: Thu, 15 May 2025 11:03 +0200
> Subject: Re: The bridge
>
> Ines, I have two offers for the sensors:
>
> - Frostlog: 310 euros apiece
> - Tempora: 245 euros apiece
>
> I'd go for Frostlog.

>> From: Ines Okafor
>> Date: Wed, 14 May 2025 09:48 +0200
>> Subject: The bridge
>>
>> What do the sensors cost?

-----Original Message-----
From: Lena Saal <lena@harbour.example>
Sent: Friday, May 16, 2025 8:31 AM
To: Ines Okafor; Piet Vos;
 Harbour Board
Subject: AW: Re: Re: The bridge

The insurer bears the risk.
"""


def test_each_mail_of_a_thread_stands_below_who_wrote_it_and_when() -> None:
    thread = read_plain(THREAD.encode(), source="s")
    assert (thread.title, thread.author) == ("Re: Re: The bridge", None)
    assert thread.published_at == datetime(2025, 5, 16, 8, 31, tzinfo=UTC)
    assert thread.text.split("\n") == [
        "✉ · Thu, 15 May 2025 17:22 +0200",
        "Ines Okafor",
        "All,",
        "we start on 9 June. Alarm limit is 16 degrees.",
        "✉ · Thu, 15 May 2025 11:03 +0200",
        "Piet Vos",
        "Ines, I have two offers for the sensors:",
        "- Frostlog: 310 euros apiece",
        "- Tempora: 245 euros apiece",
        "I'd go for Frostlog.",
        "✉ · Wed, 14 May 2025 09:48 +0200",
        "Ines Okafor",
        "What do the sensors cost?",
        "✉ · Friday, May 16, 2025 8:31 AM",
        "Lena Saal",
        "The insurer bears the risk.",
    ]


def test_nothing_of_the_header_lines_is_quoted_and_a_sentence_is_read_behind_its_writer() -> None:
    text = read_plain(THREAD.encode(), source="s").text
    found = [each for each in candidates([passage(article("thread", text), text)]) if each.quotable]
    assert [each.text for each in found] == [
        "we start on 9 June.",
        "Alarm limit is 16 degrees.",
        "- Frostlog: 310 euros apiece",
        "- Tempora: 245 euros apiece",
        "I'd go for Frostlog.",
        "The insurer bears the risk.",
    ]
    assert {each.text: each.heading for each in found}["I'd go for Frostlog."] == "Piet Vos"


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("On Tue, 13 May 2025 at 15:10, Piet Vos <piet@harbour.example> wrote:", "Piet Vos"),
        ("On May 13, 2025, at 3:10 PM Piet Vos <piet@harbour.example>\nwrote:", "Piet Vos"),
        ("Am 13. Mai 2025 um 15:10 schrieb Piet Vos <piet@harbour.example>:", "Piet Vos"),
        ("Le mar. 13 mai 2025 à 15:10, Piet Vos <piet@harbour.example> a écrit :", "Piet Vos"),
        ("Piet Vos wrote:", "Piet Vos"),
    ],
)
def test_replies_below_a_line_that_says_who_is_quoted(said: str, name: str) -> None:
    mail = f"From: Ines Okafor\nSubject: Re: Sensors\nDate: 14 May 2025\n\nYes, please.\n\n{said}\n> Shall I order?\n"
    reply = read_plain(mail.encode(), source="s")
    assert (reply.author, reply.published_at) == (None, datetime(2025, 5, 14, tzinfo=UTC))
    said = said.replace("\n", " ")
    assert reply.text.split("\n") == [
        "✉ · 14 May 2025",
        "Ines Okafor",
        "Yes, please.",
        f"✉ · {said}",
        name,
        "Shall I order?",
    ]


def test_a_reply_without_header_lines_is_known_by_the_line_above_what_it_quotes() -> None:
    said = "On Tue, 13 May 2025 at 15:10, Piet Vos <piet@harbour.example> wrote:"
    reply = read_plain(f"{said}\n> Shall I order?\n\nYes, please, as soon as you can.\n".encode(), source="s")
    assert reply.author is None
    assert reply.text.split("\n") == [f"✉ · {said}", "Shall I order?", "Yes, please, as soon as you can."]


def test_a_reply_between_the_lines_stands_below_its_writer() -> None:
    mail = (
        "From: Ines Okafor\nSubject: Re: Sensors\n\nPiet Vos wrote:\n> Which ones?\n\nFrostlog.\n\n> When?\n\nToday.\n"
    )
    assert read_plain(mail.encode(), source="s").text.split("\n") == [
        *("✉ · Piet Vos wrote:", "Piet Vos", "Which ones?", "Ines Okafor", "Frostlog."),
        *("Piet Vos", "When?", "Ines Okafor", "Today."),
    ]


def test_who_quotes_nobody_else_is_the_author() -> None:
    mail = "From: Jo Ek\nDate: 15 May 2025\nSubject: Re: Keys\n\nFound.\n\nOn 14 May 2025, Jo Ek wrote:\n> Lost.\n"
    assert read_plain(mail.encode(), source="s").author == "Jo Ek"
    mail = "From: Jo Ek\nDate: 15 May 2025\nSubject: Trip\n\nFrom: Vienna\nTo: Trieste\nDate: 5 June 2025\n"
    trip = read_plain(mail.encode(), source="s")
    assert (trip.author, trip.text) == ("Jo Ek", "From: Vienna\nTo: Trieste\nDate: 5 June 2025")


def test_several_lines_behind_marks_are_a_quotation_in_any_text() -> None:
    text = "The flood\nBy Jo Ek\n\nThe warden wrote:\n\n> It rained.\n> It rained again.\n>\n> Then it stopped.\n"
    quoting = read_plain(text.encode(), source="s")
    assert quoting.author == "Jo Ek"
    assert quoting.text.split("\n")[-3:] == ["It rained.", "It rained again.", "Then it stopped."]


@pytest.mark.parametrize(
    "text",
    [
        "Python\n\n>>> x = 1\n>>> y = 2\n>>> print(x)\n1",
        "Genes\n\n>P12345 otter\nMKV\n>P12346 otter\nMKL\n>P12347 otter\nMKM",
        "Fever\n\nCall the doctor at\n> 39 degrees\nand not before.",
        "The leak\n\nThe mail reads:\nFrom: A. Bee\nDate: 5 May 2025\nSubject: Money\nWe have none.",
    ],
)
def test_what_only_looks_like_a_thread_stays_as_it_is(text: str) -> None:
    assert read_plain(text.encode(), source="s").text.split("\n") == [line for line in text.split("\n")[1:] if line]


@pytest.mark.timeout(20)
@pytest.mark.parametrize("line", ["From: a\n", "Cc: a\n", "On 5 May 2025 Jo wrote:\n", "-----\n", "> a\nb\n"])
def test_lines_without_end_are_read_in_time(line: str) -> None:
    assert read_plain(f"To: all\nSubject: y\n\n{line * 20_000}The end.\n".encode(), source="s").text.endswith(
        "The end."
    )


pieces = st.sampled_from(
    ["> ", ">", ">> ", "From: Jo Ek\n", "Date: 5 May 2025\n", "Subject: x\n", "-----\n", "\n", "a b.\n", "Jo wrote:\n"]
)


@given(st.lists(pieces, max_size=30).map("".join))
def test_no_word_that_somebody_wrote_is_lost(body: str) -> None:
    wrote = len(re.findall(r"a b\.$", body, re.M))
    mail = read_plain(f"To: all\nSubject: y\n\n{body}\nThe end is here.\n".encode(), source="s")
    assert mail.text.count("a b.") == wrote
    assert mail.text.endswith("The end is here.")
