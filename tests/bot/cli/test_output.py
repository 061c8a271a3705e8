"""Standard output that takes no more: the reader of a pipe has gone, or the disk is full."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from tests import warm
from tests.command import SEEDS

COMMANDS = [
    ("--help",),
    ("list",),
    ("list", "--json"),
    ("ask", "--no-ledger", "--batch", "-"),
]


def articlebot_into(output: int, library: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*warm.command(), "--library", str(library), *arguments],
        input="When does the harbour bridge close?\nWho is the mayor?\n",
        stdout=output,
        stderr=subprocess.PIPE,
        text=True,
        timeout=100,
        env={**os.environ, "PYTHONPATH": str(SEEDS.parent)},
        check=False,
    )


@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_reader_that_has_gone_is_nothing_to_speak_of(arguments: tuple[str, ...], seeds_library: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        finished = articlebot_into(writing, seeds_library, *arguments)
    finally:
        os.close(writing)
    assert (finished.returncode, finished.stderr) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
@pytest.mark.parametrize("arguments", COMMANDS)
def test_a_full_disk_is_named_in_one_line(arguments: tuple[str, ...], seeds_library: Path) -> None:
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device
        finished = articlebot_into(full.fileno(), seeds_library, *arguments)
    assert (finished.returncode, len(finished.stderr.splitlines())) == (1, 1)
    assert "No space left on device" in finished.stderr
