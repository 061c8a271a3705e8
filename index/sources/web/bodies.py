"""The body of an answer, read up to a limit and unpacked."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import httpx

from index.errors import UnreadableError
from index.sources.web.decoding import BoundedDecoder, TooLargeError, gunzip

TEXTS = ("text/", "application/xhtml")
"""Types of bodies that are packed by mistake where their server does not say so; a sitemap may be meant to be."""


@dataclass(frozen=True, slots=True)
class Limit:
    """How much of a body may come.  What is longer is refused, or with ``cut`` read up to there."""

    max_bytes: int
    cut: bool = False


async def read_body(url: str, response: httpx.Response, limit: Limit) -> bytes:
    """The body, unpacked; UnreadableError past the limit, whatever Content-Length claimed."""
    if _declared_length(response) > limit.max_bytes and not limit.cut:
        raise _too_large(url, limit)
    body = await _unpacked(url, response, limit)
    if not response.headers.get("content-type", "text/").lower().startswith(TEXTS):
        return body
    try:
        return gunzip(body, limit.max_bytes)  # packed once more, or without a word: a slip of servers that cache
    except TooLargeError as error:
        return _cut(url, limit, error)
    except zlib.error:
        return body


async def _unpacked(url: str, response: httpx.Response, limit: Limit) -> bytes:
    """The body without the packing that its Content-Encoding declares."""
    encoding = response.headers.get("content-encoding", "").strip().lower().removeprefix("x-")
    if encoding not in ("", "identity", "gzip", "deflate"):
        raise UnreadableError(url, f"packed as {encoding}, which was not asked for")
    decoder = BoundedDecoder("" if encoding == "identity" else encoding, limit.max_bytes)
    pieces: list[bytes] = []
    try:
        async for piece in response.aiter_raw():
            pieces.append(decoder.feed(piece))  # noqa: PERF401 - what came before the limit counts
    except TooLargeError as error:
        pieces.append(_cut(url, limit, error))
    except zlib.error as error:
        raise UnreadableError(url, f"declared as {encoding} and is not") from error
    return b"".join(pieces)


def _declared_length(response: httpx.Response) -> int:
    length = response.headers.get("content-length", "")
    return int(length) if length.isdecimal() else 0


def _cut(url: str, limit: Limit, error: TooLargeError) -> bytes:
    """What came up to the limit, where the limit lets a body be cut."""
    if not limit.cut:
        raise _too_large(url, limit) from error
    return error.begun


def _too_large(url: str, limit: Limit) -> UnreadableError:
    return UnreadableError(url, f"more than {limit.max_bytes / 1e6:,.0f} MB")
