"""Sheets: the order of pages is that of pdfimpose, and of folded paper; every page is whole, once, and where it folds."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from click.testing import Result
from numbered_pages import TRIM, numbered, spots
from pdfimpose.schema import hardcover, saddle
from pikepdf import Array, Dictionary, Name

from bookbuild.outputs.pdf.folding import GRIDS, ImposedPage, SheetSide, booklet, signatures
from bookbuild.outputs.pdf.imposition import Imposition, imposed
from bookbuild.outputs.pdf.sheet_plan import POINTS, Bleed, SheetTooSmall, sheet_plan

Run = Callable[..., Result]
FOLDS = {4: "h", 8: "vh", 16: "hvh", 32: "vhvh"}
"""As pdfimpose has them: `h` left and right, `v` head and foot."""
COUNTS = (1, 4, 5, 16, 17, 31, 32, 64, 100)


def in_order(side: SheetSide) -> list[tuple[int, int, int, bool]]:
    return [(place.page, place.column, place.row, place.turned) for place in side.places]


def mirrored(side: SheetSide) -> list[tuple[int, int, int, bool]]:
    """What `in_order` gives of a side seen in a mirror that stands upright."""
    seen = [(page, side.grid[0] - 1 - column, row, turned) for page, column, row, turned in in_order(side)]
    return sorted(seen, key=lambda place: (place[2], place[1]))


def of_pdfimpose(schema: hardcover.HardcoverImpositor, pages: int) -> list[list[tuple[int, int, int, bool]]]:
    whole = pages + schema.blank_page_number(pages)
    return [
        [(m[x, y].number, x, y, m[x, y].rotate == 180) for y in range(m.height) for x in range(m.width)]
        for m in schema.matrixes(whole)
    ]


@pytest.mark.parametrize("pages", COUNTS)
@pytest.mark.parametrize("size", GRIDS)
def test_signatures_are_in_the_order_of_pdfimpose(size: int, pages: int) -> None:
    theirs = of_pdfimpose(hardcover.HardcoverImpositor(folds=FOLDS[size]), pages)
    assert [in_order(side) for side in signatures(pages, size)] == theirs
    assert [mirrored(side) for side in signatures(pages, size, right=True)] == theirs


@pytest.mark.parametrize("pages", range(1, 70))
def test_booklets_are_in_the_order_of_pdfimpose(pages: int) -> None:
    theirs = of_pdfimpose(saddle.SaddleImpositor(folds="h"), pages)
    assert [in_order(side) for side in booklet(pages)] == theirs
    assert [mirrored(side) for side in booklet(pages, right=True)] == theirs


@pytest.mark.parametrize(("size", "pages"), [(4, 6), (8, 8), (16, 19), (32, 33)])
def test_the_files_show_what_those_of_pdfimpose_show(size: int, pages: int, tmp_path: Path) -> None:
    source = numbered(tmp_path / "a.pdf", pages)
    (tmp_path / "ours.pdf").write_bytes(imposed(source, Imposition(size)).content)
    hardcover.impose([str(source)], str(tmp_path / "theirs.pdf"), folds=FOLDS[size])
    assert spots(tmp_path / "ours.pdf", GRIDS[size]) == spots(tmp_path / "theirs.pdf", GRIDS[size])


def test_a_booklet_bound_on_the_right_shows_what_that_of_pdfimpose_shows(tmp_path: Path) -> None:
    """pdfimpose binds on the right by turning the pages of a sheet that is bound on the left."""
    source = numbered(tmp_path / "a.pdf", 22)
    (tmp_path / "ours.pdf").write_bytes(imposed(source, Imposition(None, right=True)).content)
    saddle.impose([str(source)], str(tmp_path / "theirs.pdf"), folds="h", bind="right")
    assert spots(tmp_path / "ours.pdf", (2, 1)) == spots(tmp_path / "theirs.pdf", (2, 1), turned=True)


Paper = list[list[list[tuple[ImposedPage, ImposedPage]]]]
"""Layers from above to below, each of rows of cells, and of each cell what is seen from above and from below."""


def laid(front: SheetSide, back: SheetSide) -> Paper:
    columns, rows = front.grid
    above = {(place.column, place.row): place for place in front.places}
    below = {(columns - 1 - place.column, place.row): place for place in back.places}
    return [[[(above[x, y], below[x, y]) for x in range(columns)] for y in range(rows)]]


def folded(paper: Paper, *, right: bool) -> Paper:
    """A sheet folded until it is as large as a page; what goes behind is the half that has not the first page."""
    while len(paper[0]) * len(paper[0][0]) > 1:
        rows, columns = len(paper[0]), len(paper[0][0])
        if columns > rows:
            half = columns // 2
            stays = [[row[:half] if right else row[half:] for row in layer] for layer in paper]
            goes = [[row[half:] if right else row[:half] for row in layer] for layer in paper]
            goes = [[[cell[::-1] for cell in reversed(row)] for row in layer] for layer in goes]
        else:
            stays = [layer[rows // 2 :] for layer in paper]
            goes = [[[cell[::-1] for cell in row] for row in reversed(layer[: rows // 2])] for layer in paper]
        paper = stays + goes[::-1]
    return paper


@pytest.mark.parametrize("right", [False, True], ids=["left", "right"])
@pytest.mark.parametrize("size", GRIDS)
def test_a_folded_sheet_is_read_from_its_first_page_to_its_last(size: int, right: bool) -> None:
    front, back = signatures(size, size, right=right)
    paper = folded(laid(front, back), right=right)
    assert [face.page for layer in paper for row in layer for cell in row for face in cell] == list(range(size))


@pytest.mark.parametrize("right", [False, True], ids=["left", "right"])
def test_nested_sheets_are_read_from_the_first_page_to_the_last(right: bool) -> None:
    sides = list(booklet(40, right=right))
    sheets = [folded(laid(front, back), right=right) for front, back in zip(sides[::2], sides[1::2], strict=True)]
    leaves = [sheet[0] for sheet in sheets] + [sheet[1] for sheet in reversed(sheets)]
    assert [face.page for layer in leaves for row in layer for cell in row for face in cell] == list(range(40))


@pytest.mark.parametrize("size", GRIDS)
def test_heads_meet_at_folds_and_spines_join_what_is_one_piece_of_paper(size: int) -> None:
    for side in signatures(3 * size, size):
        at = {(place.column, place.row): place for place in side.places}
        for (x, y), place in at.items():
            if y + 1 < side.grid[1]:
                assert place.turned != at[x, y + 1].turned
            if x % 2 == 0:
                assert place.page + at[x + 1, y].page == size * (2 * side.signature - 1) - 1


@pytest.mark.parametrize(
    ("how", "pages", "sheets", "blanks"), [(16, 38, 3, 10), (8, 8, 1, 0), (32, 1, 1, 31), (None, 38, 10, 2)]
)
def test_each_page_stands_once_and_blanks_fill_the_last_sheet(
    how: int | None, pages: int, sheets: int, blanks: int, tmp_path: Path
) -> None:
    made = imposed(numbered(tmp_path / "a.pdf", pages), Imposition(how))
    assert (made.sheets, made.pages, made.blanks) == (sheets, pages, blanks)
    (tmp_path / "b.pdf").write_bytes(made.content)
    shown = [spot[0] for side in spots(tmp_path / "b.pdf", GRIDS[how or 4]) for spot in side]
    assert sorted(shown) == list(range(1, pages + 1))


def test_no_page_is_printed_over_its_neighbour_or_its_spine() -> None:
    bleed = Bleed(12, 12, 12, 12)
    plan = sheet_plan(TRIM, bleed.most, (4, 4), None, 0.3)
    for side in signatures(32, 32):
        boxes = [plan.shown(place, bleed) for place in side.places]
        for one, other in itertools.combinations(boxes, 2):
            apart = (one[2] - other[0], other[2] - one[0], one[3] - other[1], other[3] - one[1])
            assert min(apart) <= 1e-6


def test_bleed_is_kept_at_head_foot_and_fore_edge() -> None:
    plan = sheet_plan(TRIM, 9, (4, 2), None, 0)
    for place in next(signatures(16, 16)).places:
        page, shown = plan.page(place), plan.shown(place, Bleed(9, 9, 9, 9))
        spine = 0 if place.column % 2 else 2
        wider = [abs(a - b) for a, b in zip(page, shown, strict=True)]
        assert [round(edge, 6) for edge in wider] == [0 if edge == spine else 9 for edge in range(4)]


def test_pages_of_inner_leaves_move_to_their_spine_by_the_thickness_of_the_leaves_around_them() -> None:
    plan, still = (sheet_plan(TRIM, 0, (2, 1), None, caliper) for caliper in (0.3, 0.0))
    moved = [round(plan.page(place)[0] - still.page(place)[0], 3) for side in booklet(16) for place in side.places]
    assert moved == [0, 0, 0, 0, 0.3, -0.3, 0.3, -0.3, 0.6, -0.6, 0.6, -0.6, 0.9, -0.9, 0.9, -0.9]
    depths = {place.page: place.depth for side in signatures(16, 16) for place in side.places}
    assert [depths[page] for page in range(16)] == [0, 0, 1, 1, 2, 2, 3, 3, 3, 3, 2, 2, 1, 1, 0, 0]


def test_a_sheet_lies_as_its_pages_need_it_and_too_small_a_one_says_what_is_needed() -> None:
    assert sheet_plan(TRIM, 9, (4, 2), (640 * POINTS, 900 * POINTS), 0).size == (900 * POINTS, 640 * POINTS)
    with pytest.raises(SheetTooSmall) as small:
        sheet_plan(TRIM, 9, (4, 2), (300, 400), 0)
    width, height = (side * POINTS for side in small.value.needed)
    assert (round(width, 3), round(height, 3)) == (4 * 200 + 2 * 18, 2 * 300 + 2 * 18)
    sheet_plan(TRIM, 9, (4, 2), (width, height), 0)


def first_page(path: Path, change: Callable[[pikepdf.Page], None]) -> Path:
    """The file with its first page, the only one, changed."""
    with pikepdf.open(numbered(path, 1), allow_overwriting_input=True) as pdf:
        change(pdf.pages[0])
        pdf.save(path)
    return path


def _turned(page: pikepdf.Page) -> None:
    page.obj.Rotate = 90


def _from_the_corner_across(page: pikepdf.Page) -> None:
    page.obj.MediaBox = page.obj.TrimBox = Array([200, 300, 0, 0])
    del page.obj["/BleedBox"]


def _without_boxes(page: pikepdf.Page) -> None:
    for key in ("/TrimBox", "/BleedBox"):
        del page.obj[key]


def _far_from_the_origin(page: pikepdf.Page) -> None:
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        page.obj[key] = Array([1000, -500, 1200, -200])
    page.obj.Contents = Array([page.obj.Contents])
    page.contents_add(b"q 1 0 0 1 1000 -500 cm", prepend=True)
    page.contents_add(b"Q")


def _of_inches(page: pikepdf.Page) -> None:
    page.obj.UserUnit = 72
    for key in ("/MediaBox", "/TrimBox", "/BleedBox"):
        page.obj[key] = Array([0, 0, 200 / 72, 300 / 72])
    page.contents_add(b"q .013888889 0 0 .013888889 0 0 cm", prepend=True)
    page.contents_add(b"Q")


PAGES = {
    "turned by 90°": (_turned, (300, 200)),
    "with its boxes from another corner": (_from_the_corner_across, TRIM),
    "without a trim": (_without_boxes, TRIM),
    "far from the origin": (_far_from_the_origin, TRIM),
    "in units of an inch": (_of_inches, TRIM),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_shown_as_readers_show_it(name: str, tmp_path: Path) -> None:
    change, trim = PAGES[name]
    source = first_page(tmp_path / "a.pdf", change)
    (tmp_path / "b.pdf").write_bytes(imposed(source, Imposition(None)).content)
    sheet, page = pypdfium2.PdfDocument(tmp_path / "b.pdf")[0], pypdfium2.PdfDocument(source)[0]
    scale = trim[0] / page.get_width()  # pdfium takes every unit for a point
    plan = sheet_plan(trim, 0, (2, 1), None, 0)
    left, bottom, right, top = plan.page(ImposedPage(0, 1, 0, False, 0))
    width, height = plan.size
    seen = sheet.render(scale=2, crop=(left, bottom, width - right, height - top)).to_pil().convert("L")
    alone = page.render(scale=2 * scale).to_pil().convert("L")
    assert alone.getextrema()[0] < 100
    for picture in (seen, alone):
        picture.thumbnail((100, 100))
    near = sum(abs(a - b) < 60 for a, b in zip(seen.tobytes(), alone.tobytes(), strict=False))
    assert near >= 0.99 * len(alone.tobytes())


def test_pages_stay_vectors_and_their_text_can_be_searched(tmp_path: Path) -> None:
    source = numbered(tmp_path / "a.pdf", 16)
    (tmp_path / "b.pdf").write_bytes(imposed(source, Imposition(16, sheet=(640, 900))).content)
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        forms = [form for page in pdf.pages for form in page.obj.Resources.XObject.values()]
        assert {(str(form.Subtype), str(form.Type)) for form in forms} == {("/Form", "/XObject")}
        assert len(forms) == 16
        assert {str(page.obj.TrimBox) for page in pdf.pages} == {str(page.obj.MediaBox) for page in pdf.pages}
        assert pdf.pages[0].obj.Resources.ColorSpace.All[1] == Name.All
    text = pypdfium2.PdfDocument(tmp_path / "b.pdf")[0].get_textpage().get_text_bounded()
    assert "A - SHEET 1/1 FRONT - SIGNATURE 1 - PAGES 1-16" in text


def test_the_same_file_gives_the_same_bytes(tmp_path: Path) -> None:
    source = numbered(tmp_path / "a.pdf", 9, bleed=9, around=30)
    assert imposed(source, Imposition(8)).content == imposed(source, Imposition(8)).content


def test_the_printing_condition_and_the_version_of_a_file_are_kept(tmp_path: Path) -> None:
    with pikepdf.open(numbered(tmp_path / "a.pdf", 2), allow_overwriting_input=True) as pdf:
        intent = Dictionary(Type=Name.OutputIntent, S=Name.GTS_PDFX, OutputConditionIdentifier="FOGRA39")
        pdf.Root.OutputIntents = Array([intent])
        pdf.docinfo["/Title"] = "A lamp"
        pdf.save(tmp_path / "a.pdf", force_version="1.3", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    (tmp_path / "b.pdf").write_bytes(imposed(tmp_path / "a.pdf", Imposition(4)).content)
    with pikepdf.open(tmp_path / "b.pdf") as pdf:
        assert str(pdf.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
        assert (pdf.pdf_version, str(pdf.docinfo["/Title"])) == ("1.3", "A lamp")


@pytest.mark.parametrize(
    ("told", "bind", "shown"), [(True, None, "right"), (False, None, "left"), (True, "left", "left")]
)
def test_the_spine_is_where_the_file_says(
    told: bool, bind: str | None, shown: str, tmp_path: Path, bookbuild: Run
) -> None:
    numbered(tmp_path / "a.pdf", 5, right=told)
    result = bookbuild("impose", "a.pdf", "--booklet", "--json", *(["--bind", bind] if bind else []))
    given = json.loads(result.stdout)
    assert (result.exit_code, given["bind"], given["out"]) == (0, shown, "a-imposed.pdf")
    assert (given["sheets"], given["pages"], given["blanks"], given["findings"]) == (2, 5, 3, [])
    column = 0 if shown == "right" else 1
    assert spots(tmp_path / "a-imposed.pdf", (2, 1))[0] == [(1, column, 0, False)]


USAGES = {
    "neither a signature nor a booklet": (["a.pdf"], "give one of"),
    "both": (["a.pdf", "--booklet", "--signature", "8"], "give one of"),
    "a sheet that is too small": (["a.pdf", "--signature", "16", "--sheet", "A4"], "288.3x217.7mm"),
    "a sheet that is none": (["a.pdf", "--booklet", "--sheet", "large"], "640x900mm"),
    "a paper that is none": (["a.pdf", "--booklet", "--paper", "thick"], "0.1mm"),
    "the file itself": (["a.pdf", "--booklet", "--out", "a.pdf"], "is the file that is imposed"),
    "an e-book": (["b.epub", "--booklet"], "is no PDF"),
}


@pytest.mark.parametrize("name", USAGES)
def test_wrong_usage_says_what_is_right(name: str, tmp_path: Path, bookbuild: Run) -> None:
    from bookbuild import inspection

    numbered(tmp_path / "a.pdf", 16)
    (tmp_path / "b.epub").write_bytes(b"PK")
    arguments, said = USAGES[name]
    with pytest.MonkeyPatch.context() as patch:
        if "b.epub" in arguments:
            patch.setattr(inspection, "inspect", lambda path: inspection.Inspection(path.name, "epub", {"a": 1}))
        result = bookbuild("impose", *arguments)
    assert (result.exit_code, said in " ".join(result.stderr.split())) == (2, True), result.stderr
    assert not (tmp_path / "a-imposed.pdf").exists()


def test_pages_of_two_sizes_are_not_imposed(tmp_path: Path, bookbuild: Run) -> None:
    with pikepdf.open(numbered(tmp_path / "a.pdf", 3), allow_overwriting_input=True) as pdf:
        pdf.pages[1].obj.TrimBox = Array([0, 0, 190, 300])
        pdf.save(tmp_path / "a.pdf")
    given = json.loads(bookbuild("impose", "a.pdf", "--booklet", "--json").stdout)
    (finding,) = given["findings"]
    assert (finding["code"], finding["page"], given["out"]) == ("preflight-box", 2, None)
    assert not (tmp_path / "a-imposed.pdf").exists()


def test_what_cannot_be_written_is_said(tmp_path: Path, bookbuild: Run) -> None:
    numbered(tmp_path / "a.pdf", 3)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    result = bookbuild("impose", "a.pdf", "--booklet", "--out", "file/b.pdf")
    assert (result.exit_code, "output-unwritable" in result.stderr) == (3, True)
