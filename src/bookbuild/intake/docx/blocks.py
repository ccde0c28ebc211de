"""The children of a body, a cell, a note, a text box → blocks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from lxml import etree

from bookbuild.diagnostics import Code
from bookbuild.intake.document import (
    IntakeBlock,
    IntakeCell,
    IntakeFigure,
    IntakeOrnament,
    IntakePageBreak,
    IntakeParagraph,
    IntakeQuotation,
    IntakeTable,
)
from bookbuild.intake.docx.block_kinds import block_of, joined_by_style, shown_text
from bookbuild.intake.docx.docx_context import PLACEHOLDER, DocxContext
from bookbuild.intake.docx.dress import PLAIN_STATE, RunState
from bookbuild.intake.docx.fields import CONTENTS, field_stack
from bookbuild.intake.docx.inlines import drop_all, inline_pieces, is_contents
from bookbuild.intake.docx.merged_runs import has_content, merged
from bookbuild.intake.docx.names import alternative, attribute, child, name, switch
from bookbuild.intake.docx.paragraph_form import ParagraphForm, paragraph_form
from bookbuild.intake.docx.tables import TableFrame, table_frame
from bookbuild.intake.runs import BookmarkHere, CommentHere, PageMark, Picture, RunPiece, RunPieces

TEXT_BOX = "x-text-box"
_WALKED = frozenset((
    "w:sdtContent", "w:customXml", "w:smartTag", "w:ins", "w:del", "w:moveTo", "w:moveFrom", "mc:Choice", "mc:Fallback",
))  # fmt: skip


@dataclass(slots=True)
class _BlockList:
    """Blocks so far, and the runs that wait for the paragraph in which they go on. `flat`: no headings within."""

    flat: bool
    blocks: list[IntakeBlock] = field(default_factory=list)
    waiting: list[RunPiece] = field(default_factory=list)
    state: RunState = PLAIN_STATE


def blocks_in(container: etree._Element, context: DocxContext, *, flat: bool = False) -> tuple[IntakeBlock, ...]:
    """The blocks of a container. `flat`: headings in it are paragraphs, as in cells, notes and boxes."""
    made = _BlockList(flat)
    _walk(container, made, context)
    if has_content(made.waiting):
        made.blocks.append(IntakeParagraph(merged(made.waiting), place=context.place))
    elif made.waiting and made.blocks:
        _keep_marks(made)
    return joined_by_style(made.blocks)


def _keep_marks(made: _BlockList) -> None:
    """Bookmarks and comments after the last paragraph stand at its end."""
    for at in range(len(made.blocks) - 1, -1, -1):
        block = made.blocks[at]
        if isinstance(block, IntakeParagraph):
            made.blocks[at] = replace(block, runs=(*block.runs, *made.waiting))
            return


def _walk(container: etree._Element, made: _BlockList, context: DocxContext) -> None:
    for each in container:
        short = name(each)
        if short == "w:p":
            _paragraph(each, made, context)
        elif short == "w:tbl":
            _table(each, made, context)
        elif short == "w:sdt":
            _control(each, made, context)
        elif short == "mc:AlternateContent":
            if (branch := alternative(each)) is not None:
                _walk(branch, made, context)
        elif short in ("w:altChunk", "w:subDoc"):
            link = context.package.links(context.part).get(attribute(each, "r:id") or "")
            named = f"`{link.target}`" if link else "a file"
            context.find(Code.IMPORT_FORMAT, f"{named} that stands in the document is not read", "import it by itself")
        elif short in _WALKED:
            _in_change(each, short, made, context)
        elif short in ("w:bookmarkStart", "w:r", "w:hyperlink", "w:fldSimple", "m:oMath", "m:oMathPara"):
            made.waiting += inline_pieces([each], made.state, context)  # type: ignore[arg-type]
        elif short not in ("w:sectPr", "w:tcPr", "w:tblPr", ""):
            _walk(each, made, context)


def _in_change(element: etree._Element, short: str, made: _BlockList, context: DocxContext) -> None:
    """Blocks within a tracked change: their runs bear it."""
    before = made.state
    if short in ("w:ins", "w:moveTo"):
        made.state = replace(before, inserted=True)
    elif short in ("w:del", "w:moveFrom"):
        made.state = replace(before, deleted=True)
    _walk(element, made, context)
    made.state = before


def _control(element: etree._Element, made: _BlockList, context: DocxContext) -> None:
    properties = child(element, "w:sdtPr")
    if is_contents(properties):
        drop_all(element, CONTENTS, context)
    elif switch(properties, "w:showingPlcHdr"):
        drop_all(element, PLACEHOLDER, context)
    elif (content := child(element, "w:sdtContent")) is not None:
        _walk(content, made, context)


def _paragraph(element: etree._Element, made: _BlockList, context: DocxContext) -> None:
    context.paragraph += 1
    outer_boxes, context.boxes, context.rules = context.boxes, [], False
    form = paragraph_form(element, context)
    pieces = [*made.waiting, *inline_pieces(element, replace(made.state, style=form.style), context)]
    made.waiting = []
    boxes, context.boxes = context.boxes, outer_boxes
    if form.mark_deleted:
        made.waiting = pieces
    else:
        _finished(merged(pieces), form, made, context)
    for box in boxes:
        made.blocks += _text_box(box, context)


def _finished(runs: RunPieces, form: ParagraphForm, made: _BlockList, context: DocxContext) -> None:
    if form.opens_page and not made.flat:
        made.blocks.append(IntakePageBreak(place=context.place, forced=True))
    aside: list[RunPiece] = [run for run in runs if isinstance(run, (BookmarkHere, CommentHere))]
    if form.meaning.deed == "contents":
        context.drop(shown_text(runs), CONTENTS)
        made.waiting = aside
    elif not has_content(runs):
        made.waiting = aside
        if (form.ruled or context.rules) and not made.flat:
            made.blocks.append(IntakeOrnament(place=context.place))
    else:
        made.blocks += _parted(runs, form, made.flat, context)
    if form.ends_section and not made.flat:
        made.blocks.append(IntakePageBreak(place=context.place, forced=True))


def _parted(runs: RunPieces, form: ParagraphForm, flat: bool, context: DocxContext) -> Iterator[IntakeBlock]:
    """A paragraph with the breaks of pages at its ends outside of it, and pictures that stand alone as figures."""
    begin, end = 0, len(runs)
    while begin < end and _is_aside(runs[begin]):
        begin += 1
    while end > begin and _is_aside(runs[end - 1]):
        end -= 1
    before, inner, after = runs[:begin], runs[begin:end], runs[end:]
    marks = tuple(run for run in (*before, *after) if not isinstance(run, PageMark))
    if any(isinstance(run, PageMark) for run in before) and not flat:
        yield IntakePageBreak(place=context.place, forced=True)
    if flat:
        inner = tuple(run for run in inner if not isinstance(run, PageMark))
    shown = [run for run in inner if isinstance(run, Picture)]
    if shown and not has_content(run for run in inner if not isinstance(run, Picture)):
        names = [run for run in (*marks, *inner) if isinstance(run, BookmarkHere)]
        for number, picture in enumerate(shown):
            yield IntakeFigure(picture, id=names[0].name if names and not number else "", place=picture.place)
    elif inner:
        yield block_of((*marks, *inner), form, flat, context)
    if any(isinstance(run, PageMark) for run in after) and not flat:
        yield IntakePageBreak(place=context.place, forced=True)


def _is_aside(run: RunPiece) -> bool:
    return isinstance(run, (PageMark, BookmarkHere)) or not has_content([run])


def _text_box(box: etree._Element, context: DocxContext) -> Iterable[IntakeBlock]:
    """A text box after the paragraph that it is anchored in; its fields are its own."""
    outer, context.fields = context.fields, field_stack(box)
    blocks = blocks_in(box, context, flat=True)
    context.close_fields()
    context.fields = outer
    return [IntakeQuotation(blocks, classes=(TEXT_BOX,), place=context.place)] if blocks else []


def _table(element: etree._Element, made: _BlockList, context: DocxContext) -> None:
    frame = table_frame(element, context)
    rows = _rows(frame, made.state, context)
    cells = [cell for row in rows for cell in row]
    if len(cells) == 1 or made.flat:
        blocks = tuple(block for cell in cells for block in cell.blocks)
        if made.flat:
            made.blocks += blocks
        elif blocks:
            made.blocks.append(IntakeQuotation(blocks, classes=(TEXT_BOX,), place=context.place))
    elif rows:
        made.blocks.append(IntakeTable(rows, frame.head_rows, direction=frame.direction, place=context.place))


def _rows(frame: TableFrame, state: RunState, context: DocxContext) -> tuple[tuple[IntakeCell, ...], ...]:
    """The rows with their cells' blocks; text of a cell that another spans stands in that one."""
    rows: list[list[IntakeCell]] = []
    owners: dict[int, tuple[int, int]] = {}
    for row in frame.rows:
        cells: list[IntakeCell] = []
        changed = replace(state, deleted=state.deleted or row.deleted, inserted=state.inserted or row.inserted)
        for each in row.cells:
            blocks: tuple[IntakeBlock, ...] = ()
            if each.element is not None:
                blocks = _cell_blocks(each.element, changed, context)
            if each.continues and each.column in owners:
                at, place = owners[each.column]
                owner = rows[at][place]
                rows[at][place] = replace(owner, rows=owner.rows + 1, blocks=(*owner.blocks, *blocks))
                continue
            owners[each.column] = (len(rows), len(cells))
            cells.append(IntakeCell(blocks, each.columns, head=each.head, place=context.place))
        rows.append(cells)
    return tuple(tuple(row) for row in rows)


def _cell_blocks(element: etree._Element, state: RunState, context: DocxContext) -> tuple[IntakeBlock, ...]:
    made = _BlockList(True, state=state)
    outer, context.in_cell = context.in_cell, True
    _walk(element, made, context)
    context.in_cell = outer
    if has_content(made.waiting):
        made.blocks.append(IntakeParagraph(merged(made.waiting), place=context.place))
    elif made.waiting and made.blocks:
        _keep_marks(made)
    return joined_by_style(made.blocks)
