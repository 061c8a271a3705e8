"""Holds each written sentence against its passages, and mends what can be mended.

A sentence that its cited passages do not carry is cited to the passage that does carry it, if one was found; else it is
asked for once more with the reason; else it is left out.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from bot.answer import Status
from bot.grounding import Source, Verdict, check, copied, prepare
from bot.untrusted.usable import usable, usable_text
from bot.writing.draft import Draft, Quote
from index.passage import Passage

ASKED_S = 0.1
"""After so long the question is on its way to the model; a thread that computes would delay it."""

Redo = Callable[[Draft, str], Awaitable[Draft | None]]
"""Asks the model once more for a sentence, with the reason why it failed; None where it has nothing to say."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence that may be shown."""

    text: str
    quotes: tuple[Quote, ...]
    status: Status


def quoted(draft: Draft, passages: Sequence[Passage]) -> Checked | None:
    """The draft of a writer that quotes, if its words stand in the articles exactly as it says; None if they do not."""
    if not draft.quotes:
        return None
    words = " ".join(passages[quote.passage].article.text[quote.start : quote.end] for quote in draft.quotes).split()
    return Checked(draft.text, draft.quotes, Status.QUOTED) if words == draft.text.split() else None


def source_of(number: int, passage: Passage) -> Source:
    """The passage as evidence, without what is hidden in it or speaks to a model; offsets are the passage's."""
    article = passage.article
    return Source(number, usable(article.title), article.publisher, article.published_at, usable_text(passage))


def held(sentence: str, cited: Sequence[Source], sources: Sequence[Source]) -> Verdict:
    """What the passages that a sentence cites say to it; where they do not carry it, whether others do.

    A passage that says it word for word comes before one from which it only follows.
    One other passage alone, or added to those it cites; never all at once, which would invite stitching.
    """
    others = [source for source in sources if source not in cited]
    copy = copied(sentence, [*cited, *others])
    if copy is not None:
        return Verdict(True, (copy,), None)
    failed = Verdict(False, (), "it cites no passage that was given")
    if cited:
        verdict = check(sentence, cited)
        if verdict.supported and verdict.quotes:
            return verdict
        failed = verdict if verdict.reason else Verdict(False, (), "the cited passages do not say it")
    for some in [[other] for other in others] + [[*cited, other] for other in others if cited]:
        verdict = check(sentence, some)
        if verdict.supported and verdict.quotes and not _is_outweighed(verdict, failed):
            return verdict
    return failed


def _is_outweighed(verdict: Verdict, failed: Verdict) -> bool:
    """Whether what the cited passages hold of a sentence, and deny, is as much as the others hold.

    A passage about something else has nothing to object to: that is no support.
    """
    return failed.contradicted and verdict.held <= failed.held


class Checker:
    """Checks the sentences of one answer against the passages it was written from."""

    def __init__(self, passages: Sequence[Passage], *, strict: bool) -> None:
        self._passages = passages
        self._strict = strict
        self._sources = [source_of(position, passage) for position, passage in enumerate(passages, start=1)]

    async def prepare(self) -> None:
        """Reads the passages, some milliseconds each, while the model thinks: later the first sentence would wait."""
        await asyncio.sleep(ASKED_S)
        await asyncio.to_thread(prepare, self._sources)

    async def checked(self, draft: Draft, redo: Redo) -> Checked | None:
        """The sentence as it may be shown, or None where it is left out.

        With ``strict`` off, a sentence that fails is shown as unsupported, with the passages it claimed.  The check
        runs in a thread, so that others' answers go on meanwhile.
        """
        found, reason = await asyncio.to_thread(self._hold, draft)
        if found is None:
            again = await redo(draft, reason)
            if again is not None:
                draft = again
                found, _ = await asyncio.to_thread(self._hold, again)
        if found is not None or self._strict:
            return found
        claimed = [self._whole(mark) for mark in draft.marks if 1 <= mark <= len(self._passages)]
        return Checked(draft.text, tuple(claimed), Status.UNSUPPORTED)

    def _hold(self, draft: Draft) -> tuple[Checked | None, str]:
        """The draft held against what it cites, then against what else was found; the reason if nothing carries it."""
        cited = [self._sources[mark - 1] for mark in draft.marks if 1 <= mark <= len(self._sources)]
        verdict = held(draft.text, cited, self._sources)
        if verdict.supported and verdict.quotes:
            return self._shown(draft, verdict), ""
        return None, verdict.reason or "the cited passages do not say it"

    def _shown(self, draft: Draft, verdict: Verdict) -> Checked:
        quotes = tuple(
            Quote(
                passage=quote.number - 1,
                start=self._passages[quote.number - 1].start + quote.start,
                end=self._passages[quote.number - 1].start + quote.end,
            )
            for quote in verdict.quotes
        )
        return Checked(draft.text, quotes, Status.SUPPORTED)

    def _whole(self, mark: int) -> Quote:
        passage = self._passages[mark - 1]
        return Quote(mark - 1, passage.start, passage.end)
