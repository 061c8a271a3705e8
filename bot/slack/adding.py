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
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import Any

import aiohttp

from bot.settings import Settings
from bot.slack.blocks import MAX_VALUE, Block, actions, button
from bot.slack.calls import Slack
from bot.slack.delivery import Deliveries
from bot.slack.downloads import Downloads, NotTakenError
from bot.slack.messages import Message
from bot.slack.mrkdwn import escape_markdown, shorten
from bot.slack.reading import links
from bot.slack.request import Request
from bot.slack.threads import asks

logger = logging.getLogger(__name__)

ADD = "add"
MAX_LINKS = 10
_WANTS_ADDED = re.compile(
    r"""^\W*(?:(?:hi|hey|hello|bot|please|kindly|can|could|would|will|you|I|we|want|need|to|like|d|let|s|and|so|ok(?:ay)?)\W+)*
    (?:add|import|include|index|ingest|upload|save|store|learn|remember)\b""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Offered:
    """What someone sent that could be added."""

    files: tuple[tuple[str, str], ...]
    """Id and name of each."""
    links: tuple[str, ...]
    left: int = 0
    """How many more were sent than a button holds."""

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
    sent = tuple((str(file["id"]), str(file.get("name") or "a file")) for file in files if file.get("id"))
    linked = links(request.text)
    what = Offered(sent[:MAX_LINKS], ())
    for link in linked[:MAX_LINKS]:
        more = Offered(what.files, (*what.links, link))
        if len(more.value) <= MAX_VALUE:
            what = more
    return replace(what, left=len(sent) + len(linked) - len(what.files) - len(what.links))


def is_for_adding(words: str, what: Offered, *, may_add: bool) -> bool:
    """Whether what came with the words is to be added, and the words ask nothing of the articles."""
    return bool(what) and (bool(_WANTS_ADDED.match(words)) or (may_add and not asks(words)))


def offer(what: Offered) -> Message:
    """Offers to add it."""
    left = f" There is no room here for {what.left:,} more: send the rest in another message." if what.left else ""
    return Message(f"Shall I add {what.named} to the articles?{left}", offer_buttons(what))


def offer_buttons(what: Offered) -> tuple[Block, ...]:
    """The button that adds it."""
    return (actions(button("Add to the articles", ADD, what.value, style="primary")),)


def may_not(what: Offered, *, here: bool = False) -> Message:
    """To who may not add it, or (``here``) not in this channel."""
    if here:
        return Message(f"Send me {what.named} in a direct message: there I offer to add it to the articles.")
    return Message(
        f"I answer questions from the articles I have, and cannot take in {what.named}: "
        "only people whom my operator names as editors may add articles. Ask me a question instead."
    )


class Adding:
    """Downloads and adds."""

    def __init__(self, settings: Settings, deliveries: Deliveries, session: aiohttp.ClientSession) -> None:
        self._settings = settings
        self._deliveries = deliveries
        folder = settings.library / "slack-files"
        self._downloads = Downloads(session, settings.slack_api_url, folder, max_megabytes=settings.max_file_megabytes)

    async def add(self, slack: Slack, request: Request) -> str:
        """Add what the button named, once, however often it has to be told; what became of it, as Markdown."""
        name = f"added:{request.key}"
        told = await self._deliveries.run(self._deliveries.kept, name)
        if told is None:
            # It may take minutes; the message that brings the outcome ends the status.
            place = {"channel_id": request.channel, "thread_ts": request.thread_ts}
            await slack.optional("assistant.threads.setStatus", place | {"status": "is adding to the articles…"})
            told = await self._add(slack, request)
            await self._deliveries.run(self._deliveries.keep, name, told)
        return told

    async def _add(self, slack: Slack, request: Request) -> str:
        wanted = json.loads(request.details["wanted"])
        places: list[str] = []
        told: list[str] = []
        for file in wanted.get("f", []):
            try:
                places.append(str(await self._downloads.fetch(slack, str(file))))
            except NotTakenError as error:
                told.append(f"- {escape_markdown(str(error))}")
        places += [str(link) for link in wanted.get("l", [])]
        if places:
            told += await self._run(places)
        return "\n".join(told) or "There was nothing to add."

    async def _run(self, places: Sequence[str]) -> list[str]:
        command = [sys.executable, "-m", "bot", "--library", str(self._settings.library), "add", "--json", "--wait"]
        # Without a standard input: on the terminal in which the bot was started it would ask, and nobody would answer.
        process = await asyncio.create_subprocess_exec(
            *command,
            *places,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
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
