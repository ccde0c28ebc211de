"""Addresses as they are written → as a URL has them, or None."""

from __future__ import annotations

import pytest

from bookbuild.resolve.addresses import address

ADDRESSES = {
    "https://a.org/x|y": "https://a.org/x%7Cy",
    "https://a.org/%zz": "https://a.org/%25zz",
    "https://a.org/%20b%": "https://a.org/%20b%25",
    "https://a.org/{a}^b\\c`d": "https://a.org/%7Ba%7D%5Eb%5Cc%60d",
    "https://a.org/a#b#c": "https://a.org/a#b%23c",
    "https://a.org/a b": "https://a.org/a%20b",
    'https://a.org/"<q>"': "https://a.org/%22%3Cq%3E%22",
    "https://a.org/?a[1]=2&b=|": "https://a.org/?a%5B1%5D=2&b=%7C",
    "https://a.org/كتاب?q=é": "https://a.org/كتاب?q=é",
    "https://كتاب.org": "https://كتاب.org",
    "HTTPS://A.ORG/X": "https://A.ORG/X",
    "https://[::1]:80/x": "https://[::1]:80/x",
    "https://me@a.org:8080": "https://me@a.org:8080",
    "mailto:a b@c.org": "mailto:a%20b@c.org",
    "tel:+49123": "tel:+49123",
    "doi:10.1000/1<2>": "https://doi.org/10.1000/1%3C2%3E",
    "urn:isbn:9780": "urn:isbn:9780",
}
NONE = [
    "https://", "https:///x", "http:a.org", "https://a..org", "https://a b.org", "https://a.org:port/", "https://a.org:99999/",
    "http://[::1", "http://[zz]/", "foo:bar", "//a.org", "chapters/01.md", "a%20b", "", ":", "mailto:", "https://a|b.org",
]  # fmt: skip


@pytest.mark.parametrize("written", ADDRESSES)
def test_what_a_url_has_not_is_encoded(written: str) -> None:
    assert address(written) == ADDRESSES[written]


@pytest.mark.parametrize("written", ADDRESSES)
def test_what_is_encoded_stays(written: str) -> None:
    assert address(ADDRESSES[written]) == ADDRESSES[written]


@pytest.mark.parametrize("written", NONE)
def test_what_is_no_address(written: str) -> None:
    assert address(written) is None
