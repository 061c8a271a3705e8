"""What answering costs beside the model and the search: `python benchmarks/answer.py`.

Against the scripted model server of the tests, with the whole engine: prompt, parsing, checking, record.

1. Overhead of one answer (median of 20): total time, less the search, less what the server took to write at 100 tokens
   a second.
2. Fifty questions at once in one process, when the server answers each in 2 s: the time of all over that of the slowest
   of five that were asked alone.  Twice: each answer written word by word, and all fifty coming in one instant.  The
   server has a process of its own, as it would take processor time from the engine, and Python's lock.
3. From a sentence's last token on the wire to its display by the engine (median).
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from multiprocessing.connection import Connection
from pathlib import Path
from statistics import median, quantiles
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from bot.assembly import open_engine, open_ingestion, open_writer
from bot.engine import CitedQueryEngine
from bot.events import SentenceReady
from bot.grounding.entailment import remembered
from bot.question import Question
from bot.settings import Settings
from index.article import Article
from index.ingestion import ingest
from tests.openai_server import KEY, OpenAIServer, Say

TOWNS = ("Millbrook", "Ashford", "Kirkby", "Walton", "Selby", "Ripon", "Thirsk", "Malton", "Whitby", "Goole")
FACTS = (
    "The {town} bridge reopened on 4 May 2025 after repairs that cost 2.3 million pounds.",
    "Engineers had closed it in 2023 because two of its cables were worn.",
    "The council of {town} paid half of the costs, and the county paid the rest.",
    "About 14,000 cars cross the river there on a working day.",
    "Shopkeepers on the southern bank said that they had lost a third of their customers.",
    "The ferry that carried people across in the meantime made its last journey on 3 May.",
    "Anna Reed, who led the works, said that the new cables would last for sixty years.",
    "A second bridge two miles upstream is planned for 2031, but no money was set aside for it.",
)

SAID = (
    "The bridge in {town} was opened again on 4 May 2025 after repairs for 2.3 million pounds",
    "It had been shut in 2023 by engineers because two cables were worn",
    "Half of the money came from the council of {town} and the rest from the county",
    "On a working day some 14,000 cars go across the river there",
    "A third of the customers were lost, shopkeepers on the southern bank said",
)


TOKENS = 110
"""Of an answer, about."""


def articles() -> list[Article]:
    """A hundred articles of about 500 words about ten towns."""
    made = []
    for number in range(100):
        town = TOWNS[number % 10]
        facts = [fact.format(town=town) for fact in FACTS]
        filler = [
            f"In year {1900 + number} the {town} gazette wrote {n} pages about its river trade." for n in range(30)
        ]
        text = "\n".join(" ".join(part) for part in (facts, filler[:15], filler[15:]))
        made.append(
            Article(
                source=f"bench/{number}",
                title=f"The {town} bridge, part {number}",
                text=text,
                publisher=f"Gazette {number % 7}",
                published_at=datetime(2025, 5, 1 + number % 28, tzinfo=UTC),
            )
        )
    return made


def answer_text(town: str) -> str:
    """Five sentences that the passages say in other words, so that each is looked at by everything the check has."""
    remembered.cache_clear()  # no answer is written twice
    return " ".join(f"{said.format(town=town)} [{1 + position % 2}]." for position, said in enumerate(SAID))


def question(number: int) -> tuple[str, str]:
    """A question and the town that it is about."""
    town = TOWNS[number % 10]
    return f"When did the {town} bridge reopen, what did it cost and who paid?", town


async def overhead(engine: CitedQueryEngine, server: OpenAIServer, count: int) -> list[float]:
    """Milliseconds of each answer beside the search and the server."""
    found = []
    for number in range(count):
        text, town = question(number)
        server.answer = lambda _, town=town: Say(answer_text(town), every_s=0.01)
        server.sent_at.clear()
        answer = await engine.aanswer(Question(text))
        assert len(answer.sentences) == 5, answer.reason
        serving = 1000 * (max(server.sent_at.values()) - server.received_at[-1])
        found.append(answer.timings.total - answer.timings.retrieve - serving)
    return found


async def display(engine: CitedQueryEngine, server: OpenAIServer, count: int) -> list[float]:
    """Milliseconds from a sentence's last token on the wire to its display."""
    found = []
    for number in range(count):
        text, town = question(number)
        written = answer_text(town)
        server.answer = lambda _, written=written: Say(written, every_s=0.005)
        server.sent_at.clear()
        ends = [position + 2 for position in range(len(written)) if written.startswith("].", position)]
        shown = [
            time.perf_counter() async for event in engine.astream(Question(text)) if isinstance(event, SentenceReady)
        ]
        found += [1000 * (at - server.sent_at[written[:end]]) for at, end in zip(shown, ends, strict=True)]
    return found


async def at_once(engine: CitedQueryEngine, count: int) -> tuple[float, float]:
    """Seconds of all questions together, and of the slowest of five asked alone."""

    async def timed(number: int) -> float:
        text, _ = question(number)
        began = time.perf_counter()
        answer = await engine.aanswer(Question(text))
        assert answer.sentences, answer.reason
        return time.perf_counter() - began

    await timed(0)  # imports, connections
    remembered.cache_clear()
    alone = max([await timed(number) for number in range(5)])
    remembered.cache_clear()
    began = time.perf_counter()
    await asyncio.gather(*(timed(number) for number in range(count)))
    return time.perf_counter() - began, alone


def serve(pipe: Connection, first_s: float, every_s: float) -> None:
    """Runs a server that answers any question so, until the pipe says that it is over."""

    def reply(request: dict[str, Any]) -> Say:
        asked = request["messages"][-1]["content"].rpartition("Question: ")[2]
        return Say(answer_text(next(town for town in TOWNS if town in asked)), first_s=first_s, every_s=every_s)

    with OpenAIServer(reply) as server:
        pipe.send(server.url)
        pipe.recv()


@contextmanager
def server_apart(first_s: float, every_s: float) -> Iterator[str]:
    """The URL of a server in a process of its own, that waits so long before an answer and before each token of it."""
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=serve, args=(theirs, first_s, every_s))
    process.start()
    try:
        yield ours.recv()
    finally:
        ours.send(None)
        process.join()


async def measure(engine: CitedQueryEngine, server: OpenAIServer) -> dict[str, float]:
    """What one answer costs, in milliseconds."""
    await overhead(engine, server, 3)  # imports, connections, caches
    spent = await overhead(engine, server, 20)
    shown = await display(engine, server, 10)
    return {
        "overhead_ms_median": round(median(spent), 1),
        "overhead_ms_p95": round(quantiles(spent, n=20)[-1], 1),
        "display_ms_median": round(median(shown), 1),
        "display_ms_p95": round(quantiles(shown, n=20)[-1], 1),
    }


def measure_at_once(settings: Settings) -> dict[str, float]:
    """What fifty answers at once take, in seconds and as a multiple of one."""
    found = {}
    for name, first_s, every_s in (("written", 0.5, 1.5 / TOKENS), ("in_one_instant", 2.0, 0.0)):
        with server_apart(first_s, every_s) as url:
            engine = open_engine(settings.model_copy(update={"openai_base_url": url}))
            together, slowest = asyncio.run(at_once(engine, 50))
        found[f"fifty_{name}_s"] = round(together, 2)
        found[f"one_{name}_s"] = round(slowest, 2)
        found[f"fifty_{name}_over_one"] = round(together / slowest, 2)
    return found


def main() -> None:
    """Prints the figures as JSON; exits 1 where one misses its limit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, OpenAIServer() as server:
        settings = Settings.load(
            {
                "library": Path(folder),
                "model": "gpt-4.1-mini",
                "openai_api_key": KEY,
                "openai_base_url": server.url,
                "embedding_model": "builtin",
            },
            environ={},
            env_file=None,
        )
        with open_writer(settings, create=True) as writer:
            ingest(articles(), writer, *open_ingestion(settings, writer.library))
        figures = asyncio.run(measure(open_engine(settings), server)) | measure_at_once(settings)
    print(json.dumps(figures, indent=2))
    limits = {
        "overhead_ms_median": 50,
        "display_ms_median": 20,
        "fifty_written_over_one": 1.5,
        "fifty_in_one_instant_over_one": 1.5,
    }
    missed = [name for name, limit in limits.items() if figures[name] > limit]
    if missed:
        sys.exit(f"over the limit: {', '.join(missed)}")


if __name__ == "__main__":
    main()
