"""Pandoc's JSON → `ReadDocument`. Raises BookError for JSON that is no document of Pandoc."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.intake.clean_text import clean_text
from bookbuild.intake.conservation import letters_of
from bookbuild.intake.document import IntakeBlock, IntakeContributor, IntakeDocument, IntakeMetadata
from bookbuild.intake.pandoc_ast.blocks import blocks_of_nodes
from bookbuild.intake.pandoc_ast.nodes import MalformedAst, PandocDocument, document_of, every_node
from bookbuild.intake.pandoc_ast.reading import PandocDress, PandocReading, wanted_ids
from bookbuild.intake.plain.lines import decoded_text
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.runs import Place
from bookbuild.intake.settling import settled

META = "metadata that a book has no place for"
_OF_META = frozenset(
    (
        "title", "subtitle", "author", "date", "lang", "dir", "publisher", "rights", "copyright", "description",
        "abstract", "subject", "keywords", "translator", "editor",
    )
)  # fmt: skip
_DATE = re.compile(r"(\d{4})(-\d\d-\d\d)?(?!\d)")
_TEXTS = frozenset(("Str", "MetaString"))
_CODES = frozenset(("Code", "CodeBlock", "Math", "RawInline", "RawBlock"))


def read_pandoc(file: IntakeFile, options: ReadOptions) -> ReadDocument:
    """The document of a file that `pandoc -t json` wrote. Raises BookError for another."""
    try:
        source = document_of(decoded_text(file))
        return _read(source, file, options)
    except MalformedAst as error:
        message, remedy = f"`{file.name}` is no document of Pandoc: {error}", "make it with `pandoc -t json`"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, remedy, Location(file.name))]) from error


def _read(source: PandocDocument, file: IntakeFile, options: ReadOptions) -> ReadDocument:
    reading = PandocReading(file, wanted_ids(source.blocks))
    blocks: list[IntakeBlock] = []
    for number, node in enumerate(source.blocks, 1):
        reading.number = number
        blocks += blocks_of_nodes([node], PandocDress(), reading)
    language = options.language or _one_line(source.meta.get("lang")).replace("_", "-") or None
    document = IntakeDocument(
        tuple(blocks),
        tuple(note for note in reading.notes if note),
        _metadata(source.meta),
        language=language,
        direction="rtl" if _one_line(source.meta.get("dir")) == "rtl" else None,
    )
    whole, dropped = settled(document)
    unused = [(key, _one_line(value)) for key, value in source.meta.items() if key not in _OF_META]
    of_meta = [Dropped(text, META, Place(place=f"metadata, {clean_text(key)}")) for key, text in unused if text]
    letters: Counter[str] = letters_of("\n".join(_texts(source.blocks)))
    for piece in of_meta:
        letters.update(letters_of(piece.text))
    return ReadDocument(whole, letters, tuple(reading.findings), (*reading.dropped, *of_meta, *dropped))


def _texts(value: Any) -> Iterator[str]:
    """All text of nodes, counted apart from their reading. Comments are none; a citation shows what it says itself."""
    passed: set[int] = set()
    for node in every_node(value):
        content = node.get("c")
        if id(node) in passed:
            continue
        if _is_comment(node):
            passed |= {id(inner) for inner in every_node(content)}
        elif node["t"] == "Cite" and isinstance(content, list):
            passed |= {id(inner) for inner in every_node(content[:1])}
        elif node["t"] in _TEXTS and isinstance(content, str):
            yield clean_text(content)
        elif node["t"] in _CODES and isinstance(content, list) and content and isinstance(content[-1], str):
            yield clean_text(content[-1])
        elif node["t"] in ("Space", "SoftBreak", "LineBreak"):
            yield " "


def _is_comment(node: dict[str, Any]) -> bool:
    content = node.get("c")
    if node["t"] != "Span" or not isinstance(content, list) or not content or not isinstance(content[0], list):
        return False
    return len(content[0]) > 1 and isinstance(content[0][1], list) and "comment-start" in content[0][1]


def _one_line(value: Any) -> str:
    """The text of a value of the metadata."""
    if isinstance(value, dict) and isinstance(value.get("c"), str):
        return " ".join(clean_text(value["c"]).split())
    if isinstance(value, dict) and value.get("t") == "MetaBool":
        return ""
    return " ".join("".join(_texts(value)).split())


def _several(value: Any) -> tuple[str, ...]:
    """The texts of a list of the metadata; of one that is none, its text alone."""
    if isinstance(value, dict) and value.get("t") == "MetaList" and isinstance(value.get("c"), list):
        return tuple(filter(None, (_one_line(each) for each in value["c"])))
    return tuple(filter(None, (_one_line(value),)))


def _metadata(meta: dict[str, Any]) -> IntakeMetadata:
    date = _DATE.match(_one_line(meta.get("date")))
    people = [
        IntakeContributor(name, role)
        for role in ("author", "editor", "translator")
        for name in _several(meta.get(role))
    ]
    return IntakeMetadata(
        title=_one_line(meta.get("title")),
        subtitle=_one_line(meta.get("subtitle")),
        contributors=tuple(people),
        publisher=_one_line(meta.get("publisher")),
        published=date[0] if date else "",
        rights=_one_line(meta.get("rights")) or _one_line(meta.get("copyright")),
        description=_one_line(meta.get("description")) or _one_line(meta.get("abstract")),
        subjects=tuple(part.strip() for each in ("subject", "keywords") for part in _several(meta.get(each))),
    )
