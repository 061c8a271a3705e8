"""What an article is about though its title does not say so: the names that stand in its opening, or again and again.

"The woman who listens to wood" says once whom it portrays, and then "she"; each of its sentences is about her.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from index.article import StoredArticle

OPENING_CHARACTERS = 600
"""Of the text: what an article is about, it says in its first lines."""
MANY = 4
"""How often a name stands in an article that is about it."""


def subjects(article: StoredArticle, names: Collection[str]) -> list[str]:
    """Those of the names in small letters that the article is about, as it writes them and in its order."""
    found: dict[str, tuple[int, str]] = {}
    for name in names:
        written = [match for match in re.finditer(rf"\b{re.escape(name)}\b", article.text, re.I) if _capital(match[0])]
        if written and (written[0].start() < OPENING_CHARACTERS or len(written) >= MANY):
            found[name] = (written[0].start(), written[0][0])
    return [name for _, name in sorted(found.values())]


def titled(title: str, subjects: Collection[str]) -> str:
    """The title with the subjects that it lacks before it."""
    lacking = [name for name in subjects if name.lower() not in title.lower()]
    return f"{' '.join(lacking)}: {title}" if lacking else title


def _capital(name: str) -> bool:
    return not name[0].islower()
