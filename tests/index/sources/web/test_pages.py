# ruff: noqa: E501 - markup reads better in long lines
"""What only looks like an article is told from one, with the reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index.article import Article
from index.errors import PageGoneError, UnreadableError
from index.sources.files import read
from index.sources.web.fetching import Fetched, Validators
from index.sources.web.notices import misdirection
from index.sources.web.pages import forbids_indexing, read_page
from tests.website.prose import story
from tests.website.templates import newspaper, page

URL = "http://news.example/2024/story.html"
TEASER = "The harbour board reopened the old swing bridge on Monday. It took longer than first announced."


def fetched(body: str | bytes, *, content_type: str = "text/html", url: str = URL) -> Fetched:
    raw = body.encode() if isinstance(body, str) else body
    return Fetched(url, None, False, content_type, raw, Validators())


def article_page(text: str, *, head: str = "", around: str = "") -> str:
    return (
        f"<html><head><title>Bridge</title>{head}</head><body><nav><a>Home</a></nav><article><h1>Bridge reopens</h1>"
        f"<p>{text}</p></article>{around}</body></html>"
    )


PAYWALLS = {
    "declared": article_page(
        TEASER,
        head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"Bridge","isAccessibleForFree":false}'
        "</script>",
    ),
    "tier": article_page(TEASER, head='<meta property="article:content_tier" content="locked">'),
    "words": article_page(TEASER + "</p><p>Subscribe to continue reading."),
    "box": article_page(TEASER, around='<div class="paywall-box">Already a subscriber? Log in to unlock.</div>'),
    "limit": article_page(TEASER + "</p><p>You have reached your limit of free articles this month."),
    "German": article_page("Der Stadtrat hat die Brücke am Montag geöffnet.</p><p>Jetzt abonnieren und weiterlesen."),
    "French": article_page("La mairie a rouvert le pont lundi.</p><p>Cet article est réservé aux abonnés."),
}


@pytest.mark.parametrize("name", PAYWALLS)
def test_a_paywall(name: str) -> None:
    with pytest.raises(UnreadableError, match="subscription"):
        read_page(fetched(PAYWALLS[name]), asked=URL)


@pytest.mark.parametrize(
    "body",
    [
        '<html><head><title>App</title><script src="/main.js"></script></head><body><div id="root"></div></body></html>',
        '<html><head><title>App</title><script src="/a.js"></script></head><body><noscript>You need to enable JavaScript '
        'to run this app.</noscript><div id="app"></div></body></html>',
        "<html><head><title>News</title></head><body><p>Please enable JavaScript to view this page.</p></body></html>",
        '<html><body><div id="__next"><div class="spinner">Loading…</div></div><script src="/x.js"></script></body></html>',
        "<html><head><title>Tides today</title></head><body><div>Loading...</div><script>load()</script></body></html>",
    ],
)  # fmt: skip
def test_a_page_that_needs_javascript(body: str) -> None:
    with pytest.raises(UnreadableError, match="JavaScript"):
        read_page(fetched(body), asked=URL)


@pytest.mark.parametrize(
    "body",
    [
        "<html><head><title>404 - Page not found</title></head><body><h1>Sorry</h1><p>Try our search.</p></body></html>",
        "<html><head><title>News</title></head><body><h1>This page does not exist</h1><p>Go home.</p></body></html>",
        "<html><head><title>Bote</title></head><body><h1>Seite nicht gefunden</h1><p>Zur Startseite.</p></body></html>",
        "<html><head><title>Page introuvable</title></head><body><p>Retour.</p></body></html>",
        "<html><head><title>Página no encontrada</title></head><body><p>Volver al inicio.</p></body></html>",
        "<html><head><title>Post</title></head><body><h2>This article is no longer available</h2></body></html>",
    ],
)
def test_a_soft_404(body: str) -> None:
    with pytest.raises(PageGoneError, match="not there"):
        read_page(fetched(body), asked=URL)


@pytest.mark.parametrize(
    ("title", "missing"),
    [
        ("404", True),
        ("404 | The Post", True),
        ("Error 404", True),
        ("The Post: 404", True),
        ("404 days without the ferry: Fenton counts the cost", False),
        ("Why Lower Oake sold 404 lamps", False),
    ],
)
def test_not_every_404_is_an_error(title: str, missing: bool) -> None:
    body = f"<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{TEASER}</p></article></body></html>"
    if missing:
        with pytest.raises(PageGoneError):
            read_page(fetched(body), asked=URL)
    else:
        assert read_page(fetched(body), asked=URL).title == title


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://news.example/login?next=/2024/story.html", "login"),
        ("https://accounts.example/signin", "login"),
        ("http://news.example/user/anmelden", "login"),
        ("https://consent.example/collect?x=1", "consent"),
        ("http://news.example/privacy-gate/", "consent"),
    ],
)
def test_a_redirect_to_something_else(url: str, words: str) -> None:
    with pytest.raises(UnreadableError, match=words):
        read_page(fetched(article_page(TEASER * 5), url=url), asked=URL)


def test_a_redirect_to_the_indonesian_pages_leads_to_no_login() -> None:
    asked = "https://www.encyclopedia.example/wiki/Jakarta"
    assert misdirection(asked, "https://id.encyclopedia.example/wiki/Jakarta") is None
    assert misdirection(asked, "https://id.encyclopedia.example/login?from=Jakarta") == "leads to a login page"


def test_a_redirect_to_the_front_page_is_a_page_that_is_gone() -> None:
    with pytest.raises(PageGoneError, match="front page"):
        read_page(fetched(article_page(TEASER * 5), url="http://news.example/"), asked=URL)


def test_a_login_form() -> None:
    form = '<html><body><h1>Sign in</h1><form><input name="u"><input type="password" name="p"></form></body></html>'
    with pytest.raises(UnreadableError, match="login"):
        read_page(fetched(form), asked=URL)


def test_a_consent_page() -> None:
    notice = (
        "We value your privacy. We and our 842 partners store and access information on your device such as cookies. "
        "Accept all or manage options to give your consent to personalised ads."
    )
    with pytest.raises(UnreadableError, match="consent"):
        read_page(fetched(f"<html><body><div><h1>Privacy</h1><p>{notice}</p></div></body></html>"), asked=URL)


def test_a_proof_that_no_bot_is_reading() -> None:
    body = "<html><head><title>Just a moment...</title></head><body><p>Verifying you are human.</p></body></html>"
    with pytest.raises(UnreadableError, match="proof"):
        read_page(fetched(body), asked=URL)


@pytest.mark.parametrize(
    "content_type", ["image/png", "application/msword", "video/mp4", "application/zip", "text/css"]
)
def test_a_wrong_content_type(content_type: str) -> None:
    with pytest.raises(UnreadableError, match=content_type):
        read_page(fetched(b"....", content_type=content_type), asked=URL)


@pytest.mark.parametrize("body", [b"%PDF-1.7 ....", b"\x89PNG\r\n\x1a\n....", b"PK\x03\x04....", b"\x1f\x8b...."])
def test_something_else_that_is_declared_as_a_page(body: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_page(fetched(body), asked=URL)


def test_an_empty_page() -> None:
    with pytest.raises(UnreadableError):
        read_page(fetched(b""), asked=URL)


@pytest.mark.parametrize(
    "sentence",
    [
        "Readers must log in to read the archive, the library said, and nobody likes to enable JavaScript.",
        "The error 404, page not found, is the most famous of all.",
        "The paper asks its readers to subscribe to continue reading after ten stories a month.",
        "Cookies, consent and privacy partners were the talk of the conference on advertising.",
    ],
)
def test_an_article_about_such_pages_is_an_article(sentence: str) -> None:
    told = story(3, "en")
    longer = type(told)(3, "en", told.title, told.author, told.published_at, (*told.paragraphs[:3], (sentence,),
                        *told.paragraphs, *story(4, "en").paragraphs))  # fmt: skip
    made = newspaper(longer)
    assert sentence in read_page(fetched(made.body), asked=URL).text


def test_the_pages_own_address_is_believed_within_its_site_only() -> None:
    told = story(5, "en")
    body = newspaper(told).body.decode()

    def own(link: str) -> str | None:
        return read_page(fetched(body.replace("<head>", f"<head>{link}")), asked=URL).url

    assert (
        own('<link rel="canonical" href="https://www.news.example/a/b?utm_source=x">') == "https://www.news.example/a/b"
    )
    assert own('<link rel="canonical" href="/plain.html">') == "http://news.example/plain.html"
    assert own('<link rel="canonical" href="http://bank.test/story.html">') == URL
    assert own('<link rel="canonical" href="http://news.example/">') == URL
    assert own("") == URL


def test_the_servers_charset_is_kept_where_it_tells_something() -> None:
    body = page(
        story(7, "de"), "", "<article><h1>Über</h1><p>Die Straße ist schön und führt über Öhringen.</p></article>"
    )
    latin = body.replace(b'<meta charset="utf-8">', b"").decode().encode("iso-8859-1")
    article = read_page(fetched(latin, content_type="text/html; charset=iso-8859-1"), asked=URL)
    assert "Straße ist schön" in article.text


SEEDS = Path(__file__).parents[4] / "seeds"


@pytest.mark.parametrize(
    ("name", "content_type", "url", "words"),
    [
        ("heat-pumps-in-old-houses.pdf", "application/pdf", "http://www.news.example/report", "heat pump"),
        ("heat-pumps-in-old-houses.pdf", "application/octet-stream", "http://news.example/download?id=1", "heat pump"),
        ("heat-pumps-in-old-houses.pdf", "text/html", "http://news.example/report.html", "heat pump"),
        (
            "tidebook-refunds-and-cancellations.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "http://news.example/refunds",
            "refund",
        ),
        ("tidebook-refunds-and-cancellations.docx", "application/octet-stream", "http://news.example/d", "refund"),
        ("comet-brightens-early.md", "text/markdown; charset=utf-8", "http://news.example/comet", "comet"),
        ("comet-brightens-early.md", "text/plain", "http://news.example/comet.md", "comet"),
        ("stolen-violin-found-in-left-luggage.txt", "text/plain", "http://news.example/violin.txt", "violin"),
        ("stolen-violin-found-in-left-luggage.txt", "", "http://news.example/violin.txt", "violin"),
        ("harbour-bridge-closure-extended.html", "text/plain", "http://news.example/bridge", "bridge"),
    ],
)
def test_a_document_is_read_as_a_file_of_its_kind_is(name: str, content_type: str, url: str, words: str) -> None:
    body = (SEEDS / name).read_bytes()
    article = read_page(fetched(body, content_type=content_type, url=url), asked=url)
    kept = next(each for each in read(SEEDS / name) if isinstance(each, Article))
    assert words in article.text.lower()
    assert (article.title, article.text) == (kept.title, kept.text)
    assert article.publisher in (kept.publisher, "news.example")
    assert article.declared_id is None
    if not name.endswith(".html"):
        assert (article.source, article.url) == (url, url)


@pytest.mark.parametrize(
    ("body", "content_type"),
    [(b"%PDF-1.7 ....", "application/pdf"), (b"PK\x03\x04....", "application/octet-stream"), (b"  ", "text/plain")],
)
def test_a_document_that_is_none_names_the_address_and_the_reason(body: bytes, content_type: str) -> None:
    with pytest.raises(UnreadableError, match=f"^{URL}: ") as caught:
        read_page(fetched(body, content_type=content_type), asked=URL)
    assert caught.value.reason


@pytest.mark.parametrize(
    ("rules", "forbidden"),
    [
        ("noindex, nofollow", True),
        ("NONE", True),
        ("index, follow", False),
        ("", False),
        ("nofollow, noarchive, max-snippet:20, noindex", True),
        ("googlebot: noindex", False),
        ("articlebot: noindex", True),
        ("unavailable_after: 25 Jun 2030 15:00:00 PST, noindex", True),
        ("googlebot: nofollow, otherbot: noindex, nofollow", False),
    ],
)
def test_what_robots_are_asked_not_to_index(rules: str, forbidden: bool) -> None:
    assert forbids_indexing(rules) is forbidden
    for page_of in (
        fetched(article_page(TEASER * 5, head=f'<meta name="ROBOTS" content="{rules}">')),
        replace(fetched(article_page(TEASER * 5)), robots_tag=rules),
    ):
        assert read_page(page_of, asked=URL).title
        if forbidden:
            with pytest.raises(UnreadableError, match="noindex"):
                read_page(page_of, asked=URL, named=False)
        else:
            assert read_page(page_of, asked=URL, named=False).title


def test_a_page_does_not_name_another_site_as_its_publisher_by_its_address() -> None:
    for head in (
        '<link rel="canonical" href="http://bank.test/a">',
        '<meta property="og:url" content="http://bank.test/">',
    ):
        article = read_page(fetched(article_page(TEASER * 5, head=head)), asked=URL)
        assert (article.publisher, article.url) == ("news.example", URL)


def test_crooked_addresses_in_a_page_spoil_nothing() -> None:
    head = '<link rel="canonical" href="http://[bad"><meta property="og:url" content="http://[bad">'
    assert read_page(fetched(article_page(TEASER * 5, head=head)), asked=URL).url == URL
