"""Numbers as a text writes them - digits, words, money, percentages, units - brought to values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from bot.language.identification import OTHER
from bot.language.numerals import FRACTIONS, ONE, POUND, SCALES, SYMBOLS, UNITS
from index.numerals import SMALL, TENS

Bound = Literal["exact", "about", "over", "under"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text."""

    start: int
    end: int
    value: float
    """In the unit as written, scale words multiplied in: 2.3 billion is 2.3e9."""
    dimension: str | None
    """"length", "mass", "time", "money:USD", "ratio" and so on; None of a bare number."""
    factor: float
    """Metres, kilograms, seconds, … in one of the unit; 1 without one."""
    step: float
    """What one more in the last digit written would add."""
    bound: Bound
    loose: bool = False
    """Written as a word that need not be a number: "one", "half", "a third"."""
    unit: str | None = None

    @property
    def base(self) -> float:
        """The value in the dimension's base unit."""
        if self.unit == "°F":
            return (self.value - 32) * 5 / 9
        return self.value * self.factor


LARGE = 13
"""From this value on a number without a unit may be one that has its unit elsewhere; below, it is too common."""


def _alternatives(words: object) -> str:
    return "|".join(re.escape(word).replace("\\ ", r"\s") for word in sorted(words, key=len, reverse=True))  # type: ignore[call-overload]


_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}(?!\d))+(?:,\d+)?|\d{1,3}(?:[.,'’]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
)
_WORDS = _alternatives({*(word for word in SMALL if "_" not in word), *TENS})
_COUNT = rf"(?:(?:{_alternatives(TENS)})[- ](?:{_WORDS})|(?:{_WORDS}))"
_UNIT = rf"(?P<unit>{_alternatives(UNITS)})(?![\w²])"
_NUMBER = re.compile(
    rf"(?P<sign>(?:US|A|C)?\$|[€£¥₹]|\b(?:USD|EUR|GBP|JPY|CHF)[ \u00a0])?\s?"
    rf"(?:(?<![\w.,])(?P<digits>[-−]?(?:{_DIGITS}))(?P<ordinal>(?:st|nd|rd|th)\b)?"
    rf"|\b(?P<fraction>(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ein|eine|un|une|la|der)[\s-]|(?=half|halves|Hälfte|moitié|mitad))(?P<part>{_alternatives(FRACTIONS)})s?)\b"
    rf"|\b(?P<word>{_COUNT}|one|a(?=\s(?:dozen|hundred|thousand|million|billion|trillion)\b)"
    rf"|un(?=\s(?:million|milliard|millón)\b)|eine?(?=\s(?:Million|Milliarde)\b))\b)"
    rf"(?P<scales>(?:[\s\u00a0-]?(?:{_alternatives(SCALES)}|(?<=\d)[mk](?!\w)|(?<=\d)b(?!\w))\b\.?)*)"
    rf"(?:\sde\b|\sd['’](?=euro)|(?(part)(?:\sof\san?(?=\s)|\san?(?=\s(?:{_alternatives(SCALES)}|hour|minute|second|day|year|month)\b))))?"
    rf"(?P<late>(?:\s(?:{_alternatives(SCALES)})\b)?)(?:\s?d['’](?=euro)|\sde(?=\s))?"
    rf"(?:(?:[\s-](?:working|business|calendar|full|consecutive|straight|long))?[\s\u00a0-]?{_UNIT})?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:to|and|or|-|–|—|bis|und|à|et|a|y)\s?", re.IGNORECASE)
_LEADS: tuple[tuple[Bound, str], ...] = (
    (
        "under",
        "no more than,not more than,less than,fewer than,under,below,up to,at most,as much as,as many as,nearly,"
        "almost,just under,a little under,close to,weniger als,fast,knapp,unter,moins de,près de,presque,menos de,casi,"
        "hasta,höchstens,well under,within,not quite,slightly under,short of,at a maximum of,"
        "smaller than,younger than,shorter than,lighter than,lower than,narrower than",
    ),
    (
        "over",
        "more than,over,above,at least,no less than,no fewer than,upwards of,exceed,exceeds,exceeded,exceeding,"
        "mehr als,"
        "über,mindestens,plus de,au moins,más de,al menos,well over,just over,a little over,greater than,larger than,"
        "bigger than,older than,longer than,heavier than,taller than,higher than,wider than,"
        "in excess of,slightly more than,slightly over,better than,minimum of",
    ),
    (
        "about",
        "about,around,roughly,approximately,some,circa,ca.,an estimated,estimated,or so,etwa,rund,ungefähr,environ,"
        "quelque,unos,unas,cerca de,alrededor de,aproximadamente,~,c.,about a,in the region of",
    ),
)
_LEAD = {
    bound: re.compile(rf"(?:^|\W)(?:{_alternatives(words.split(','))})\s*(?:a|an|the|its|all)?\s*$", re.IGNORECASE)
    for bound, words in _LEADS
}
_TRAIL_OVER = re.compile(
    r"(?:[\s-]\w+){0,2}\s(?:or (?:more|older|later|longer|above)|and (?:over|above)|at (?:the )?least)\b", re.I
)
_TRAIL_UNDER = re.compile(r"(?:[\s-]\w+){0,2}\s(?:or (?:less|fewer|younger)|at (?:the )?most|at the latest)\b", re.I)
_ONE_IN = re.compile(
    rf"\b(?P<part>one|1|{_WORDS}|\d{{1,2}}(?=\sout))\s(?P<noun>[a-z]+\s)?(?:in|out\sof)\s(?:every\s)?"
    rf"(?P<of>\d{{1,3}}|{_WORDS})\b(?![.,]?\d|[\s-](?:day|week|month|year|hour|minute))",
    re.IGNORECASE,
)


_AND_A = re.compile(r"\sand\sa\s|\sand\s(?:one|th|tw)", re.IGNORECASE)
_FORTNIGHT = re.compile(r"\b(?:(?:a|every|each|per)\s)?fortnight(?:ly)?\b", re.IGNORECASE)
_NTH = {
    word: float(count)
    for count, words in enumerate(("other second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"), start=2)
    for word in words.split()
} | {"tenth": 10.0, "twentieth": 20.0, "hundredth": 100.0}
_EVERY = re.compile(
    rf"\bevery\s(?P<nth>{_alternatives(_NTH)})\b(?:\s(?P<unit>day|week|month|year|hour|minute|second)\b)?",
    re.IGNORECASE,
)


def figures(text: str, language: str | None = "en") -> list[Figure]:
    """The numbers of a text, in order; dates are left to ``moments``."""
    found = [figure for match in _NUMBER.finditer(text) for figure in _figure(match, text, language)]
    for match in _ONE_IN.finditer(text):
        part, count = (_count(match[side].lower()) for side in ("part", "of"))
        if 0 < part < count:
            if part > 1 or match["noun"]:
                # "Nine out of ten" is one figure and no longer a nine and a ten.
                found = [one for one in found if not match.start() <= one.start < match.end()]
            found.append(Figure(match.start(), match.end(), 100 * part / count, "ratio", 1, 1, "exact", part == 1))
    found += [
        one for one in _every(text) if not any(one.start < other.end and other.start < one.end for other in found)
    ]
    return _shared_units(_mixed(sorted(found, key=lambda one: one.start), text), text)


def _mixed(found: list[Figure], text: str) -> list[Figure]:
    """The figures, where "five and a half hours" is one."""
    mixed: list[Figure] = []
    for figure in found:
        whole = mixed[-1] if mixed else None
        part = figure.value / 100 if figure.dimension == "ratio" else figure.value
        if (
            whole is not None
            and figure.loose
            and 0 < part < 1
            and whole.dimension is None
            and whole.value.is_integer()
            and whole.value < LARGE
            and _AND_A.fullmatch(text[whole.end : figure.start] + text[figure.start : figure.start + 2])
        ):
            dimension = None if figure.dimension == "ratio" else figure.dimension
            mixed[-1] = replace(
                figure, start=whole.start, value=whole.value + part, dimension=dimension, bound=whole.bound, loose=False
            )
        else:
            mixed.append(figure)
    return mixed


def _every(text: str) -> Iterator[Figure]:
    """What has a number in it but no numeral: "a fortnight", "every second week", "every tenth house"."""
    for match in _FORTNIGHT.finditer(text):
        factor = UNITS["fortnight"][1]
        yield Figure(match.start(), match.end(), 1.0, "time", factor, 1.0, "exact", loose=True, unit="fortnight")
    for match in _EVERY.finditer(text):
        count, unit = _NTH[match["nth"].lower()], match["unit"]
        if unit:
            factor = UNITS[unit.lower()][1]
            yield Figure(match.start(), match.end(), count, "time", factor, 1.0, "exact", loose=True, unit=f"{unit}s")
        elif match["nth"].lower() not in ("other", "second"):
            yield Figure(match.start(), match.end(), 100 / count, "ratio", 1.0, 1.0, "exact", loose=True)


def _count(word: str) -> float:
    return float(word) if word.isdigit() else float(SMALL.get(word, TENS.get(word, word == "one")))


def _figure(match: re.Match[str], text: str, language: str | None) -> Iterator[Figure]:
    if match["ordinal"]:
        return
    value, step, loose = _value(match, language)
    unit = match["unit"]
    end = match.end()
    if unit is not None and unit.lower() == "an" and language == "en":
        # "In 1974 an eruption": no French year.
        unit, end = None, match.start("unit") - 1
    if unit is not None and len(unit) == 1 and unit.lower() in "mgstlhp" and not match["digits"]:
        unit = None
    if unit == "s" and text[match.start("unit") - 1].isdigit():
        # "The under-12s", "the 1990s": no seconds.
        unit = None
    scales = (match["scales"] + match["late"]).replace("-", " ").split()
    for scale in scales:
        multiple = _scale(scale.strip(".").lower(), language)
        value, step = value * multiple, step * multiple
    if unit == "m" and match["sign"]:
        value, step, unit = value * 1e6, step * 1e6, None
    dimension, factor = _dimension_of(match["sign"], unit)
    if match["word"] and dimension is None and text[match.end() : match.end() + 1] == "-":
        # "Two-step", "three-way": part of a word.
        loose = True
    if match["part"]:
        if dimension is None and not scales:
            value, dimension, step = value * 100, "ratio", 1.0
        loose = True
    start = match.start("sign") if match["sign"] else match.start() + len(match[0]) - len(match[0].lstrip())
    yield Figure(
        start,
        end,
        value,
        dimension,
        factor,
        step,
        _bound(text, start, match.end()),
        loose,
        "°F" if dimension == "temperature" and factor == 2 else unit,
    )


def _value(match: re.Match[str], language: str | None) -> tuple[float, float, bool]:
    if match["digits"]:
        plain = _plain(match["digits"], language)
        decimals = len(plain.partition(".")[2])
        return float(plain), 10.0**-decimals, False
    if match["part"]:
        count = SMALL.get(re.split(r"[\s-]", match["fraction"])[0].lower(), 1)
        return FRACTIONS[match["part"].lower()] * count, 0.01, True
    words = re.split(r"[- ]", match["word"].lower())
    value = sum(SMALL.get(word, TENS.get(word, 1 if word in ONE else 0)) for word in words)
    return float(value), 1.0, words == ["one"]


def _plain(digits: str, language: str | None) -> str:
    """The digits with a point for the decimal mark and nothing for the thousands."""
    digits = re.sub(r"[\s'’]", "", digits).replace("−", "-")
    comma_is_decimal = language not in (None, "en", OTHER)
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return digits
    whole, mark, rest = digits.rpartition(marks[-1])
    thousands = (
        len(rest) == 3 and len(set(marks)) == 1 and (mark == ".") == comma_is_decimal and whole.lstrip("-") != "0"
    )
    if thousands or (len(rest) == 3 and marks.count(mark) > 1):
        return re.sub(r"[.,]", "", digits)
    return re.sub(r"[.,]", "", whole) + "." + rest


def _scale(word: str, language: str | None) -> float:
    if word in ("m", "k", "b"):
        return {"m": 1e6, "k": 1e3, "b": 1e9}[word]
    if word == "billion" and language == "de":
        return 1e12
    return SCALES[word]


def _dimension_of(sign: str | None, unit: str | None) -> tuple[str | None, float]:
    if sign:
        return f"money:{SYMBOLS[sign.strip().upper()]}", 1.0
    if unit is None:
        return None, 1.0
    unit = re.sub(r"\s", " ", unit)
    return UNITS.get(unit) or UNITS[unit.lower()]


def _bound(text: str, start: int, end: int) -> Bound:
    lead = text[max(0, start - 28) : start]
    for bound, pattern in _LEAD.items():
        if pattern.search(lead):
            return bound
    trail = text[end : end + 28]
    if _TRAIL_OVER.match(trail):
        return "over"
    return "under" if _TRAIL_UNDER.match(trail) else "exact"


def _shared_units(found: list[Figure], text: str) -> list[Figure]:
    """The figures, where "five to seven days" gives the five its days."""
    shared = list(found)
    for place in range(len(found) - 2, -1, -1):
        here, there = shared[place], shared[place + 1]
        if here.dimension is None and there.dimension is not None and _RANGE.fullmatch(text[here.end : there.start]):
            # "From 310 to 395 million euros": of both a million.
            scale = _scale_of(text[there.start : there.end]) if here.value < 1000 <= there.value else 1.0
            shared[place] = Figure(
                here.start,
                here.end,
                here.value * scale,
                there.dimension,
                there.factor,
                here.step * scale,
                here.bound,
                here.loose,
                there.unit,
            )
    return shared


def _scale_of(words: str) -> float:
    return next((SCALES[word] for word in re.findall(r"[^\W\d_]+", words.lower()) if word in SCALES), 1.0)


def agree(claimed: Figure, given: Figure) -> bool:
    """Whether a text that gives the one figure says the other: equal, converted, or rounded as its words allow."""
    # "From 210 to 200 litres" of "200 litres, against 210": a number that large is not taken for another unit's.
    bare = given.dimension is None and claimed.dimension is not None and given.value >= LARGE
    if not bare and not _comparable(claimed.dimension, given.dimension):
        return False
    wanted, held = claimed.base, given.base
    if claimed.dimension is None or given.dimension is None:
        wanted, held = claimed.value, given.value
    slack = 1e-9 * max(abs(wanted), abs(held))
    if claimed.unit != given.unit and claimed.factor != given.factor and None not in (claimed.unit, given.unit):
        # A converted figure is right to its last digit, or to a hundredth where that digit is finer.
        slack = max(0.51 * claimed.step * (5 / 9 if claimed.unit == "°F" else claimed.factor), 0.011 * abs(held))
    if claimed.bound == given.bound and claimed.bound in ("over", "under") and claimed.step <= given.step:
        # "3.2 or later" is not "2.3 or later".
        return abs(wanted - held) <= slack
    difference = wanted - held
    if abs(difference) <= slack:
        return True
    room = 0.0 if held == 0 else abs(difference) / max(abs(held), 1e-12)
    match claimed.bound:
        case "about":
            return room <= 0.05 or abs(difference) <= 0.51 * claimed.step * claimed.factor
        case "over":
            return difference < slack and room <= (0.25 if claimed.loose else 0.15)
        case "under":
            return difference > -slack and room <= (0.25 if claimed.loose else 0.15)
    # A fraction in words ("a quarter") is as good as its neighbours to two digits.
    return bool((claimed.loose or given.loose) and claimed.dimension == "ratio" and room <= 0.02)


def _comparable(one: str | None, other: str | None) -> bool:
    if one == other:
        return True
    if {one, other} == set(POUND):
        return True
    if one is None:
        # The claim leaves the unit to its reader.
        return True
    return other is None and (one.startswith("money:") or one == "ratio")
