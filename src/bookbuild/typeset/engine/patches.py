"""The one ordered table of what is changed in WeasyPrint 70.

`install()` puts all of it in its place, in this order. A patch that stands on a function that has changed, or on one
that is not in its place yet, raises at once, by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from bookbuild.typeset.drawing import drawn_lines, font_capture, gradients, structure, svg_text, text_layer, text_runs
from bookbuild.typeset.engine.page_patches import BLOCK, OF_PAGES
from bookbuild.typeset.engine.relied import RELIED
from bookbuild.typeset.lines import (
    balance,
    bound_words,
    divided_lines,
    indentation,
    inline_images,
    joined_boxes,
    justification,
    kept_lines,
    leading,
    line_ends,
    planned_lines,
    punctuation_script,
    sign_kerning,
)
from bookbuild.typeset.pagination import leaders
from bookbuild.typeset.seams.seam import Function, Patch, Patches, SeamMoved, Wrapped, resolved, signature_of

INLINE = "weasyprint.layout.inline"

PATCHES: tuple[Patch, ...] = (
    *OF_PAGES,
    Patch(
        INLINE,
        "_break_waiting_children",
        bound_words.LEAVES_ROOM_FOR_ITS_SPACE,
        "a name goes to the next line with its honorific, and alone",
    ),
    Patch(
        "weasyprint.text.line_break",
        "split_first_line",
        line_ends.NEEDS_NO_ROOM,
        "a space that ends a line needs no room",
        also=(INLINE,),
    ),
    Patch(
        "weasyprint.text.line_break:Layout",
        "set_text",
        Wrapped(punctuation_script.set_text, "(self, text, justify=False)"),
        "a full stop that is a box by itself is of the script of its text",
    ),
    Patch(
        "weasyprint.text.line_break:Layout",
        "get_first_line",
        Wrapped(sign_kerning.get_first_line, "(self)"),
        "ʿ and ʾ stand clear of the letters beside them",
    ),
    Patch(
        INLINE,
        "can_break_text",
        Wrapped(joined_boxes.can_break_text, "(text, lang)"),
        "no line ends between a word and the call of its note",
    ),
    Patch(
        "weasyprint.layout.replaced",
        "inline_replaced_box_layout",
        Wrapped(inline_images.inline_replaced_box_layout, "(box, containing_block)"),
        "a picture without a size stands in a line from right to left too",
        also=(INLINE,),
    ),
    Patch(
        INLINE,
        "get_next_linebox",
        indentation.INDENTED,
        "a first line from right to left is indented at its right",
    ),
    Patch(
        INLINE,
        "justify_line",
        Wrapped(justification.justify_line, "(context, line, extra_width)"),
        "words of Arabic are stretched before the spaces",
    ),
    Patch(
        INLINE,
        "handle_leader",
        Wrapped(leaders.handle_leader, "(context, line, containing_block)"),
        "a row of leaders is one text",
    ),
    Patch(
        INLINE,
        "split_inline_box",
        Wrapped(
            planned_lines.split_inline_box,
            "(context, box, position_x, max_x, bottom_space, skip_stack, containing_block, "
            "absolute_boxes, fixed_boxes, line_placeholders, waiting_floats, line_children, "
            "first_letter_style, first_line_style)",
        ),
        "the lines of a justified paragraph are chosen together, not each as full as it can be",
    ),
    Patch(
        INLINE,
        "split_text_box",
        Wrapped(planned_lines.split_text_box, "(context, box, available_width, skip, is_line_start=True)"),
        "a planned line takes its share of a text box",
        after=("planned_lines.split_inline_box",),
    ),
    Patch(
        INLINE,
        "split_first_line",
        Wrapped(
            planned_lines.split_first_line,
            "(text, style, context, max_width, justification_spacing, is_line_start=True, minimum=False)",
        ),
        "a planned line ends where the plan says",
        after=("planned_lines.split_text_box", "line_ends.split_first_line"),
    ),
    Patch(
        INLINE,
        "text_align",
        Wrapped(planned_lines.text_align, "(context, line, available_width, last)"),
        "the spaces of a line that is planned wider than its measure shrink; a stop or a hyphen hangs over the margin",
        after=("planned_lines.split_inline_box", "justification.justify_line"),
    ),
    Patch(
        INLINE,
        "split_text_box",
        Wrapped(divided_lines.split_text_box, "(context, box, available_width, skip, is_line_start=True)"),
        "a hyphen that divides a word, and the space that a line ends with, are known when it is drawn",
        after=("planned_lines.split_text_box",),
    ),
    Patch(
        BLOCK,
        "iter_line_boxes",
        Wrapped(
            kept_lines.iter_line_boxes,
            "(context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, "
            "fixed_boxes, first_letter_style, first_line_style)",
        ),
        "a line that was set once is not set again at another height",
    ),
    Patch(
        BLOCK,
        "iter_line_boxes",
        Wrapped(
            balance.iter_line_boxes,
            "(context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, "
            "fixed_boxes, first_letter_style, first_line_style)",
        ),
        "lines in the middle of the page are of nearly one length",
        after=("kept_lines.iter_line_boxes",),
    ),
    Patch(
        BLOCK,
        "iter_line_boxes",
        Wrapped(
            leading.iter_line_boxes,
            "(context, box, position_y, bottom_space, skip_stack, containing_block, absolute_boxes, "
            "fixed_boxes, first_letter_style, first_line_style)",
        ),
        "lines whose marks would touch stand farther apart",
        after=("balance.iter_line_boxes",),
    ),
    Patch(
        "weasyprint.draw",
        "draw_inline_level",
        Wrapped(
            drawn_lines.draw_inline_level,
            "(stream, page, box, offset_x=0, text_overflow='clip', block_ellipsis='none')",
        ),
        "what runs from right to left is drawn from its left; the direction of the line is known",
    ),
    Patch(
        "weasyprint.draw.text",
        "draw_first_line",
        Wrapped(text_layer.draw_first_line, "(stream, textbox, text_overflow, block_ellipsis, matrix)"),
        "a letter and its marks are drawn as one glyph, which stands for its own text",
        after=("drawn_lines.draw_inline_level", "divided_lines.split_text_box"),
    ),
    Patch(
        "weasyprint.images:Gradient",
        "draw",
        Wrapped(gradients.draw, "(self, stream, concrete_width, concrete_height, style)"),
        "a gradient that repeats more often than anybody sees is one colour",
    ),
    Patch(
        "weasyprint.svg:Node",
        "text_children",
        Wrapped(svg_text.text_children, "(self, element, trailing_space, text_root=False)"),
        "words in an SVG are shaped, and stand in bidirectional order",
    ),
    Patch(
        "weasyprint.pdf.stream:Stream",
        "show_text",
        Wrapped(text_runs.show_text, "(self, text)"),
        "shifts between glyphs are written as every reader of PDF understands them",
    ),
    Patch(
        "weasyprint.pdf",
        "build_fonts_dictionary",
        Wrapped(font_capture.build_fonts_dictionary, "(pdf, fonts, compress, subset, options)"),
        "the fonts of a fragment are taken as used, not yet embedded",
    ),
    Patch(
        "weasyprint.pdf",
        "add_tags",
        Wrapped(structure.add_tags, "(pdf, document, pdf_version, page_streams)"),
        "the tree for screen readers is grown from the elements",
    ),
)

_patches = Patches()


def install(patches: Sequence[Patch] = PATCHES, *, without: frozenset[str] = frozenset()) -> None:
    """Put all changed functions in their places, but for those named in `without`.

    Raises SeamMoved where WeasyPrint's are not those that they stand on, WrongOrder where one stands on a later one.
    """
    for patch in patches:
        if patch.name not in without:
            _patches.install(patch, without=without)


def put_back(patches: Sequence[Patch] = PATCHES, *, without: frozenset[str] = frozenset()) -> None:
    """Put WeasyPrint's own functions back, the last that was changed first."""
    for patch in reversed(patches):
        if patch.name not in without:
            _patches.put_back(patch)


@contextmanager
def left_out(*names: str) -> Iterator[None]:
    """WeasyPrint without some of the patches, while this lasts; for comparisons."""
    put_back()
    install(without=frozenset(names))
    try:
        yield
    finally:
        put_back(without=frozenset(names))
        install()


def original(owner: str, function: str) -> Function:
    """WeasyPrint's own function, whatever is in its place."""
    return _patches.original(owner, function)


def standing() -> Iterator[tuple[str, str, str]]:
    """What each row of both tables stands on in the WeasyPrint that is installed.

    Triples: the function, who stands on it, and in what it differs (empty where it does not).
    """
    for patch in PATCHES:
        yield f"{patch.owner}.{patch.function}", patch.name, _fault(patch)
    for relied in RELIED:
        try:
            found = signature_of(getattr(resolved(relied.owner), relied.function))
            fault = "" if found == relied.signature else f"its signature is `{found}`"
        except (SeamMoved, AttributeError):
            fault = "it is not there"
        yield f"{relied.owner}.{relied.function}", relied.where, fault


def _fault(patch: Patch) -> str:
    try:
        return patch.change.fault(original(patch.owner, patch.function))
    except SeamMoved:
        return "it is not there"
