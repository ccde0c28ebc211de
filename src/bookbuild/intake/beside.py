"""A name that an imported file gives → the bytes of that file, where it stands in the folder of the first one."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from bookbuild.intake.reader import IntakeFile

LARGEST_BESIDE = 50_000_000


def bytes_beside(file: IntakeFile, reference: str) -> bytes | None:
    """The bytes of a file beside `file` or in a folder there; None where there is none, or it is elsewhere."""
    if file.folder is None or not reference:
        return None
    try:
        parts = urlsplit(reference)
        if parts.scheme or parts.netloc:
            return None
        root = file.folder.resolve()
        path = (root / unquote(parts.path).replace("\\", "/")).resolve()
        if not path.is_relative_to(root) or not path.is_file() or path.stat().st_size > LARGEST_BESIDE:
            return None
        return path.read_bytes()
    except (OSError, ValueError):
        return None
