"""The profile that an edition names → its content; findings where this machine, or the book, has it not."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from PIL import ImageCms

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.guarded.folder import MOST_FONT, FileRefused, GuardedFolder
from bookbuild.model.press import Press
from bookbuild.model.settings import Edition
from bookbuild.printing.conditions import CONDITIONS, profile_of
from bookbuild.printing.standards import STANDARDS

SETTINGS = "book.toml"
OF_PRESSES = b"CMYK"
"""The space of colours of a profile that a press has (ICC.1, 7.2.6)."""


def needs_profile(press: Press | None) -> bool:
    """Whether an edition cannot be made without the content of its profile."""
    if press is None or press.profile in ("none", "srgb"):
        return False
    standard = STANDARDS.get(press.standard)
    named = press.profile in CONDITIONS
    return press.ink == "colour" or (standard is not None and not (named and standard.named_alone))


def profile_content(folder: Path, press: Press | None) -> bytes | None:
    """The profile of an edition's condition; None where it has none, or is made without. `folder` is the book's.

    Raises FileRefused for a path in the book, FileNotFoundError for a condition, where it cannot be read.
    """
    if press is None or not needs_profile(press):
        return None
    if condition := CONDITIONS.get(press.profile):
        path = profile_of(condition)
        if path is None:
            raise FileNotFoundError(press.profile)
        return path.read_bytes()
    return GuardedFolder.of(folder).read(press.profile, MOST_FONT)


def profile_findings(folder: Path, edition: Edition) -> Iterator[Finding]:
    """What is wrong with the profile that an edition names: it is not there, or is none of a press."""
    press, place = edition.press, Location(SETTINGS)
    if press is None:
        return
    try:
        content = profile_content(folder, press)
    except FileRefused as refused:
        yield refused.finding(Code.SETTING_INVALID, place)
        return
    except OSError:
        condition = CONDITIONS[press.profile]
        message = f"the profile of `{press.profile}` is not on this machine: {' or '.join(condition.files)}"
        remedy = f"get it: {condition.package}; or put it into a folder that `BOOKBUILD_PROFILES` names"
        yield Finding(Code.PROFILE_MISSING, message, remedy, place, edition=edition.name)
        return
    if content is not None and (wrong := _wrong(content)):
        remedy = "write the path of the profile that the printer gives for its press and paper"
        message = f"`{press.profile}` is {wrong}"
        yield Finding(Code.SETTING_INVALID, message, remedy, place, edition=edition.name)


def _wrong(content: bytes) -> str | None:
    """What a file is that is no profile of a press in CMYK; None where it is one."""
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content)).profile
    except (OSError, ImageCms.PyCMSError):
        return "no ICC profile"
    if content[16:20] != OF_PRESSES:
        return f"a profile of {profile.xcolor_space.strip()}, not of CMYK"
    return None if profile.device_class.strip() == "prtr" else "not the profile of a printing condition"
