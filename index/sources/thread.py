"""Mails within a mail: what others wrote, behind marks of quoting or below header lines of its own.

The marks (``>``) and the header lines are layout, as ``*`` is in Markdown.  The text keeps of them what says who wrote
what is below, and when: the date on one line, behind a sign as tasks have one, the name on the next, where it stands as
a heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parseaddr

from index.dates import parse_date
from index.sources.prose import unwrap

SENDER, SENT, SUBJECT, RECEIVER, OTHER = range(5)
NAMES = {
    SENDER: ("From", "Von", "De", "Da", "Van"),
    SENT: ("Date", "Sent", "Datum", "Gesendet", "Envoyé", "Fecha", "Enviado", "Verzonden"),
    SUBJECT: ("Subject", "Betreff", "Objet", "Asunto", "Onderwerp"),
    RECEIVER: ("To", "An", "À", "Para", "Aan"),
    OTHER: ("Cc", "CC", "Bcc", "Kopie", "Reply-To", "Antwort an", "Importance", "Attachments", "Anlagen", "Message-ID"),
}
"""What mail programs call the lines above a mail."""
_KINDS = {name: kind for kind, names in NAMES.items() for name in names}
_FIELD = re.compile(rf"\*?({'|'.join(map(re.escape, _KINDS))})[ \t]?:\*?(.*)")
_HINT = re.compile(rf"^[ \t]{{0,3}}>|^\*?(?:{'|'.join(NAMES[SENDER])})[ \t]?:", re.M)
"""Without it a text is no thread."""
# Some programs put a blank between the marks, some none behind them.
_MARK = re.compile(r"[ \t]{0,3}(>(?:[ \t]?>)*)[ \t]?")
_RULE = re.compile(
    r"[-_=]{3,}(?:[ \t]?[^\W\d_][^-_=]{2,60}[-_=]{3,})?"
    r"|(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)|Début du message \w+)[ \t]?:"
)
_WRITES = r"wrote|writes|schrieb|a écrit|escribió|ha scritto|schreef"
_DATED = r"(?:On|Am|Le|El|Il|Op)\b"
_WROTE = re.compile(rf"(?P<before>\S.{{1,250}}?)\s(?:{_WRITES})\b(?P<after>[^:]{{0,120}}):")
_SIGN = "✉ · "
"""Begins the line above a mail; `bot.evidence` quotes no line with it."""
_ANSWERED = re.compile(r"(?:(?:re|aw|fwd?|wg|tr|sv|antw|rif)(?:\[\d+\])?[ \t]?:[ \t]*)+", re.I)
_SIGNATURE = re.compile(r"\n-- ?\n")
# Fewer lines behind marks may be anything: a prompt, a comparison.
_FEWEST_MARKED = 3
# Receivers go on over so many lines.
_MOST_CONTINUED = 3


@dataclass(frozen=True, slots=True)
class Thread:
    """A text whose marks of quoting and header lines were read."""

    text: str
    sent_at: datetime | None
    """When the newest mail in it was sent."""
    subject: str | None
    """Of the first mail that names one."""
    several: bool
    """Whether it holds words of others than who sent it."""
    names_senders: bool
    """Whether it says of mails in it who wrote them."""


@dataclass(slots=True)
class _Line:
    level: int
    text: str


@dataclass(slots=True)
class _Part:
    """What one wrote without a break."""

    owner: str | None
    head: tuple[str, ...] = ()
    """What stands above it, the owner's name excepted."""
    starts: bool = False
    """Whether a mail begins with it."""
    lines: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        # A signature's short lines would hide the width to which those above it are filled.
        return "\n".join(unwrap(each) for each in _SIGNATURE.split("\n".join(self.lines))).strip()


def read_thread(body: str, *, sender: str | None, sent: str, subject: str) -> Thread:
    """The text of a mail whose own header lines said ``sender``, ``sent`` and ``subject``."""
    return _Reader(sender, sent, subject).read(_lines(body))


def take_thread(text: str) -> Thread | None:
    """The thread that a text without header lines of its own is; None where it shows no marks of one."""
    if _HINT.search(text) is None:
        return None
    lines = _lines(text)
    marked = [line for line in text.split("\n") if _MARK.match(line)]
    # ">>> x = 1" is Python's, ">P12345" a gene's.
    quotes = any(line.level == 1 for line in lines) and sum(_is_set_off(line) for line in marked) >= _FEWEST_MARKED
    reader = _Reader(None, "", "", is_mail=False)
    thread = reader.read(lines)
    # An article may show one mail.
    if quotes or reader.quoted_heads or reader.heads > 1:
        return thread
    return None


def author_of(sender: str) -> str | None:
    """The name in ``Jo Ek <jo@x.example>``, or what stands there in place of one."""
    name, address = parseaddr(sender)
    return (name or address) if "@" in sender else sender.strip("\"'* ") or None


def _is_set_off(line: str) -> bool:
    mark = _MARK.match(line)
    return mark is not None and (mark.end() == len(line) or mark[0].endswith((" ", "\t")))


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    for line in text.split("\n"):
        mark = _MARK.match(line)
        if mark is not None:
            found.append(_Line(mark[1].count(">"), line[mark.end() :]))
        else:  # a blank line belongs to what is above it
            found.append(_Line(found[-1].level if found and not line.strip() else 0, line))
    return found


class _Reader:
    """Goes through the lines, and knows at each level of quoting whose words are read."""

    def __init__(self, sender: str | None, sent: str, subject: str, *, is_mail: bool = True) -> None:
        self._is_mail = is_mail
        self._subject = subject
        self._dates = [parse_date(sent)]
        self._owners: dict[int, str | None] = {0: sender}
        self._parts = [_Part(sender, tuple(filter(None, [sent])), starts=True)]
        self.heads = 0
        """Mails whose header lines were read."""
        self.quoted_heads = 0
        """Of them, and of lines that say who wrote what is quoted below, those that only threads have."""

    def read(self, lines: Sequence[_Line]) -> Thread:
        at = level = 0
        while at < len(lines):
            line = lines[at]
            begins = self._behind_rule(lines, at)
            block = _block(lines, begins, behind_rule=begins > at)
            if block is not None:
                fields, at = block
                level = lines[begins].level
                self._begin(level, fields, only_quoted=level > 0 or begins > at)
                continue
            attribution = _attribution(lines, at, is_mail=self._is_mail)
            if attribution is not None:
                said, name, quoted, at = attribution
                self._open(quoted, name, (said,))
                self.quoted_heads += quoted > line.level
                level = quoted
                continue
            if line.level != level:
                level = line.level
                self._parts.append(_Part(self._owners.get(level)))
            self._parts[-1].lines.append(line.text)
            at += 1
        return self._thread()

    @staticmethod
    def _behind_rule(lines: Sequence[_Line], at: int) -> int:
        """The line after a rule and blank lines, or the same where there is no rule."""
        if _RULE.fullmatch(lines[at].text.strip()) is None:
            return at
        begins = at + 1
        while begins < len(lines) and not lines[begins].text.strip():
            begins += 1
        return begins if begins < len(lines) else at

    def _begin(self, level: int, fields: dict[int, str], *, only_quoted: bool) -> None:
        self.heads += 1
        self.quoted_heads += only_quoted
        sent, subject = fields.get(SENT, ""), fields.get(SUBJECT, "")
        self._dates.append(parse_date(sent))
        self._subject = self._subject or subject
        another = _bare(subject) if _bare(subject).casefold() != _bare(self._subject).casefold() else ""
        self._open(level, author_of(fields[SENDER]), tuple(filter(None, (another, sent))))

    def _open(self, level: int, owner: str | None, head: tuple[str, ...]) -> None:
        self._owners = {above: name for above, name in self._owners.items() if above < level} | {level: owner}
        self._parts.append(_Part(owner, head, starts=True))

    def _thread(self) -> Thread:
        parts = [(part, part.text) for part in self._parts]
        (first, opening), *others = parts
        dates = [date for date in self._dates if date is not None]
        several = any(
            text and (part.owner is None or part.owner.casefold() != (first.owner or "").casefold())
            for part, text in others
        )
        return Thread(
            text="\n".join(_shown(parts)) if others else opening,
            sent_at=max(dates, default=None),
            subject=_bare(self._subject) if self._subject else None,
            several=several,
            names_senders=any(part.starts for part, _ in others),
        )


def _shown(parts: Sequence[tuple[_Part, str]]) -> list[str]:
    # A name stands as a heading above all that follows: where it is not known who wrote that, it must not.
    headed = all(part.owner is not None or not text for part, text in parts[1:])
    shown: list[str] = []
    above: str | None = None
    for number, (part, text) in enumerate(parts):
        if not text and (number == 0 or not part.starts):
            continue
        if part.starts:
            told = headed or any(part.owner is not None and part.owner in each for each in part.head)
            head = ", ".join(filter(None, (None if told else part.owner, *part.head)))
            shown.append(head and _SIGN + head)
        if headed and (part.starts or part.owner != above):
            shown.append(part.owner or "")
        above = part.owner
        shown.append(text)
    return [each for each in shown if each]


def _block(lines: Sequence[_Line], at: int, *, behind_rule: bool) -> tuple[dict[int, str], int] | None:
    """The header lines that begin at a line, by what they say, and where they end."""
    fields: dict[int, str] = {}
    names: set[str] = set()
    end, last = at, OTHER
    while end < len(lines) and lines[end].level == lines[at].level:
        match = _FIELD.fullmatch(lines[end].text)
        if match is not None:
            if match[1] in names:  # the next mail's; a list of thousands of receivers would be read again for each
                break
            names.add(match[1])
            last = _KINDS[match[1]]
            fields.setdefault(last, match[2].strip())
        elif fields and lines[end].text.strip() and _goes_on(lines, end):
            fields[last] += " " + lines[end].text.strip()
        else:
            break
        end += 1
    # "From: Vienna, To: Trieste, Date: 5 May" may be what a mail tells.
    if not fields.get(SENDER) or not (SENT in fields or SUBJECT in fields):
        return None
    sure = SUBJECT in fields and (SENT in fields or RECEIVER in fields)
    return (fields, end) if sure or behind_rule or lines[at].level else None


def _goes_on(lines: Sequence[_Line], at: int) -> bool:
    """Whether a line without a name belongs to the header line above it."""
    if lines[at].text[:1] in (" ", "\t"):
        return True
    for line in lines[at + 1 : at + 1 + _MOST_CONTINUED]:
        if line.level != lines[at].level or not line.text.strip():
            return False
        if _FIELD.fullmatch(line.text):
            return True
    return False


def _attribution(lines: Sequence[_Line], at: int, *, is_mail: bool) -> tuple[str, str | None, int, int] | None:
    """A line such as "On 13 May 2025, Jo Ek wrote:", the name in it, the level of what is below, and where it ends.

    "The warden wrote:" may be an article's, and so needs a mail around it.
    """
    line = lines[at]
    said, end = line.text.strip(), at + 1
    is_dated = re.match(_DATED, said) is not None and any(map(str.isdigit, said))
    if is_dated and not said.endswith(":") and end < len(lines) and lines[end].level == line.level:
        said, end = f"{said} {lines[end].text.strip()}", end + 1
    match = _WROTE.fullmatch(said)
    if match is None or not (is_mail or is_dated or "@" in said):
        return None
    following = (lines[number] for number in range(end, len(lines)))
    below = next((each for each in following if each.text.strip()), None)
    if below is None or below.level < line.level or (below.level == line.level and not is_dated):
        return None
    return said, _name(match["before"], match["after"]), below.level, end


def _name(before: str, after: str) -> str | None:
    """Whose name stands before or behind "wrote"."""
    behind = "" if re.search(r"\d", re.sub(r"<[^<>]*>", "", after)) else after
    said = re.sub(r"[<\[(][^<>\[\]()]*@[^<>\[\]()]*[>\])]", "", behind if behind.strip() else before).strip("\"'* ")
    found = re.search(r"([^\W\d_][^\d,;:<>\"]*)$", said)
    name = re.sub(r"^(?:[AP]\.?M\.?|Uhr|UTC|GMT|B?ST|CES?T|[EP][SD]T)\s+", "", found[1].strip()) if found else ""
    return name if 1 < len(name) <= 60 else None


def _bare(subject: str) -> str:
    return _ANSWERED.sub("", subject, count=1).strip() if _ANSWERED.match(subject) else subject.strip()
