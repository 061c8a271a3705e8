"""What a text lists or joins: "Quncho, Kora and a local landrace", "Velar and Orlen"."""

from __future__ import annotations

import itertools
import re

from bot.conversation.mentions import mentions, plain
from bot.conversation.slots import is_small_name
from bot.language.function_words import OPENERS
from bot.language.tagging import may_be_verb, tags

_NAME = r"[A-Z][\w-]*(?:\s(?:of\s(?:the\s)?)?[A-Z][\w-]*)*(?:\s\d{1,2}(?:\.\d+)?(?=\s|$))?"


def listed(answer: str) -> list[str]:
    """The items of the first list in an answer: "Quncho, Kora and a local landrace were compared" has three."""
    rows = [line.split(" | ") for line in plain(answer).split("\n") if " | " in line]
    if len(rows) > 1 and len(rows[0]) == len(rows[1]):
        return [cells[0].strip() for cells in rows]  # What the rows of a table are called
    for sentence in re.split(r"(?<=[.!?])\s|\n", plain(answer)):
        # "Which is better, Zapp or Kora?" lists two.
        sentence = re.sub(r"^(?:which|what|who)\b[^,]*,\s(?=[^,]+\sor\s[^,]+$)", "", sentence.rstrip("? "), flags=re.I)
        cells = [cell.strip() for cell in sentence.split(" | ")]
        if len(cells) > 2:
            return cells
        listing = re.search(
            r"((?:[^,:;.]{2,60},\s)+[^,:;.]{2,60}?),?\s(?:and|or|und|et|y|oder|ou)\s([^,;.]{2,60})", sentence
        )
        pair = listing or re.search(rf"()({_NAME})\s(?:and|or|und|et|y)\s({_NAME})", sentence)
        if pair is None:
            sides = re.split(r"\s(?:and|und|et|y)\s", sentence)
            named = [[mention.text for mention in mentions(side) if mention.named] for side in sides]
            if len(sides) == 2 and all(named):
                # "2 GB on the Free plan and 50 GB on the Team plan"
                return [
                    names[0] if side.startswith(names[0]) else names[-1]
                    for side, names in zip(sides, named, strict=True)
                ]
            continue
        items = [*pair[1].split(", "), pair[2]] if pair is listing else [_without_opener(pair[2]), pair[3]]
        items[0] = re.sub(r"^(?:there|these|they|it)\s(?:is|are|was|were|includes?)\s", "", items[0], flags=re.I)
        cut = [_without_verb(item) for item in items]
        if all(re.fullmatch(_NAME, item) for item in cut[:-1]):
            # "Uganda, Kenya and Tanzania border the lake"
            cut[-1] = (re.match(_NAME, cut[-1]) or [cut[-1]])[0]
        cut[0] = re.split(r":\s|\b(?:are|include|includes|were|is|need)\s", cut[0])[-1]
        # "It leads up to the falls, and back on the other bank" lists nothing.
        return [item.strip(" .") for item in cut if item.strip(" .") and not _is_clause(item)]
    return []


def _without_verb(item: str) -> str:
    """What is listed without what is told of it: "John Holt" of "John Holt won the prize"."""
    item = re.split(r"\s(?:is|are|was|were|have|has|had|will|can|both|all)\s", item)[0]
    verb = re.search(r"(?<=[\w.])\s(?=[a-z]+(?:ed|s)?\b)", item) if item[:1].isupper() else None
    if verb is None:
        return item
    found = tags(item)
    acts = [at for at, tag in found.items() if tag in ("VVD", "VVZ", "VVB") and at >= verb.end()]
    return item[: acts[0]].rstrip() if acts and item[: acts[0]].rstrip()[-1:].isalnum() else item


def _is_clause(item: str) -> bool:
    """Whether a part of a sentence tells something by itself: "it leads up to the falls"."""
    found = tags(item).values()
    return any(tag in ("VVZ", "VVD", "VBZ", "VBD", "VHZ", "VHD", "VM0") for tag in found) and "PNP" in found


def announced(text: str) -> list[str]:
    """The two that a text announces: "Basic" and "Plus" of "two plans: Basic with films and Plus with series"."""
    told = re.search(r"\b(?:two|both)\s[^:.,]{3,50}(?::|,\snamely|\s[–—])\s(.+?),?\s(?:and|or)\s([^.]+)", text)
    sides = [mentions(f"of {told[side]}") for side in (1, 2)] if told else []
    return [held[0].text for held in sides] if all(sides) else []


def joined(question: str) -> list[str]:
    """The two things that a question joins and no more: "oats" and "rye" of "How healthy are oats and rye?"."""
    held = mentions(question)
    rare = re.search(r"\b([a-z]{4,})\s(?:and|or|versus)\s([a-z]{4,})[?. ]*$", question)
    if rare and not held and not any(map(may_be_verb, rare.groups())):
        return list(rare.groups())  # No tagger knows all drugs.
    return next(
        (
            [first.text, second.text]
            for first, second in itertools.pairwise(held)
            if re.fullmatch(r",?\s(?:and|or|vs\.?|versus|than)\s(?:the\s)?", question[first.end : second.start])
            and question[: first.start].rstrip()[-1:] != ","
        ),
        [],
    )


def coordinated(text: str) -> str | None:
    """ "Velar and Orlen", where a text joins two names."""
    match = re.search(rf"\b({_NAME})(?:['’]s)?\s(?:and|und|et|y|&)\s({_NAME})", text)
    if match is None:
        return None
    first = _without_opener(match[1])
    return f"{first} and {match[2]}" if first else None


def _without_opener(name: str) -> str:
    """ "Velar" of "Did Velar and Orlen merge?"."""
    words = name.split()
    while words and words[0].lower() in OPENERS:
        words.pop(0)
    return " ".join(words)


def without_place(item: str) -> str:
    """ "Ridge Bank" of "Ridge Bank of Norland": what tells two apart is not where they are."""
    return re.sub(r"(?<=\w)\s(?:of|from|in)\s(?:the\s)?[A-Z]\w+$", "", item) if item[:1].isupper() else item


def names_one(phrase: str) -> bool:
    """Whether a phrase is a name and no more: "the Model S"."""
    if re.fullmatch(r"(?:the\s)?[a-z-]{3,}\s\d{1,3}", phrase) or is_small_name(re.sub("^the ", "", phrase)):
        return True  # "kestrel 3", "poland"
    phrase = re.sub(r"\s\d[\d.]*$", "", phrase)  # "Rowan 3"
    held = mentions(f"of {phrase}")
    return len(held) == 1 and held[0].named and held[0].end == len(phrase) + 3 and held[0].start <= len("of the ")


def all_named(items: list[str]) -> bool:
    """Whether each of the items has a name."""
    return all(any(mention.named for mention in mentions(f"of {item}")) for item in items)
