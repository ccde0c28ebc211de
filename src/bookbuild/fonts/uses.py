"""An edition → the font families that it names, and what the machine has of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bookbuild.documents.theme import theme_of
from bookbuild.fonts.catalogue import Face, characters, faces_of, families, how_to_get
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.model.settings import Edition
from bookbuild.tradition.honorifics.formulas import FORMULAS


@dataclass(frozen=True, slots=True)
class FontUse:
    """A font family that an edition names. `signs`: the honorifics of which it has a sign; of `phrases` it has none.

    Where the style is `glyph`, these are set as phrases. Of families that are not for Arabic, both are empty.
    """

    edition: str
    role: str
    family: str
    files: tuple[str, ...]
    found: bool
    remedy: str
    signs: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()


def font_uses(folder: Path, edition: Edition) -> Iterator[FontUse]:
    """The families that the `edition` of the book in `folder` names."""
    theme = theme_of(folder, edition)
    for role, family in families(edition.style.fonts).items():
        faces = faces_of(family, theme.font_folders)
        known = FORMULAS if role == "arabic" and faces else ()
        yield FontUse(
            edition=edition.name,
            role=role,
            family=family,
            files=tuple(face.path.name for face in faces),
            found=bool(faces),
            remedy="" if faces else how_to_get(family),
            signs=tuple(each.sign for each in known if each.sign and _has(faces, each.sign)),
            phrases=tuple(each.phrase for each in known if not (each.sign and _has(faces, each.sign))),
        )


def has_sign(edition: Edition, folders: tuple[GuardedFolder, ...]) -> Callable[[str], bool]:
    """Whether the edition's Arabic font has a sign; each is looked up once."""
    return cache(lambda sign: _has(faces_of(edition.style.fonts.arabic, folders), sign))


def _has(faces: tuple[Face, ...], sign: str) -> bool:
    return any(ord(sign) in characters(face) for face in faces)
