"""The suffixes of pictures made of pixels, and the formats that they say."""

from __future__ import annotations

RASTERS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".webp": "WEBP"}
