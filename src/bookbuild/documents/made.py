"""What a template has made → a finding where it cannot be set, or has what no document of a book may have."""

from __future__ import annotations

from lxml import etree

from bookbuild.diagnostics import BookError, Finding
from bookbuild.documents.allowed_markup import XHTML, markup_faults
from bookbuild.documents.environment import Templates, invalid


def check_made(xhtml: bytes, file: str, templates: Templates, pictures: frozenset[str]) -> None:
    """Raises BookError where a template makes what is not XML, has no section to be set, or has what a book has not."""
    try:
        root = etree.fromstring(xhtml, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        message, remedy = f"does not give well-formed XHTML: {error.msg}", "close every element and escape text"
        raise BookError([invalid(message, templates.place(file), None, remedy)]) from error
    if root.find(f"{XHTML}body/{XHTML}section") is None:
        message, remedy = "gives no `<section>` in its `<body>`", "extend `document.xhtml`, which has one"
        raise BookError([invalid(message, templates.place(file), None, remedy)])
    if templates.are_own and (faults := list(markup_faults(root, pictures))):
        place = invalid("", templates.place(file), None).location
        remedy = "take it out of the template"
        raise BookError([Finding(code, f"`{place.path}` {what}", remedy, place) for code, what in faults])
