"""Printing conditions by name → what a file's intent says of each, and its profile where this machine has it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

REGISTRY = "http://www.color.org"
"""The registry of characterization data that the ICC keeps."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A printing condition. `registered` is its name in the ICC's registry; None where it has none there.

    `files` are the names of its profiles; `package` is what brings one, in words.
    """

    name: str
    registered: str | None
    information: str
    files: tuple[str, ...]
    package: str


CONDITIONS = {
    condition.name: condition
    for condition in (
        Condition(
            "fogra39",
            "FOGRA39",
            "Offset on coated paper, ISO 12647-2:2004",
            ("FOGRA39L_coated.icc", "ISOcoated_v2_eci.icc", "CoatedFOGRA39.icc"),
            "apt-get install texlive-base (FOGRA39L_coated.icc), or `ISOcoated_v2_eci.icc` of eci.org",
        ),
        Condition(
            "fogra51",
            "FOGRA51",
            "Offset on premium coated paper, ISO 12647-2:2013",
            ("PSOcoated_v3.icc",),
            "`PSOcoated_v3.icc` of eci.org",
        ),
        Condition(
            "fogra52",
            "FOGRA52",
            "Offset on wood-free uncoated paper, ISO 12647-2:2013",
            ("PSOuncoated_v3_FOGRA52.icc",),
            "`PSOuncoated_v3_FOGRA52.icc` of eci.org",
        ),
        Condition(
            "gracol2013",
            "CGATS21_CRPC6",
            "GRACoL 2013, CRPC6",
            ("GRACoL2013_CRPC6.icc",),
            "`GRACoL2013_CRPC6.icc` of idealliance.org",
        ),
        Condition(
            "swop2013",
            "CGATS21_CRPC5",
            "SWOP 2013 C3, CRPC5",
            ("SWOP2013C3_CRPC5.icc", "SWOP2013_CRPC5.icc"),
            "`SWOP2013C3_CRPC5.icc` of idealliance.org",
        ),
        Condition(
            "japan-color-2011",
            "JC201103",
            "Japan Color 2011, coated paper",
            ("JapanColor2011Coated.icc",),
            "`JapanColor2011Coated.icc` of japancolor.jp",
        ),
        Condition(
            "srgb",
            None,
            "sRGB IEC61966-2.1",
            ("sRGB2014.icc", "sRGB.icc", "sRGB_IEC61966-2-1_black_scaled.icc"),
            "apt-get install icc-profiles-free (sRGB.icc)",
        ),
    )
}

FOLDERS = (
    "~/.local/share/color/icc", "~/.color/icc", "/usr/local/share/color/icc", "/usr/share/color/icc",
    "/usr/share/texlive/texmf-dist/tex/generic/colorprofiles", "/usr/share/texmf/tex/generic/colorprofiles",
    "/Library/ColorSync/Profiles", "~/Library/ColorSync/Profiles", "/System/Library/ColorSync/Profiles",
    "C:/Windows/System32/spool/drivers/color",
)  # fmt: skip
"""Where systems keep their profiles."""


def profile_of(condition: Condition) -> Path | None:
    """The profile of a condition that this machine has: of `$BOOKBUILD_PROFILES`, else where systems keep them."""
    found = _profiles(os.environ.get("BOOKBUILD_PROFILES", ""))
    return next((found[name.casefold()] for name in condition.files if name.casefold() in found), None)


@lru_cache(maxsize=4)
def _profiles(own: str) -> dict[str, Path]:
    """Files of profiles by their folded names; the first folder's stands."""
    found: dict[str, Path] = {}
    for folder in (*filter(None, own.split(os.pathsep)), *FOLDERS):
        for path in _files(Path(folder).expanduser()):
            found.setdefault(path.name.casefold(), path)
    return found


def _files(folder: Path) -> Iterator[Path]:
    """Profiles in a folder and in its folders, in the order of their names."""
    for parent, folders, names in os.walk(folder):
        folders.sort()
        yield from (Path(parent, name) for name in sorted(names) if name.casefold().endswith((".icc", ".icm")))
