"""What is followed, and what is known of its pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from index.sources.web.fetching import Validators


class FollowedKind(StrEnum):
    """What a followed source is."""

    FILES = "files"
    """A file or a folder of this machine."""
    PAGE = "page"
    FEED = "feed"
    SITEMAP = "sitemap"


class State(StrEnum):
    """What is known of a page."""

    WAITING = "waiting"
    """Listed, and not read yet."""
    ARTICLE = "article"
    UNREADABLE = "unreadable"
    LEFT_OUT = "left out"
    """Published before the day since which the source is followed."""
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Followed:
    """A source that is kept current.  Times are in UTC."""

    id: int
    address: str
    """A web address, or the absolute path of a file or folder."""
    kind: FollowedKind
    match: str | None
    """Only pages whose address this regular expression finds."""
    since: datetime | None
    """Only pages that were published or changed since."""
    field_map: Mapping[str, str]
    """Of records in files: field -> name, as ``add --map`` gave them."""
    added_at: datetime
    looked_at: datetime | None = None
    changed_at: datetime | None = None
    """When a look last found something new, changed or gone."""
    error: str | None = None
    """Why the last look failed; None if it did not."""
    failures: int = 0
    """Looks in a row that failed."""
    next_at: datetime | None = None
    """Not to be looked at before, after a failure."""


@dataclass(frozen=True, slots=True)
class KnownPage:
    """A page of a followed source."""

    identity: str
    """``index.sources.web.canonical.identity`` of its own address."""
    url: str
    """Where it is asked for."""
    state: State = State.WAITING
    source: str | None = None
    """Its article's ``source`` in the library, once it was read."""
    reason: str | None = None
    """Why it is no article, or why the last look at it failed."""
    validators: Validators = field(default_factory=Validators)
    digest: bytes | None = None
    """Of its body when it was read last."""
    looked_at: datetime | None = None
    changed_at: datetime | None = None
    failures: int = 0
    published_at: datetime | None = None
    author: str | None = None
    """As the feed or sitemap has it that lists the page."""


@dataclass(frozen=True, slots=True)
class PageCounts:
    """The pages of a source by their state."""

    articles: int = 0
    waiting: int = 0
    unreadable: int = 0
    left_out: int = 0
    gone: int = 0
