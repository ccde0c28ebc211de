"""Names of Word styles, Word's own and those of `--map` → what a paragraph or run in that style is to be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.intake.document import QuotationKind
from bookbuild.intake.docx.styles import WordStyle

StyleDeed = Literal[
    "paragraph", "heading", "part", "title", "subtitle", "author", "quotation", "verse", "code", "caption", "class",
    "contents", "span", "small-caps",
]  # fmt: skip
KINDS = frozenset(kind for kind in get_args(QuotationKind) if kind)
SPAN_CLASSES = frozenset(("person", "place", "term", "work", "source"))
OF_RUNS = frozenset(("span", "code", "class", "small-caps"))
"""What a style of characters can be mapped to."""
_HEADING = re.compile(r"(?:heading|h|level)[ _-]?([1-6])")
_OWN_CLASS = re.compile(r"x-[\w-]+")
_BUILTIN: dict[str, tuple[StyleDeed, str]] = {
    "title": ("title", ""), "subtitle": ("subtitle", ""), "author": ("author", ""), "quote": ("quotation", ""),
    "intense quote": ("quotation", ""), "block text": ("quotation", ""), "quotations": ("quotation", ""),
    "html preformatted": ("code", ""), "preformatted text": ("code", ""), "source code": ("code", ""),
    "caption": ("caption", ""), "image caption": ("caption", ""), "table caption": ("caption", ""),
    "toc heading": ("contents", ""), "contents heading": ("contents", ""), "table of figures": ("contents", ""),
    "verse": ("verse", ""), "poetry": ("verse", ""),
}  # fmt: skip
_CONTENTS = re.compile(r"(?:toc|contents|index) \d")
_CODE_RUNS = frozenset(("verbatim char", "html code", "html typewriter", "source text", "code", "inline code"))
_WORDS = ("paragraph", "part", "title", "subtitle", "author", "quotation", "verse", "code", "caption", "contents")


@dataclass(frozen=True, slots=True)
class StyleMeaning:
    """`value`: the kind of a quotation, or a class. `level`: of a heading. `told`: `--map` says so."""

    deed: StyleDeed = "paragraph"
    value: str = ""
    level: int = 0
    told: bool = False


PLAIN = StyleMeaning()


@dataclass(frozen=True, slots=True)
class StyleMap:
    """`given`: a style's name in lower case → what `--map` says."""

    given: Mapping[str, StyleMeaning] = field(default_factory=dict)

    def of_paragraph(self, chain: Iterable[WordStyle]) -> StyleMeaning:
        """What the nearest style of a chain says that says anything."""
        styles = list(chain)
        told = next((self.given[key] for style in styles for key in _keys(style) if key in self.given), None)
        return told or next((each for style in styles if (each := _own(style.name)) is not PLAIN), PLAIN)

    def of_run(self, chain: Iterable[WordStyle]) -> StyleMeaning:
        """What the nearest style of a chain of characters says that says anything: a class for runs, or code."""
        styles = list(chain)
        told = next((self.given[key] for style in styles for key in _keys(style) if key in self.given), None)
        if told is not None:
            return told if told.deed in OF_RUNS else PLAIN
        return next((each for style in styles if (each := _own_of_run(style.name)) is not PLAIN), PLAIN)


def style_map(styles: Mapping[str, str]) -> StyleMap:
    """The table `[styles]` of `--map`. Raises BookError (`setting-invalid`) for what is no class or heading of ours."""
    given = {name.strip().lower(): _meaning(wanted) for name, wanted in styles.items()}
    wrong = [f"`{name}` to `{styles[name]}`" for name in styles if given[name.strip().lower()] is None]
    if wrong:
        known = ", ".join(
            f"`{word}`" for word in ("heading-1", *_WORDS, "small-caps", *sorted(KINDS | SPAN_CLASSES), "x-…")
        )
        message = f"`[styles]` maps {', '.join(wrong)}, which is no class or heading"
        raise BookError([Finding(Code.SETTING_INVALID, message, f"write one of {known}")])
    return StyleMap({name: meaning for name, meaning in given.items() if meaning is not None})


def _meaning(wanted: str) -> StyleMeaning | None:
    word = wanted.strip().lstrip(".").lower()
    if set(word) == {"#"} and len(word) <= 6:
        return StyleMeaning("heading", level=len(word), told=True)
    if found := _HEADING.fullmatch(word):
        return StyleMeaning("heading", level=int(found[1]), told=True)
    if word in KINDS:
        return StyleMeaning("quotation", word, told=True)
    if word in SPAN_CLASSES:
        return StyleMeaning("span", word, told=True)
    if word == "small-caps":
        return StyleMeaning("small-caps", told=True)
    if _OWN_CLASS.fullmatch(word):
        return StyleMeaning("class", word, told=True)
    deed: StyleDeed | None = next((each for each in get_args(StyleDeed) if each == word and each in _WORDS), None)
    return StyleMeaning(deed, told=True) if deed else None


def _keys(style: WordStyle) -> tuple[str, ...]:
    return (style.name, *style.aliases, style.id.lower(), *filter(None, (style.linked,)))


def _own_of_run(name: str) -> StyleMeaning:
    """What a style of characters means by its own name."""
    if name in SPAN_CLASSES:
        return StyleMeaning("span", name)
    return StyleMeaning("code") if name in _CODE_RUNS else PLAIN


def _own(name: str) -> StyleMeaning:
    """What a style means by its own name: Word's, LibreOffice's and Pandoc's names, and ours (`Hadith`)."""
    if name in _BUILTIN:
        deed, said = _BUILTIN[name]
        return StyleMeaning(deed, said)
    if name in KINDS:
        return StyleMeaning("quotation", name)
    return StyleMeaning("contents") if _CONTENTS.fullmatch(name) else PLAIN
