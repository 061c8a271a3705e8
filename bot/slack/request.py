"""What someone in Slack asks for, how far it is, and the messages with which it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class RequestKind(StrEnum):
    """What is asked for."""

    QUESTION = "question"
    """A message to the bot: a mention, a direct message, a follow-up in a thread."""
    COMMAND = "command"
    """The slash command; its answer is seen by the asker alone."""
    CHECK = "check"
    """The shortcut: hold a message against the articles."""
    ADD = "add"
    """Files or links to be added to the library."""


class State(StrEnum):
    """How far a request is."""

    WAITING = "waiting"
    WORKING = "working"
    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Post:
    """A message with which the bot answers a request."""

    ts: str
    streaming: bool
    """It was begun as a stream, and not ended as far as is known."""


@dataclass(frozen=True, slots=True)
class Request:
    """One thing that someone in Slack asked for."""

    id: int
    kind: RequestKind
    team: str
    channel: str
    ts: str
    thread_ts: str
    """The thread that the answer goes to; the message's own ``ts`` where it opens one."""
    user: str
    text: str
    """As Slack sent it, with its escapes and mentions."""
    details: Mapping[str, str] = field(default_factory=dict)
    """What only some kinds have: ``response_url``, ``channel_type``, ``files`` (JSON), ..."""
    attempt: int = 0
    """How many processes have begun it before."""
    revision: int = 0
    """How often its message was edited."""
    posts: tuple[Post, ...] = ()

    @property
    def key(self) -> str:
        """Its name in the bot's own messages' metadata."""
        return f"{self.team}:{self.channel}:{self.ts}"


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread in which the bot was mentioned."""

    last_user: str
    """Who wrote the latest message that it knows of; empty for the bot itself."""
    last_for_bot: bool
    """That message was for the bot."""
