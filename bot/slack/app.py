"""The bolt app: what Slack sends, and who sees to it."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.middleware.assistant.async_assistant import AsyncAssistant
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SettingsError, SlackError
from bot.slack.features import Features
from bot.slack.intake import Intake
from bot.slack.workspaces import Workspaces

logger = logging.getLogger(__name__)


def new_app(
    workspaces: Workspaces,
    intake: Intake,
    features: Features,
    client: AsyncWebClient,
    *,
    signing_secret: str,
    oauth: AsyncOAuthSettings | None = None,
) -> AsyncApp:
    """The app; it does nothing until a socket or a server feeds it."""

    async def authorize(team_id: str | None, enterprise_id: str | None) -> AuthorizeResult | None:
        # A function of its own: bolt passes arguments by the names it finds, ``self`` among them.
        return await workspaces.authorize(team_id, enterprise_id)

    bolt_logger = logging.getLogger("bot.slack.bolt")
    bolt_logger.setLevel(logging.ERROR)  # it warns of a token in the environment, which is read elsewhere
    app = AsyncApp(
        name="articlebot",
        logger=bolt_logger,
        signing_secret=signing_secret,
        client=client,
        **({"oauth_settings": oauth} if oauth else {"authorize": authorize}),
    )
    _keep_quiet(bolt_logger)
    # In this order bolt asks who sees to a request.
    app.middleware(_storing(workspaces, intake))
    app.assistant(_assistant(features))
    _hear_events(app, intake, features)
    features.listen(app)
    return app


def _keep_quiet(bolt_logger: logging.Logger) -> None:
    """At DEBUG both libraries log what people write."""
    quiet = max(logging.INFO, logging.getLogger().getEffectiveLevel())
    for chatty in (bolt_logger, logging.getLogger("slack_bolt"), logging.getLogger("slack_sdk")):
        chatty.setLevel(quiet)


def _storing(workspaces: Workspaces, intake: Intake) -> Callable[..., Awaitable[BoltResponse | None]]:
    """The middleware that stores an event before it is acknowledged."""

    async def store_before_acknowledging(
        body: dict[str, Any],
        next: Callable[[], Awaitable[None]],  # noqa: A002 - bolt's name
    ) -> BoltResponse | None:
        if body.get("type") != "event_callback":
            await next()
            return None
        try:
            slack = await workspaces.of(str(body.get("team_id") or ""))
            taken = await intake.take(slack, body)
        except (SlackError, SettingsError) as error:  # the latter: its token was revoked
            logger.warning("an event cannot be seen to: %s", error)
            return BoltResponse(status=503)  # not acknowledged: Slack delivers it again
        if taken:
            return BoltResponse(status=200)
        await next()
        return None

    return store_before_acknowledging


def _assistant(features: Features) -> AsyncAssistant:
    """What happens in the assistant's pane besides questions."""
    assistant = AsyncAssistant()

    @assistant.thread_started
    async def greet(body: dict[str, Any]) -> None:
        await features.assistant_opened(body)

    @assistant.thread_context_changed
    async def elsewhere(**_: Any) -> None:
        """What the asker looks at is of no use; bolt's own listener would write it over an answer's metadata."""

    @assistant.user_message
    async def never(**_: Any) -> None:
        """Messages are taken by the middleware that stores them; the assistant needs a listener all the same."""

    return assistant


def _hear_events(app: AsyncApp, intake: Intake, features: Features) -> None:
    @app.event("app_home_opened")
    async def home(body: dict[str, Any]) -> None:
        await features.home_opened(body)

    @app.event("agent_session_stopped")
    async def stop(body: dict[str, Any]) -> None:
        await intake.stopped(body["event"])

    @app.event(re.compile(".*"))
    async def let_go(**_: Any) -> None:
        """What the bot has no use for is acknowledged, or Slack would deliver it again."""
