"""The folders in which a theme is looked for → sheets as text, and a finding for each that is not to be read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.guarded.folder import FileRefused, GuardedFolder


def shipped_styles() -> Path:
    """The folder of styles that comes with the tool: in the wheel, or in the checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "styles"
    return inside if inside.is_dir() else package.parent.parent / "styles"


def style_roots(book_folder: Path) -> tuple[GuardedFolder, ...]:
    """Where styles are looked for, the publisher's before the tool's. What the book has stays in the book.

    The working directory's `styles/` is a root of its own, unless it is a link out of the working directory.
    """
    here = GuardedFolder.of(Path.cwd())
    theirs = here.sub("styles")
    if here.holds("styles"):
        theirs = GuardedFolder.of(theirs.path)
    return GuardedFolder.of(book_folder).sub("styles"), theirs, GuardedFolder.of(shipped_styles())


def folders_in(roots: tuple[GuardedFolder, ...], name: str) -> tuple[GuardedFolder, ...]:
    """The folders of that name in the roots: those that there are, and that lead nowhere else."""
    found = {folder.path: folder for root in roots if (folder := root.sub(name)).is_folder()}
    return tuple(found.values())


def shown(folder: GuardedFolder, name: str = "") -> str:
    """The path of a theme's folder, or of a file in it, as findings name it."""
    parts = folder.path.parts
    inner = parts[len(parts) - parts[::-1].index("styles") - 1 :] if "styles" in parts else ("styles", parts[-1])
    return "/".join((*inner, name) if name else inner)


def folder_findings(roots: tuple[GuardedFolder, ...], names: tuple[str, ...]) -> Iterator[Finding]:
    """`path-outside` for `styles/`, and for what it has of those names, where a link leads out; else `style-invalid`
    for what is no folder."""
    for root in roots:
        for folder in (root, *(root.sub(name) for name in names)):
            if not folder.has("") or folder.is_folder():
                continue
            place = Location(shown(folder))
            if not folder.holds():
                message, remedy = f"`{place.path}` leads out of its folder", "put the folder itself in its place"
                yield Finding(Code.PATH_OUTSIDE, message, remedy, place)
            else:
                message, remedy = f"`{place.path}` is no folder", "make a folder of it, or take it away"
                yield Finding(Code.STYLE_INVALID, message, remedy, place)
            break


def sheet_text(folder: GuardedFolder, name: str) -> str:
    """A style sheet. Raises BookError where it is not to be read, or is not UTF-8."""
    path = shown(folder, name)
    try:
        return folder.read(name).decode("utf-8")
    except FileRefused as refused:
        raise BookError([refused.finding(Code.STYLE_INVALID, Location(path))]) from refused
    except UnicodeDecodeError as error:
        message = f"`{path}` is not UTF-8: {error.reason}"
        raise BookError([Finding(Code.STYLE_INVALID, message, "save it as UTF-8", Location(path))]) from error
