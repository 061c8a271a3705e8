"""Words of a question that no article has, put right by the passages that were found for it all the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from rapidfuzz.distance import OSA

from bot.cross_encoder import LANGUAGE
from bot.language.identification import language_of
from index.passage import Passage
from index.word_pieces import builtin_tokenizer

SHORTEST = 5
LONG = 9
"""Letters of a word of which two may be wrong; of a shorter one, one may: "Austria" is not "Australia"."""
SHORTEST_PART = 2
"""Letters of either half of a word that articles write as two."""
_WORD = re.compile(r"(?<!\w)[^\W\d_]+(?!\w)")
"""Without digits: "23andMe" is no misspelt word."""


def doubtful(question: str) -> list[str]:
    """The words that may be misspelt: long enough, and none that a vocabulary of 30,000 common words and names has.

    That vocabulary is English: in other languages only what is written as a name or a noun may be.
    """
    english = language_of(question) == LANGUAGE
    found = [word for word in _WORD.findall(question) if len(word) >= SHORTEST]
    words = dict.fromkeys(word for word in found if english or word[0].isupper())
    return [word for word in words if not any(map(_is_common, _singulars(word)))]


def _is_common(word: str) -> bool:
    return len(builtin_tokenizer().encode(word, add_special_tokens=False).ids) == 1


def _singulars(word: str) -> list[str]:
    """The word, and what it may be without the s of a plural or of "he fixes"."""
    endings = (("s", ""), ("es", ""), ("ies", "y"))
    return [word, *(word.removesuffix(end) + instead for end, instead in endings if word.endswith(end))]


def put_right(question: str, unknown: Collection[str], found: Sequence[Passage]) -> dict[str, str]:
    """For each word that no article has, how the passages write it: as two, or by one other letter, two in a long one.

    That word begins alike ("deactivated" is not "activated"), and is a name if the other is written as one, behind the
    same first name if there is one: "Sarah Kellen" is not "Thomas Keller".  Of several, the nearest, then the most
    frequent.  Words without such a one are left out.
    """
    texts = [f"{passage.article.title} {passage.text}" for passage in found]
    written = Counter(word for text in texts for word in _WORD.findall(text) if len(word) >= SHORTEST - 1)
    right = {}
    for word in unknown:
        apart = _in_two(word, texts)
        if apart:
            right[word] = apart
            continue
        most = 2 if len(word) >= LONG else 1
        first_name = re.search(rf"(?<=\W)([A-Z]\w+)\s+{re.escape(word)}\b", question)
        near = {
            other: (distance, -count)
            for other, count in written.items()
            if word[0].lower() == other[0].lower()
            and (word[0].islower() or other[0].isupper())
            and (distance := OSA.distance(word.lower(), other.lower(), score_cutoff=most)) <= most
        }
        for other in sorted(near, key=near.__getitem__):
            if first_name is None or any(re.search(rf"\b{first_name[1]}\s+{other}\b", text) for text in texts):
                right[word] = other
                break
    return right


def _in_two(word: str, texts: Sequence[str]) -> str:
    """The word as the texts write it, with a hyphen or a blank in it; "" where they do not."""
    places = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    halves = "|".join(f"{word[:place]}[- ]{word[place:]}" for place in places)
    for text in texts if halves else ():
        if written := re.search(rf"\b(?:{halves})\b", text, re.IGNORECASE):
            return written[0]
    return ""
