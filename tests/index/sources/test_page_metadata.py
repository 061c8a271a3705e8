import json
from datetime import UTC, datetime

import pytest
from lxml import html

from index.sources.page_metadata import PageMetadata, page_metadata


def declared(head: str, body: str = "<h1>Tannery to go</h1><p>Text.</p>", url: str | None = None) -> PageMetadata:
    return page_metadata(html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"), url)


LD = """<script type="application/ld+json">%s</script>"""


def test_json_ld_says_it_all_wherever_in_the_graph_the_article_stands() -> None:
    found = declared(
        LD
        % """{"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Brackwater Post"},
        {"@type": ["NewsArticle"], "headline": "Tannery &amp; stables to go", "inLanguage": "en-GB",
         "datePublished": "2024-05-14T08:00:00+02:00", "dateModified": "2024-05-15", "url": "https://post.example/t",
         "author": [{"@type": "Person", "name": "Ada Storm"}, {"name": "Jo Ek"}],
         "publisher": {"name": "The Post"}}]}"""
    )
    assert found == PageMetadata(
        title="Tannery & stables to go",
        author="Ada Storm, Jo Ek",
        publisher="The Post",
        published_at=datetime(2024, 5, 14, 6, tzinfo=UTC),
        url="https://post.example/t",
        language="en-GB",
    )


def test_json_ld_with_a_trailing_comma_or_a_line_break_in_a_text_is_still_read() -> None:
    found = declared(LD % '{"@type": "BlogPosting", "headline": "Tannery\nto go", "author": "By Ada Storm",}')
    assert (found.title, found.author) == ("Tannery to go", "Ada Storm")


@pytest.mark.parametrize("broken", ["{", "[]", "null", '{"@type": 3}', '"text"', '{"@graph": {"@type": null}}'])
def test_broken_json_ld_leaves_the_other_places(broken: str) -> None:
    found = declared(LD % broken + "<meta property='og:title' content='From OpenGraph'>")
    assert found.title == "From OpenGraph"


def test_meta_tags_and_the_canonical_address() -> None:
    found = declared(
        """<meta property="og:title" content="Tannery to go | Brackwater Post">
        <meta property="og:site_name" content="Brackwater Post"><meta name="author" content="Ada Storm">
        <meta property="article:published_time" content="2024-05-14T08:00:00Z">
        <link rel="canonical" href="/news/tannery">""",
        url="https://post.example/news/tannery?utm_source=x",
    )
    assert found.title == "Tannery to go"
    assert found.publisher == "Brackwater Post"
    assert found.author == "Ada Storm"
    assert found.published_at == datetime(2024, 5, 14, 8, tzinfo=UTC)
    assert found.url == "https://post.example/news/tannery"


def test_microdata_and_time_elements() -> None:
    found = declared(
        "", "<article><h1>T</h1><meta itemprop='datePublished' content='2024-05-14'><p>Text.</p></article>"
    )
    assert found.published_at == datetime(2024, 5, 14, tzinfo=UTC)
    found = declared("", "<article><h1>T</h1><time datetime='2024-05-14T10:00Z'>today</time><p>Text.</p></article>")
    assert found.published_at == datetime(2024, 5, 14, 10, tzinfo=UTC)


def test_a_title_that_is_only_the_sites_name_gives_way_to_the_heading() -> None:
    head = "<title>Brackwater Post</title><meta property='og:title' content='Brackwater Post'>"
    assert declared(head + "<meta property='og:site_name' content='Brackwater Post'>").title == "Tannery to go"


def test_the_sites_name_is_read_from_the_title_where_nothing_else_says_it() -> None:
    assert declared("<title>Tannery to go - Brackwater Post</title>").publisher == "Brackwater Post"


def test_a_name_that_is_the_heading_is_the_title_and_a_headline_that_describes_it_is_not() -> None:
    ld = '{"@type": "Article", "name": "Kessel Bridge", "headline": "bridge in Carrow"}'
    head = f"<script type='application/ld+json'>{ld}</script>"
    assert declared(head, "<h1>Kessel Bridge</h1><p>Text.</p>").title == "Kessel Bridge"
    assert declared(head, "<h1>Other</h1><p>Text.</p>").title == "bridge in Carrow"


def test_a_recipe_says_who_wrote_it_and_when() -> None:
    ld = '{"@graph": [{"@type": "Recipe", "author": {"name": "Nan Whitlow"}, "datePublished": "2022-10-30"}]}'
    found = declared(LD % ld, "<h1>Barley soup</h1><p>Text.</p>")
    assert (found.title, found.author, str(found.published_at)[:10]) == ("Barley soup", "Nan Whitlow", "2022-10-30")


def test_what_stands_behind_a_name_in_its_line_is_no_part_of_it() -> None:
    assert declared("<meta name='author' content='Ruth Amsel last updated 3 May'>").author == "Ruth Amsel"
    assert declared("<meta name='author' content='Dana Osei Updated'>").author == "Dana Osei"
    assert declared("<meta name='author' content='admin'>").author is None


def test_addresses_and_logins_are_no_authors() -> None:
    found = declared(
        "<meta property='article:author' content='https://social.example/post'><meta name='author' content='@post'>"
    )
    assert found.author is None


def test_a_date_in_the_running_text_is_not_the_pages() -> None:
    assert declared("", "<h1>T</h1><p>The tannery was opened on 3 March 1921 by the duke.</p>").published_at is None


def test_what_refers_to_another_object_is_that_object() -> None:
    graph = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "Odd Press"},
            {
                "@type": ["Article", "NewsArticle"],
                "headline": "Graphs",
                "author": [{"@id": "#ann"}, {"@type": "Person", "name": "Bo Two"}],
                "publisher": {"@id": "#site"},
            },
            {"@type": "Person", "@id": "#ann", "name": "Ann One"},
        ],
    }
    tree = html.fromstring(f"<html><head><script type='application/ld+json'>{json.dumps(graph)}</script></head></html>")
    found = page_metadata(tree)
    assert (found.title, found.author, found.publisher) == ("Graphs", "Ann One, Bo Two", "Odd Press")


def test_the_line_that_the_page_marks_as_its_byline_says_who_wrote_it_and_when() -> None:
    line = (
        '<p class="byline">By <a href="/a">Ada Storm</a> and <a href="/b">Jo Ek</a>, Centre for Mills, 22 May 2025</p>'
    )
    found = declared("", f"<h1>Tannery to go</h1>{line}<p>Text.</p>")
    assert (found.author, found.published_at) == ("Ada Storm and Jo Ek", datetime(2025, 5, 22, tzinfo=UTC))
