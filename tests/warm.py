"""``articlebot`` in a process of its own that has nothing to import any more: it is forked from one that has.

Importing LlamaIndex and Chroma takes seconds of every start.  ``command()`` stands for ``python -m bot`` and behaves
like it: the same arguments, environment, folder, streams, signals and exit code.  What starts cold is tested with the
real thing in ``test_startup.py``, ``test_command_line.py`` and the first scenario in Slack.

Three processes take part.  The client, which the test starts, hands its streams over and passes signals on.  The
server has the imports and forks; what it forks for a client keeps watch over the command, which is forked once more,
tells how it ended, and kills it where the client was killed.
"""

from __future__ import annotations

import os
import signal
import socket
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any, NoReturn

PASSED_ON = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))  # noqa: PTH100, PTH120 - the client imports little
_servers: dict[tuple[str, ...], str] = {}


def command(*through: str) -> list[str]:
    """The beginning of a command line, to which arguments of ``articlebot`` are added.

    Args:
        through: What the server is started by, such as ``setpriv`` and its arguments.
    """
    if not hasattr(os, "pidfd_open"):
        return [*through, sys.executable, "-m", "bot"]  # outside of Linux each process is started cold
    if through not in _servers:
        _servers[through] = _start_server(through)
    return [sys.executable, "-I", "-S", os.path.abspath(__file__), "client", _servers[through]]  # noqa: PTH100


def _start_server(through: Sequence[str]) -> str:
    import atexit
    import shutil
    import subprocess
    import tempfile

    folder = tempfile.mkdtemp(prefix="warm-")
    path = f"{folder}/socket"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARTICLEBOT_", "OPENAI_"))}
    server = subprocess.Popen(
        [*through, sys.executable, os.path.abspath(__file__), "server", path],  # noqa: PTH100
        cwd=_ROOT,
        env={**kept, "PYTHONPATH": _ROOT},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        start_new_session=True,
    )

    def stop() -> None:
        assert server.stdin is not None
        server.stdin.close()
        server.wait(10)
        shutil.rmtree(folder)

    atexit.register(stop)
    assert server.stdout is not None
    assert server.stdout.readline() == b"listening\n"
    return path


def client(path: str, arguments: list[str]) -> NoReturn:
    """Has the command run by the server at ``path``, and ends as it ended."""
    with socket.socket(socket.AF_UNIX) as server:
        server.connect(path)
        given = [_open(number) for number in range(3)]
        said = repr((arguments, os.getcwd(), dict(os.environ), given)).encode("utf-8", "surrogateescape")  # noqa: PTH109
        socket.send_fds(server, [len(said).to_bytes(4, "big")], [number for number in range(3) if given[number]])
        server.sendall(said)
        for number in PASSED_ON:
            signal.signal(number, lambda number, _: server.send(bytes([number])))
        code = int.from_bytes(server.recv(4) or b"\xff", "big", signed=True)
    if code < 0:
        signal.signal(-code, signal.SIG_DFL)
        os.kill(os.getpid(), -code)
    os._exit(code)


def _open(number: int) -> bool:
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def serve(path: str) -> None:
    """Imports all, then forks for each client, until standard input is closed."""
    import gc
    import select

    _import_all()
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(path)
        listener.listen(16)
        os.write(1, b"listening\n")
        while True:
            if 0 in select.select([listener, 0], [], [])[0]:
                return
            asking, _ = listener.accept()
            if not os.fork():
                listener.close()
                _watch(asking)
            asking.close()


def _import_all() -> None:
    from importlib import import_module
    from pkgutil import walk_packages

    import bot
    import index

    for package in (bot, index):
        for module in walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    for name in ("chromadb.api.rust", "openai.resources.chat", "slack_bolt.async_app"):
        import_module(name)


def _watch(asking: socket.socket) -> NoReturn:
    """Runs the command that is asked for, passes signals on to it, tells how it ended."""
    import ast
    import select

    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    length, streams, _, _ = socket.recv_fds(asking, 4, 3)
    said = b""
    while len(said) < int.from_bytes(length, "big"):
        said += asking.recv(1 << 16)
    arguments, folder, environment, given = ast.literal_eval(said.decode("utf-8", "surrogateescape"))
    child = os.fork()
    if not child:
        asking.close()
        _run(arguments, folder, environment, dict(zip([n for n in range(3) if given[n]], streams, strict=True)))
    for stream in (*streams, 0, 1):
        os.close(stream)
    ended = os.pidfd_open(child)
    while ended not in (ready := select.select([asking, ended], [], [])[0]):
        for number in asking.recv(16) or [signal.SIGKILL]:  # nothing: the client is no more
            os.kill(child, number)
        if not ready:
            break
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    try:
        asking.sendall(code.to_bytes(4, "big", signed=True))
    finally:
        os._exit(0)


def _run(arguments: list[str], folder: str, environment: Mapping[str, str], streams: Mapping[int, int]) -> NoReturn:
    """The command, in a process just forked, which ends as the interpreter does."""
    import runpy

    os.setsid()
    for number in PASSED_ON:
        signal.signal(number, signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL)
    for number in range(3):
        os.close(number)
        if number in streams:
            os.dup2(streams[number], number)
    for stream in streams.values():
        os.close(stream)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(environment)
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        stream = _stream(number, environment) if number in streams else None
        setattr(sys, name, stream)
        setattr(sys, f"__{name}__", stream)
    sys.argv = ["articlebot", *arguments]
    sys.modules.pop("bot.__main__", None)
    runpy.run_module("bot", run_name="__main__", alter_sys=True)
    sys.exit(0)


def _stream(number: int, environment: Mapping[str, str]) -> Any:
    """A standard stream as the interpreter opens it."""
    encoding = environment.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    return open(
        number,
        "r" if number == 0 else "w",
        buffering=1 if number == 2 or os.isatty(number) else -1,
        encoding=encoding,
        errors="backslashreplace" if number == 2 else "strict",
        closefd=False,
    )


if __name__ == "__main__":
    if sys.argv[1] == "client":
        client(sys.argv[2], sys.argv[3:])
    serve(sys.argv[2])
