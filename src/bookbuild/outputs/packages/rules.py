"""An edition as built and a shop → each of the shop's rules with its source, what the book has, and the verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.settings import Edition
from bookbuild.outputs.onix.message import isbn_of
from bookbuild.printing.ebook_shops import EBOOK_SHOPS, EbookShop
from bookbuild.printing.printers import Printer, printers

Verdict = Literal["kept", "broken", "not known"]
MEGABYTE = 1 << 20


@dataclass(frozen=True, slots=True)
class PackagedFile:
    """What was built of an edition. `cover`: its bytes' number, None where there is none; `cover_side`: the pixels of
    the shorter side of an e-book's. `judged`: what EPUBCheck says, None where it was not asked."""

    edition: Edition
    pages: int | None
    bytes: int
    cover: int | None = None
    cover_side: int | None = None
    judged: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedRule:
    """A rule, what the book has, whether it is kept, and where the rule stands.

    `code`: the finding where it is broken; None where the build finds that itself, or the report alone says it.
    """

    rule: str
    has: str
    verdict: Verdict
    source: str
    code: Code | None = None


def findings_of(shop: str, edition: Edition, rules: Iterable[CheckedRule]) -> Iterator[Finding]:
    """A finding for each rule that is broken and that no other step finds."""
    for rule in rules:
        if rule.verdict == "broken" and rule.code:
            message = f"`{shop}` asks for {rule.rule}, and the book has {rule.has} ({rule.source})"
            remedy = "write what the rule asks for, or leave out the key that goes over the printer's"
            yield Finding(rule.code, message, remedy, Location("book.toml"), edition=edition.name)


def rules_of(shop: str, file: PackagedFile) -> list[CheckedRule]:
    if shop in EBOOK_SHOPS:
        return list(_of_ebook_shop(EBOOK_SHOPS[shop], file))
    return list(_of_printer(shop, printers()[shop], file))


def report(title: str, rules: Iterable[CheckedRule], checked: str) -> bytes:
    """`report.md`: a row a rule."""
    lines = [
        f"# Rules of {title}",
        "",
        f"As its pages said on {checked}.",
        "",
        "| rule | this book | verdict | source |",
    ]
    lines.append("| --- | --- | --- | --- |")
    lines += [f"| {_cell(r.rule)} | {_cell(r.has)} | {r.verdict} | {_cell(r.source)} |" for r in rules]
    return ("\n".join(lines) + "\n").encode("utf-8", "backslashreplace")


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _verdict(kept: bool | None) -> Verdict:
    return "not known" if kept is None else "kept" if kept else "broken"


def _of_printer(shop: str, rules: Printer, file: PackagedFile) -> Iterator[CheckedRule]:
    edition, source = file.edition, rules.sources[0]
    press, (width, height), pages = edition.press, edition.trim, file.pages or 0
    trims = f"{len(rules.trims)} listed trims" + (", and others between limits" if rules.custom else "")
    yield CheckedRule(
        f"trim: {trims}" if rules.trims else "trim: any", f"{width:g} × {height:g} mm",
        _verdict(rules.makes(edition.trim)), source,
    )  # fmt: skip
    if press and press.binding_style in rules.pages:
        least, most = rules.pages[press.binding_style]
        refused = rules.refused_count(pages, press.binding_style)
        rule = f"pages of a {press.binding_style}: {least} to {most}"
        yield CheckedRule(rule, f"{pages} pages", _verdict(refused is None), source)
    whole, rule = _verdict(pages % rules.pages_multiple == 0), f"pages: a multiple of {rules.pages_multiple}"
    yield CheckedRule(rule, f"{pages} pages", whole, source, Code.SETTING_INVALID)
    languages = f"language: one of {len(rules.languages)} that are listed" if rules.languages else "language"
    spoken = _verdict(rules.takes(edition.book.language)) if rules.languages or shop == "offset" else "not known"
    yield CheckedRule(languages, edition.book.language, spoken, rules.sources[-1])
    if rules.bleed is not None:
        has, enough = f"{edition.bleed:g} mm", edition.bleed == 0 or edition.bleed >= rules.bleed - 0.01
        rule = f"bleed, where something is printed to the edge: {rules.bleed:g} mm"
        yield CheckedRule(rule, has, _verdict(enough), source, Code.SETTING_INVALID)
    if rules.marks is not None:
        wanted, has = ("with" if each else "without" for each in (rules.marks, edition.marks))
        yield CheckedRule(f"marks: {wanted}", has, _verdict(rules.marks == edition.marks), source, Code.SETTING_INVALID)
    if rules.megabytes:
        yield _size(f"file: at most {rules.megabytes} MB", file.bytes, rules.megabytes, source)
    yield _cover("cover: a wrap of its own", file.cover, source)
    if shop == "ingramspark":
        yield _isbn(edition, source, needed=True)


def _of_ebook_shop(shop: EbookShop, file: PackagedFile) -> Iterator[CheckedRule]:
    judged = None if file.judged is None else file.judged == "no errors"
    yield CheckedRule(
        "EPUBCheck finds no errors", file.judged or "not asked: Java is missing", _verdict(judged), shop.source
    )
    if shop.megabytes:
        yield _size(f"file: at most {shop.megabytes} MB", file.bytes, shop.megabytes, shop.source)
    yield _cover("cover: a picture in the e-book", file.cover, shop.source)
    if shop.cover:
        side = None if file.cover_side is None else file.cover_side >= shop.cover
        has = f"{file.cover_side} pixels" if file.cover_side else "–"
        yield CheckedRule(f"cover: at least {shop.cover} pixels a side", has, _verdict(side), shop.source)
    yield CheckedRule("language: the shop publishes no list", file.edition.book.language, "not known", shop.source)
    yield _isbn(file.edition, shop.source, needed=False)


def _size(rule: str, count: int, megabytes: int, source: str) -> CheckedRule:
    return CheckedRule(
        rule, f"{count / MEGABYTE:.1f} MB", _verdict(count <= megabytes * MEGABYTE), source, Code.TOO_LARGE
    )


def _isbn(edition: Edition, source: str, *, needed: bool) -> CheckedRule:
    has = isbn_of(edition)
    rule = "ISBN: the files are named by it" if needed else "ISBN: by it, where there is one, the files are named"
    return CheckedRule(rule, has or "none", _verdict(bool(has) or not needed), source, Code.SETTING_INVALID)


def _cover(rule: str, count: int | None, source: str) -> CheckedRule:
    return CheckedRule(rule, "not there" if count is None else "there", _verdict(count is not None), source)
