"""The keys of an edition that are about printing → `Press`: the printer's rules, the edition's own keys over them."""

from __future__ import annotations

import msgspec

from bookbuild.model.press import Press
from bookbuild.model.settings import EditionTable, PaperTable
from bookbuild.nearest import listed, suggestion
from bookbuild.printing.conditions import CONDITIONS
from bookbuild.printing.papers import OF_PRINTERS, PAPERS, USUAL
from bookbuild.printing.printers import Printer, printers
from bookbuild.printing.standards import STANDARDS
from bookbuild.sources.settings.convert import Converter
from bookbuild.sources.settings.measures import length_of
from bookbuild.sources.settings.toml_places import Path

OF_PRESS = (
    "printer", "standard", "profile", "ink", "ink-limit", "pages-multiple", "bleed-sides", "paper", "binding-style",
)  # fmt: skip
LEAST_CALIPER, MOST_CALIPER = 2.0, 60.0
"""mm that 100 leaves are thick: bible paper, and the thickest that is bound."""


class Sheet(msgspec.Struct, frozen=True):
    """What of an edition's page depends on its printer: the bleed in mm, and whether there are marks."""

    bleed: float
    marks: bool


def press_of(converter: Converter, table: EditionTable, path: Path) -> tuple[Press | None, Sheet]:
    """How an edition is printed, None where it is not; and its bleed and marks."""
    if table.format != "pdf" or table.purpose != "press":
        _find_foreign(converter, table, path)
        return None, Sheet(length_of(table.bleed or "0mm"), bool(table.marks))
    rules = printers().get(table.printer or "")
    press = _press(converter, table, rules, path)
    _check_standard(converter, press, path)
    bleed = length_of(table.bleed) if table.bleed is not None else (rules and rules.bleed) or 0.0
    marks = table.marks if table.marks is not None else bool(rules and rules.marks)
    return press, Sheet(bleed, marks)


def _find_foreign(converter: Converter, table: EditionTable, path: Path) -> None:
    """A finding for each key of printing in an edition that is not printed."""
    for field in msgspec.structs.fields(EditionTable):
        if field.encode_name in OF_PRESS and getattr(table, field.name) != field.default:
            message = f"`{field.encode_name}` is for editions that are printed"
            remedy = 'write `purpose = "press"`, or leave it out'
            converter.invalid(message, remedy, (*path, field.encode_name))


def _press(converter: Converter, table: EditionTable, rules: Printer | None, path: Path) -> Press:
    paper, caliper = _paper(converter, table.paper, path)
    limit = rules.ink_limit if rules and table.ink_limit is None else table.ink_limit
    return Press(
        printer=table.printer or "",
        standard=table.standard or (rules and rules.standard) or "none",  # type: ignore[arg-type]
        profile=_profile(converter, table.profile, path) or (rules and rules.profile) or "none",
        ink=table.ink or ("black" if table.printer or table.standard or table.profile else "colour"),
        ink_limit=limit,
        pages_multiple=table.pages_multiple or (rules.pages_multiple if rules else 1),
        bleed_sides=table.bleed_sides or (rules.bleed_sides if rules else "all"),
        paper=paper,
        caliper=caliper,
        binding_style=table.binding_style,
        annotations=rules.annotations if rules else True,
        outline=rules.outline if rules else True,
        transparency=rules.transparency if rules else True,
    )


def _profile(converter: Converter, written: str | None, path: Path) -> str | None:
    """A named condition, a path or `none`; a finding where it is neither a name nor like a path."""
    if written is None or written == "none" or written in CONDITIONS:
        return written
    if written.casefold() == "srgb":
        return "srgb"
    if written.casefold().endswith((".icc", ".icm")):
        return written
    remedy = suggestion(written, CONDITIONS, f"write {listed(CONDITIONS)}, the path of an `.icc` file, or `none`")
    converter.invalid(f"`{written}` is not a printing condition", remedy, (*path, "profile"))
    return None


def _paper(converter: Converter, written: str | PaperTable | None, path: Path) -> tuple[str, float | None]:
    """The paper's name, or the thickness of its leaves in mm."""
    match written:
        case None:
            return USUAL, None
        case PaperTable():
            if LEAST_CALIPER <= written.mm_per_100_leaves <= MOST_CALIPER:
                return "", written.mm_per_100_leaves / 100
            message = f"100 leaves that are {written.mm_per_100_leaves:g} mm thick"
            remedy = f"write from {LEAST_CALIPER:g} to {MOST_CALIPER:g}: the thickness of 100 leaves, not of 100 pages"
            converter.invalid(message, remedy, (*path, "paper", "mm-per-100-leaves"))
            return USUAL, None
        case _ if written in PAPERS or written in OF_PRINTERS:
            return written, None
        case _:
            known = (*PAPERS, *OF_PRINTERS)
            remedy = suggestion(written, known, f"write {listed(known)}, or `{{ mm-per-100-leaves = 12.0 }}`")
            converter.invalid(f"`{written}` is not a paper", remedy, (*path, "paper"))
            return USUAL, None


def _check_standard(converter: Converter, press: Press, path: Path) -> None:
    """A finding where a standard wants a printing condition, and there is none, or one of RGB."""
    standard = STANDARDS.get(press.standard)
    if standard is None or press.profile not in ("none", "srgb"):
        return
    has = "no printing condition" if press.profile == "none" else "sRGB, which no press prints"
    message = f"the standard {standard.title} names the printing condition, and the edition has {has}"
    converter.invalid(message, 'write such as `profile = "fogra39"`, or `standard = "none"`', (*path, "standard"))
