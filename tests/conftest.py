"""For every test: no socket leads off this machine, and no setting of the developer's leaks in."""

from __future__ import annotations

import os
import shutil
import socket
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

from tests.command import SEEDS, articlebot

# A busy machine is no failure, and the same code has the same result each time.
settings.register_profile("patient", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


CHROMAS = ("MIGRATIONS", "MIGRATIONS_HASH_ALGORITHM", "IS_PERSISTENT", "PERSIST_DIRECTORY", "ALLOW_RESET")
"""What else Chroma reads of the environment."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Scenarios first: each takes minutes, and begun last they would run while the other process has nothing to do."""
    items.sort(key=lambda item: "scenarios" not in item.path.parts)


@pytest.fixture(autouse=True)
def no_foreign_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """The settings are those of the test alone."""
    for name in list(os.environ):
        if name.startswith(("ARTICLEBOT_", "OPENAI_", "SLACK_", "CHROMA_")) or name in CHROMAS:
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def loopback_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection to anywhere but the loopback fails, and names the address."""
    connect = socket.socket.connect
    connect_ex = socket.socket.connect_ex

    def refuse(address: Any) -> None:
        if isinstance(address, tuple) and not ip_address(address[0].split("%")[0]).is_loopback:
            raise RuntimeError(f"a test tried to connect to {address}")

    def guarded(self: socket.socket, address: Any) -> None:
        refuse(address)
        connect(self, address)

    def guarded_ex(self: socket.socket, address: Any) -> int:
        refuse(address)
        return connect_ex(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
    monkeypatch.setattr(socket.socket, "connect_ex", guarded_ex)


@pytest.fixture(scope="session")
def seeds_library(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A library made of ``seeds/`` by the real command; read it, do not write to it."""
    own = tmp_path_factory.mktemp("seeds") / "library"
    if worker_id == "master":
        return _made_of_seeds(own)
    # Made once, by whichever process comes first: it is embedded for seconds.
    shared = tmp_path_factory.getbasetemp().parent / "seeds"
    with FileLock(f"{shared}.lock"):
        if not shared.exists():
            _made_of_seeds(shared)
        shutil.copytree(shared, own)
    return own


def _made_of_seeds(folder: Path) -> Path:
    finished = articlebot("--library", str(folder), "add", str(SEEDS))
    assert finished.returncode == 0, finished.stderr
    return folder
