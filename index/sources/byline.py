"""Who wrote an article and when, as the lines directly above its text say it."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import takewhile

from index.dates import LEAD_IN, YEAR, parse_date

# Below this many lines a date is what the text tells about.
_HEAD_LINES = 6
LONGEST_LINE = 100
"""Longer lines are the text itself, unless they are lists of what is told about it."""
_PARTICLES = r"(?:de|del|della|der|den|des|di|da|do|dos|du|van|von|vom|zu|zum|la|le|los|el|al|bin|ibn|ten|ter|y)"
_WORD = r"(?:[a-z]{1,2}['’-])?[^\W\d_a-zß-ÿ][\w.'’-]*"
_NAME = rf"{_WORD}(?: (?:{_PARTICLES} ){{0,2}}{_WORD}){{1,3}}"
_NAMES = rf"{_NAME}(?:(?:,| and| &| und| et| y| e) {_NAME})*"
_SEVERAL = re.compile(rf"{_NAME}(?:,| and| &| und| et| y| e) {_NAME}")
_DAY = r"\d{1,2}(?:\.|st|nd|rd|th|er|º)?"
_MONTH = r"[^\W\d_]{3,}\.?"
FULL_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{4}}|{_DAY} (?:de )?{_MONTH} (?:de )?\d{{4}}"
    rf"|{_MONTH} {_DAY},? \d{{4}})"
)
DATE = rf"(?:{FULL_DATE}|{_MONTH} \d{{4}})"
_BY = r"(?i:by|von|par|por|di|door)"
_AUTHOR = re.compile(
    r"(?:authors?|by|(?:written|prepared|compiled|posted) by|analysts?|researchers?|rapporteurs?"
    r"|(?:[\w-]+ ){0,3}(?:correspondent|reporter|columnist|writer)"
    r"|autor(?:in|en|es|a|as)?|verfasser(?:in|innen)?|auteure?s?|autore|rédaction|rédigé par|redacción)"
    r"\s*:\s*([^\W\d_][^\d:?!]{1,120}?)(?:(?<=[^\W\d_]{2})\. .*|\.)?",
    re.I,
)
_WORK = r"(?:An? )?(?:[Ee]ssay|[Aa]rticle|[Ss]tory|[Rr]eport|[Aa]nalysis|[Cc]omment(?:ary)?) by"
_MADE = r"(?:[Ii]nterview|[Ww]ords|[Tt]ext|[Ss]tory|[Rr]eporting|[Tt]exte|[Tt]exto|[Pp]alabras)(?: conducted)?"
_ROLE = (
    r"(?:, (?:our |the )?(?:[a-z-]+ ){0,3}(?:correspondent|reporter|editor|writer|columnist|critic)"
    r"(?: (?:in|at|for) [A-Z][\w ]{2,30})?)?"
)
_PICTURES = (
    r"(?:[,;/]? (?:and )?(?:[Pp]hotos?|[Pp]hotographs|[Pp]hotography|[Pp]ictures|[Ii]llustrations?|[Ff]otos?|[Bb]ilder)"
    r"(?: by|:| von) .{2,60})?"
)
_SIGNED = re.compile(
    rf"(?:{_WORK}|By|BY|by|Von|Par|Por|Di|{_MADE} (?:by|von|par|por|di)|(?:[Ww]ords|[Tt]exte?|[Tt]exto):) ({_NAMES})"
    rf"{_ROLE}(?: for (?:the )?(?=[A-Z])[^,\d|]{{2,60}})?"
    rf"(?:(?:, [^,\d|]{{2,60}}){{0,3}}(?:,| on| am| le|, le) ({DATE}))?{_PICTURES}\.?"
)
_INTERVIEW = re.compile(
    rf"(?i:(?:the |das )?interview|entretien|entrevista|intervista)(?::| führte| was conducted by) ({_NAMES})"
    r"(?P<asks> (?:spoke|speaks|talked|talks|sat down) (?:to|with) .+|,? .{0,20}sprach mit .+)?\.?"
)
# The day on which a contract was signed stands for its date where no line says when the text was written.
_CONTRACT = re.compile(
    r"(?:signed|dated|unterzeichnet(?: am)?|datiert|signée?(?: le)?|firmado(?: el)?|firmato(?: il)?)\s*:\s*"
    rf"({DATE})(?=$|[.;,)( ])",
    re.I,
)
_DATED = re.compile(rf"(?:(?i:{LEAD_IN})\s*:?\s+)?({DATE}),? {_BY} ({_NAMES})\.?")
# "Owner: Jo Ek. Updated 7 April 2025.": in a longer line only as a sentence, for prose speaks of dates too.
_WEEKDAY = r"(?:[^\W\d_]{2,}(?:day|tag),? )?"
_STAMP = rf"(?i:{LEAD_IN}|held(?: on)?)(?: online)?\s*:?\s+{_WEEKDAY}({DATE})(?=$|[.;)]| by\b|, \d)"
_SHORT_STAMP = re.compile(rf"(?:^|[.,;!?)] |\(){_STAMP}")
_LONG_STAMP = re.compile(rf"(?:^|[.!?)] )(?=[A-ZÀ-Þ]){_STAMP}")
_DATELINE = re.compile(
    rf"(?:[A-ZÀ-Þ][A-ZÀ-Þ .'’-]{{2,}}(?:, [A-Z][\w. ]+?)?,?|[A-ZÀ-Þ][\w .'’-]{{2,30}},(?: den| le)?) ({DATE}) ?"
    r"(?:\([^()]{2,30}\) ?)?[-–—] "
)
_TITLE_DATE = re.compile(rf"(?:^|[,(|–—-]\s*)({FULL_DATE})\)?$")
# "2024", "2023/24"; not the "06" of "2023-06-09".
_YEAR = re.compile(rf"(?<!\d)({YEAR})(?!\d)(?:[/–-](\d\d)(?![\d/–-]))?")
# "Weekly Update - 3 March 2025" looks like a name and a date, and is neither's.
_NO_NAME = re.compile(
    r"\b(?:annual|bulletin|draft|edition|guide|issue|meeting|minutes|monthly|news|newsletter|notes?|policy|press|release"
    r"|report|summary|team|update|version|week|weekly)\b",
    re.I,
)

_SEPARATOR = re.compile(r"\s*[|•·]\s*|\s+[–—-]\s+")
_BEGINS_SPAN = re.compile(rf"(?:^|\s)(?:\d{{1,2}}\.?|{_DAY} {_MONTH}|{DATE})$")
_STARTS_WITH_DATE = re.compile(DATE)
# "9 June 2025 Authors: Nell Harker": two lines of a file that the format it is in made one.
_NEXT_LABEL = re.compile(r"(?<=[\w.)])\s+(?=[^\W\d_a-zß-ÿ][\w-]{2,20}(?: \([^()]{1,30}\))? ?: )")
OFFICE = re.compile(
    r"\b(?:academy|agency|analyst|association|authority|bureau|cent(?:er|re)|chair|chief|college|commission|committee"
    r"|company|consultant|coordinator|correspondent|council|court|department|dept|director|division|editor|engineer|foods?"
    r"|foundation|gmbh|group|head|hospital|inc|institute?|lead|leader|limited|llc|ltd|manager|ministry|office|officer"
    r"|observatory|partner|president|professor|reporter|researcher|safety|school|secretary|staff|team|university|writer)\b",
    re.I,
)
"""What stands behind a name and is none: "Nell Harker, Chief Editor", "Nell Harker, Varde Foods"."""


BODY = re.compile(
    r"\b(?:academy|agency|association|authority|bureau|cent(?:er|re)|college|commission|committee|company|council|court"
    r"|department|dept|division|foundation|gmbh|group|hospital|inc|institute?|lab(?:orator(?:y|ies))?|librar(?:y|ies)"
    r"|limited|llc|ltd|ministry|museum|observatory|office|research|school|services?|society|support|team|trust"
    r"|union|university)\b",
    re.I,
)
"""What the name of an organisation, or of a part of one, has and that of a person does not."""


def byline(text: str) -> tuple[str | None, datetime | None]:
    """The author and the date that short lines above the text name, each None where none does.

    A person counts before an organisation.  The lines stay in the text: they may say more than this reads out of them.
    """
    author, body, published, signed = None, None, None, None
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        is_long = len(line) > LONGEST_LINE and not is_of_parts(line)
        stamp = _DATELINE.match(line) or (_LONG_STAMP if is_long else _SHORT_STAMP).search(line)
        if not is_long:
            name, date = _of_line(line.strip())
            if name is not None and BODY.search(name):
                name, body = None, body or name
            author, published = author or name or _interviewer(line.strip(), text), published or date
            if signed is None and (contract := _CONTRACT.match(line.strip())):
                signed = parse_date(contract[1])
        if published is None and stamp is not None:
            published = parse_date(stamp[1])
        if is_long:
            break
    return author or body, published or signed


def date_of_file(made: datetime | None, title: str, text: str) -> datetime | None:
    """The date at the end of the title, else ``made``, when the file was; None where what it says is of years before.

    "Annual Report 2023" was made again in 2026, not published then.  A title may look ahead, as "Budget 2027" does.
    """
    if (match := _TITLE_DATE.search(title.strip())) and (date := parse_date(match[1])):
        return date
    above = takewhile(lambda line: len(line) <= LONGEST_LINE, text.split("\n", _HEAD_LINES)[:_HEAD_LINES])
    named = [match for line in (title, *above) for match in _YEAR.finditer(line)]
    years = [int(match[1]) for match in named] + [int(match[1][:2] + match[2]) for match in named if match[2]]
    return None if made is None or (years and max(years) < made.year) else made


def _interviewer(line: str, text: str) -> str | None:
    """Who asked, where a line says so; a name that the text goes on to use is that of who answered."""
    match = _INTERVIEW.fullmatch(line)
    if match is None:
        return None
    surname = re.escape(match[1].split()[-1].rstrip("."))
    return match[1].rstrip(".") if match["asks"] or len(re.findall(rf"\b{surname}\b", text)) == 1 else None


def author_named(words: str) -> str:
    """Who "Renate Solberg, plant safety, Varde Foods" names: those up to the first part that is nobody's name.

    What begins with no name of a person, as "Harker, Nell" does, is left as it is.
    """
    first, *parts = re.split(r",\s+|\s+(?=\()", words)
    if re.fullmatch(_NAMES, first) is None:
        return words
    names = takewhile(lambda part: re.fullmatch(_NAMES, part) and not OFFICE.search(part), parts)
    return ", ".join([first, *names])


def names_above(text: str) -> str | None:
    """The authors in a line above a text that tells where they work: "Jo Ek and Nell Harker, Otter Centre".

    Several: one name may be that of a place.
    """
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        names = author_named(line)
        behind = line.removeprefix(names) if names != line else ""
        if _SEVERAL.search(names) and not OFFICE.search(names) and OFFICE.search(behind) and behind.startswith(", "):
            return names
    return None


def is_of_parts(line: str) -> bool:
    """Whether separators and labels part a line into short pieces, as those that list what is told about a text."""
    parts = parts_of(line) if len(line) <= 5 * LONGEST_LINE else []
    return len(parts) > 2 and all(len(part) <= LONGEST_LINE for part in parts)


def parts_of(line: str) -> list[str]:
    """What stands between the separators of a line, and between one label ("Date:") and the next."""
    parts: list[str] = []
    for piece in _SEPARATOR.split(line):
        # "5 – 16 May 2025": the second half of a span is no date of its own.
        if parts and _BEGINS_SPAN.search(parts[-1]) and _STARTS_WITH_DATE.match(piece):
            parts[-1] += f" – {piece}"
        else:
            parts += _NEXT_LABEL.split(piece)
    return [stripped for part in parts if (stripped := part.strip())]


def _of_line(line: str) -> tuple[str | None, datetime | None]:
    parts = parts_of(line)
    author, published = None, None
    for part in parts:
        name, date = _of_part(part)
        author, published = author or name, published or date
    if author is None and published is not None and len(parts) == 2 and parse_date(parts[1]) is not None:
        unsigned = re.fullmatch(_NAMES, parts[0])
        author = parts[0] if unsigned and not _NO_NAME.search(parts[0]) else None
    return author, published


def _of_part(part: str) -> tuple[str | None, datetime | None]:
    if match := _AUTHOR.fullmatch(part):
        return author_named(match[1].strip()), None
    if match := _SIGNED.fullmatch(part):
        return author_named(match[1].strip()), parse_date(match[2] or "")
    if match := _DATED.fullmatch(part):
        return match[2].rstrip("."), parse_date(match[1])
    # A number alone is a year or a figure of a table.
    return None, None if part.strip().isdigit() else parse_date(part)
