"""Names of font families → the faces that the machine or the publisher has, through fontconfig and `styles/fonts/`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from bookbuild.cache.file_memo import remembered
from bookbuild.cache.installed_fonts import listed
from bookbuild.diagnostics import Code, Finding, Location, MachineLacks
from bookbuild.fonts.own_files import own_file_findings, own_files
from bookbuild.fonts.packaged import ALSO_CALLED, VARIABLE_WEIGHTS, family_of_text_of_record, packaged_files
from bookbuild.fonts.soundness import DAMAGE, is_sound
from bookbuild.guarded.folder import GuardedFolder
from bookbuild.model.settings import Edition, Fonts

PACKAGES = {
    "EB Garamond 12": "apt-get install fonts-ebgaramond, or pip install fontpkg-eb-garamond",
    "EB Garamond": "apt-get install fonts-ebgaramond, or pip install fontpkg-eb-garamond",
    "Amiri": "apt-get install fonts-hosny-amiri, or pip install fontpkg-amiri",
    "Amiri Quran": "apt-get install fonts-hosny-amiri, or name `KFGQPC HAFS Uthmanic Script`, which is here",
    "Gentium Plus": "apt-get install fonts-sil-gentiumplus",
    "Gentium Book Plus": "apt-get install fonts-sil-gentiumplus",
    "Scheherazade New": "apt-get install fonts-sil-scheherazade",
    "Noto Naskh Arabic": "apt-get install fonts-noto-core",
    "KFGQPC HAFS Uthmanic Script": "pip install quran-text",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A font file's face. `weight` as in CSS (400 regular, 700 bold); `own`: not known to fontconfig."""

    family: str
    path: Path
    index: int
    weight: int
    italic: bool
    own: bool = False


_BOLD = 700
"""The weight of a face that is called bold, and whose table says 400 all the same, as Noto Nastaliq Urdu's of 2020."""
_IS_BOLD = 1 << 5
"""OpenType, OS/2: the bit BOLD of `fsSelection`."""

# fontconfig's weights (FC_WEIGHT_*) → CSS's.
_WEIGHTS = ((0, 100), (40, 200), (50, 300), (75, 350), (80, 400), (100, 500), (180, 600), (200, 700), (205, 800))


def _listed(form: str) -> tuple[str, ...]:
    """What fontconfig says of each font, a line each. Raises MachineLacks where `fc-list` is not there."""
    lines = listed(form)
    if lines is None:
        raise MachineLacks("the program `fc-list` is missing", "apt-get install fontconfig")
    return lines


def installed_characters() -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    """The fonts that fontconfig knows: family, and the ranges of code points that each has.

    Raises MachineLacks where `fc-list` is not there.
    """
    return _families_and_ranges(_listed("%{family[0]}\t%{charset}"))


@lru_cache(maxsize=1)
def _families_and_ranges(lines: tuple[str, ...]) -> tuple[tuple[str, tuple[tuple[int, int], ...]], ...]:
    fields = (line.split("\t") for line in lines)
    return tuple((family, tuple(_range(written) for written in charset.split())) for family, charset in fields)


def _range(written: str) -> tuple[int, int]:
    """`20-7e`, or `20`."""
    low, _, high = written.partition("-")
    return int(low, 16), int(high or low, 16)


def installed() -> tuple[Face, ...]:
    """The faces that fontconfig knows. Raises MachineLacks where `fc-list` is not there."""
    return _faces_of_lines(_listed("%{family}\t%{file}\t%{index}\t%{weight}\t%{slant}\t%{style[0]}"))


@lru_cache(maxsize=1)
def _faces_of_lines(lines: tuple[str, ...]) -> tuple[Face, ...]:
    faces = [face for line in lines for face in _of_fields(*line.split("\t"))]
    return tuple(sorted(faces, key=lambda face: (face.family, face.weight, face.italic, str(face.path))))


def _of_fields(families: str, file: str, index: str, weight: str, slant: str, style: str) -> Iterable[Face]:
    if weight.startswith("["):
        weight = "80"
    css = max(css for known, css in _WEIGHTS if known <= float(weight or 80))
    if css == 400 and "Bold" in style.split():
        css = _BOLD
    for family in families.split(","):
        yield Face(family, Path(file), int(index or 0) & 0xFFFF, css, int(float(slant or 0)) > 0)


def faces_of(family: str, own: tuple[GuardedFolder, ...] = ()) -> tuple[Face, ...]:
    """The faces of `family`: the publisher's in the folders `own`, Python packages', fontconfig's; one a style.

    Empty where the machine has none.
    """
    machine = installed()
    known = sorted((f for f in machine if f.family == family), key=lambda face: _unlike_text(face, machine))
    found = [*_own_faces(family, own), *_packaged_faces(family), *known]
    styles: dict[tuple[int, bool], Face] = {}
    for face in found:
        styles.setdefault((face.weight, face.italic), face)
    return tuple(styles.values())


TEXT_SIZE = 12
"""pt: of cuts for several sizes, that nearest to this one sets a book's text."""

_CUT = re.compile(
    r"(?P<size>\d+)(?: ?pt)?$|(?P<small>caption|smtext|small|micro)|(?P<large>display|subhead|titling|headline|poster)",
    re.IGNORECASE,
)


def _unlike_text(face: Face, machine: tuple[Face, ...]) -> int:
    """How far a face's cut is from one for text, in pt, as its other names tell: `EB Garamond 08` is a caption's."""
    found = (_CUT.search(name.removeprefix(face.family)) for name in _names(face, machine))
    cut = next(filter(None, found), None)
    if cut is None:
        return 0
    if cut["size"]:
        return abs(int(cut["size"]) - TEXT_SIZE)
    return TEXT_SIZE // 2 if cut["small"] else TEXT_SIZE


def _names(face: Face, machine: tuple[Face, ...]) -> tuple[str, ...]:
    """The families under which a file's face is known among those of the machine."""
    return tuple(known.family for known in machine if (known.path, known.index) == (face.path, face.index))


def asked_as(family: str, own: tuple[GuardedFolder, ...]) -> str:
    """The name under which fontconfig gives the faces of `family` that were chosen.

    Where cuts for several sizes share a family's name, fontconfig gives any of them: it is asked for the cut's own.
    """
    face = next((face for face in faces_of(family, own) if face.weight == 400 and not face.italic), None)
    if face is None or face.own:
        return family
    machine = installed()
    alike = {known.path for known in machine if (known.family, known.weight, known.italic) == (family, 400, False)}
    names = [name for name in _names(face, machine) if name != family]
    return max(names, key=len) if len(alike) > 1 and names else family


def _own_faces(family: str, folders: tuple[GuardedFolder, ...]) -> Iterable[Face]:
    return (face for face in _all_own_faces(folders) if face.family == family)


def _all_own_faces(folders: tuple[GuardedFolder, ...]) -> Iterable[Face]:
    return filter(None, (_read_face(str(path)) for path in own_files(folders)))


def own_families(folders: tuple[GuardedFolder, ...]) -> tuple[str, ...]:
    """The families that the publisher's folders have."""
    return tuple(dict.fromkeys(face.family for face in _all_own_faces(folders)))


def _packaged_faces(family: str) -> Iterable[Face]:
    """What Python packages bring of a family, under the name that it is asked by."""
    if path := family_of_text_of_record(family):
        yield Face(family, path, 0, 400, False, own=True)
    for path in packaged_files():
        face = _read_face(str(path))
        if face and face.family in (family, ALSO_CALLED.get(family)):
            yield from (replace(face, family=family, weight=weight) for weight in weights(str(path)) or [face.weight])


@remembered(lambda path: (path,))
def weights(path: str) -> tuple[int, ...]:
    """Those of `VARIABLE_WEIGHTS` that a sound font file has on its axis; none where it is not variable."""
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
        axis = axes.get("wght")
        return tuple(weight for weight in VARIABLE_WEIGHTS if axis and axis.minValue <= weight <= axis.maxValue)


@remembered(lambda path: (path,))
def _read_face(path: str) -> Face | None:
    """The face of a publisher's file; None where it is no font, or a damaged one."""
    from fontTools.ttLib import TTFont, TTLibError

    if not is_sound(path):
        return None
    try:
        with open(path, "rb") as file, TTFont(file, fontNumber=0, lazy=True) as font:  # noqa: PTH123 (a string)
            names, os2 = font["name"], font["OS/2"]
            family = names.getDebugName(16) or names.getDebugName(1) or ""
            bold = os2.usWeightClass == 400 and os2.fsSelection & _IS_BOLD
            weight = _BOLD if bold else os2.usWeightClass
            return Face(family, Path(path), 0, weight, bool(os2.fsSelection & 1), own=True)
    except (TTLibError, *DAMAGE):  # it was there a moment ago
        return None


def file_of(face: Face, *_: object) -> tuple[Path]:
    """What is read of a face, whatever else is asked."""
    return (face.path,)


@remembered(file_of)
def characters(face: Face) -> frozenset[int]:
    """The code points that `face` has."""
    import uharfbuzz

    return frozenset(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(face.path)), face.index).unicodes)


BOLD_FALLBACK = "Gentium Book Plus"
"""Where a Latin family's bold lacks the letters of a book (EB Garamond 12's has 127 characters in all)."""

_LATIN_TEXT = frozenset(map(ord, "āīūḥṣḍṭẓʿʾéü’“”–—"))


@dataclass(frozen=True, slots=True)
class Cut:
    """A face under the name by which style sheets call it: `book-latin`, `book-arabic`, `book-quran`.

    `scale`: its size beside the family's own faces.
    """

    name: str
    face: Face
    scale: float = 1.0


def cuts(edition: Edition, own: tuple[GuardedFolder, ...]) -> tuple[Cut, ...]:
    """The faces that set an edition, each the right cut by its file: fontconfig would choose by language first."""
    found = [
        Cut(f"book-{use}", face)
        for use, family in families(edition.style.fonts).items()
        for face in _of_two_weights(faces_of(family, own))
        if not (use != "latin" and face.italic)
    ]
    latin_bold = [cut for cut in found if cut.name == "book-latin" and cut.face.weight >= 600]
    if not any(characters(cut.face) >= _LATIN_TEXT for cut in latin_bold):
        found = [cut for cut in found if cut not in latin_bold]
        found += [Cut("book-latin", f, 0.9) for f in faces_of(BOLD_FALLBACK, own) if f.weight >= 700]
    return tuple(found)


def _of_two_weights(faces: tuple[Face, ...]) -> Iterable[Face]:
    """Of each slant the faces that set text and what is strong: those nearest to the weights 400 and 700."""
    for weight, bold in ((400, False), (700, True)):
        for italic in (False, True):
            alike = [face for face in faces if face.italic == italic and (face.weight >= 600) == bold]
            yield from sorted(alike, key=lambda face: abs(face.weight - weight))[:1]


def families(fonts: Fonts) -> dict[str, str]:
    """The families that a style names, by `latin`, `arabic` and `quran`."""
    return {"latin": fonts.latin, "arabic": fonts.arabic, "quran": fonts.quran}


def missing_fonts(edition: Edition, own: tuple[GuardedFolder, ...]) -> Iterator[Finding]:
    """`font-missing` for each family that the edition names and nobody has; what of the publisher's is not read."""
    yield from own_file_findings(own)
    yield from _damaged(edition, own)
    for use, family in families(edition.style.fonts).items():
        if not faces_of(family, own):
            yield Finding(
                Code.FONT_MISSING,
                f"the font `{family}` ({use}) is not on this machine",
                how_to_get(family),
                Location("book.toml"),
                edition=edition.name,
            )


def _damaged(edition: Edition, own: tuple[GuardedFolder, ...]) -> Iterator[Finding]:
    """`style-invalid` for the publisher's files that are no sound fonts, where a family is missing: perhaps theirs."""
    if all(faces_of(family, own) for family in families(edition.style.fonts).values()):
        return
    for path in own_files(own):
        if _read_face(str(path)) is None:
            shown = f"styles/fonts/{path.name}"
            yield Finding(Code.STYLE_INVALID, f"`{shown}` is no font, or damaged", "get it again", Location(shown))


def how_to_get(family: str) -> str:
    """The remedy where nobody has a family."""
    return f"{PACKAGES.get(family, 'install it')}, or put its files into `styles/fonts/`"
