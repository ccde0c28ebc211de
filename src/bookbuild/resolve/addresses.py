"""The address of a link as written → as a URL has it (WHATWG URL, "URL writing"), or None where it is none."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bookbuild.language.marks import NONCHARACTERS, ranges

OUTSIDE = ("http", "https", "mailto", "tel", "ftp", "doi", "urn", "geo")
HIERARCHICAL = ("http", "https", "ftp")
LARGEST_PORT = 65535

_TO_ENCODE = re.compile(
    r"%(?![0-9A-Fa-f]{2})|[\x00-\x20\x7f-\x9f\"<>\[\\\]^`{|}\ud800-\udfff\ufffe\uffff]|[" + ranges(NONCHARACTERS) + "]"
)
_AUTHORITY = re.compile(
    r"(?:[^@/?#\s]*@)?(?P<host>\[[0-9A-Fa-f:.]+\]|[^\[\]:/?#@\s\"<>\\^`{|}%]+)(?::(?P<port>\d{0,5}))?"
)
_DOI = "https://doi.org/"


def address(written: str) -> str | None:
    """What leads out of the book: characters that a URL has not are encoded, `doi:` becomes an address of the web."""
    scheme, _, rest = written.strip().partition(":")
    scheme = scheme.lower()
    if scheme not in OUTSIDE or not rest.strip("/"):
        return None
    if scheme == "doi":
        return _DOI + _encoded(rest.strip("/"))
    if scheme not in HIERARCHICAL:
        return f"{scheme}:{_encoded(rest)}"
    if not rest.startswith("//") or rest.startswith("///"):
        return None
    end = re.search(r"[/?#\\]|$", rest[2:])
    authority = rest[2 : 2 + (end.start() if end else 0)]
    return f"{scheme}://{authority}{_encoded(rest[2 + len(authority) :])}" if _is_authority(authority) else None


def _is_authority(written: str) -> bool:
    match = _AUTHORITY.fullmatch(written)
    if match is None or int(match["port"] or 0) > LARGEST_PORT:
        return False
    labels = match["host"].removesuffix(".").split(".")
    return (match["host"].startswith("[") and _is_split(written)) or all(labels)


def _is_split(written: str) -> bool:
    """Whether Python reads an authority: that of an IPv6 address it checks."""
    try:
        urlsplit(f"//{written}")
    except ValueError:
        return False
    return True


def _encoded(written: str) -> str:
    """A path, query and fragment with what they must not have encoded: a second `#` too."""
    before, mark, fragment = written.partition("#")
    escaped = (_TO_ENCODE.sub(_escaped, part) for part in (before, fragment.replace("#", "%23")))
    return mark.join(escaped) if mark else next(escaped)


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace"))
