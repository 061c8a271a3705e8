from datetime import UTC, datetime
from pathlib import PurePath

import pytest

from index.errors import UnreadableError
from index.sources.markdown import read_markdown

FILE = """---
title: "The mill: a history"
author: [Ada Storm, Jo Ek]
publisher: Brook Gazette
date: 2024-05-14
url: https://gazette.example/mill
id: mill-1
tags: [mill, brook]
---

# The mill: a history

The mill by the *brook* was built in **1790**. It ground [flour](https://flour.example)
until the war,\x20\x20
and then paper.

## What is left

* A wheel.
* Two stones, which weigh
  a ton each.

1. First `grind`, then sift.

> "It ran day & night."

| Year | Tons |
| ---- | ---- |
| 1900 | 120  |

![A wheel](wheel.jpg)

```
mill --grind
```
<p>Raw <b>HTML</b> &copy; 2024</p>
"""


def test_front_matter_and_text_without_marks() -> None:
    article = read_markdown(FILE.encode(), source="s")
    assert article.title == "The mill: a history"
    assert article.author == "Ada Storm, Jo Ek"
    assert article.publisher == "Brook Gazette"
    assert article.published_at == datetime(2024, 5, 14, tzinfo=UTC)
    assert (article.url, article.declared_id, article.language) == ("https://gazette.example/mill", "mill-1", "en")
    assert article.text.split("\n") == [
        "The mill by the brook was built in 1790. It ground flour until the war,",
        "and then paper.",
        "What is left",
        "A wheel.",
        "Two stones, which weigh a ton each.",
        "First grind, then sift.",
        '"It ran day & night."',
        "Year | Tons",
        "1900 | 120",
        "mill --grind",
        "Raw HTML © 2024",
    ]


@pytest.mark.parametrize(
    ("declared", "author", "publisher", "day"),
    [
        ("blog: Mill Builders\ninterviewer: Ada Storm\neffective: 2024-05-14", "Ada Storm", "Mill Builders", 14),
        ("team: Stone works\nauthor: Jo Ek\nlead: Ada Storm\nvalid_from: 2024-05-01", "Jo Ek", "Stone works", 1),
        (
            "owner: Stone works\npublisher: Brook Gazette\neffective: 2024-05-14\ndate: 2024-05-02",
            None,
            "Brook Gazette",
            2,
        ),
    ],
)
def test_front_matter_says_by_many_names_whose_a_text_is(
    declared: str, author: str | None, publisher: str, day: int
) -> None:
    article = read_markdown(f"---\n{declared}\n---\nThe mill was built in 1790.".encode(), source="s")
    assert (article.author, article.publisher) == (author, publisher)
    assert article.published_at == datetime(2024, 5, day, tzinfo=UTC)


def test_the_first_heading_is_the_title_where_nothing_declares_one() -> None:
    article = read_markdown(b"# The mill\n\nIt was built in 1790.\n", source="s")
    assert (article.title, article.text) == ("The mill", "It was built in 1790.")
    assert (
        read_markdown(b"It was built in 1790.\n", source="s", path=PurePath("mill.md")).title == "It was built in 1790."
    )


def test_front_matter_that_is_not_quite_yaml_is_not_lost() -> None:
    article = read_markdown(
        b"---\ntitle: The mill: a history\nauthor: Ada Storm\ndate: 14 May 2024\n\tx: [1\n---\nIt was built in 1790.\n",
        source="s",
    )
    assert (article.title, article.author) == ("The mill: a history", "Ada Storm")
    assert article.published_at == datetime(2024, 5, 14, tzinfo=UTC)
    assert article.text == "It was built in 1790."


def test_a_rule_at_the_top_is_no_front_matter() -> None:
    assert read_markdown(b"---\n\nIt was built in 1790.\n", source="s").text == "It was built in 1790."


def test_words_between_two_rules_are_text() -> None:
    article = read_markdown(b"---\n\nWeekly update\n\n---\n\nSales rose by 4 percent.\n", source="s")
    assert article.text == "Weekly update\nSales rose by 4 percent."
    article = read_markdown(b"---\n\nSales [rose\n\n---\n\nBy 4 percent.\n", source="s")
    assert article.text == "Sales [rose\nBy 4 percent."


@pytest.mark.parametrize("title", ['"The mill"', "The mill"])
def test_front_matter_in_toml(title: str) -> None:
    text = f"+++\ntitle = {title}\ndate = 2025-02-01\nauthor = 'Ada Storm'\n+++\n\nIt was built in 1790.\n"
    article = read_markdown(text.encode(), source="s")
    assert (article.title, article.author) == ("The mill", "Ada Storm")
    assert (article.published_at, article.text) == (datetime(2025, 2, 1, tzinfo=UTC), "It was built in 1790.")


@pytest.mark.parametrize("raw", [b"", b"\n\n", b"---\ntitle: x\n---\n", b"# Only a title\n"])
def test_without_text_it_is_no_article(raw: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_markdown(raw, source="s")


def test_an_empty_cell_between_others_keeps_its_place() -> None:
    article = read_markdown(
        b"# Tools\n\n| | Zen | Front | Kay |\n|---|---|---|---|\n| Chat | yes | | no |\n| Phone | yes | | |\n",
        source="s",
    )
    assert article.text.split("\n") == ["Zen | Front | Kay", "Chat | yes |  | no", "Phone | yes"]


def test_lines_that_begin_with_labels_stay_apart() -> None:
    head = (
        "**Date:** 11 March 2025\n**Present:** 27 of 31, among\nthem Jo Ek. **Apologies:** Li Wen\n"
        "Guests (item 3): Nell Harker"
    )
    article = read_markdown(
        f"# Minutes of the otters\n\n{head}\n\nNote: otters are\nback in the river.".encode(), source="m"
    )
    assert article.text.split("\n") == [
        "Date: 11 March 2025",
        "Present: 27 of 31, among them Jo Ek. Apologies: Li Wen",
        "Guests (item 3): Nell Harker",
        "Note: otters are back in the river.",
    ]


def test_footnotes_lose_their_marks_and_tasks_show_their_boxes() -> None:
    text = (
        "# Billing\n\nYour data is kept for 90 days[^1], `[^a-z]` is a pattern and so is [^b].[^note]\n\n"
        "[^1]: For Enterprise 180 days.\n[^note]: https://x.example\n\n"
        "- [x] Send the report\n- [ ] Book the room\n- [y] Rest\n"
    )
    assert read_markdown(text.encode(), source="s").text.split("\n") == [
        "Your data is kept for 90 days, [^a-z] is a pattern and so is [^b].",
        "For Enterprise 180 days.",
        "https://x.example",
        "☑ Send the report",
        "☐ Book the room",
        "[y] Rest",
    ]


def test_links_to_notes_and_back_are_no_text() -> None:
    text = (
        "# Billing\n\nThe limit is 210 euros.[\\[1\\]](#note-1) It was 180.<sup>[2](#note-2)</sup>\n"
        "See [1](#part-1).\n\n1. Since May. [↩](#ref-1)\n"
    )
    assert read_markdown(text.encode(), source="s").text.split("\n") == [
        "The limit is 210 euros. It was 180. See 1.",
        "Since May.",
    ]


def test_front_matter_that_multiplies_itself_is_refused() -> None:
    levels = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]\n" for n in range(1, 9))
    bomb = f"---\na0: &a0 [x, x]\n{levels}title: *a8\n---\nThe mill was built in 1790.\n"
    with pytest.raises(UnreadableError, match=r"aliases \(\*a0\).*write out"):
        read_markdown(bomb.encode(), source="s")


def test_stars_and_ampersands_in_front_matter_are_no_aliases() -> None:
    head = "title: '*The* mill & the brook'\nauthor: \"*Ada & Jo*\"\ntags: &t [a]"
    article = read_markdown(f"---\n{head}\n---\nThe mill was built in 1790.\n".encode(), source="s")
    assert (article.title, article.author) == ("*The* mill & the brook", "*Ada & Jo*")
    article = read_markdown(b"---\n*Note: the mill & the brook are shut.*\n---\nIt was built in 1790.\n", source="s")
    assert "Note: the mill & the brook are shut." in article.text
