"""One address for each page, however it was reached."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from courlan import extract_domain
from lxml import html
from w3lib.url import canonicalize_url

TRACKING = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid",
    "ttclid", "igshid", "igsh", "mc_cid", "mc_eid", "_hsenc", "_hsmi", "mkt_tok", "vero_id",
    "oly_anon_id", "oly_enc_id", "wickedid", "s_cid", "ns_campaign", "ns_mchannel", "ns_source",
    "at_medium", "at_campaign", "at_custom1", "at_custom2", "at_custom3", "at_custom4", "cmpid",
    "ocid", "xtor", "spm", "ref_src", "ref_url", "smid", "smtyp", "guccounter", "guce_referrer",
    "guce_referrer_sig", "__twitter_impression", "amp_js_v", "usqp",
})  # fmt: skip
"""Parameters that only say how a reader came.  A short list on purpose: courlan's rules, which also strip ``cid``,
``source`` and everything that begins with ``ga`` or ``gl``, make one page of two where a site keeps its pages there."""
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "matomo_", "itm_", "hsa_")


_ENTRY = re.compile(r"#entry-[0-9a-f]{16}$")


def entry_address(feed_url: str, entry_id: str) -> str:
    """An address for an entry that has none, below its feed's."""
    digest = hashlib.blake2b(entry_id.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return f"{without_tracking(feed_url)}#entry-{digest}"


def is_entry(url: str) -> bool:
    """Whether ``url`` is an ``entry_address``: there is nothing to be fetched."""
    return _ENTRY.search(url) is not None


def joined(base: str, link: str) -> str | None:
    """``link`` as it stands on the page ``base``; None where it is no address that can be taken apart."""
    try:
        address = urljoin(base, link.strip())
        identity(address)
    except ValueError:
        return None
    return address


def canonical(url: str) -> str:
    """``url`` in its plainest form: lower-case host, no default port, no fragment, no tracking, parameters sorted."""
    parts = urlsplit(canonicalize_url(url, keep_fragments=False))
    host = parts.netloc
    if (parts.scheme, parts.port) in (("http", 80), ("https", 443)):
        host = host.rpartition(":")[0]
    # As they are written, and not read and written anew: what was no UTF-8, or had no "=", was something else then.
    query = quote(urlsplit(url.strip()).query, safe=_OF_QUERIES)
    pairs = _untracked(_ESCAPE.sub(lambda escape: escape[0].upper(), query))
    return urlunsplit((parts.scheme, host, parts.path or "/", "&".join(sorted(filter(None, pairs))), ""))


_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_OF_QUERIES = "%!$&'()*+,;=:@/?"
"""RFC 3986, section 3.4; with the sign of what is escaped already."""


def without_tracking(url: str) -> str:
    """``url`` to be asked for: as it was given, but for its fragment and what only tracks readers."""
    if is_entry(url):
        return url
    parts = urlsplit(url.strip())
    return urlunsplit(parts._replace(query="&".join(_untracked(parts.query)), fragment=""))


def _untracked(query: str) -> list[str]:
    return [pair for pair in query.split("&") if not _tracks(pair.partition("=")[0])]


def identity(url: str) -> str:
    """What two spellings of one page's address have in common: neither scheme, ``www.`` nor a closing slash.

    Good for telling whether a page is known, not for asking for it.
    """
    parts = urlsplit(canonical(url))
    host = parts.netloc.removeprefix("www.")
    entry = _ENTRY.search(url)
    return host + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "") + (entry[0] if entry else "")


def page_address(tree: html.HtmlElement, fetched_from: str) -> str:
    """The address that the page ``tree`` declares as its own, if it may be believed, else ``fetched_from``.

    It may be believed within its own registered domain (a page must not pass for somebody else's) and when
    it is no front page (a common slip of templates).  An AMP page declares the plain one this way.
    """
    base = fetched_from
    for declared in tree.xpath("//link[@rel and @href]"):
        if "canonical" not in declared.get("rel").lower().split():
            continue
        target = joined(base, declared.get("href"))
        if target is None:
            continue
        parts = urlsplit(target)
        if parts.scheme not in ("http", "https") or parts.username or not same_site(target, fetched_from):
            continue
        if is_front(target) and not is_front(fetched_from):
            continue
        return canonical(target)
    return canonical(fetched_from)


def same_site(one: str, other: str) -> bool:
    """Whether two addresses are of one registered domain (of one host, where there is no such thing)."""
    hosts = (urlsplit(one).hostname or "", urlsplit(other).hostname or "")
    if hosts[0] == hosts[1]:
        return True
    domains = extract_domain(one), extract_domain(other)
    if domains[0] or domains[1]:
        return domains[0] == domains[1]
    # A name of an intranet, whose ending is on no list: one must stand below the other.
    return hosts[0].endswith(f".{hosts[1]}") or hosts[1].endswith(f".{hosts[0]}")


def is_front(url: str) -> bool:
    """Whether ``url`` is a site's front page."""
    parts = urlsplit(url)
    return parts.path.lower() in ("", "/", "/index.html", "/index.htm", "/index.php", "/home") and not parts.query


def _tracks(name: str) -> bool:
    return name.lower() in TRACKING or name.lower().startswith(TRACKING_PREFIXES)
