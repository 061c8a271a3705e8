"""Settings that name channels and people of a Slack workspace by their ids: names change, and events have none."""

from __future__ import annotations

import re

CHANNEL = re.compile(r"[CDG][A-Z0-9]+")
PERSON = re.compile(r"[UW][A-Z0-9]+")


def ids(value: str, kind: re.Pattern[str]) -> tuple[str, ...]:
    """The ids in a list with commas between; raises ValueError for what is none."""
    return tuple(_id(name, kind) for name in re.findall(r"[^\s,;]+", value))


def publishers_by_channel(value: str) -> dict[str, tuple[str, ...]]:
    """``C0123=The Age,Wired; C0456=BBC News`` taken apart; raises ValueError for what is not written so."""
    tied = {}
    for entry in filter(None, (part.strip() for part in value.split(";"))):
        channel, equals, names = entry.partition("=")
        publishers = tuple(name.strip() for name in names.split(",") if name.strip())
        if not equals or not channel.strip() or not publishers:
            raise ValueError("write CHANNEL=Publisher,Publisher; CHANNEL=Publisher")
        tied[_id(channel.strip(), CHANNEL)] = publishers
    return tied


def _id(name: str, kind: re.Pattern[str]) -> str:
    if not kind.fullmatch(name):
        example = "a channel, as C0123ABCD" if kind is CHANNEL else "a person, as U0123ABCD"
        raise ValueError(f"{name!r} is no id of {example}: it is at the end of the link that Slack copies")
    return name
