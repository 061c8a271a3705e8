"""Help, the version and wrong usage answer at once: they load none of the heavy packages."""

import subprocess
import sys
import tomllib
from pathlib import Path

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


PRESSED = """
import sys
class Pressed:
    def find_spec(self, name, path=None, target=None):
        if name == {!r}:
            raise KeyboardInterrupt
sys.meta_path.insert(0, Pressed())
from bot.__main__ import main
main()
"""


@pytest.mark.parametrize("module", ["bot.cli", "click", "bot.cli.add", "bot.settings", "index.ingestion"])
def test_ctrl_c_while_modules_are_loaded_leaves_no_traceback(module: str, tmp_path: Path) -> None:
    arguments = ["--library", str(tmp_path / "library"), "add", str(tmp_path)]
    finished = subprocess.run(
        [sys.executable, "-c", PRESSED.format(module), *arguments], capture_output=True, text=True, timeout=60
    )
    assert (finished.returncode, finished.stdout, finished.stderr.strip()) == (130, "", "Interrupted.")


def test_the_command_begins_where_ctrl_c_is_looked_after() -> None:
    project = tomllib.loads((Path(__file__).parents[3] / "pyproject.toml").read_text())
    assert project["project"]["scripts"] == {"articlebot": "bot.__main__:main"}
