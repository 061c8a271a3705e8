"""Sitemaps and their indexes (https://www.sitemaps.org/protocol.html), through lxml.

trafilatura reads sitemaps too, but leaves out when a page changed, which ``--since`` needs.
"""

from __future__ import annotations

import re
from datetime import datetime

from lxml import etree

from index.dates import parse_date
from index.sources.web.canonical import joined
from index.sources.web.listing import Entry, Listing, unique

_TEXT_SITEMAP = re.compile(r"https?://\S+", re.I)


def read_sitemap(body: bytes, *, url: str) -> Listing | None:
    """The pages (or the further sitemaps) that an unpacked sitemap lists, None if ``body`` is none."""
    root = _root(body)
    if root is None:
        return _text(body, url)
    kind = etree.QName(root).localname if isinstance(root.tag, str) else ""
    if kind not in ("urlset", "sitemapindex"):
        return None
    entries: list[Entry] = []
    for element in root:
        if not isinstance(element.tag, str):
            continue
        # Pictures and videos of a page have a `loc` of their own, in another namespace.
        own = "".join(element.tag.rpartition("}")[:2])
        named = element.findtext(f"{own}loc", "").strip()
        if named and (address := joined(url, named)):
            changed = _moment(element.findtext(f"{own}lastmod"))
            # https://www.google.com/schemas/sitemap-news/0.9
            published = _moment(element.findtext("{*}news/{*}publication_date"))
            entries.append(Entry(address, changed or published, published_at=published))
    found = unique(entries)
    return Listing("sitemap", (), found) if kind == "sitemapindex" else Listing("sitemap", found)


def _moment(stamp: str | None) -> datetime | None:
    return parse_date(stamp) if stamp and stamp.strip() else None


def _root(body: bytes) -> etree._Element | None:
    # No entities and no network: a sitemap is a stranger's file.  What breaks off in the middle is read up to there.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False, load_dtd=False)
    try:
        return etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _text(body: bytes, url: str) -> Listing | None:
    """The protocol's text form: one address a line and nothing else."""
    lines = [line.strip() for line in body.decode("utf-8-sig", "replace").splitlines() if line.strip()]
    if not lines or not all(_TEXT_SITEMAP.fullmatch(line) for line in lines):
        return None
    return Listing("sitemap", unique([Entry(line) for line in lines if joined(url, line)]))
