"""The shortcut "Check against the articles": what the articles say of each claim in a message."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answer import Citation
from bot.grounding import Source, check
from bot.slack.blocks import SOURCE, Block, button, context, reference, section, title_line
from bot.slack.mrkdwn import escape, shorten
from index.passage import Passage
from index.retrieval import Query
from index.sentences import sentences

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine

MAX_CLAIMS = 12
"""More would not fit into a modal with their sources, nor be read."""
PASSAGES = 8


@dataclass(frozen=True, slots=True)
class Finding:
    """What the articles say of one claim."""

    claim: str
    verdict: str
    """``said``, ``contradicted``, ``near`` (the nearest passage speaks of it, and does not say it), ``nothing``."""
    citation: Citation | None = None
    reason: str | None = None


async def findings(engine: CitedQueryEngine, text: str) -> list[Finding]:
    """A finding for each sentence of the text that claims something."""
    claims = [span.of(text) for span in sentences(text)]
    asked = [claim for claim in claims if len(claim.split()) >= 3 and not claim.rstrip().endswith("?")]
    return [
        await asyncio.to_thread(_finding, engine, claim, number) for number, claim in enumerate(asked[:MAX_CLAIMS], 1)
    ]


def _finding(engine: CitedQueryEngine, claim: str, number: int) -> Finding:
    passages = engine.retriever.search(Query(text=claim, limit=PASSAGES))
    against: Finding | None = None
    near: Finding | None = None
    for passage in passages:
        source = Source(1, passage.article.title, passage.article.publisher, passage.article.published_at, passage.text)
        verdict = check(claim, [source])
        quotes = verdict.quotes
        start = passage.start + quotes[0].start if quotes else passage.start
        end = passage.start + quotes[0].end if quotes else passage.end
        citation = _citation(passage, number, start, end)
        if verdict.supported and quotes:
            return Finding(claim, "said", citation)
        if verdict.contradicted and quotes and against is None:
            against = Finding(claim, "contradicted", citation, verdict.reason)
        elif quotes and near is None:
            near = Finding(claim, "near", citation, verdict.reason)
    return against or near or Finding(claim, "nothing")


def blocks_of(found: list[Finding]) -> list[Block]:
    """The findings as blocks of a modal."""
    if not found:
        return [section("There is no claim in this message that could be checked.")]
    heads = {
        "said": ":white_check_mark: *The articles say so.*",
        "contradicted": ":x: *The articles say otherwise.*",
        "near": ":grey_question: *The articles do not say this.* The nearest words are below.",
        "nothing": ":grey_question: *Nothing about it in the articles.*",
    }
    blocks: list[Block] = []
    for finding in found:
        claim = "\n".join(f">{line}" for line in escape(shorten(finding.claim, 500)).split("\n"))
        told = finding.reason if finding.verdict in ("contradicted", "near") else None
        reason = f"\n({escape(shorten(told, 200))})" if told else ""
        blocks.append(section(f"{claim}\n{heads[finding.verdict]}{reason}"))
        if finding.citation is not None:
            quote = f"“{escape(shorten(finding.citation.quote, 400))}”"
            open_button = button("Read", f"{SOURCE}-{finding.citation.number}", reference(finding.citation))
            blocks.append(section(f"{quote}\n{title_line(finding.citation)}", open_button))
        blocks.append({"type": "divider"})
    blocks.append(
        context("Checked by rules over words, figures, dates and names; open a source to judge for yourself.")
    )
    return blocks


def _citation(passage: Passage, number: int, start: int, end: int) -> Citation:
    article = passage.article
    return Citation(
        number=number,
        article_id=article.id,
        version=article.version,
        title=article.title,
        author=article.author,
        publisher=article.publisher,
        published_at=article.published_at,
        url=article.url,
        source=article.source,
        quote=article.text[start:end],
        start=start,
        end=end,
    )
