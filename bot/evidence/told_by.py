"""Takes off a question who published what it asks about: the articles of that publisher do not name it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.passage import Passage
from index.publishers import Publishers

_FIRST_MARK = 0xE000
"""Characters that stand for the publishers while the words around them are looked at: no text has them."""
_MARK = r"(?:['\"‘“]?(?:[Tt]he\s+)?[\ue000-\ue0ff]['\"’”]?)"
_MARKS = rf"{_MARK}(?:\s*(?:,|and|or|,\s*and)\s*{_MARK})*"
_WORK = r"(?:articles?|reports?|reporting|pieces?|stor(?:y|ies)|coverage|interviews?|columns?|reviews?)"
_BY = rf"(?:(?:an?|the|its|their|recent)\s+)*(?:{_WORK}\s+(?:by|in|from|on|with)\s+)?{_MARKS}(?:['’]s?)?(?:\s+{_WORK})?"
_ASIDE = re.compile(
    rf",?\s*\b(?:as\s+)?(?:according\s+to|(?:as\s+)?(?:reported|published|covered|described|quoted|written|told)\s+"
    rf"(?:by|in|to)|as\s+per)\s+{_BY}\s*,?",
    re.IGNORECASE,
)
_SAYS = re.compile(
    rf",\s*(?:as\s+)?{_MARKS}\s+(?:reports?|reported|says|said|writes|wrote)\s*(?:,|(?=\?|$))", re.IGNORECASE
)
_TO = re.compile(rf"\b(tell|told|say|said)\s+(?:to\s+)?{_MARKS}(?=\W|$)", re.IGNORECASE)
_INTERVIEW = re.compile(
    rf"\s*\b(?:in|during)\s+(?:an?|the|his|her|their)\s+interview\s+(?:with|by|in)\s+{_MARKS}", re.IGNORECASE
)
_TOLD = {"tell": "say", "told": "said"}


def without_publishers(question: str, passages: Sequence[Passage]) -> str:
    """The question without "according to The Post", and "say" for "tell The Post", of publishers of the passages.

    A publisher that the question is about stays: "What does The Post think of the film?".
    """
    publishers = Publishers(passage.article.publisher for passage in passages if passage.article.publisher)
    named = publishers.mentions(question)[:256]
    if not named:
        return question
    marked = question
    for number, mention in reversed(list(enumerate(named))):
        marked = f"{marked[: mention.start]}{chr(_FIRST_MARK + number)}{marked[mention.end :]}"
    marked = _INTERVIEW.sub("", marked)
    marked = _SAYS.sub("", _ASIDE.sub("", marked))
    marked = _TO.sub(lambda match: _TOLD.get(match[1].lower(), match[1]), marked)
    for number, mention in enumerate(named):
        marked = marked.replace(chr(_FIRST_MARK + number), question[mention.start : mention.end])
    left = re.sub(r"\s+(?=[?.,!])", "", marked).strip(" ,")
    return left[:1].upper() + left[1:] if re.search(r"\w+\W+\w+", left) else question
