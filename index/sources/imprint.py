"""Who published a text, as the lines above it say: "Carrow Herald", "Report by the Otter Institute", "Taken from: "."""

from __future__ import annotations

import re
from itertools import takewhile

from index.dates import parse_date
from index.sources.byline import BODY, DATE, LONGEST_LINE, byline, is_of_parts, parts_of

# Below this many lines a name is one of those that the text tells about.
_HEAD_LINES = 6
_MOST_WORDS = 7
_PUBLICATION = re.compile(
    r"\b(?:argus|blog|bulletin|chronicle|courier|daily|digest|dispatch|echo|examiner|gazette|globe|guardian|herald"
    r"|independent|inquirer|journal|ledger|magazine|mail|mercury|mirror|monthly|news|observer|post|press|quarterly|record"
    r"|review|sentinel|standard|star|sun|telegraph|times|tribune|weekly|anzeiger|kurier|nachrichten|presse|rundschau|tageblatt"
    r"|\w*zeitung|dépêche|figaro|gazette|monde|diario|gaceta|heraldo|periódico)\b",
    re.I,
)
"""What newspapers and magazines are called."""
_KIND = re.compile(
    r"\b(?:agenda|annual|draft|edition|guide|issue|manual|meeting|memo|minutes|notes?|paper|policy|release|report|statement"
    r"|summary|update|version)\b",
    re.I,
)
"""What kind of text it is: "Press release", "Weekly update"."""
_ISSUED = re.compile(
    r"(?:(?:an? |the )?(?:report|study|survey|paper|analysis|briefing|guide) (?:by|from)"
    r"|(?:published|issued|produced) by|publisher:|herausgegeben von|herausgeber:|publié par|éditeur ?:|publicado por"
    r"|editorial:) (?:the )?(?P<name>\S.*)",
    re.I,
)
_TAKEN = re.compile(
    r"(?:(?:clipping|cutting|extract|excerpt|reprint(?:ed)?|taken) from|(?:(?:first|originally) )?published in|source"
    r"|quelle|aus|fuente)\s*:\s*(?P<name>\S.*)",
    re.I,
)
_RELEASE = re.compile(
    r"\W*(?:for immediate (?:release|publication)|(?:press|news|media) release|pressemitteilung"
    r"|zur sofortigen veröffentlichung|communiqué de presse|comunicado de prensa)\W*",
    re.I,
)
_DATED = re.compile(rf",? (?:\(?{DATE}\)?|(?:spring|summer|autumn|fall|winter) \d{{4}})\.?$", re.I)
_NUMBERED = re.compile(r",? (?:no|nr|vol|volume|issue|number|heft|ausgabe|núm|n°)\b\.? ?\d.*$", re.I)
# "By Nell Harker, Carrow Herald", "By Nell Harker for the Carrow Herald".
_BEHIND = re.compile(r",\s+| for (?:the )?(?=[^\W_a-zß-ÿ])")
_PART = re.compile(r"(?<=[^\W\d_]{3})\.(?:\s+|$)")
_LOWER = re.compile(r"(?:of|the|and|for|in|at|on|&|der|die|das|des|und|für|de|du|des|la|le|les|et|y|del|los)")


def publisher_above(text: str) -> str | None:
    """The publication or organisation that short lines above a text name beside its author or its date; else None."""
    head = text.split("\n", _HEAD_LINES)[:_HEAD_LINES]
    head = list(takewhile(lambda line: len(line) <= LONGEST_LINE or is_of_parts(line), head))
    if not any(any(byline(line)) for line in head):
        return None
    names = (_issuer(part) for line in head for piece in parts_of(line) for part in _PART.split(piece))
    behind = (_bare(part) for line in head if any(byline(line)) for part in _BEHIND.split(line)[1:])
    return next(
        (name for name in names if name is not None),
        next((part for part in behind if _names_publisher(part, declared=False)), None),
    )


def taken_from(line: str) -> str | None:
    """Where a text stood first, as one line above its title says; None where the line does not."""
    match = _TAKEN.fullmatch(line.strip())
    return None if match is None else _bare(match["name"])


def masthead(text: str) -> list[str]:
    """The lines above a title that say whose page it is: a newspaper's name, with its menu; "For immediate release".

    None but where the lines below name an author or a date: a text may be about a newspaper.
    """
    first, *below = text.split("\n", 2 * _HEAD_LINES)[: 2 * _HEAD_LINES]
    if not _RELEASE.fullmatch(first.strip()) and not _names_publisher(_bare(first), declared=False):
        return []
    lines = [first, *takewhile(lambda line: not line.strip() or _is_menu(line), below)]
    return lines if any(any(byline(line)) for line in below) else []


def _is_menu(line: str) -> bool:
    return is_of_parts(line) and not any(byline(line))


def _issuer(part: str) -> str | None:
    issued = _ISSUED.fullmatch(part.strip())
    name = _bare(issued["name"] if issued else part)
    return name if _names_publisher(name, declared=issued is not None) else None


def _bare(name: str) -> str:
    """A name without the date or the number of an issue behind it."""
    return _DATED.sub("", _NUMBERED.sub("", _DATED.sub("", name.strip()))).strip(" ,.")


def _names_publisher(name: str, *, declared: bool) -> bool:
    words = name.split()
    if not words or len(words) > _MOST_WORDS or ":" in name or any(map(str.isdigit, name)) or parse_date(name):
        return False
    named = all(not word[0].islower() or _LOWER.fullmatch(word) for word in words)
    # Some write "Varde customer support".
    body = BODY.search(words[-1]) is not None or (named and BODY.search(name) is not None)
    if declared:
        return named or body
    if words[0][0].islower() or any(byline(name)) or len(words) < 2 or _KIND.search(name):
        return False
    return body or (named and (_PUBLICATION.search(name) is not None or (words[0] == "The" and len(words) <= 3)))
