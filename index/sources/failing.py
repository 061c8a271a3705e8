"""What no one foresaw while a source was read: told as one source that cannot be read, for the others to go on."""

from __future__ import annotations

import logging
import traceback

from index.errors import UnreadableError

logger = logging.getLogger(__name__)

_FRAMES = 8
"""The innermost calls say where it happened; what went too deep has a thousand."""


def unforeseen(error: Exception, source: str) -> UnreadableError:
    """``error`` as one of a source that cannot be read; the log gets its kind and where in the code it came up.

    Not its message, which may quote the article.
    """
    kind = type(error).__name__
    calls = "".join(traceback.format_tb(error.__traceback__, -_FRAMES))
    logger.error("%s broke its reader: %s\n%s", source, kind, calls)
    return UnreadableError(source, f"broke its reader ({kind}); the log shows where")
