"""`add` with web addresses, `sources`, `sync` and `history`, over a real server on the loopback."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.cli import _run
from tests import warm
from tests.webserver import WebServer, serving
from tests.website.site import Site

ROOT = Path(__file__).parents[3]
TEMPLATES = ["newspaper", "blog", "div_soup", "wrong_metadata"]


@dataclass
class Newsroom:
    """The site of the tests, at an address that can be reached without a name server."""

    site: Site
    server: WebServer
    run: Callable[..., tuple[int, str, str]]

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    def page(self, number: int) -> tuple[str, Any]:
        url, page = list(self.site.pages.items())[number]
        return url.replace("http://post.example", self.base), page


@pytest.fixture
def newsroom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Newsroom]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ARTICLEBOT_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("ARTICLEBOT_ALLOW_PRIVATE_NETWORK", "1")
    monkeypatch.setenv("ARTICLEBOT_WEB_PAUSE_SECONDS", "0")
    site = Site(4, templates=TEMPLATES)

    async def handler(request: web.Request) -> web.StreamResponse:
        answer = await site.handler(request.clone(headers={**request.headers, "Host": "post.example"}))
        assert isinstance(answer, web.Response)
        body = answer.body.replace(b"http://post.example", f"http://{request.host}".encode()) if answer.body else b""
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Length"}
        return web.Response(status=answer.status, body=body, headers=headers)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = _run(list(arguments))
        out, err = capsys.readouterr()
        return code, out, err

    with serving(handler) as server:
        yield Newsroom(site, server, run)


def test_a_feed_is_added_listed_and_synced(newsroom: Newsroom) -> None:
    feed = f"{newsroom.base}/feed.xml"
    code, out, err = newsroom.run("add", feed)
    assert (code, out) == (0, "4 added\n"), err
    code, out, _ = newsroom.run("sources")
    assert code == 0
    assert feed in out
    assert "4 articles, looked at just now" in out
    code, out, _ = newsroom.run("sync")
    assert (code, out) == (0, f"{feed}: 4 unchanged\n")


def test_an_announced_feed_commands_no_terminal(newsroom: Newsroom) -> None:
    page = '<link rel="alternate" type="application/rss+xml" href="/feed\x9b31m\u202e.xml"><p>The front page.</p>'
    newsroom.site.extra["http://post.example/"] = web.Response(text=page, content_type="text/html")
    told_there = "The bridge reopened in May after long repairs, and was celebrated by all who had waited for it."
    item = f"<item><guid>1</guid><description>{told_there}</description></item>"
    newsroom.site.extra["http://post.example/feed%C2%9B31m%E2%80%AE.xml"] = web.Response(
        text=f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>", content_type="application/rss+xml"
    )
    _, _, told = newsroom.run("add", f"{newsroom.base}/")
    assert "its feed is" in told
    shown = told + "".join(newsroom.run("sources", "--forget", "1")[1:])
    assert "no longer followed" in shown
    assert not {"\x9b", "\u202e"} & set(shown)


def test_history_shows_what_changed_and_show_has_the_old_words(newsroom: Newsroom) -> None:
    url, page = newsroom.page(0)
    newsroom.run("add", url)
    old = page.story.paragraphs[1][0]
    told = "Correction, 12 March 2025: The bridge is 310 metres long."
    page.story = replace(page.story, paragraphs=(page.story.paragraphs[0], *page.story.paragraphs[2:], (told,)))
    code, out, _ = newsroom.run("sync", url)
    assert (code, out) == (0, f"{url}: 1 changed\n")
    code, out, _ = newsroom.run("history", url)
    assert code == 0
    assert f"- {old}" in out
    assert f"+ {told}" in out
    assert "Version 2" in out
    assert out.endswith("corrected 12 March 2025\n")
    assert old in json.loads(newsroom.run("show", url, "--version", "1", "--json")[1])["text"]
    assert old not in json.loads(newsroom.run("show", url, "--json")[1])["text"]
    versions = json.loads(newsroom.run("history", url, "--json")[1])
    assert [each["version"] for each in versions] == [1, 2]


def test_a_page_that_is_gone_is_told_beside_its_citation(newsroom: Newsroom) -> None:
    _, page = newsroom.page(0)
    facts = ("The steel bridge of Oldtown opened in 1932.", "It was designed by the engineer Clara Whitlock.")
    more = ("Ferries had carried people over the river until then.", "The bridge was painted green in 1951.")
    page.story = replace(page.story, title="The steel bridge of Oldtown", paragraphs=(facts, more))
    newsroom.run("add", f"{newsroom.base}/feed.xml")
    page.status = 410
    code, out, _ = newsroom.run("sync")
    assert code == 0
    assert "1 gone" in out
    answer = json.loads(newsroom.run("ask", "Who designed the steel bridge of Oldtown?", "--json")[1])
    notes = {citation.get("note") for citation in answer["citations"]}
    assert answer["citations"]
    assert any("gone since" in str(note) for note in notes)


def test_more_than_fifty_pages_want_a_yes(newsroom: Newsroom) -> None:
    lines = "\n".join(f"{newsroom.base}/nothing/{number}" for number in range(51))
    newsroom.site.extra["http://post.example/many.txt"] = web.Response(text=lines, content_type="text/plain")
    code, _, err = newsroom.run("add", f"{newsroom.base}/many.txt")
    assert code == 2
    assert "51 pages" in err
    assert "--yes" in err
    assert newsroom.run("sources", "--json")[1].strip() in ("[]", "")
    assert not [path for path in newsroom.server.paths() if "nothing" in path]
    newsroom.run("add", f"{newsroom.base}/many.txt", "--yes")
    assert len([path for path in newsroom.server.paths() if "nothing" in path]) == 51


def asked(newsroom: Newsroom, *arguments: str) -> Any:
    """``articlebot`` on a terminal of its own, at the point where it asks."""
    pexpect = pytest.importorskip("pexpect", reason="pseudo-terminals are POSIX's")
    child = pexpect.spawn(
        warm.command()[0],
        [*warm.command()[1:], *arguments],
        cwd=str(ROOT),
        env=dict(os.environ),
        encoding="utf-8",
        timeout=60,
    )
    child.expect(r"Read them\? \[y/N\]:")
    return child


@pytest.mark.parametrize(
    ("answer", "code", "said"), [("y", 1, "51 unreadable"), ("n", 0, "0 added"), ("\x03", 130, "")]
)
def test_the_question_before_many_pages_is_answered_on_a_terminal(
    newsroom: Newsroom, answer: str, code: int, said: str
) -> None:
    lines = "\n".join(f"{newsroom.base}/nothing/{number}" for number in range(51))
    newsroom.site.extra["http://post.example/many.txt"] = web.Response(text=lines, content_type="text/plain")
    child = asked(newsroom, "add", f"{newsroom.base}/many.txt")
    assert "many.txt lists 51 pages, which take 1 min or more." in child.before
    time.sleep(0.3)  # CPython's input() sees a Ctrl-C only while it waits, not while it begins to
    child.send(answer if answer == "\x03" else f"{answer}\r")
    out = child.read()
    child.close()
    assert child.exitstatus == code
    assert said in out
    assert "Traceback" not in out
    read = [path for path in newsroom.server.paths() if "nothing" in path]
    assert len(read) == (51 if answer == "y" else 0)
    followed = json.loads(newsroom.run("sources", "--json")[1] or "[]")
    assert len(followed) == (1 if answer == "y" else 0)


def test_ctrl_c_before_anything_was_kept_says_so(tmp_path: Path) -> None:
    over = threading.Event()

    async def slow(request: web.Request) -> web.Response:
        if request.path == "/slow":
            await asyncio.to_thread(over.wait, 60)
        return web.Response(status=404)

    with (
        serving(slow) as server,
        subprocess.Popen(
            [*warm.command(), "add", f"http://127.0.0.1:{server.port}/slow"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={
                **os.environ,
                "ARTICLEBOT_LIBRARY": str(tmp_path / "library"),
                "ARTICLEBOT_ALLOW_PRIVATE_NETWORK": "1",
            },
            # A shell's background jobs ignore Ctrl-C, and so would what they start.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        ) as child,
    ):
        while "/slow" not in server.paths():
            assert child.poll() is None
            time.sleep(0.05)
        child.send_signal(signal.SIGINT)
        out, err = child.communicate(timeout=60)
        over.set()
    assert (child.returncode, out) == (130, "0 added\n")
    assert err == "Interrupted before anything was kept.\n"


def test_a_no_leaves_what_was_followed_as_it_was(newsroom: Newsroom) -> None:
    lines = "\n".join([newsroom.page(0)[0], *(f"{newsroom.base}/nothing/{number}" for number in range(51))])
    newsroom.site.extra["http://post.example/many.txt"] = web.Response(text=lines, content_type="text/plain")
    newsroom.run("add", f"{newsroom.base}/many.txt", "--match", "story")
    code, _, err = newsroom.run("add", f"{newsroom.base}/many.txt")
    assert code == 2
    assert "lists 51 pages" in err
    (source,) = json.loads(newsroom.run("sources", "--json")[1])
    assert (source["match"], source["articles"], source["waiting"]) == ("story", 1, 0)
    newsroom.run("sync")
    assert not [path for path in newsroom.server.paths() if "nothing" in path]


def test_a_failing_source_is_shown_with_its_reason(newsroom: Newsroom) -> None:
    feed = f"{newsroom.base}/feed.xml"
    newsroom.run("add", feed)
    newsroom.site.extra["http://post.example/feed.xml"] = web.Response(status=404)
    code, _, err = newsroom.run("sync")
    assert code == 1
    assert "404" in err
    _, out, _ = newsroom.run("sources")
    assert "failed once: the page is not there (404); again in 15 min" in out


def test_what_cannot_be_followed_is_told(newsroom: Newsroom) -> None:
    newsroom.site.extra["http://post.example/logo"] = web.Response(body=b"\x89PNG", content_type="image/png")
    code, out, err = newsroom.run("add", f"{newsroom.base}/logo", f"{newsroom.base}/none")
    assert (code, out) == (1, "0 added, 2 unreadable\n")
    assert "image/png" in err
    assert "404" in err


def test_forgetting_a_source_keeps_its_articles(newsroom: Newsroom) -> None:
    feed = f"{newsroom.base}/feed.xml"
    newsroom.run("add", feed)
    assert newsroom.run("sources", "--forget", feed)[0] == 0
    assert newsroom.run("sources", "--json")[1].strip() == "[]"
    assert len(newsroom.run("list", "--json")[1].splitlines()) == 4


def test_forgetting_a_source_prints_json_alone_where_it_is_asked_for(newsroom: Newsroom) -> None:
    feed = f"{newsroom.base}/feed.xml"
    newsroom.run("add", feed)
    code, out, err = newsroom.run("sources", "--forget", "1", "--json")
    assert (code, err) == (0, "")
    assert json.loads(out) == {"forgotten": feed, "id": 1, "kind": "feed"}


def test_files_are_followed_too(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "clippings").mkdir()
    (tmp_path / "clippings" / "ferry.txt").write_text("The ferry to Quayside sails every hour from the old stone pier.")
    assert newsroom.run("add", "clippings")[0] == 0
    (tmp_path / "clippings" / "bus.txt").write_text("A night bus stopped at Wexbury because its driver saw a fox.")
    code, out, _ = newsroom.run("sync", "--json")
    assert code == 0
    assert [len(json.loads(line)["added"]) for line in out.splitlines()] == [1]


def test_a_file_of_a_kind_that_is_never_read_is_told_once_and_not_followed(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "notes.xyz").write_bytes(bytes(range(256)))
    (tmp_path / "ferry.txt").write_text("The ferry sails again\n\nIt was repaired in May.", encoding="utf-8")
    code, _, err = newsroom.run("add", "notes.xyz", "ferry.txt")
    assert code == 1
    assert "notes.xyz" in err
    assert [Path(each["address"]).name for each in json.loads(newsroom.run("sources", "--json")[1])] == ["ferry.txt"]
    assert newsroom.run("sync")[0] == 0
    (tmp_path / "ferry.txt").write_bytes(bytes(range(256)))
    assert newsroom.run("add", "ferry.txt")[0] == 1
    assert len(json.loads(newsroom.run("sources", "--json")[1])) == 1


@pytest.mark.parametrize("arguments", [("--every", "soon"), ("--every", "0s"), ("no-such-source",)])
def test_wrong_use_is_told(newsroom: Newsroom, arguments: tuple[str, ...]) -> None:
    newsroom.run("add", newsroom.page(0)[0])
    code, out, err = newsroom.run("sync", *arguments)
    assert code in (1, 2)
    assert not out
    assert "span of time" in err or "No source" in err
