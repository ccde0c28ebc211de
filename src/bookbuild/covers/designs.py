"""The design of a cover by its name → its style sheet, the folders of its templates, and what is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.documents.sheets import findings_of_sheet
from bookbuild.documents.theme_files import folder_findings, folders_in, sheet_text, shown, style_roots
from bookbuild.documents.tokens import tokens_of
from bookbuild.documents.variables import VAR
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.model.settings import CoverTable
from bookbuild.nearest import nearest

COVERS = "covers"
BASE, SHEET, OWN = "base.css", "cover.css", "cover-own.css"
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Design:
    """`folders` of a design, the publisher's before the tool's; `sheets`: each folder and name, in the order in which
    they are laid over one another.
    """

    name: str
    folders: tuple[GuardedFolder, ...]
    sheets: tuple[tuple[GuardedFolder, str], ...]

    def css(self) -> str:
        """The style sheet. Raises BookError where one of its parts cannot be read."""
        return "\n".join(sheet_text(*each) for each in self.sheets)

    def texts(self) -> tuple[tuple[str, str], ...]:
        """The sheets, each with the path that findings name."""
        return tuple((shown(*each), sheet_text(*each)) for each in self.sheets)

    def colours(self, theme: Mapping[str, str]) -> Mapping[str, str]:
        """The tokens of the sheet and of a theme below it, others put in."""
        known = {**theme, **tokens_of(self.css())}
        found = {}
        for name, value in known.items():
            for _ in range(DEEPEST):
                value = VAR.sub(lambda each: known.get(each[1], each[2] or ""), value)
            found[name] = value.strip()
        return found


def design_of(book_folder: Path, cover: CoverTable) -> Design:
    roots = style_roots(book_folder)
    folders = folders_in(roots, f"{COVERS}/{cover.design}")
    bases = [folder for folder in folders_in(roots, COVERS) if folder.has(BASE)][:1]
    first = next((folder for folder in folders if folder.has(SHEET)), None)
    sheets = [(folder, BASE) for folder in bases]
    sheets += [(first, SHEET)] if first else []
    sheets += [(folder, OWN) for folder in reversed(folders) if folder.has(OWN)]
    return Design(cover.design, folders, tuple(sheets))


def design_findings(book_folder: Path, cover: CoverTable) -> Iterator[Finding]:
    """What is wrong with the design that `[cover]` names: there is none, or its sheets are no sheets."""
    roots, design = style_roots(book_folder), design_of(book_folder, cover)
    of_folders = tuple(folder_findings(roots, (f"{COVERS}/{cover.design}",)))
    yield from of_folders
    if not design.folders and not of_folders:
        names = sorted({name for root in roots for name in root.sub(COVERS).names() if "." not in name})
        near = nearest(cover.design, names) or "".join(names[:1])
        remedy = f'write `design = "{near}"`, or make the folder `styles/{COVERS}/{cover.design}/`'
        yield Finding(Code.SETTING_INVALID, f"there is no cover `{cover.design}`", remedy, Location("book.toml"))
    for path, text in design.texts():
        yield from findings_of_sheet(text, path)
