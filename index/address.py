"""The address of a server as it may be shown: without what may be a name and a password in it."""

from __future__ import annotations

from urllib.parse import urlsplit


def host_of(address: str) -> str:
    """Host and port; empty where the address has none."""
    return urlsplit(address).netloc.rpartition("@")[2]


def shown_address(address: str) -> str:
    """Scheme, host, port and path."""
    parts = urlsplit(address)
    return parts._replace(netloc=host_of(address), query="", fragment="").geturl()
