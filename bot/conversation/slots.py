"""Which part of the last question a fragment replaces by its form: the same preposition, a number, "the first"."""

from __future__ import annotations

import re

from bot.conversation.mentions import is_somebody, mentions
from bot.conversation.names import SMALL_TIMES, TITLES
from bot.conversation.phrases import ATTRIBUTES
from bot.conversation.places import is_place
from bot.conversation.wording import AUXILIARY, PREPOSITION
from bot.language.tagging import is_named, may_be_verb, tags
from bot.language.terms import rarity

_SAME = (
    ("bei", "beim"),
    ("in", "im", "ins"),
    ("an", "am", "ans"),
    ("von", "vom"),
    ("zu", "zum", "zur"),
    ("de", "du", "des", "del"),
    ("à", "au", "aux", "en"),
    ("a", "al"),
)
"""Prepositions that differ only in the article that they have taken in."""
_ARTICLE = r"(?:(?:the|an?|der|die|das|den|dem|einem|einer|le|la|les|el|los|las)\s)?"
_ORDINAL = r"first|second|third|fourth|fifth|last|next|current|previous|only|latest"
_MOST = r"(?!rest\b|west\b|test\b|guest\b)[a-z]{2,}est|best|worst|(?:most|least)\s[a-z]+"
_GROUP = r"(?:wom[ae]n|m[ae]n|girl|boy|ladie|junior|senior|youth)['’]?s"
_NUMBER = r"v?\d+(?:\.\d+)*"
_LETTER = r"[A-Z](?!\w)"
_GROUPS = frozenset(
    "staff employee trainee adult child children kid baby infant family couple resident guest freelancer intern "
    "apprentice parent admin tenant spouse volunteer pensioner worker member customer teacher user owner player driver "
    "buyer seller renter lodger subscriber newcomer commuter beginner prisoner traveller passenger contractor visitor "
    "investor instructor tutor sponsor donor senior junior minor".split()
)
"""Who something may be for, besides those who are called by what they do."""
_RARE = 0.75
"""Rarity from which on a word after "of" gives way to a name: "ajax" is 0.92, "wine" 0.65."""
_UNKNOWN = 0.55
"""Rarity from which on a word in small letters that is tagged as a name is taken for one: "windows" is 0.59."""


def named(phrase: str) -> str:
    """The phrase with the capital that its writer left out, where it is a name: "Germany", "the Louvre"."""
    two = re.fullmatch(r"([a-z]{3,})\s([a-z]{3,})", phrase)
    if two and tags(f"of {phrase}")[3].startswith("NN") and is_place(two[2]):
        return phrase.title()  # "Air France"
    word = re.fullmatch(r"((?:the\s)?)([a-z]{3,})", phrase)
    if word is None or not is_small_name(word[2]) or (word[2].endswith("s") and not is_place(word[2])):
        return phrase  # "Hydrangeas" is tagged as a name too.
    return f"{word[1]}{word[2].capitalize()}"


def is_small_name(word: str) -> bool:
    """Whether a word in small letters is a name: "germany", "biedronka"."""
    if not word.isalpha() or not word.islower() or word in SMALL_TIMES:
        return False
    return is_place(word) or (is_named(word) and rarity(word, "en") >= _UNKNOWN)


def replaced(words: str, body: str) -> str | None:
    """The question with the words in the place of what has their form; None where nothing has."""
    for way in (_ordinal, _superlative, _number, _group, _verb, _phrase, _agent, _rival, _small_name, _short_name):
        placed = way(words, body)
        if placed is not None:
            return placed
    return None


def _ordinal(words: str, body: str) -> str | None:
    """ "Her first" for "Christie's second husband"."""
    old = re.search(rf"\b(?:{_ORDINAL})\b(?:\s(?P<noun>[a-z]+))?", body, re.I)
    noun = f"|\\s{old['noun']}" if old and old["noun"] else ""
    new = re.fullmatch(rf"(?:.+\s)?({_ORDINAL})(?:\sone{noun})?", words, re.I)
    return f"{body[: old.start()]}{new[1]}{body[old.start() + len(old[0].split()[0]) :]}" if new and old else None


def _superlative(words: str, body: str) -> str | None:
    """ "The youngest" for "the oldest player"."""
    new = re.fullmatch(rf"(?:the\s)?({_MOST})(?:\sone)?", words, re.I)
    old = re.search(rf"\bthe\s({_MOST})\b", body, re.I)
    return f"{body[: old.start(1)]}{new[1]}{body[old.end() :]}" if new and old else None


def _number(words: str, body: str) -> str | None:
    """ "The Rowan 3" for "the Rowan 2", "on 2.0" for "on Rowan 1.1", and behind "on Rowan"; a year is a date."""
    alike = re.fullmatch(rf"(?:.*\s)?([\w-]+)\s({_NUMBER}|{_LETTER})", words)
    kind = _NUMBER if alike and alike[2][-1].isdigit() else _LETTER
    old = re.search(rf"\b(?i:{re.escape(alike[1])})\s({kind})(?=\s|$)", body) if alike else None
    if alike and old:
        return f"{body[: old.start(1)]}{alike[2]}{body[old.end() :]}"
    new = re.fullmatch(rf"(?:([a-z]+)\s)?(?:version\s)?({_NUMBER})", words, re.I)
    if new is None or re.fullmatch(r"(?:1[5-9]|20)\d\d", new[2]):
        return None
    old = re.search(rf"(?<=\s)(?!(?:1[5-9]|20)\d\d\b){_NUMBER}(?=\s|$)", body)
    if old:
        return f"{body[: old.start()]}{new[2]}{body[old.end() :]}"
    held = [mention for mention in mentions(body) if mention.named]
    led = [mention for mention in held if new[1] and mention.preposition == new[1].lower()] or held
    return f"{body[: led[-1].end]} {new[2]}{body[led[-1].end :]}" if led else None


def _group(words: str, body: str) -> str | None:
    """ "In the mens" for "in the womens marathon"."""
    new = re.fullmatch(rf"(?:[a-z]+\s)?(?:the\s)?({_GROUP})", words, re.I)
    old = re.search(rf"\b{_GROUP}(?=\s)", body, re.I)
    return f"{body[: old.start()]}{new[1]}{body[old.end() :]}" if new and old else None


def _verb(words: str, body: str) -> str | None:
    """ "Close" for "open" in "when does the pool open"."""
    old = re.search(r"\b[a-z]+$", body)
    if old is None or not re.fullmatch(r"[a-z]{3,}", words) or words in ATTRIBUTES:
        return None
    asked = re.match(r"(?:when|where|why|how)\s(?:does|do|did|will|can)\s", body, re.I)
    verbs = asked and may_be_verb(old[0]) and may_be_verb(words) and tags(f"when does it {words}")[13] == "VVI"
    return f"{body[: old.start()]}{words}" if verbs else None


def _phrase(words: str, body: str) -> str | None:
    """ "In the half marathon" for "in the mens marathon", "bei Bremen" for "beim HSV"."""
    led = PREPOSITION.match(words)
    if led is None:
        return None
    lead = led[0].strip().lower()
    leads = "|".join(next((family for family in _SAME if lead in family), (lead,)))
    is_new_named = _has_name(words[led.end() :])
    for old in reversed(list(re.finditer(rf"(?<=\s)(?:{leads})\s{_ARTICLE}", body))):
        phrase = next((mention for mention in mentions(body) if mention.end > old.end()), None)
        if phrase is None or not re.fullmatch(r"(?:[a-z]+\s){0,2}", body[old.end() : max(phrase.start, old.end())]):
            continue
        if lead == "of" or _has_name(body[old.end() : phrase.end]) == is_new_named:
            return f"{body[: old.start()]}{words}{body[phrase.end :]}"
    return None


def _agent(words: str, body: str) -> str | None:
    """ "The Times" for "critics" in "What did critics think of it?": only somebody thinks."""
    asked = re.match(
        rf"((?:what|how|why)\s(?:{AUXILIARY})\s)((?:the\s)?[a-z]+)(?=\s(?:say|think|make|write|react|respond|argue)\b)",
        body,
        re.I,
    )
    if asked is None or not re.match(r"the\s|[A-Z]", words) or PREPOSITION.match(words):
        return None
    singular = not words.endswith("s") or words[4:5].isupper()
    opening = re.sub(r"\bdo\s$", "does ", asked[1]) if singular else asked[1]
    return f"{opening}{words}{body[asked.end() :]}"


def _rival(words: str, body: str) -> str | None:
    """ "Contractors" for "permanent staff" in "How much leave is there for permanent staff?"."""
    old = next((held for held in mentions(body)[::-1] if held.preposition == "for" and not held.named), None)
    alike = old is not None and is_group(old.text) and re.fullmatch(r"(?:[a-z-]+\s){0,2}[a-z-]+", words)
    if old is None or not alike or not is_group(words):
        return None
    return f"{body[: old.start]}{words}{body[old.end :]}"


def is_group(phrase: str) -> bool:
    """Whether a phrase in small letters says who some people are: "warehouse staff", "part-timers"."""
    noun = re.split(r"[\s-]", phrase.lower())[-1]
    timers = re.search(r"\b(?:part|full|first|old)[\s-]timers?$", phrase, re.I) is not None
    one = noun.removesuffix("s")
    # "Lockers" and "doors" are formed as "workers" and "visitors" are.
    formed = is_somebody(noun) and (one in TITLES or not one.endswith(("er", "or")))
    return timers or formed or one in _GROUPS


def _small_name(words: str, body: str) -> str | None:
    """ "Psv" for "ajax" in "who is the coach of ajax"."""
    old = re.search(r"\b(?:of|at|from|for|in|by|to|on|mit|von|bei|de)\s(?:the\s)?([a-z]+)$", body)
    if (
        old is None
        or old[1].endswith("s")
        or rarity(old[1], "en") < _RARE
        or not re.fullmatch(r"(?:[A-Z][\w-]*\s?)+", words)
    ):
        return None
    return f"{body[: old.start(1)]}{words}"


def _short_name(words: str, body: str) -> str | None:
    """ "The fed" for "the ECB": what is short and no noun is another's short name."""
    new = re.fullmatch(r"the\s([a-z]{2,5})", words)
    old = re.search(r"\b[Tt]he\s([A-Z][A-Za-z]*[A-Z])(?![\w-])", body)
    if new is None or old is None or new[1] in ATTRIBUTES:
        return None
    is_noun = tags(f"of {words}")[7].startswith(("NN", "AJ")) and not is_named(new[1])
    return None if is_noun else f"{body[: old.start(1)]}{new[1]}{body[old.end() :]}"


def _has_name(phrase: str) -> bool:
    held = mentions(f"of {phrase}")
    return any(mention.named for mention in held) or any(is_small_name(word) for word in phrase.split())
