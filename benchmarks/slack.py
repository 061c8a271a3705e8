"""The Slack bot under load: ``python -m benchmarks.slack storm`` and ``python -m benchmarks.slack memory``.

``storm``: 300 questions from 40 people in 10 channels; 30% of events delivered twice, 5% cut the socket, 10% of calls
answer 429 or 500, the process is killed and started again three times.  ``memory``: 5,000 questions, one after another
from 20 people, and what the process holds after every 500.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

from tests.scenarios.slack_app import App, make_library, town, until, write_articles
from tests.scenarios.slack_storm import log_of, report, storm
from tests.slack_server import SlackServer

TOWNS = 100


async def run_storm(folder: Path, questions: int, pause_s: float) -> bool:
    """Whether each question was answered once, with the right answer."""
    library = make_library(folder / "library", write_articles(folder / "articles", TOWNS))
    async with SlackServer() as slack, App(slack, library, log=log_of(folder), cold=True) as app:
        outcome = await storm(
            slack, app, towns=TOWNS, questions=questions, people=40, channels=10, kills=3, pause_s=pause_s
        )
    print(report(outcome))
    for one, text in outcome.wrong[:5]:
        print("wrong:", one, text[:200])
    for one in outcome.doubled[:5]:
        print("doubled:", one)
    return not (outcome.missing or outcome.doubled or outcome.wrong)


async def run_memory(folder: Path, questions: int) -> bool:
    """Whether the second half of the questions cost less than 5% of memory."""
    library = make_library(folder / "library", write_articles(folder / "articles", TOWNS))
    held: list[float] = []
    async with SlackServer() as slack, App(slack, library, log=log_of(folder), cold=True) as app:
        users = [slack.add_user(f"U{number:04}") for number in range(20)]
        began = time.monotonic()
        for place in range(0, questions, 20):
            asked = []
            for number, user in enumerate(users):
                channel = slack.direct(user)
                asked.append(
                    (
                        channel,
                        slack.say(channel, user, f"When did the harbour of {town((place + number) % TOWNS)} open?"),
                    )
                )
            await until(lambda: all(any("metadata" in m for m in slack.answers(*one)) for one in asked), 120)  # noqa: B023
            for channel, _ in asked:
                slack.channels[channel].messages.clear()
            slack.calls.clear()
            slack.deliveries.clear()
            slack.statuses.clear()
            slack.ephemeral.clear()
            if (place + 20) % 500 == 0:
                held.append(app.resident_megabytes)
                print(f"{place + 20:5} questions, {time.monotonic() - began:5.0f} s: {held[-1]:.0f} MB", flush=True)
        ending = time.monotonic()
        code = await app.terminate()
        print(f"told to stop, it ended with exit code {code} after {time.monotonic() - ending:.1f} s", flush=True)
    return code == 0 and held[-1] < 1.05 * held[len(held) // 2 - 1]


def main() -> None:
    """Run one of the two."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["storm", "memory"])
    parser.add_argument("--questions", type=int)
    parser.add_argument("--pause", type=float, default=0.1, help="seconds between two questions of the storm")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if chosen.what == "storm":
            good = asyncio.run(run_storm(Path(folder), chosen.questions or 300, chosen.pause))
        else:
            good = asyncio.run(run_memory(Path(folder), chosen.questions or 5000))
    raise SystemExit(0 if good else 1)


if __name__ == "__main__":
    main()
