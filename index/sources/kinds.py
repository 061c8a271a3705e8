"""First lines that only name a document's kind ("MEMO", "Technical note TN-041") or its maker: the title is below."""

from __future__ import annotations

import re

from index.dates import parse_date
from index.sources.byline import OFFICE, byline
from index.sources.prose import LABEL, LIST_ITEM

# What a document is about stands among so many lines.
_NEAR_LINES = 6
_LONGEST = 200
_KIND = (
    r"(?:(?:technical|research|press|policy|internal|working|discussion|briefing|executive|annual|final|interim|media|news|public"
    r"|information|meeting|court|case|service) )*"
    r"(?:memo(?:randum)?|minutes|notes?|release|reports?|policy|brief(?:ing)?|paper|statement|summary|judge?ment|decision|ruling"
    r"|notice|newsletter|bulletin|circular|announcement|agenda|factsheet|fact sheet|guideline|protocol|resolution"
    r"|pressemitteilung|presseinformation|mitteilung|protokoll|niederschrift|bericht|vermerk|aktennotiz|rundschreiben"
    r"|merkblatt|beschluss|urteil|richtlinie|dienstanweisung|communiqué(?: de presse)?|procès-verbal|compte[- ]rendu"
    r"|note de service|rapport|circulaire|arrêt|nota de prensa|comunicado(?: de prensa)?|acta|informe|memorándum"
    r"|sentencia)"
)
_NUMBER = r"(?:,? (?:no\.?|nr\.?|n°|núm\.?)?\s?(?:[A-Z]{1,5}[ -]?)?\d[\w./-]*)?"
_NAMES_KIND = re.compile(rf"{_KIND}(?: of (?:the )?{_KIND})?{_NUMBER}[.:]?", re.I)
_HOLDS_KIND = re.compile(rf".*\b{_KIND}", re.I)
# What a whole document is and a part of it hardly ever; "Minutes of the last meeting" is the first thing on an agenda.
_ISSUED = re.compile(
    r"(?!.*\b(?:last|previous|letzten|vorigen|dernière|précédente|anterior)\b)"
    r"(?:(?:the|annual|general|monthly|quarterly) )*"
    r"(?:minutes|newsletter|bulletin|circular|(?:press|media|news) (?:release|summary)|(?<=annual )report|protokoll"
    r"|niederschrift|pressemitteilung|rundschreiben|rundbrief|jahresbericht|compte[- ]rendu|procès-verbal"
    r"|lettre d['’]information|rapport annuel|communiqué|acta|boletín|informe anual|comunicado|nota de prensa)\b"
    r".*[^.!?…;:,]",
    re.I,
)
_LONGEST_NAME = 60
_LEGAL_FORM = re.compile(r",? (?:e\. ?V|Inc|Ltd|Co|Corp|S\.A|B\.V)\.$")
# Of a name all words but these have a capital letter.
_PARTICLE = re.compile(
    r"(?:of|the|and|for|in|at|on|der|die|das|des|und|für|in|im|de|du|des|la|le|les|et|y|del|los|&|–|-|\d+)"
)
_SUBJECT = re.compile(
    r"(?:subject|re|topic|betreff|betr\.|betrifft|thema|objet|asunto|oggetto|onderwerp)\s*:\s*(\S.*)", re.I
)
_CASE = re.compile(
    r"(?:(?:case|in re|rechtssache|affaire|asunto|az\.)\b.*\d.*|.+ (?:v|vs|c|gegen|contre|contra)\.? .+)", re.I
)
_SENTENCE_END = re.compile(r"[.!?…;,]$")
_MAKER = re.compile(
    rf"(?:{OFFICE.pattern}(?:,.*)?$|.*{OFFICE.pattern}(?:,.*)?$|(?:the )?{OFFICE.pattern} (?:of|for|der|für|de)\b.*)",
    re.I,
)


def take_subject(title: str | None, text: str) -> tuple[str | None, str]:
    """The title with what a document of its kind is about, and the text without the lines that are the title now."""
    lines = text.split("\n")
    if title is None:
        if len(lines) < 3:
            return None, text
        if _names_maker(lines[0].strip(), lines[1].strip()):
            return lines[1].strip(), "\n".join(lines[:1] + lines[2:])
        if not _is_name(lines[0].strip()):
            return None, text
        named, rest = _with_kind(lines[0].strip(), lines[1:])
        return (None, text) if named is None else (named, rest)
    if len(lines) > 1 and _is_name(title):
        named, rest = _with_kind(title, lines)
        if named is not None:
            return named, rest
    subject, number = _with_subject(title, text)
    return subject, text if number is None or len(lines) < 2 else "\n".join(lines[1:])


def _with_kind(name: str, lines: list[str]) -> tuple[str | None, str]:
    """The title of a document of which the lines above say whose it is and what: "The Lever", "Newsletter of a union".

    And the lines below, as a text; None and nothing where the first line does not say what the document is.
    """
    kind = lines[0].strip()
    if _NAMES_KIND.fullmatch(kind) is not None and _MAKER.fullmatch(name) is not None:
        subject, number = _with_subject(kind, "\n".join(lines[1:]))
        if subject != kind:
            return subject, "\n".join([name, *lines[1 if number is None else 2 :]])
    if len(kind) <= _LONGEST and _ISSUED.fullmatch(kind) is not None:
        return f"{name}: {kind}", "\n".join(lines[1:])
    return None, ""


def _is_name(line: str) -> bool:
    """Whether a line may be only the name of an organisation or of what it publishes."""
    line = _LEGAL_FORM.sub("", line)
    if len(line) > _LONGEST_NAME or _HOLDS_KIND.match(line) or _SENTENCE_END.search(line) or ":" in line:
        return False
    capitals = (not word[:1].islower() or _PARTICLE.fullmatch(word) for word in line.split())
    return OFFICE.search(line) is not None or all(capitals)


def _with_subject(title: str, text: str) -> tuple[str, int | None]:
    """A title that names only a kind joined with what the lines below say that it is about; else as it is.

    And the number of the line of ``text`` that is the title's now, where it is the first one.
    """
    if _NAMES_KIND.fullmatch(title) is None:
        return title, None
    near = [line.strip() for line in text.split("\n") if line.strip()][:_NEAR_LINES]
    for line in near:
        if labelled := _SUBJECT.fullmatch(line):
            return f"{title.rstrip('.:')}: {labelled[1]}", None
    for number, line in enumerate(near):
        if _CASE.fullmatch(line) or _is_subject(line):
            if any(len(above) > _LONGEST or above.endswith(".") for above in near[:number]):
                break
            return f"{title.rstrip('.:')}: {line}", 0 if number == 0 else None
    return title, None


def _names_maker(first: str, second: str) -> bool:
    """Whether the first line of a text is who made it, and the title the second, in capitals or the name of a kind."""
    return (
        _MAKER.fullmatch(first) is not None
        and _is_subject(second)
        and not second.islower()
        and (second.isupper() or _HOLDS_KIND.fullmatch(second) is not None)
    )


def _is_subject(line: str) -> bool:
    return (
        len(line) <= _LONGEST
        and " " in line
        and not (_SENTENCE_END.search(line) or LABEL.match(line) or LIST_ITEM.match(line) or line.startswith("("))
        and _MAKER.fullmatch(line) is None
        and _NAMES_KIND.fullmatch(line) is None
        and parse_date(line) is None
        and byline(line) == (None, None)
    )
