"""Which texts are links into the web."""

from __future__ import annotations


def is_web_address(text: str) -> bool:
    """Whether ``text`` begins as an address on the web does, in whatever letters, and so names no file."""
    return text[:8].lower().startswith(("http://", "https://"))
