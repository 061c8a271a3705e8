"""Files shared in Slack: to whom the bot's token goes for them, and what is left on the disk."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from bot.slack.calls import Slack
from bot.slack.downloads import Downloads, NotTakenError, is_slacks
from bot.slack.workspaces import Workspaces, new_session
from tests.slack_server import BOT_TOKEN, SlackServer

API = "https://slack.com/api/"


@asynccontextmanager
async def workspace(folder: Path) -> AsyncIterator[tuple[SlackServer, Slack, Downloads]]:
    async with SlackServer() as server, new_session() as session:
        slack = await Workspaces(server.api_url, session, token=BOT_TOKEN).connect()
        assert slack is not None
        yield server, slack, Downloads(session, server.api_url, folder, max_megabytes=1)


@asynccontextmanager
async def stranger() -> AsyncIterator[tuple[str, list[str | None]]]:
    """Another host's address of a page, and the Authorization of each request that came to it."""
    heard: list[str | None] = []

    async def page(request: web.Request) -> web.Response:
        heard.append(request.headers.get("Authorization"))
        return web.Response(text="<html>A plan</html>", content_type="text/html")

    app = web.Application()
    app.router.add_get("/plan.html", page)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/plan.html", heard
    finally:
        await runner.cleanup()


def files_in(folder: Path) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file()]


async def test_a_file_is_downloaded_whole(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads):
        file = server.add_file(".the lamp?.md", b"The lamp was lit.", "text/markdown")
        path = await downloads.fetch(slack, file["id"])
        assert path.read_bytes() == b"The lamp was lit."
        assert files_in(tmp_path) == ["the lamp_.md"]


async def test_a_file_kept_elsewhere_is_not_asked_for(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads), stranger() as (url, heard):
        file = server.add_file("plan.html", b"", "text/html")
        file |= {"is_external": True, "url_private": url, "url_private_download": url}
        with pytest.raises(NotTakenError, match="outside Slack"):
            await downloads.fetch(slack, file["id"])
    assert heard == []


async def test_a_download_that_is_sent_on_to_another_host_is_not_followed(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads), stranger() as (url, heard):
        file = server.add_file("plan.html", b"", "text/html")
        server.moved[file["id"]] = url
        with pytest.raises(NotTakenError, match="outside Slack"):
            await downloads.fetch(slack, file["id"])
    assert heard == []


async def test_a_download_that_is_sent_on_within_slack_is_followed(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads):
        old, new = (server.add_file(name, name.encode()) for name in ("old.txt", "new.txt"))
        server.moved[old["id"]] = new["url_private"].replace(f"http://127.0.0.1:{server.port}", "")
        assert (await downloads.fetch(slack, old["id"])).read_bytes() == b"new.txt"
        server.moved[new["id"]] = old["url_private"]
        with pytest.raises(NotTakenError, match="from one address to the next"):
            await downloads.fetch(slack, old["id"])


async def test_a_download_that_breaks_off_leaves_nothing_behind(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads):
        file = server.add_file("lamp.md", b"The lamp was", "text/markdown")
        server.breaking.add(file["id"])
        with pytest.raises(NotTakenError, match="try again"):
            await downloads.fetch(slack, file["id"])
        assert list(tmp_path.iterdir()) == []
        server.breaking.clear()
        await downloads.fetch(slack, file["id"])
        server.breaking.add(file["id"])
        with pytest.raises(NotTakenError, match="try again"):
            await downloads.fetch(slack, file["id"])
        assert files_in(tmp_path) == ["lamp.md"], "the whole one is kept"


async def test_a_file_that_is_larger_than_it_says_leaves_nothing_behind(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads):
        file = server.add_file("long.txt", b"x" * 1_000_001)
        file["size"] = 5
        with pytest.raises(NotTakenError, match="larger than 1 MB"):
            await downloads.fetch(slack, file["id"])
        assert list(tmp_path.iterdir()) == []


async def test_a_name_longer_than_any_file_systems_is_cut_before_its_ending(tmp_path: Path) -> None:
    async with workspace(tmp_path) as (server, slack, downloads):
        file = server.add_file("\u62a5\u544a" * 70 + ".pdf", b"%PDF-", "application/pdf")
        path = await downloads.fetch(slack, file["id"])
        assert path.read_bytes() == b"%PDF-"
        assert re.fullmatch("(\u62a5\u544a)+\u62a5?\\.pdf", path.name)


async def test_a_file_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    async with workspace(tmp_path / "files") as (server, slack, downloads):
        file = server.add_file("lamp.md", b"The lamp was lit.", "text/markdown")
        (tmp_path / "files").write_text("no folder")
        with pytest.raises(NotTakenError, match="could not be kept"):
            await downloads.fetch(slack, file["id"])


@pytest.mark.parametrize(
    ("url", "theirs"),
    [
        ("https://files.slack.com/files-pri/T0-F0/plan.pdf", True),
        ("https://slack.com/x", True),
        ("https://files.slack-gov.com/x", True),
        ("http://files.slack.com/x", False),
        ("https://files.slack.com:8443/x", False),
        ("https://evilslack.com/x", False),
        ("https://slack.com.evil.example/x", False),
        ("https://files.slack.com@evil.example/x", False),
        ("https://evil.example/files.slack.com", False),
        ("//files.slack.com/x", False),
        ("", False),
        ("https://[/x", False),
    ],
)
def test_the_token_goes_to_slack_alone(url: str, theirs: bool) -> None:
    assert is_slacks(url, API) is theirs


def test_the_token_goes_where_the_web_api_is_called() -> None:
    assert is_slacks("http://127.0.0.1:8080/files/1", "http://127.0.0.1:8080/api/")
    assert not is_slacks("http://127.0.0.1:8081/files/1", "http://127.0.0.1:8080/api/")
