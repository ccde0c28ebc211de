"""The fonts of an e-book: those that its text is set in, as far as it is set in them, or none."""

from __future__ import annotations

import io
import zipfile

import pytest
import uharfbuzz as hb
from book_command import command
from rendered_samples import document, edition
from rendered_samples import plain as rendered

from bookbuild.fonts.catalogue import cuts
from bookbuild.inspection.epub import epub_facts, epub_findings
from bookbuild.inspection.judges import epubcheck
from bookbuild.model.settings import BookTable
from bookbuild.outputs.epub.styles import with_styles
from bookbuild.outputs.epub.used_fonts import NotFollowed, needs_of

FAMILIES = 'html { font-family: "book-latin", "book-arabic", serif } .a { font-family: "book-arabic", "book-latin" }'


def needs(body: str, sheet: str = "") -> dict[str, str]:
    """What each font that is used has of its own, without spaces: by its name, weight and slant."""
    chosen = cuts(edition(BookTable(title="A")), ())
    found = needs_of((document("one", body, title="t"),), FAMILIES + sheet, chosen)
    shown = {}
    for cut, need in found.items():
        text = "".join(map(chr, sorted(code for code in need.own if not chr(code).isspace())))
        name = f"{cut.name.removeprefix('book-')} {'bold' if cut.face.weight >= 600 else 'regular'}"
        if text:
            shown[name + (" italic" if cut.face.italic else "")] = "".join(c for c in text if not c.isupper())
    return shown


NEEDS = {
    "plain text": ("<p>ab</p>", "", {"latin regular": "ab"}),
    "what one family lacks is the next one's": ("<p>aب</p>", "", {"latin regular": "a", "arabic regular": "ب"}),
    "another first family": ('<p class="a">aب</p>', "", {"arabic regular": "aب"}),
    "emphasis": ("<p>a<em>b<i>c</i></em>d</p>", "", {"latin regular": "ad", "latin regular italic": "bc"}),
    "emphasis in emphasis": (
        "<p>a<em>b<em>c</em></em></p>",
        "em em { font-style: normal }",
        {"latin regular": "ac", "latin regular italic": "b"},
    ),
    "headings are bold where no rule says otherwise": ("<h1>a</h1>", "", {"latin bold": "a"}),
    "a heading that a rule makes regular": ("<h1>a</h1>", "h1 { font-weight: normal }", {"latin regular": "a"}),
    "the rule of the higher specificity": (
        '<p class="x">a</p>',
        ".x { font-weight: 700 } p { font-weight: 400 }",
        {"latin bold": "a"},
    ),
    "what is important": (
        '<p class="x">a</p>',
        "p { font-weight: 400 !important } .x { font-weight: 700 }",
        {"latin regular": "a"},
    ),
    "a first letter": ("<p>ab</p>", "p::first-letter { font-style: italic }", {
        "latin regular": "ab", "latin regular italic": "ab"}),
    "what is inherited again": (
        "<p>a<em>b</em></p>",
        "em { font-style: inherit }",
        {"latin regular": "ab"},
    ),
    "bold Arabic": ('<p class="a">ب<b>ت</b></p>', "", {"arabic regular": "ب", "arabic bold": "ت"}),
    "a font of no one": ("<pre>a</pre>", "", {}),
}  # fmt: skip


@pytest.mark.parametrize("name", NEEDS)
def test_a_font_is_asked_for_what_the_cascade_gives_it(name):
    body, sheet, expected = NEEDS[name]
    assert needs(body, sheet) == expected


@pytest.mark.parametrize(
    "sheet",
    [
        "p { font: 1em serif }",
        "p { font-weight: lighter }",
        "@media print { p { font-family: serif } }",
        "p:nonsense { font-style: italic }",
    ],
)
def test_what_is_not_followed_is_said(sheet):
    with pytest.raises(NotFollowed):
        needs("<p>a</p>", sheet)


class SheetOf:
    """A theme of one sheet."""

    font_folders = ()

    def __init__(self, sheet: str) -> None:
        self.text = sheet

    def sheet(self, name: str) -> str:
        return self.text


TEXT = "Affluent 1/2 fjord: Tᴀ “quoted” ʿAbd Allāh — السلام عليكم ورحمة الله لا إله ١٢٣ مُحَمَّد ﷺ."


@pytest.mark.parametrize("sheet", [FAMILIES, FAMILIES + "p { font: 1em serif }"])
def test_a_subset_shapes_the_text_as_the_whole_face_does(sheet):
    made = with_styles(rendered(documents=(document("one", f'<p>{TEXT}</p><p class="a">{TEXT}</p>'),)), SheetOf(sheet))
    subsets = {r.href: r.content for r in made.resources if r.href.startswith("fonts/")}
    assert {"fonts/latin-400.otf", "fonts/arabic-400.ttf"} <= set(subsets)
    for use, href, script in (
        ("latin", "fonts/latin-400.otf", "Affluent fjord: “quoted” ʿAbd Allāh —"),
        ("arabic", "fonts/arabic-400.ttf", "السلام عليكم ورحمة الله لا إله ١٢٣ مُحَمَّد"),
    ):
        whole = next(cut.face for cut in cuts(edition(BookTable(title="A")), ())
                     if cut.name == f"book-{use}" and cut.face.weight == 400 and not cut.face.italic)  # fmt: skip
        for features in ({}, {"smcp": True}, {"onum": True}):
            assert shaped(subsets[href], 0, script, features) == shaped(
                whole.path.read_bytes(), whole.index, script, features
            )


def shaped(content: bytes, index: int, text: str, features: dict[str, bool]) -> list[tuple[int, int, int]]:
    buffer = hb.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    hb.shape(hb.Font(hb.Face(hb.Blob(content), index)), buffer, features)
    return [
        (info.cluster, place.x_advance, place.x_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


LEAFLET = {
    "book.toml": '[book]\ntitle = "Wells"\n[matter]\nfront = []\nbody = ["one.md"]\n[editions.ebook]\nformat = "epub"\n',
    "one.md": "# The well\n\nWater stood in it, and whoever came drank of it.\n",
}


@pytest.fixture
def leaflet(tmp_path):
    def build(**changes: str):
        for name, text in {**LEAFLET, **changes}.items():
            (tmp_path / "wells" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "wells" / name).write_text(text, encoding="utf-8")
        result = command("build", tmp_path / "wells", "--out", tmp_path / "out")
        assert result.exit_code == 0, result.output
        return tmp_path / "out" / "wells" / "wells-ebook.epub"

    return build


def fonts_of(path) -> dict[str, int]:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as archive:
        return {name: archive.getinfo(name).file_size for name in epub_facts(path)["fonts"]}


def test_a_leaflet_has_one_small_font(leaflet):
    path = leaflet()
    assert list(fonts_of(path)) == ["EPUB/fonts/latin-400.otf"]
    assert sum(fonts_of(path).values()) < 65_000
    assert path.stat().st_size < 100_000


def test_a_word_in_bold_brings_its_font(leaflet):
    path = leaflet(**{"one.md": "# The well\n\nWater stood **in it**.\n"})
    assert [name.split("/")[-1].split("-")[0] for name in fonts_of(path)] == ["latin", "latin"]


def test_an_edition_without_fonts_has_none(leaflet, judged):
    path = leaflet(**{"book.toml": LEAFLET["book.toml"] + 'fonts = "none"\n'})
    assert fonts_of(path) == {}
    with zipfile.ZipFile(path) as archive:
        assert b"@font-face" not in archive.read("EPUB/styles/book.css")
    assert epub_findings(path) == ()
    assert [verdict.remarks for verdict in judged(epubcheck, path)] == [()]
