"""Which network addresses a bot that strangers may give links to has no business connecting to."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))
"""Translated to the IPv4 address in their last 32 bits (RFC 6052, RFC 8215)."""

METADATA = frozenset(
    ip_address(text)
    for text in (
        "169.254.169.254",  # AWS, Azure, Google, and most others
        "100.100.100.200",  # Alibaba
        "192.0.0.192",  # Oracle
        "168.63.129.16",  # Azure's wire server: the one that is in public address space
        "fd00:ec2::254",  # AWS over IPv6
    )
)
"""Where cloud machines ask for their own credentials.  All but one are also caught as private or link-local."""


def refusal(address: str) -> str | None:
    """Why ``address`` (an IPv4 or IPv6 literal) must not be connected to; None if it is a public one.

    Addresses that carry another inside (IPv4-mapped, 6to4, Teredo, NAT64) are judged by that one as well.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return "not an address"
    inner = _embedded(parsed)
    judged = inner if isinstance(parsed, IPv6Address) and parsed.ipv4_mapped else [parsed, *inner]
    return next((reason for candidate in judged if (reason := _refusal(candidate))), None)


def is_metadata(address: str) -> bool:
    """Whether ``address``, or one inside it, is where a cloud machine asks for its own credentials."""
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return any(candidate in METADATA for candidate in (parsed, *_embedded(parsed)))


def _embedded(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The IPv4 addresses that a packet to ``address`` may end up at."""
    if isinstance(address, IPv4Address):
        return []
    found = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if any(address in network for network in NAT64) or int(address) < 2**32:
        # The second case is the deprecated "IPv4-compatible" form, ::127.0.0.1.
        found.append(IPv4Address(int(address) & 0xFFFFFFFF))
    return [inner for inner in found if inner is not None]


def _refusal(address: IPv4Address | IPv6Address) -> str | None:
    kinds = (
        (address in METADATA, "a cloud metadata address"),
        (address.is_loopback, "a loopback address"),
        (address.is_link_local, "a link-local address"),
        (address.is_multicast, "a multicast address"),
        (address.is_unspecified, "the unspecified address"),
        (address.is_private, "a private address"),
        # NAT64's range is reserved by name and public by use; the address inside has been judged.
        (address.is_reserved and address not in NAT64[0], "a reserved address"),
        (isinstance(address, IPv6Address) and address.is_site_local, "a private address"),
        # Shared address space (100.64.0.0/10) is neither private nor global to the standard library.
        (not address.is_global, "not a public address"),
    )
    return next((reason for applies, reason in kinds if applies), None)
