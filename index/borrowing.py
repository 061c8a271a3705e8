"""A library in a folder that cannot be written to, or on a full disk: it is searched by way of a copy of its indexes.

tantivy and Chroma take locks and write in a folder when they open it, even if only to read.
The copy stays as it was made: a process that lives long finds what was added since only when it is started again.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from index.database import put_into_words
from index.swap import LEXICAL_FOLDER, VECTORS_FOLDER

# SQLite's journal and what it shares between processes take 100 KB; this leaves room for a few answers' records.
_LEAST_FREE = 1_000_000


def is_writable(folder: Path) -> bool:
    """Whether ``folder`` takes what reading writes: its permissions, its file system and its disk allow it."""
    return os.access(folder, os.W_OK) and shutil.disk_usage(folder).free >= _LEAST_FREE


def folder_of_indexes(library: Path) -> Path:
    """Where the library's indexes can be opened: its own folder, or a copy that goes when the process ends.

    Raises LibraryError where an index cannot be read or copied.
    """
    if is_writable(library):
        return library
    with put_into_words(library):
        copy = Path(tempfile.mkdtemp(prefix="articlebot-"))
        atexit.register(shutil.rmtree, copy, ignore_errors=True)
        for name in (VECTORS_FOLDER, LEXICAL_FOLDER):
            for source in (library / name).rglob("*"):
                if source.is_file():
                    target = copy / source.relative_to(library)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(source, target)  # not its permissions, which may be to read only
    return copy
