"""Which words of a text are nouns, and which of these are names: by their look, and by what stands beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from bot.conversation.names import HE, NO_NAMES, PARTICLES, SHE, SMALL_TIMES
from bot.conversation.places import is_place
from bot.language.function_words import ENGLISH, FOREIGN, FUNCTION, OPENERS
from bot.language.lexicon import lexicon
from bot.language.tagging import may_be_verb, tags
from bot.language.verbs import verb_stems

_INVERTED = re.compile(r"[a-zé]-(?:t-)?(?:il|elle|ils|elles|on)$")
"""A French verb with its pronoun: "a-t-il ouvert"."""
_DOES = re.compile(r"(?:(?:how|what|when|where|why)(?:\s[a-z]+)?\s)?(?:does|do|did)\s", re.I)
"""What asks with a verb that comes at the end: "What does the plan cost?"."""
_UNITS = frozenset(
    "B KB MB GB TB kB kW MW GW kWh MWh GWh TWh W V A Hz kHz MHz GHz mg g kg t ml cl l mm cm m km km² m² ha km/h mph K "
    "C F EUR USD GBP CHF bn m k px dpi fps Mbps Gbps rpm CO2 CO2e".split()
)
"""What is counted or measured in: "256 GB" names nothing that can be asked about."""
NUMERALS = frozenset("one two three four five six seven eight nine ten".split())
"""With a capital behind a name, these belong to it."""
OF = ("of", "de", "del", "von", "du")
"""What leads from a noun to what it is of."""


Tokens = Sequence[tuple[str, int, int]]
"""The words and signs of a text, each with its start and its end."""


def is_noun(tokens: Tokens, at: int, text: str) -> bool:
    """Whether the token at ``at`` is a noun, or says of the next noun what it is like."""
    token, start, _ = tokens[at]
    before = tokens[at - 1][0] if at else ""
    low = token.lower().removesuffix("'s").removesuffix("’s")
    if low in NUMERALS and token[0].isupper() and at and is_name(before, tokens[at - 1][1], text):
        return before.lower() not in NUMERALS  # "Loom Two"
    if _is_no_noun(token, low) or (before[-1:].isdigit() and token in _UNITS):
        return False
    if is_name(token, start, text):
        return True
    if _is_ruled_out(token, before, text):
        return False
    tag = tags(text)[start]
    if _is_verb_at_end(tokens, at, text):
        return False
    if not tag.startswith("AJ"):
        return tag.startswith(("NN", "NP", "UNC"))
    if at + 1 < len(tokens) and is_noun(tokens, at + 1, text):
        return True
    # "What is the fine for parking?"
    return before.lower() in ("the", "a", "an") and not low.endswith(("ed", "est"))


def _is_no_noun(token: str, low: str) -> bool:
    """Whether a word is no noun wherever it stands; ``low``: in lower case, without its "'s"."""
    if not token[0].isalnum() or low in FUNCTION or low in SMALL_TIMES or _INVERTED.search(low):
        return True
    return low in NO_NAMES and token[0].isupper() and not token.isupper()


def _is_ruled_out(token: str, before: str, text: str) -> bool:
    """Whether a word that is no name is no noun either, for what it is or what stands before it."""
    if token[0].isdigit() or _INVERTED.search(before.lower()):
        return True
    # "Lena Hofer gewann den Lauf", "Amenábar dirigió la película": what follows a name is its verb.
    return has_capital(before) and (token in PARTICLES or _is_foreign(text))


def _is_verb_at_end(tokens: Tokens, at: int, text: str) -> bool:
    """Whether a word that ends a question is its verb, there being no other: "cost" of "What does the plan cost?"."""
    following = tokens[at + 1][0] if at + 1 < len(tokens) else "?"
    asked = _DOES.match(text)
    if (
        asked is None
        or tokens[at - 1][0] == "to"
        or following not in ("?", ":", ".", "(")
        or not may_be_verb(tokens[at][0])
    ):
        return False
    between = (
        tag for place, tag in tags(text).items() if asked.end() <= place < tokens[at][1] and not text[place].isupper()
    )
    return not any(tag.startswith("VV") for tag in between)


def is_name(token: str, start: int, text: str) -> bool:
    """Whether a word is a name by its look: a capital that no sentence start explains, or one inside."""
    low = token.lower().removesuffix("'s").removesuffix("’s")
    if low in OPENERS or low in NO_NAMES:
        return False
    if not any(character.isupper() for character in token):
        return False
    if token[0].isupper() and not any(character.isupper() for character in token[1:]):
        opening = not text[:start].strip(" \"“¿¡'«") or text[:start].rstrip(" \"“¿¡'«").endswith((".", "!", "?", ":"))
        if opening:
            stem = lexicon("en").stem(low)
            following = text[start + len(token) :].lstrip()[:1]
            if is_place(low):
                return True
            if not tags(text)[start].startswith(("N", "V", "AJ", "UNC")):
                return False  # "Ultimately, doctors had to amputate"
            return not (stem in verb_stems() or lexicon("en").meaning(stem).groups) or following.isupper()
    return True


def has_capital(word: str) -> bool:
    """Whether there is a capital anywhere in a word."""
    return any(character.isupper() for character in word)


def phrase_end(tokens: Tokens, at: int, text: str) -> int:
    """Where the noun phrase that begins with the noun at ``at`` ends: the number of the token behind it."""
    end = at + 1
    while end < len(tokens) and (more := _belonging(tokens, at, end, text)):
        end += more
    return end


def _belonging(tokens: Tokens, at: int, end: int, text: str) -> int:
    """How many tokens from ``end`` on still belong to the phrase that begins at ``at``."""
    word, start, _ = tokens[end]
    if not (word[0].isalnum() or word == "&") or "\n" in text[tokens[end - 1][2] : start]:
        return 0
    if is_noun(tokens, end, text):
        return 1
    if word == "&":
        return 2 if _is_name_at(tokens, end + 1, text) else 0
    particles = _particles_from(tokens, at, end, text)
    if particles:
        return particles
    if word.lower() in OF and end + 1 < len(tokens) and _of_name(tokens, end, text):
        return 2
    return 3 if word == "of" and _of_a_name(tokens, end, text) else 0


def _particles_from(tokens: Tokens, at: int, end: int, text: str) -> int:
    """How many words from ``end`` on are particles and the name that they lead to: "van den Berg"."""
    if not is_name(tokens[end - 1][0], tokens[end - 1][1], text):
        return 0
    last = end
    while last < len(tokens) and tokens[last][0] in PARTICLES and tokens[last][0].islower():
        last += 1
    if last == end or last >= len(tokens) or not is_name(tokens[last][0], tokens[last][1], text):
        return 0
    first = next((token.lower() for token, _, _ in tokens[at:end] if token.lower() in SHE | HE), "")
    # "Le maire de Marseille", "Bank de France": what is no first name leads to no family name by "de" alone.
    return last + 1 - end if first or tokens[end][0] not in ("de", "del", "la", "le", "du") else 0


def _of_name(tokens: Tokens, end: int, text: str) -> bool:
    """Whether "of X" belongs to the name or the noun before it: "Bank of Norland", "varieties of teff"."""
    follows = is_noun(tokens, end + 1, text)
    left = is_name(tokens[end - 1][0], tokens[end - 1][1], text)
    right = follows and is_name(tokens[end + 1][0], tokens[end + 1][1], text)
    return follows and left == right


def _of_a_name(tokens: Tokens, end: int, text: str) -> bool:
    """Whether "of" leads to an article and a name behind another: "Anatomy of a Fall"."""
    return (
        _is_name_at(tokens, end - 1, text)
        and _is_name_at(tokens, end + 2, text)
        and tokens[end + 1][0] in ("a", "an", "the")
    )


def _is_name_at(tokens: Tokens, at: int, text: str) -> bool:
    return at < len(tokens) and is_name(tokens[at][0], tokens[at][1], text)


@lru_cache(maxsize=256)
def _is_foreign(text: str) -> bool:
    """Whether a text is German, French or Spanish, as far as its small words tell."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return sum(word in FOREIGN for word in words) > sum(word in ENGLISH for word in words)
