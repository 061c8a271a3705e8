"""E-mails that were saved as text: lines such as ``From: …`` and ``Subject: …`` above what was written."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import HeaderParser
from email.utils import parseaddr

from index.dates import parse_date
from index.sources.prose import unwrap

_SUBJECT = ("Subject", "Betreff")
_FROM = ("From", "Von")
_DATE = ("Date", "Sent", "Datum", "Gesendet")
_TO = ("To", "An")
_SIGNATURE = re.compile(r"\n-- ?\n")


@dataclass(frozen=True, slots=True)
class Mail:
    """What the lines above an e-mail say, and the text below them with its wrapped lines joined."""

    subject: str
    author: str | None
    sent_at: datetime | None
    text: str


def take_mail(text: str) -> Mail | None:
    """The e-mail that ``text`` is; None where its first lines are no subject with a sender, a receiver or a date."""
    # Not the newer policy of the same library: its headers raise errors of many kinds for what people type.
    message = HeaderParser().parsestr(text.lstrip("\n"))
    subject, sender, sent = (_header(message, names) for names in (_SUBJECT, _FROM, _DATE))
    if message.defects or not subject or not (sender or sent or _header(message, _TO)):
        return None
    # A signature's short lines would hide the width to which those above it are filled.
    body = "\n".join(unwrap(part) for part in _SIGNATURE.split(str(message.get_payload()))).strip()
    return Mail(subject, _author(sender), parse_date(sent), body) if body else None


def _header(message: Message, names: tuple[str, ...]) -> str:
    raw = next((" ".join(str(message[name]).split()) for name in names if message[name]), "")
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, ValueError):
        return raw


def _author(sender: str) -> str | None:
    name, address = parseaddr(sender)
    return (name or address) if "@" in sender else sender.strip('"') or None
