"""What is an address of the web, and what only looks like one."""

import pytest

from ovh_explorer.workspace.navigation.web_address import web_address


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://www.ovh.com/cgi-bin/order/bill.pdf?a=b&c=d#e", "www.ovh.com"),
        ("http://example.com", "example.com"),
        ("HTTPS://Example.COM/", "example.com"),
        ("https://example.com:443/", "example.com"),
        ("https://example.com:8443/", "example.com:8443"),
        ("http://192.0.2.1/x", "192.0.2.1"),
        ("http://[2001:db8::1]:8080/", "[2001:db8::1]:8080"),
        # Letters that look like others are spelled out.
        ("https://оvh.com/", "xn--vh-emc.com"),
    ],
)
def test_an_address_of_the_web_is_known_by_its_host(url, host):
    address = web_address(url)
    assert address is not None
    assert (address.url, address.host) == (url, host)


@pytest.mark.parametrize(
    "value",
    [
        None,
        7,
        "",
        "www.ovh.com",
        "see https://www.ovh.com",
        "https://www.ovh.com and more",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.com/",
        "data:text/html,x",
        "https://",
        "https:///path",
        "https:www.ovh.com",
        # It reads as the host that stands before the sign.
        "https://www.ovh.com@example.net/",
        "https://www.ovh.com\\@example.net/",
        "https://example.com:port/",
        "https://exa mple.com/",
        "https://example.com/\n",
        "https://example.com/\x1b]0;x\x07",
        "https://example.com/\u202egnp.exe",
        "http://[::1",
        "https://-/",
        "https://example.com/" + "x" * 8_000,
    ],
)
def test_other_values_are_none(value):
    assert web_address(value) is None
