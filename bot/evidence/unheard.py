"""Names that a question is about and no article has: then nothing that is found can answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Sequence

from rapidfuzz.distance import OSA

from bot.cross_encoder import LANGUAGE
from bot.evidence.asked import asked_alone
from bot.evidence.spelling import LONG
from bot.language.function_words import FUNCTION
from bot.language.identification import language_of
from bot.language.tagging import is_named
from bot.language.terms import rarity
from index.word_pieces import builtin_tokenizer

SHORTEST = 5
"""Letters of a name written small; with a capital, one less."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:-[^\W\d_]+)*(?!\w)")
_OWN = re.compile(r"\b(?:my|our)\s+(?:[a-z]+\s+){1,2}$")
_ENDINGS = ("s", "es", "d", "ed", "ing", "er", "ers", "or", "ors", "ly", "able", "ness", "less", "ful", "ment", "ments")
_BEGINNINGS = (
    "un",
    "re",
    "non",
    "pre",
    "mis",
    "over",
    "under",
    "inter",
    "super",
    "anti",
    "dis",
    "out",
    "sub",
    "de",
    "co",
)


def unheard_of(question: str, absent: Callable[[Sequence[str]], Collection[str]]) -> list[str]:
    """The names in a question that no article has, if it names nothing else; ``absent``: which of the words none has.

    In English, whose common words and names the built-in vocabulary has: what it lacks is a name, unless it is made of
    its words, nearly spelt like one, or no name to the tagger.  What one has oneself ("my husband Piotr") says nothing
    of the articles.
    """
    if language_of(question) != LANGUAGE:
        return []
    asked = asked_alone(question)
    words = list(_WORD.finditer(asked))
    capital = [word[0] for word in words[1:] if word[0][0].isupper() and word[0].lower() not in FUNCTION]
    if len(capital) >= len(words) / 2 > 1:
        return []  # A Headline Says Nothing by Its Capitals
    names = [
        word[0]
        for word in words
        if not _OWN.search(asked[: word.start()])
        and not (word[0].isupper() and len(word[0]) <= SHORTEST)  # an abbreviation, which articles may write out
        and (len(word[0]) >= SHORTEST or (word[0] in capital and len(word[0]) == SHORTEST - 1))
        and not _is_english(word[0].lower())
    ]
    missing = set(absent(list(dict.fromkeys([*names, *capital]))))
    if not missing.intersection(names):
        return []
    if not missing.issuperset(capital) or any(name not in missing and is_named(name) for name in names):
        return []  # it names what is there, too
    return [name for name in dict.fromkeys(names) if name in missing and is_named(name) and not _is_misspelt(name)]


def _is_english(word: str) -> bool:
    """Whether the vocabulary has a word, or those that it is made of."""
    if all(any(map(_is_known, _forms(piece))) for piece in word.split("-")):
        return True
    return any(_is_known(word[:at]) and any(map(_is_known, _forms(word[at:]))) for at in range(3, len(word) - 2))


def _is_misspelt(word: str) -> bool:
    most = 2 if len(word) >= LONG else 1
    return any(
        OSA.distance(word.lower(), other, score_cutoff=most) <= most
        for other in builtin_tokenizer().get_vocab()
        if other[0] == word[0].lower() and abs(len(other) - len(word)) <= most
    )


def _is_known(word: str) -> bool:
    return rarity(word, LANGUAGE) < 1.0


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be made of: "fixes" of "fix", "carries" of "carry", "unpaid" of "paid"."""
    yield word
    for ending in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            yield stem
            yield f"{stem}e"
            if stem[-1] == "i":
                yield f"{stem[:-1]}y"
            if stem[-1] == stem[-2]:
                yield stem[:-1]
    for beginning in _BEGINNINGS:
        rest = word.removeprefix(beginning).removeprefix("-")
        if word.startswith(beginning) and len(rest) > 3:
            yield rest
