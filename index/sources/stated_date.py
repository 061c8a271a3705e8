"""The date that a document states in its head, its title or below its text, where no byline says it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from index.dates import parse_date
from index.sources.byline import DATE, FULL_DATE, LONGEST_LINE, is_of_parts, parts_of

# Below this many lines a date is what the text tells about.
_HEAD_LINES = 8
_LONGEST_HEAD = 3 * LONGEST_LINE
# A place and a date stand directly above the names of those who sign.
_LAST_LINES = 6
_WEEKDAY = r"(?:[^\W\d_]{2,}(?:day|tag|di|edi|es|do|ado),? )?"
_LEAD = r"(?:on |den |am |im |le |en |el |a |il )?"
# Behind a date: the hour, or what stands in brackets.
_AFTER = r"(?:,? (?:at )?\d{1,2}[:.h]\d\d.*| \([^()]*\))?[.)]?"
_ALONE = re.compile(rf"(?:[^:]*, )?{_LEAD}{_WEEKDAY}({DATE}){_AFTER}", re.I)
_PLACE = re.compile(rf"[A-ZÀ-Þ][\w .'’-]{{1,40}}, (?i:{_LEAD}{_WEEKDAY}({DATE}))\.?")
_TITLE = re.compile(rf"(?:^|[,(|:–—-]\s*){_LEAD}({FULL_DATE})\)?(?: \([^()]*\))?$", re.I)
_BY = r"(?: (?:by|at|in|vom|von|durch|par|por|en) [^.;:\d]{3,80}?)?"
_ENACTED = (
    r"(?:(?:unanimously )?(?:adopted|approved|passed|decided|ratified|agreed|endorsed|enacted|handed down|delivered"
    r"|submitted|presented|signed|dated|verabschiedet|beschlossen|angenommen|genehmigt|unterzeichnet|erlassen|ergangen"
    r"|adoptée?s?|approuvée?s?|signée?s?|rendue?s?|votée?s?|aprobad[oa]s?|adoptad[oa]s?|firmad[oa]s?|dictad[oa]s?)"
    rf"{_BY}(?: on| am| le| el)?"
    r"|(?:revision|version|rev\.|fassung|versión|révision)(?: [\w.]{1,6})?(?:,| of| dated| vom| du| del?)?)"
)
_MADE = re.compile(rf"(?:^|.*, ){_ENACTED}:? ({DATE}){_AFTER}", re.I)
_STATUS = re.compile(
    r"(?:status|state|version|revision|rev\.|issue|edition|fassung|ausgabe|état|révision|édition|estado|versión|revisión"
    rf"|edición) ?: [^:;]{{1,40}}?, ({DATE}){_AFTER}",
    re.I,
)
_KIND = (
    r"(?:minutes|meeting|session|sitting|hearing|judge?ment|decision|ruling|order|opinion|resolution|statement|letter|memo"
    r"|report|speech|briefing|assembly|protokoll|sitzung|versammlung|besprechung|urteil|beschluss|bescheid|schreiben"
    r"|bericht|entscheidung|procès-verbal|compte rendu|réunion|séance|arrêt|jugement|décision|lettre"
    r"|rapport|acta|sesión|reunión|sentencia|resolución|decisión|carta|informe)"
)
_OF_KIND = re.compile(
    rf"(?!.*\b(?:after|for|für|nach|zur|pour|para)\b)(?:^|.*\b){_KIND}\b[^.:;]{{0,60}}?"
    rf" (?:of|on|dated|from|vom|am|du|de|del|le|el) {_WEEKDAY}({FULL_DATE}){_AFTER}",
    re.I,
)
_IN_FORCE = re.compile(
    r"(?:^|.*[.,;] )(?:effective|valid|in force|in effect|applicable|applies|with effect|gültig|in kraft|wirksam"
    r"|geltend|en vigueur|valable|vigente|en vigor|válid[oa])"
    r"(?: (?:date|from|as of|as from|since|on|ab(?: dem)?|seit(?: dem)?|à partir du|à compter du|depuis le|le|au"
    rf"|desde(?: el)?|a partir del?|el))?:? ({DATE}){_AFTER}",
    re.I,
)
# What was done on several days was written about on the last of them at the earliest.
_DONE = re.compile(
    r"(?:^|.*[, ])(?:interviews?|fieldwork|survey(?:ed)?|held|conducted|recorded|befragung|entretiens|entrevistas):? "
    rf"\d{{1,2}}\.?(?: [^\W\d_]{{3,}})? ?(?:[–-]|to|bis|au|al) ?({FULL_DATE}){_AFTER}",
    re.I,
)
_OF_RELEASES = re.compile(
    r"\b(?:release notes|release history|change ?log|what['’]s new|versionshinweise|änderungsprotokoll|notes de version"
    r"|notas de (?:la )?versión)\b",
    re.I,
)
_RELEASE = re.compile(
    rf"(?:\[?(?:(?:[^\W\d_][\w ]{{0,30}} )?v?\d+(?:\.\w+)+|(?:release|version) \d+)[\w+-]*\]?[\s(–—,:|-]+)?({DATE})\)?",
    re.I,
)
# Before a date these say that it is another's: of the next meeting, of a birth, of the version before.
_ANOTHERS = re.compile(
    r"\b(?:until|till|by|before|deadline|due|clos\w+|ends?|opens?|begins?|starts?|next|previous|last|born|died|birth"
    r"|from|since|between|replac\w+|supersed\w+"
    r"|approval|expir\w+|bis|vor|spätestens|nächste\w*|vorige\w*|geboren|gestorben|von|ersetzt|genehmigung|jusqu\w*|avant"
    r"|prochaine?|née?|depuis|remplace|approbation|hasta|antes|próxim[oa]|nacid[oa]|desde|sustituye|aprobación)\b",
    re.I,
)
_SENTENCE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|could|must|should|shall|does|did|said|says|it|he|she|they"
    r"|we|you|who|which|that|there|ist|sind|waren|wird|werden|wurden?|hat|haben|hatten?|kann|soll|muss|wir|est|sont|était"
    r"|ont|sera|été|elle|nous|vous|qui|que|son|fue|fueron|era|está|han|será|se)\b",
    re.I,
)
_FULL_STOP = re.compile(r"(?<=[^\W\d_]{2})\.\s+(?=[^\W_a-zß-ÿ])|(?<=\d{4})\.\s+(?=[^\W\d_a-zß-ÿ])")


def stated_date(title: str, text: str) -> datetime | None:
    """The date in the head of a text: alone in its part of a line, of the document's making, or of its taking effect.

    One in prose is none, nor one that belongs to a span of time or something else.  Release notes are as new as their
    newest release.
    """
    parts = list(_parts(text))
    searched = (
        (_alone(part) for part in parts),
        (_matched(_MADE, part) for part in parts),
        (_matched(_STATUS, part) for part in parts),
        (_matched(_OF_KIND, part) for part in (title, *parts)),
        (_of_title(title),),
        (_signed(text),),
        (_matched(_IN_FORCE, part) for part in parts),
        (_matched(_DONE, part) for part in parts),
    )
    stated = (date for dates in searched for date in dates if date is not None)
    # The head of release notes may be the heading of the first release.
    return max(filter(None, (next(stated, None), _newest_release(title, text))), default=None)


def _parts(text: str) -> Iterator[str]:
    """What stands between the separators and full stops of the lines above a text."""
    for line in text.split("\n", _HEAD_LINES)[:_HEAD_LINES]:
        may_be_prose = len(line) > LONGEST_LINE and not is_of_parts(line)
        for sentence in _FULL_STOP.split(line[:_LONGEST_HEAD].strip()):
            if may_be_prose and _SENTENCE.search(sentence):
                return
            yield from (part for part in parts_of(sentence) if len(part) <= 2 * LONGEST_LINE)
        if len(line) > _LONGEST_HEAD:
            return


def _alone(part: str) -> datetime | None:
    match = _ALONE.fullmatch(part)
    if match is None or part.isdigit():
        return None
    before = part[: match.start(1)]
    # "Otters came back to Asham, 9 June 2025." is a sentence as much as "It was on Monday, 9 June 2025".
    if before.strip() and part.endswith(".") and re.search(r"(?<![^\W_])[a-zß-ÿ]{4,}", before):
        return None
    return _unless_anothers(before, match[1])


def _matched(pattern: re.Pattern[str], part: str) -> datetime | None:
    match = pattern.fullmatch(part.strip())
    if match is None:
        return None
    # "Valid from" says more than "from": what the pattern itself takes for a label is none that is looked for.
    before = "" if pattern is _IN_FORCE or pattern is _DONE else part[: match.start(1)]
    return _unless_anothers(re.sub(r"(?i)\b(?:by|von|from)\b", "", before), match[1])


def _unless_anothers(before: str, date: str) -> datetime | None:
    return None if _ANOTHERS.search(before) or _SENTENCE.search(before) else parse_date(date)


def _of_title(title: str) -> datetime | None:
    match = _TITLE.search(title.strip())
    return None if match is None else _unless_anothers(title[: match.start(1)], match[1])


def _signed(text: str) -> datetime | None:
    """The date in the one line at the end that is a place and a date; several are a list of events."""
    found = [match for line in text.split("\n")[-_LAST_LINES:] if (match := _PLACE.fullmatch(line.strip()))]
    return parse_date(found[0][1]) if len(found) == 1 else None


def _newest_release(title: str, text: str) -> datetime | None:
    """The newest date in the headings of release notes: "5.3 (14 April 2025)"."""
    if _OF_RELEASES.search(title) is None:
        return None
    headings = (match for line in text.split("\n") if len(line) <= LONGEST_LINE and (match := _RELEASE.fullmatch(line)))
    return max((date for match in headings if (date := parse_date(match[1])) is not None), default=None)
