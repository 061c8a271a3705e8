"""Importing a module does nothing."""

from __future__ import annotations

import subprocess
import sys

COUNT = """
import gc
from concurrent.futures import ThreadPoolExecutor
import bot.cross_encoder, bot.engine, bot.evidence.answering, bot.grounding.entailment, bot.slack.serve
print(sum(isinstance(each, ThreadPoolExecutor) for each in gc.get_objects()))
"""


def test_importing_makes_no_threads() -> None:
    finished = subprocess.run([sys.executable, "-c", COUNT], capture_output=True, text=True, timeout=120, check=True)
    assert finished.stdout.strip() == "0"
