"""A Slack to test against: Web API, Socket Mode and Events API over real HTTP and WebSockets on the loopback.

It keeps state (channels, threads, streams, modals), refuses what Slack refuses with Slack's error codes, delivers again
what was not acknowledged within three seconds, and misbehaves on demand: duplicates, dropped sockets, 429 and 500.
Longer than 300 lines because one server is one thing; what is refused stands in ``slack_rules``.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import json
import random
import time
import urllib.parse
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from tests import slack_rules as rules

Json = dict[str, Any]

TEAM, BOT_USER, BOT_ID, APP = "T0LIBRARY", "U0ARTICLE", "B0ARTICLE", "A0ARTICLE"
BOT_TOKEN, APP_TOKEN, SECRET = "xoxb-1-test", "xapp-1-test", "shhh-signing-secret"
SCOPES = (
    "app_mentions:read assistant:write channels:history channels:read groups:history im:history mpim:history "
    "chat:write commands files:read users:read"
)


@dataclass
class Faults:
    """How often things go wrong, as probabilities."""

    duplicate: float = 0.0
    drop: float = 0.0
    busy: float = 0.0
    broken: float = 0.0
    stored_though_broken: float = 0.5
    """Share of the 500s that come after the call was carried out."""
    retry_after: int = 1
    spare: frozenset[str] = frozenset({"apps.connections.open"})
    unknown: frozenset[str] = frozenset()
    """Methods that this workspace does not have."""
    unknown_as: str = "unknown_method"
    """The error that they answer with."""
    no_blocks: frozenset[str] = frozenset()
    """Types of blocks that this workspace does not take; ``*`` for all."""


@dataclass
class Delivery:
    """One envelope and what became of it."""

    envelope: Json
    attempts: int = 0
    sent_at: float = 0.0
    acked_at: float | None = None
    task: asyncio.Task[None] | None = None

    @property
    def latency(self) -> float | None:
        """Seconds from the (last) sending to the acknowledgement."""
        return None if self.acked_at is None else self.acked_at - self.sent_at


@dataclass
class Channel:
    """A conversation."""

    id: str
    kind: str = "channel"
    members: set[str] = field(default_factory=set)
    messages: list[Json] = field(default_factory=list)


class SlackError(Exception):
    """An answer with ``ok: false``."""

    def __init__(self, code: str, **extra: Any) -> None:
        super().__init__(code)
        self.answer = {"ok": False, "error": code, **extra}


class SlackServer:
    """The server; ``async with SlackServer() as slack``."""

    def __init__(self, *, scopes: str = SCOPES, seed: int = 1, redeliver_after: float = 3.0) -> None:
        self.scopes = set(scopes.split())
        self.faults = Faults()
        self.random = random.Random(seed)
        self.redeliver_after = redeliver_after
        self.stream_lifetime = 300.0
        self.trigger_lifetime = 3.0
        self.channels: dict[str, Channel] = {}
        self.users: dict[str, Json] = {}
        self.ephemeral: list[Json] = []
        self.statuses: list[Json] = []
        self.prompts: list[Json] = []
        self.homes: dict[str, Json] = {}
        self.views: dict[str, Json] = {}
        self.responses: dict[str, list[Json]] = defaultdict(list)
        self.files: dict[str, tuple[Json, bytes]] = {}
        self.moved: dict[str, str] = {}
        """File -> the address that its download is sent on to."""
        self.breaking: set[str] = set()
        """Files whose downloads break off before their end."""
        self.calls: list[tuple[str, Json]] = []
        self.refusals: list[tuple[str, str, Any]] = []
        self.fail_next: dict[str, list[str]] = defaultdict(list)
        """Method -> errors that its next calls answer: a code, ``429``, ``500`` or ``500-stored``."""
        self.deliveries: list[Delivery] = []
        self.request_url: str | None = None
        self._waiting: dict[str, Delivery] = {}
        self._sockets: list[web.WebSocketResponse] = []
        self._triggers: dict[str, float] = {}
        self._last_ts = 0.0
        self._runner: web.AppRunner | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._new_socket = asyncio.Event()
        self.port = 0
        self.sockets_opened = 0

    async def __aenter__(self) -> SlackServer:
        app = web.Application(client_max_size=8 * 2**20)
        app.router.add_route("*", "/api/{method}", self._api)
        app.router.add_get("/socket/", self._socket)
        app.router.add_get("/files/{id}/{name}", self._file)
        app.router.add_post("/respond/{id}", self._respond)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        self._client = aiohttp.ClientSession()
        return self

    async def __aexit__(self, *_: object) -> None:
        for task in list(self._tasks):
            task.cancel()
        for socket in list(self._sockets):
            self._abort(socket)
        await self._client.close()
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def api_url(self) -> str:
        """What goes into SLACK_API_URL."""
        return f"http://127.0.0.1:{self.port}/api/"

    # --- the workspace -----------------------------------------------------------------------------------------------

    def add_user(self, user: str, zone: str = "Europe/Paris", offset: int = 3600) -> str:
        """A person."""
        self.users[user] = {
            "id": user,
            "team_id": TEAM,
            "name": user.lower(),
            "tz": zone,
            "tz_offset": offset,
            "is_bot": False,
            "profile": {"display_name": user.title()},
        }
        return user

    def add_channel(self, channel: str, *members: str, kind: str = "channel", bot: bool = True) -> str:
        """A conversation with these members, the bot among them unless told otherwise."""
        self.channels[channel] = Channel(channel, kind, set(members) | ({BOT_USER} if bot else set()))
        for member in members:
            if member not in self.users:
                self.add_user(member)
        return channel

    def direct(self, user: str) -> str:
        """The conversation between this person and the bot."""
        channel = "D" + user[1:]
        if channel not in self.channels:
            self.add_channel(channel, user, kind="im")
        return channel

    def new_ts(self) -> str:
        """A time stamp that no other message has."""
        self._last_ts = max(self._last_ts + 1e-6, round(time.time(), 6))
        return f"{self._last_ts:.6f}"

    def say(
        self, channel: str, user: str, text: str, *, thread_ts: str | None = None, files: list[Json] | None = None,
        bot_id: str | None = None, deliver: bool = True,
    ) -> str:  # fmt: skip
        """Someone writes a message; the bot hears of it as Slack would tell it.  The message's ts."""
        message: Json = {"type": "message", "user": user, "text": text, "ts": self.new_ts(), "team": TEAM}
        message["client_msg_id"] = f"{self.random.getrandbits(64):x}"
        if thread_ts:
            message["thread_ts"] = thread_ts
        if files:
            message |= {"files": files, "subtype": "file_share"}
        if bot_id:
            message |= {"bot_id": bot_id}
        self._keep(channel, message)
        if deliver:
            self._tell_of(channel, message)
        return str(message["ts"])

    def edit(self, channel: str, ts: str, text: str) -> None:
        """Someone edits their message."""
        message = self.message(channel, ts)
        before = dict(message)
        message |= {"text": text, "edited": {"user": message["user"], "ts": self.new_ts()}}
        self._tell_change(channel, message, before)

    def delete(self, channel: str, ts: str) -> None:
        """Someone deletes their message."""
        message = self.message(channel, ts)
        if message.get("reply_count"):
            # The first message of a thread leaves a stone behind, and is told of as changed into it.
            before = dict(message)
            message |= {
                "user": "USLACKBOT",
                "subtype": "tombstone",
                "text": "This message was deleted.",
                "hidden": True,
            }
            self._tell_change(channel, message, before)
            return
        self.channels[channel].messages.remove(message)
        event = {"type": "message", "subtype": "message_deleted", "hidden": True, "channel": channel}
        event |= {"ts": self.new_ts(), "deleted_ts": ts, "previous_message": message}
        self.tell(event | {"channel_type": self.channels[channel].kind})

    def add_file(self, name: str, content: bytes, mimetype: str = "text/plain") -> Json:
        """An uploaded file, as messages refer to it."""
        file = f"F{len(self.files):06d}"
        url = f"http://127.0.0.1:{self.port}/files/{file}/{urllib.parse.quote(name)}"
        info = {"id": file, "name": name, "title": name, "mimetype": mimetype, "size": len(content)}
        info |= {"url_private": url, "url_private_download": url, "mode": "hosted", "filetype": name.split(".")[-1]}
        self.files[file] = (info, content)
        return info

    def message(self, channel: str, ts: str) -> Json:
        """The message with this ts; raises SlackError."""
        for message in self._channel(channel).messages:
            if message["ts"] == ts:
                return message
        raise SlackError("message_not_found")

    def thread(self, channel: str, ts: str) -> list[Json]:
        """The messages of a thread, its root first."""
        return [m for m in self.channels[channel].messages if m["ts"] == ts or m.get("thread_ts") == ts]

    def answers(self, channel: str, ts: str) -> list[Json]:
        """What the bot wrote into a thread."""
        return [message for message in self.thread(channel, ts) if message.get("bot_id") == BOT_ID]

    # --- events ------------------------------------------------------------------------------------------------------

    def tell(self, event: Json) -> Delivery:
        """Deliver an event to the app."""
        body = {
            "token": "x",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": {"event_ts": self.new_ts(), **event},
            "type": "event_callback",
            "event_id": f"Ev{self.random.getrandbits(60):X}",
            "event_time": int(time.time()),
            "authorizations": [{"team_id": TEAM, "user_id": BOT_USER, "is_bot": True, "enterprise_id": None}],
        }
        delivery = self._deliver("events_api", body)
        if self.random.random() < self.faults.duplicate:
            self._deliver("events_api", body)
        return delivery

    def click(self, user: str, channel: str, message: Json, action: Json, **more: Any) -> Delivery:
        """Someone clicks a button in a message (or, with ``view``, in a modal)."""
        body = {
            "type": "block_actions",
            "team": {"id": TEAM, "domain": "library"},
            "user": {"id": user, "username": user.lower(), "team_id": TEAM},
            "api_app_id": APP,
            "trigger_id": self.new_trigger(),
            "channel": {"id": channel, "name": "x"},
            "container": {"type": "message", "message_ts": message.get("ts"), "channel_id": channel},
            "message": message,
            "response_url": self._response_url(channel, user),
            "actions": [{"block_id": "b", "action_ts": self.new_ts(), **action}],
            **more,
        }
        return self._deliver("interactive", body)

    def submit(self, user: str, view: Json, values: Json) -> Delivery:
        """Someone submits a modal."""
        body = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": user, "team_id": TEAM}}
        body |= {"api_app_id": APP, "trigger_id": self.new_trigger(), "view": view | {"state": {"values": values}}}
        return self._deliver("interactive", body)

    def shortcut(self, user: str, channel: str, message: Json, callback: str) -> Delivery:
        """Someone uses a message shortcut."""
        body = {
            "type": "message_action",
            "callback_id": callback,
            "team": {"id": TEAM},
            "user": {"id": user, "team_id": TEAM},
            "api_app_id": APP,
            "trigger_id": self.new_trigger(),
            "channel": {"id": channel},
            "message_ts": message["ts"],
            "message": message,
            "response_url": self._response_url(channel, user),
        }
        return self._deliver("interactive", body)

    def command(self, user: str, channel: str, command: str, text: str) -> tuple[Delivery, list[Json]]:
        """Someone types a slash command: its delivery, and the list of what is answered to it."""
        url = self._response_url(channel, user)
        body = {"command": command, "text": text, "user_id": user, "channel_id": channel, "team_id": TEAM}
        body |= {"api_app_id": APP, "response_url": url, "trigger_id": self.new_trigger(), "team_domain": "library"}
        return self._deliver("slash_commands", body), self.responses[url.rsplit("/", 1)[1]]

    def new_trigger(self) -> str:
        """A trigger id, good for three seconds and one modal."""
        trigger = f"{self.random.getrandbits(48)}.{self.random.getrandbits(32):x}"
        self._triggers[trigger] = time.monotonic()
        return trigger

    def drop_sockets(self) -> None:
        """Cut every connection without a goodbye."""
        for socket in list(self._sockets):
            self._abort(socket)

    async def refresh_sockets(self, reason: str = "refresh_requested") -> None:
        """Ask every connection to reconnect, as Slack does every few hours, and some seconds before (``warning``)."""
        for socket in list(self._sockets):
            await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": {}})

    @property
    def connected(self) -> int:
        """Open connections."""
        return len(self._sockets)

    async def settle(self, timeout_s: float = 30) -> None:
        """Wait until every delivery is acknowledged."""
        deadline = time.monotonic() + timeout_s
        while any(delivery.acked_at is None for delivery in self.deliveries) and time.monotonic() < deadline:
            await asyncio.sleep(0.02)

    # --- inside ------------------------------------------------------------------------------------------------------

    def _channel(self, channel: str) -> Channel:
        if channel not in self.channels:
            raise SlackError("channel_not_found")
        return self.channels[channel]

    def _keep(self, channel: str, message: Json) -> None:
        messages = self._channel(channel).messages
        thread = message.get("thread_ts")
        if thread:
            root = next((m for m in messages if m["ts"] == thread), None)
            if root is None:
                raise SlackError("thread_not_found")
            root["thread_ts"] = thread
            root["reply_count"] = root.get("reply_count", 0) + 1
        messages.append(message)

    def _tell_of(self, channel: str, message: Json) -> None:
        kept = self.channels[channel]
        if BOT_USER not in kept.members:
            return
        public = {name: value for name, value in message.items() if name not in ("metadata", "_stream")}
        self.tell(public | {"channel": channel, "channel_type": kept.kind})
        if f"<@{BOT_USER}>" in message.get("text", "") and kept.kind != "im" and not message.get("bot_id"):
            mention = {k: v for k, v in public.items() if k != "subtype"}
            self.tell(mention | {"type": "app_mention", "channel": channel})

    def _tell_change(self, channel: str, message: Json, before: Json) -> None:
        event = {"type": "message", "subtype": "message_changed", "hidden": True, "channel": channel}
        event |= {"ts": self.new_ts(), "message": dict(message), "previous_message": before}
        self.tell(event | {"channel_type": self.channels[channel].kind})

    def _response_url(self, channel: str, user: str) -> str:
        return f"http://127.0.0.1:{self.port}/respond/{channel}-{user}-{self.random.getrandbits(48):x}"

    def _deliver(self, kind: str, body: Json) -> Delivery:
        envelope = {
            "envelope_id": f"{self.random.getrandbits(96):x}",
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": body,
        }
        delivery = Delivery(envelope)
        self.deliveries.append(delivery)
        delivery.task = asyncio.get_running_loop().create_task(self._deliver_until_acked(delivery))
        self._tasks.add(delivery.task)
        delivery.task.add_done_callback(self._tasks.discard)
        return delivery

    async def _deliver_until_acked(self, delivery: Delivery) -> None:
        # Slack tries three times more: at once, after a minute, after five; here the pauses are `redeliver_after`.
        # While nobody is connected it waits, so that a restart within the test loses nothing that Slack would keep.
        while delivery.acked_at is None and delivery.attempts < 60:
            if self.request_url is None:
                while not self._sockets:
                    self._new_socket.clear()
                    await self._new_socket.wait()
            retry = {"retry_attempt": delivery.attempts, "retry_reason": "timeout" if delivery.attempts else ""}
            delivery.attempts += 1
            delivery.sent_at = time.monotonic()
            try:
                if self.request_url is not None:
                    await self._post(delivery, retry)
                else:
                    await self._send(delivery, retry)
            except (ConnectionError, aiohttp.ClientError, RuntimeError, TimeoutError):
                await asyncio.sleep(0.1)
                continue
            deadline = time.monotonic() + self.redeliver_after
            while delivery.acked_at is None and time.monotonic() < deadline:
                await asyncio.sleep(0.005)
            if delivery.envelope["type"] != "events_api":
                return  # what a person does is delivered once

    async def _send(self, delivery: Delivery, retry: Json) -> None:
        socket = self.random.choice(self._sockets)
        self._waiting[delivery.envelope["envelope_id"]] = delivery
        envelope = delivery.envelope | (retry if delivery.envelope["type"] == "events_api" else {})
        # Only with its first sending: else what waits for a new connection would cut it again, without end.
        dropped = delivery.attempts == 1 and self.random.random() < self.faults.drop
        if dropped and self.random.random() < 0.5:
            self._abort(socket)
            raise ConnectionError
        await socket.send_json(envelope)
        if dropped:
            await asyncio.sleep(0)
            self._abort(socket)

    async def _post(self, delivery: Delivery, retry: Json) -> None:
        body = delivery.envelope["payload"]
        if delivery.envelope["type"] == "events_api":
            content, kind = json.dumps(body), "application/json"
        elif delivery.envelope["type"] == "slash_commands":
            content, kind = urllib.parse.urlencode(body), "application/x-www-form-urlencoded"
        else:
            content, kind = urllib.parse.urlencode({"payload": json.dumps(body)}), "application/x-www-form-urlencoded"
        headers = sign(content) | {"Content-Type": kind}
        if retry["retry_attempt"]:
            headers |= {"X-Slack-Retry-Num": str(retry["retry_attempt"]), "X-Slack-Retry-Reason": "http_timeout"}
        assert self.request_url is not None
        async with self._client.post(
            self.request_url, data=content, headers=headers, timeout=aiohttp.ClientTimeout(total=3)
        ) as answer:
            if answer.status == 200:
                delivery.acked_at = time.monotonic()

    def _abort(self, socket: web.WebSocketResponse) -> None:
        if socket in self._sockets:
            self._sockets.remove(socket)
        request = socket._req
        if request is not None and request.transport is not None:
            request.transport.abort()

    async def _socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1, "connection_info": {"app_id": APP}})
        self._sockets.append(socket)
        self.sockets_opened += 1
        self._new_socket.set()
        try:
            async for message in socket:  # it ends, or breaks, when the connection does
                if message.type is aiohttp.WSMsgType.TEXT:
                    ack = json.loads(message.data)
                    delivery = self._waiting.pop(ack.get("envelope_id", ""), None)
                    if delivery is not None and delivery.acked_at is None:
                        delivery.acked_at = time.monotonic()
        except ConnectionError:
            pass
        finally:
            if socket in self._sockets:
                self._sockets.remove(socket)
        return socket

    async def _file(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Authorization") != f"Bearer {BOT_TOKEN}":
            return web.Response(text="<html>Sign in to Slack</html>", content_type="text/html")
        if "files:read" not in self.scopes:
            return web.Response(status=403)
        info, content = self.files[request.match_info["id"]]
        if elsewhere := self.moved.get(info["id"]):
            return web.Response(status=302, headers={"Location": elsewhere})
        if info["id"] in self.breaking:
            response = web.StreamResponse(headers={"Content-Length": str(len(content) + 1)})
            await response.prepare(request)
            await response.write(content)
            assert request.transport is not None
            request.transport.close()
            return response
        return web.Response(body=content, content_type=info["mimetype"])

    async def _respond(self, request: web.Request) -> web.Response:
        answer = await request.json()
        blocks = answer.get("blocks") or []
        refused = "*" in self.faults.no_blocks or self.faults.no_blocks & {block.get("type") for block in blocks}
        if blocks and refused:
            return web.Response(status=400, text="invalid_blocks")
        errors = rules.block_errors(blocks) if blocks else []
        if errors or not answer.get("text"):
            self.refusals.append(("response_url", "invalid_blocks", errors or "no text"))
            return web.Response(status=400, text="invalid_blocks")
        self.responses[request.match_info["id"]].append(answer)
        if answer.get("response_type") == "in_channel":
            channel = request.match_info["id"].split("-")[0]
            self._keep(channel, self._own(answer | {"channel": channel}))
        return web.Response(text="ok")

    async def _api(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        arguments: Json = dict(request.query)
        if request.content_type == "application/json" and method.startswith(("conversations.", "users.", "files.")):
            return web.json_response({"ok": False, "error": "invalid_arguments"})  # they read no JSON
        if request.content_type == "application/json":
            arguments |= await request.json()
        elif request.can_read_body:
            arguments |= dict(await request.post())
        token = request.headers.get("Authorization", "").removeprefix("Bearer ") or arguments.get("token", "")
        planned = self.fail_next[method].pop(0) if self.fail_next[method] else None
        if planned is None and method not in self.faults.spare:
            draw = self.random.random()
            if draw < self.faults.busy:
                planned = "429"
            elif draw < self.faults.busy + self.faults.broken:
                planned = "500-stored" if self.random.random() < self.faults.stored_though_broken else "500"
        if planned == "429":
            return web.json_response(
                {"ok": False, "error": "ratelimited"},
                status=429,
                headers={"Retry-After": str(self.faults.retry_after)},
            )
        if planned == "500":
            return web.Response(status=500, text="<html>Server Error</html>", content_type="text/html")
        try:
            if planned and planned != "500-stored":
                raise SlackError(planned)
            answer = self._carry_out(method, arguments, token)
        except SlackError as error:
            self.refusals.append((method, error.answer["error"], error.answer.get("response_metadata")))
            answer = error.answer
        if planned == "500-stored":
            return web.Response(status=500, text="<html>Server Error</html>", content_type="text/html")
        return web.json_response(answer, headers={"x-oauth-scopes": ",".join(sorted(self.scopes))})

    def _carry_out(self, name: str, arguments: Json, token: str) -> Json:
        self.calls.append((name, arguments))
        method = rules.METHODS.get(name)
        if method is None or name in self.faults.unknown:
            raise SlackError(self.faults.unknown_as if method else "unknown_method", req_method=name)
        if not token and method.token != "none":
            raise SlackError("not_authed")
        if method.token != "none" and token not in (BOT_TOKEN, APP_TOKEN):
            raise SlackError("invalid_auth")
        if (method.token == "app") != (token == APP_TOKEN) and method.token != "none":
            raise SlackError("not_allowed_token_type")
        if method.scope and method.scope not in self.scopes:
            raise SlackError("missing_scope", needed=method.scope, provided=",".join(sorted(self.scopes)))
        problem = rules.argument_error(method, arguments)
        if problem:
            raise SlackError("invalid_arguments", response_metadata={"messages": [f"[ERROR] {problem}"]})
        arguments = {key: _decoded(value) for key, value in arguments.items() if key != "token"}
        if "channel" in arguments and name.startswith("chat."):
            channel = self._channel(arguments["channel"])
            if BOT_USER not in channel.members:
                raise SlackError("not_in_channel")
        handler = getattr(self, "_do_" + name.replace(".", "_"))
        return {"ok": True, **handler(arguments)}

    def _checked(self, arguments: Json) -> None:
        if not any(arguments.get(name) for name in ("text", "blocks", "markdown_text", "attachments")):
            raise SlackError("no_text")
        if len(arguments.get("text") or "") > rules.MAX_TEXT:
            raise SlackError("msg_too_long")
        if arguments.get("markdown_text"):
            if arguments.get("text") or arguments.get("blocks"):
                raise SlackError("markdown_text_conflict")
            if len(arguments["markdown_text"]) > rules.MAX_MARKDOWN:
                raise SlackError("msg_too_long")
        self._check_blocks(arguments.get("blocks"))

    def _check_blocks(self, blocks: Any) -> None:
        if blocks is None:
            return
        errors = rules.block_errors(blocks)
        types = {block.get("type") for block in blocks}
        if self.faults.no_blocks & types or "*" in self.faults.no_blocks:
            raise SlackError("invalid_blocks")
        if errors:
            raise SlackError("invalid_blocks", errors=errors, response_metadata={"messages": errors})
        if rules.blocks_size(blocks) > rules.MAX_BLOCKS_TOTAL:
            raise SlackError("msg_blocks_too_long")

    def _own(self, arguments: Json) -> Json:
        text = arguments.get("text") or arguments.get("markdown_text") or ""
        message: Json = {"type": "message", "user": BOT_USER, "bot_id": BOT_ID, "app_id": APP, "team": TEAM}
        message |= {"text": text, "ts": self.new_ts(), "bot_profile": {"id": BOT_ID, "app_id": APP}}
        for name in ("blocks", "thread_ts", "metadata"):
            if arguments.get(name):
                message[name] = arguments[name]
        return message

    def _do_chat_postMessage(self, arguments: Json) -> Json:  # noqa: N802 - Slack's name
        self._checked(arguments)
        message = self._own(arguments)
        self._keep(arguments["channel"], message)
        self._tell_of(arguments["channel"], message)
        return {"channel": arguments["channel"], "ts": message["ts"], "message": message}

    def _do_chat_postEphemeral(self, arguments: Json) -> Json:  # noqa: N802
        self._checked(arguments)
        if arguments["user"] not in self._channel(arguments["channel"]).members:
            raise SlackError("user_not_in_channel")
        self.ephemeral.append(arguments)
        return {"message_ts": self.new_ts()}

    def _own_message(self, arguments: Json) -> Json:
        message = self.message(arguments["channel"], arguments["ts"])
        if message.get("bot_id") != BOT_ID:
            raise SlackError("cant_update_message")
        return message

    def _do_chat_update(self, arguments: Json) -> Json:
        message = self._own_message(arguments)
        if message.get("_stream"):
            raise SlackError("streaming_state_conflict")
        self._checked(arguments)
        before = dict(message)
        message["text"] = arguments.get("text") or arguments.get("markdown_text") or message["text"]
        for name in ("blocks", "metadata"):
            if arguments.get(name) is not None:
                message[name] = arguments[name]
        self._tell_change(arguments["channel"], message, before)
        return {"channel": arguments["channel"], "ts": message["ts"], "text": message["text"]}

    def _do_chat_delete(self, arguments: Json) -> Json:
        message = self._own_message(arguments)
        self.channels[arguments["channel"]].messages.remove(message)
        return {"channel": arguments["channel"], "ts": message["ts"]}

    def _do_chat_getPermalink(self, arguments: Json) -> Json:  # noqa: N802
        ts = arguments["message_ts"].replace(".", "")
        return {"permalink": f"https://library.slack.com/archives/{arguments['channel']}/p{ts}"}

    def _stream(self, arguments: Json) -> Json:
        message = self._own_message(arguments)
        if not message.get("_stream"):
            raise SlackError("message_not_in_streaming_state")
        if time.monotonic() - message["_stream"] > self.stream_lifetime:
            del message["_stream"]
            raise SlackError("message_not_in_streaming_state")
        return message

    def _add_to_stream(self, message: Json, arguments: Json) -> None:
        chunks = arguments.get("chunks")
        if chunks is not None and rules.chunk_errors(chunks):
            raise SlackError("invalid_chunks", response_metadata={"messages": rules.chunk_errors(chunks)})
        added = arguments.get("markdown_text") or ""
        if len(added) > rules.MAX_MARKDOWN:
            raise SlackError("msg_too_long")
        for chunk in chunks or []:
            if chunk["type"] == "markdown_text":
                added += chunk["text"]
            elif chunk["type"] == "task_update":
                message.setdefault("tasks", {})[chunk["id"]] = chunk
        if len(message["text"]) + len(added) > rules.MAX_MARKDOWN:
            raise SlackError("msg_too_long")
        message["text"] += added

    def _do_chat_startStream(self, arguments: Json) -> Json:  # noqa: N802
        channel = self._channel(arguments["channel"])
        if not arguments.get("thread_ts"):
            raise SlackError("invalid_thread_ts")
        if channel.kind != "im" and not arguments.get("recipient_team_id"):
            raise SlackError("missing_recipient_team_id")
        if channel.kind != "im" and not arguments.get("recipient_user_id"):
            raise SlackError("missing_recipient_user_id")
        message = self._own({"text": "", "thread_ts": arguments["thread_ts"]})
        self._add_to_stream(message, arguments)
        message["_stream"] = time.monotonic()
        self._keep(arguments["channel"], message)
        return {"channel": arguments["channel"], "ts": message["ts"]}

    def _do_chat_appendStream(self, arguments: Json) -> Json:  # noqa: N802
        message = self._stream(arguments)
        if not arguments.get("markdown_text") and not arguments.get("chunks"):
            raise SlackError("no_text")
        self._add_to_stream(message, arguments)
        return {"channel": arguments["channel"], "ts": message["ts"]}

    def _do_chat_stopStream(self, arguments: Json) -> Json:  # noqa: N802
        message = self._stream(arguments)
        self._check_blocks(arguments.get("blocks"))
        self._add_to_stream(message, arguments)
        del message["_stream"]
        for name in ("blocks", "metadata"):
            if arguments.get(name):
                message[name] = arguments[name]
        self._tell_of(arguments["channel"], message)
        return {"channel": arguments["channel"], "ts": message["ts"], "message": message}

    def _page(self, messages: list[Json], arguments: Json, limit: int) -> Json:
        after = float(arguments.get("oldest") or 0)
        before = float(arguments.get("latest") or 1e12)
        inclusive = str(arguments.get("inclusive", "")).lower() in ("true", "1")
        kept = [
            {
                name: value
                for name, value in message.items()
                if name not in ("_stream", "tasks", "metadata")
                or (name == "metadata" and str(arguments.get("include_all_metadata", "")).lower() in ("true", "1"))
            }
            for message in messages
            if after < float(message["ts"]) < before
            or (inclusive and float(message["ts"]) in (after, before))
            or message["ts"] == arguments.get("ts")
        ]
        start = int(arguments.get("cursor") or 0)
        size = min(int(arguments.get("limit") or 100), limit)
        more = start + size < len(kept)
        return {
            "messages": kept[start : start + size],
            "has_more": more,
            "response_metadata": {"next_cursor": str(start + size) if more else ""},
        }

    def _do_conversations_replies(self, arguments: Json) -> Json:
        channel = self._channel(arguments["channel"])
        if BOT_USER not in channel.members:
            raise SlackError("not_in_channel")
        found = self.thread(channel.id, arguments["ts"])
        if not found:
            raise SlackError("thread_not_found")
        return self._page(found, arguments, 200)

    def _do_conversations_history(self, arguments: Json) -> Json:
        messages = [m for m in self._channel(arguments["channel"]).messages if m.get("thread_ts") in (None, m["ts"])]
        return self._page(messages[::-1], arguments, 200)

    def _do_conversations_info(self, arguments: Json) -> Json:
        channel = self._channel(arguments["channel"])
        return {"channel": {"id": channel.id, "name": channel.id.lower(), "is_im": channel.kind == "im"}}

    def _do_users_info(self, arguments: Json) -> Json:
        if arguments["user"] not in self.users:
            raise SlackError("user_not_found")
        return {"user": self.users[arguments["user"]]}

    def _trigger(self, arguments: Json) -> None:
        started = self._triggers.pop(arguments.get("trigger_id") or "", None)
        if started is None:
            raise SlackError("invalid_trigger")
        if time.monotonic() - started > self.trigger_lifetime:
            raise SlackError("expired_trigger_id")

    def _keep_view(self, view: Json, view_id: str | None = None) -> Json:
        errors = rules.view_errors(view)
        if errors:
            raise SlackError("invalid_arguments", response_metadata={"messages": errors})
        view_id = view_id or f"V{len(self.views):06d}"
        self.views[view_id] = view | {"id": view_id, "team_id": TEAM, "hash": self.new_ts()}
        return {"view": self.views[view_id]}

    def _do_views_open(self, arguments: Json) -> Json:
        self._trigger(arguments)
        return self._keep_view(arguments["view"])

    _do_views_push = _do_views_open

    def _do_views_update(self, arguments: Json) -> Json:
        if arguments.get("view_id") not in self.views:
            raise SlackError("not_found")
        return self._keep_view(arguments["view"], arguments["view_id"])

    def _do_views_publish(self, arguments: Json) -> Json:
        errors = rules.view_errors(arguments["view"])
        if errors:
            raise SlackError("invalid_arguments", response_metadata={"messages": errors})
        self.homes[arguments["user_id"]] = arguments["view"]
        return {"view": arguments["view"]}

    def _do_files_info(self, arguments: Json) -> Json:
        if arguments["file"] not in self.files:
            raise SlackError("file_not_found")
        return {"file": self.files[arguments["file"]][0]}

    def _do_assistant_threads_setStatus(self, arguments: Json) -> Json:  # noqa: N802
        self._channel(arguments["channel_id"])
        self.statuses.append(arguments)
        return {}

    _do_assistant_threads_setTitle = _do_assistant_threads_setStatus  # noqa: N815

    def _do_assistant_threads_setSuggestedPrompts(self, arguments: Json) -> Json:  # noqa: N802
        if not 1 <= len(arguments["prompts"]) <= 4:
            raise SlackError("invalid_arguments")
        self.prompts.append(arguments)
        return {}

    def _do_agents_sessions_setStatus(self, arguments: Json) -> Json:  # noqa: N802
        if arguments["status"] not in ("processing", "active", "suspended", "closed"):
            raise SlackError("invalid_status")
        self.statuses.append(arguments)
        return {"agent_status": arguments["status"]}

    def _do_agents_sessions_rename(self, _: Json) -> Json:
        return {}

    def _do_api_test(self, _: Json) -> Json:
        return {}

    def _do_auth_test(self, _: Json) -> Json:
        return {
            "url": "https://library.slack.com/",
            "team": "Library",
            "user": "articlebot",
            "team_id": TEAM,
            "user_id": BOT_USER,
            "bot_id": BOT_ID,
        }

    def _do_apps_connections_open(self, _: Json) -> Json:
        return {"url": f"ws://127.0.0.1:{self.port}/socket/?ticket={self.random.getrandbits(64):x}&app_id={APP}"}

    def _do_oauth_v2_access(self, arguments: Json) -> Json:
        if arguments["code"] != "good-code":
            raise SlackError("invalid_code")
        return {
            "app_id": APP,
            "access_token": BOT_TOKEN,
            "token_type": "bot",
            "scope": ",".join(sorted(self.scopes)),
            "bot_user_id": BOT_USER,
            "team": {"id": TEAM, "name": "Library"},
            "enterprise": None,
            "authed_user": {"id": "U0ADMIN"},
            "is_enterprise_install": False,
        }


def sign(content: str, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """The headers with which Slack signs a request (docs.slack.dev/authentication/verifying-requests-from-slack)."""
    stamp = str(int(time.time() if at is None else at))
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{content}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}"}


def _decoded(value: Any) -> Any:
    """Form-encoded calls carry structures as JSON."""
    if isinstance(value, str) and value[:1] in "[{":
        with contextlib.suppress(json.JSONDecodeError):
            return json.loads(value)
    return value
