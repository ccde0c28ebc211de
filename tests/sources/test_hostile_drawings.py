"""Drawings that would run, fetch, or never end → `image-invalid`, `resource-remote` or `too-large`, with their line."""

from __future__ import annotations

import base64
import time

import pytest

from bookbuild.sources.files.svg import svg_problems

HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">\n'
E = "https://example.org/a"
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def codes(content: str | bytes) -> set[str]:
    data = content if isinstance(content, bytes) else (HEAD + content + "</svg>").encode()
    return {str(code) for code, _, _ in svg_problems("a.svg", data)}


INVALID, REMOTE, LARGE = "image-invalid", "resource-remote", "too-large"
HOSTILE: dict[str, tuple[str | bytes, str]] = {
    "a script": ("<script>1</script>", INVALID),
    "a script of XHTML": (f"<script {XHTML}>1</script>", INVALID),
    "a script in a description": (f"<desc><script {XHTML}/></desc>", INVALID),
    "a handler": ('<rect onmouseover="x"/>', INVALID),
    "a handler in capitals": ('<rect OnLoad="x"/>', INVALID),
    "a handler of XML events": ('<handler xmlns="http://www.w3.org/2001/xml-events"/>', INVALID),
    "an attribute of XML events": ('<g xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load"/>', INVALID),
    "a frame": (f'<foreignObject><iframe {XHTML} src="{E}"/></foreignObject>', INVALID),
    "an object": (f'<foreignObject><object {XHTML} data="{E}"/></foreignObject>', INVALID),
    "a form": (f'<foreignObject><form {XHTML} action="{E}"/></foreignObject>', INVALID),
    "a picture of XHTML": (f'<g><img {XHTML} srcset="{E} 2x"/></g>', INVALID),
    "a film": (f'<video {XHTML} poster="{E}"/>', INVALID),
    "a sound": (f'<audio href="{E}"/>', INVALID),
    "a refreshing head": (f'<meta {XHTML} http-equiv="refresh" content="0;{E}"/>', INVALID),
    "XInclude": (f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{E}"/>', INVALID),
    "mathematics": ('<math xmlns="http://www.w3.org/1998/Math/MathML"/>', INVALID),
    "set": (f'<a href="#a"><set attributeName="href" to="{E}"/></a>', INVALID),
    "animate": (f'<image href="#a"><animate attributeName="href" values="{E}"/></image>', INVALID),
    "another's element": ('<use href="other.svg#x"/>', INVALID),
    "a picture": (f'<image xlink:href="{E}"/>', REMOTE),
    "a picture by white space": ('<image href=" &#10;ht&#9;tps://example.org/a"/>', REMOTE),
    "a picture by slashes": (r'<image href="\\example.org/a"/>', REMOTE),
    "a picture of a filter": (f'<filter><feImage href="{E}"/></filter>', REMOTE),
    "another place of a text path": (f'<text><textPath href="{E}#p"/></text>', REMOTE),
    "a colour of another": (f'<linearGradient xlink:href="{E}#g"/>', REMOTE),
    "a link that runs": ('<a href="javascript:alert(1)"/>', REMOTE),
    "a link that runs, apart": ('<a href="java&#10;script:alert(1)"/>', REMOTE),
    "a link with markup": ('<a href="data:text/html,x"/>', INVALID),
    "a drawing in an address": ('<image href="data:image/svg+xml,x"/>', INVALID),
    "markup that says it is a picture": (
        f'<image href="data:image/png;base64,{base64.b64encode(b"<svg/>").decode()}"/>', INVALID,
    ),
    "a base": (f'<g xml:base="{E}"/>', REMOTE),
    "a base of the folder": ('<g xml:base="../"/>', INVALID),
    "a style sheet": (f"<?xml-stylesheet href='{E}'?>".encode() + HEAD.encode() + b"</svg>", REMOTE),
    "another instruction": ("<?php x?>", INVALID),
    "an import": (f"<style>@import '{E}';</style>", REMOTE),
    "an import with an escape": (f"<style>@\\69mport '{E}';</style>", REMOTE),
    "an import in supports": (f"<style>@supports (a:b) {{ @import '{E}'; }}</style>", REMOTE),
    "an import of nothing": ("<style>@import ;</style>", INVALID),
    "an import in a section of data": (f"<style><![CDATA[@import '{E}';]]></style>", REMOTE),
    "a set of pictures": (f"<style>g {{ fill: image-set('{E}' 1x) }}</style>", REMOTE),
    "a source": ("<style>g { fill: src(var(--a)) }</style>", INVALID),
    "a style in an attribute": (f"<g style='fill: u\\72l({E})'/>", REMOTE),
    "a presentation attribute": (f"<g filter='url({E}#f)'/>", REMOTE),
    "a presentation attribute with a comment": (f"<g fill='/**/url({E})'/>", REMOTE),
    "a cursor": (f"<g cursor='url({E}), auto'/>", REMOTE),
    "a style sheet of another kind": ('<style type="text/x-script">x</style>', INVALID),
    "a ping": (f'<a href="#a" ping="{E}"/>', INVALID),
    "an unknown element": ("<unknown/>", INVALID),
    "an unknown attribute": ('<g formaction="x"/>', INVALID),
    "UTF-16": (f'<?xml version="1.0" encoding="UTF-16"?>{HEAD}</svg>'.encode("utf-16"), INVALID),
    "UTF-16 without a mark": ((HEAD + "</svg>").encode("utf-16-le"), INVALID),
    "UTF-7": (f'<?xml version="1.0" encoding="UTF-7"?>{HEAD}</svg>'.encode(), INVALID),
    "a declared type": (b"<!doctype svg>" + HEAD.encode() + b"</svg>", INVALID),
    "one number": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="1"/>', INVALID),
    "no number": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox=""/>', INVALID),
    "a box of nothing": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 0 0"/>', INVALID),
    "a box of all and nothing": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1e-200 1e200"/>', INVALID),
    "a box of what is no number": (b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 nan inf"/>', INVALID),
    "a page wide without end": (b'<svg xmlns="http://www.w3.org/2000/svg" width="1e99" height="9"/>', INVALID),
    "a page of words": (b'<svg xmlns="http://www.w3.org/2000/svg" width="wide" height="9"/>', INVALID),
    "a page below nothing": (b'<svg xmlns="http://www.w3.org/2000/svg" width="-9" height="9"/>', INVALID),
    "a region of a filter": ('<filter id="f" width="90000" height="90000"/>', INVALID),
    "a region in percent": ('<filter id="f" width="9000%"/>', INVALID),
    "a blur without end": ('<filter id="f"><feGaussianBlur stdDeviation="1e8"/></filter>', INVALID),
    "an offset without end": ('<rect x="1e300" width="1" height="1"/>', INVALID),
    "an element that uses itself": ('<g id="a"><use href="#a"/></g>', INVALID),
    "two that use each other": ('<g id="a"><use href="#b"/></g><g id="b"><use xlink:href="#a"/></g>', INVALID),
    "a pattern of itself": ('<pattern id="p"><rect fill="url(#p)"/></pattern>', INVALID),
    "uses of uses": (
        "".join(f'<g id="g{n}">' + f'<use href="#g{n - 1}"/>' * 10 + "</g>" for n in range(1, 9)) + '<g id="g0"/>', LARGE,
    ),
    "patterns of patterns": (
        "".join(f'<pattern id="g{n}">' + f'<rect fill="url(#g{n - 1})"/>' * 10 + "</pattern>" for n in range(1, 9))
        + '<pattern id="g0"/><rect fill="url(#g8)"/>', LARGE,
    ),
    "markers at every point": (
        f'<marker id="m">{"<g/>" * 900}</marker><path d="M0 0{"L1 1" * 900}" marker-mid="url(#m)"/>', LARGE,
    ),
    "elements without end": ("<g/>" * 450_000, LARGE),
    "attributes without end": ("<g " + " ".join(f'a{n}=""' for n in range(6_000)) + "/>", LARGE),
    "a style sheet without end": (f"<style>{'a{b:c}' * 180_000}</style>", LARGE),
    "styles without end": ('<g style="a:b;c:d"/>' * 120_000, LARGE),
    "a large file": (HEAD.encode() + b" " * 17 * 2**20 + b"</svg>", LARGE),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_drawing_that_does_more_than_stand_still(name: str) -> None:
    content, code = HOSTILE[name]
    found = codes(content)
    assert code in found
    assert found <= {INVALID, REMOTE, LARGE}


SOUND = {
    "shapes": '<g id="a" fill="#123" transform="translate(1,2) scale(.5)"><path d="M0 0l1-1.5.5.5z"/></g>',
    "uses and colours": '<defs><linearGradient id="l"><stop offset="1"/></linearGradient></defs><use href="#a" fill="url(#l)"/>',
    "text": '<text xml:space="preserve" lang="ar" direction="rtl">نص<tspan dx="1">x</tspan></text>',
    "a filter": '<filter id="f" x="-50%" y="-.5" width="2" height="200%"><feGaussianBlur stdDeviation="2 3"/></filter>',
    "a style": '<style type="text/css">@font-face { font-family: A; src: local("A") } g { fill: url(#l) }</style>',
    "a namespace": '<style>@namespace svg url("http://www.w3.org/2000/svg"); svg|g { fill: red }</style>',
    "what an editor keeps": '<x:namedview xmlns:x="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd" x:a="http://e.org"/>',
    "metadata": '<metadata><r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" r:about="http://e.org"/></metadata>',
    "links": '<a href="https://example.org" target="_top" rel="noopener"><rect aria-label="x" data-n="1"/></a>',
    "a declaration of style that is none": "<g style='fill: ;; -x'/>",
    "decimals": '<path d="M0.12345678901234 1e-20 3.0e2"/><rect x="0.123456789012"/>',
}  # fmt: skip


@pytest.mark.parametrize("name", SOUND)
def test_a_drawing_that_stands_still(name: str) -> None:
    assert codes(SOUND[name]) == set()


def test_the_line_of_the_drawing_is_told() -> None:
    data = (HEAD + '<g/>\n<image href="https://example.org/a"/></svg>').encode()
    (problem,) = svg_problems("a.svg", data)
    assert problem[1] == "`a.svg`, line 3, refers to `https://example.org/a`"


def test_what_is_drawn_is_counted_in_time_that_grows_with_the_drawing() -> None:
    """Sixteen times the elements, in less than sixty times the time."""

    def seconds(count: int) -> float:
        content = '<g id="a"/>' + '<use href="#a"/>' * count
        before = time.process_time()
        assert codes(content) == set()
        return time.process_time() - before

    seconds(100)
    assert seconds(16_000) < 60 * max(seconds(1_000), 0.001)
