"""Editions of one document: "Travel policy (2022)" beside "Travel policy (2025)"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.article import StoredArticle


def superseded(articles: Sequence[StoredArticle], question: str) -> list[bool]:
    """Of each article, whether another is a newer edition of it, unless the question asks for the older one."""
    names = [_undated(article.title) for article in articles]
    asked = set(re.findall(r"\d+", question))
    return [
        bool(name)
        and article.published_at is not None
        and not asked & set(re.findall(r"\d+", article.title))
        and any(
            other == name and newer.published_at is not None and newer.published_at > article.published_at
            for other, newer in zip(names, articles, strict=True)
        )
        for name, article in zip(names, articles, strict=True)
    ]


def _undated(title: str) -> str:
    """A title without its year or number; "" of one that has none, or is little else."""
    words = re.findall(r"[^\W\d_]{2,}", re.sub(r"\S*\d\S*", " ", title.casefold()))
    return " ".join(words) if len(words) > 1 and re.search(r"\d", title) else ""
