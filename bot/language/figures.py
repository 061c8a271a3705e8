"""Numbers as a text writes them - digits, words, money, percentages, units - brought to values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from bot.language.bounds import Bound, alternatives, bound_of
from bot.language.clock import DIAL_H, ClockTime, clock_times, same_time
from bot.language.figure import Figure
from bot.language.identification import OTHER
from bot.language.numerals import FRACTIONS, ONE, POUND, SCALES, SYMBOLS, UNITS
from bot.language.recurring import recurring
from index.numerals import SMALL, TENS

LARGE = 13
"""From this value on a number without a unit may be one that has its unit elsewhere; below, it is too common."""
ABOUT_H = 0.5
"""Hours that "around 6 p.m." may be off."""

_DIGITS = (
    r"\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}(?!\d))+(?:,\d+)?|\d{1,3}(?:[.,'’]\d{3}(?!\d))+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
)
_WORDS = alternatives({*(word for word in SMALL if "_" not in word), *TENS})
_COUNT = rf"(?:(?:{alternatives(TENS)})[- ](?:{_WORDS})|(?:{_WORDS}))"
_UNIT = rf"(?P<unit>{alternatives(UNITS)})(?![\w²])"
_NUMBER = re.compile(
    rf"(?P<sign>(?:US|A|C)?\$|[€£¥₹]|\b(?:USD|EUR|GBP|JPY|CHF)[ \u00a0])?\s?"
    rf"(?:(?<![\w.,])(?P<digits>[-−]?(?:{_DIGITS}))(?P<ordinal>(?:st|nd|rd|th)\b)?"
    rf"|\b(?P<fraction>(?:(?:a|an|one|two|three|four|five|six|seven|eight|nine|ein|eine|un|une|la|der)[\s-]|(?=half|halves|Hälfte|moitié|mitad))(?P<part>{alternatives(FRACTIONS)})s?)\b"
    rf"|\b(?P<word>{_COUNT}|one|a(?=\s(?:dozen|hundred|thousand|million|billion|trillion)\b)"
    rf"|un(?=\s(?:million|milliard|millón)\b)|eine?(?=\s(?:Million|Milliarde)\b))\b)"
    rf"(?P<scales>(?:[\s\u00a0-]?(?:{alternatives(SCALES)}|(?<=\d)[mk](?!\w)|(?<=\d)b(?!\w))\b\.?)*)"
    rf"(?:\sde\b|\sd['’](?=euro)|(?(part)(?:\sof\san?(?=\s)|\san?(?=\s(?:{alternatives(SCALES)}|hour|minute|second|day|year|month)\b))))?"
    rf"(?P<late>(?:\s(?:{alternatives(SCALES)})\b)?)(?:\s?d['’](?=euro)|\sde(?=\s))?"
    rf"(?:(?:[\s-](?:working|business|calendar|full|consecutive|straight|long))?[\s\u00a0-]?{_UNIT})?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"\s?(?:to|and|or|-|–|—|bis|und|à|et|a|y)\s?", re.IGNORECASE)
_ONE_IN = re.compile(
    rf"\b(?P<part>one|1|{_WORDS}|\d{{1,2}}(?=\sout))\s(?P<noun>[a-z]+\s)?(?:in|out\sof)\s(?:every\s)?"
    rf"(?P<of>\d{{1,3}}|{_WORDS})\b(?![.,]?\d|[\s-](?:day|week|month|year|hour|minute))",
    re.IGNORECASE,
)
_DEGREES: dict[float, str | None] = {2: "°F", 3: "K"}
"""The degrees that are no multiples of one Celsius, by the number that stands for them in ``UNITS``."""
_BEFORE_OR_AFTER = re.compile(r"\b(?:before|by|until|till|after)\s$", re.IGNORECASE)
_AND_A = re.compile(r"\sand\sa\s|\sand\s(?:one|th|tw)", re.IGNORECASE)


def figures(text: str, language: str | None = "en") -> list[Figure]:
    """The numbers and the times of day of a text, in order; dates are left to ``moments``."""
    times = clock_times(text)
    unmasked = text
    if times:
        letters = list(text)
        for time in times:
            letters[time.start : time.end] = "·" * (time.end - time.start)
        text = "".join(letters)
    found = [figure for match in _NUMBER.finditer(text) for figure in _figure(match, text, language)]
    for match in _ONE_IN.finditer(text):
        part, count = (_count(match[side].lower()) for side in ("part", "of"))
        if 0 < part < count:
            if part > 1 or match["noun"]:
                # "Nine out of ten" is one figure and no longer a nine and a ten.
                found = [one for one in found if not match.start() <= one.start < match.end()]
            found.append(Figure(match.start(), match.end(), 100 * part / count, "ratio", 1, 1, "exact", part == 1))
    found += [
        one for one in recurring(text) if not any(one.start < other.end and other.start < one.end for other in found)
    ]
    found += [_of_clock(time, unmasked) for time in times]
    return _shared_units(_mixed(sorted(found, key=lambda one: one.start), text), text)


def _of_clock(time: ClockTime, text: str) -> Figure:
    """A time of day as a figure; one that is a number alone may as well be another number: "inflation stood at 5"."""
    if time.bare:
        bound = bound_of(text, time.start, time.end)
        return Figure(time.start, time.end, time.hours, None, 1, 1, bound, clock=time)
    return Figure(time.start, time.end, time.hours, "clock", 3600, 1 / 60, _side(text, time), clock=time)


def _side(text: str, time: ClockTime) -> Bound:
    """On which side of a time of day something is: "orders before 14:00"."""
    bound = bound_of(text, time.start, time.end)
    lead = _BEFORE_OR_AFTER.search(text, max(0, time.start - 10), time.start)
    if bound != "exact" or lead is None:
        return bound
    return "over" if lead[0].lower().startswith("after") else "under"


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


def _count(word: str) -> float:
    return float(word) if word.isdigit() else float(SMALL.get(word, TENS.get(word, word == "one")))


def _figure(match: re.Match[str], text: str, language: str | None) -> Iterator[Figure]:
    if match["ordinal"]:
        return
    value, step, loose = _value(match, language)
    unit, end = _unit(match, text, language)
    scales = (match["scales"] + match["late"]).replace("-", " ").split()
    for scale in scales:
        multiple = _scale(scale.strip(".").lower(), language)
        value, step = value * multiple, step * multiple
    if unit == "k":
        # Kelvin has a capital letter.
        unit = None
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
        bound_of(text, start, match.end()),
        loose,
        _DEGREES.get(factor, unit) if dimension == "temperature" else unit,
    )


def _unit(match: re.Match[str], text: str, language: str | None) -> tuple[str | None, int]:
    """The unit that a number is written with, if it is one, and where the figure ends."""
    unit = match["unit"]
    if unit is None:
        return None, match.end()
    if unit.lower() == "an" and language == "en":
        # "In 1974 an eruption": no French year.
        return None, match.start("unit") - 1
    lettered = len(unit) == 1 and unit.lower() in "mgstlhp" and not match["digits"]
    # "The under-12s", "the 1990s": no seconds.  Kelvin has a capital letter.
    counted = unit == "s" and text[match.start("unit") - 1].isdigit()
    return (None if lettered or counted or unit == "k" else unit), match.end()


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


def _shared_units(found: list[Figure], text: str) -> list[Figure]:
    """The figures, where "five to seven days" gives the five its days."""
    shared = list(found)
    for place in range(len(found) - 2, -1, -1):
        here, there = shared[place], shared[place + 1]
        if (
            here.dimension is None
            and there.dimension not in (None, "clock")
            and _RANGE.fullmatch(text[here.end : there.start])
        ):
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
    if "clock" in (claimed.dimension, given.dimension):
        return _at_one_time(claimed, given)
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


def _at_one_time(claimed: Figure, given: Figure) -> bool:
    """Whether a time of day is the other one; a number alone may be its hour: "from 9 to 5"."""
    if claimed.clock is not None and given.clock is not None:
        return same_time(claimed.clock, given.clock, ABOUT_H if claimed.bound == "about" else 0.0)
    return claimed.dimension is None and claimed.value <= DIAL_H and claimed.value % DIAL_H == given.value % DIAL_H
