"""What introduces a list is shown with its entries."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from bot.evidence.candidates import Candidate
from bot.evidence.lists import FEWEST_ENTRIES, goes_on, sentence_count
from bot.writing.draft import Quote
from bot.writing.picking import MOST_SENTENCES, Pick
from index.passage import Passage, Span

MOST_SHOWN, LONGEST_SHOWN = 8, 1000
"""Entries, and characters, of the list that is the best answer, which is shown whole up to them, each one counting once
however many sentences it has; of a longer one the first entries are shown."""
_FIRST = re.compile(r"(?:the )?first(?:ly)?\b|(?:erstens|premièrement|primero|en primer lugar)\b", re.IGNORECASE)
_FURTHER = re.compile(
    r"(?:the )?(?:second|third|fourth|fifth)(?:ly)?\b|finally,|lastly,"
    r"|(?:zweitens|drittens|viertens|deuxièmement|troisièmement|segundo|tercero|en segundo lugar|en tercer lugar)\b",
    re.IGNORECASE,
)
"""How the sentences begin that say one by one what the one before them counts: "The first is the airport."."""


def with_entries(chosen: Sequence[Pick], sentences: Sequence[Candidate], passages: Sequence[Passage]) -> list[Pick]:
    """The picked sentences but for those that are entries of a picked list, and what no longer fits beside its entries.

    A list that is not the best answer is shown whole or not at all.
    """
    kept: list[tuple[Pick, int]] = []
    for each in (replace(each, last=_last_counted(sentences, each)) for each in chosen):
        entries = sentences[each.last].entries
        within = [at for at, (other, _) in enumerate(kept) if _is_among(sentences[other.first], sentences[each.last])]
        at = within[0] if within else len(kept)
        others = [one for place, one in enumerate(kept) if place not in within]
        room = MOST_SENTENCES - sum(size for _, size in others)
        best = at == 0 and bool(entries)
        fitting = shown_of(sentences, each, passages, MOST_SENTENCES if best else room)
        size = _lead_size(sentences, each) + sum(_sizes(fitting, passages[each.passage].article.text))
        if len(fitting) < (min(FEWEST_ENTRIES, len(entries)) if best else len(entries)) or (size > room and not best):
            continue
        kept = [*others[:at], (each, size), *others[at:]]
    return [each for each, _ in kept]


def quotes_of_list(each: Pick, sentences: Sequence[Candidate], passages: Sequence[Passage]) -> list[Quote]:
    """What introduces a list, if it is more than a heading, and the entries; in one quote if they can follow on a line.

    None where the pick introduces none.
    """
    text = passages[each.passage].article.text
    entries = shown_of(sentences, each, passages, MOST_SENTENCES)
    if not entries:
        return []
    spans = [*entries]
    if _lead_size(sentences, each):
        spans.insert(0, Span(sentences[each.first].span.start, sentences[each.last].span.end))
    if all(goes_on(entry.of(text)) for entry in entries[:-1]):
        return [Quote(each.passage, spans[0].start, spans[-1].end)]
    return [Quote(each.passage, span.start, span.end) for span in spans]


def _last_counted(sentences: Sequence[Candidate], each: Pick) -> int:
    """The last sentence of a pick, or the last of those behind it that say one by one what it counts."""
    following: list[int] = []
    at = each.last + 1
    while at < len(sentences) and sentences[at].before == at - 1 and sentences[at].same_line:
        following.append(at)
        at += 1
    if not following or _FIRST.match(sentences[following[0]].text) is None:
        return each.last
    fitting = following[: MOST_SENTENCES - (each.last - each.first + 1)]
    return max((at for at in fitting if _FURTHER.match(sentences[at].text)), default=each.last)


def shown_of(sentences: Sequence[Candidate], each: Pick, passages: Sequence[Passage], room: int) -> list[Span]:
    """The entries of the list that a pick introduces: all, if there is nothing else to show and it is not too long.

    Else the first ones that fit with it into so many sentences.
    """
    entries = sentences[each.last].entries
    characters = sum(entry.end - entry.start for entry in entries)
    if room == MOST_SENTENCES and len(entries) <= MOST_SHOWN and characters <= LONGEST_SHOWN:
        return list(entries)
    sizes = accumulate(_sizes(entries, passages[each.passage].article.text), initial=_lead_size(sentences, each))
    return [entry for entry, size in zip(entries, list(sizes)[1:], strict=True) if size <= room]


def _sizes(entries: Sequence[Span], text: str) -> list[int]:
    return [sentence_count(entry.of(text)) for entry in entries]


def _lead_size(sentences: Sequence[Candidate], each: Pick) -> int:
    """The sentences of a pick that are shown before entries; a heading is not, for the question has its words."""
    last = sentences[each.last]
    heading = bool(last.entries) and not last.prose and not last.text.endswith(":")
    return 0 if heading else each.last - each.first + 1


def _is_among(entry: Candidate, lead: Candidate) -> bool:
    """Whether a sentence is an entry of the list that another introduces."""
    return entry.article == lead.article and any(
        span.start <= entry.span.start and entry.span.end <= span.end for span in lead.entries
    )
