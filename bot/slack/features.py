"""Everything beside questions in messages: placeholders are in modules of their own."""

from __future__ import annotations

import logging
from typing import Any

import aiohttp
from slack_bolt.app.async_app import AsyncApp

from bot.settings import Settings
from bot.slack.answering import Answering
from bot.slack.delivery import Deliveries, Request, State
from bot.slack.work import Work
from bot.slack.workspaces import Workspaces

logger = logging.getLogger(__name__)


class Features:
    """The command, the shortcut, the modals, the home tab, adding."""

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
        self._session = session

    def listen(self, app: AsyncApp) -> None:
        """Hear commands, shortcuts and clicks."""

    async def perform(self, request: Request) -> State:  # noqa: ARG002
        """Do what a command, a shortcut or a button asked for."""
        return State.FAILED

    async def assistant_opened(self, body: dict[str, Any]) -> None:
        """Someone opened the older assistant view."""

    async def home_opened(self, body: dict[str, Any]) -> None:
        """Someone opened the app."""
