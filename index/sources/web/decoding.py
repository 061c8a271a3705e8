"""Compressed bodies, unpacked no further than a limit: a few kilobytes of zeros can claim to be gigabytes."""

from __future__ import annotations

import zlib


class TooLargeError(ValueError):
    """More came out than was allowed."""


class BoundedDecoder:
    """Unpacks ``gzip``, ``deflate`` or nothing, piece by piece, and raises TooLargeError past ``max_bytes``.

    zlib is told how much it may write, so no step ever holds more than the limit.  Raises ``zlib.error`` on
    what is not compressed data.
    """

    def __init__(self, encoding: str, max_bytes: int) -> None:
        self._left = max_bytes
        self._encoding = encoding
        self._inflater = zlib.decompressobj(wbits=47) if encoding else None  # 32 + 15: gzip or zlib, by header
        self._started = False

    def feed(self, piece: bytes) -> bytes:
        """What ``piece`` unpacks to."""
        if self._inflater is None:
            return self._counted(piece)
        try:
            unpacked = self._inflater.decompress(piece, self._left + 1)
        except zlib.error:
            if self._started or self._encoding != "deflate":
                raise
            # Some servers send "deflate" without zlib's header (RFC 9110, section 8.4.1.2, notes it).
            self._inflater = zlib.decompressobj(wbits=-15)
            unpacked = self._inflater.decompress(piece, self._left + 1)
        self._started = True
        return self._counted(unpacked)

    def _counted(self, piece: bytes) -> bytes:
        self._left -= len(piece)
        if self._left < 0:
            raise TooLargeError
        return piece


def gunzip(body: bytes, max_bytes: int) -> bytes:
    """``body`` unpacked if it is gzip (as ``sitemap.xml.gz`` is), itself if not."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    return BoundedDecoder("gzip", max_bytes).feed(body)
