"""Pages that send their readers on by themselves: ``<meta http-equiv="refresh">`` in the place of a redirect."""

from __future__ import annotations

import re
from html import unescape

LONGEST_S = 5.0
"""A page that shows itself for longer before it goes on is there to be read."""
LARGEST_BYTES = 50_000
"""Such pages are stubs; a whole article that reloads itself or leads on to the next is none."""

# These run on pages of strangers between two requests: each goes over a page once, whatever it is made of.  What is
# opened and never closed lasts to the end of the page, as it does in a browser.
_ASIDE = re.compile(rb"<!--.*?(?:-->|\Z)|<(noscript|script|style)\b.*?(?:</\1\s*>|\Z)", re.I | re.S)
"""What stands in ``noscript`` is for browsers that run scripts when they are told to, mostly a plea to do so."""
_META = re.compile(rb"<meta\b[^>]*", re.I)
_REFRESH = re.compile(rb"http-equiv\s*=\s*[\"']?refresh\b", re.I)
_CONTENT = re.compile(r"""content\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.I)
_TARGET = re.compile(r"""(\d*(?:\.\d*)?)[;,\s]+(?:url\s*=\s*)?["']?([^"'\s]+)""", re.I)
_LONGEST_CONTENT = 4_000
"""Characters.  Nothing that a browser would go on to is longer; a number of more digits than this is no ``int``."""


def refresh_target(body: bytes) -> str | None:
    """Where a page sends its readers at once, as the page writes it; None if it keeps them.

    https://html.spec.whatwg.org/#attr-meta-http-equiv-refresh
    """
    if len(body) > LARGEST_BYTES:
        return None
    tags = (tag[0] for tag in _META.finditer(_ASIDE.sub(b"", body)))
    meta = next((tag for tag in tags if _REFRESH.search(tag)), b"")
    content = _CONTENT.search(meta.decode("utf-8", "replace"))
    written = (content[1] or content[2] or "") if content else ""
    target = _TARGET.match(unescape(written).strip()) if len(written) <= _LONGEST_CONTENT else None
    if target is None or float(target[1].strip(".") or 0) > LONGEST_S:
        return None
    return target[2]
