"""The words for numbers, in English, German, French and Spanish."""

from __future__ import annotations

_SMALL = (
    "zero null zéro cero",
    "one",
    "two zwei deux dos",
    "three drei trois tres",
    "four vier quatre cuatro",
    "five fünf cinq cinco",
    "six sechs seis",
    "seven sieben sept siete",
    "eight acht huit ocho",
    "nine neun neuf nueve",
    "ten zehn dix diez",
    "eleven elf onze once_es",
    "twelve zwölf douze doce",
    "thirteen dreizehn treize trece",
    "fourteen vierzehn quatorze catorce",
    "fifteen fünfzehn quinze quince",
    "sixteen sechzehn seize dieciséis",
    "seventeen siebzehn diecisiete",
    "eighteen achtzehn dieciocho",
    "nineteen neunzehn diecinueve",
)
_TENS = (
    "twenty zwanzig vingt veinte",
    "thirty dreißig trente treinta",
    "forty vierzig quarante cuarenta",
    "fifty fünfzig cinquante cincuenta",
    "sixty sechzig soixante sesenta",
    "seventy siebzig setenta",
    "eighty achtzig ochenta",
    "ninety neunzig noventa",
)
NUMBERS = tuple(words.split()[0] for words in _SMALL)
"""In English: ``NUMBERS[3]`` is "three"."""
SMALL = {word: value for value, words in enumerate(_SMALL) for word in words.split() if word != "one"}
"""Without "one" and its like, which are seldom said to count."""
TENS = {word: value * 10 for value, words in enumerate(_TENS, start=2) for word in words.split()}
