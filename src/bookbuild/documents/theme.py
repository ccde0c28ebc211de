"""Where a theme's style sheets and templates are looked up: the book's, the working directory's, the wheel's."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bookbuild.cache.memo import Recall, anew
from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.documents.known_names import (
    selected_classes,
    shipped_classes,
    undefined_tokens,
    unknown_classes,
    unknown_tokens,
)
from bookbuild.documents.sheets import findings_of_finished, findings_of_sheet
from bookbuild.documents.theme_files import folder_findings, folders_in, sheet_text, shipped_styles, shown, style_roots
from bookbuild.documents.tokens import tokens_of
from bookbuild.guarded.folder import FileRefused, GuardedFolder
from bookbuild.model.settings import Edition
from bookbuild.nearest import nearest

__all__ = ["Theme", "shipped_styles", "theme_findings", "theme_of"]

SHEETS = ("print.css", "epub.css")


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme's folders, the publisher's before the tool's."""

    name: str
    folders: tuple[GuardedFolder, ...]
    font_folders: tuple[GuardedFolder, ...]

    def sheet(self, name: str) -> str:
        """The text of a style sheet: the theme's, or that of the plain theme, and under it what is laid over it.

        Raises BookError where one of them cannot be read.
        """
        return "\n".join(sheet_text(*each) for each in self._sheets(name))

    def tokens(self, name: str) -> Mapping[str, str]:
        """The tokens of a style sheet, those of the sheets laid over it included. Raises BookError as `sheet`."""
        return dict(token for each in self._sheets(name) for token in tokens_of(sheet_text(*each)).items())

    def texts(self, name: str) -> tuple[tuple[str, str], ...]:
        """The sheets of which `sheet` is made, each with the path that findings name. Raises BookError as `sheet`."""
        return tuple((shown(*each), sheet_text(*each)) for each in self._sheets(name))

    def shown(self, name: str) -> str:
        """The path of a style sheet as findings name it."""
        return shown(*self._sheets(name)[0])

    def _sheets(self, name: str) -> tuple[tuple[GuardedFolder, str], ...]:
        """Folder and name of a sheet, then of the sheets `print-own.css`, `epub-own.css` over it."""
        folders = (*self.folders, GuardedFolder.of(shipped_styles()).sub("plain"))
        first = next((folder for folder in folders if folder.has(name)), folders[-1])
        own = name.replace(".css", "-own.css")
        return (first, name), *((folder, own) for folder in reversed(self.folders) if folder.has(own))

    def findings(self, recall: Recall) -> Iterator[Finding]:
        """What is wrong with the style sheets: `path-outside`, `style-invalid`, and `resource-remote` for what they
        would fetch."""
        sound = readable = True
        for folder, name in (each for sheet in SHEETS for each in self._sheets(sheet)):
            path = shown(folder, name)
            try:
                text = sheet_text(folder, name)
            except BookError as error:
                found, readable = error.findings, False
            else:
                found = recall((path, text), partial(findings_of_sheet, text, path), tuple[Finding, ...])
            yield from found
            sound = sound and not found
        if sound:
            yield from self._findings_of_finished(recall)
        if readable:
            yield from self._findings_of_names()

    def _findings_of_names(self) -> Iterator[Finding]:
        """Tokens and classes of the publisher's own that nothing answers to."""
        shipped = os.path.realpath(shipped_styles())
        sheets = [each for name in SHEETS for each in self._sheets(name)]
        texts = {shown(*each): sheet_text(*each) for each in sheets}
        known = shipped_classes().union(*(selected_classes(text) for text in texts.values()))
        for folder, name in sheets:
            if folder.root != shipped:
                others = "\n".join(text for path, text in texts.items() if path != shown(folder, name))
                yield from unknown_tokens(texts[shown(folder, name)], shown(folder, name), others)
                yield from undefined_tokens(texts[shown(folder, name)], shown(folder, name), others)
        for folder in self.folders:
            if folder.root != shipped:
                for name in folder.names():
                    if name.endswith(".xhtml") and (text := _template_text(folder, name)):
                        yield from unknown_classes(text, shown(folder, name), known)

    def _findings_of_finished(self, recall: Recall) -> Iterator[Finding]:
        """What an e-book's sheet of the publisher's asks for, its tokens put in."""
        sheets = self._sheets("epub.css")
        shipped = os.path.realpath(shipped_styles())
        own = [shown(*each) for each in sheets if each[0].root != shipped]
        text = self.sheet("epub.css") if own else ""
        if "var(" in text:
            yield from recall((own[-1], text), partial(findings_of_finished, text, own[-1]), tuple[Finding, ...])


def _template_text(folder: GuardedFolder, name: str) -> str:
    """A template; nothing where it cannot be read: that is said where it is used."""
    try:
        return folder.read(name).decode("utf-8")
    except (FileRefused, UnicodeDecodeError):
        return ""


def theme_of(book_folder: Path, edition: Edition) -> Theme:
    """The theme that `edition` names; its folders that exist (none where nobody has such a theme)."""
    roots = style_roots(book_folder)
    name = edition.style.theme
    return Theme(name, folders_in(roots, name), folders_in(roots, "fonts"))


def theme_findings(book_folder: Path, edition: Edition, recall: Recall = anew) -> Iterator[Finding]:
    """What is wrong with the theme of an edition; `recall` knows what was found in its sheets before."""
    theme = theme_of(book_folder, edition)
    roots = style_roots(book_folder)
    of_folders = tuple(folder_findings(roots, (theme.name, "fonts")))
    yield from of_folders
    if theme.folders:
        yield from theme.findings(recall)
    elif not of_folders:
        known = sorted({name for root in roots for name in root.names() if name != "fonts"})
        near = nearest(theme.name, known) or "".join(known[:1])
        yield Finding(
            Code.SETTING_INVALID,
            f"there is no theme `{theme.name}`",
            f'write `theme = "{near}"`, or make the folder `styles/{theme.name}/`',
            Location("book.toml"),
        )
