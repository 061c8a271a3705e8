"""How quickly a question is answered: cold, against the imports alone, and warm, without the embedding.

    python -m benchmarks.ask CORPUS.jsonl [--chunks 10000] [--rounds 5] [--questions 200]

Cold: ``articlebot ask`` as a whole process, in turns with a process that only imports the modules which it imports; the
ratio is taken pair by pair, by the clock and by processor time, which others on the machine disturb less.  Warm: the
retriever in one process, with the questions' vectors given, as in ``--batch``.

The library is made of CORPUS (articles again under other names until there are enough chunks) with vectors that are
hashed bags of words: they are made in no time and cost Chroma what real ones cost.  The cold questions are embedded
with the real model.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from benchmarks.ingest import GivenVectors
from index.article import Article

QUESTION = "Who was fired by the board, and why?"
CHUNK_TOKENS, OVERLAP = 256, 32

PROBE = """
import sys
from bot.cli import _run
_run(sys.argv[1:])
print("\\n".join(name for name in sys.modules if "." in name or name.islower()), file=sys.stderr)
"""
IMPORTS = """
import importlib, sys
for name in open(sys.argv[1]).read().split():
    try:
        importlib.import_module(name)
    except ImportError:
        pass
"""


def articles(corpus: Path) -> Iterator[Article]:
    """The corpus, again and again, each time as other stories: their words are the same, their order is not."""
    from index.sources import read

    first = [article for article in read(corpus) if isinstance(article, Article)]
    yield from first
    for turn in range(1, 1_000):
        for article in first:
            lines = article.text.splitlines()
            lines = [*lines[turn:], *lines[:turn]]
            words = "\n".join(" ".join(reversed(line.split(" "))) if turn % 2 else line for line in lines)
            yield replace(
                article, source=f"{article.source}-{turn}", title=f"{article.title} ({turn})", text=words, url=None
            )


def build(corpus: Path, folder: Path, chunks: int) -> int:
    """A library of about so many chunks; returns how many there are."""
    from index.chunking import Chunker
    from index.embedding import BuiltinEmbedding
    from index.ingestion import Ingestion
    from index.writer import LibraryWriter

    vectors = GivenVectors(model_name=BuiltinEmbedding().model_name)
    with LibraryWriter(folder) as writer:
        run = Ingestion(writer, Chunker(CHUNK_TOKENS, OVERLAP), vectors)  # type: ignore[arg-type]

        def work() -> None:
            batch: list[Article] = []
            for article in articles(corpus):
                batch.append(article)
                if len(batch) == 200:
                    run.take(batch)
                    batch = []
                    if writer.library.counts().chunks >= chunks:
                        return

        run.finish(work)
        return writer.library.counts().chunks


@dataclass(frozen=True)
class Run:
    """What a process took: seconds by the clock, and seconds of processor time with all its threads."""

    clock_s: float
    cpu_s: float


def cold(folder: Path, rounds: int) -> tuple[list[Run], list[Run]]:
    """The command, and the imports alone, in turns."""
    ask = ["--library", str(folder), "ask", "--no-ledger", QUESTION]
    probe = subprocess.run(
        [sys.executable, "-c", PROBE, *ask], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, check=True
    )
    modules = folder / "modules.txt"
    modules.write_text(probe.stderr)
    commands = ([sys.executable, "-m", "bot", *ask], [sys.executable, "-c", IMPORTS, str(modules)])
    took: tuple[list[Run], list[Run]] = ([], [])
    for turn in range(rounds + 1):
        for command, runs in zip(commands, took, strict=True):
            began, cpu_before = time.perf_counter(), _cpu_of_children()
            subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            if turn:  # the first pair warms the disk's cache
                runs.append(Run(time.perf_counter() - began, _cpu_of_children() - cpu_before))
    return took


def _cpu_of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def warm(folder: Path, corpus: Path, questions: int) -> list[Run]:
    """Each search without the embedding of the question."""
    from bot.assembly import open_retriever
    from bot.settings import Settings
    from index.retrieval import Query

    _, retriever = open_retriever(Settings.load({"library": folder}, environ={}, env_file=None))
    given = GivenVectors()
    texts = [json.loads(line)["title"] for line in corpus.read_text(encoding="utf-8").splitlines()[:questions]]
    took = []
    for text, vector in zip(texts, given.embed(texts), strict=True):
        began, cpu_before = time.perf_counter(), time.process_time()
        retriever.search_by(Query(f"What is known about {text}?"), vector)
        took.append(Run(time.perf_counter() - began, time.process_time() - cpu_before))
    return took[5:]


def main() -> None:
    """Prints both figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--chunks", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--questions", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "library"
        print(f"{build(options.corpus, folder, options.chunks):,} chunks")
        took = warm(folder, options.corpus, options.questions)
        for name, ms in (
            ("by the clock", [1000 * each.clock_s for each in took]),
            ("of processor time", [1000 * each.cpu_s for each in took]),
        ):
            print(
                f"warm retrieval without the embedding, {name}: median {statistics.median(ms):.1f} ms, "
                f"95th percentile {sorted(ms)[int(0.95 * len(ms))]:.1f} ms over {len(ms)} questions"
            )
        asked, imported = cold(folder, options.rounds)
        pairs = list(zip(asked, imported, strict=True))
        _print_ratio("by the clock", [(whole.clock_s, alone.clock_s) for whole, alone in pairs])
        _print_ratio("of processor time", [(whole.cpu_s, alone.cpu_s) for whole, alone in pairs])


def _print_ratio(name: str, pairs: list[tuple[float, float]]) -> None:
    whole, alone = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratios = [each / imports for each, imports in pairs]
    print(
        f"cold ask, {name}: {whole:.2f} s, its imports alone {alone:.2f} s, "
        f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f} to {max(ratios):.2f}) over {len(ratios)} pairs"
    )


if __name__ == "__main__":
    main()
