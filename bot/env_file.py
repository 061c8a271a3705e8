"""``.env``: settings in a file, as lines of NAME=value."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

from dotenv import dotenv_values
from dotenv.parser import parse_stream

from bot.errors import SettingsError


def read_env_file(path: Path) -> dict[str, str | None]:
    """The names that the file at ``path`` sets with their values, None where it gives none; raises SettingsError."""
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        number = error.object.count(b"\n", 0, error.start) + 1
        raise SettingsError(f"{path.absolute()}: line {number} is not UTF-8: save the file as UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"{path.absolute()} cannot be read: {error.strerror or error}.") from error
    for line in parse_stream(StringIO(text)):
        if line.error:
            written = line.original.string
            number = line.original.line + written.count("\n", 0, len(written) - len(written.lstrip()))
            raise SettingsError(f"{path.absolute()}: line {number} is no NAME=value: mend it, or put # before it.")
    return dotenv_values(stream=StringIO(text))
