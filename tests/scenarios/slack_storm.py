"""Many people ask much while everything goes wrong; used by a test at a small size and a benchmark at full size."""

from __future__ import annotations

import asyncio
import random
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.scenarios.slack_app import App, master, opened, town, until
from tests.slack_server import BOT_USER, Faults, SlackServer

FAULTS = Faults(duplicate=0.3, drop=0.05, busy=0.05, broken=0.05)


@dataclass(frozen=True)
class Asked:
    """A question, and what its answer must hold."""

    channel: str
    thread_ts: str
    ts: str
    expected: str


@dataclass
class Outcome:
    """What became of it all."""

    asked: list[Asked]
    missing: list[Asked] = field(default_factory=list)
    wrong: list[tuple[Asked, str]] = field(default_factory=list)
    doubled: list[tuple[str, str, int, int]] = field(default_factory=list)
    """Channel, thread, answers, questions."""
    latencies: list[float] = field(default_factory=list)
    seconds: float = 0.0
    settled_after: float = 0.0

    @property
    def p99(self) -> float:
        """Seconds until an acknowledgement, at the 99th percentile."""
        return sorted(self.latencies)[int(len(self.latencies) * 0.99)]


async def storm(
    slack: SlackServer,
    app: App,
    *,
    towns: int,
    questions: int,
    people: int,
    channels: int,
    kills: int,
    pause_s: float,
    quiet_s: float = 4.0,
    seed: int = 7,
) -> Outcome:
    """Ask; kill and restart the app on the way; wait; count."""
    chance = random.Random(seed)
    users = [f"U{number:04}" for number in range(people)]
    rooms = [slack.add_channel(f"C{number:04}", *users) for number in range(channels)]
    outcome = Outcome([])
    roots: list[tuple[str, str, str, int]] = []
    kill_at = {questions * (place + 1) // (kills + 1) for place in range(kills)}
    slack.faults = FAULTS
    began = time.monotonic()
    for place in range(questions):
        user, room, number = chance.choice(users), chance.choice(rooms), chance.randrange(towns)
        draw = chance.random()
        ready = [root for root in roots if len(slack.answers(root[0], root[1])) == 1]
        if draw < 0.2 and ready:
            # A follow-up that only the thread's history makes clear: the town is not named again.
            channel, thread, author, number = chance.choice(ready)
            roots.remove((channel, thread, author, number))
            text = chance.choice(["And who is the harbour master there?", "Who is its harbour master?"])
            ts = slack.say(channel, author, text, thread_ts=thread)
            outcome.asked.append(Asked(channel, thread, ts, master(number)))
        elif draw < 0.4:
            channel = slack.direct(user)
            ts = slack.say(channel, user, f"When did the harbour of {town(number)} open?")
            outcome.asked.append(Asked(channel, ts, ts, opened(number)))
        else:
            ts = slack.say(room, user, f"<@{BOT_USER}> When did the harbour of {town(number)} open?")
            outcome.asked.append(Asked(room, ts, ts, opened(number)))
            roots.append((room, ts, user, number))
        await asyncio.sleep(pause_s)
        if place in kill_at:
            await app.kill()
            await app.start()
    outcome.seconds = time.monotonic() - began
    asked_at = time.monotonic()
    try:
        await until(lambda: not unsettled(slack, outcome.asked), 300)
    except AssertionError:
        outcome.missing = unsettled(slack, outcome.asked)
    outcome.settled_after = time.monotonic() - asked_at
    await asyncio.sleep(quiet_s)  # for what should not come: second answers
    judge(slack, outcome)
    return outcome


def unsettled(slack: SlackServer, asked: list[Asked]) -> list[Asked]:
    """The questions of threads that hold too few answers, or half ones."""
    wanted: dict[tuple[str, str], int] = {}
    for one in asked:
        key = (one.channel, one.thread_ts)
        wanted[key] = wanted.get(key, 0) + 1
    short = {
        key
        for key, number in wanted.items()
        if sum("_stream" not in message and "metadata" in message for message in slack.answers(*key)) < number
    }
    return [one for one in asked if (one.channel, one.thread_ts) in short]


def judge(slack: SlackServer, outcome: Outcome) -> None:
    """Count what is doubled, and what answers the wrong thing."""
    outcome.latencies = [delivery.latency for delivery in slack.deliveries if delivery.latency is not None]
    threads: dict[tuple[str, str], list[Asked]] = {}
    for one in outcome.asked:
        threads.setdefault((one.channel, one.thread_ts), []).append(one)
    for (channel, thread), asked in threads.items():
        answers = slack.answers(channel, thread)
        if len(answers) != len(asked):
            outcome.doubled.append((channel, thread, len(answers), len(asked)))
        for one in asked:
            key = f"{one.channel}:{one.ts}"
            own = [
                message["text"]
                for message in answers
                if message.get("metadata", {}).get("event_payload", {}).get("question", "").endswith(key)
            ]
            if len(own) == 1 and one.expected not in own[0]:
                outcome.wrong.append((one, own[0]))


def report(outcome: Outcome) -> str:
    """In one line."""
    slowest = sorted(outcome.latencies)
    return (
        f"{len(outcome.asked)} questions in {outcome.seconds:.0f} s, settled {outcome.settled_after:.1f} s later: "
        f"{len(outcome.missing)} missing, {len(outcome.doubled)} doubled, {len(outcome.wrong)} wrong; "
        f"{len(slowest)} deliveries acknowledged, p50 {1000 * slowest[len(slowest) // 2]:.0f} ms, "
        f"p99 {1000 * outcome.p99:.0f} ms, slowest {1000 * slowest[-1]:.0f} ms"
    )


def log_of(folder: Path) -> Path:
    """Where the app writes its log."""
    return folder / "app.log"
