"""What kind of thing a question asks for, and whether a sentence holds one that the question does not."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from enum import StrEnum

from bot.language.terms import Word
from index.dates import ANY_MONTH, WEEKDAY
from index.numerals import NUMBERS, TENS


class Kind(StrEnum):
    """What would answer a question."""

    DATE = "date"
    NUMBER = "number"
    NAME = "name"
    REASON = "reason"
    YES_NO = "yes or no"
    OTHER = "other"


_KINDS = (
    (
        Kind.DATE,
        r"\b(?:when|(?:what|which) (?:year|date|day|month|century|decade|time|period)|how (?:long ago|recently)"
        r"|wann|quand|cu[aá]ndo|quando|wanneer|когда)\b|in welchem jahr|何時|いつ|什么时候|何时",
    ),
    (
        Kind.NUMBER,
        r"\b(?:how (?:many|much|long|far|old|tall|high|large|big|fast|often|few|deep|"
        r"wide|hot|heavy|strong|expensive|thick|cold)|(?:what|which) (?:\w+ )?"
        r"(?:percent(?:age)?|number|amount|population|proportion|fraction|ratio|rate|price|cost|age|score|share|size|sum)"
        r"|at what (?:age|speed|temperature|price)|wie ?viele?|combien|cu[aá]nt[oa]s?|quant[ieo]s?|hoeveel|сколько)\b"
        r"|多少|いくつ|いくら|何人",
    ),
    (
        Kind.NAME,
        r"\b(?:who|whom|whose|where|(?:what|which) (?:\w+ ){0,2}(?:name|person|man|woman|country|countries|city|cities|"
        r"state|place|company|companies|team|organi[sz]ation|actor|author|player|individual|entity|nation|region|river|"
        r"university|school|group|figure|king|queen|president)|wer|wem|wen|wo|woher|qui|où|qui[eé]n(?:es)?|d[oó]nde|chi|"
        r"dove|quem|onde|wie is|waar|кто|где)\b|谁|哪里|誰|どこ",
    ),
    (
        Kind.REASON,
        r"\b(?:why|for what reason|what (?:caused?|led)|warum|weshalb|pourquoi|por qu[eé]|perch[eé]|почему)\b",
    ),
)
_ASKS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)
_AUXILIARY = re.compile(
    r"^\W*(?:do|does|did|is|are|was|were|has|have|had|can|could|will|would|should|ist|sind|hat|est-ce|es|ha|è)\b"
    r"|,\s*(?:do|does|did|is|are|was|were|has|have|had)\b[^,]*\?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\b(?:1\d{3}|20\d\d)s?\b|\b\d{1,4}(?:st|nd|rd|th)[ -](?:and \d\d?th )?centur"
    rf"|\b(?:(?!mar\b|ago\b|may\b(?! \d)){ANY_MONTH}|{WEEKDAY}|yesterday|today|tomorrow|tonight"
    r"|last (?:week|month|year|night)|next (?:week|month|year)|(?:days?|weeks?|months?|years?|hours?) (?:ago|later|"
    r"earlier)|bce?|century|decade|midnight|noon)\b|\d{1,2}[:.]\d\d|\b\d{1,2} ?[ap]\.?m\b|[年月日]|\bstone age\b"
    r"|\bera\b",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(
    rf"\b(?:{'|'.join(NUMBERS[1:])}|{'|'.join(TENS)}|hundreds?|thousands?|millions?|billions?|"
    r"half|third|quarter|dozens?|twice|double|triple|once|none|several|many|zwei|drei|vier|fünf|sechs|sieben|acht|neun|"
    r"zehn|deux|trois|quatre|cinq|dos|tres|cuatro|cinco|due|tre|quattro|cinque)\b",
    re.IGNORECASE,
)
_REASON = re.compile(
    r"\b(?:because|due to|since|owing|thanks to|so that|as a result|in order to|therefore|thus|hence|caused?|causing|"
    r"led to|reasons?|allow(?:s|ed|ing)?|to (?:avoid|prevent|protect|ensure|reduce|increase|make|keep|help|get)|"
    r"for fear|weil|wegen|denn|damit|parce|car|afin|porque|debido|para|perché|poiché)\b",
    re.IGNORECASE,
)


def kind_of(question: str) -> Kind:
    """What the question asks for; the question word that comes first decides."""
    first: tuple[int, Kind] | None = None
    for kind, pattern in _ASKS:
        match = pattern.search(question)
        if match and (first is None or match.start() < first[0]):
            first = (match.start(), kind)
    if _AUXILIARY.search(question) and (first is None or first[0] > 30):
        return Kind.YES_NO
    return first[1] if first else Kind.OTHER


def holds(kind: Kind, sentence: str, words: Sequence[Word], asked: Collection[str]) -> bool:
    """Whether the sentence holds such a thing; ``asked`` are the question's own terms, which answer nothing."""
    if kind is Kind.DATE:
        return any(match.group().lower() not in asked for match in _DATE.finditer(sentence))
    if kind is Kind.NUMBER:
        return any(word.figure and word.term not in asked for word in words) or bool(_NUMBER_WORD.search(sentence))
    if kind is Kind.NAME:
        new = [word.capital and word.term not in asked for word in words]
        # The first word of a sentence has a capital anyway; it is a name if another follows.
        return any(new[1:]) or (len(new) > 1 and new[0] and new[1])
    if kind is Kind.REASON:
        return bool(_REASON.search(sentence))
    return True
