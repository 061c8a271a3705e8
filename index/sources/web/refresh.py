"""Pages that send their readers on by themselves: ``<meta http-equiv="refresh">`` in the place of a redirect."""

from __future__ import annotations

import re
from html import unescape

LONGEST_S = 5.0
"""A page that shows itself for longer before it goes on is there to be read."""
LARGEST_BYTES = 50_000
"""Such pages are stubs; a whole article that reloads itself or leads on to the next is none."""

_ASIDE = re.compile(rb"<!--.*?-->|<(noscript|script|style)\b.*?</\1\s*>", re.I | re.S)
"""What stands in ``noscript`` is for browsers that run scripts when they are told to, mostly a plea to do so."""
_META = re.compile(rb"<meta\b[^>]*http-equiv\s*=\s*[\"']?refresh\b[^>]*>", re.I)
_CONTENT = re.compile(r"""content\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_TARGET = re.compile(r"""\s*(\d*\.?\d*)\s*[;,\s]\s*(?:url\s*=)?\s*["']?([^"'\s]+)""", re.I)


def refresh_target(body: bytes) -> str | None:
    """Where a page sends its readers at once, as the page writes it; None if it keeps them.

    https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh
    """
    if len(body) > LARGEST_BYTES or (meta := _META.search(_ASIDE.sub(b"", body))) is None:
        return None
    content = _CONTENT.search(meta[0].decode("utf-8", "replace"))
    target = _TARGET.match(unescape(content[1] or content[2] or "")) if content else None
    if target is None or float(target[1].strip(".") or 0) > LONGEST_S:
        return None
    return target[2]
