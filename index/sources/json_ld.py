"""What a web page declares in JSON-LD, the vocabulary of schema.org in scripts of their own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from html import unescape

from lxml import html

from index.sources.encoding import clean

# https://schema.org/Article and the types below it that sites use, and what help and research pages declare.
_ARTICLE_TYPES = re.compile(
    r".*Article|.*BlogPosting|Report|.*Posting|WebPage|Question|HowTo|Recipe|.*Page|Review|Book"
)
_BEST_TYPES = re.compile(r".*Article|.*BlogPosting|Report|Review")
_REFERRING = ("author", "creator", "publisher")


def article_object(tree: html.HtmlElement) -> Mapping[str, object]:
    """The JSON-LD object that describes the article; empty where there is none."""
    objects = [
        each for script in tree.xpath("//script[@type='application/ld+json']") for each in _objects(_loads(script))
    ]
    for pattern in (_BEST_TYPES, _ARTICLE_TYPES):
        for each in objects:
            kinds = each.get("@type")
            for kind in kinds if isinstance(kinds, list) else [kinds]:
                if (
                    isinstance(kind, str)
                    and pattern.fullmatch(kind)
                    and (each.get("headline") or each.get("datePublished"))
                ):
                    return _with_people(each, objects)
    return {}


def _with_people(article: Mapping[str, object], objects: list[Mapping[str, object]]) -> Mapping[str, object]:
    """``article`` with the objects in the place of what only refers to them: ``{"@id": "#anna"}``."""
    named = {str(each["@id"]): each for each in objects if each.get("@id") and each.get("name")}

    def meant(value: object) -> object:
        if isinstance(value, list):
            return [meant(each) for each in value]
        return named.get(str(value.get("@id")), value) if isinstance(value, Mapping) else value

    return {name: meant(value) if name in _REFERRING else value for name, value in article.items()}


def _loads(script: html.HtmlElement) -> object:
    raw = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$", "", clean(script.text_content()))
    for attempt in (raw, re.sub(r",\s*([}\]])", r"\1", raw)):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(declared: object) -> Iterator[Mapping[str, object]]:
    if isinstance(declared, list):
        for each in declared:
            yield from _objects(each)
    elif isinstance(declared, Mapping):
        yield declared
        for name in ("@graph", "mainEntity"):
            yield from _objects(declared.get(name))


def name_of(value: object) -> str | None:
    """The name of a thing or of the first of several, on one line; None where there is none."""
    if isinstance(value, Mapping):
        return one_line(text_of(value.get("name")))
    if isinstance(value, list):
        return next((name for each in value if (name := name_of(each))), None)
    return one_line(text_of(value))


def text_of(value: object) -> str | None:
    """The words of a value, or of the first of several; None where there are none."""
    if isinstance(value, list):
        return next((text for each in value if (text := text_of(each))), None)
    if isinstance(value, Mapping):
        return text_of(value.get("name") or value.get("@value"))
    return value if isinstance(value, str) and value.strip() else None


def one_line(text: str | None) -> str | None:
    """The text with single blanks and no line breaks; None where nothing is left."""
    if text is None:
        return None
    # JSON-LD often holds entities that were escaped once too often.
    return " ".join(clean(unescape(text)).split()) or None
