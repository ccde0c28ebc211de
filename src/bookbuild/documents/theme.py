"""Where a theme's style sheets and templates are looked up: the book's, the working directory's, the wheel's."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import tinycss2

from bookbuild.cache.memo import Recall, anew
from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.documents.tokens import CanonInvalid, canon_of, tokens_of
from bookbuild.model.settings import Edition

SHEETS = ("print.css", "epub.css")
_COMMENT_OR_STRING = re.compile(r"""/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
# EPUB 3.3, 6.3.1.2: direction is said by attributes (w3c/epubcheck#186)
_NOT_IN_EPUB = ("direction", "unicode-bidi")
_REMOTE = ("http:", "https:", "//", "ftp:", "file:", "data:")


def shipped_styles() -> Path:
    """The folder of styles that comes with the tool: in the wheel, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent.parent / "styles"


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's folders, the publisher's before the tool's."""

    name: str
    folders: tuple[Path, ...]
    font_folders: tuple[Path, ...]

    def sheet(self, name: str) -> str:
        """The text of a style sheet: the theme's, or that of the plain theme, and under it what is laid over it."""
        return "\n".join(path.read_text(encoding="utf-8") for path in (self._path(name), *self._over(name)))

    def tokens(self, name: str) -> Mapping[str, str]:
        """The tokens of a style sheet, those of the sheets laid over it included."""
        texts = (path.read_text(encoding="utf-8") for path in (self._path(name), *self._over(name)))
        return dict(token for text in texts for token in tokens_of(text).items())

    def shown(self, name: str) -> str:
        """The path of a style sheet as findings name it."""
        return f"styles/{self._path(name).parent.name}/{name}"

    def _over(self, name: str) -> tuple[Path, ...]:
        """The sheets `print-own.css`, `epub-own.css` of the theme's folders, the publisher's last."""
        paths = (folder / name.replace(".css", "-own.css") for folder in reversed(self.folders))
        return tuple(path for path in paths if path.is_file())

    def _path(self, name: str) -> Path:
        for folder in (*self.folders, shipped_styles() / "plain"):
            if (folder / name).is_file():
                return folder / name
        raise FileNotFoundError(name)

    def findings(self, recall: Recall) -> Iterator[Finding]:
        """`style-invalid` for style sheets that do not parse, `resource-remote` for what they would fetch."""
        for path in (path for name in SHEETS for path in (self._path(name), *self._over(name))):
            shown = f"styles/{path.parent.name}/{path.name}"
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError as error:
                yield Finding(
                    Code.STYLE_INVALID, f"`{shown}` is not UTF-8: {error.reason}", "save it as UTF-8", Location(shown)
                )
            else:
                yield from recall((shown, text), partial(_findings_of, text, shown))


def theme_of(book_folder: Path, edition: Edition) -> Theme:
    """The theme that `edition` names; its folders that exist (none where nobody has such a theme)."""
    roots = (book_folder / "styles", Path.cwd() / "styles", shipped_styles())
    name = edition.style.theme
    folders = tuple(dict.fromkeys(root / name for root in roots if (root / name).is_dir()))
    return Theme(name, folders, tuple(dict.fromkeys(root / "fonts" for root in roots if (root / "fonts").is_dir())))


def theme_findings(book_folder: Path, edition: Edition, recall: Recall = anew) -> Iterator[Finding]:
    """What is wrong with the theme of an edition; `recall` knows what was found in its sheets before."""
    theme = theme_of(book_folder, edition)
    if theme.folders:
        yield from theme.findings(recall)
        return
    roots = (book_folder / "styles", Path.cwd() / "styles", shipped_styles())
    known = sorted({path.name for root in roots if root.is_dir() for path in root.iterdir() if path.name != "fonts"})
    near = difflib.get_close_matches(theme.name, known, 1) or known[:1]
    yield Finding(
        Code.SETTING_INVALID,
        f"there is no theme `{theme.name}`",
        f'write `theme = "{"".join(near)}"`, or make the folder `styles/{theme.name}/`',
        Location("book.toml"),
    )


def _findings_of(text: str, shown: str) -> tuple[Finding, ...]:
    return *_sheet_findings(text, shown), *_canon_findings(text, shown)


def _sheet_findings(text: str, shown: str) -> Iterator[Finding]:
    for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
        yield from _rule_findings(rule, shown)
    bare = _COMMENT_OR_STRING.sub(lambda found: "\n" * found.group().count("\n"), text)
    depth = bare.count("{") - bare.count("}")
    if depth > 0:
        line = bare.count("\n") + 1
        yield _invalid(f"`{shown}`: {depth} block(s) not closed at its end", shown, line, 1)


def _canon_findings(text: str, shown: str) -> Iterator[Finding]:
    """The tokens by which a page is planned: in themselves they are CSS, whatever they say."""
    try:
        canon_of(tokens_of(text))
    except CanonInvalid as error:
        line = text[: text.index(error.token)].count("\n") + 1
        yield Finding(Code.STYLE_INVALID, f"`{shown}`: {error}", "correct the token", Location(shown, line))


def _rule_findings(rule: tinycss2.ast.Node, shown: str) -> Iterator[Finding]:
    if rule.type == "error":
        yield _invalid(f"`{shown}`: {rule.message}", shown, rule.source_line, rule.source_column)
        return
    content = rule.content or []
    if getattr(rule, "lower_at_keyword", "") == "page" and (seen := _sees_whole_document(rule.prelude)):
        yield _invalid(
            f"`{shown}`: `@page{seen}` counts pages of the whole document, and sections are set apart",
            shown, rule.source_line, rule.source_column,
        )  # fmt: skip
    if getattr(rule, "lower_at_keyword", "") == "import":
        yield _import_finding(rule, shown)
        return
    for token in [*rule.prelude, *content]:
        yield from _token_findings(token, shown)
    if rule.type == "qualified-rule" or getattr(rule, "lower_at_keyword", "") in ("page", "font-face"):
        for declaration in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            place = shown, declaration.source_line, declaration.source_column
            if declaration.type == "error":
                yield _invalid(f"`{shown}`: {declaration.message}", *place)
            elif shown.endswith("epub.css") and getattr(declaration, "lower_name", "") in _NOT_IN_EPUB:
                yield _invalid(f"`{shown}`: an e-book's style sheet may not set `{declaration.lower_name}`", *place)


def _sees_whole_document(prelude: list[tinycss2.ast.Node]) -> str:
    """The page selector that asks for a place in the whole document: `:first`, or `:nth()` of no named page."""
    written = tinycss2.serialize(prelude)
    found = re.search(r":first\b|:nth\((?![^)]*\bof\b)[^)]*\)", written)
    return found.group() if found else ""


def _import_finding(rule: tinycss2.ast.Node, shown: str) -> Finding:
    """`@import`: nothing is fetched, and no other sheet is read."""
    url = next((token.value for token in rule.prelude if token.type in ("string", "url")), "")
    if url.lower().startswith(_REMOTE):
        return _remote(url, shown, rule)
    return _invalid(f"`{shown}`: `@import` is not followed", shown, rule.source_line, rule.source_column)


def _remote(url: str, shown: str, token: tinycss2.ast.Node) -> Finding:
    remedy = "take it out: nothing is fetched, and a style sheet has no files of its own"
    place = Location(shown, token.source_line, token.source_column)
    return Finding(Code.RESOURCE_REMOTE, f"`{shown}` asks for `{url}`", remedy, place)


def _token_findings(token: tinycss2.ast.Node, shown: str) -> Iterator[Finding]:
    url = token.value if token.type == "url" else None
    if token.type == "function" and token.lower_name == "url":
        url = "".join(part.value for part in token.arguments if part.type == "string")
    if token.type == "error":
        yield _invalid(f"`{shown}`: {token.message}", shown, token.source_line, token.source_column)
    elif url and url.lower().startswith(_REMOTE):
        yield _remote(url, shown, token)
    elif url and not url.startswith("#"):
        message = f"`{shown}`: `{url}` cannot be used, a style sheet has no files of its own"
        yield _invalid(message, shown, token.source_line, token.source_column)
    for part in getattr(token, "content", None) or getattr(token, "arguments", None) or ():
        yield from _token_findings(part, shown)


def _invalid(message: str, shown: str, line: int, column: int) -> Finding:
    return Finding(Code.STYLE_INVALID, message.rstrip("."), "correct the style sheet", Location(shown, line, column))
