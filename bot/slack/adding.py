"""Files and links that editors send to the bot, offered to be added and added on a click.

The adding itself is ``articlebot add`` in a process of its own: it may take minutes and much memory, and the rule of
one writer holds between processes.
"""

from __future__ import annotations

import asyncio
import json
import logging
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import aiohttp

from bot.settings import Settings
from bot.slack.blocks import Block, actions, button
from bot.slack.calls import RefusedError, Slack
from bot.slack.messages import Message
from bot.slack.mrkdwn import escape_markdown, links, shorten
from bot.slack.request import Request, State

logger = logging.getLogger(__name__)

ADD = "add"
MAX_LINKS = 10
DOWNLOAD_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Offered:
    """What someone sent that could be added."""

    files: tuple[tuple[str, str], ...]
    """Id and name of each."""
    links: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.files or self.links)

    @property
    def named(self) -> str:
        """In words, as Markdown."""
        names = [f"“{escape_markdown(shorten(name, 60))}”" for _, name in self.files]
        names += [escape_markdown(shorten(link, 80)) for link in self.links]
        return ", ".join(names)

    @property
    def value(self) -> str:
        """For the button."""
        return json.dumps({"f": [file for file, _ in self.files], "l": list(self.links)}, separators=(",", ":"))


def offered(request: Request) -> Offered:
    """What the message of a request holds besides words."""
    files = json.loads(request.details.get("files") or "[]")
    sent = tuple((str(file["id"]), str(file.get("name") or file["id"])) for file in files if file.get("id"))
    kept: list[str] = []
    for link in links(request.text)[:MAX_LINKS]:
        if len(json.dumps(kept)) + len(link) < 1_600:  # what a button's value can hold
            kept.append(link)
    return Offered(sent[:MAX_LINKS], tuple(kept))


def offer(what: Offered) -> Message:
    """Offers to add it."""
    return Message(f"Shall I add {what.named} to the articles?", offer_buttons(what))


def offer_buttons(what: Offered) -> tuple[Block, ...]:
    """The button that adds it."""
    return (actions(button("Add to the articles", ADD, what.value, style="primary")),)


def may_not(what: Offered) -> Message:
    """To who may not add."""
    return Message(
        f"I answer questions from the articles I have, and cannot take in {what.named}: "
        "only people whom my operator names as editors may add articles. Ask me a question instead."
    )


class Adding:
    """Downloads and adds."""

    def __init__(self, settings: Settings, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._session = session

    async def add(self, slack: Slack, request: Request) -> tuple[State, Message]:
        """Add what the button named; what became of it, in words."""
        wanted = json.loads(request.details["wanted"])
        places: list[str] = []
        told: list[str] = []
        for file in wanted.get("f", []):
            try:
                places.append(str(await self._download(slack, str(file))))
            except _NotTakenError as error:
                told.append(f"- {escape_markdown(str(error))}")
        places += [str(link) for link in wanted.get("l", [])]
        if places:
            told += await self._run(places)
        return State.DONE, Message("\n".join(told) or "There was nothing to add.")

    async def _download(self, slack: Slack, file: str) -> Path:
        try:
            info = (await slack.call("files.info", {"file": file})).get("file") or {}
        except RefusedError as refused:
            raise _NotTakenError(f"I cannot read this file ({refused.error}).") from refused
        name = str(info.get("name") or file)
        limit = self._settings.max_file_megabytes * 1_000_000
        if int(info.get("size") or 0) > limit:
            raise _NotTakenError(f"“{name}” is larger than {self._settings.max_file_megabytes} MB.")
        url = str(info.get("url_private_download") or info.get("url_private") or "")
        if not url:
            raise _NotTakenError(f"“{name}” is kept outside Slack, where I cannot read it.")
        safe = re.sub(r"[^\w.\- ]", "_", PurePath(name).name).lstrip(".") or "file"
        path = self._settings.library / "slack-files" / re.sub(r"\W", "", file) / safe
        path.parent.mkdir(parents=True, exist_ok=True)
        timeout = aiohttp.ClientTimeout(total=DOWNLOAD_SECONDS)
        try:
            async with self._session.get(
                url, headers={"Authorization": f"Bearer {slack.token}"}, timeout=timeout
            ) as answer:
                if answer.status != 200 or _is_sign_in(answer, info):
                    raise _NotTakenError(f"Slack does not let me read “{name}” (is the scope files:read granted?).")
                with path.open("wb") as target:
                    size = 0
                    async for part in answer.content.iter_chunked(1 << 16):
                        size += len(part)
                        if size > limit:
                            raise _NotTakenError(f"“{name}” is larger than {self._settings.max_file_megabytes} MB.")
                        target.write(part)
        except (aiohttp.ClientError, TimeoutError) as error:
            raise _NotTakenError(f"“{name}” could not be downloaded; try again.") from error
        return path

    async def _run(self, places: Sequence[str]) -> list[str]:
        command = [sys.executable, "-m", "bot", "--library", str(self._settings.library), "add", "--json", "--wait"]
        process = await asyncio.create_subprocess_exec(
            *command, *places, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE
        )
        try:
            out, err = await process.communicate()
        finally:
            if process.returncode is None:  # it takes too long, or the bot closes and the next process begins it anew
                process.kill()
                await process.wait()
        try:
            report: dict[str, Any] = json.loads(out)
        except ValueError:
            last = err.decode(errors="replace").strip().splitlines()
            logger.warning("adding failed with exit code %s", process.returncode)
            reason = last[-1].removeprefix("articlebot: ") if last else "no reason given"
            return [f"I could not add it: {escape_markdown(shorten(reason, 300))}"]
        return _told(report)


class _NotTakenError(Exception):
    pass


def _is_sign_in(answer: aiohttp.ClientResponse, info: dict[str, Any]) -> bool:
    """Without the scope Slack answers with its sign-in page instead of the file."""
    return answer.content_type == "text/html" and "html" not in str(info.get("mimetype") or "")


def _told(report: dict[str, Any]) -> list[str]:
    told: list[str] = []
    for name, words in (("added", "Added"), ("changed", "Changed")):
        number = _number(report.get(name))
        if number:
            told.append(f"{words}: {number} article{'' if number == 1 else 's'}. Ask me about it at once.")
    if _number(report.get("unchanged")):
        told.append("It was there already, and has not changed.")
    if _number(report.get("duplicates")):
        told.append("The same story is there already; I noted where else it ran.")
    unreadable = report.get("unreadable")
    for problem in unreadable if isinstance(unreadable, list) else []:
        source = PurePath(str(problem.get("source") or "")).name
        reason = escape_markdown(str(problem.get("reason") or ""))
        told.append(f"- I could not read {escape_markdown(source)}: {reason}")
    return told


def _number(value: object) -> int:
    return len(value) if isinstance(value, list) else int(value) if isinstance(value, int) else 0
