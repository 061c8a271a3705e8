"""The real bot for the scenarios: ``python -m bot slack`` over a small library, against the Slack of the tests."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from tests import warm
from tests.slack_server import APP_TOKEN, BOT_TOKEN, SECRET, SlackServer

ROOT = Path(__file__).parents[2]
NAMES = re.findall(
    r"[A-Z][a-z]{3}",
    "AlbaBrinCormDaleElstFarnGorlHammIndeJuraKolmLundMoraNeskOrsoPaskQuilRuskSarnTolk"
    "UborVandWykeXantYarlZurrAberBostClunDremEskiFjorGrimHoltIvelJarrKerkLommMaldNorr",
)


def town(number: int) -> str:
    """A town's name; towns of different numbers share no word."""
    return f"{NAMES[number % len(NAMES)]}{('haven', 'mouth', 'wick')[number // len(NAMES) % 3]}"


def opened(number: int) -> str:
    """The year in which its harbour opened."""
    return str(1800 + number)


def master(number: int) -> str:
    """The name of its harbour master."""
    return f"{NAMES[number % len(NAMES)]}son"


def write_articles(folder: Path, towns: int) -> Path:
    """An article about each town's harbour, as saved Markdown."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(towns):
        name = town(number)
        (folder / f"{name}.md").write_text(
            f"---\ntitle: The harbour of {name}\npublisher: {'Coast Weekly' if number % 2 else 'The Tide'}\n"
            f"date: 2023-{1 + number % 12:02}-{1 + number % 28:02}\nurl: https://coast.example/{name.lower()}\n---\n"
            f"The harbour of {name} opened in {opened(number)}.\n\n"
            f"The harbour master of {name} is Ada {master(number)}. She was appointed in {1990 + number % 30}.\n\n"
            f"A new pier for {name} will cost {number + 12} million euros, the council of {name} said on Monday.\n"
        )
    return folder


def make_library(folder: Path, articles: Path) -> Path:
    """A library made by the real command."""
    command = [*warm.command(), "--library", str(folder), "add", str(articles)]
    subprocess.run(command, cwd=ROOT, env=environment(), check=True, capture_output=True, timeout=300)
    return folder


def environment(**more: str) -> dict[str, str]:
    """The developer's environment without settings of the bot's."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ARTICLEBOT_", "OPENAI_", "SLACK_")) and "proxy" not in name.lower()
    }
    return kept | more


class App:
    """One process of the bot."""

    def __init__(
        self,
        slack: SlackServer,
        library: Path,
        *arguments: str,
        log: Path,
        more: Mapping[str, str] | None = None,
        cold: bool = False,
    ) -> None:
        """A process to start.

        Args:
            slack: What it is told is Slack.
            library: What it answers from.
            arguments: Of ``articlebot slack``.
            log: Where what it prints is kept.
            more: Settings as environment variables.
            cold: Started by the interpreter, which imports everything for it.
        """
        self.slack = slack
        self.log = log
        self._command = [sys.executable, "-m", "bot"] if cold else warm.command()
        self._arguments = arguments
        self._environment = environment(
            **{
                "SLACK_API_URL": slack.api_url,
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_APP_TOKEN": APP_TOKEN,
                "SLACK_SIGNING_SECRET": SECRET,
                "ARTICLEBOT_LIBRARY": str(library),
                "ARTICLEBOT_LOG_LEVEL": "INFO",
                **(more or {}),
            }
        )
        self.process: asyncio.subprocess.Process | None = None

    async def __aenter__(self) -> App:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.terminate()

    async def start(self) -> None:
        """Start it, and wait for its socket unless it serves HTTP."""
        before = self.slack.sockets_opened
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self._command, "slack", *self._arguments,
                cwd=ROOT, env=self._environment, stdout=log, stderr=log,
            )  # fmt: skip
        if "--http" not in self._arguments:
            await until(lambda: self.slack.sockets_opened > before or self.process_ended, 150)
            assert not self.process_ended, self.log.read_text()[-2000:]

    async def kill(self) -> None:
        """SIGKILL."""
        assert self.process is not None
        self.process.kill()
        await self.process.wait()

    async def terminate(self) -> int:
        """SIGTERM, and its exit code."""
        assert self.process is not None
        if self.process.returncode is None:
            self.process.terminate()
        return await asyncio.wait_for(self.process.wait(), 60)

    @property
    def process_ended(self) -> bool:
        """Whether it is no more."""
        return self.process is not None and self.process.returncode is not None

    @property
    def resident_megabytes(self) -> float:
        """Memory that it holds now."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmRSS:")[1].split()[0]) / 1024


async def until(true: Callable[[], object], timeout_s: float = 60) -> None:
    """Wait until it is so; fails after ``timeout_s``."""
    deadline = time.monotonic() + timeout_s
    while not true():
        assert time.monotonic() < deadline, "it did not happen in time"
        await asyncio.sleep(0.02)


async def answered(slack: SlackServer, channel: str, ts: str, number: int = 1, timeout_s: float = 60) -> list[str]:
    """The texts of the bot's messages in a thread, once there are so many and none is being streamed."""

    def complete() -> bool:
        found = slack.answers(channel, ts)
        return len(found) >= number and not any("_stream" in message for message in found)

    await until(complete, timeout_s)
    return [str(message["text"]) for message in slack.answers(channel, ts)]
