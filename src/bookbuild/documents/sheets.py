"""The text of a style sheet → what is wrong in it: what does not parse, what a page or an e-book cannot have."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

import tinycss2

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.documents.known_names import unknown_properties
from bookbuild.documents.tokens import LONGEST, CanonInvalid, canon_of, tokens_of, too_long_token, without_variables
from bookbuild.guarded.css import CssRequest, requests, sheet_requests

_COMMENT_OR_STRING = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
# EPUB 3.3, 6.3.1.2: direction is said by attributes (w3c/epubcheck#186)
_NOT_IN_EPUB = ("direction", "unicode-bidi")
MOST_UNITS = 1_000_000
"""Of a size in a sheet, whatever its unit."""

_TAKE_OUT = "take it out: nothing is fetched, and a style sheet has no files of its own"


@lru_cache(maxsize=64)
def findings_of_sheet(text: str, shown: str) -> tuple[Finding, ...]:
    """What is wrong with the sheet that findings name `shown`; each is looked through once for all editions."""
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    asked = list(requests(rules))
    found = [_asked(each, shown, Location(shown, each.line, each.column)) for each in asked if _is_fault(each)]
    if any(each.kind == "refused" for each in asked) or any(f.code is Code.RESOURCE_REMOTE for f in found):
        return tuple(found)  # blocks may stand in each other deeper than what reads them goes
    if long := too_long_token(rules):
        name, line, column = long
        message = f"`{shown}`: `{name}` is over {LONGEST} characters long with the tokens that it is made of"
        return Finding(Code.STYLE_INVALID, message, "make it of fewer", Location(shown, line, column)), *found
    return *found, *_sheet_findings(rules, text, shown), *_canon_findings(text, shown)


@lru_cache(maxsize=8)
def findings_of_finished(text: str, shown: str) -> tuple[Finding, ...]:
    """What a sheet asks for when its tokens stand in the place of each `var()`: that is what readers get, and an
    address may be made of tokens, `var(--a)l(…)`."""
    finished = sheet_requests(without_variables(text, {}))
    return tuple(_asked(request, shown, Location(shown)) for request in finished if _is_fault(request))


def _is_fault(request: CssRequest) -> bool:
    """What leads to a place of the same file asks for nothing, nor does an empty address."""
    return not (request.kind == "address" and (not request.text or request.text.startswith("#")))


def _asked(request: CssRequest, shown: str, place: Location) -> Finding:
    message = {
        "address": f"`{shown}`: `{request.text}` cannot be used, a style sheet has no files of its own",
        "import": f"`{shown}`: `@import` is not followed",
        "refused": f"`{shown}`: {request.text}",
        "syntax": f"`{shown}`: {request.text.rstrip('.')}",
    }[request.kind]
    if request.kind in ("address", "import") and request.remote:
        return Finding(Code.RESOURCE_REMOTE, f"`{shown}` asks for `{request.text}`", _TAKE_OUT, place)
    return Finding(Code.STYLE_INVALID, message, "correct the style sheet", place)


def _sheet_findings(rules: list[tinycss2.ast.Node], text: str, shown: str) -> Iterator[Finding]:
    for rule in rules:
        yield from _rule_findings(rule, shown)
    yield from unknown_properties(rules, shown)
    yield from _sizes(rules, shown)
    bare = _COMMENT_OR_STRING.sub(lambda found: "\n" * found.group().count("\n"), text)
    depth = bare.count("{") - bare.count("}")
    if depth > 0:
        line = bare.count("\n") + 1
        yield _invalid(f"`{shown}`: {depth} block(s) not closed at its end", shown, line, 1)


def _sizes(rules: list[tinycss2.ast.Node], shown: str) -> Iterator[Finding]:
    """Dimensions that nothing on a page has: libraries that draw count in whole numbers of 32 bits."""
    waiting = list(rules)
    while waiting:
        node = waiting.pop()
        if node.type in ("dimension", "percentage") and not -MOST_UNITS <= node.value <= MOST_UNITS:
            size = node.serialize()[:40]
            yield _invalid(f"`{shown}`: `{size}` is beyond {MOST_UNITS:,}", shown, node.source_line, node.source_column)
        for inner in ("prelude", "content", "arguments"):
            waiting += getattr(node, inner, None) or ()


def _canon_findings(text: str, shown: str) -> Iterator[Finding]:
    """The tokens by which a page is planned: in themselves they are CSS, whatever they say."""
    try:
        canon_of(tokens_of(text))
    except CanonInvalid as error:
        line = text[: text.index(error.token)].count("\n") + 1
        yield Finding(Code.STYLE_INVALID, f"`{shown}`: {error}", "correct the token", Location(shown, line))


def _rule_findings(rule: tinycss2.ast.Node, shown: str) -> Iterator[Finding]:
    if rule.type == "error":
        return
    content = rule.content or []
    if getattr(rule, "lower_at_keyword", "") == "page" and (seen := _sees_whole_document(rule.prelude)):
        yield _invalid(
            f"`{shown}`: `@page{seen}` counts pages of the whole document, and sections are set apart",
            shown, rule.source_line, rule.source_column,
        )  # fmt: skip
    if rule.type == "qualified-rule" or getattr(rule, "lower_at_keyword", "") in ("page", "font-face"):
        for declaration in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            place = shown, declaration.source_line, declaration.source_column
            if declaration.type == "error":
                yield _invalid(f"`{shown}`: {declaration.message}", *place)
            elif (
                shown.endswith(("epub.css", "epub-own.css")) and getattr(declaration, "lower_name", "") in _NOT_IN_EPUB
            ):
                yield _invalid(f"`{shown}`: an e-book's style sheet may not set `{declaration.lower_name}`", *place)


def _sees_whole_document(prelude: list[tinycss2.ast.Node]) -> str:
    """The page selector that asks for a place in the whole document: `:first`, or `:nth()` of no named page."""
    written = tinycss2.serialize(prelude)
    found = re.search(r":first\b|:nth\((?![^)]*\bof\b)[^)]*\)", written)
    return found.group() if found else ""


def _invalid(message: str, shown: str, line: int, column: int) -> Finding:
    return Finding(Code.STYLE_INVALID, message.rstrip("."), "correct the style sheet", Location(shown, line, column))
