"""What a style sheet asks for is seen however it is written; what it does not ask for is not."""

from __future__ import annotations

import pytest

from bookbuild.guarded.css import DEEPEST, sheet_requests, style_requests

ADDRESS = "https://example.org/x"
ASKING = {
    "import": f'@import "{ADDRESS}";',
    "import by url": f"@import url({ADDRESS});",
    "import with an escape": f'@\\69 mport "{ADDRESS}";',
    "import in capitals": f'@IMPORT "{ADDRESS}";',
    "import in supports": f'@supports (color: red) {{ @import "{ADDRESS}"; }}',
    "import in media": f"@media print {{ @import url('{ADDRESS}'); }}",
    "import in a rule": f"p {{ @import '{ADDRESS}'; }}",
    "import after a comment": f"/* @import */ @import/**/'{ADDRESS}';",
    "import into a layer": f"@import url({ADDRESS}) layer(a) supports(color: red);",
    "url": f"p {{ background: url({ADDRESS}) }}",
    "url as a string": f"p {{ background: url( '{ADDRESS}' ) }}",
    "url with an escape in its name": f"p {{ background: u\\72l({ADDRESS}) }}",
    "url with an escape in its address": "p { background: url(\\68ttps://example.org/x) }",
    "url in a nested rule": f"p {{ & b {{ background: url({ADDRESS}) }} }}",
    "url in a variable": f":root {{ --a: url({ADDRESS}) }}",
    "image-set": f"p {{ background: image-set('{ADDRESS}' 1x) }}",
    "image-set of a browser": f"p {{ background: -webkit-image-set('{ADDRESS}' 1x) }}",
    "image": f"p {{ background: image('{ADDRESS}') }}",
    "cross-fade": f"p {{ background: cross-fade(url({ADDRESS}), red) }}",
    "a font": f"@font-face {{ src: url({ADDRESS}) }}",
    "a cursor": f"p {{ cursor: url('{ADDRESS}'), auto }}",
    "content": f"p::before {{ content: url({ADDRESS}) }}",
    "a profile of colours": f"@color-profile --a {{ src: url({ADDRESS}) }}",
    "import in an unknown rule": f'@import\\20 "{ADDRESS}";',
    "import behind what is no rule": f'/**/@/**/import"{ADDRESS}";',
    "import behind an error": f"p }} @import url({ADDRESS});",
    "url in a declaration that is none": f"p {{ : url({ADDRESS}) }}",
    "url in a rule that does not end": f"p {{ }} b url({ADDRESS})",
    "a document": f"@document url-prefix('{ADDRESS}') {{ p {{ color: red }} }}",
}


@pytest.mark.parametrize("name", ASKING)
def test_a_remote_address_is_seen(name: str) -> None:
    found = [request for request in sheet_requests(ASKING[name]) if request.kind in ("address", "import")]
    assert {(request.text, request.remote) for request in found} == {(ADDRESS, True)}


@pytest.mark.parametrize(
    "style",
    [
        "background: url(https://e.org/x)",
        "background: url(//e.org/x)",
        "--a: url('\\2f\\2f e.org')",
    ],
)
def test_in_an_attribute_too(style: str) -> None:
    assert [request.remote for request in style_requests(style)] == [True]


@pytest.mark.parametrize("style", ["fill: red;} @import url(//e.org/x)", "fill: red; url(//e.org/x); a: b"])
def test_in_errors_of_an_attribute_too(style: str) -> None:
    assert [request.text for request in style_requests(style) if request.remote][-1] == "//e.org/x"


REFUSED = {
    "src": "p { background: src(var(--a)) }",
    "image-set of a variable": "p { background: image-set(var(--a) 1x) }",
    "an attribute as an address": "p { background: attr(data-x url) }",
    "an attribute of a type": "p { background: attr(data-x type(<url>)) }",
    "an expression": "p { width: expression(alert(1)) }",
    "another charset": '@charset "utf-7"; p { color: red }',
    "too deep": "p { a: " + "(" * 5_000,
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_known_is_refused(name: str) -> None:
    assert "refused" in [request.kind for request in sheet_requests(REFUSED[name])]


HARMLESS = {
    "a namespace": '@namespace svg url("http://www.w3.org/2000/svg");',
    "a comment": "/* url(https://example.org) @import 'x' */ p { color: red }",
    "a string": "p::before { content: 'url(https://example.org)' }",
    "an attribute as text": "p::before { content: attr(data-head) }",
    "its own charset": '@charset "UTF-8"; p { color: red }',
    "nested as deep as people write": "p { a: " + "(" * (DEEPEST // 2) + ")" * (DEEPEST // 2) + " }",
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_asks_for_nothing_is_not_told(name: str) -> None:
    assert sheet_requests(HARMLESS[name]) == []
