"""A built edition and a shop → the contents of the shop's folder by their names, and what its rules come to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild.model.settings import Edition
from bookbuild.outputs.onix.message import isbn_of
from bookbuild.outputs.packages.covers import cover_of
from bookbuild.outputs.packages.rules import CheckedRule, PackagedFile, report, rules_of
from bookbuild.outputs.packages.sheet import as_json, as_sheet, facts_of
from bookbuild.outputs.packages.shops import names_for, title_of
from bookbuild.printing.ebook_shops import EBOOK_SHOPS
from bookbuild.printing.printers import printers

EbookJudge = Callable[[Path], str | None]
"""An e-book → `no errors`, or what EPUBCheck finds; None where it cannot be asked."""


@dataclass(frozen=True, slots=True)
class ShopPackage:
    """A shop's folder. `copies`: names → files that stand there under them; `written`: names → contents."""

    shop: str
    edition: str
    copies: dict[str, Path] = field(default_factory=dict)
    written: dict[str, bytes] = field(default_factory=dict)
    rules: tuple[CheckedRule, ...] = ()

    @property
    def names(self) -> list[str]:
        return [*self.copies, *self.written]


def packaged(shop: str, edition: Edition, path: Path, pages: int | None, judge: EbookJudge) -> ShopPackage:
    """The package of the edition whose file stands at `path`, with its cover where the build made one."""
    names = names_for(shop, isbn_of(edition) or path.stem, path.stem)
    copies, written = {names.book: path}, {}
    size = path.stat().st_size
    if shop in EBOOK_SHOPS:
        picture = cover_of(path)
        file = PackagedFile(edition, None, size, judged=judge(path))
        if picture:
            written[names.cover + picture.ending] = picture.content
            file = PackagedFile(edition, None, size, len(picture.content), picture.side, file.judged)
        checked = EBOOK_SHOPS[shop].checked
    else:
        wrap = path.with_name(f"{path.stem}-cover.pdf")
        file = PackagedFile(edition, pages, size, wrap.stat().st_size if wrap.is_file() else None)
        if file.cover is not None:
            copies[f"{names.cover}.pdf"] = wrap
        checked = printers()[shop].checked
    rules, facts = rules_of(shop, file), facts_of(edition, pages)
    title = title_of(shop)
    written |= {
        "metadata.json": as_json(facts),
        "metadata.md": as_sheet(facts, title),
        "report.md": report(title, rules, checked.isoformat()),
    }
    return ShopPackage(shop, edition.name, copies, written, tuple(rules))
