"""What the commands take: values that are refused before anything is done with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click


class Name(click.ParamType[str]):
    """A path, an address or an id; an empty one would name the current folder, or everything."""

    name = "name"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The text as it is."""
        if not value:
            self.fail("it is empty.", param, ctx)
        return str(value)


class PathName(click.ParamType[Path]):
    """As ``Name``, of a file or a folder."""

    name = "path"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """The path as it is."""
        return Path(Name().convert(value, param, ctx))


class WholeNumber(click.IntRange):
    """A number as click reads it, called what people call it where it is none; one that SQLite can hold."""

    name = "whole number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """The number."""
        number: int = super().convert(value, param, ctx)
        if number >= 1 << 63:
            self.fail(f"{number} is too large.", param, ctx)
        return number
