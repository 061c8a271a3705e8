"""Runs the bot: opens the engine, connects to Slack, and serves until it is told to stop."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.app.async_app import AsyncApp

from bot.errors import SettingsError
from bot.following import keep_current
from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.app import new_app
from bot.slack.calls import PerhapsDoneError, RefusedError, Slack
from bot.slack.delivery import Deliveries
from bot.slack.features import Features
from bot.slack.http import serve_http
from bot.slack.intake import Intake
from bot.slack.manifest import PATH
from bot.slack.oauth import installation_store, oauth_settings
from bot.slack.opening import Opening
from bot.slack.request import Request, RequestKind, State
from bot.slack.work import Work
from bot.slack.workspaces import Workspaces, new_client, new_session
from index.errors import NoLibraryError
from index.retrieval import Query

logger = logging.getLogger(__name__)

PING_SECONDS = 5.0
"""Between two pings of the socket; after four without an answer it is given up."""
WATCH_SECONDS = 0.1
"""Between two looks at whether the socket still stands: bolt itself notices a cut one only with the next ping."""
AGAIN_SECONDS = 2.0
"""Before the next try when Slack gave no new socket."""
WARM_UP_SECONDS = 20.0
"""A model service that takes longer must not keep the bot from starting."""
LIBRARY_SECONDS = 30.0
"""Between two looks at whether there is a library by now."""
ACK_SECONDS = 0.3
"""What has come over the socket is stored and acknowledged in less."""
CLOSE_SECONDS = 2.0
"""For Slack's goodbye when the socket is closed; aiohttp itself waits ten seconds for it."""
GRACE_SECONDS = 5.0
"""What is under way when the process is told to stop has so long to end; then the next process finishes it."""


@dataclass(frozen=True, slots=True)
class Serving:
    """How to serve."""

    http: tuple[str, int] | None = None
    """Host and port; None for Socket Mode."""
    oauth: bool = False
    """With ``http`` alone: people install the app through a web page."""


def run(settings: Settings, serving: Serving, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; ``announce`` is told when it is ready.

    Raises SettingsError, SlackError and the engine's errors at the start.
    """
    _check(settings, serving)
    from bot.assembly import open_engine  # seconds: after the settings are known to be good

    opening = Opening(lambda: open_engine(settings))
    try:
        opening.now()
    except NoLibraryError as error:
        # People are told so in each answer, and editors can fill it from Slack.
        Path(settings.library).mkdir(parents=True, exist_ok=True)
        announce(f"{error} Until then the bot says that the library is empty.")
    try:
        asyncio.run(serve(settings, serving, opening, announce))
    finally:
        opening.close()


async def serve(settings: Settings, serving: Serving, opening: Opening, announce: Callable[[str], None]) -> None:
    """Serve until told to stop; raises as ``run`` does."""
    stop = _told_to_stop()
    async with contextlib.AsyncExitStack() as stack:
        # Last of all: what waits for a thread belongs to requests that the next process will do anew.
        stack.callback(_use_threads().shutdown, wait=False, cancel_futures=True)
        session = await stack.enter_async_context(new_session())
        store = installation_store(settings) if serving.oauth else None
        token = settings.slack_bot_token.get_secret_value() if settings.slack_bot_token else None
        workspaces = Workspaces(
            settings.slack_api_url, session, token=None if serving.oauth else token, installations=store
        )
        only = await workspaces.connect()
        deliveries = Deliveries(Path(settings.library) / "slack.db")
        stack.callback(deliveries.close)
        answering = Answering(opening, deliveries, workspaces.of, settings)
        features = Features(answering, deliveries, workspaces, settings, session)
        work = _work(deliveries, answering, features)
        app = new_app(
            workspaces,
            Intake(deliveries, work, answering),
            features,
            new_client(None, settings.slack_api_url, session),
            signing_secret=settings.slack_signing_secret.get_secret_value() if settings.slack_signing_secret else "",
            oauth=oauth_settings(settings, store) if store else None,
        )
        answering.articles = await _warm_up(opening)
        watch = asyncio.create_task(work.keep_watch(only.team if only else None))
        stack.push_async_callback(_cancel, watch)
        stack.push_async_callback(_cancel, asyncio.create_task(_follow(settings)))
        stack.push_async_callback(work.close, GRACE_SECONDS)
        if serving.http is not None:
            host, port = await stack.enter_async_context(serve_http(app, *serving.http, opening=opening, work=work))
            announce(f"Listening for Slack on http://{host}:{port}{PATH}. Ctrl-C stops it.")
        else:
            await stack.enter_async_context(_socket(app, settings, session))
            announce("Connected to Slack. Ctrl-C stops it.")
        await stop.wait()
        logger.info("stopping; %d under way, %d waiting", *work.size)


def _use_threads() -> ThreadPoolExecutor:
    """The threads in which embedding and search run from now on.

    More than the cores can carry would only delay acknowledgements, and so would Python's own work there if it gave way
    after five milliseconds only.
    """
    sys.setswitchinterval(0.001)
    threads = ThreadPoolExecutor(max_workers=max(4, 2 * (os.cpu_count() or 1)))
    asyncio.get_running_loop().set_default_executor(threads)
    return threads


def _told_to_stop() -> asyncio.Event:
    """What SIGINT and SIGTERM set from now on."""
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            asyncio.get_running_loop().add_signal_handler(number, stop.set)
    return stop


def _work(deliveries: Deliveries, answering: Answering, features: Features) -> Work:
    """What performs the requests: questions are answered, the rest is the features'."""

    async def perform(request: Request) -> State:
        if request.kind is RequestKind.QUESTION:
            return await answering.answer(request)
        return await features.perform(request)

    work = Work(deliveries, perform, answering.waiting, features.give_up)
    features.work = work
    return work


async def _follow(settings: Settings) -> None:
    """Look at the followed sources, once there is a library that can have some."""
    while settings.sync_minutes and not (Path(settings.library) / "library.db").exists():
        await asyncio.sleep(LIBRARY_SECONDS)
    await keep_current(settings)


async def _warm_up(opening: Opening) -> int:
    """How many articles there are; loads the models before Slack sends anything, which takes a second or two."""
    articles = 0
    try:
        engine = await opening.if_any()
        if engine is None:
            return 0
        articles = (await asyncio.to_thread(engine.library.counts)).articles
        search = asyncio.to_thread(engine.retriever.search, Query("What happened?", limit=1))
        await asyncio.wait_for(search, WARM_UP_SECONDS)
    except Exception:  # the first question will tell its asker
        logger.exception("the first search failed")
    return articles


@contextlib.asynccontextmanager
async def _socket(app: AsyncApp, settings: Settings, session: aiohttp.ClientSession) -> AsyncIterator[None]:
    assert settings.slack_app_token is not None
    handler = AsyncSocketModeHandler(
        app,
        settings.slack_app_token.get_secret_value(),
        web_client=new_client(None, settings.slack_api_url, session),
        ping_interval=PING_SECONDS,
    )
    handler.client.wss_uri = await _first_address(settings, session)
    await handler.client.connect()  # type: ignore[no-untyped-call]
    watch = asyncio.create_task(_reconnect(handler))
    try:
        yield
    finally:
        await _cancel(watch)
        # What comes now is left to the next process (it is not acknowledged); what came can still be acknowledged.
        handler.client.socket_mode_request_listeners.clear()
        await asyncio.sleep(ACK_SECONDS)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(CLOSE_SECONDS):
                await handler.client.close()  # type: ignore[no-untyped-call]
        await handler.client.aiohttp_client_session.close()


async def _first_address(settings: Settings, session: aiohttp.ClientSession) -> str | None:
    """Where the first socket is opened; None where Slack cannot say now, and bolt is to go on asking.

    bolt asks for ever, and would never say that a token is wrong.  Raises SettingsError.
    """
    assert settings.slack_app_token is not None
    client = new_client(settings.slack_app_token.get_secret_value(), settings.slack_api_url, session)
    try:
        answer = await Slack(client, team="", bot_user="", bot_id="").call("apps.connections.open", {}, patience_s=30.0)
    except RefusedError as refused:
        if refused.error == "ratelimited":
            return None
        raise SettingsError(
            f"Slack does not open a socket for the app-level token (SLACK_APP_TOKEN): {refused.error}. Make one with "
            "connections:write under Basic Information and turn Socket Mode on; `articlebot doctor --slack` checks it."
        ) from refused
    except PerhapsDoneError as error:
        logger.warning("no socket yet, it is tried again: %s", error)
        return None
    return str(answer["url"])


async def _reconnect(handler: AsyncSocketModeHandler) -> None:
    client = handler.client
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        session = getattr(client, "current_session", None)
        if session is not None and session.closed and not client.closed:
            try:
                await client.connect_to_new_endpoint()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look tries again
                logger.warning("not reconnected: %s", type(error).__name__)
                await asyncio.sleep(AGAIN_SECONDS)


async def _cancel(task: asyncio.Task[None]) -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _check(settings: Settings, serving: Serving) -> None:
    needed = {
        "SLACK_BOT_TOKEN": (settings.slack_bot_token, not serving.oauth, "OAuth & Permissions"),
        "SLACK_APP_TOKEN": (settings.slack_app_token, serving.http is None, "Basic Information, App-Level Tokens"),
        "SLACK_SIGNING_SECRET": (settings.slack_signing_secret, serving.http is not None, "Basic Information"),
        "SLACK_CLIENT_ID": (settings.slack_client_id, serving.oauth, "Basic Information"),
        "SLACK_CLIENT_SECRET": (settings.slack_client_secret, serving.oauth, "Basic Information"),
    }
    for name, (value, wanted, place) in needed.items():
        if wanted and not value:
            raise SettingsError(f"{name} is not set: it is on your app's page under {place}. See docs/slack.md.")
