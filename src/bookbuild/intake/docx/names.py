"""Elements of Office Open XML → short names (`w:p`), whichever of its two families of namespaces a file uses."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from lxml import etree

_OLD = "http://schemas.openxmlformats.org/"
_STRICT = "http://purl.oclc.org/ooxml/"
_NAMESPACES = {
    f"{_OLD}wordprocessingml/2006/main": "w",
    f"{_STRICT}wordprocessingml/main": "w",
    f"{_OLD}officeDocument/2006/relationships": "r",
    f"{_STRICT}officeDocument/relationships": "r",
    f"{_OLD}drawingml/2006/main": "a",
    f"{_STRICT}drawingml/main": "a",
    f"{_OLD}drawingml/2006/wordprocessingDrawing": "wp",
    f"{_STRICT}drawingml/wordprocessingDrawing": "wp",
    f"{_OLD}drawingml/2006/picture": "pic",
    f"{_STRICT}drawingml/picture": "pic",
    f"{_OLD}drawingml/2006/diagram": "dgm",
    f"{_STRICT}drawingml/diagram": "dgm",
    f"{_OLD}drawingml/2006/chart": "c",
    f"{_STRICT}drawingml/chart": "c",
    f"{_OLD}officeDocument/2006/math": "m",
    f"{_STRICT}officeDocument/math": "m",
    f"{_OLD}package/2006/relationships": "rel",
    f"{_OLD}package/2006/content-types": "ct",
    f"{_OLD}package/2006/metadata/core-properties": "cp",
    f"{_OLD}officeDocument/2006/custom-properties": "custom",
    f"{_STRICT}officeDocument/custom-properties": "custom",
    f"{_OLD}markup-compatibility/2006": "mc",
    "http://schemas.microsoft.com/office/word/2010/wordprocessingShape": "wps",
    "http://schemas.microsoft.com/office/drawing/2017/decorative": "adec",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
}
_SPELLINGS: dict[str, tuple[str, ...]] = {}
for _uri, _prefix in _NAMESPACES.items():
    _SPELLINGS[_prefix] = (*_SPELLINGS.get(_prefix, ()), f"{{{_uri}}}")
_OFF = frozenset(("0", "false", "off", "none"))


def name(element: etree._Element) -> str:
    """`w:p` for an element of a namespace that is known here; `?:p` for another, `` for a comment."""
    tag = element.tag
    return _short(tag) if isinstance(tag, str) else ""


@cache
def _short(tag: str) -> str:
    namespace, _, local = tag.rpartition("}")
    return f"{_NAMESPACES.get(namespace[1:], '?')}:{local}"


@cache
def _long(short: str) -> tuple[str, ...]:
    prefix, _, local = short.partition(":")
    return (*(f"{namespace}{local}" for namespace in _SPELLINGS[prefix]), local)


def attribute(element: etree._Element | None, short: str) -> str | None:
    """The value of `w:val` of an element, also where it is written without a namespace."""
    if element is None:
        return None
    return next((value for each in _long(short) if (value := element.get(each)) is not None), None)


def value(element: etree._Element | None) -> str | None:
    return attribute(element, "w:val")


def number(element: etree._Element | None, short: str = "w:val") -> int | None:
    """An attribute as a whole number; None where it is none, or is not there."""
    written = attribute(element, short)
    try:
        return int(written) if written is not None and len(written) < 12 else None
    except ValueError:
        return None


@cache
def _tags(short: str) -> tuple[str, ...]:
    return _long(short)[:-1]


def child(element: etree._Element | None, short: str) -> etree._Element | None:
    """The first child with that name."""
    return None if element is None else next(element.iterchildren(*_tags(short)), None)


def children(element: etree._Element | None, short: str) -> Iterator[etree._Element]:
    return iter(()) if element is None else element.iterchildren(*_tags(short))


def descendants(element: etree._Element, *shorts: str) -> Iterator[etree._Element]:
    """Elements below one, in order; of alternatives the one that is read."""
    if next(element.iter(*_tags("mc:AlternateContent")), None) is None:
        yield from element.iterdescendants(*(tag for short in shorts for tag in _tags(short)))
        return
    for each in element:
        if name(each) == "mc:AlternateContent":
            if (branch := alternative(each)) is not None:
                yield from descendants(branch, *shorts)
            continue
        if name(each) in shorts:
            yield each
        yield from descendants(each, *shorts)


def switch(properties: etree._Element | None, short: str) -> bool | None:
    """Whether a property that is on or off (`w:b`) is on; None where it is not said."""
    found = child(properties, short)
    return None if found is None else value(found) not in _OFF


def alternative(element: etree._Element) -> etree._Element | None:
    """The branch of `mc:AlternateContent` that is read: the first that holds text or a picture."""
    branches = [each for each in element if name(each) in ("mc:Choice", "mc:Fallback")]
    return next((each for each in branches if _holds(each)), branches[0] if branches else None)


def _holds(branch: etree._Element) -> bool:
    found = (name(each) for each in branch.iter(etree.Element))
    return any(each in ("w:t", "w:delText", "a:blip", "v:imagedata", "w:sym", "a:t", "m:t") for each in found)
