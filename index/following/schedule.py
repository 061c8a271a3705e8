"""When to look again."""

from __future__ import annotations

from datetime import datetime, timedelta

from index.following.followed import Followed, KnownPage, State

FIRST_PAUSE = timedelta(minutes=15)
LONGEST_PAUSE = timedelta(hours=24)
RESTING_SHARE = 0.1
"""A page that has not changed for ten days is looked at once a day: stories change in their first hours, if at all."""
LONGEST_REST = timedelta(days=7)


def pause_after(failures: int, retry_after_s: float | None = None) -> timedelta:
    """How long to leave alone a source that failed so many times in a row: a quarter of an hour, doubled each time.

    Never shorter than what its server asked for.
    """
    grown = min(FIRST_PAUSE * (1 << min(failures - 1, 10)), LONGEST_PAUSE)
    return max(grown, timedelta(seconds=retry_after_s or 0.0))


def is_due(source: Followed, now: datetime) -> bool:
    """Whether the background may look at ``source`` again."""
    return source.next_at is None or source.next_at <= now


def page_is_due(page: KnownPage, now: datetime) -> bool:
    """Whether the background should look at ``page`` again: the longer it stayed the same, the more rarely."""
    if page.looked_at is None or page.state is State.WAITING:
        return True
    if page.failures:
        return now >= page.looked_at + pause_after(page.failures)
    unchanged_for = page.looked_at - (page.changed_at or page.looked_at)
    rest = min(max(unchanged_for * RESTING_SHARE, timedelta(0)), LONGEST_REST)
    if page.state in (State.GONE, State.UNREADABLE, State.LEFT_OUT):
        rest = max(rest, timedelta(days=1))
    return now >= page.looked_at + rest
