"""Compressed bodies, unpacked no further than a limit: a few kilobytes of zeros can claim to be gigabytes."""

from __future__ import annotations

import zlib

_AT_ONCE = 4096
"""Bytes.  zlib hands back what follows a part: with all of a body, it would be copied once for each of its parts."""


class TooLargeError(ValueError):
    """More came out than was allowed.  ``begun`` is what came out of the last piece up to there."""

    def __init__(self, begun: bytes) -> None:
        super().__init__("more than is allowed")
        self.begun = begun


class BrokenOffError(zlib.error):
    """What is compressed ends before it says so."""


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
        self._padded = False

    @property
    def is_broken_off(self) -> bool:
        """Whether more must come."""
        return self._inflater is not None and self._started and not self._inflater.eof

    def feed(self, piece: bytes) -> bytes:
        """What ``piece`` unpacks to."""
        unpacked: list[bytes] = []
        for at in range(0, len(piece), _AT_ONCE):
            self._take(piece[at : at + _AT_ONCE], unpacked)
        return b"".join(unpacked)

    def _take(self, piece: bytes, unpacked: list[bytes]) -> None:
        if self._inflater is None:
            self._count(piece, unpacked)
            return
        while piece and not self._padded:
            if self._inflater.eof:
                # Several may stand one behind the other (RFC 1952, section 2.2); anything else there is padding.
                self._padded = self._encoding != "gzip" or not piece.startswith(b"\x1f")
                if self._padded:
                    return
                self._inflater = zlib.decompressobj(wbits=31)
            self._count(self._inflated(self._inflater, piece), unpacked)
            piece = self._inflater.unused_data

    def _inflated(self, inflater: zlib._Decompress, piece: bytes) -> bytes:
        try:
            unpacked = inflater.decompress(piece, self._left + 1)
        except zlib.error:
            if self._started or self._encoding != "deflate":
                raise
            # Some servers send "deflate" without zlib's header (RFC 9110, section 8.4.1.2, notes it).
            self._inflater = zlib.decompressobj(wbits=-15)
            unpacked = self._inflater.decompress(piece, self._left + 1)
        self._started = True
        return unpacked

    def _count(self, piece: bytes, unpacked: list[bytes]) -> None:
        if len(piece) > self._left:
            raise TooLargeError(b"".join([*unpacked, piece[: self._left]]))
        self._left -= len(piece)
        unpacked.append(piece)


def gunzip(body: bytes, max_bytes: int) -> bytes:
    """``body`` unpacked if it is gzip (as ``sitemap.xml.gz`` is), itself if not; BrokenOffError without its end."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    decoder = BoundedDecoder("gzip", max_bytes)
    unpacked = decoder.feed(body)
    if decoder.is_broken_off:
        raise BrokenOffError("the end is missing")
    return unpacked
