# ruff: noqa: E501 - banks of words and markup read better in long lines
"""Sixteen kinds of page, as sites have them: what each makes of a story, and what of it a reader should get.

A template returns the page's bytes, its Content-Type, and the truth: the lines of the article (headings, list items
and table rows included) and the metadata that the page has for whoever looks.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from html import escape

from tests.website.prose import Story, story

SITE = {"en": "The Harbour Post", "de": "Neustädter Bote", "fr": "Le Courrier de Lambézec", "es": "El Diario Claro",
        "ru": "Озёрский вестник"}  # fmt: skip
MENU = {
    "en": ["Home", "News", "Sport", "Opinion", "Culture", "Weather", "Puzzles", "Subscribe", "Sign in"],
    "de": ["Startseite", "Politik", "Sport", "Wirtschaft", "Kultur", "Wetter", "Abo", "Anmelden"],
    "fr": ["Accueil", "Politique", "Sport", "Économie", "Culture", "Météo", "S'abonner", "Connexion"],
    "es": ["Portada", "Política", "Deportes", "Economía", "Cultura", "El tiempo", "Suscríbete", "Entrar"],
    "ru": ["Главная", "Политика", "Спорт", "Экономика", "Культура", "Погода", "Войти"],
}
COOKIES = {
    "en": "We use cookies to personalise content and ads. By clicking Accept all you agree to our privacy policy.",
    "de": "Wir verwenden Cookies, um Inhalte zu personalisieren. Mit Ihrer Zustimmung akzeptieren Sie unsere Partner.",
    "fr": "Nous utilisons des cookies pour personnaliser le contenu. En cliquant, vous acceptez nos partenaires.",
    "es": "Utilizamos cookies para personalizar el contenido. Al hacer clic acepta nuestra política de privacidad.",
    "ru": "Мы используем файлы cookie. Продолжая, вы соглашаетесь с политикой конфиденциальности.",
}
MORE = {
    "en": "Read more",
    "de": "Lesen Sie auch",
    "fr": "À lire aussi",
    "es": "Le puede interesar",
    "ru": "Читайте также",
}
MONTHS = {
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
}
FOOTER = "© Harbour Media Ltd · Imprint · Privacy · Terms of use · Contact the newsroom · All rights reserved."


@dataclass(frozen=True)
class Rendered:
    """A page and what it truly holds; a date or an author is None where the page has none."""

    body: bytes
    content_type: str
    lines: tuple[str, ...]
    title: str
    author: str | None
    published_at: datetime | None
    publisher: str | None


def lines_of(told: Story) -> list[str]:
    return [" ".join(paragraph) for paragraph in told.paragraphs]


def paragraphs(told: Story) -> str:
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines_of(told))


def day(told: Story) -> str:
    month = MONTHS[told.language].split()[told.published_at.month - 1]
    at = told.published_at
    return {
        "en": f"{at.day} {month} {at.year}",
        "de": f"{at.day}. {month} {at.year}",
        "es": f"{at.day} de {month} de {at.year}",
    }.get(told.language, f"{at.day} {month} {at.year}")


def menu(told: Story) -> str:
    items = "".join(f'<li><a href="/{number}">{name}</a></li>' for number, name in enumerate(MENU[told.language]))
    return (
        f'<header class="site-header"><div class="logo">{SITE[told.language]}</div><nav><ul>{items}</ul></nav></header>'
    )


def banner(told: Story) -> str:
    return (
        f'<div id="cookie-banner" class="cookie-consent" role="dialog"><p>{COOKIES[told.language]}</p>'
        "<button>OK</button></div>"
    )


def related(told: Story, count: int = 4) -> str:
    others = [story(told.number + 5000 + each, told.language) for each in range(count)]
    cards = "".join(
        f'<li class="card"><a href="/related/{other.number}"><h3>{escape(other.title)}</h3></a>'
        f"<p>{escape(other.paragraphs[0][0], quote=False)}</p></li>"
        for other in others
    )
    return f'<aside class="related-stories"><h2>{MORE[told.language]}</h2><ul>{cards}</ul></aside>'


def footer() -> str:
    return f'<footer class="site-footer"><p>{FOOTER}</p></footer>'


def json_ld(told: Story, kind: str = "NewsArticle", **more: object) -> str:
    described = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": told.title,
        "datePublished": told.published_at.isoformat(),
        "author": {"@type": "Person", "name": told.author},
        "publisher": {"@type": "Organization", "name": SITE[told.language]},
        **more,
    }
    return f'<script type="application/ld+json">{json.dumps(described, ensure_ascii=False)}</script>'


def open_graph(told: Story) -> str:
    return (
        f'<meta property="og:type" content="article"><meta property="og:title" content="{escape(told.title)}">'
        f'<meta property="og:site_name" content="{SITE[told.language]}">'
        f'<meta property="article:published_time" content="{told.published_at.isoformat()}">'
        f'<meta name="author" content="{told.author}">'
    )


def page(told: Story, head: str, body: str, *, title: str | None = None, charset: str = "utf-8") -> bytes:
    shown = f"{told.title} | {SITE[told.language]}" if title is None else title
    return (
        f'<!DOCTYPE html><html lang="{told.language}"><head><meta charset="{charset}"><title>{escape(shown)}</title>'
        f"{head}<style>.a{{color:red}}</style><script>window.dataLayer=[];</script></head><body>{body}</body></html>"
    ).encode(charset, "xmlcharrefreplace")


def rendered(told: Story, body: bytes, lines: list[str], **changed: object) -> Rendered:
    fields: dict[str, object] = {
        "content_type": "text/html; charset=utf-8",
        "title": told.title,
        "author": told.author,
        "published_at": told.published_at,
        "publisher": SITE[told.language],
    } | changed
    return Rendered(body=body, lines=tuple(lines), **fields)  # type: ignore[arg-type]


def newspaper(told: Story) -> Rendered:
    """Menu, banner, JSON-LD, byline, share bar, related stories, footer."""
    body = (
        f"{banner(told)}{menu(told)}<main><article><h1>{escape(told.title)}</h1>"
        f'<div class="byline">By <a rel="author" href="/by">{told.author}</a></div>'
        f'<time datetime="{told.published_at.isoformat()}">{day(told)}</time>'
        '<div class="share"><a href="#">Share on Facebook</a> <a href="#">Tweet</a> <a href="#">Email</a></div>'
        f"{paragraphs(told)}</article>{related(told)}</main>{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), lines_of(told))


def blog(told: Story) -> Rendered:
    """WordPress as it comes: entry content, widgets in a sidebar, comments."""
    comments = "".join(
        f'<li class="comment"><cite>reader{number}</cite><p>I walked there in {1990 + number} and the view was finer, '
        f"if you ask me, comment number {told.number * 10 + number}.</p><a>Reply</a></li>"
        for number in range(5)
    )
    body = (
        f'{menu(told)}<div id="content"><article class="post hentry"><header class="entry-header">'
        f'<h1 class="entry-title">{escape(told.title)}</h1><span class="posted-on">'
        f'<time class="entry-date published" datetime="{told.published_at.isoformat()}">{day(told)}</time></span>'
        f'<span class="author vcard"><a class="url fn n" href="/author">{told.author}</a></span></header>'
        f'<div class="entry-content">{paragraphs(told)}<div class="sharedaddy"><h3>Share this:</h3>'
        "<ul><li><a>Twitter</a></li><li><a>Facebook</a></li></ul></div></div></article>"
        f'<div id="comments" class="comments-area"><h2>5 thoughts on this</h2><ol>{comments}</ol>'
        '<form><label>Leave a Reply</label><textarea></textarea><input type="submit" value="Post Comment"></form></div>'
        '</div><aside id="secondary" class="widget-area"><section class="widget"><h2>Archives</h2><ul>'
        "<li>May 2019</li><li>June 2019</li></ul></section><section class='widget'><h2>Categories</h2><ul><li>Boats</li>"
        f"<li>Bread</li></ul></section></aside>{footer()}"
    )
    return rendered(told, page(told, open_graph(told), body), lines_of(told))


def help_page(told: Story) -> Rendered:
    """A help centre: breadcrumbs, steps, "was this helpful", no author; the title stands in the heading alone."""
    steps = [paragraph[0] for paragraph in told.paragraphs[1:4]]
    before, after = " ".join(told.paragraphs[0]), [" ".join(each) for each in told.paragraphs[4:]]
    body = (
        '<nav class="breadcrumbs"><a>Help centre</a> &gt; <a>Travel</a> &gt; <a>Tickets</a></nav>'
        '<form role="search"><input placeholder="Search for answers"></form>'
        f'<main class="article-container"><article class="article"><h1>{escape(told.title)}</h1>'
        f'<div class="article-meta"><time datetime="{told.published_at.date().isoformat()}">{day(told)}</time></div>'
        f'<div class="article-body"><p>{escape(before, quote=False)}</p><h2>Steps to follow</h2><ol>'
        + "".join(f"<li>{escape(step, quote=False)}</li>" for step in steps)
        + "</ol><h2>Good to know</h2>"
        + "".join(f"<p>{escape(line, quote=False)}</p>" for line in after)
        + '</div><div class="article-votes"><span>Was this article helpful?</span><button>Yes</button><button>No</button>'
        "<small>12 out of 17 found this helpful</small></div></article>"
        '<section class="article-relatives"><h3>Articles in this section</h3><ul><li><a>Refunds explained</a></li>'
        f"<li><a>Lost property office</a></li></ul></section></main>{footer()}"
    )
    lines = [before, "Steps to follow", *steps, "Good to know", *after]
    return rendered(
        told,
        page(told, '<meta name="description" content="Help">', body, title=f"{told.title} – Help centre"),
        lines,
        author=None,
        publisher=None,
        published_at=told.published_at.replace(hour=0, minute=0),
    )


def table_report(told: Story) -> Rendered:
    """A report with figures in a table between its paragraphs."""
    rows = [[f"Station {letter}", str(told.number * 3 + at), f"{at * 7 + told.number % 9},5 mm"] for at, letter in
            enumerate("ABCDE", 1)]  # fmt: skip
    header = ["Measuring point", "Passengers", "Movement"]
    table = "<table><thead><tr>" + "".join(f"<th>{cell}</th>" for cell in header) + "</tr></thead><tbody>"
    table += (
        "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows) + "</tbody></table>"
    )
    lines = lines_of(told)
    halves = ["".join(f"<p>{escape(line, quote=False)}</p>" for line in part) for part in (lines[:3], lines[3:])]
    body = (
        f"{menu(told)}<main><article><h1>{escape(told.title)}</h1><p class='byline'>{told.author}, {day(told)}</p>"
        f"<div class='body'>{halves[0]}{table}{halves[1]}</div></article></main>{banner(told)}{footer()}"
    )
    truth = [*lines[:3], " | ".join(header), *(" | ".join(row) for row in rows), *lines[3:]]
    return rendered(told, page(told, json_ld(told, "Report") + open_graph(told), body), truth)


def live_blog(told: Story) -> Rendered:
    """Entries with the time and a heading of their own, newest first."""
    posts, lines = [], []
    for at, paragraph in enumerate(told.paragraphs):
        heading = f"Update {len(told.paragraphs) - at}: {paragraph[0].split(',')[0].rstrip('.')}"
        text = " ".join(paragraph)
        posts.append(
            f'<div class="live-post"><time datetime="{(told.published_at + timedelta(hours=at)).isoformat()}">'
            f"{10 + at}:15</time><h2>{escape(heading, quote=False)}</h2><p>{escape(text, quote=False)}</p>"
            '<a class="share-link">Share this update</a></div>'
        )
        lines += [heading, text]
    body = (
        f"{banner(told)}{menu(told)}<main><article class='live-blog'><h1>{escape(told.title)}</h1>"
        f"<p class='byline'>By {told.author}</p><div class='live-feed'>{''.join(posts)}</div>"
        f"<button>Load more updates</button></article>{related(told, 3)}</main>{footer()}"
    )
    return rendered(told, page(told, json_ld(told, "LiveBlogPosting"), body), lines)


def infinite_scroll(told: Story) -> Rendered:
    """After the article, the beginnings of the next ones, ready for the reader who scrolls on."""
    stubs = "".join(
        f'<section class="next-article infinite-item" data-next="/n/{number}"><h2>{escape(other.title)}</h2>'
        f'<p>{escape(other.paragraphs[0][0], quote=False)} …</p><a href="/n/{number}">Continue reading</a></section>'
        for number in range(3)
        for other in [story(told.number + 7000 + number, told.language)]
    )
    body = (
        f"{menu(told)}<div class='stream'><article data-current='1'><h1>{escape(told.title)}</h1>"
        f"<p class='meta'><span class='author'>{told.author}</span> · <time datetime='{told.published_at.isoformat()}'>"
        f"{day(told)}</time></p>{paragraphs(told)}</article><div class='infinite-scroll'>{stubs}"
        f"<div class='loader'>Loading the next story…</div></div></div>{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), lines_of(told))


def div_soup(told: Story) -> Rendered:
    """Nothing but divs with made-up class names; no metadata but the title."""
    text = "".join(f'<div class="x7f{number}"><div>{escape(line, quote=False)}</div></div>'
                   for number, line in enumerate(lines_of(told)))  # fmt: skip
    links = "".join(f'<div class="q{number}"><a href="/{number}">{name}</a></div>'
                    for number, name in enumerate(MENU[told.language]))  # fmt: skip
    body = f'<div class="a1">{links}</div><div class="b2"><div class="c3">{escape(told.title)}</div>{text}</div><div class="d4">{FOOTER}</div>'
    return rendered(
        told, page(told, "", body, title=told.title), lines_of(told), author=None, published_at=None, publisher=None
    )


def wrong_metadata(told: Story) -> Rendered:
    """JSON-LD that does not parse, OpenGraph that names the site on every page; the truth is on the page itself."""
    head = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "{SITE[told.language]}", '
        '"datePublished": "yesterday-ish", "author": }</script>'
        f'<meta property="og:title" content="{SITE[told.language]}">'
        f'<meta property="og:site_name" content="{SITE[told.language]}">'
    )
    body = (
        f"{menu(told)}<main><article><h1>{escape(told.title)}</h1><div class='byline'>By "
        f"<span class='author-name' itemprop='author'>{told.author}</span></div>"
        f"<time itemprop='datePublished' datetime='{told.published_at.isoformat()}'>{day(told)}</time>"
        f"{paragraphs(told)}</article></main>{banner(told)}{footer()}"
    )
    return rendered(told, page(told, head, body, title=SITE[told.language]), lines_of(told))


def old_encoding(told: Story) -> Rendered:
    """Served as UTF-8, written in a Windows code page, as its meta tag says."""
    charset = "windows-1251" if told.language == "ru" else "windows-1252"
    body = (
        f"{menu(told)}<div id='main'><h1>{escape(told.title)}</h1><p class='byline'>{told.author}</p>"
        f"<div class='article-text'>{paragraphs(told)}</div></div>{footer()}"
    )
    return rendered(told, page(told, open_graph(told), body, charset=charset), lines_of(told))


def no_encoding(told: Story) -> Rendered:
    """UTF-8 that nothing declares, under a meta tag that says Latin-1."""
    body = f"{menu(told)}<article><h1>{escape(told.title)}</h1>{paragraphs(told)}</article>{footer()}"
    markup = page(told, json_ld(told), body).replace(b'<meta charset="utf-8">', b'<meta charset="iso-8859-1">')
    return rendered(told, markup, lines_of(told), content_type="text/html")


def consent_overlay(told: Story) -> Rendered:
    """The article beneath a consent dialogue that is longer than many articles."""
    purposes = "".join(
        f"<li><h4>Purpose {number}</h4><p>Our {100 + number} partners store and access information on your device. "
        f"You can object to legitimate interest under manage options, setting {number}.</p></li>"
        for number in range(12)
    )
    body = (
        f'<div id="sp_message_container" class="consent-overlay" aria-modal="true" role="dialog"><h2>We value your '
        f"privacy</h2><p>{COOKIES[told.language]}</p><ul>{purposes}</ul><button>Accept all</button><button>Reject all"
        f"</button></div>{menu(told)}<main><article><h1>{escape(told.title)}</h1><address>{told.author}</address>"
        f"{paragraphs(told)}</article></main>{related(told)}{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), lines_of(told))


def interrupted(told: Story) -> Rendered:
    """Boxes between the paragraphs: also read, newsletter, an advertisement, a poll."""
    other = story(told.number + 9000, told.language)
    boxes = [
        f'<div class="read-also"><strong>{MORE[told.language]} :</strong> <a href="/x">{escape(other.title)}</a></div>',
        '<div class="newsletter-signup"><h3>Stay informed</h3><p>Get our best stories in your inbox every morning.</p>'
        "<form><input type='email'><button>Sign up</button></form></div>",
        '<div class="advertisement ad-slot"><span>Advertisement</span><p>Buy two kettles and pay for one.</p></div>',
    ]
    body = "".join(
        f"<p>{escape(line, quote=False)}</p>{boxes[at] if at < len(boxes) else ''}"
        for at, line in enumerate(lines_of(told))
    )
    body = (
        f"{banner(told)}{menu(told)}<main><article><h1>{escape(told.title)}</h1><p class='byline'>Par {told.author}</p>"
        f"<div class='article__content'>{body}</div></article></main>{footer()}"
    )
    return rendered(told, page(told, open_graph(told), body), lines_of(told))


def table_layout(told: Story) -> Rendered:
    """A page of the nineties: tables for columns, font tags, no classes, the date in a line of its own."""
    links = "".join(f'<tr><td><a href="/{at}">{name}</a></td></tr>' for at, name in enumerate(MENU[told.language]))
    body = (
        f'<table width="100%"><tr><td width="150" valign="top"><table>{links}</table></td><td valign="top">'
        f'<h1><font face="Arial">{escape(told.title)}</font></h1>{paragraphs(told)}</td></tr>'
        f'<tr><td colspan="2"><font size="1">{FOOTER}</font></td></tr></table>'
    )
    head = f'<meta name="date" content="{told.published_at.date().isoformat()}">'
    return rendered(
        told,
        page(told, head, body, title=told.title),
        lines_of(told),
        author=None,
        publisher=None,
        published_at=told.published_at.replace(hour=0, minute=0),
    )


def questions(told: Story) -> Rendered:
    """Frequent questions: headings that ask, paragraphs that answer."""
    asked = [f"What about {paragraph[0].split(' ')[-1].strip('.')} no. {at}?" for at, paragraph in
             enumerate(told.paragraphs, 1)]  # fmt: skip
    sections = "".join(
        f"<section class='faq-item'><h3>{escape(question)}</h3><p>{escape(' '.join(answer), quote=False)}</p></section>"
        for question, answer in zip(asked, told.paragraphs, strict=True)
    )
    body = (
        f"{menu(told)}<main><article><h1>{escape(told.title)}</h1>{sections}</article>"
        f"<div class='contact-box'><p>Still stuck? Call us.</p></div></main>{banner(told)}{footer()}"
    )
    lines = [line for pair in zip(asked, lines_of(told), strict=True) for line in pair]
    return rendered(told, page(told, open_graph(told), body), lines)


def press_release(told: Story) -> Rendered:
    """Microdata, a picture with its caption, a boilerplate paragraph about the sender, footnotes."""
    picture = '<figure><img src="/a.jpg" alt="A crane"><figcaption>A crane. Photo: press office</figcaption></figure>'
    body = (
        f"{menu(told)}<main itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>"
        f"{escape(told.title)}</h1><meta itemprop='datePublished' content='{told.published_at.isoformat()}'>"
        f"<span itemprop='author' itemscope itemtype='https://schema.org/Person'><span itemprop='name'>{told.author}"
        f"</span></span>{picture}<div itemprop='articleBody'>{paragraphs(told)}</div></main>{related(told, 3)}{footer()}"
    )
    return rendered(told, page(told, "", body), lines_of(told), publisher=None)


def line_breaks(told: Story) -> Rendered:
    """One paragraph element; the paragraphs are told apart by line breaks."""
    text = "<br><br>".join(escape(line, quote=False) for line in lines_of(told))
    body = (
        f"{menu(told)}<div class='content'><h1>{escape(told.title)}</h1><div class='story-text'><p>{text}</p></div></div>"
        f"{related(told, 2)}{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), lines_of(told))


def amp(told: Story) -> Rendered:
    """The AMP form of a page."""
    body = (
        f"<amp-consent id='c'><div>{COOKIES[told.language]}</div></amp-consent><header><a href='/'>"
        f"{SITE[told.language]}</a></header><article><h1>{escape(told.title)}</h1><div class='byline'>{told.author}</div>"
        f"{paragraphs(told)}</article><amp-list src='/more'><div>{MORE[told.language]}</div></amp-list>{footer()}"
    )
    markup = page(told, json_ld(told), body).replace(b"<html ", b"<html amp ", 1)
    return rendered(told, markup, lines_of(told))


def plain_neighbours(told: Story) -> Rendered:
    """Other stories before and after the text, in blocks that no name gives away."""
    others = [story(told.number + 11_000 + each, told.language) for each in range(5)]
    teasers = "".join(
        f"<div><a href='/s/{other.number}'><b>{escape(other.title)}</b></a><br>"
        f"<a href='/s/{other.number}'>{escape(other.paragraphs[0][0], quote=False)}</a></div>"
        for other in others
    )
    links = "".join(f"<li><a href='/s/{other.number}'>{escape(other.title)}</a></li>" for other in others)
    body = (
        f"<div><div><a href='/'>{SITE[told.language]}</a></div><div>{teasers}</div></div><div><div><h1>"
        f"{escape(told.title)}</h1><div>{told.author} | {day(told)}</div>{paragraphs(told)}</div><div><b>"
        f"{MORE[told.language]}</b><ul>{links}</ul></div></div><div>{FOOTER}</div>"
    )
    return rendered(told, page(told, open_graph(told), body), lines_of(told))


def commented(told: Story) -> Rendered:
    """Readers' comments of several sentences inside the main element."""
    posts = "".join(
        f"<div class='comment-item'><span class='comment-author'>walker{number}</span><div class='comment-body'><p>"
        f"I have lived here since {1960 + number}. Nobody ever asked us about it, not once in {number + 2} years! "
        f"The council should read letter number {told.number * 7 + number} again.</p></div><button>Reply</button></div>"
        for number in range(6)
    )
    body = (
        f"{menu(told)}<main><article><header><h1>{escape(told.title)}</h1><p class='byline'>By {told.author}</p>"
        f"</header><div class='article-body'>{paragraphs(told)}</div></article><section id='comments'>"
        f"<h2>6 Comments</h2>{posts}</section></main>{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), lines_of(told))


def illustrated(told: Story) -> Rendered:
    """Pictures with captions and credits between paragraphs, a pull quote that says a sentence twice, inline links."""
    parts = []
    for at, line in enumerate(lines_of(told)):
        words = line.split(" ")
        linked = " ".join([f'<a href="/tag/{at}">{escape(words[0], quote=False)}</a>',
                           f"<em>{escape(words[1], quote=False)}</em>", escape(" ".join(words[2:]), quote=False)])  # fmt: skip
        parts.append(f"<p>{linked}</p>")
        if at % 2:
            parts.append(
                f"<figure><img src='/{at}.jpg' alt='The quay at dawn'><figcaption>The quay at dawn, picture {at}. "
                "<span class='credit'>Photograph: A. Mott/Agency</span></figcaption></figure>"
            )
        if at == 2:
            quote = escape(told.paragraphs[0][0], quote=False)
            parts.append(f"<aside class='pullquote'><blockquote>{quote}</blockquote></aside>")
    body = (
        f"{banner(told)}{menu(told)}<article><h1>{escape(told.title)}</h1><div class='meta'>{told.author}</div>"
        f"{''.join(parts)}</article>{related(told)}{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), lines_of(told))


def brief(told: Story) -> Rendered:
    """A short item of two sentences among a lot of page."""
    line = " ".join(told.paragraphs[0][:2])
    body = (
        f"{banner(told)}{menu(told)}<main><article class='brief'><h1>{escape(told.title)}</h1>"
        f"<p>{escape(line, quote=False)}</p></article>{related(told, 6)}</main>{footer()}"
    )
    return rendered(told, page(told, json_ld(told), body), [line])


TEMPLATES: dict[str, Callable[[Story], Rendered]] = {
    template.__name__: template
    for template in (
        newspaper, blog, help_page, table_report, live_blog, infinite_scroll, div_soup, wrong_metadata, old_encoding,
        no_encoding, consent_overlay, interrupted, table_layout, questions, press_release, line_breaks, amp,
        plain_neighbours, commented, illustrated, brief,
    )
}  # fmt: skip
