"""What was set comes out of the file again: every word, in its order, as it was written."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from quran_text import Mushaf
from set_texts import BARE, FONTS, READERS, VOCALISED, file_of, letters, mupdf, set_text, words
from weasyprint import draw
from weasyprint.draw import text as drawing
from weasyprint.layout import inline
from weasyprint.text.ffi import ffi

from bookbuild.fonts import licences
from bookbuild.fonts.catalogue import Cut, Face, faces_of
from bookbuild.inspection.pdf_fonts import fonts
from bookbuild.outputs.epub import styles
from bookbuild.typeset.assembly import embedding
from bookbuild.typeset.drawing import drawn_lines, drawn_text_box, faces, text_layer
from bookbuild.typeset.drawing.shown_runs import GLYPH
from bookbuild.typeset.drawing.structure import Structure
from bookbuild.typeset.engine import patches
from bookbuild.typeset.lines import divided_lines

SOFT_HYPHEN = "\u00ad"
TATWEEL = "\u0640"

Read = Callable[[Path], str]


@pytest.fixture(params=READERS)
def reader(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def read(reader: str, judged: Callable[..., Any]) -> Read:
    """A program that reads text out of PDF."""
    return lambda path: judged(READERS[reader], path)


@pytest.mark.parametrize("font", FONTS)
def test_words_of_arabic_in_their_order(font: str, read: Read, tmp_path: Path) -> None:
    """In justified lines with kashida, on two pages."""
    path = file_of(set_text(f"<p>{BARE * 6}</p>", font=font), tmp_path / "a.pdf")
    assert words(read(path)) == words(BARE * 6)


@pytest.mark.parametrize("font", FONTS)
def test_words_with_their_marks_in_their_order(font: str, reader: str, read: Read, tmp_path: Path) -> None:
    """pdfium puts a mark before a comma behind it: there it is letters that are compared."""
    path = file_of(set_text(f"<p>{VOCALISED * 3}</p>", font=font), tmp_path / "a.pdf")
    of = letters if reader == "pdfium" else words
    assert of(read(path)) == of(VOCALISED * 3)


TERMS = ["كِتَابٌ", "وَلَا", "اللَّهُ", "سَلَامٌ", "شَجَرَةٌ", "الْحَجَّةِ"]
MIXED = "".join(
    f"They said <span lang='ar' dir='rtl'>{term}</span> and went on by the southern road. " for term in TERMS
)


@pytest.mark.parametrize("font", FONTS)
def test_vocalised_words_in_latin_lines(font: str, reader: str, read: Read, tmp_path: Path) -> None:
    """pdfium turns the letters of a word round at every mark where the line is Latin: there it is given no marks."""
    found = read(file_of(set_text(f"<p>{MIXED}</p>", lang="en", font=font), tmp_path / "a.pdf"))
    if reader == "pdfium":
        assert letters(found) == letters(" ".join(TERMS))
    else:
        assert words(found) == words(" ".join(TERMS))
    whole = re.sub("[\u00ad\x02][^a-z]*", "", found)
    assert re.findall("[a-zA-Z]+", whole) == re.findall("[a-zA-Z]+", re.sub("<[^>]*>", "", MIXED))


def test_latin_loses_nothing(read: Read, tmp_path: Path) -> None:
    latin = "Officers afflicted by fjords shuffle waffles; ʿAbd al-Raḥmān b. Ṣāliḥ (d. 1234) wrote Qur’ān and ḥadīth."
    body = f"<p lang='en'>{latin} <b style='font-variant-caps: small-caps'>Small Capitals of 567</b> <i>{latin}</i></p>"
    found = read(file_of(set_text(body, lang="en", width=200), tmp_path / "a.pdf"))
    assert " ".join(found.split()) == f"{latin} Small Capitals of 567 {latin}"


def test_a_hyphen_that_divides_a_word_is_a_soft_one(tmp_path: Path) -> None:
    text = (
        "The extraordinarily knowledgeable administrators characteristically misunderstood well-known circumstances. "
    )
    found = mupdf(file_of(set_text(f"<p>{text * 3}</p>", lang="en", width=70), tmp_path / "a.pdf"))
    assert SOFT_HYPHEN in found
    assert re.sub(rf"{SOFT_HYPHEN}\s*", "", found).split() == (text * 3).split()


def test_a_stretch_has_no_letter_and_a_written_tatweel_has(read: Read, tmp_path: Path) -> None:
    fragments = set_text(f"<p>{BARE * 3} هــ</p>")
    assert TATWEEL in "".join(set_lines(f"<p>{BARE * 3} هــ</p>"))[:-2]
    found = read(file_of(fragments, tmp_path / "a.pdf"))
    assert found.count(TATWEEL) == 2
    assert "هــ" in found


def set_lines(body: str) -> list[str]:
    """The text of the boxes, with their stretches."""
    found: list[str] = []
    shown = drawn_text_box.DrawnTextBox.show

    def show(line: Any, runs: Any) -> None:
        found.append(line.text.decode())
        shown(line, runs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(drawn_text_box.DrawnTextBox, "show", show)
        set_text(body)
    return found


def test_words_of_two_lines_do_not_run_together(tmp_path: Path) -> None:
    """There is a space between them, not only a new line."""
    for body, lang in ((f"<p>{BARE * 2}</p>", "ar"), (f"<p>{'They went on by the road. ' * 9}</p>", "en")):
        document = pypdfium2.PdfDocument(file_of(set_text(body, lang=lang, width=60), tmp_path / f"{lang}.pdf"))
        lines = document[0].get_textpage().get_text_range().split("\r\n")
        assert len(lines) > 3
        assert all(line.rstrip("\u200f").endswith(" ") for line in lines[:-1])


def test_heads_notes_and_tables(reader: str, read: Read, tmp_path: Path) -> None:
    body = (
        f"<h1>سَفِينَةُ النَّهَرِ</h1><p>{VOCALISED}<span style='float: footnote'>وَقِيلَ: شَجَرَةٌ</span></p>"
        "<table><tr><th>اسْمٌ</th><th>مَعْنًى</th></tr><tr><td>نَهَرٌ</td><td>مَاءٌ يَجْرِي</td></tr></table>"
    )
    of = letters if reader == "pdfium" else words
    found = of(read(file_of(set_text(body), tmp_path / "a.pdf")))
    assert sorted(found) == sorted(of(re.sub("<[^>]*>", " ", body)))


def test_each_face_is_once_in_a_file_and_every_glyph_has_its_text(tmp_path: Path) -> None:
    bodies = [
        f"<p>{VOCALISED}</p>",
        f"<p>{BARE} <span lang='en'>Officers</span></p>",
        f"<p style='font-size: 9pt'>{VOCALISED}</p>",
    ]
    path = file_of(set_text(*bodies), tmp_path / "a.pdf")
    with pikepdf.open(path) as document:
        found = fonts(document)
        assert [font.name for font in found] == list(dict.fromkeys(font.name for font in found))
        assert {font.name for font in found} == {"Amiri", "EB-Garamond"}
        for page in document.pages:
            assert_mapped(page)


def assert_mapped(page: pikepdf.Page) -> None:
    """Every glyph that a page shows has one text, and a width."""
    maps, widths = {}, {}
    for name, font in page.obj.Resources.Font.items():
        cmap = font.ToUnicode.read_bytes().decode()
        entries = re.findall(r"<([0-9a-f]{4})> <([0-9a-f]+)>", cmap)
        assert len(entries) == len(dict(entries))
        maps[name], widths[name] = dict(entries), set(_with_widths(font.DescendantFonts[0].W))
    shown = 0
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            current = str(operands[0])
        elif str(operator) == "TJ":
            for string in (bytes(each) for each in operands[0] if isinstance(each, pikepdf.String)):
                for at in range(0, len(string), 2):
                    assert string[at : at + 2].hex() in maps[current]
                    assert int.from_bytes(string[at : at + 2], "big") in widths[current]
                    shown += 1
    assert shown > 100


def _with_widths(array: Any) -> list[int]:
    rows = list(array)
    return [int(first) + at for first, run in zip(rows[::2], rows[1::2], strict=True) for at in range(len(run))]


def test_the_pen_is_where_the_line_was_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    ends: list[float] = []
    shown = drawn_text_box.DrawnTextBox.show

    def show(line: Any, runs: Any) -> None:
        shown(line, runs)
        ends.append(abs(line.pen - line.place) / runs[0][2])

    monkeypatch.setattr(drawn_text_box.DrawnTextBox, "show", show)
    set_text(f"<p>{VOCALISED}</p>", f"<p lang='en' dir='ltr'>{'Two words, Taverns of wax. ' * 9}</p>")
    assert len(ends) > 10
    assert max(ends) < 0.02


def ink(path: Path, scale: float) -> Any:
    """A page's first, dark on light, an array of rows."""
    page = pypdfium2.PdfDocument(path)[0]
    return 255 - page.render(scale=scale, grayscale=True).to_numpy().squeeze()


@pytest.mark.parametrize("font", FONTS)
def test_joined_letters_have_no_seam(font: str, tmp_path: Path) -> None:
    """At 1200 dpi: between the letters of a stretched word no column is paler than the stretch."""
    fragments = set_text("<p>محـــمـــد</p>", font=font, width=60)
    columns = ink(file_of(fragments, tmp_path / "a.pdf"), 1200 / 72).max(axis=0)
    inked = columns.nonzero()[0]
    dal = round((inked[-1] - inked[0]) * 0.25)
    assert columns[inked[0] + dal : inked[-1] - 8].min() > 250


# ---- fonts that may not be altered

VERSES = [(1, 1), (1, 2), (1, 3), (1, 6), (1, 7), (2, 5), (9, 40), (39, 10), (112, 1), (112, 4)]


@pytest.fixture
def unaltered(tmp_path: Path) -> tuple[str, Path, Path]:
    """The text of some verses, a file that it is set in, and the font's."""
    mushaf = Mushaf.hafs()
    text = " ".join(" ".join(mushaf.ayah(*verse).words) for verse in VERSES)
    file = Path(str(mushaf.font.path))
    css = f"@font-face {{ font-family: Uthmani; src: url({file.as_uri()}) }} p {{ text-align: start }}"
    fragments = set_text(f"<p>{text}</p>", font="Uthmani", css=css, files=(file.as_uri(),))
    return text, file_of(fragments, tmp_path / "a.pdf"), file


def test_a_font_whose_terms_forbid_it_is_not_altered(unaltered: tuple[str, Path, Path]) -> None:
    _, path, file = unaltered
    with pikepdf.open(path) as document:
        (font,) = (font for _, font in document.pages[0].obj.Resources.Font.items())
        assert font.DescendantFonts[0].FontDescriptor.FontFile2.read_bytes() == file.read_bytes()
        assert "+" not in str(font.BaseFont)
        assert_mapped(document.pages[0])


@pytest.mark.parametrize(("bits", "may"), [(0, True), (4, True), (8, True), (2, False), (0x100, False)])
def test_a_font_says_by_its_bits_what_may_be_done(bits: int, may: bool, tmp_path: Path) -> None:
    font = TTFont(faces_of("Amiri")[0].path)
    font["OS/2"].fsType = bits
    font.save(tmp_path / "a.ttf")
    assert licences.may_be_altered((tmp_path / "a.ttf").read_bytes()) is may


def test_in_an_e_book_it_is_whole_too() -> None:
    """The face is asked for as any other, and comes as it is."""
    file = Path(str(Mushaf.hafs().font.path))
    face = Face("KFGQPC HAFS Uthmanic Script", file, 0, 400, italic=False)
    ((rule, resource),) = styles._fonts({Cut("book-quran", face): set(map(ord, "قال"))}, every_feature=False)
    assert resource.content == file.read_bytes()
    assert resource.href in rule


def test_its_text_comes_back_too(unaltered: tuple[str, Path, Path], read: Read) -> None:
    text, path, _ = unaltered
    lost = Counter(letters(text)) - Counter(letters(read(path)))
    assert all("لله" in word for word in lost), "what of a ligature has no glyph has no room"


def test_its_marks_stand_where_the_font_puts_them(
    unaltered: tuple[str, Path, Path], monkeypatch: Any, tmp_path: Path
) -> None:
    """The page looks as one for which glyphs are made of the font's."""
    text, path, file = unaltered
    monkeypatch.setattr(faces, "may_be_altered", lambda _: True)
    monkeypatch.setattr(embedding, "may_be_altered", lambda _: True)
    monkeypatch.setattr(faces, "_known", {})
    css = f"@font-face {{ font-family: Uthmani; src: url({file.as_uri()}) }} p {{ text-align: start }}"
    altered = file_of(set_text(f"<p>{text}</p>", font="Uthmani", css=css, files=(file.as_uri(),)), tmp_path / "b.pdf")
    ours, theirs = (ink(each, 4).astype(int) for each in (path, altered))
    assert abs(ours - theirs).sum() < 0.02 * ours.sum()


# ---- the order in which a line is drawn

RUNS = "<p>قال <em>الرجل</em>: «<b>نعم</b>» له <span lang='en' dir='ltr'>two <b>words</b></span> ثم (<em>مضى</em>).</p>"


def test_what_stands_in_a_line_is_read_in_the_order_of_the_text(tmp_path: Path) -> None:
    """MuPDF takes what stands to the left of what was drawn before for a line of its own."""
    found = mupdf(file_of(set_text(RUNS, width=120), tmp_path / "a.pdf"))
    pieces = re.compile("[\u0620-\u064a]+|[a-z]+|[:«»().]")
    assert pieces.findall(found) == pieces.findall(re.sub("<[^>]*>", "", RUNS))
    assert len(found.splitlines()) < 4


NUMBERS = "ولد الرجل سنة 1234 ثم مضى (99) إلى المدينة، وبعد 5 أيام عاد إلى مكة 1.5 مرة. "


def test_numbers_stand_between_the_words_that_they_stood_between(read: Read, tmp_path: Path) -> None:
    """Over lines of any measure; the letters around them too."""
    pieces = re.compile("[\u0620-\u064a]+|[0-9.]*[0-9]")
    for width in (50, 75, 120):
        found = read(file_of(set_text(f"<p>{NUMBERS * 2}</p>", width=width), tmp_path / "a.pdf"))
        assert pieces.findall(found) == pieces.findall(NUMBERS * 2)


def test_its_boxes_are_named_in_the_order_of_the_text(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: dict[int, str] = {}

    def content(structure: Any, page: int, box: Any, number: int) -> None:
        shown[number] = box.text
        put(structure, page, box, number)

    put = Structure.content
    monkeypatch.setattr(Structure, "content", content)
    (fragment,) = set_text(RUNS, tagged=True)
    told = [shown[number] for number in marks_of(fragment.structure)]
    assert " ".join("".join(told).split()) == re.sub("<[^>]*>", "", RUNS)
    assert list(shown) != sorted(shown), "it is drawn in another order"


def marks_of(node: Any) -> list[int]:
    """The pieces of content of a tree for screen readers, in its order."""
    found: list[int] = []
    for child in node.children:
        found += [child[2]] if isinstance(child, tuple) else marks_of(child)
    return found


def test_a_sign_has_what_is_said_for_it() -> None:
    body = (
        "<p>قال <span class='honorific' role='img' aria-label='صلى الله عليه وسلم' lang='ar'>ﷺ</span> لهم، "
        "<span class='honorific' role='img' aria-label='Allah bless him'>(s)</span> <span>قيل</span></p>"
    )
    (fragment,) = set_text(body, tagged=True)
    (paragraph,) = fragment.structure.children
    said = [(node.type, node.alt) for node in paragraph.children if not isinstance(node, tuple)]
    assert said == [("Span", "صلى الله عليه وسلم"), ("Span", "Allah bless him")]


# ---- the seams


def test_lines_are_drawn_where_they_are_drawn() -> None:
    assert drawing.draw_first_line.func is text_layer.draw_first_line
    source = inspect.getsource(patches.original("weasyprint.draw.text", "draw_first_line"))
    assert "stream.set_font_size(font.hash, 1 if font.bitmap else font_size)" in source
    assert "font, font_size = stream.add_font(pango_font)" in source
    assert "emojis = draw_first_line(" in inspect.getsource(drawing.draw_text)


def test_pango_s_glyphs_have_their_form() -> None:
    assert ffi.sizeof("PangoGlyphInfo") == GLYPH.size
    fields = dict(ffi.typeof("PangoGlyphInfo").fields)
    assert [fields[name].offset for name in ("glyph", "geometry", "attr")] == [0, 4, 16]


def test_text_boxes_are_split_where_the_end_of_their_line_is_noted() -> None:
    assert inline.split_text_box.func is divided_lines.split_text_box
    assert "new_box, skip, preserved_line_break = split_text_box(" in inspect.getsource(inline.split_inline_level)


def test_lines_are_known_while_they_are_drawn() -> None:
    assert draw.draw_inline_level.func is drawn_lines.draw_inline_level
    source = inspect.getsource(patches.original("weasyprint.draw", "draw_inline_level"))
    assert "isinstance(box, boxes.LineBox)" in source
    assert "draw_inline_level(\n" in source
