"""What months and weekdays are called, in small letters, and how a year is written."""

from __future__ import annotations

_MONTHS = (
    "january jan januar janvier enero ene",
    "february feb februar février fevrier febrero",
    "march mar märz maerz mars marzo",
    "april apr avril abril abr",
    "may mai mayo",
    "june jun juni juin junio",
    "july jul juli juillet julio",
    "august aug août aout agosto ago",
    "september sept sep septembre septiembre",
    "october oct oktober okt octobre octubre",
    "november nov novembre noviembre",
    "december dec dezember dez décembre decembre diciembre dic",
)
_WEEKDAYS = (
    "monday montag lundi lunes",
    "tuesday dienstag mardi martes",
    "wednesday mittwoch mercredi miércoles",
    "thursday donnerstag jeudi jueves",
    "friday freitag vendredi viernes",
    "saturday samstag sonnabend samedi sábado",
    "sunday sonntag dimanche domingo",
)
MONTHS = tuple(names.split()[0] for names in _MONTHS)
WEEKDAYS = tuple(names.split()[0] for names in _WEEKDAYS)
"""In English, in order."""
MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names.split()}
"""In English, German, French and Spanish, abbreviations too."""
WEEKDAY_NUMBERS = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
"""In the same languages; Monday is 0, as for ``date.weekday``."""

# Regular expressions, for patterns without regard to case.
FULL_MONTH = f"(?:{'|'.join(MONTHS)})"
WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
"""In English, with the abbreviations."""
ANY_MONTH = f"(?:{'|'.join(MONTH_NUMBERS)})"
"""In each of the languages, with the abbreviations; the end of the word must follow, for some begin like others."""
YEAR = r"(?:19|20)\d\d"
"""One that articles are written in or about; what tells of history needs a wider one."""
