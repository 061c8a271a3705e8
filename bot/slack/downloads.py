"""Files that people share in Slack, downloaded with the bot's token, which goes to Slack alone.

A file that is shared from elsewhere (docs.slack.dev/reference/objects/file-object: ``is_external``) has the address of
any host as its ``url_private``: whoever shares it chooses who is asked for it.
"""

from __future__ import annotations

import contextlib
import logging
import re
from collections.abc import Iterator
from pathlib import Path, PurePath
from typing import Any
from urllib.parse import urljoin

import aiohttp
from yarl import URL

from bot.slack.calls import RefusedError, Slack

logger = logging.getLogger(__name__)

SECONDS = 300.0
MAX_REDIRECTS = 5
SLACK_DOMAINS = ("slack.com", "slack-gov.com")
"""Files are at ``files.slack.com``; the second is Slack's for governments (api.slack.com/gov-slack)."""
MAX_NAME_BYTES = 200
"""Most file systems take 255."""
MAX_ENDING = 12

Json = dict[str, Any]


class NotTakenError(Exception):
    """A file that cannot be had, and why: a sentence for who sent it."""


class Downloads:
    """Files of one Slack, kept in a folder."""

    def __init__(self, session: aiohttp.ClientSession, api_url: str, folder: Path, *, max_megabytes: int) -> None:
        self._session = session
        self._api_url = api_url
        self._folder = folder
        self._max_megabytes = max_megabytes

    async def fetch(self, slack: Slack, file: str) -> Path:
        """Where the file with this id now is, whole; raises NotTakenError."""
        try:
            info: Json = (await slack.call("files.info", {"file": file})).get("file") or {}
        except RefusedError as refused:
            why = "is the scope files:read granted?" if refused.error == "missing_scope" else refused.error
            raise NotTakenError(f"Slack does not let me read this file ({why}).") from refused
        name = str(info.get("name") or file)
        if int(info.get("size") or 0) > self._limit:
            raise self._too_large(name)
        url = str(info.get("url_private_download") or info.get("url_private") or "")
        if not is_slacks(url, self._api_url):
            raise NotTakenError(f"“{name}” is kept outside Slack, where I cannot read it.")
        path = self._folder / re.sub(r"\W", "", file) / safe_name(name)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with _whole(path) as part:
                await self._download(url, slack.token, part, name, mimetype=str(info.get("mimetype") or ""))
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NotTakenError(f"“{name}” could not be downloaded; try again.") from error
        except OSError as error:
            logger.warning("a file could not be kept: %s", error.strerror)
            raise NotTakenError(f"“{name}” could not be kept ({error.strerror}).") from error
        return path

    @property
    def _limit(self) -> int:
        return self._max_megabytes * 1_000_000

    def _too_large(self, name: str) -> NotTakenError:
        return NotTakenError(f"“{name}” is larger than {self._max_megabytes} MB.")

    async def _download(self, url: str, token: str, target: Path, name: str, *, mimetype: str) -> None:
        headers = {"Authorization": f"Bearer {token}"}
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        for _ in range(MAX_REDIRECTS + 1):
            # Not left to aiohttp: it would follow to any host, though without the token where the origin is another.
            async with self._session.get(url, headers=headers, timeout=timeout, allow_redirects=False) as answer:
                if answer.status in (301, 302, 303, 307, 308):
                    url = urljoin(url, answer.headers.get("Location", ""))
                    if not is_slacks(url, self._api_url):
                        raise NotTakenError(f"“{name}” is kept outside Slack, where I cannot read it.")
                    continue
                # Without the scope Slack answers with its sign-in page instead of the file.
                if answer.status != 200 or (answer.content_type == "text/html" and "html" not in mimetype):
                    raise NotTakenError(f"Slack does not let me read “{name}” (is the scope files:read granted?).")
                with target.open("wb") as written:
                    size = 0
                    async for part in answer.content.iter_chunked(1 << 16):
                        size += len(part)
                        if size > self._limit:
                            raise self._too_large(name)
                        written.write(part)
                return
        raise NotTakenError(f"“{name}” could not be downloaded: Slack sends me from one address to the next.")


def is_slacks(url: str, api_url: str) -> bool:
    """Whether the bot's token may be sent to this address: Slack's, by https, or where the Web API is called anyway."""
    try:
        # Read by what aiohttp itself reads addresses with, so that both see the same host in an odd one.
        asked, api = URL(url).origin(), URL(api_url).origin()
    except ValueError:
        return False
    host = asked.host or ""
    ours = any(host == domain or host.endswith(f".{domain}") for domain in SLACK_DOMAINS)
    return asked == api or (asked.scheme == "https" and asked.is_default_port() and ours)


def safe_name(name: str) -> str:
    """A file's name as any file system takes it, with the same ending."""
    safe = re.sub(r"[^\w.\- ]", "_", PurePath(name).name).lstrip(".") or "file"
    if len(safe.encode()) <= MAX_NAME_BYTES:
        return safe
    ending = PurePath(safe).suffix[:MAX_ENDING]
    stem = safe.removesuffix(ending).encode()[: MAX_NAME_BYTES - len(ending.encode())]
    return stem.decode(errors="ignore") + ending


@contextlib.contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """Where to write the file, which stands at ``path`` once it is whole; nothing is left of one that breaks off."""
    part = path.with_name(".part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
        with contextlib.suppress(OSError):  # an earlier download of the same file stands there
            path.parent.rmdir()
