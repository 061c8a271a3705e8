"""A reader's part in a rebuild that was cut short while it put the new indexes in place."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from index.borrowing import is_writable
from index.errors import LibraryError, LockedError

if TYPE_CHECKING:
    from index.library import Library

WAIT_S = 30.0
"""Putting indexes in place takes a moment, and writing the chunks of a large library seconds."""
_PAUSE_S = 0.1


def settle(library: Library) -> None:
    """Returns once the indexes in the folder are those of the library's chunks: at once, but for a swap.

    One under way is waited for; one whose process died is finished.  Raises LockedError where it goes on for too long,
    LibraryError where it cannot be finished from here.
    """
    patient_until = time.monotonic() + WAIT_S
    while library.is_swapping:
        if not is_writable(library.folder):
            raise LibraryError(
                f"A rebuild of the library in {library.folder} was cut short while it put the new indexes in place: "
                "`articlebot search`, run by somebody who may write there, finishes it."
            )
        from index.writer import LibraryWriter

        try:
            with LibraryWriter(library.folder, create=False):
                return  # every writer finishes it first
        except LockedError:
            if time.monotonic() > patient_until:
                raise
            time.sleep(_PAUSE_S)
