"""The modals and the Home tab: within Slack's limits whatever the articles hold."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.slack.home import home_view, suggestions
from bot.slack.modals import Shown, notice_modal, reason_modal, reason_of, source_modal
from index.article import Article
from index.catalogue import ArticleHead
from index.library import Library
from tests.bot.slack.answers import passage
from tests.index.storing import add
from tests.slack_rules import pings, view_errors

WHEN = datetime(2024, 1, 2, tzinfo=UTC)
TEXT = st.text(alphabet=st.characters(blacklist_categories=["Cs"]), min_size=1, max_size=300)


def shown_pieces(view: dict[str, object]) -> list[tuple[str, bool]]:
    blocks = view["blocks"]
    assert isinstance(blocks, list)
    return [
        (piece["text"], bool(piece.get("style", {}).get("bold")))
        for block in blocks
        if block["type"] == "rich_text"
        for piece in block["elements"][0]["elements"]
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXT, min_size=1, max_size=6), st.data())
def test_any_words_of_any_article_can_be_shown(paragraphs: list[str], data: st.DataObject) -> None:
    text = "\n".join(paragraphs)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    article = replace(passage(1, "<!channel> " + paragraphs[0]).article, text=text, publisher=paragraphs[0])
    view = source_modal(article, Shown("p1", 1, start, end, 3), newest=2)
    assert view_errors(view) == []
    assert pings(view) == []


def test_the_words_are_bold_between_their_neighbours() -> None:
    text = "Before it.\nOne. The quoted words. Three.\nAfter it.\nFar away."
    start = text.index("The quoted")
    article = replace(passage(1, "T").article, text=text, url="https://coast.example/x")
    view = source_modal(article, Shown("p1", 1, start, start + len("The quoted words."), 3), newest=1)
    assert shown_pieces(view) == [
        ("Before it.", False),
        ("One. ", False),
        ("The quoted words.", True),
        (" Three.", False),
        ("After it.", False),
    ]
    assert "https://coast.example/x#:~:text=The%20quoted%20words." in json.dumps(view)
    assert "Paragraph 2 of 4" in json.dumps(view)


def test_a_file_is_named_with_the_place_and_an_old_version_said_to_be_old() -> None:
    view = json.dumps(source_modal(passage(1, "T").article, Shown("p1", 1, 0, 5, 1), newest=2))
    assert "Paragraph 1 of 1 of the file 1.txt" in view
    assert "has changed since" in view


def test_of_a_document_with_pages_the_page_is_named() -> None:
    article = replace(passage(1, "T").article, text="One.\nTwo.\nThree.", pages=(0, 5, 5))
    view = json.dumps(source_modal(article, Shown("p1", 1, 10, 16, 1), newest=1))
    assert "Page 3 of 3 of the file 1.txt" in view


def test_a_very_long_paragraph_is_cut_around_its_quote() -> None:
    text = "word " * 5_000 + "HERE" + " word" * 5_000
    article = replace(passage(1, "T").article, text=text)
    view = source_modal(article, Shown("p1", 1, 25_000, 25_004, 1), newest=1)
    pieces = shown_pieces(view)
    assert ("HERE", True) in pieces
    assert sum(len(text) for text, _ in pieces) < 3_500


def test_what_surrounds_a_quote_is_not_lost_to_the_only_blank_of_a_long_line() -> None:
    run = "港は九年の工事を経て開いた。" * 200
    text = f"{run} 号\n{run} 号HERE号 {run}\n号 {run}"
    article = replace(passage(1, "T").article, text=text)
    start = text.index("HERE")
    view = source_modal(article, Shown("p1", 1, start, start + 4, 1), newest=1)
    pieces = shown_pieces(view)
    assert [bold for _, bold in pieces] == [False, False, True, False, False]
    assert all(len(piece) > 600 for piece, bold in pieces if not bold)


def test_the_reason_is_read_from_the_modal() -> None:
    assert view_errors(reason_modal("abc")) == []
    assert view_errors(notice_modal("A title that is much too long for Slack", "x" * 4_000)) == []
    values = {"why": {"why": {"selected_option": {"value": "old"}}}, "words": {"words": {"value": " a\nb "}}}
    assert reason_of(values) == "It is out of date: a b"
    assert reason_of({"why": {"why": {"selected_option": None}}, "words": {"words": {"value": None}}}) == ""


def test_home_stands_even_without_articles(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        view = home_view(library, may_add=True)
    assert view_errors(view) == []
    assert "library is empty" in json.dumps(view)
    view = home_view(None, may_add=False)
    assert view_errors(view) == []
    assert "articlebot add" in json.dumps(view)


def test_home_links_the_newest_articles_whole_however_long_their_addresses_are(tmp_path: Path) -> None:
    title = "港は九年の工事を経て千九百三十二年に開いた & 市長が祝った"
    urls = [f"https://ja.example/{number}/" + "港" * (200 if number < 5 else 900) for number in range(6)]
    texts = [f"{url[-300:]} {number} 港は開いた。" for number, url in enumerate(urls)]
    add(
        tmp_path / "library",
        [
            Article(url, f"{title} {url[19]}", text, publisher="海 & 岸 " * 20, published_at=WHEN, url=url)
            for url, text in zip(urls, texts, strict=True)
        ],
    )
    with Library.open(tmp_path / "library") as library:
        view = home_view(library, may_add=True)
    assert view_errors(view) == []
    texts = [block["text"]["text"] for block in view["blocks"] if block["type"] == "section"]
    shown = "\n".join(text for text in texts if "2 January 2024" in text)
    assert len(re.findall(r"<https://ja\.example/\d/[%A-F0-9]+\|[^<>]+>", shown)) == 4, "one address is too long"
    assert len(re.findall(r"市長が祝った \d", shown)) == 5
    assert not re.search(r"[<>]|https:", re.sub(r"<https:[^<>]+\|[^<>]+>", "", shown))


@given(st.lists(TEXT, max_size=6))
def test_suggestions_are_one_to_four(titles: list[str]) -> None:
    heads = [
        ArticleHead(f"a{n}", 1, title, None, None, WHEN, None, "x", "en", 10, WHEN, WHEN, None)
        for n, title in enumerate(titles)
    ]
    made = suggestions(heads)
    assert 1 <= len(made) <= 4
    assert all(prompt["title"].strip() and prompt["message"].strip() for prompt in made)
