"""E-mails that were saved as text: lines such as ``From: …`` and ``Subject: …`` above what was written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import HeaderParser

from index.sources.thread import NAMES, RECEIVER, SENDER, SENT, SUBJECT, author_of, read_thread


@dataclass(frozen=True, slots=True)
class Mail:
    """What the lines above an e-mail say, and the text below them with its wrapped lines joined.

    A thread of several people has no author, and the date of its newest mail.
    """

    subject: str
    author: str | None
    sent_at: datetime | None
    text: str


def take_mail(text: str) -> Mail | None:
    """The e-mail that ``text`` is; None where its first lines are no subject with a sender, a receiver or a date."""
    # Not the newer policy of the same library: its headers raise errors of many kinds for what people type.
    message = HeaderParser().parsestr(text.lstrip("\n"))
    subject, sender, sent, receiver = (header_of(message, kind) for kind in (SUBJECT, SENDER, SENT, RECEIVER))
    if message.defects or not subject or not (sender or sent or receiver):
        return None
    mail = mail_of(str(message.get_payload()), subject=subject, sender=sender, sent=sent)
    return mail if mail.text else None


def mail_of(body: str, *, subject: str, sender: str, sent: str) -> Mail:
    """The e-mail of this text, its header lines saying this."""
    thread = read_thread(body, sender=author_of(sender), sent=sent, subject=subject)
    return Mail(subject, None if thread.several else author_of(sender), thread.sent_at, thread.text)


def header_of(message: Message, kind: int) -> str:
    """What the header line of a kind says, by whichever name it goes, its encoded words decoded; "" where none does."""
    said = {name.lower(): str(value) for name, value in reversed(list(message.raw_items()))}
    raw = next((value for name in NAMES[kind] if (value := " ".join(said.get(name.lower(), "").split()))), "")
    # Bytes above ASCII, which no standard allows there and many programs write.
    raw = raw.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        return raw
