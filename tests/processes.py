"""Processes of Python that wait for lines, so that several do something at the same moment."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def waiting(code: str, *arguments: str, count: int) -> list[subprocess.Popen[str]]:
    """``count`` processes that run ``code`` with pipes for what they read and print."""
    return [
        subprocess.Popen(
            [sys.executable, "-c", code, *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for _ in range(count)
    ]


def tell(process: subprocess.Popen[str], line: str) -> None:
    """Sends a line."""
    assert process.stdin is not None
    process.stdin.write(f"{line}\n")
    process.stdin.flush()


def heard(process: subprocess.Popen[str]) -> str:
    """The next line that it prints."""
    assert process.stdout is not None
    return process.stdout.readline().removesuffix("\n")
