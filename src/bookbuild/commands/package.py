"""A book and shops → a folder a shop, with what it takes of the book, and what is said of that."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bookbuild.build_result import Built
from bookbuild.commands.build import BuildOptions, built_books
from bookbuild.commands.said import Caller, Output, Said, ToldFindings
from bookbuild.diagnostics import BookError, Code, Finding, Location, MachineLacks, Severity, exit_status, worst
from bookbuild.findings import with_book_and_source
from bookbuild.folders.scratch import temporary_files_in_scratch
from bookbuild.reporting.json import findings_list, path_as_given

if TYPE_CHECKING:
    from bookbuild.model.settings import Edition
    from bookbuild.outputs.packages.package import ShopPackage

Taken = list[tuple[str, "Edition"]]
"""Shops, and the edition that each takes."""


def package(book: Path, shops: tuple[str, ...], out: Path, caller: Caller, *, as_json: bool = False) -> Said:
    """Build what the shops take, and write `out/<book>/<shop>/` for each; by default all that have an edition."""
    from bookbuild import pipeline
    from bookbuild.outputs.packages.shops import chosen, usual

    name = book.resolve().name
    editions, found = pipeline.editions(book)
    wanted = shops or usual(editions)
    asked = [(shop, chosen(editions, shop)) for shop in wanted]
    refused = [each for _, each in asked if isinstance(each, Finding)]
    taken = [(shop, each) for shop, each in asked if not isinstance(each, Finding)]
    if not wanted and not _stops(found):
        refused = [_no_shop()]
    packages: list[ShopPackage] = []
    findings, status = [*found, *refused], 0
    if taken and not _stops(found):
        packages, built, status = _made(name, book, taken, out, caller)
        findings = [*built, *refused]
    told = tuple(with_book_and_source(findings, name, {}, {}))
    return _said(name, out, packages, told, worst([status, exit_status(told)]), as_json=as_json)


def _made(
    name: str, book: Path, taken: Taken, out: Path, caller: Caller
) -> tuple[list[ShopPackage], list[Finding], int]:
    """The packages that were written, what was found on the way, and the status of a build that failed."""
    with temporary_files_in_scratch(), tempfile.TemporaryDirectory() as place:
        names = tuple(dict.fromkeys(edition.name for _, edition in taken))
        (result,), statuses = built_books({name: book}, BuildOptions(names, Path(place), os.cpu_count() or 1), caller)
        findings = list(result.findings)
        files = {built.name: built for built in result.editions}
        packages = [_packaged(shop, edition, files[edition.name]) for shop, edition in taken] if files else []
        for made, (_, edition) in zip(packages, taken, strict=False):
            findings += _findings(made, edition)
        try:
            _write(out / name, packages)
        except BookError as error:
            return [], [*findings, *error.findings], worst(statuses)
    return packages, findings, worst(statuses)


def _packaged(shop: str, edition: Edition, built: Built) -> ShopPackage:
    from bookbuild.outputs.packages.package import packaged

    return packaged(shop, edition, built.path, built.pages, _judged)


def _findings(made: ShopPackage, edition: Edition) -> Iterator[Finding]:
    from bookbuild.outputs.packages.rules import findings_of

    return findings_of(made.shop, edition, made.rules)


def _judged(path: Path) -> str | None:
    """What EPUBCheck says of an e-book; None where this machine cannot ask it."""
    from bookbuild.inspection.judges import epubcheck

    try:
        (verdict,) = epubcheck(path)
    except MachineLacks:
        return None
    return "no errors" if verdict.passed else f"{len(verdict.remarks)} remarks"


def _write(folder: Path, packages: Iterable[ShopPackage]) -> None:
    """Put each package in its place, whole. Raises BookError (`output-unwritable`)."""
    from bookbuild.folders.swap import Swap
    from bookbuild.interrupts import waiting

    for made in packages:
        swap = Swap(folder / made.shop)
        with waiting():
            try:
                swap.begin()
                contents = {name: source.read_bytes() for name, source in made.copies.items()} | made.written
                for name, content in contents.items():
                    (swap.made / name).write_bytes(content)
                swap.put_in_place(made.names)
            except OSError as error:
                message = f"`{folder / made.shop}` cannot be written: {(error.strerror or 'no reason').lower()}"
                remedy = "see to the space there, to permissions, and to what has its name"
                raise BookError([Finding(Code.OUTPUT_UNWRITABLE, message, remedy)]) from error
            finally:
                swap.end()


def _no_shop() -> Finding:
    message = "no edition is made for a shop: none is an e-book, and none names a printer"
    remedy = 'write `printer = "kdp"` in an edition for the press, or add an e-book'
    return Finding(Code.SETTING_INVALID, message, remedy, Location("book.toml"))


def _stops(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR and not finding.allowed for finding in findings)


def _said(
    book: str, out: Path, packages: list[ShopPackage], findings: tuple[Finding, ...], status: int, *, as_json: bool
) -> Said:
    if as_json:
        return Said((Output(_object(book, out, packages, findings)),), status)
    lines = [line for made in packages for line in _lines(book, out, made)]
    return Said((ToldFindings(findings), Output("\n".join(lines))), status)


def _lines(book: str, out: Path, made: ShopPackage) -> Iterator[str]:
    """The folder, its files, and each rule that is broken."""
    broken = [rule for rule in made.rules if rule.verdict == "broken"]
    folder = path_as_given(out / book / made.shop)
    yield f"{folder}: edition {made.edition}, {len(made.rules)} rules, {len(broken)} broken"
    yield f"  {', '.join(made.names)}"
    yield from (f"  {rule.rule}: {rule.has}" for rule in broken)


def _object(book: str, out: Path, packages: list[ShopPackage], findings: tuple[Finding, ...]) -> dict[str, Any]:
    shown = [
        {
            "shop": made.shop,
            "edition": made.edition,
            "path": path_as_given(out / book / made.shop),
            "files": made.names,
            "rules": [
                {"rule": each.rule, "has": each.has, "verdict": each.verdict, "source": each.source}
                for each in made.rules
            ],
        }
        for made in packages
    ]
    return {"book": book, "packages": shown, "findings": findings_list(findings)}
