"""One test for each rule that keeps a bot, which strangers may hand links to, from doing harm.

Each was seen to fail with its rule taken out.
"""

from __future__ import annotations

import asyncio
import gzip
import zlib
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from index.errors import AddressRefusedError, UnreachableError, UnreadableError
from tests.webserver import PUBLIC

SECRET = "root:x:0:0"


@pytest.mark.parametrize(
    "address", ["127.0.0.1", "10.0.0.7", "192.168.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "100.64.3.2"]
)
async def test_a_name_that_resolves_to_a_private_address_is_not_connected_to(internet: Any, address: str) -> None:
    internet.names.known["inside.example"] = [[address]]
    internet.pages["http://inside.example/"] = SECRET
    with pytest.raises(AddressRefusedError, match="ARTICLEBOT_ALLOW_PRIVATE_NETWORK"):
        await internet.fetcher().fetch("http://inside.example/")
    assert internet.wires.dialled == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]"])
async def test_private_addresses_written_out_are_not_connected_to(internet: Any, host: str) -> None:
    from index.sources.web.fetching import Fetcher
    from index.sources.web.settings import WebSettings

    async with Fetcher(WebSettings(), dialler=internet.wires) as fetcher:  # with the system's own resolver
        with pytest.raises((AddressRefusedError, UnreachableError)):
            await fetcher.fetch(f"http://{host}:8000/")
    assert internet.wires.dialled == []


async def test_of_several_addresses_only_public_ones_are_connected_to(internet: Any) -> None:
    internet.names.known["mixed.example"] = [["10.0.0.1", PUBLIC]]
    internet.pages["http://mixed.example/"] = "hello"
    assert (await internet.fetcher().fetch("http://mixed.example/")).body == b"hello"
    assert set(internet.wires.dialled) == {PUBLIC}


async def test_a_redirect_to_a_private_address_is_not_followed(internet: Any) -> None:
    internet.names.known["metadata.example"] = [["169.254.169.254"]]
    internet.pages["http://news.example/"] = web.Response(status=302, headers={"Location": "http://metadata.example/"})
    internet.pages["http://metadata.example/"] = SECRET
    with pytest.raises(AddressRefusedError):
        await internet.fetcher().fetch("http://news.example/")
    assert set(internet.wires.dialled) == {PUBLIC}


async def test_rebinding_a_name_gains_nothing(internet: Any) -> None:
    """The name server says something public first and something private ever after."""
    internet.names.known["rebind.example"] = [[PUBLIC], ["127.0.0.1"]]
    internet.pages["http://rebind.example/robots.txt"] = web.Response(headers={"Connection": "close"})
    internet.pages["http://rebind.example/"] = SECRET
    with pytest.raises(AddressRefusedError):
        await internet.fetcher().fetch("http://rebind.example/")
    assert internet.wires.dialled == [PUBLIC]
    assert len(internet.names.asked) == 2, "one look-up a connection: what was checked is what is connected to"


async def test_a_private_network_is_read_when_it_is_allowed(internet: Any) -> None:
    internet.names.known["wiki.intranet"] = [["10.0.0.7"]]
    internet.pages["http://wiki.intranet/"] = "hello"
    fetched = await internet.fetcher(allow_private_network=True).fetch("http://wiki.intranet/")
    assert fetched.body == b"hello"
    assert internet.wires.dialled[0] == "10.0.0.7"


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://news.example/", "gopher://news.example/", "javascript:alert(1)", "/etc/passwd"]
)
async def test_only_http_and_https_are_read(internet: Any, url: str) -> None:
    with pytest.raises(AddressRefusedError, match="http"):
        await internet.fetcher().fetch(url)


async def test_a_redirect_leaves_http_no_more_than_a_link_does(internet: Any) -> None:
    internet.pages["http://news.example/"] = web.Response(status=302, headers={"Location": "file:///etc/passwd"})
    with pytest.raises(AddressRefusedError, match="redirects to a file address"):
        await internet.fetcher().fetch("http://news.example/")


async def test_credentials_in_an_address_are_refused(internet: Any) -> None:
    internet.pages["http://news.example/"] = "hello"
    internet.pages["http://other.example/"] = web.Response(
        status=302, headers={"Location": "http://user:pass@news.example/"}
    )
    for url in ("http://user:pass@news.example/", "http://token@news.example/", "http://other.example/"):
        with pytest.raises(AddressRefusedError, match="credentials"):
            await internet.fetcher().fetch(url)
    assert all("Authorization" not in seen.headers for seen in internet.server.seen)


async def test_nothing_of_the_environment_is_sent(
    internet: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine news.example login me password secret\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    internet.pages["http://news.example/"] = "hello"
    assert (await internet.fetcher().fetch("http://news.example/")).body == b"hello"
    assert all("Authorization" not in seen.headers for seen in internet.server.seen)


async def test_cookies_are_not_kept(internet: Any) -> None:
    internet.pages["http://news.example/"] = web.Response(text="one", headers={"Set-Cookie": "id=42; Path=/"})
    fetcher = internet.fetcher()
    for _ in range(2):
        await fetcher.fetch("http://news.example/")
    assert len(internet.server.paths()) == 2
    assert all("Cookie" not in seen.headers for seen in internet.server.seen)


async def test_a_body_past_the_limit_is_dropped_whatever_its_length_claims(internet: Any) -> None:
    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(1000):
            await response.write(b"x" * 10_000)
        return response

    internet.pages["http://news.example/endless"] = endless
    internet.pages["http://news.example/declared"] = web.Response(text="x" * 200_000)
    for page in ("endless", "declared"):
        with pytest.raises(UnreadableError, match="more than 0 MB"):
            await internet.fetcher(max_page_bytes=100_000).fetch(f"http://news.example/{page}")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
async def test_a_bomb_is_not_unpacked(internet: Any, encoding: str) -> None:
    zeros = b"\0" * 100_000_000
    packed = gzip.compress(zeros, 1) if encoding == "gzip" else zlib.compress(zeros, 1)
    assert len(packed) < 2_000_000
    internet.pages["http://news.example/"] = web.Response(body=packed, headers={"Content-Encoding": encoding})
    with pytest.raises(UnreadableError, match="more than 1 MB"):
        await internet.fetcher(max_page_bytes=1_000_000).fetch("http://news.example/")


async def test_redirects_end(internet: Any) -> None:
    async def further(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": f"/{int(request.path[1:]) + 1}"})

    for number in range(100):
        internet.pages[f"http://news.example/{number}"] = further
    internet.pages["http://news.example/loop"] = web.Response(status=301, headers={"Location": "/loop"})
    with pytest.raises(UnreadableError, match="more than 5 redirects"):
        await internet.fetcher().fetch("http://news.example/0")
    assert len(internet.server.paths()) == 6
    with pytest.raises(UnreadableError, match="circle"):
        await internet.fetcher().fetch("http://news.example/loop")


async def test_a_stalling_server_is_given_up(internet: Any) -> None:
    async def silent(request: web.Request) -> web.StreamResponse:
        await asyncio.sleep(5)
        return web.Response()

    internet.pages["http://news.example/"] = silent
    with pytest.raises(UnreachableError, match="does not answer"):
        await internet.fetcher(read_timeout_s=0.1, attempts=1).fetch("http://news.example/")


async def test_a_server_that_drips_is_given_up(internet: Any) -> None:
    async def dripping(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        for _ in range(100):
            await response.write(b"x")
            await asyncio.sleep(0.05)
        return response

    internet.pages["http://news.example/"] = dripping
    with pytest.raises(UnreachableError, match="within 0.3 seconds"):
        await internet.fetcher(total_timeout_s=0.3, attempts=1).fetch("http://news.example/")


@pytest.mark.parametrize(
    "address", ["169.254.169.254", "::ffff:169.254.169.254", "fd00:ec2::254", "64:ff9b::a9fe:a9fe"]
)
async def test_a_clouds_metadata_is_never_asked_for(internet: Any, address: str) -> None:
    internet.names.known["metadata.example"] = [[address]]
    internet.pages["http://metadata.example/"] = SECRET
    with pytest.raises(AddressRefusedError, match="metadata"):
        await internet.fetcher(allow_private_network=True).fetch("http://metadata.example/")
    assert internet.wires.dialled == []


async def test_a_page_that_sends_its_readers_on_leads_to_no_private_address(internet: Any) -> None:
    internet.names.known["inside.example"] = [["127.0.0.1"]]
    internet.pages["http://inside.example/"] = SECRET
    for target in ("http://inside.example/", "file:///etc/passwd"):
        internet.pages["http://news.example/"] = f"<meta http-equiv='refresh' content='0; url={target}'>"
        with pytest.raises(AddressRefusedError):
            await internet.fetcher().fetch("http://news.example/")
    assert set(internet.wires.dialled) == {PUBLIC}
