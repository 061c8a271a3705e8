"""Makes an article of a record: a JSON object or a table's row, its fields named as their makers liked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from index.article import Article
from index.dates import parse_date
from index.errors import UnreadableError
from index.sources.encoding import clean, whole
from index.sources.language import detect_language, language_code
from index.sources.links import is_web_address
from index.sources.markup import looks_like_markup, markup_text
from index.sources.prose import fallback_title

# By convention, the most telling name first: a record with both "text" and "summary" is read from the former.
ALIASES: Mapping[str, tuple[str, ...]] = {
    "text": (
        "text",
        "body",
        "content",
        "articlebody",
        "fulltext",
        "article",
        "story",
        "maintext",
        "contenttext",
        "contenthtml",
        "plaintext",
        "markdown",
        "html",
        "paragraphs",
        "inhalt",
        "contenu",
        "texte",
        "contenido",
        "texto",
    ),
    "title": ("title", "headline", "heading", "name", "subject", "titel", "überschrift", "titre", "título", "titulo"),
    "url": ("url", "link", "href", "permalink", "canonicalurl", "weburl", "externalurl", "address", "uri"),
    "publisher": (
        "publisher",
        "source",
        "sourcename",
        "publication",
        "outlet",
        "newspaper",
        "site",
        "sitename",
        "website",
        "domain",
        "quelle",
        "zeitung",
        "fuente",
    ),
    "author": ("author", "authors", "byline", "creator", "writer", "by", "autor", "autorin", "auteur", "autora"),
    "published_at": (
        "publishedat",
        "date",
        "published",
        "publishedon",
        "publicationdate",
        "publisheddate",
        "publishdate",
        "pubdate",
        "datepublished",
        "datepublish",
        "firstpublished",
        "datetime",
        "timestamp",
        "time",
        "created",
        "createdat",
        "posted",
        "postedat",
        "datum",
        "veröffentlicht",
        "veröffentlichtam",
        "publiéle",
        "fecha",
        # Of a text that is kept up to date, the day on which that was done last.
        *("updatedat", "updatedon", "updated", "lastupdated", "lastupdatedat", "lastupdate", "dateupdated"),
        *("modified", "modifiedat", "modifiedon", "lastmodified", "lastmodifiedat", "datemodified", "lastmod"),
        *("edited", "editedat", "lastedited", "lasteditedat", "lastedit"),
        *("changed", "changedat", "lastchanged", "lastchange", "revised", "lastrevised", "reviewed", "lastreviewed"),
        *(
            "aktualisiert",
            "aktualisiertam",
            "zuletztaktualisiert",
            "geändert",
            "geändertam",
            "zuletztgeändert",
            "zuletztgeändertam",
        ),
        *("bearbeitet", "zuletztbearbeitet", "stand", "misàjour", "misàjourle", "dernièremiseàjour", "modifiéle"),
        *("actualizado", "actualizadoel", "últimaactualización", "modificado", "modificadoel"),
    ),
    "language": ("language", "lang", "locale", "inlanguage"),
    "id": ("id", "guid", "uuid", "articleid", "docid", "key", "identifier"),
}
# What front matter says of the document that it stands above, and a record of anything: where nothing better is there.
_OF_DOCUMENT: Mapping[str, tuple[str, ...]] = {
    "publisher": (
        *("blog", "institution", "institute", "organization", "organisation", "company", "agency", "university"),
        *("department", "team", "owner", "herausgeber", "éditeur", "editorial"),
    ),
    "author": ("leadauthor", "lead", "interviewer", "reporter", "correspondent", "preparedby", "writtenby"),
    "published_at": (
        *("effective", "effectivedate", "effectivefrom", "effectivesince", "validfrom", "inforce", "inforcefrom"),
        *("inforcesince", "gültigab", "envigueur", "vigentedesde"),
    ),
}
# An "address" in a table may be a street's.
_LINKS = frozenset(ALIASES["url"]) - {"address"}
# A record with both is one of frequently asked questions, unless it has fields of those that answers are measured with.
_ASKED: Mapping[str, str] = {"text": "answer", "title": "question"}
_QUESTION = frozenset(("question", "query"))
_MEASURED = frozenset(("answerable", "answers", "answerwords", "answerid", "articles", "urls"))
FIELDS = tuple(ALIASES)
"""What ``--map FIELD=NAME`` can name."""


@dataclass(slots=True)
class FieldNames:
    """Which of a record's fields is which of an article's."""

    mapped: Mapping[str, str]
    """An article's field -> the name that it has in the records, as the user gave it."""
    unmet: frozenset[str] | None = None
    """Of these names those that no record had so far; None before the first record."""
    of_document: bool = False
    """Whether the records are front matter, which speaks of nothing but the text below it."""

    def __post_init__(self) -> None:
        for field in self.mapped:
            if field not in ALIASES:
                raise ValueError(f"no field is called {field!r}; an article has {', '.join(FIELDS)}")

    def meet(self, record: Mapping[str, object]) -> None:
        """Notes which of the mapped names a record has."""
        self.unmet = frozenset(self.mapped.values() if self.unmet is None else self.unmet).difference(record)

    def complaints(self) -> list[str]:
        """What is to be said of mapped names that no record had."""
        return [
            f"No record has a field called {name}, which --map says holds {field}."
            for field, name in self.mapped.items()
            if name in (self.unmet or ())
        ]

    def value(self, record: Mapping[str, object], field: str) -> str | None:
        """What ``record`` says for an article's ``field``, as one text; None where it says nothing."""
        return next(self._values(record, field), None)

    def published_at(self, record: Mapping[str, object]) -> datetime | None:
        """The first date among the fields that could hold it: "published" may be a yes or no."""
        dates = map(parse_date, self._values(record, "published_at"))
        return next((moment for moment in dates if moment is not None), None)

    def _values(self, record: Mapping[str, object], field: str) -> Iterator[str]:
        """What ``record`` says for ``field`` under each name that it may have, the most telling first."""
        if field in self.mapped:
            names = [self.mapped[field]] if self.mapped[field] in record else []
        else:
            free: dict[str, list[str]] = {}
            for name in record:
                if name not in self.mapped.values():
                    free.setdefault(_plain(name), []).append(name)
            further = _OF_DOCUMENT.get(field, ()) if self.of_document else ()
            names = [name for alias in (*_aliases(field, record), *further) for name in free.get(alias, ())]
        for name in names:
            if (text := _as_text(record[name], field)) is not None:
                yield text

    def has_text(self, names: Mapping[str, object] | list[str]) -> bool:
        """Whether records with these field names can hold an article's text."""
        if "text" in self.mapped:
            return self.mapped["text"] in names
        return not {_plain(name) for name in names}.isdisjoint(_aliases("text", names))

    def asks(self, names: Iterable[str]) -> bool:
        """Whether records with these field names are questions, without an answer that could be a text."""
        return not _QUESTION.isdisjoint(map(_plain, names))

    def lists_links(self, names: Sequence[str]) -> bool:
        """Whether records with these field names hold an address and nothing but what is told about an article."""
        fields = [{field for field, aliases in ALIASES.items() if _plain(name) in aliases} for name in names if name]
        return all(fields) and any(_plain(name) in _LINKS for name in names)


def article_of(record: Mapping[str, object], names: FieldNames, *, source: str) -> Article:
    """The article that ``record`` holds; UnreadableError where it has no text.  Fields of no meaning are left out."""
    names.meet(record)
    text = names.value(record, "text")
    if text is None or not text.strip():
        raise UnreadableError(source, whole(_no_text(record, names)))
    text = clean(text)
    if looks_like_markup(text):
        text = markup_text(text)
    text = text.strip()
    if not text:
        raise UnreadableError(source, "has markup in place of a text")
    url, publisher = names.value(record, "url"), names.value(record, "publisher")
    if publisher and is_web_address(publisher):
        url, publisher = url or publisher, None
    title = names.value(record, "title")
    return Article(
        source=source,
        title=" ".join(clean(title).split()) if title else fallback_title(text),
        text=text,
        author=_one_line(names.value(record, "author")),
        publisher=_one_line(publisher),
        published_at=names.published_at(record),
        url=url if url and is_web_address(url) else None,
        language=language_code(names.value(record, "language")) or detect_language(text),
        declared_id=_one_line(names.value(record, "id")),
    )


def _aliases(field: str, names: Iterable[str]) -> tuple[str, ...]:
    if field not in _ASKED:
        return ALIASES[field]
    there = {_plain(name) for name in names}
    asked = there.issuperset(_ASKED.values()) and there.isdisjoint(_MEASURED)
    return (*ALIASES[field], _ASKED[field]) if asked else ALIASES[field]


def _no_text(record: Mapping[str, object], names: FieldNames) -> str:
    if names.has_text(list(record)):
        return "has an empty text"
    there = ", ".join(list(record)[:12]) or "none"
    if "text" in names.mapped:
        return f"has no field called {names.mapped['text']}, which --map says holds the text; there are: {there}"
    if names.asks(record):
        return "is a question, not an article"
    return f"has no text: none of its fields ({there}) is named text, body or content; name it with --map text=FIELD"


@lru_cache(maxsize=1_024)  # the columns of a file, asked for with each of its records
def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", name).lower()


def _one_line(text: str | None) -> str | None:
    return (" ".join(clean(text).split()) or None) if text else None


def _as_text(value: object, field: str) -> str | None:
    """``value`` as text: lists joined, of objects their name (``{"name": "Reuters"}``); None where it is empty."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, str):
        return None if value.strip().lower() in ("", "null", "none", "nan", "n/a") else value
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else str(value)
    if isinstance(value, Mapping):
        for key in ("name", "title", "text", "rendered", "value", "full_name", "#text", "url"):
            if (text := _as_text(value.get(key), field)) is not None:
                return text
        return None
    if isinstance(value, list):
        parts = [text for each in value if (text := _as_text(each, field)) is not None]
        return ("\n" if field == "text" else ", ").join(parts) or None
    return None
