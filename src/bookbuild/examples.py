"""What stands at the end of each command's help: calls of it as a user would write them."""

from __future__ import annotations


def _shown(*lines: str) -> str:
    return "\n".join(["\b", "Examples:", *(f"  {line}" for line in lines)])


NEW = _shown("bookbuild new manuscript/lamp", "bookbuild new manuscript/misbah --language ar")
BUILD = _shown(
    "bookbuild build manuscript/lamp                     every edition, into dist/lamp/",
    "bookbuild build manuscript/* --edition press        one edition of several books",
    "bookbuild build manuscript/lamp --strict --json     in CI: warnings stop it too",
    "bookbuild build manuscript/lamp --format github     findings as annotations",
    "bookbuild build manuscript/lamp --onix              with metadata for bookshops",
)
CHECK = _shown(
    "bookbuild check manuscript/lamp",
    "bookbuild check manuscript/lamp --fix --dry-run     see what would be mended",
    "bookbuild check manuscript/* --format sarif         for code scanning",
)
IMPORT = _shown(
    "bookbuild import lamp.docx --to manuscript/lamp",
    "bookbuild import lamp.txt --to manuscript/lamp --language ar",
    "bookbuild import lamp.docx --to manuscript/lamp --map styles.toml",
)
INSPECT = _shown(
    "bookbuild inspect dist/lamp/lamp-ebook.epub",
    "bookbuild inspect dist/lamp/lamp-press.pdf --book manuscript/lamp",
    "bookbuild inspect dist/lamp/lamp-screen.pdf --profile ua1",
    "bookbuild inspect dist/lamp/lamp-kdp.pdf --printer kdp        does that printer take it?",
    "bookbuild inspect cover.pdf --profile x4 --json               a file made elsewhere",
)
IMPOSE = _shown(
    "bookbuild impose dist/lamp/lamp-press.pdf --signature 16 --sheet 640x900mm",
    "bookbuild impose dist/lamp/lamp-press.pdf --booklet --sheet A4 --out lamp-a4.pdf",
    "bookbuild impose misbah.pdf --signature 8 --bind right --paper 0.12mm",
)
PACKAGE = _shown(
    "bookbuild package manuscript/lamp                          for every shop that it has an edition for",
    "bookbuild package manuscript/lamp --for kdp --for apple",
)
EDITIONS = _shown("bookbuild editions manuscript/lamp --json")
FONTS = _shown("bookbuild fonts manuscript/lamp")
CACHE = _shown("bookbuild cache --cache-limit 500MB", "bookbuild cache --clear")
SCHEMA = _shown("bookbuild schema > manuscript/lamp/book.schema.json     for editors that know JSON Schema")
DOCTOR = _shown("bookbuild doctor")
