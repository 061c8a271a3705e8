"""From a question in Slack to the answer in its thread; whatever fails, its asker is told."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import uuid
from collections.abc import Awaitable, Callable
from enum import StrEnum

from bot.answer import Answer, Citation
from bot.errors import BotError, SlackError
from bot.events import Finished, Found, Searching, SentenceReady
from bot.question import Filters, Question, Turn
from bot.settings import Settings
from bot.slack.adding import Offered, is_for_adding, may_not, offer, offer_buttons, offered
from bot.slack.calls import GONE, RefusedError, Slack
from bot.slack.delivery import Deliveries
from bot.slack.history import Clocks, direct_messages, thread_messages, turns_of
from bot.slack.home import HOW_TO_FILL
from bot.slack.messages import Message, ending, messages_of, shown, with_sources
from bot.slack.mrkdwn import escape_markdown, shorten
from bot.slack.opening import Opening
from bot.slack.posting import Threads
from bot.slack.reading import links, read_message, with_titles
from bot.slack.request import Request, State
from bot.slack.streaming import Reply, stopped
from index.errors import IndexingError, NoLibraryError

logger = logging.getLogger(__name__)

HOW_TO_ASK = (
    "Ask me a question about the articles, or for a summary of one. "
    "I answer with quotes and sources; follow-up questions in the thread need no mention."
)

EMPTY = f"I cannot answer yet: the library is empty. {HOW_TO_FILL}"


class Why(StrEnum):
    """Why a request was stopped."""

    DELETED = "deleted"
    STOPPED = "stopped"


class Answering:
    """Answers questions with one engine, for any number of workspaces."""

    def __init__(
        self,
        opening: Opening,
        deliveries: Deliveries,
        workspace: Callable[[str], Awaitable[Slack]],
        settings: Settings,
    ) -> None:
        self.opening = opening
        self.articles = 0
        """How many the library held when it was last asked; 0 if that is not known."""
        self._deliveries = deliveries
        self._workspace = workspace
        self._settings = settings
        self.threads = Threads()
        self._clocks = Clocks()
        self.reasons: dict[int, Why] = {}
        """Request -> why it is being cancelled; no entry where it is begun again, here or by the next process."""

    async def answer(self, request: Request) -> State:
        """Answer one question in its thread."""
        slack = await self._workspace(request.team)
        reply = Reply(slack, self._deliveries, request, self.threads)
        try:
            if request.attempt and await reply.answered_before():
                return State.DONE
            await self._answer(slack, request, reply)
            await self._deliveries.run(
                self._deliveries.heard, request.team, request.channel, request.thread_ts, "", for_bot=True
            )
        except asyncio.CancelledError:
            await self._cancelled(slack, request, reply)
            raise
        return State.DONE

    async def waiting(self, request: Request, ahead: int) -> None:
        """Tell the asker that the answer will come."""
        slack = await self._workspace(request.team)
        before = "1 question is" if ahead == 1 else f"{ahead} questions are"
        text = f"Got it. {before} being answered before yours; the answer comes here."
        if request.details.get("response_url"):
            return
        place = {"channel": request.channel, "user": request.user, "text": text}
        if request.thread_ts != request.ts or not request.channel.startswith("D"):
            place["thread_ts"] = request.thread_ts
        if not await slack.optional("chat.postEphemeral", place):
            status = {"channel_id": request.channel, "thread_ts": request.thread_ts, "status": "is answering others…"}
            await slack.optional("assistant.threads.setStatus", status)

    async def question_of(self, slack: Slack, request: Request) -> Question:
        """The question with its thread, its asker's clock and its channel's publishers.

        A link to an article that the library has stands for the article's title.
        """
        titles = await self.opening.titles(links(request.text))
        words = read_message(with_titles(request.text, titles), slack.bot_user)
        turns = () if request.details.get("response_url") else await self._said_before(slack, request)
        now = await self._clocks.at(slack, request.user, request.details.get("asked_at") or request.ts)
        return Question(text=words, turns=turns, filters=Filters(publishers=self.publishers(request)), now=now)

    def answers_in(self, channel: str) -> bool:
        """Whether the operator lets the bot speak in this channel; in direct messages it always may."""
        allowed = self._settings.slack_channels
        return channel.startswith("D") or not allowed or channel in allowed

    def publishers(self, request: Request) -> tuple[str, ...]:
        """Those to which the channel of a request is tied; none means any."""
        return self._settings.slack_channel_publishers.get(request.channel, ())

    async def _said_before(self, slack: Slack, request: Request) -> tuple[Turn, ...]:
        """The conversation before a question: its thread's, or the direct one's in which it opens a thread."""
        opens_thread = request.thread_ts == request.ts
        if opens_thread and request.details.get("channel_type") != "im":
            return ()
        try:
            if opens_thread:
                messages = await direct_messages(slack, request.channel, request.ts)
            else:
                messages = await thread_messages(slack, request.channel, request.thread_ts)
        except RefusedError as refused:
            if refused.error in GONE:
                raise
            # Without the scope, or over the rate limit for long: an answer without the thread is better than none.
            logger.warning("request %d: what was said before cannot be read: %s", request.id, refused)
            return ()
        return turns_of(messages, slack, before=request.ts)

    async def _answer(self, slack: Slack, request: Request, reply: Reply) -> None:
        words = read_message(request.text, slack.bot_user)
        extra = self._extra(request)
        bare = words
        for link in extra.links:
            bare = bare.replace(link, "")
        if not any(map(str.isalnum, bare)) or is_for_adding(bare, extra, may_add=self._may_add(request)):
            await reply.finish([self._instead(request, extra)])
            return
        signs = asyncio.create_task(self._signs(slack, request, words))
        streamed = False
        try:
            question = await self.question_of(slack, request)
            answer, streamed = await self._stream(question, reply, signs)
            # In a thread: what is nearest to a question that is declined is looked for in whole passages.
            messages = await asyncio.to_thread(messages_of, answer, _unread(extra))
            if await self._deliveries.run(self._deliveries.is_current, request):
                await reply.finish(self._final(answer, messages, reply, request, extra))
        except (BotError, IndexingError) as error:
            if isinstance(error, SlackError):
                raise
            await reply.finish([self.told(request, error)])
        except Exception as error:  # noqa: BLE001 - the outer edge: people get a sentence, the log gets the traceback
            await reply.finish([self.failed(request, error)])
        finally:
            await asyncio.shield(self._signed_off(slack, request, signs, streamed=streamed))

    async def _stream(self, question: Question, reply: Reply, signs: asyncio.Task[None]) -> tuple[Answer, bool]:
        """The answer, shown in ``reply`` as it comes; whether it was streamed."""
        citations: list[Citation] = []
        steps: asyncio.Task[None] | None = None
        searching = ""

        async def finished_search(event: Found, before: asyncio.Task[None] | None) -> None:
            if before is not None:
                await before
            await reply.step(searching, f"{_count(event.passages, 'passage')} in {_count(event.articles, 'article')}")

        engine = await self.opening.engine()
        try:
            async with contextlib.aclosing(engine.astream(question)) as events:
                async for event in events:
                    if isinstance(event, Searching):
                        self.articles = event.articles
                        searching = f"Searching {_count(event.articles, 'article')}"
                        steps = asyncio.create_task(_after(signs, reply.begin(searching)))
                    elif isinstance(event, Found):
                        steps = asyncio.create_task(finished_search(event, steps))
                    elif isinstance(event, SentenceReady):
                        if steps is not None:
                            await steps
                            steps = None
                        citations += event.citations
                        await reply.add(shown(event.sentence, citations))
                    elif isinstance(event, Finished):
                        answer = event.answer
        finally:
            if steps is not None:
                await asyncio.shield(asyncio.wait([steps]))
        return answer, reply.streaming

    def _extra(self, request: Request) -> Offered:
        """Files, and in direct messages links: what the message holds besides a question."""
        extra = offered(request)
        return extra if request.channel.startswith("D") else Offered(extra.files, ())

    def _may_add(self, request: Request) -> bool:
        return request.channel.startswith("D") and self._is_editor(request)

    def _is_editor(self, request: Request) -> bool:
        return request.user in self._settings.slack_editors

    def _instead(self, request: Request, extra: Offered) -> Message:
        """The answer to a message without a word to look for."""
        if not extra:
            return Message(HOW_TO_ASK)
        return offer(extra) if self._may_add(request) else may_not(extra, here=self._is_editor(request))

    def _final(
        self, answer: Answer, messages: list[Message], reply: Reply, request: Request, extra: Offered
    ) -> list[Message]:
        """The whole answer, or what is left of it where its beginning stands in earlier messages."""
        if reply.rolled:
            messages = with_sources(reply.unsent, answer.citations, ending(answer, _unread(extra)))
        if extra and self._may_add(request):
            last = messages[-1]
            messages[-1] = Message(last.body, (*last.tail, *offer_buttons(extra)))
        return messages

    async def _signs(self, slack: Slack, request: Request, words: str) -> None:
        """Show that the bot is at work, where the workspace can."""
        place = {"channel_id": request.channel, "thread_ts": request.thread_ts}
        status = f"is searching {_count(self.articles, 'article') if self.articles else 'the articles'}…"
        session = {"status": "processing", "initiator_user_id": request.user}
        if request.thread_ts == request.ts:
            session["title"] = shorten(words, 60)
        await asyncio.gather(
            slack.optional("assistant.threads.setStatus", place | {"status": status}),
            slack.optional("agents.sessions.setStatus", place | session),
        )

    async def _signed_off(self, slack: Slack, request: Request, signs: asyncio.Task[None], *, streamed: bool) -> None:
        await asyncio.wait([signs])
        if not streamed:  # the end of a stream sets the session active by itself, and a message clears the status
            place = {"channel_id": request.channel, "thread_ts": request.thread_ts}
            await slack.optional("agents.sessions.setStatus", place | {"status": "active"})
            if request.posts:  # what was written in place of an older message has not cleared it
                await slack.optional("assistant.threads.setStatus", place | {"status": ""})

    async def _cancelled(self, slack: Slack, request: Request, reply: Reply) -> None:
        why = self.reasons.pop(request.id, None)
        with contextlib.suppress(SlackError):
            if why is Why.DELETED:
                await reply.withdraw()
            elif why is Why.STOPPED:
                await reply.finish([stopped(reply.unsent)])
                place = {"channel_id": request.channel, "thread_ts": request.thread_ts, "status": "active"}
                await slack.optional("agents.sessions.setStatus", place)

    def told(self, request: Request, error: Exception) -> Message:
        """A known problem, as its asker sees it; the log has its reference."""
        reference = uuid.uuid4().hex[:8]
        logger.warning("reference %s: request %d: %s", reference, request.id, type(error).__name__)
        if isinstance(error, NoLibraryError):
            return Message(EMPTY)
        return apology(reference, str(error))

    def failed(self, request: Request, error: Exception) -> Message:
        """An unknown problem, as its asker sees it; the log has its reference and its traceback."""
        reference = uuid.uuid4().hex[:8]
        logger.error("reference %s: request %d failed", reference, request.id, exc_info=error)
        return apology(reference, "Something went wrong while I was answering. Please ask again.")


def _unread(extra: Offered) -> list[str]:
    """What is said of files that came with a question."""
    if not extra.files:
        return []
    what = "the attached file" if len(extra.files) == 1 else f"the {len(extra.files)} attached files"
    return [f"I read your words, but not {what}: I answer from the articles alone."]


def apology(reference: str | None, text: str) -> Message:
    """A failure as its asker sees it."""
    name = f" (reference {reference})" if reference else ""
    return Message(f"Sorry. {escape_markdown(text)}{name}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


async def _after(first: asyncio.Task[None], then: Awaitable[None]) -> None:
    """``then`` once ``first`` is over: a status that arrives after the stream's first word would stay."""
    await asyncio.wait([first])
    await then
