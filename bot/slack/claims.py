"""The shortcut "Check against articles": what the articles say of each claim in a message."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING

from bot.answer import Citation
from bot.languages import language_of
from bot.slack.blocks import SOURCE, Block, button, context, reference, section, title_line
from bot.slack.mrkdwn import escape, shorten
from bot.text_check import MOST_PASSAGES, CheckedSentence, Finding, Place, check_sentence
from index.retrieval import Query
from index.sentences import sentences

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine

MAX_CLAIMS = 12
"""More would not fit into a modal with their sources, nor be read."""
FEWEST_WORDS = 3
"""Fewer are a greeting or a name."""
FEWEST_LETTERS_UNSPACED = 6
"""The same in scripts that put no spaces between words."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
_HEADS = {
    Finding.SUPPORTED: ":white_check_mark: *The articles say so.*",
    Finding.CONTRADICTED: ":x: *The articles say otherwise.*",
    Finding.NOT_FOUND: ":grey_question: *The articles do not say this.*",
}


async def checked_claims(engine: CitedQueryEngine, text: str) -> list[CheckedSentence]:
    """What the articles say to each sentence of the text that claims something; the first twelve."""
    # One after another: a long message must not keep the people who ask from their answers.
    return [await asyncio.to_thread(_checked, engine, claim) for claim in claims_of(text)[:MAX_CLAIMS]]


def claims_of(text: str) -> list[str]:
    """The sentences of a text that say something, and do not ask."""
    spoken = (span.of(text).strip() for span in sentences(text, language_of(text)))
    return [sentence for sentence in spoken if _says_something(sentence) and not sentence.endswith(("?", "？", "؟"))]


def _says_something(sentence: str) -> bool:
    if _UNSPACED.search(sentence):
        return sum(map(str.isalpha, sentence)) >= FEWEST_LETTERS_UNSPACED
    return len(sentence.split()) >= FEWEST_WORDS


def blocks_of(checked: list[CheckedSentence]) -> list[Block]:
    """The findings as blocks of a modal."""
    if not checked:
        return [section("There is no claim in this message that could be checked.")]
    blocks: list[Block] = []
    for number, claim in enumerate(checked, 1):
        said = "\n".join(f">{line}" for line in escape(shorten(claim.text, 500)).split("\n"))
        told = claim.reason if claim.finding is Finding.CONTRADICTED else None
        reason = f"\n({escape(shorten(told, 200))})" if told else ""
        blocks.append(section(f"{said}\n{_HEADS[claim.finding]}{reason}"))
        for place in claim.places[:1]:
            cited = _citation(place, number)
            open_button = button("Read", f"{SOURCE}-{number}", reference(cited))
            blocks.append(section(f"“{escape(shorten(place.quote, 400))}”\n{title_line(cited)}", open_button))
        blocks.append({"type": "divider"})
    blocks.append(context("Checked by rules over words, figures, dates and names; open a source to judge yourself."))
    return blocks


def _checked(engine: CitedQueryEngine, claim: str) -> CheckedSentence:
    return check_sentence(claim, engine.retriever.search(Query(text=claim, limit=MOST_PASSAGES)))


def _citation(place: Place, number: int) -> Citation:
    article = place.passage.article
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
        quote=place.quote,
        start=place.start,
        end=place.end,
        page=article.page(place.start),
    )
