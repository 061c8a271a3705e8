"""What pages tell by their looks, by way of pages and of markup in records."""

from __future__ import annotations

import pytest

from index.sources.html import read_html
from index.sources.markup import markup_text

MORE = (
    "The council met in the old mill on Tuesday evening, and nobody of the public had come to hear what it would say."
)


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("It costs <del>40</del> <ins>45</ins> million.", "It costs 45 million."),
        ("It passed with <s>31</s> 32 votes, <strike>one <s>or two</s> short</strike> narrowly.", None),
        ("At 10<sup>6</sup> Pa, 10<sup>-3</sup> m<sup>2</sup> and x<sup>n</sup>.", "At 10⁶ Pa, 10⁻³ m² and xⁿ."),
        ("The 2<sup>nd</sup> of H<sub>2</sub>O.", "The 2nd of H2O."),
        ("<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>は五千字ある。", "漢字は五千字ある。"),
        ("Of soft&shy;ware and zero\u200bwidth.", "Of software and zerowidth."),
    ],
)
def test_what_is_shown_is_told_by_characters(markup: str, shown: str | None) -> None:
    shown = shown or "It passed with 32 votes, narrowly."
    assert markup_text(f"<p>{markup}</p>") == shown
    page = f"<html><body><article><h1>Minutes</h1><p>{markup}</p><p>{MORE}</p></article></body></html>"
    assert read_html(page, source="page.html").text == f"{shown}\n{MORE}"


def test_links_of_headings_to_themselves_are_no_part_of_title_or_text() -> None:
    page = (
        "<html><body><main><h1>Installation<a class='headerlink' href='#installation'>&para;</a></h1>"
        f"<p>{MORE}</p><h2>From source<a href='/page#src' title='Permanent link'>#</a></h2><p>Needs make.</p>"
        "<h2>Read <a href='#more'>more</a> and more</h2><p>Later.</p></main></body></html>"
    )
    article = read_html(page, source="page.html")
    assert article.title == "Installation"
    assert "From source\nNeeds make." in article.text
    assert "Read more and more\nLater." in article.text
