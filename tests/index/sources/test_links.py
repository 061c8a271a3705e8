"""Addresses are told from names, in whatever letters they are written."""

from __future__ import annotations

import json

import pytest

from index.article import Article
from index.sources import read_stdin
from index.sources.links import is_web_address


@pytest.mark.parametrize("text", ["http://a.example/", "HTTPS://A.example/x", "Http://a"])
def test_is_an_address(text: str) -> None:
    assert is_web_address(text)


@pytest.mark.parametrize("text", ["", "The Courier", "www.a.example", "/home/http://", "httpx://a", "ftp://a"])
def test_is_none(text: str) -> None:
    assert not is_web_address(text)


STORY = "The mill by the brook was built in 1790. It has been a museum since the war."


@pytest.mark.parametrize(
    "raw",
    [
        json.dumps({"text": STORY, "url": "HTTPS://paper.example/mill"}),
        json.dumps({"text": STORY, "source": "HTTPS://paper.example/mill"}),
        f"---\ntitle: Mill\nurl: HTTPS://paper.example/mill\n---\n{STORY}\n",
        f"---\ntitle: Mill\nsource: HTTPS://paper.example/mill\n---\n{STORY}\n",
        f"Source: HTTPS://paper.example/mill\nAuthor: Ann Bell\n\n{STORY}\n",
    ],
    ids=["record", "publisher of a record", "front matter", "publisher of front matter", "header"],
)
def test_a_link_in_capitals_is_the_articles_link_and_nobodys_name(raw: str) -> None:
    (article,) = read_stdin(raw.encode())
    assert isinstance(article, Article)
    assert (article.url, article.publisher) == ("HTTPS://paper.example/mill", None)
