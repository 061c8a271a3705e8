"""A process that adds articles and is killed, for real and without notice, at a stage that the test names."""

from __future__ import annotations

import multiprocessing
import os
import resource
import signal
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import index.lexical
import index.rows
import index.swap
import index.vectors
import index.writer
from index.chunking import Chunker
from index.errors import IndexingError
from index.ingestion import ingest
from index.rebuilding import rebuild
from index.writer import LibraryWriter
from tests.index.storing import HashEmbedding, article, chunker

# One server process imports everything once; each child is forked from it, with no client open yet.
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["tests.index.dying", "chromadb", "chromadb.api.rust", "index.copies"])

STAGES: dict[str, tuple[Any, str]] = {
    "ids": (index.writer.LibraryWriter, "reserve_ids"),
    "vectors": (index.vectors.Vectors, "add"),
    "terms": (index.lexical.Lexical, "add"),
    "terms committed": (index.lexical.Lexical, "commit"),
    "row": (index.writer, "write_chunks"),
    "visible": (index.writer, "bump"),
    "cleared": (index.vectors.Vectors, "remove"),
    "swapping": (index.swap, "finish_swap"),
    "moved": (index.swap, "bump"),
}


def die_at(stage: str, *, call: int, after: bool) -> None:
    """Has this process killed at the ``call``-th call of a stage, before or after its work."""
    owner, name = STAGES[stage]
    work: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def dying(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call and not after:
            os.kill(os.getpid(), signal.SIGKILL)
        done = work(*arguments, **named)
        if calls == call:
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    setattr(owner, name, dying)


def add_one_by_one(
    folder: Path, numbers: list[int], said: Connection, stage: str, call: int, after: bool, suffix: str
) -> None:
    """Adds articles, each as a run of its own, and says the number of each that was reported as added."""
    if stage:
        die_at(stage, call=call, after=after)
    with LibraryWriter(folder, wait_s=30) as writer:
        for number in numbers:
            text = article(number).text + suffix
            report = ingest([article(number, text=text)], writer, chunker(), HashEmbedding())
            assert len(report.added) + len(report.changed) + report.unchanged == 1
            said.send(number)


def rebuild_smaller(folder: Path, stage: str, call: int, after: bool) -> None:
    """Rebuilds with smaller chunks."""
    die_at(stage, call=call, after=after)
    with LibraryWriter(folder) as writer:
        rebuild(writer, Chunker(32, 4), HashEmbedding())


def add_with_little_space(folder: Path, numbers: list[int], said: Connection, file_bytes: int) -> None:
    """Adds articles while no file may grow beyond ``file_bytes``; says each number, then the error."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with LibraryWriter(folder) as writer:
            resource.setrlimit(resource.RLIMIT_FSIZE, (file_bytes, file_bytes))
            for number in numbers:
                ingest([article(number, paragraphs=40)], writer, chunker(), HashEmbedding())
                said.send(number)
    except IndexingError as error:
        said.send((type(error).__name__, str(error)))


def run(target: Callable[..., None], *arguments: Any) -> tuple[int, list[Any]]:
    """Runs ``target`` in a child; its exit code (negative: the signal) and what it said."""
    here, there = CONTEXT.Pipe(duplex=False)
    placed = [there if each is Connection else each for each in arguments]
    process = CONTEXT.Process(target=target, args=placed)
    process.start()
    there.close()
    said = []
    while True:
        try:
            said.append(here.recv())
        except EOFError:
            break
    process.join(60)
    assert process.exitcode is not None, "the child hangs"
    return process.exitcode, said
