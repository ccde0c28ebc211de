"""The suffixes of pictures made of pixels, and the formats that they say; the shape of what is told of a picture."""

from __future__ import annotations

from typing import TypeAlias

from bookbuild.diagnostics import Code

RASTERS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}

Problem: TypeAlias = tuple[Code, str, str]
"""(code, message, remedy) of what is wrong with a picture; its place is where it is named."""
