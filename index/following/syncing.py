"""Brings the library up to date with the sources that are followed."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from threading import Event
from typing import NoReturn

from filelock import FileLock, Timeout

from index.article import Article
from index.errors import EmbeddingError, LibraryError, UnreachableError, UnreadableError
from index.following.ending import in_thread, to_its_end
from index.following.followed import Followed, FollowedKind, KnownPage, State
from index.following.keeping import Keeper, Kept
from index.following.looking import Looked, look
from index.following.noting import noted
from index.following.register import Register
from index.following.schedule import is_due, page_is_due, pause_after
from index.following.source_report import SourceReport
from index.following.visiting import Finding, Visit, visits
from index.reporting import merged
from index.sources.failing import unforeseen
from index.sources.web.fetching import Fetched, Fetcher, Validators
from index.sources.web.recognition import Recognised

log = logging.getLogger(__name__)

LOCKS_NAME = "looking"
"""A folder of lock files, one a source: another process may look at other sources meanwhile."""
BATCH = 32
"""Articles that are kept at once: what Ctrl-C may have to wait for, and what others wait for who want to write."""
BATCH_WAIT_S = 10.0
"""A batch is kept after this long even if it is not full: what was read should be searchable at once."""


class Syncer:
    """Looks at sources and keeps what it finds.  One look at a time at a source, whichever process takes it."""

    def __init__(
        self,
        folder: Path,
        register: Register,
        fetcher: Fetcher,
        keeper: Keeper,
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        tell: Callable[[SourceReport], None] = lambda _: None,
        visited: Callable[[int, int], None] = lambda _done, _of: None,
    ) -> None:
        """``tell`` hears of each source as it is done, ``visited`` of pages: how many so far, of how many."""
        self._locks = folder / LOCKS_NAME
        self._register = register
        self._fetcher = fetcher
        self._keeper = keeper
        self._now = now
        self._tell = tell
        self._visited = visited
        self._keeping = asyncio.Lock()

    async def sync(
        self, sources: Sequence[Followed], *, first: Recognised | None = None, everything: bool = True
    ) -> list[SourceReport]:
        """Looks at all of ``sources``, several at once; a failure of one is in its report and leaves the others alone.

        ``everything``: every page is visited, not only those that the schedule calls for.  ``first`` is what was
        fetched of a source a moment ago.  Raises LibraryError and EmbeddingError where nothing could be kept.
        """
        visited: set[str] = set()
        return await _all_of([self._sync_alone(source, visited, first, everything) for source in sources])

    async def due(self, only: Collection[int] | None = None) -> list[SourceReport]:
        """One look in the background: at the sources (of these ids) and pages that the schedule calls for."""
        now = self._now()
        chosen = [each for each in self._register.sources() if is_due(each, now) and (only is None or each.id in only)]
        return await self.sync(chosen, everything=False)

    async def run(
        self,
        every_s: float,
        *,
        only: Collection[int] | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> NoReturn:
        """Looks again and again, ``every_s`` after the end of the look before, until it is cancelled.

        What goes wrong is logged and tried again at the next look.
        """
        while True:
            try:
                await self.due(only)
            except (LibraryError, EmbeddingError) as error:
                log.warning("sources not looked at: %s", error)
            except Exception:  # the outer edge of a task that must outlive what it cannot foresee
                log.exception("looking at the sources")
            await sleep(every_s)

    async def _sync_alone(
        self, source: Followed, visited: set[str], first: Recognised | None, everything: bool
    ) -> SourceReport:
        self._locks.mkdir(parents=True, exist_ok=True)
        try:
            with FileLock(self._locks / f"{source.id}.lock", timeout=0, thread_local=False):
                return await self._sync_one(source, visited, first, everything)
        except Timeout:
            done = SourceReport(source, error="another articlebot process is looking at it just now")
            self._tell(done)
            return done

    async def _sync_one(
        self, source: Followed, visited: set[str], first: Recognised | None, everything: bool
    ) -> SourceReport:
        done = SourceReport(source)
        try:
            await self._note(done, await self._look_at(done, visited, first, everything))
        except (LibraryError, EmbeddingError):
            raise
        except asyncio.CancelledError:
            self._tell(done)  # what was kept so far
            raise
        except Exception as error:  # noqa: BLE001 - one source never takes the others down
            unforeseen(error, f"source {source.id}")
            done.error = f"an unforeseen error ({type(error).__name__}); the log shows where"
            await self._note(done, None)
        self._tell(done)
        return done

    async def _look_at(
        self, done: SourceReport, visited: set[str], first: Recognised | None, everything: bool
    ) -> float | None:
        """Looks at the source; returns for how many seconds its server asked to be left alone, if it failed and did."""
        source = done.source
        try:
            if source.kind is FollowedKind.FILES:
                await self._sync_files(done)
            else:
                await self._sync_pages(done, visited, first, everything)
        except UnreadableError as error:
            done.error = error.reason
            return error.retry_after_s if isinstance(error, UnreachableError) else None
        return None

    async def _note(self, done: SourceReport, retry_after_s: float | None) -> None:
        now, source = self._now(), done.source
        failures = source.failures + 1 if done.error else 0
        done.source = replace(
            source,
            looked_at=now,
            changed_at=now if done.moved else source.changed_at,
            error=done.error,
            failures=failures,
            next_at=now + pause_after(failures, retry_after_s) if failures else None,
        )
        await in_thread(partial(self._register.looked, done.source))

    async def _sync_files(self, done: SourceReport) -> None:
        """Reads what moved; cancelled, it has that stopped, and ends once it has."""
        stop, found = Event(), list[Kept]()
        path, field_map = Path(done.source.address), done.source.field_map
        followed = await in_thread(self._register.field_maps)

        def keep() -> Kept:
            found.append(self._keeper.keep_files(path, field_map, stop.is_set, followed=followed))
            return found[0]

        try:
            await self._in_thread(keep, stop.set)
        finally:
            for kept in found:  # cancelled or not
                self._add(done, kept)

    async def _sync_pages(
        self, done: SourceReport, visited: set[str], first: Recognised | None, everything: bool
    ) -> None:
        source, now = done.source, self._now()
        mine = first if first is not None and first.url == source.address else None
        problem: UnreadableError | None = None
        looked = Looked()
        if source.kind is not FollowedKind.PAGE:
            try:
                looked = await look(self._fetcher, self._register, source, mine)
            except UnreachableError:
                raise
            except UnreadableError as error:  # the listing is no more: what it listed may still be there
                problem = error
        done.report.unreadable += looked.unreachable
        if looked.left_out:
            most = self._fetcher.settings.max_pages
            reason = f"lists {looked.left_out:,} new pages more than the {most:,} of one source; they are left out"
            done.report.unreadable.append(UnreadableError(source.address, reason))
        heirs = await asyncio.to_thread(self._keeper.heirs)
        pages = [
            replace(page, validators=Validators(), digest=None) if page.source in heirs else page
            for page in await in_thread(partial(self._register.pages, source.id))
            if page.identity not in visited
            and (everything or page_is_due(page, now) or page.url in looked.held or page.source in heirs)
        ]
        visited.update(page.identity for page in pages)
        prefetched = {source.address: mine.fetched} if mine and mine.listing is None else {}
        failed = await self._visit_pages(done, pages, prefetched, looked.held)
        if problem is not None:
            raise problem
        if failed is not None and len(pages) == 1:
            raise failed

    async def _visit_pages(
        self,
        done: SourceReport,
        pages: Sequence[KnownPage],
        prefetched: Mapping[str, Fetched],
        held: Mapping[str, Article],
    ) -> UnreadableError | None:
        """Visits the pages and keeps them batch by batch; returns the last failure, if one failed."""
        failed: UnreadableError | None = None
        batch: list[Visit] = []
        count = 0
        since = asyncio.get_running_loop().time()
        try:
            named = done.source.kind is FollowedKind.PAGE
            async with aclosing(visits(self._fetcher, pages, prefetched, held=held, named=named)) as found:
                async for visit in found:
                    never_there = visit.finding is Finding.GONE and visit.page.state is State.WAITING
                    if visit.error and (visit.finding in (Finding.FAILED, Finding.UNREADABLE) or never_there):
                        failed = visit.error
                        done.report.unreadable.append(visit.error)
                    batch.append(visit)
                    count += 1
                    self._visited(count, len(pages))
                    loop_time = asyncio.get_running_loop().time()
                    if sum(each.article is not None for each in batch) >= BATCH or loop_time - since > BATCH_WAIT_S:
                        full, batch, since = batch, [], loop_time
                        await self._keep(done, full)
        finally:
            await self._keep(done, batch)  # interrupted or not: what was read is kept
        return failed

    async def _keep(self, done: SourceReport, batch: list[Visit]) -> None:
        """Keeps all of ``batch``, cancelled or not: a thread does not stop half way, and what it kept must be noted."""
        await to_its_end(self._keep_all(done, batch))

    async def _keep_all(self, done: SourceReport, batch: list[Visit]) -> None:
        """The library first, then the register: what is noted there has been kept."""
        new = await in_thread(lambda: [own for visit in batch if (own := self._own_page(visit, done.source))])
        matters = [
            visit
            for visit in new
            if visit.finding is Finding.READ or (visit.finding is Finding.GONE and self._has_to_go(visit.page))
        ]
        kept = await self._in_thread(lambda: self._keeper.keep_pages(matters)) if matters else Kept()
        still = sum(visit.finding is Finding.UNCHANGED and visit.page.state is State.ARTICLE for visit in new)
        kept.report.unchanged += still
        self._add(done, kept)
        pages = [self._pruned(noted(visit, self._now())) for visit in new]
        await in_thread(partial(self._register.note, pages))

    def _has_to_go(self, page: KnownPage) -> bool:
        """Whether what the library has of a page that is gone is to be marked, or removed."""
        return page.state is not State.GONE or (self._keeper.prune and page.source is not None)

    def _pruned(self, page: KnownPage) -> KnownPage:
        return replace(page, source=None) if self._keeper.prune and page.state is State.GONE else page

    def _own_page(self, visit: Visit, source: Followed) -> Visit | None:
        """The visit under the page's own address; None if that page is known already, or is older than asked for."""
        article, page = visit.article, visit.page
        if article is None:
            return visit
        if page.state in (State.WAITING, State.LEFT_OUT) and _is_older(article, source.since):
            self._register.note([replace(noted(visit, self._now()), state=State.LEFT_OUT, source=None)])
            return None
        own = self._register.rename(page, article.source)
        return None if own is None else replace(visit, page=replace(page, identity=own))

    def _add(self, done: SourceReport, kept: Kept) -> None:
        done.report = merged([done.report, kept.report])
        done.gone += kept.gone
        done.back += kept.back

    async def _in_thread(self, work: Callable[[], Kept], stop: Callable[[], None] = lambda: None) -> Kept:
        async with self._keeping:
            return await in_thread(work, stop)


def _is_older(article: Article, since: datetime | None) -> bool:
    return since is not None and article.published_at is not None and article.published_at < since


async def _all_of(looks: Sequence[object]) -> list[SourceReport]:
    """All reports; if the library itself failed, that, once the other looks have ended."""
    ended = await asyncio.gather(*looks, return_exceptions=True)  # type: ignore[call-overload]
    for outcome in ended:
        if isinstance(outcome, BaseException):
            raise outcome
    return list(ended)
