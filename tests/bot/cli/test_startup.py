"""Help, the version and wrong usage answer at once: they load none of the heavy packages."""

import subprocess
import sys

import pytest

HEAVY = ("chromadb", "llama_index", "onnxruntime", "openai", "tantivy", "trafilatura", "numpy", "slack_bolt")

PROBE = f"""
import sys
from bot.cli import _run
code = _run(sys.argv[1:])
print("LOADED", [name for name in {HEAVY!r} if name in sys.modules], code)
"""


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["ask", "--help"], 0),
        (["add", "--help"], 0),
        (["ask"], 2),
        (["asc", "x"], 2),
        (["ask", "--no-such-flag", "x"], 2),
        (["search", "--limit", "many", "x"], 2),
        (["show"], 2),
    ],
)
def test_loads_nothing_heavy(arguments: list[str], code: int) -> None:
    finished = subprocess.run([sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, timeout=30)
    assert f"LOADED [] {code}" in finished.stdout, finished.stdout + finished.stderr
    assert "Traceback" not in finished.stderr
