"""Calls of Slack's Web API that end in one of three ways: done, refused, or perhaps done.

slack-sdk's retry handlers repeat a call whatever it does, and by default after a broken connection: a message whose
post was stored before the connection broke would be posted twice.  Here only what may be repeated is repeated.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackError

logger = logging.getLogger(__name__)

ONCE = frozenset(
    {"chat.postMessage", "chat.postEphemeral", "chat.startStream", "chat.appendStream", "views.open", "views.push"}
)
"""Methods that do a thing again when they are called again."""
VAGUE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout", "team_added_to_org"})
"""Errors after which, says Slack, "some aspect of the operation may have succeeded"."""
ABSENT = frozenset(
    {
        "unknown_method", "missing_scope", "not_allowed_token_type", "not_authorized", "no_permission", "access_denied",
        "feature_not_enabled", "team_access_not_granted", "method_deprecated", "deprecated_endpoint",
    }
)  # fmt: skip
"""Errors that say that this workspace, or this app in it, does not have a method at all."""
GONE = frozenset(
    {
        "channel_not_found", "not_in_channel", "is_archived", "account_inactive", "invalid_auth", "token_revoked",
        "restricted_action", "message_not_found", "thread_not_found", "cannot_reply_to_message",
    }
)  # fmt: skip
"""Errors after which there is no place left to answer in."""
REVOKED = frozenset({"account_inactive", "invalid_auth", "token_revoked"})
"""Those of them that concern the whole workspace: the app was taken off, or its token withdrawn."""
TRIES = 6
FIRST_PAUSE_SECONDS = 0.25
PATIENCE_SECONDS = 120.0
"""How long a call waits for its rate limit, all in all."""
OPTIONAL_SECONDS = 6.0
"""How long what an answer can do without may hold it up."""
FORGET_MISSING_SECONDS = 600.0
"""After so long a method that the workspace did not have is tried again."""

Json = dict[str, Any]


class RefusedError(SlackError):
    """Slack did not do it, and says why."""

    def __init__(self, method: str, error: str, detail: str = "") -> None:
        super().__init__(f"{method}: {error}{f' ({detail})' if detail else ''}")
        self.error = error


class PerhapsDoneError(SlackError):
    """No answer that tells whether Slack did it."""


class Slack:
    """The Web API of one workspace."""

    def __init__(self, client: AsyncWebClient, *, team: str, bot_user: str, bot_id: str) -> None:
        self.team = team
        self.bot_user = bot_user
        self.bot_id = bot_id
        self.client = client
        self._missing: dict[str, float] = {}
        self._busy: dict[tuple[str, str], float] = {}
        """Method and channel -> until when Slack wants to hear no more of them."""

    @property
    def token(self) -> str:
        """The bot's token, for files."""
        return self.client.token or ""

    async def call(self, method: str, arguments: Json, *, patience_s: float = PATIENCE_SECONDS) -> Mapping[str, Any]:
        """Slack's answer.

        Raises RefusedError; PerhapsDoneError at once for a method of ``ONCE``, after every try for others.
        """
        deadline = time.monotonic() + patience_s
        pause = FIRST_PAUSE_SECONDS
        tries = 0
        # Slack limits a method, and posting a channel: who calls next must not find that out anew.
        limited = (method, str(arguments.get("channel") or "") if method.startswith("chat.") else "")
        while True:
            until = self._busy.get(limited, 0.0)
            if until > deadline:
                raise RefusedError(method, "ratelimited")
            await asyncio.sleep(max(0.0, until - time.monotonic()))
            tries += 1
            try:
                return await self._once(method, arguments)
            except _BusyError as busy:
                now = time.monotonic()
                self._busy = {key: end for key, end in self._busy.items() if end > now} | {limited: now + busy.seconds}
            except PerhapsDoneError:
                if method in ONCE or tries >= TRIES:
                    raise
                await asyncio.sleep(pause)
                pause *= 2

    async def optional(self, method: str, arguments: Json) -> bool:
        """Whether it could be done; a workspace that does not have the method is not asked again for a while."""
        if time.monotonic() < self._missing.get(method, 0.0):
            return False
        try:
            async with asyncio.timeout(OPTIONAL_SECONDS):
                await self.call(method, arguments, patience_s=2.0)
        except (PerhapsDoneError, TimeoutError):
            return False
        except RefusedError as refused:
            logger.info("slack refused %s", refused)
            if refused.error in ABSENT:
                self._missing[method] = time.monotonic() + FORGET_MISSING_SECONDS
            return False
        return True

    async def _once(self, method: str, arguments: Json) -> Mapping[str, Any]:
        present = {name: value for name, value in arguments.items() if value is not None}
        try:
            # As slack-sdk does: reading methods do not take JSON, writing ones with blocks need it.
            if method.startswith(("conversations.", "users.", "files.")):
                answer = await self.client.api_call(method, http_verb="GET", params=present)
            elif method.startswith(("auth.", "apps.")):
                answer = await self.client.api_call(method, params=present)
            else:
                answer = await self.client.api_call(method, json=present)
        except SlackApiError as error:
            raise _translated(method, error) from error
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError, AttributeError) as error:
            # ValueError, AttributeError: slack-sdk fails so on an answer that is not JSON.
            raise PerhapsDoneError(f"{method}: {type(error).__name__}") from error
        data = answer.data
        return data if isinstance(data, dict) else {}


class _BusyError(Exception):
    def __init__(self, seconds: float) -> None:
        super().__init__(seconds)
        self.seconds = seconds


def _translated(method: str, error: SlackApiError) -> Exception:
    response = error.response
    status = int(getattr(response, "status_code", 0) or 0)
    data = getattr(response, "data", None)
    body: Json = data if isinstance(data, dict) else {}
    code = str(body.get("error") or "")
    if status == 429 or code in ("ratelimited", "rate_limited"):
        headers = {str(name).lower(): value for name, value in dict(response.headers or {}).items()}
        try:
            seconds = float(headers.get("retry-after", 1))
        except (TypeError, ValueError):
            seconds = 1.0
        return _BusyError(max(0.1, seconds))
    if status >= 500 or not code or code in VAGUE:
        return PerhapsDoneError(f"{method}: status {status} {code}".strip())
    messages = (body.get("response_metadata") or {}).get("messages") or []
    return RefusedError(method, code, "; ".join(str(message) for message in messages)[:300])
