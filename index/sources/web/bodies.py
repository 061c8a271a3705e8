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
    max_bytes = limit.max_bytes
    too_large = f"more than {max_bytes / 1e6:,.0f} MB"
    length = response.headers.get("content-length", "")
    if length.isdecimal() and int(length) > max_bytes and not limit.cut:
        raise UnreadableError(url, too_large)
    encoding = response.headers.get("content-encoding", "").strip().lower().removeprefix("x-")
    if encoding not in ("", "identity", "gzip", "deflate"):
        raise UnreadableError(url, f"packed as {encoding}, which was not asked for")
    decoder = BoundedDecoder("" if encoding == "identity" else encoding, max_bytes)
    pieces: list[bytes] = []
    try:
        async for piece in response.aiter_raw():
            pieces.append(decoder.feed(piece))  # noqa: PERF401 - what came before the limit counts
    except TooLargeError as error:
        if not limit.cut:
            raise UnreadableError(url, too_large) from error
        pieces.append(error.begun)
    except zlib.error as error:
        raise UnreadableError(url, f"declared as {encoding} and is not") from error
    body = b"".join(pieces)
    if response.headers.get("content-type", "text/").lower().startswith(TEXTS):
        try:
            return gunzip(body, max_bytes)  # packed once more, or without a word: a slip of servers that cache
        except TooLargeError as error:
            if limit.cut:
                return error.begun
            raise UnreadableError(url, too_large) from error
        except zlib.error:
            return body
    return body
