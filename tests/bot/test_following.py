"""Following beside a process that serves."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

import bot.following as module
from bot.following import keep_current
from bot.settings import Settings
from index.following.register import FILE_NAME


async def test_sources_are_followed_once_their_list_can_be_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(module, "AGAIN_S", 0.01)
    register = tmp_path / FILE_NAME
    register.mkdir()  # no database can be opened there
    following = asyncio.create_task(keep_current(Settings(library=tmp_path, sync_minutes=1)))
    async with asyncio.timeout(60):
        while caplog.text.count("the sources are not kept current") < 2:
            await asyncio.sleep(0.01)
        assert not following.done()
        register.rmdir()
        while not register.is_file():
            await asyncio.sleep(0.01)
    assert not following.done()
    following.cancel()
    with pytest.raises(asyncio.CancelledError):
        await following
