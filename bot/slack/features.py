"""Commands, shortcuts, clicks and the Home tab: what happens besides questions in messages."""

from __future__ import annotations

import asyncio
import json
import logging
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp

from bot.errors import LedgerError, SlackError
from bot.settings import Settings
from bot.slack.adding import ADD, Adding
from bot.slack.answering import HOW_TO_ASK, Answering
from bot.slack.blocks import BAD, FEEDBACK, SHARE, SOURCE
from bot.slack.calls import Slack
from bot.slack.claims import CHECK_TITLE, Checking
from bot.slack.command import Command
from bot.slack.delivery import Deliveries
from bot.slack.home import MAX_PROMPTS, home_view, suggestions
from bot.slack.manifest import COMMAND, SHORTCUT
from bot.slack.messages import Message
from bot.slack.modals import REASON_CALLBACK, Shown, notice_modal, notice_of, reason_modal, reason_of, source_modal
from bot.slack.reading import written
from bot.slack.request import Request, RequestKind, State
from bot.slack.streaming import Reply
from bot.slack.work import Work
from bot.slack.workspaces import Workspaces
from index.errors import IndexingError

logger = logging.getLogger(__name__)

Json = dict[str, Any]
Ack = Callable[..., Awaitable[Any]]


class Features:
    """What bolt's listeners do, and how the requests that they make are performed."""

    work: Work

    def __init__(
        self,
        answering: Answering,
        deliveries: Deliveries,
        workspaces: Workspaces,
        settings: Settings,
        session: aiohttp.ClientSession,
    ) -> None:
        self._answering = answering
        self._deliveries = deliveries
        self._workspaces = workspaces
        self._settings = settings
        self._command = Command(answering, deliveries, session)
        self._checking = Checking(answering, self._command)
        self._adding = Adding(settings, deliveries, session)

    def listen(self, app: AsyncApp) -> None:
        """Hear commands, shortcuts and clicks."""
        app.command(COMMAND)(self.asked)
        app.shortcut({"type": "message_action", "callback_id": SHORTCUT})(self.check)
        app.action(re.compile(rf"^{SOURCE}-\d+$"))(self.show_source)
        app.action(re.compile(rf"^{FEEDBACK}(-\w+)?$"))(self.judge)
        app.action(SHARE)(self.share)
        app.action(ADD)(self.add)
        app.action(re.compile(".*"))(self.acknowledge)
        app.view(REASON_CALLBACK)(self.reason)

    async def perform(self, request: Request) -> State:
        """Do what a command, a shortcut or a button asked for."""
        slack = await self._workspaces.of(request.team)
        if request.kind is RequestKind.COMMAND:
            return await self._command.answer(slack, request)
        if request.kind is RequestKind.CHECK:
            return await self._checking.check(slack, request)
        reply = Reply(slack, self._deliveries, request, self._answering.threads)
        if request.attempt and await reply.answered_before():
            return State.DONE
        await reply.finish([Message(await self._adding.add(slack, request))])
        return State.DONE

    async def give_up(self, request: Request, why: str) -> None:
        """Tell the asker that nothing more will come of what took too long or was begun too often."""
        slack = await self._workspaces.of(request.team)
        way_out = (
            "Whoever runs me can add it with “articlebot add”."
            if request.kind is RequestKind.ADD
            else "Please try again."
        )
        message = self._answering.told(request, SlackError(f"{why} {way_out}"))
        if request.kind is RequestKind.COMMAND:
            await self._command.respond(request.details["response_url"], [message])
        elif request.kind is RequestKind.CHECK:
            await self._checking.show(slack, request, notice_modal(CHECK_TITLE, message.text))
        else:
            reply = Reply(slack, self._deliveries, request, self._answering.threads)
            if not await reply.answered_before():
                await reply.finish([message])

    # --- listeners ---------------------------------------------------------------------------------------------------

    async def acknowledge(self, ack: Ack) -> None:
        """A click on what needs nothing done."""
        await ack()

    async def asked(self, ack: Ack, body: Json) -> None:
        """The slash command."""
        text = str(body.get("text") or "").strip()
        if not any(character.isalnum() for character in text):
            await ack(response_type="ephemeral", text=f"{COMMAND} takes a question. {HOW_TO_ASK}")
            return
        slack = await self._workspaces.of(str(body.get("team_id") or ""))
        trigger = str(body.get("trigger_id") or _now())
        request = await self._deliveries.run(
            self._deliveries.take,
            RequestKind.COMMAND,
            team=slack.team,
            channel=str(body["channel_id"]),
            ts=trigger,
            thread_ts=trigger,
            user=str(body["user_id"]),
            text=text,
            details={"response_url": str(body["response_url"]), "asked_at": _now()},
        )
        await ack(response_type="ephemeral", text="Searching the articles…")
        if request is not None:
            self.work.offer(request)

    async def check(self, ack: Ack, body: Json) -> None:
        """The message shortcut."""
        await ack()
        slack = await self._slack_of(body)
        message: Json = body.get("message") or {}
        waiting = notice_modal(CHECK_TITLE, "Checking against the articles…")
        opened: Mapping[str, Any] = {}
        trigger = str(body.get("trigger_id") or _now())
        try:
            opened = await slack.call("views.open", {"trigger_id": trigger, "view": waiting}, patience_s=2.0)
        except SlackError as error:
            logger.warning("no modal for a check, its outcome comes as a message: %s", error)
        request = await self._deliveries.run(
            self._deliveries.take,
            RequestKind.CHECK,
            team=slack.team,
            channel=str((body.get("channel") or {}).get("id") or ""),
            ts=trigger,
            thread_ts=str(message.get("ts") or ""),
            user=str((body.get("user") or {}).get("id") or ""),
            text=written(message),
            details={
                "view_id": str((opened.get("view") or {}).get("id") or ""),
                "respond_at": str(body.get("response_url") or ""),
            },
        )
        if request is not None:
            self.work.offer(request, quietly=True)

    async def show_source(self, ack: Ack, body: Json, action: Json) -> None:
        """A click on a source."""
        await ack()
        slack = await self._slack_of(body)
        try:
            at = Shown.of(str(action.get("value") or ""))
            library = (await self._answering.opening.engine()).library
            article = await asyncio.to_thread(library.article, at.article, at.version)
            newest = await asyncio.to_thread(library.article, at.article)
            view = source_modal(article, at, newest=newest.version)
        except (IndexingError, ValueError, KeyError, TypeError) as error:
            logger.info("a source cannot be shown: %s", type(error).__name__)
            view = notice_modal("Source", "This article is no longer in the library.")
        method = "views.push" if (body.get("container") or {}).get("type") == "view" else "views.open"
        await self._show(slack, method, body, view)

    async def judge(self, ack: Ack, body: Json, action: Json) -> None:
        """A click on a thumb."""
        await ack()
        slack = await self._slack_of(body)
        said = json.loads(str(action.get("value") or "{}"))
        bad = said.get("verdict") == BAD
        user = str((body.get("user") or {}).get("id") or "")
        if bad:
            await self._show(slack, "views.open", body, reason_modal(str(said.get("answer"))))
        await self._note(str(said.get("answer")), user, bad=bad, reason=None)

    async def reason(self, ack: Ack, body: Json, view: Json) -> None:
        """The modal that asks why was sent."""
        await ack()
        user = str((body.get("user") or {}).get("id") or "")
        reason = reason_of(dict((view.get("state") or {}).get("values") or {}))
        await self._note(str(view.get("private_metadata") or ""), user, bad=True, reason=reason or None)

    async def share(self, ack: Ack, body: Json, action: Json) -> None:
        """A click on Share under an answer that only its asker sees."""
        await ack()
        slack = await self._slack_of(body)
        channel = str((body.get("channel") or {}).get("id") or "")
        user = str((body.get("user") or {}).get("id") or "")
        answer, url = str(action.get("value") or ""), str(body.get("response_url") or "")
        shared = f"share:{slack.team}:{channel}:{answer}"
        if not await self._deliveries.run(self._deliveries.first_sight, shared):
            return
        if not await self._command.share(slack, user, channel, answer, url):
            await self._deliveries.run(self._deliveries.unseen, shared)
            await self._command.whisper(slack, url, channel, user, Message("This could not be shared; try again."))

    async def add(self, ack: Ack, body: Json, action: Json) -> None:
        """A click on Add."""
        slack = await self._slack_of(body)
        user = str((body.get("user") or {}).get("id") or "")
        channel = str((body.get("channel") or {}).get("id") or "")
        message: Json = body.get("message") or {}
        thread = str(message.get("thread_ts") or message.get("ts") or "")
        request = None
        if user in self._settings.slack_editors:
            request = await self._deliveries.run(
                self._deliveries.take,
                RequestKind.ADD,
                team=slack.team,
                channel=channel,
                ts=str(action.get("action_ts") or _now()),
                thread_ts=thread,
                user=user,
                text="",
                details={"wanted": str(action.get("value") or "{}")},
            )
        await ack()
        if request is not None:
            self.work.offer(request, quietly=True)
        elif user not in self._settings.slack_editors:
            text = "Only people whom my operator names as editors may add articles."
            await slack.optional("chat.postEphemeral", {"channel": channel, "user": user, "text": text})

    async def assistant_opened(self, body: Json) -> None:
        """Someone opened the older assistant view."""
        thread: Json = (body.get("event") or {}).get("assistant_thread") or {}
        place = {"channel_id": thread.get("channel_id"), "thread_ts": thread.get("thread_ts")}
        await self._suggest(await self._workspaces.of(str(body.get("team_id") or "")), place)

    async def home_opened(self, body: Json) -> None:
        """Someone opened the app: its Home tab, or its messages."""
        event: Json = body.get("event") or {}
        slack = await self._workspaces.of(str(body.get("team_id") or ""))
        if event.get("tab") == "messages":
            # Without thread_ts: with it, Slack ignores the call in the agent view.
            await self._suggest(slack, {"channel_id": event.get("channel")})
            return
        user = str(event.get("user") or "")
        may_add = user in self._settings.slack_editors
        engine = await self._answering.opening.if_any()
        view = await asyncio.to_thread(home_view, engine.library if engine else None, may_add=may_add)
        await slack.optional("views.publish", {"user_id": user, "view": view})

    # --- inside ------------------------------------------------------------------------------------------------------

    async def _slack_of(self, body: Json) -> Slack:
        team = body.get("team") or {}
        user = body.get("user") or {}
        return await self._workspaces.of(str(team.get("id") or user.get("team_id") or ""))

    async def _show(self, slack: Slack, method: str, body: Json, view: Json) -> None:
        """Show a modal to who clicked; where it cannot be had, the same as a message that they alone see."""
        try:
            await slack.call(method, {"trigger_id": str(body.get("trigger_id") or ""), "view": view}, patience_s=2.0)
        except SlackError as error:
            logger.warning("no modal, a message instead: %s", error)
            url, channel = str(body.get("response_url") or ""), str((body.get("channel") or {}).get("id") or "")
            user = str((body.get("user") or {}).get("id") or "")
            await self._command.whisper(slack, url, channel, user, notice_of(view))

    async def _suggest(self, slack: Slack, place: Json) -> None:
        engine = await self._answering.opening.if_any()
        heads = await asyncio.to_thread(lambda: list(engine.library.heads(MAX_PROMPTS)) if engine else [])
        prompts = {"prompts": suggestions(heads), "title": "Questions to try"}
        await slack.optional("assistant.threads.setSuggestedPrompts", place | prompts)

    async def _note(self, answer: str, user: str, *, bad: bool, reason: str | None) -> None:
        engine = await self._answering.opening.if_any()
        ledger = engine.ledger if engine else None
        if ledger is None:
            return
        try:
            await asyncio.to_thread(ledger.feedback, answer, user, "down" if bad else "up", reason)
        except LedgerError as error:
            logger.warning("feedback not kept: %s", type(error).__name__)


def _now() -> str:
    return f"{time.time():.6f}"
