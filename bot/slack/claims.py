"""The shortcut "Check against articles": what the articles say of each claim in a message."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING

from bot.answer import Citation
from bot.errors import SlackError
from bot.language.identification import language_of
from bot.slack.answering import Answering
from bot.slack.blocks import SOURCE, Block, button, context, section
from bot.slack.calls import RefusedError, Slack
from bot.slack.citations import reference, title_line
from bot.slack.command import Command
from bot.slack.modals import notice_modal, notice_of, results_modal
from bot.slack.mrkdwn import escape, shorten
from bot.slack.reading import read_message
from bot.slack.request import Request, State
from bot.text_check import MOST_PASSAGES, CheckedSentence, Finding, QuotedPlace, check_sentence
from bot.writing.marks import without_marks
from index.errors import IndexingError
from index.languages import UNSPACED
from index.notes import note_of
from index.retrieval import Query
from index.sentences import sentences

if TYPE_CHECKING:
    from bot.engine import CitedQueryEngine

logger = logging.getLogger(__name__)

CHECK_TITLE = "Check"
MAX_CLAIMS = 12
"""More would not fit into a modal with their sources, nor be read."""
FEWEST_WORDS = 3
"""Fewer are a greeting or a name."""
FEWEST_LETTERS_UNSPACED = 6
"""The same in scripts that put no spaces between words."""
_HEADS = {
    Finding.SUPPORTED: ":white_check_mark: *The articles say so.*",
    Finding.CONTRADICTED: ":x: *The articles say otherwise.*",
    Finding.NOT_FOUND: ":grey_question: *The articles do not say this.*",
}


class Checking:
    """Checks messages."""

    def __init__(self, answering: Answering, command: Command) -> None:
        self._answering = answering
        self._command = command

    async def check(self, slack: Slack, request: Request) -> State:
        """Check the message that the shortcut was used on, and show what was found."""
        try:
            text = read_message(request.text, slack.bot_user)
            engine = await self._answering.opening.engine()
            # In a thread: whether what is cited was corrected is looked for in whole articles.
            checked = await checked_claims(engine, text, self._answering.publishers(request))
            view = results_modal(CHECK_TITLE, await asyncio.to_thread(blocks_of, checked))
        except IndexingError as error:
            view = notice_modal(CHECK_TITLE, self._answering.told(request, error).text)
        except Exception as error:  # noqa: BLE001 - the outer edge: people get a sentence, the log the traceback
            view = notice_modal(CHECK_TITLE, self._answering.failed(request, error).text)
        await self.show(slack, request, view)
        return State.DONE

    async def show(self, slack: Slack, request: Request, view: Block) -> None:
        """Show what became of a check in its modal; where there is none, in a message."""
        if view_id := request.details.get("view_id", ""):
            try:
                await slack.call("views.update", {"view_id": view_id, "view": view})
                return
            except SlackError as error:
                logger.info("request %d: the modal is not to be had: %s", request.id, error)
                if isinstance(error, RefusedError) and error.error == "not_found":
                    return  # closed by who had opened it
        url = request.details.get("respond_at", "")
        await self._command.whisper(slack, url, request.channel, request.user, notice_of(view))


async def checked_claims(
    engine: CitedQueryEngine, text: str, publishers: tuple[str, ...] = ()
) -> list[CheckedSentence]:
    """What the articles (of these publishers) say to each claim in the text; the first twelve."""
    # One after another: a long message must not keep the people who ask from their answers.
    return [await asyncio.to_thread(_checked, engine, claim, publishers) for claim in claims_of(text)[:MAX_CLAIMS]]


def claims_of(text: str) -> list[str]:
    """The sentences of a text that say something, and do not ask, each once; without marks as ``[1]``."""
    text = without_marks(text)
    spoken = (span.of(text).strip() for span in sentences(text, language_of(text)))
    said = (sentence for sentence in spoken if _says_something(sentence) and not sentence.endswith(("?", "？", "؟")))
    return list(dict.fromkeys(said))


def _says_something(sentence: str) -> bool:
    if UNSPACED.search(sentence):
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


def _checked(engine: CitedQueryEngine, claim: str, publishers: tuple[str, ...]) -> CheckedSentence:
    query = Query(text=claim, publishers=publishers, limit=MOST_PASSAGES, loose=True)
    return check_sentence(claim, engine.retriever.search(query))


def _citation(place: QuotedPlace, number: int) -> Citation:
    article = place.passage.article
    return Citation.of(article, place.start, place.end, number=number, note=note_of(article))
