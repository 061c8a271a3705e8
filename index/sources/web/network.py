"""Connections to checked addresses only.

The name is resolved once, here; the addresses are checked; the connection goes to a checked address, as a
number.  A name server that answers differently the second time (DNS rebinding) is not asked a second time, and
every redirect comes through here again because a new connection does.  TLS still verifies the name, and the Host
header still carries it: both come from the request, not from here.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterable, Sequence

import httpcore
import httpx

from index.errors import AddressRefusedError
from index.sources.web.addresses import is_metadata, refusal

Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
"""(host, port) -> the addresses it has, as literals, best first; raises OSError where it has none."""


async def system_resolver(host: str, port: int) -> Sequence[str]:
    """What the operating system resolves ``host`` to."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


class CheckedBackend(httpcore.AsyncNetworkBackend):
    """Opens TCP connections to addresses that passed the check, through another backend."""

    def __init__(self, *, allow_private: bool, resolver: Resolver, inner: httpcore.AsyncNetworkBackend) -> None:
        self._allow_private = allow_private
        self._resolver = resolver
        self._inner = inner

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A stream to ``host``; AddressRefusedError where all its addresses are forbidden ones."""
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in await self._checked(host, port, timeout):
            try:
                return await self._inner.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    async def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002 - httpcore's signature
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Never: nothing on the web is a file of this machine."""
        raise AddressRefusedError(path, "a socket of this machine is not a web address")

    async def sleep(self, seconds: float) -> None:
        """Waits; httpcore asks for it between its own retries, which are off."""
        await self._inner.sleep(seconds)

    async def _checked(self, host: str, port: int, timeout_s: float | None) -> list[str]:
        try:
            addresses = await asyncio.wait_for(self._resolver(host, port), timeout_s)
        except TimeoutError as error:
            raise httpcore.ConnectTimeout(f"looking up {host} took too long") from error
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the name {host} is not known") from error
        if self._allow_private:
            # No intranet has its articles there.
            allowed = [address for address in addresses if not is_metadata(address)]
            if addresses and not allowed:
                raise AddressRefusedError(host, f"{host} is a cloud metadata address, which is never asked")
            return allowed
        verdicts = [(address, refusal(address)) for address in addresses]
        public = [address for address, reason in verdicts if reason is None]
        if verdicts and not public:
            address, reason = verdicts[0]
            where = reason if address == host else f"at {address}, {reason}"
            remedy = "to read from your own network, set ARTICLEBOT_ALLOW_PRIVATE_NETWORK=1"
            raise AddressRefusedError(host, f"{host} is {where}; {remedy}")
        return public


class CheckedTransport(httpx.AsyncHTTPTransport):
    """httpx's transport over a pool that connects through ``backend``.

    httpx has no argument for the backend, so the pool, which its base class makes in ``__init__``, is made
    here.  ``tests/index/sources/web/test_safety.py`` fails if a later httpx keeps its pool under another name.
    """

    def __init__(self, backend: httpcore.AsyncNetworkBackend, *, max_connections: int) -> None:
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=max_connections,
            max_keepalive_connections=max_connections,
            keepalive_expiry=5.0,
            network_backend=backend,
        )
