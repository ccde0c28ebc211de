"""The pages on which Shamela says what a book is → metadata; what says no more than that is listed as dropped."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from bookbuild.intake.conservation import runs_text
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeContributor,
    IntakeMetadata,
    IntakeOrnament,
    IntakeParagraph,
    TakenText,
)
from bookbuild.intake.reader import Dropped

ABOUT = "what Shamela says of its file"
_LABEL = re.compile(r"\s*([^:：]{2,40}?)\s*[:：]\s*(.+)", re.DOTALL)
_ROLES = {
    "المؤلف": "author", "تأليف": "author", "المحقق": "editor", "تحقيق": "editor", "المترجم": "translator",
    "ترجمة": "translator", "تقديم": "author of introduction, etc.",
}  # fmt: skip
_YEAR = re.compile(r"((?:1[5-9]|20)\d\d)\s*م")


def catalogued(
    blocks: Iterable[IntakeBlock], metadata: IntakeMetadata
) -> tuple[IntakeMetadata, list[Dropped], list[IntakeBlock]]:
    """Metadata with what the page says, what is dropped, and what cannot be: blocks that are no lines."""
    dropped: list[Dropped] = []
    kept: list[IntakeBlock] = []
    for block in blocks:
        if not isinstance(block, IntakeParagraph):
            kept += [] if isinstance(block, IntakeOrnament) else [block]
            continue
        text = runs_text(block.runs).strip()
        found = _LABEL.fullmatch(text)
        changed = _with(metadata, found[1].strip(), " ".join(found[2].split())) if found else None
        if changed and changed[1]:
            metadata = replace(changed[0], taken=(*changed[0].taken, TakenText(changed[1], text, block.place)))
        elif text:
            dropped.append(Dropped(text, ABOUT, block.place))
    return metadata, dropped, kept


def _with(metadata: IntakeMetadata, label: str, value: str) -> tuple[IntakeMetadata, str]:
    """Metadata with one line of the page, and the key of the settings that it fills; empty: none."""
    if label == "الكتاب":
        return replace(metadata, title=value), "title"
    if label in _ROLES:
        person = IntakeContributor(re.sub(r"\s*\((?:المتوفى|ت)[^)]*\)", "", value), _ROLES[label])
        return replace(metadata, contributors=(*metadata.contributors, person)), "contributors"
    if label == "الناشر":
        publisher, _, place = value.partition("،") if value.count("،") == 1 else (value, "", "")
        return replace(metadata, publisher=publisher.strip(), place=place.strip()), "publisher"
    if label == "الطبعة" and (year := _YEAR.search(value)):
        return replace(metadata, published=year[1]), "published"
    return metadata, ""
