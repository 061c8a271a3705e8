"""The narrower kind of thing that a question asks for: a weight, a span of time, a sum of money, a person, a place."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.language.terms import Word
from index.article import BETWEEN_CELLS
from index.numerals import NUMBERS, TENS

_FIGURE = (
    rf"(?:\d[\d.,]*|a|an|{'|'.join(NUMBERS[1:])}|(?:{'|'.join(TENS)})(?:-\w+)?|half|several|few|"
    r"many|hundreds?|thousands?|millions?|billions?|dozens?|tens|point \w+)"
)
_SCALE = r"(?:[ -]?(?:of|and a half|hundred|thousand|million|billion|trillion|bn|m|square|cubic))*"


def _amount(units: str) -> str:
    return rf"\b{_FIGURE}{_SCALE}[ -]?(?:{units})\b"


_LENGTH = _amount(
    r"met(?:er|re)s?|kilomet(?:er|re)s?|centimet(?:er|re)s?|millimet(?:er|re)s?|km|cm|mm|m|miles?|feet|foot|ft|yards?|"
    r"inch(?:es)?|light[ -]years?|storeys?|stories|fathoms?|leagues?"
)
_TIME = _amount(
    r"seconds?|minutes?|hours?|days?|nights?|weeks?|weekends?|months?|years?|decades?|centur(?:y|ies)|generations?|"
    r"working days?|business days?|milliseconds?"
)
_MONEY = (
    rf"[$€£¥₹]\s?\d|\b\d[\d.,]*\s?[€£¥₹]|\b(?:usd|eur|gbp|chf)\s?\d|\b(?:free|nothing|no charge)\b|"
    rf"{_amount('(?:us |u.s. )?dollars?|euros?|pounds?|francs?|yen|yuan|rupees?|crowns?|kroner|kronor|cents?|pence')}"
)
_ASKS_FOR_SUM = re.compile(
    r"\bhow (?:much money|expensive)\b"
    r"|\bhow much (?:[\w’'-]+ ){0,12}?(?:costs?|pays?|paid|charged?|earn(?:ed|s)?|spend|spent|fined)\b"
    r"|^\W*what(?:['’]s| is| was| are| were)? (?:the |an? )?(?:[\w-]+ )?(?:price|cost|fee|fine|salary)"
    r"(?=\W*$| (?:of|for|per|to|is|was|does|did|do|will|would|in|at|on|if)\b)"
    r"|^(?!(?:does|do|did|is|are|was|were|can|could|will|would|should|has|have|had|wh\w+|how)\b)"
    r"(?:[\w.’'-]+ ){1,5}price(?: per \w+)?\W*$",
    re.IGNORECASE,
)
_SUM = re.compile(
    rf"{_MONEY}|\d\s?(?:%|per ?cent|million|billion|trillion|thousand|bn|[km]\b)|\b\d{{1,3}}(?:[,. ]\d{{3}})+\b"
    rf"|{_amount('lira|lire|pesos?|reais|shillings?|marks?|million|billion|thousand|hundred')}|{re.escape(BETWEEN_CELLS)}",
    re.IGNORECASE,
)
"""What may be a sum of money: of a table, what it is of may stand in its header."""
_SHARE = (
    r"\d\s?%|\bper ?cent\b|\bpercent|\b(?:half|(?:a|one|two) (?:third|quarter|fifth|tenth)s?|(?:two|three) "
    rf"(?:thirds|quarters|fifths)|most|majority|minority|(?:{'|'.join(NUMBERS[1:10])}|\d+) "
    r"(?:in|out of|of) (?:every )?\w+)\b"
)
_SPEED = (
    r"\b(?:mph|kph|km/h|knots|mach)\b|(?:miles|kilomet\w+|met\w+|feet|km|m) (?:per|an|a) (?:hour|second)"
    r"|\bm/s\b|\bbit/s"
)
_COUNT = rf"\b{_FIGURE}\b(?<!\ba)(?<!\ban)"
_PLACE = (
    r"\b(?:[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Ff]rom|[Uu]nder|[Bb]ehind|[Ii]nside|[Oo]utside|[Aa]long|[Oo]ff|[Bb]eside|"
    r"[Bb]etween|[Aa]cross|[Tt]o|[Ii]nto|[Aa]round|[Ww]ithin|[Tt]hroughout|[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est)"
    r"(?: of)?(?: the| a| an| its| his| her| their)?(?: [a-z-]+){0,2} (?:[A-Z]\w+|\w*(?:room|station|locker|street|"
    r"house|hall|building|office|church|school|harbou?r|port|town|city|village|river|lake|sea|coast|island|bridge|"
    r"hospital|museum|park|square|forest|garden|basement|cellar|attic|shop|market|hotel|airport|factory|camp|border)s?)\b"
)


@dataclass(frozen=True, slots=True)
class _Measure:
    asks: re.Pattern[str]
    answers: re.Pattern[str]


def _measure(asks: str, *answers: str) -> _Measure:
    # Units are sought in any case; a place is told from a word by its capital.
    flags = 0 if answers == (_PLACE,) else re.IGNORECASE
    return _Measure(re.compile(asks, re.IGNORECASE), re.compile("|".join(answers), flags))


_MEASURES = (
    _measure(
        r"\bhow (?:heavy\b|much (?:\w+ ){0,6}weigh)|\bwhat (?:\w+ ){0,3}weight\b",
        _amount(r"tons?|tonnes?|kilograms?|kilogrammes?|kilos?|kg|grams?|grammes?|g|pounds?|lbs?|ounces?|oz|stone|t"),
    ),
    _measure(r"\bhow (?:old|long ago|recently)\b|\bat what age\b|\bwhat age\b", _TIME, r"\baged? \d", r",\s\d\d,"),
    _measure(r"\bhow (?:far|tall|high|deep|wide|thick|broad|close|near)\b|\bwhat (?:\w+ )?distance\b", _LENGTH),
    _measure(r"\bhow long (?:is|was|are|were) (?:the|a|an|its)\b", _LENGTH, _TIME),
    _measure(r"\bhow (?:long|quickly|soon|often|frequently)\b", _TIME, r"\b(?:once|twice|every|daily|weekly|yearly)\b"),
    _measure(r"\bhow fast\b|\bwhat speed\b", _SPEED, _TIME),
    _measure(r"\bhow (?:hot|cold|warm)\b|\btemperature\b", r"°|\bdegrees?\b|\bcelsius\b|\bfahrenheit\b|\bkelvin\b"),
    _measure(
        r"\bhow (?:much (?:money|\w+ (?:cost|pay|paid|earn|charge|spend|spent|offer)|(?:\w+ ){0,6}"
        r"(?:cost|pay|paid|earn|charged?|spend|spent|offered|worth|raised?|donated?|lose|lost))|expensive|rich)\b"
        r"|\bwhat (?:\w+ ){0,6}(?:costs?|price|fee|fine|reward|salary|budget|revenue|turnover|profit|loss)\b",
        _MONEY,
    ),
    _measure(r"\b(?:what|which) (?:\w+ )?(?:share|percentage|per ?cent|proportion|fraction)\b", _SHARE),
    _measure(r"\bwhere\b", _PLACE),
)
_COUNTED = _measure(
    r"\bhow (?:many|much|large|big)\b|\bwhat (?:\w+ )?number\b", _COUNT, r"\b(?:nobody|no one|none|no)\b"
)
"""Asked for where nothing narrower is."""
_PERSON = re.compile(
    r"^\W*(?:(?:to|by|for|from|with) )?(?:who|whom|whose)\b|(?:what|which) (?:\w+ ){0,2}(?:person|man|woman)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Prof|President|King|Queen|Captain|General|Mayor|Minister)\b")


def asks_for_sum(question: str) -> bool:
    """Whether nothing but a sum of money answers the question: "What is the fee?", "iphone 15 price".

    `fits` is a feature among others and asks less of the wording; here a question without a sum is declined.
    """
    return bool(_ASKS_FOR_SUM.search(question))


def may_state_sum(text: str) -> bool:
    """Whether a text has anything that may be a sum of money, be it that there is nothing to pay."""
    return bool(_SUM.search(text))


def fits(question: str, sentence: str, words: Sequence[Word], asked: Collection[str]) -> float:
    """1 if the sentence holds the narrower kind of thing that the question asks for, -1 if it does not.

    0 where the question does not ask for one.  ``asked`` are the question's own terms, which answer nothing.
    """
    if _PERSON.search(question):
        new = [word.capital and word.term not in asked for word in words]
        return 1.0 if any(left and right for left, right in pairwise(new)) or _TITLE.search(sentence) else -1.0
    wanted = [measure for measure in _MEASURES if measure.asks.search(question)]
    if not wanted and _COUNTED.asks.search(question):
        wanted = [_COUNTED]
    if not wanted:
        return 0.0
    lower = question.lower()
    return (
        1.0 if any(match.lower() not in lower for each in wanted for match in each.answers.findall(sentence)) else -1.0
    )
