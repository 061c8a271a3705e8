"""What the register should know of a page after a visit."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from index.following.followed import KnownPage, State
from index.following.visiting import Finding, Visit
from index.sources.web.fetching import Validators


def noted(visit: Visit, now: datetime) -> KnownPage:
    """The page as the register should know it after ``visit``."""
    page, fetched = visit.page, visit.fetched
    if visit.finding is Finding.FAILED:
        reason = visit.error.reason if visit.error else None
        return replace(page, looked_at=now, reason=reason, failures=page.failures + 1)
    page = replace(page, looked_at=now, failures=0, reason=visit.error.reason if visit.error else None)
    if fetched is not None and fetched.moved_to:
        page = replace(page, url=fetched.moved_to)
    if visit.finding is Finding.GONE:
        # Without validators: if it comes back it must be read, not found unchanged since it was taken down.
        since = page.changed_at if page.state is State.GONE else now
        return replace(page, state=State.GONE, validators=Validators(), digest=None, changed_at=since)
    if fetched is None and visit.finding is Finding.READ:
        page = replace(page, digest=visit.digest)
    # Of a page that was an article and is none now, what is known stays that of the article: it is looked at again.
    lost = visit.finding is Finding.UNREADABLE and page.source is not None
    if fetched is not None and not fetched.unchanged and not lost:
        page = replace(page, validators=fetched.validators, digest=visit.digest)
    if visit.finding is Finding.READ and visit.article is not None:
        return replace(page, state=State.ARTICLE, source=visit.article.source, changed_at=now)
    if visit.finding is Finding.UNREADABLE and page.source is None:
        return replace(page, state=State.UNREADABLE, changed_at=page.changed_at or now)
    if visit.finding is Finding.UNCHANGED and page.state is State.UNREADABLE:
        return replace(page, reason=visit.page.reason)
    return page
