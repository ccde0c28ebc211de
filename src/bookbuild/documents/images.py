"""The images that a book's nodes name → resources under names made of their content."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from pathlib import PurePosixPath

from bookbuild.documents.prepared_images import prepared
from bookbuild.guarded.folder import MOST_IMAGE, FileRefused, GuardedFolder
from bookbuild.model.blocks import Figure
from bookbuild.model.book import Book
from bookbuild.model.document import Resource
from bookbuild.model.inlines import Image
from bookbuild.model.walk import nodes

MEDIA_TYPES = {
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".gif": "image/gif",
    ".webp": "image/webp",
}


def images_of(book: Book) -> dict[str, Resource]:
    """The images of `book` by their path relative to its folder; one that cannot be read has its finding already."""
    found: dict[str, Resource] = {}
    folder, ebook = GuardedFolder.of(book.folder), book.edition.format == "epub"
    for section in book.sections:
        for node in nodes((section.title, section.blocks)):
            if isinstance(node, (Image, Figure)) and node.source not in found:
                with suppress(FileRefused):
                    content = folder.read(node.source, MOST_IMAGE)
                    suffix = PurePosixPath(node.source).suffix.lower()
                    found[node.source] = resource_of(prepared(content, suffix, ebook=ebook), suffix)
    return found


def resource_of(content: bytes, suffix: str) -> Resource:
    name = hashlib.sha256(content).hexdigest()[:16]
    return Resource(f"images/{name}{suffix}", content, MEDIA_TYPES.get(suffix, "application/octet-stream"))
