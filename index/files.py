"""Files as the library remembers them: which have to be read, and which are no more."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UnreachableError, UnreadableError
from index.revision import Fingerprint
from index.sources.encoding import whole
from index.sources.fields import FieldNames
from index.sources.files import MAX_BYTES, read, walk

if TYPE_CHECKING:
    from index.article import Article

# A file that was written within this time may be written again without its time of change moving: FAT keeps 2 s.
_UNSETTLED_NS = 2_000_000_000
_READ_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class UnchangedFile:
    """A file that is as it was when its articles were kept."""

    path: Path
    size: int
    articles: int


class Files:
    """The files under some paths, sorted into unchanged ones and those to be read."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        paths: Sequence[Path],
        *,
        field_map: Mapping[str, str] | None = None,
        followed: Mapping[Path, Mapping[str, str]] | None = None,
        max_bytes: int | None = None,
    ) -> None:
        """``followed``: the field maps of what is followed; what is below a path and has its own is read by that."""
        self._connection = connection
        self._roots = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 - links stay, as in `walk`
        self._field_map = dict(field_map or {})
        self._followed = followed
        self.names = FieldNames(self._field_map)
        self._max_bytes = MAX_BYTES if max_bytes is None else max_bytes
        self._statuses: dict[Path, os.stat_result | None] = {}
        self.unchanged: list[UnchangedFile] = []
        self.to_read: list[Path] = []
        self._barren: set[Path] = set()
        known = {
            path: (size, mtime_ns)
            for path, size, mtime_ns in connection.execute("SELECT path, size, mtime_ns FROM files")
        }
        for path in walk(self._roots):
            status = _status(path)
            self._statuses[path] = status
            if (
                status is not None
                and not self._field_map_of(path)
                and not self.is_remapped(path)
                and known.get(str(path)) == (status.st_size, status.st_mtime_ns)
            ):
                self.unchanged.append(UnchangedFile(path, status.st_size, self._articles_in(path)))
            else:
                self.to_read.append(path)

    @property
    def total_bytes(self) -> int:
        """Of all files, the unchanged ones too."""
        return sum(self.size_of(path) for path in self._statuses)

    def size_of(self, path: Path) -> int:
        """Bytes; 0 for what is not a file, or not there."""
        status = self._statuses.get(path)
        return status.st_size if status and stat.S_ISREG(status.st_mode) else 0

    def read(self, path: Path) -> Iterator[Article | UnreadableError]:
        """The file's articles, as ``index.sources.read`` gives them."""
        field_map = self._field_map_of(path)
        names = self.names if field_map == self._field_map else FieldNames(field_map)
        barren = True
        for article in read(path, names=names, max_bytes=self._max_bytes):
            barren = barren and isinstance(article, UnreadableError)
            yield article
        if barren:
            self._barren.add(path)

    def gave_nothing(self, path: Path) -> bool:
        """Whether a file was read and no article was in it; of a folder, whether this is so of all files below it."""
        path = Path(os.path.abspath(path))  # noqa: PTH100 - links stay, as in `walk`
        below = [file for file in self._statuses if file == path or path in file.parents]
        return bool(below) and self._barren.issuperset(below)

    def fingerprint(self, path: Path) -> Fingerprint | None:
        """The file as it was found; None where it cannot be read, or its name not be kept."""
        status = self._statuses.setdefault(path, _status(path))
        if status is None or not stat.S_ISREG(status.st_mode) or not _is_utf8(path):
            return None
        digest = hashlib.blake2b(repr(sorted(self._field_map_of(path).items())).encode(), digest_size=16)
        try:
            with path.open("rb") as file:
                while block := file.read(_READ_AT_ONCE):
                    digest.update(block)
        except OSError:
            return None
        settled = time.time_ns() - status.st_mtime_ns > _UNSETTLED_NS
        return Fingerprint(str(path), status.st_size, status.st_mtime_ns if settled else 0, digest.digest())

    def is_as_found(self, path: Path) -> bool:
        """Whether the file was left alone while it was read."""
        before, now = self._statuses.get(path), _status(path)
        if before is None or now is None:
            return False
        return (before.st_size, before.st_mtime_ns) == (now.st_size, now.st_mtime_ns)

    def same_as_before(self, fingerprint: Fingerprint) -> int | None:
        """The number of articles of a file that was only touched; None where it was changed."""
        row = self._connection.execute("SELECT digest FROM files WHERE path = ?", (fingerprint.path,)).fetchone()
        return self._articles_in(Path(fingerprint.path)) if row and row[0] == fingerprint.digest else None

    def was_emptied(self, path: Path) -> bool:
        """Whether ``path`` is gone, or a folder without articles, and the library has articles from there."""
        return (path.is_dir() or is_gone(path)) and bool(self._places_under(path))

    def vanished_places(self) -> tuple[list[int], list[UnreachableError]]:
        """The ids of the places under the paths that are not there any more, with their files or without.

        And what to say of the paths from which all is gone, as where a drive is not attached.  That proves nothing, and
        their places are left out: only a file whose folder is there, or a folder in which something is left, does.
        """
        vanished = {root: self._vanished_under(root) for root in self._roots}
        detached = [root for root, places in vanished.items() if places and self._may_be_detached(root)]
        unproven = {place for root in detached for place in vanished[root]}
        proven = dict.fromkeys(place for places in vanished.values() for place in places if place not in unproven)
        return list(proven), [UnreachableError(str(root), _detached_reason(root)) for root in detached]

    def standing_elsewhere(self, vanished: Sequence[int]) -> list[int]:
        """Of the places that are not there any more those whose article has a place in a file that is."""
        query = (
            "SELECT other.id, other.file FROM places own JOIN places other ON other.article_id = own.article_id"
            " WHERE own.id = ? AND NOT other.vanished"
        )
        gone = set(vanished)
        return [
            place_id
            for place_id in vanished
            if any(
                other not in gone and not is_gone(Path(file))
                for other, file in self._connection.execute(query, (place_id,)).fetchall()
                if Path(file).is_absolute()
            )
        ]

    def is_remapped(self, path: Path) -> bool:
        """Whether the file is read by another field map than it is followed with, so that it gives other articles."""
        if self._followed is None:
            return False
        before = next((self._followed[place] for place in (path, *path.parents) if place in self._followed), {})
        return dict(before) != self._field_map_of(path)

    def _field_map_of(self, path: Path) -> dict[str, str]:
        """That of the nearest folder, or of the file itself: the one that was given here, or one that is followed."""
        for place in (path, *path.parents):
            if place in self._roots:
                break
            if self._followed is not None and place in self._followed:
                return dict(self._followed[place])
        return self._field_map

    def _vanished_under(self, root: Path) -> list[int]:
        places = self._places_under(root)
        gone = {file for file in {file for _, file, _ in places} if is_gone(Path(file))}
        return [place_id for place_id, file, vanished in places if vanished or file in gone]

    def _may_be_detached(self, root: Path) -> bool:
        """Whether ``root`` looks like a place where a drive was attached: a folder without files, or a file without."""
        if root.is_dir():
            return not any(path.is_file() for path in walk([root]))
        if any(file == str(root) for _, file, _ in self._places_under(root)):
            return is_gone(root) and not (root.parent.is_dir() and any(root.parent.iterdir()))
        return is_gone(root)

    def _places_under(self, root: Path) -> list[tuple[int, str, int]]:
        if not _is_utf8(root):
            return []
        below = str(root).rstrip(os.sep) + os.sep
        query = "SELECT id, file, vanished FROM places WHERE file = ? OR substr(file, 1, ?) = ?"
        return self._connection.execute(query, (str(root), len(below), below)).fetchall()

    def _articles_in(self, path: Path) -> int:
        row = self._connection.execute("SELECT count(*) FROM places WHERE file = ?", (str(path),)).fetchone()
        return int(row[0])


def _is_utf8(path: Path) -> bool:
    """Whether SQLite can hold the path: one that is not UTF-8 has half surrogate pairs for its odd bytes."""
    return whole(str(path)) == str(path)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _detached_reason(root: Path) -> str:
    what = "nothing is left there" if root.is_dir() else "is not there"
    return f"{what}; is its drive attached? `articlebot remove` removes what is no longer wanted"


def is_gone(path: Path) -> bool:
    """Whether the path is certainly not there: a folder that may not be entered proves nothing."""
    try:
        path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def is_same(path: Path, other: Path) -> bool:
    """Whether both are names of one file."""
    try:
        return path.samefile(other)
    except (OSError, ValueError):
        return False
