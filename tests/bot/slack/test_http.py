"""What is served over HTTP beside Slack's requests."""

from __future__ import annotations

import errno
import socket
from pathlib import Path
from typing import NoReturn

import pytest
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp

from bot.errors import BotError, ModelAccessError, SettingsError, SlackError
from bot.slack.http import serve_http
from bot.slack.opening import Opening
from bot.slack.workspaces import new_session
from tests.bot.slack.test_work import Desk


@pytest.mark.parametrize("error", [SettingsError("no key"), ModelAccessError("no such model")])
async def test_a_bot_that_cannot_open_its_engine_is_not_ready_and_says_why(tmp_path: Path, error: BotError) -> None:
    def fail() -> NoReturn:
        raise error

    app = AsyncApp(token="xoxb-1", signing_secret="secret")
    work = Desk(tmp_path / "slack.db").work
    async with (
        serve_http(app, "127.0.0.1", 0, opening=Opening(fail), work=work) as (host, port),
        new_session() as session,
        session.get(f"http://{host}:{port}/readyz") as answer,
    ):
        assert answer.status == 503
        assert (await answer.json()) == {"ok": False, "reason": str(error)}


async def failure_to_listen(folder: Path, host: str, port: int) -> str:
    work = Desk(folder / "slack.db").work
    app = AsyncApp(token="xoxb-1", signing_secret="secret")
    with pytest.raises(SlackError) as raised:
        async with serve_http(app, host, port, opening=Opening(no_engine), work=work):
            pass
    return str(raised.value)


def no_engine() -> NoReturn:
    raise SettingsError("no key")


async def test_a_port_that_is_taken_is_said_with_what_to_do(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = await failure_to_listen(tmp_path, "127.0.0.1", port)
    assert f"at 127.0.0.1:{port} (--http): another process listens there; stop it, or choose another port." in said


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "there is no such host"),
        (UnicodeError("label empty or too long"), "there is no such host"),
        (OSError(errno.EADDRNOTAVAIL, "no"), "does not have that address"),
        (PermissionError(errno.EACCES, "no"), "choose a port from 1024 up"),
        (OSError(errno.ENOBUFS, "error while attempting"), "(--http): No buffer space available."),
    ],
)
async def test_an_address_that_cannot_be_listened_at_is_said_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    async def fail(_: web.TCPSite) -> None:
        raise error

    monkeypatch.setattr(web.TCPSite, "start", fail)
    assert said in await failure_to_listen(tmp_path, "bot.example", 3000)
