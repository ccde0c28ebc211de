"""An e-book of ours → the picture of its cover (EPUB 3.3, property `cover-image`)."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from lxml import etree

_OPF = "{http://www.idpf.org/2007/opf}"


@dataclass(frozen=True, slots=True)
class CoverPicture:
    """`ending` with its dot; `side`: the pixels of the shorter side, None of a drawing."""

    content: bytes
    ending: str
    side: int | None


def cover_of(path: Path) -> CoverPicture | None:
    """The cover of the e-book at `path`; None where it has none."""
    with zipfile.ZipFile(path) as archive:
        package = next(name for name in archive.namelist() if name.endswith(".opf"))
        root = etree.fromstring(archive.read(package), etree.XMLParser(resolve_entities=False, no_network=True))
        for item in root.iter(f"{_OPF}item"):
            if "cover-image" in (item.get("properties") or "").split():
                name = posixpath.normpath(posixpath.join(posixpath.dirname(package), item.get("href", "")))
                content = archive.read(name)
                return CoverPicture(content, posixpath.splitext(name)[1], _side(content))
    return None


def _side(content: bytes) -> int | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(content)) as picture:
            return min(picture.size)
    except UnidentifiedImageError:
        return None
