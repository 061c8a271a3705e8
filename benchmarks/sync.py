"""What keeping current costs: requests, writes, embedding and time of a second look against the first.

    python -m benchmarks.sync [--pages 1000]

A site of that many pages is served on the loopback and followed by its sitemap index.  Looked at four times: first;
unchanged; with 1% of the pages changed (a sentence at the end); with counters and "read more" lists changed on all
pages.  The pause between requests is left out, and said: at one request a second to a host it would be all that
counts.  Vectors are given (hashed words), so the time is that of everything else.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import re
import tempfile
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.chunking import Chunker
from index.following.beginning import follow_web
from index.following.keeping import Keeper
from index.following.register import Register
from index.following.source_report import SourceReport
from index.following.syncing import Syncer
from index.library import Library
from index.sources.web.fetching import Fetcher
from index.sources.web.settings import WebSettings
from index.writer import LibraryWriter
from tests.webserver import Names, WebServer, Wires, serving
from tests.website.site import HOSTS, Page, Site

SITEMAP = "http://post.example/sitemap_index.xml"
CHUNK_TOKENS, OVERLAP = 256, 32


class HashedWords:
    """Stands for a model that costs nothing: each text is the bag of its words."""

    model_name = "given"
    dimensions = 384

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit vector per text, same order."""
        rows = np.full((len(texts), self.dimensions), 1e-3, dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            for word in re.findall(r"\w{4,}", text.lower()):
                row[zlib.crc32(word.encode()) % self.dimensions] += 1.0
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@dataclass(frozen=True)
class Look:
    """What one look cost and found."""

    name: str
    seconds: float
    requests: int
    most_of_a_page: int
    bodies: int
    report: SourceReport
    written: list[str]


def whole_site(pages: int) -> Site:
    """A site whose pages all belong to one publisher, in its language."""
    site = Site(0)
    wanted = Site(3 * pages)
    english = [page for page in wanted.pages.values() if page.story.language == "en"][:pages]
    for page in english:
        site.pages[f"http://{HOSTS['en']}/news/{page.story.number}.html"] = Page(page.story, page.template)
    assert len(site.pages) == pages
    return site


def look(name: str, folder: Path, server: WebServer, embedding: HashedWords, *, first: bool = False) -> Look:
    """One look at the source."""

    async def work() -> SourceReport:
        with Register.open(folder) as register:
            async with Fetcher(WebSettings(pause_s=0), resolver=Names(), dialler=Wires(server)) as fetcher:
                found = None
                if first:
                    _, found = await follow_web(fetcher, register, SITEMAP, _now())
                keeper = Keeper(lambda: LibraryWriter(folder), lambda _: (Chunker(CHUNK_TOKENS, OVERLAP), embedding))
                return (await Syncer(folder, register, fetcher, keeper).sync(register.sources(), first=found))[0]

    seen, before = len(server.seen), _digests(folder)
    started = time.perf_counter()
    report = asyncio.run(work())
    seconds = time.perf_counter() - started
    if report.error:
        raise SystemExit(f"{name}: {report.error}")
    asked = server.seen[seen:]
    counts: dict[str, int] = {}
    for one in asked:
        counts[one.path] = counts.get(one.path, 0) + 1
    after = _digests(folder)
    written = sorted(name for name in before | after if before.get(name) != after.get(name))
    bodies = sum(one.status == 200 for one in asked)
    return Look(name, seconds, len(asked), max(counts.values()), bodies, report, written)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=1_000)
    pages = parser.parse_args().pages
    site = whole_site(pages)
    print("| look | seconds | requests | most of one page | bodies | new | changed | unchanged | embedded | written |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with tempfile.TemporaryDirectory() as name, serving(site.handler) as server:
        folder, embedding = Path(name) / "library", HashedWords()
        show(look("first", folder, server, embedding, first=True))
        show(look("unchanged", folder, server, embedding))
        for page in list(site.pages.values())[:: max(1, pages // max(1, pages // 100))]:
            told = page.story
            page.story = replace(told, paragraphs=(*told.paragraphs, (f"Update {told.number}: the harbour closed.",)))
        show(look("1% changed", folder, server, embedding))
        for number, page in enumerate(site.pages.values()):
            page.views = 1_000 + number
        show(look("counters changed", folder, server, embedding))
        with Library.open(folder) as library:
            counts = library.counts()
    print(f"\n{counts.articles:,} articles, {counts.chunks:,} chunks; no pause between requests")


def show(each: Look) -> None:
    """Print a row of the table."""
    found = each.report.report
    written = ", ".join(each.written) if len(each.written) < 4 else f"{len(each.written)} files"
    print(
        f"| {each.name} | {each.seconds:.1f} | {each.requests:,} | {each.most_of_a_page} | {each.bodies:,} "
        f"| {len(found.added):,} | {len(found.changed):,} | {found.unchanged:,} | {found.embedded:,} | {written} |",
        flush=True,
    )


def _digests(folder: Path) -> dict[str, bytes]:
    """The library's files: what is about it, not about what was looked at."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }


def _now() -> datetime:
    return datetime.now(UTC)


if __name__ == "__main__":
    main()
