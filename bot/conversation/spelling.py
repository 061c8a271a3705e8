"""A message as it would be written with care: "whats" as "what is", "ingrid vasel" with the capitals of the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot.conversation.foreign import language
from bot.conversation.mentions import mentions, plain
from bot.conversation.names import HE, SHE, TITLES, genders
from bot.language.tagging import is_named, may_be_verb
from bot.language.terms import rarity
from index.dates import MONTHS
from index.forms import written_out

_RUN_TOGETHER = re.compile(
    r"\b(?:(?P<who>you|we|they)(?P<verb>re|ve)(?<!were)|(?P<i>i)(?P<have>ve)"
    # "Im" is a German word too.
    r"|(?P<it>it)s(?=\s(?:an?|the|not|too|been|really|very|so|already|never|sold\sout|closed|broken|cancelled|over|gone)\b)"
    r"|(?P<me>i)m(?=\s(?:the|an?|not|from|on|at|only|just|still|also|so|\d+|[a-z]+ing)\b))\b",
    re.IGNORECASE,
)
_MEANT = {"wat": "what", "wht": "what", "wich": "which", "teh": "the", "abt": "about", "n": "and "}
_MISTYPED = re.compile(r"^n\s(?=[a-z]{2})|\b(?:wat|wht|wich|teh|abt)\b", re.IGNORECASE)
_DID = re.compile(r"\b(why|how|where|when|who|what)['’]d\s(?=(?:they|he|she|it|you|we|i)\b)", re.IGNORECASE)
_HOW_IS = re.compile(r"\b(how\s[a-z]+)['’]s\s(?=(?:it|he|she|that|this)\b)", re.IGNORECASE)
_ASIDE = re.compile(r",?\s(?:btw|by the way|tho|lol|haha)(?=[\s?.!,]*$)", re.IGNORECASE)
_TWO_WORDS = re.compile(r"(?<!\bthe )(?<!\ban )(?<!\ba )(?<!\bto )\b(?P<first>[a-z]{3,})(?= (?P<last>[a-z]{3,})\b)")
_RARE = 0.7
"""Of a word that is rather a last name: "munro" is 0.94, "castle" and "build" are below."""
_UNHEARD_OF = 0.85
"""Of a word that an answer has with a capital because it is a name: "oracle" is 0.88, "garage" 0.76."""


def written_with_care(text: str, said: Iterable[str] = ()) -> str:
    """The message with its contractions in full, and the capitals that names have in what was ``said`` before."""
    if language(text) is not None:
        return text
    text = _MISTYPED.sub(lambda match: _MEANT[match[0].lower().strip()], _ASIDE.sub("", text))
    text = _DID.sub(r"\1 did ", _HOW_IS.sub(r"\1 is ", text))
    text = written_out(_RUN_TOGETHER.sub(_apart, text))
    for name in _names(said):
        if name.lower() not in text:
            continue
        text = re.sub(rf"(?<![\w'’-]){re.escape(name.lower())}(?![\w-])", name, text)
    text = re.sub(r"\b(dr|mr|mrs|ms|prof) ([a-z]{3,})\b", lambda match: match[0].title(), text)
    for match in reversed(list(_TWO_WORDS.finditer(text))):
        if _is_full_name(match["first"], match["last"]):
            name = f"{match['first']} {match['last']}".title()
            text = text[: match.start()] + name + text[match.end("last") :]
    return text


def with_names_of(question: str, answer: str) -> str:
    """The question with the capitals that its answer gives to names: "Rowan 3" of "rowan 3"."""
    if language(question) is not None:
        return question
    told = plain(answer)
    for name in _names([answer]):
        if name.lower() in question and not may_be_verb(name.lower()):
            question = re.sub(rf"(?<![\w’'-]){re.escape(name.lower())}(?![\w-])", name, question)
    words = set(re.findall(r"\w+", told))
    within = set(re.findall(r"(?<=[\w,;]\s)[A-Z]\w+", told))
    numbered = set(re.findall(r"\b([A-Z]\w+)\s\d", told))

    def written(match: re.Match[str]) -> str:
        word, name = match[0], match[0].capitalize()
        if name not in words or word in words or rarity(word, "en") < _RARE or may_be_verb(word):
            return word
        unheard = name in within and rarity(word, "en") >= _UNHEARD_OF and not word.endswith("s")
        return name if is_named(word) or unheard or name in numbered else word

    return re.sub(r"(?<![\w'’-])[a-z]{3,}(?![\w'’-])", written, question)


def _names(said: Iterable[str]) -> list[str]:
    """The names of several words, and the single names that are no common words; the longest first."""
    found = set()
    for text in said:
        for mention in mentions(plain(text)):
            words = mention.text.split()
            if not all(word[:1].isupper() for word in (words[0], words[-1])):
                continue
            if len(words) > 1:
                found.add(mention.text)
            within = re.search(r"[\w,;]\s$", plain(text)[: mention.start]) is not None
            single = within and len(words) == 1 and is_named(words[0])
            if (mention.person or single) and rarity(words[-1], "en") >= _RARE:
                found.add(words[-1])
    return sorted(found, key=len, reverse=True)


def _is_full_name(first: str, last: str) -> bool:
    """Whether two small words are somebody whom no answer names: a first name before a word that is no common one."""
    known = first in SHE or first in HE or (first in genders() and rarity(first, "en") >= _RARE)
    return known and first not in MONTHS and not (last in TITLES or may_be_verb(last) or rarity(last, "en") < _RARE)


def _apart(match: re.Match[str]) -> str:
    if match["who"]:
        return f"{match['who']} {'are' if match['verb'].lower() == 're' else 'have'}"
    if match["it"]:
        return f"{match['it']} {'has' if match.string[match.end() :].startswith(' been') else 'is'}"
    return f"{match['i']} have" if match["i"] else f"{match['me']} am"
