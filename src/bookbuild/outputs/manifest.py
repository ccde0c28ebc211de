"""What a book was built from and with → `build.json`: no time, no absolute path."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from bookbuild import __version__
from bookbuild.cache.build_record import TOOLS, finding_record
from bookbuild.cache.file_memo import digest_of
from bookbuild.diagnostics import Finding
from bookbuild.model.book import Manuscript

if TYPE_CHECKING:
    from bookbuild.outputs.product import Product


def manifest(
    manuscript: Manuscript,
    made: Sequence[Product],
    findings: Iterable[Finding],
    key: str,
    read: object,
    metadata: dict[str, bytes] | None = None,
) -> bytes:
    """The record of a build as JSON: what has to be the same for the bytes to be the same.

    `key` and `read` (a record of `cache.reads`, None where that changed meanwhile) are what the next build knows by
    that nothing has changed. `metadata`: the contents of the files about the book that stand beside its editions.
    """
    record: dict[str, Any] = {
        "book": manuscript.name,
        "bookbuild": __version__,
        "tools": {name: _version(name) for name in TOOLS},
        "fonts": {path.name: digest_of(path) for product in made for path in product.fonts},
        "sources": dict(sorted(manuscript.hashes.items())),
        "editions": [
            {
                "name": product.edition.name,
                "file": product.path.name,
                "format": product.edition.format,
                "pages": product.pages,
                "sections": product.sections,
                "bytes": product.bytes,
                "sha256": product.digest,
                **_cover(product),
            }
            for product in made
        ],
        "metadata": [
            {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in (metadata or {}).items()
        ],
        "findings": [finding_record(finding) for finding in findings],
        "key": key,
        "read": read,
    }
    return (json.dumps(record, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "backslashreplace")


def _cover(product: Product) -> dict[str, Any]:
    cover = product.cover
    return {"cover": {"file": cover.path.name, "bytes": cover.bytes, "sha256": cover.digest}} if cover else {}


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None
