"""Where articles come from: files of many kinds, and standard input."""

from index.sources.fields import FIELDS
from index.sources.files import MAX_BYTES, READABLE, read, walk
from index.sources.stdin import read_stdin

__all__ = ["FIELDS", "MAX_BYTES", "READABLE", "read", "read_stdin", "walk"]
