"""The command as a user runs it."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from bot.cli import _run

SEEDS = Path(__file__).parents[1] / "seeds"

Finished = subprocess.CompletedProcess[str]


def articlebot(*arguments: str, stdin: str | bytes | None = None, environ: Mapping[str, str] | None = None) -> Finished:
    """The command in this process, which has the heavy packages loaded already; an unknown error is raised."""
    out, err = io.StringIO(), io.StringIO()
    raw = stdin if isinstance(stdin, bytes) else (stdin or "").encode()
    typed = io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8")
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        patch.object(sys, "stdin", typed),
        patch.dict(os.environ, environ or {}),
    ):
        code = _run(list(arguments))
    return Finished(list(arguments), code, out.getvalue(), err.getvalue())


def articlebot_process(
    *arguments: str, stdin: str | None = None, environ: Mapping[str, str] | None = None, timeout_s: float = 100
) -> Finished:
    """The command in a process of its own, with no settings but ``environ``."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("ARTICLEBOT_", "OPENAI_", "SLACK_"))
    }
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        timeout=timeout_s,
        env={**kept, "PYTHONPATH": str(SEEDS.parent), "PYTHONIOENCODING": "utf-8", **(environ or {})},
        check=False,
    )
