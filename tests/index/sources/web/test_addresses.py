import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.sources.web.addresses import refusal


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.1.1", "169.254.169.254",
        "100.64.0.1", "100.100.100.200", "168.63.129.16", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
        "198.18.0.1", "192.0.2.1", "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd00:ec2::254", "ff02::1",
        "fec0::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "2002:7f00:1::",
        "2002:a9fe:a9fe::1", "2002:a00:1::", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a00:1",
        "2001:0:4136:e378:8000:63bf:3fff:fdd2", "nonsense", "",
    ],
)  # fmt: skip
def test_refuses_what_is_not_public(address: str) -> None:
    assert refusal(address)


@pytest.mark.parametrize(
    "address",
    ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"],
)
def test_allows_what_is_public(address: str) -> None:
    assert refusal(address) is None


@given(st.ip_addresses(v=4))
def test_a_mapped_address_is_judged_by_the_one_inside(address: object) -> None:
    assert refusal(f"::ffff:{address}") == refusal(str(address))
