"""Files and folders, followed like any other source."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from filelock import FileLock

from index.chunking import Chunker
from index.errors import UnreachableError
from index.following import keeping
from index.following.beginning import follow_files
from index.following.keeping import Keeper
from index.following.register import Register
from index.following.source_report import SourceReport
from index.following.syncing import LOCKS_NAME, Syncer
from index.ingestion import Ingestion
from index.library import Library
from index.reporting import Progress
from index.sources.web.fetching import Fetcher
from index.sources.web.settings import WebSettings
from index.writer import LibraryWriter
from tests.index.storing import HashEmbedding, article, chunker, rebuild_for

FERRY = "The ferry to Quayside sails every hour from the old stone pier. It carries forty cars and two buses."
MARKET = "The covered market of Fenton opens on Friday. Bakers from three valleys sell bread there until noon."


@pytest.fixture
def clippings(tmp_path: Path) -> Path:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "ferry.txt").write_text(FERRY)
    (folder / "market.txt").write_text(MARKET)
    return folder


@pytest.fixture
def sync(desk: Any, clippings: Path) -> Callable[[], SourceReport]:
    def run() -> SourceReport:
        async def work() -> list[SourceReport]:
            with Register.open(desk.folder) as register:
                follow_files(register, clippings, desk.now)
                async with Fetcher(WebSettings()) as fetcher:
                    return await Syncer(desk.folder, register, fetcher, desk.keeper()).sync(register.sources())

        return asyncio.run(work())[0]

    return run


def test_new_changed_and_gone_files_are_noticed(desk: Any, clippings: Path, sync: Callable[[], SourceReport]) -> None:
    assert len(sync().report.added) == 2
    (clippings / "ferry.txt").write_text(FERRY + " It will be replaced next year.")
    (clippings / "bus.txt").write_text("A bus of the night line stopped at Wexbury because its driver had seen a fox.")
    second = sync()
    assert (len(second.report.added), len(second.report.changed)) == (1, 1)
    (clippings / "market.txt").unlink()
    third = sync()
    assert third.gone == ["market"]
    assert desk.library.article("market").gone_at is not None
    (clippings / "market.txt").write_text(MARKET)
    assert sync().back == ["market"]
    assert desk.library.article("market").gone_at is None


def test_where_nothing_moved_nobody_who_writes_is_in_the_way(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport]
) -> None:
    for path in clippings.iterdir():
        os.utime(path, (1_700_000_000, 1_700_000_000))  # what was written a moment ago is read again to be sure
    assert len(sync().report.added) == 2
    with LibraryWriter(desk.folder):
        done = sync()
    assert done.error is None
    assert done.report.unchanged == 2


def test_pruning_removes_the_articles_of_gone_files(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport]
) -> None:
    sync()
    (clippings / "market.txt").unlink()
    desk.prune = True
    assert sync().report.removed == ["market"]
    assert desk.library.counts().articles == 1


def test_a_folder_that_is_not_there_proves_nothing(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport]
) -> None:
    sync()
    desk.prune = True
    shutil.rmtree(clippings)
    done = sync()
    assert done.error is not None
    assert "drive" in done.error
    assert desk.library.counts().articles == 2
    assert all(head.gone_at is None for head in desk.library.heads())


@pytest.mark.parametrize("prune", [True, False])
@pytest.mark.parametrize("left", [None, ".Trash", "notes.ini"])
def test_a_folder_that_is_empty_now_proves_nothing(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport], prune: bool, left: str | None
) -> None:
    """What an unmounted drive leaves behind: its mount point."""
    sync()
    desk.prune = prune
    shutil.rmtree(clippings)
    clippings.mkdir()
    if left:
        (clippings / left).touch()
    done = sync()
    assert done.error is not None
    assert "drive" in done.error
    assert not done.moved
    assert all(head.gone_at is None for head in desk.library.heads())
    assert desk.library.counts().articles == 2
    (clippings / "ferry.txt").write_text(FERRY)
    back = sync()
    assert (back.report.removed if prune else back.gone) == ["market"]


def test_a_file_that_was_moved_is_not_gone(desk: Any, clippings: Path, sync: Callable[[], SourceReport]) -> None:
    sync()
    (clippings / "ferry.txt").rename(clippings / "ship.txt")
    assert not sync().moved
    ferry = desk.library.article("ferry")
    assert (ferry.gone_at, ferry.source, ferry.copies) == (None, str(clippings / "ship.txt"), ())
    (clippings / "ship.txt").rename(clippings / "ferry.txt")
    assert not sync().moved
    ferry = desk.library.article("ferry")
    assert (ferry.gone_at, ferry.source, ferry.copies) == (None, str(clippings / "ferry.txt"), ())


def test_a_file_that_was_gone_is_back_under_another_name(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport]
) -> None:
    sync()
    (clippings / "ferry.txt").rename(clippings / "ferry.bak")
    assert sync().gone == ["ferry"]
    (clippings / "ferry.bak").rename(clippings / "ship.txt")
    assert sync().back == ["ferry"]
    ferry = desk.library.article("ferry")
    assert (ferry.gone_at, ferry.source, ferry.copies) == (None, str(clippings / "ship.txt"), ())


def test_an_article_is_not_gone_while_a_copy_is_there(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport]
) -> None:
    (clippings / "ship.txt").write_text(FERRY)
    assert len(sync().report.duplicates) == 1
    (clippings / "ferry.txt").unlink()
    assert not sync().moved
    ferry = desk.library.article("ferry")
    assert (ferry.gone_at, ferry.source, ferry.copies) == (None, str(clippings / "ship.txt"), ())
    (clippings / "ship.txt").unlink()
    assert sync().gone == ["ferry"]


def test_a_copy_that_is_no_more_is_no_place_of_its_article(
    desk: Any, clippings: Path, sync: Callable[[], SourceReport]
) -> None:
    (clippings / "ship.txt").write_text(FERRY)
    sync()
    (clippings / "ship.txt").unlink()
    assert not sync().moved
    ferry = desk.library.article("ferry")
    assert (ferry.gone_at, ferry.source, ferry.copies) == (None, str(clippings / "ferry.txt"), ())


def test_a_followed_file_is_gone_where_its_folder_is_still_there(desk: Any, clippings: Path) -> None:
    keeper = desk.keeper()
    assert len(keeper.keep_files(clippings / "ferry.txt", {}).report.added) == 1
    (clippings / "ferry.txt").unlink()
    assert keeper.keep_files(clippings / "ferry.txt", {}).gone == ["ferry"]


def test_a_followed_file_whose_folder_is_empty_proves_nothing(desk: Any, clippings: Path) -> None:
    keeper = desk.keeper()
    keeper.keep_files(clippings / "ferry.txt", {})
    shutil.rmtree(clippings)
    for _ in range(2):
        with pytest.raises(UnreachableError, match="drive"):
            keeper.keep_files(clippings / "ferry.txt", {})
        clippings.mkdir(exist_ok=True)


def test_a_file_below_a_followed_folder_is_not_followed_twice(desk: Any, clippings: Path) -> None:
    now = datetime(2025, 7, 1, tzinfo=UTC)
    with Register.open(desk.folder) as register:
        assert follow_files(register, clippings, now) is not None
        assert follow_files(register, clippings / "ferry.txt", now) is None
        assert follow_files(register, clippings / "nothing.txt", now) is None
        assert len(register.sources()) == 1


def test_a_cancelled_look_at_a_folder_ends_soon_and_lets_go_of_its_lock_last(
    desk: Any, clippings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was kept by then is reported, and the library is free for the next writer."""
    desk.embedding = HashEmbedding()
    for number in range(60):
        (clippings / f"{number}.txt").write_text(article(number, paragraphs=20).text)
    told: list[SourceReport] = []
    signs = 0
    cancelled = Event()

    async def work() -> None:
        with Register.open(desk.folder) as register:
            follow_files(register, clippings, desk.now)
            loop, main = asyncio.get_running_loop(), asyncio.current_task()

            def cancel() -> None:
                running.cancel()  # as the first Ctrl-C does
                for task in asyncio.all_tasks() - {main}:
                    task.cancel()  # as the second Ctrl-C does
                loop.call_soon(cancelled.set)

            def watch(progress: Progress) -> None:
                nonlocal signs
                signs += 1
                if progress.articles and not cancelled.is_set():
                    loop.call_soon_threadsafe(cancel)
                    assert cancelled.wait(30)

            monkeypatch.setattr(keeping, "Ingestion", partial(Ingestion, progress=watch))
            async with Fetcher(WebSettings()) as fetcher:
                syncer = Syncer(desk.folder, register, fetcher, desk.keeper(), tell=told.append)
                running = asyncio.ensure_future(syncer.sync(register.sources()))
                await asyncio.wait([running])
            assert running.cancelled()
            before = signs
            with LibraryWriter(desk.folder), FileLock(desk.folder / LOCKS_NAME / "1.lock", timeout=0):
                await asyncio.sleep(0.2)
            assert signs == before

    asyncio.run(work())
    (report,) = told
    assert report.report.interrupted
    assert 0 < len(report.report.added) < 60
    assert {head.id for head in desk.library.heads()} == set(report.report.added)
    (rest,) = desk.run()
    assert len(rest.report.added) == 62 - len(report.report.added)


def test_files_are_followed_on_after_a_rebuild_with_another_model(desk: Any, clippings: Path) -> None:
    def open_ingestion(library: Library) -> tuple[Chunker, HashEmbedding]:
        shape = library.shape
        return chunker(), HashEmbedding(model_name=shape.embedding_model if shape else "hash")

    keeper = Keeper(lambda: LibraryWriter(desk.folder), open_ingestion)
    keeper.keep_files(clippings, {})
    rebuild_for(desk.folder, HashEmbedding(model_name="other"))
    (clippings / "bus.txt").write_text("A bus of the night line stopped at Wexbury because its driver had seen a fox.")
    assert keeper.keep_files(clippings, {}).report.added == ["bus"]
