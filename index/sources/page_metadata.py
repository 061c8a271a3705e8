"""What a web page declares about its article: JSON-LD, OpenGraph, meta tags, and what trafilatura makes of the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urljoin, urlsplit

from lxml import html
from trafilatura import extract_metadata

from index.dates import parse_date
from index.sources.byline import byline
from index.sources.json_ld import article_object, name_of, one_line, text_of
from index.sources.prose import letters

_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "date",
    "dc.date",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.issued",
    "publish-date",
    "publish_date",
    "published_time",
    "publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "pubdate",
    "cxenseparse:recs:publishtime",
    "article:modified_time",
    "last-modified",
)
_AUTHORS = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author", "byl")
_TITLES = ("og:title", "twitter:title", "dc.title", "citation_title", "parsely-title", "headline")
_PUBLISHERS = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "publisher")
# Some sites declare the address of a profile, or a login.
_LOGIN = re.compile(
    r"https?://|www\.|(?:wp|site|web)?[ -]?(?:admin(?:istrator)?|webmaster|wordpress|root|unknown)$", re.I
)
_UPDATED = re.compile(r"[\s,|·(-]+(?:last )?(?:updated|modified|published|posted)\b.*$", re.I)
"""What stands behind a name in the line that it is read from."""
_BY = re.compile(r"^(?:written |posted |reported )?(?:by|von|par|por|di|door)[\s:]+", re.I)


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """What a page says about its article; None where it does not."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published_at: datetime | None = None
    url: str | None = None
    language: str | None = None


def page_metadata(tree: html.HtmlElement, url: str | None = None) -> PageMetadata:
    """What ``tree`` declares, the most telling place first."""
    ld = article_object(tree)
    metas = _metas(tree)
    publisher = name_of(ld.get("publisher")) or _first(metas, _PUBLISHERS)
    address = _address(tree, ld, metas, url)
    guessed = extract_metadata(tree, default_url=url, date_config={"original_date": True, "extensive_search": False})
    publisher = publisher or _site_in_title(tree) or _site(one_line(guessed.sitename), guessed.url, url)
    signed, dated = _byline(tree)
    return PageMetadata(
        title=_title(tree, ld, metas, publisher) or one_line(guessed.title),
        author=_author(ld, metas) or signed or people([guessed.author]),
        publisher=publisher,
        published_at=_published(tree, ld, metas) or dated or parse_date(guessed.date or ""),
        url=address,
        language=text_of(ld.get("inLanguage")) or tree.get("lang") or _first(metas, ("og:locale", "language")),
    )


def _site(guessed: str | None, guessed_from: str | None, url: str | None) -> str | None:
    """The site's name, or its host: of the address that the page came from, not of one that it declares as its own."""
    if not url or not guessed or "." not in guessed or guessed.lower() not in (guessed_from or "").lower():
        return guessed
    return (_parts(url).netloc or guessed).removeprefix("www.")


def _title(
    tree: html.HtmlElement, ld: Mapping[str, object], metas: Mapping[str, list[str]], publisher: str | None
) -> str | None:
    heading, name = _only_heading(tree), one_line(text_of(ld.get("name")))
    # An encyclopedia's headline is a description, and its name what stands above the article.
    named = name if heading and letters(name or "") == letters(heading) else None
    for candidate in (
        named or one_line(text_of(ld.get("headline"))),
        _first(metas, _TITLES),
        heading,
        one_line(tree.findtext(".//title")),
    ):
        title = _without_site(candidate, publisher)
        # A template that gives every page the site's name declares nothing about this one.
        if title and title != publisher:
            if (
                heading
                and title != heading
                and heading.startswith(title.rstrip(" .…"))
                and title.endswith(("…", "..."))
            ):
                return heading
            return title
    return None


def _site_in_title(tree: html.HtmlElement) -> str | None:
    """The name that the page's title holds beside the heading: ``Heading - Site`` or ``Site: Heading``."""
    heading, title = _only_heading(tree), one_line(tree.findtext(".//title"))
    if not heading or not title or heading not in title or heading == title:
        return None
    rest = title.replace(heading, "", 1).strip()
    if not re.search(r"^[|·•»–—:-]|[|·•»–—:-]$", rest):
        return None
    rest = rest.strip(" |·•»–—-:")
    return rest if 0 < len(rest) <= 40 and not re.search(r"\s[|·•»–—-]\s", rest) else None


def _only_heading(tree: html.HtmlElement) -> str | None:
    headings = tree.xpath("//article//h1 | //main//h1") or tree.xpath("//h1")
    texts = [text for heading in headings if (text := one_line(heading.text_content()))]
    return texts[0] if texts else None


def _without_site(title: str | None, publisher: str | None) -> str | None:
    """``title`` without the site's name that a template puts behind it."""
    if title is None:
        return None
    parts = re.split(r"\s+[|·•»–—-]\s+", title)
    if len(parts) > 1 and publisher and letters(publisher) in (letters(parts[-1]), letters(parts[0])):
        kept = parts[:-1] if letters(parts[-1]) == letters(publisher) else parts[1:]
        start = title.index(kept[0])
        return title[start : title.index(kept[-1], start) + len(kept[-1])]
    return title


def _published(tree: html.HtmlElement, ld: Mapping[str, object], metas: Mapping[str, list[str]]) -> datetime | None:
    declared: list[str | None] = [text_of(ld.get(name)) for name in ("datePublished", "dateCreated", "uploadDate")]
    declared += [value for name in _DATES[:-2] for value in metas.get(name, ())]
    declared += tree.xpath("//*[@itemprop='datePublished']/@content | //*[@itemprop='datePublished']/@datetime")
    declared += tree.xpath("//time[@pubdate]/@datetime | //article//header//time/@datetime")
    declared += tree.xpath("//article//time/@datetime | //main//time/@datetime")[:1]
    declared += [text_of(ld.get("dateModified"))]
    declared += [value for name in _DATES[-2:] for value in metas.get(name, ())]
    return next((moment for value in declared if value and (moment := parse_date(value))), None)


def _author(ld: Mapping[str, object], metas: Mapping[str, list[str]]) -> str | None:
    declared = ld.get("author") or ld.get("creator")
    named = [name_of(each) for each in (declared if isinstance(declared, list) else [declared])]
    if found := people(named):
        return found
    for name in _AUTHORS:
        if found := people(list(metas.get(name, []))):
            return found
    return None


def _byline(tree: html.HtmlElement) -> tuple[str | None, datetime | None]:
    """Who wrote the article and when, as the line says that the page marks as its byline."""
    for line in tree.xpath("//*[contains(concat(' ', @class, ' '), ' byline ')]"):
        if any(found := byline(" ".join(line.text_content().split()))):
            return found
    return None, None


def people(names: list[str | None]) -> str | None:
    """The names as one line, each once; None where none is a person's or a body's."""
    kept: list[str] = []
    for name in names:
        for each in re.split(r"\s*;\s*", name or ""):
            person = _UPDATED.sub("", _BY.sub("", " ".join(each.split()))).strip(" ,|·")
            if person and not _LOGIN.match(person) and "@" not in person and person not in kept:
                kept.append(person)
    return ", ".join(kept) or None


def _address(
    tree: html.HtmlElement, ld: Mapping[str, object], metas: Mapping[str, list[str]], url: str | None
) -> str | None:
    page = ld.get("mainEntityOfPage")
    candidates = [*tree.xpath("//link[@rel='canonical']/@href"), *metas.get("og:url", []), text_of(ld.get("url"))]
    candidates.append(text_of(page.get("@id")) if isinstance(page, Mapping) else text_of(page))
    for candidate in candidates:
        try:
            address = str(urljoin(url or "", (candidate or "").strip()))
        except ValueError:
            continue
        parts = _parts(address)
        if parts.scheme in ("http", "https") and parts.netloc:
            return address
    return None


def _parts(address: str) -> SplitResult:
    try:
        return urlsplit(address)
    except ValueError:
        return urlsplit("")


def _metas(tree: html.HtmlElement) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        content = one_line(meta.get("content"))
        if name and content:
            found.setdefault(name.strip().lower(), []).append(content)
    return found


def _first(metas: Mapping[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((metas[name][0] for name in names if name in metas), None)
