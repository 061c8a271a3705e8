"""What a text lists or joins: "Quncho, Kora and a local landrace", "Velar and Orlen"."""

from __future__ import annotations

import re

from bot.conversation.function_words import OPENERS
from bot.conversation.mentions import mentions, plain
from bot.conversation.tagging import tags


def listed(answer: str) -> list[str]:
    """The items of the first list in an answer: "Quncho, Kora and a local landrace were compared" has three."""
    for sentence in re.split(r"(?<=[.!?])\s|\n", plain(answer)):
        cells = [cell.strip() for cell in sentence.split(" | ")]
        if len(cells) > 2:
            return cells
        listing = re.search(
            r"((?:[^,:;.]{2,60},\s)+[^,:;.]{2,60}?),?\s(?:and|or|und|et|y|oder|ou)\s([^,;.]{2,60})", sentence
        )
        pair = listing or re.search(r"()((?:[A-Z][\w-]*\s?)+)\s(?:and|or|und|et|y)\s((?:[A-Z][\w-]*\s?)+)", sentence)
        if pair is None:
            sides = re.split(r"\s(?:and|und|et|y)\s", sentence)
            named = [[mention.text for mention in mentions(side) if mention.named] for side in sides]
            if len(sides) == 2 and all(named):
                # "2 GB on the Free plan and 50 GB on the Team plan"
                return [names[-1] for names in named]
            continue
        items = [*pair[1].split(", "), pair[2]] if pair is listing else [pair[2], pair[3]]
        cut = [re.split(r"\s(?:is|are|was|were|have|has|had|will|can|both|all)\s", item)[0] for item in items]
        cut[0] = re.split(r":\s|\b(?:are|include|includes|were|is|need)\s", cut[0])[-1]
        # "It leads up to the falls, and back on the other bank" lists nothing.
        return [item.strip(" .") for item in cut if item.strip(" .") and not _is_clause(item)]
    return []


def _is_clause(item: str) -> bool:
    """Whether a part of a sentence tells something by itself: "it leads up to the falls"."""
    found = tags(item).values()
    return any(tag in ("VVZ", "VVD", "VBZ", "VBD", "VHZ", "VHD", "VM0") for tag in found) and "PNP" in found


def coordinated(text: str) -> str | None:
    """ "Velar and Orlen", where a text joins two names."""
    match = re.search(
        r"\b([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)(?:['’]s)?\s(?:and|und|et|y|&)\s([A-Z][\w-]*(?:\s[A-Z][\w-]*)*)", text
    )
    if match is None:
        return None
    first = match[1].split()
    while first and first[0].lower() in OPENERS:
        first.pop(0)
    return f"{' '.join(first)} and {match[2]}" if first else None
