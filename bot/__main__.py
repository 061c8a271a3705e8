"""Runs the command line as ``articlebot`` and as ``python -m bot``."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line and exit with its code."""
    try:
        from bot.cli import main as run  # takes a moment, in which Ctrl-C may be pressed already

        run()
    except KeyboardInterrupt:
        sys.stderr.write("\nInterrupted.\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
