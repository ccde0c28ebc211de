"""A PDF from anywhere → its pages on press sheets, in the order in which printers fold: through pikepdf.

A page stays what it is, as a form (ISO 32000-1, 8.10): nothing is rasterised or encoded anew, text can be searched.
Its links and its structure have no use on a sheet and are left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pikepdf

from bookbuild.diagnostics import BookError, Code, Finding
from bookbuild.inspection.pdf import opened_pdf
from bookbuild.outputs.pdf.folding import GRIDS, ImposedPage, SheetSide, blanks_of, booklet, signatures
from bookbuild.outputs.pdf.page_forms import PageForm, page_form
from bookbuild.outputs.pdf.sheet_marks import marks, separation
from bookbuild.outputs.pdf.sheet_plan import POINTS, SheetPlan, SheetSize, sheet_plan
from bookbuild.outputs.pdf.slug_letters import slug_font, slug_text

NEAR = 0.5 * POINTS
"""By which the trims of a file's pages may differ."""


@dataclass(frozen=True, slots=True)
class Imposition:
    """How a file is imposed. `signature`: pages of each (a key of GRIDS), None for a booklet.

    `sheet`: width and height in mm, None for one that has room for pages and marks. `right`: bound on the right, None:
    as the file says. `caliper`: the thickness of a leaf in mm.
    """

    signature: int | None
    sheet: SheetSize | None = None
    right: bool | None = None
    caliper: float = 0.1


@dataclass(frozen=True, slots=True)
class Imposed:
    """A file on sheets, `content` its bytes. `sheet` in mm as it lies, `pages` without the `blanks` that fill it up."""

    content: bytes
    sheets: int
    signatures: int
    pages: int
    blanks: int
    sheet: SheetSize
    right: bool


def imposed(path: Path, how: Imposition) -> Imposed:
    """The pages of the PDF at `path` on sheets. The bytes depend on the file's and on `how` alone.

    Raises BookError where the file cannot be read or its pages differ in size (`preflight-box`), SheetTooSmall.
    """
    with opened_pdf(path) as source:
        right = _bound_on_the_right(source) if how.right is None else how.right
        forms = [page_form(page) for page in source.pages]
        _check_sizes(forms)
        count, grid = len(forms), GRIDS[how.signature or 4]
        sides = list(signatures(count, how.signature, right=right) if how.signature else booklet(count, right=right))
        sheet = (how.sheet[0] * POINTS, how.sheet[1] * POINTS) if how.sheet else None
        bleed = max(form.bleed.most for form in forms)
        plan = sheet_plan(forms[0].size, bleed, grid, sheet, how.caliper * POINTS)
        content = _written(source, forms, sides, plan, slug_text(path.stem))
    size = (round(plan.size[0] / POINTS, 1), round(plan.size[1] / POINTS, 1))
    blanks = blanks_of(count, how.signature or 4)
    return Imposed(content, len(sides) // 2, sides[-1].signature, count, blanks, size, right)


def _bound_on_the_right(source: pikepdf.Pdf) -> bool:
    preferences = source.Root.get("/ViewerPreferences")
    return isinstance(preferences, pikepdf.Dictionary) and preferences.get("/Direction") == pikepdf.Name.R2L


def _check_sizes(forms: Iterable[PageForm]) -> None:
    """Raises BookError where there is no page, or one has another trim than the first."""
    first: SheetSize | None = None
    for number, form in enumerate(forms, 1):
        if first is None:
            first = form.size
        if min(form.size) < 1:
            raise BookError([_odd(number, "has no size", "give the page a MediaBox, and a TrimBox within it")])
        if any(abs(one - other) > NEAR for one, other in zip(form.size, first, strict=True)):
            said = f"is {_mm(form.size)} mm when trimmed, and the first page {_mm(first)}"
            raise BookError([_odd(number, said, "make the file with one trim, or impose its parts one by one")])
    if first is None:
        raise BookError([Finding(Code.PREFLIGHT_BOX, "the file has no pages", "make the file anew")])


def _odd(number: int, said: str, remedy: str) -> Finding:
    return Finding(Code.PREFLIGHT_BOX, f"page {number} {said}", remedy, page=number)


def _mm(size: SheetSize) -> str:
    return " × ".join(f"{round(side / POINTS, 1):g}" for side in size)


def _written(source: pikepdf.Pdf, forms: list[PageForm], sides: list[SheetSide], plan: SheetPlan, name: str) -> bytes:
    target = pikepdf.new()
    copied = [target.copy_foreign(form.form) for form in forms]
    slug, everywhere = slug_font(target), separation(target)
    for side in sides:
        there = [place for place in side.places if place.page < len(forms)]
        label = _label(side, len(sides) // 2, name, len(forms))
        content = b"\n".join([*(_placed(plan, place, forms[place.page]) for place in there), marks(plan, side, label)])
        page = pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[0, 0, *(round(edge, 4) for edge in plan.size)],
            TrimBox=[0, 0, *(round(edge, 4) for edge in plan.size)],
            Contents=pikepdf.Stream(target, content),
            Resources=pikepdf.Dictionary(
                XObject=pikepdf.Dictionary({_name(place): copied[place.page] for place in there}),
                Font=pikepdf.Dictionary(Slug=slug),
                ColorSpace=pikepdf.Dictionary(All=everywhere),
            ),
        )
        target.pages.append(pikepdf.Page(target.make_indirect(page)))
    _keep(source, target)
    made = io.BytesIO()
    new = source.pdf_version >= "1.5"
    mode = pikepdf.ObjectStreamMode.generate if new else pikepdf.ObjectStreamMode.disable
    target.save(
        made,
        min_version=source.pdf_version,
        deterministic_id=True,
        object_stream_mode=mode,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
    )
    return made.getvalue()


def _keep(source: pikepdf.Pdf, target: pikepdf.Pdf) -> None:
    """What of the file holds for its sheets too: the printing condition, layers, its title."""
    for key in ("/OutputIntents", "/OCProperties"):
        kept = source.Root.get(key)
        if kept is not None:
            held = source.make_indirect(kept) if not kept.is_indirect else kept
            target.Root[key] = target.copy_foreign(held)
    title = source.docinfo.get("/Title") if "/Info" in source.trailer else None
    if isinstance(title, pikepdf.String):
        target.docinfo["/Title"] = pikepdf.String(str(title))
    target.docinfo["/Producer"] = pikepdf.String("bookbuild")


def _name(place: ImposedPage) -> str:
    return f"/Page{place.page + 1}"


def _placed(plan: SheetPlan, place: ImposedPage, page: PageForm) -> bytes:
    """The operators that put a page in its place, and show no more of it than is printed."""
    left, bottom, right, top = plan.page(place)
    seen = plan.shown(place, page.bleed)
    clip = f"{seen[0]:.4f} {seen[1]:.4f} {seen[2] - seen[0]:.4f} {seen[3] - seen[1]:.4f} re W n"
    if place.turned:
        matrix = f"-1 0 0 -1 {right + page.trim[0]:.4f} {top + page.trim[1]:.4f} cm"
    else:
        matrix = f"1 0 0 1 {left - page.trim[0]:.4f} {bottom - page.trim[1]:.4f} cm"
    return f"q {clip} {matrix} {_name(place)} Do Q".encode("ascii")


def _label(side: SheetSide, sheets: int, name: str, count: int) -> str:
    """Such as `LAMP-PRESS - SHEET 2/6 FRONT - SIGNATURE 2 - PAGES 17-32`; blank pages are not counted."""
    pages = sorted(place.page + 1 for place in side.places if place.page < count)
    told = f"{pages[0]}-{pages[-1]}" if pages and len(side.places) > 2 else "+".join(map(str, pages))
    shown = f" - PAGES {told}" if pages else " - BLANK"
    which = "FRONT" if side.front else "BACK"
    return f"{name} - SHEET {side.sheet}/{sheets} {which} - SIGNATURE {side.signature}{shown}".removeprefix(" - ")
