"""The files of a book: what is read, hashed and kept, and what is wrong with files, paths and images."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from PIL import Image
from source_samples import BookFolder, found

from bookbuild.model.blocks import Figure, Paragraph
from bookbuild.model.inlines import Text
from bookbuild.model.walk import nodes, plain
from bookbuild.sources import read_book

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'


def png(width: int = 2, kind: str = "PNG") -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (width, 2)).save(stream, kind)
    return stream.getvalue()


def findings_of(book: BookFolder) -> list[str]:
    return found(read_book(book.folder)[1])


def test_a_manuscript_holds_all_that_was_read(book: BookFolder) -> None:
    book.toml('[book]\ntitle = "A"\ncataloguing = "cip.md"\n[matter]\nfront = ["contents"]\nbody = ["chapters/*.md"]\n')
    book.chapter("02", "# Two\n\n![A](../images/a.svg)\n").chapter("01", "# One\n\n![A](images/a.svg)\n")
    book.file("images/a.svg", SVG).file("cip.md", "ISBN and more.\n").file("persons.toml", "").file("unused.md", "[^x]")
    manuscript, findings = read_book(book.folder)
    assert manuscript is not None
    assert findings == ()
    assert (manuscript.name, manuscript.folder) == ("cave", book.folder)
    assert list(manuscript.chapters) == ["chapters/01.md", "chapters/02.md", "cip.md"]
    assert manuscript.matched == {"chapters/*.md": ("chapters/01.md", "chapters/02.md"), "cip.md": ("cip.md",)}
    assert [
        node.source for node in nodes(manuscript.chapters["chapters/02.md"].blocks) if isinstance(node, Figure)
    ] == ["images/a.svg"]
    read = {"book.toml", "persons.toml", "cip.md", "chapters/01.md", "chapters/02.md", "images/a.svg"}
    assert set(manuscript.hashes) == read
    assert manuscript.hashes["cip.md"] == hashlib.sha256(b"ISBN and more.\n").hexdigest()
    assert manuscript.sources["cip.md"] == ("ISBN and more.", "")
    assert set(manuscript.sources) == read - {"images/a.svg"}


def test_a_finding_has_book_and_source_line(book: BookFolder) -> None:
    book.chapter("01", "# One\r\n\r\nText[^x]\r\n")
    (finding,) = read_book(book.folder)[1]
    assert (finding.book, finding.source, finding.location.path) == ("cave", "Text[^x]", "chapters/01.md")


def test_globs_are_sorted_by_code_point(book: BookFolder) -> None:
    for name in ("b", "B", "10", "9", "أ"):
        book.chapter(name, "# One\n\nText.\n")
    manuscript, _ = read_book(book.folder)
    assert manuscript is not None
    assert [Path(path).stem for path in manuscript.matched["chapters/*.md"]] == ["10", "9", "B", "b", "أ"]


@pytest.mark.parametrize("bytes_before", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_byte_order_mark_and_line_ends_do_not_matter(book: BookFolder, bytes_before: bytes, line_end: str) -> None:
    text = "---\ntitle: One\n---\nText *here*\nand there.\n".replace("\n", line_end)
    book.file("chapters/01.md", bytes_before + text.encode())
    book.file("book.toml", bytes_before + b'[book]\r\ntitle = "A"\r\n[matter]\r\nfront = []\r\n')
    manuscript, findings = read_book(book.folder)
    assert manuscript is not None
    assert findings == ()
    chapter = manuscript.chapters["chapters/01.md"]
    assert plain(chapter.title) == "One"
    places = [(n.text, n.location.line, n.location.column) for n in nodes(chapter.blocks) if isinstance(n, Text)]
    assert places == [("Text ", 4, 1), ("here", 4, 7), ("and there.", 5, 1)]


def test_bytes_that_are_not_utf8(book: BookFolder) -> None:
    book.file("chapters/01.md", "# One\n\nكلمة ".encode() + b"\xe9\n").chapter("02", "# Two\n\n[^x]\n")
    assert findings_of(book) == ["note-undefined 3:1", "encoding-invalid 3:6"]


def test_settings_that_are_not_utf8(book: BookFolder) -> None:
    book.file("book.toml", b'[book]\ntitle = "' + b'\xe9"\n')
    manuscript, findings = read_book(book.folder)
    assert manuscript is None
    assert found(findings) == ["encoding-invalid 2:10"]


def test_a_symlink_out_of_the_book_is_path_outside(book: BookFolder) -> None:
    (book.folder.parent / "secret.md").write_text("# Secret\n\nText.\n")
    book.chapter("01", "# One\n\n![A](link.png)\n")
    (book.folder.parent / "secret.png").write_bytes(png())
    (book.folder / "link.png").symlink_to(book.folder.parent / "secret.png")
    (book.folder / "chapters" / "02.md").symlink_to(book.folder.parent / "secret.md")
    manuscript, findings = read_book(book.folder)
    assert found(findings) == ["path-outside 3:1", "path-outside 5:9"]
    assert manuscript is not None
    assert "link.png" not in manuscript.hashes
    assert "chapters/02.md" not in manuscript.chapters


def test_a_folder_or_an_unreadable_name_is_no_chapter(book: BookFolder) -> None:
    (book.folder / "chapters" / "01.md").mkdir(parents=True)
    book.toml('[book]\ntitle = "A"\n[matter]\nfront = []\nbody = ["chapters/01.md", "%s.md"]\n' % ("x" * 300))
    assert findings_of(book) == ["chapter-missing 5:9", "chapter-missing 5:27"]


def test_only_a_chapter_of_the_body_needs_a_title(book: BookFolder) -> None:
    book.toml('[book]\ntitle = "A"\n[matter]\nfront = ["epigraph.md"]\nbody = ["chapters/*.md"]\n')
    book.file("epigraph.md", "Text.\n").chapter("01", "Text.\n")
    assert findings_of(book) == ["setting-invalid 1:1"]


IDS = [
    ("two headings", {"chapters/01": "# One\n\n## A {#a}\n\n## B {#a}\n"}, ["id-duplicate 5:7"]),
    (
        "two files",
        {"chapters/01": "# One\n\n## A {#a}\n", "chapters/02": "# Two\n\n[x]{.x-b #a}\n"},
        ["id-duplicate 3:10"],
    ),
    ("two stems", {"chapters/01": "# One\n\nA.\n", "front/01": "# Two\n\nB.\n"}, ["id-duplicate 1:1"]),
    ("two stems, one with an id", {"chapters/01": "# One\n\nA.\n", "front/01": "---\nid: x\n---\nB.\n"}, []),
    ("front matter", {"chapters/01": "---\ntitle: A\nid: x\n---\n## B {#x}\n"}, ["id-duplicate 5:7"]),
    ("a title's id", {"chapters/01": "# One {#x}\n\n::: {.answer #x}\nA.\n:::\n"}, ["id-duplicate 3:14"]),
    ("a stem and a heading", {"chapters/01": "# One\n\n## A {#01}\n"}, ["id-duplicate 3:7"]),
    ("a generated section", {"front/contents": "# One\n\nText.\n"}, ["id-duplicate 1:1"]),
    (
        "a figure and a table",
        {"chapters/01": "# One\n\n| a |\n|---|\n: C {#t}\n\n![b](a.svg){#t}\n"},
        ["id-duplicate 7:13"],
    ),
    ("automatic ones cannot", {"chapters/01": "# One\n\n## A\n\n## A\n"}, []),
]


@pytest.mark.parametrize(("texts", "want"), [case[1:] for case in IDS], ids=[case[0] for case in IDS])
def test_written_ids_are_unique(book: BookFolder, texts: dict[str, str], want: list[str]) -> None:
    front = ["contents", *(f"{path}.md" for path in texts if path.startswith("front"))]
    body = [f"{path}.md" for path in texts if path.startswith("chapters")]
    book.toml(f'[book]\ntitle = "A"\n[matter]\nfront = {front}\nbody = {body}\n').file("a.svg", SVG)
    for path, text in texts.items():
        book.file(f"{path}.md", text)
    assert findings_of(book) == want


def test_a_duplicate_names_the_first_place(book: BookFolder) -> None:
    book.chapter("01", "# One\n\n## A {#a}\n").chapter("02", "# Two\n\n## B {#a}\n")
    (finding,) = read_book(book.folder)[1]
    assert finding.message == "the id `a` stands already in `chapters/01.md`, line 3"


SVG_11 = '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
FOREIGN = '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">lost <b>words</b></p></foreignObject>'

IMAGES = [
    ("remote", "https://example.org/a.png", None, ["resource-remote 3:1"]),
    ("remote without scheme", "//example.org/a.png", None, ["resource-remote 3:1"]),
    ("data", "data:image/png;base64,AAAA", None, ["resource-remote 3:1"]),
    ("file", "file:///etc/passwd", None, ["resource-remote 3:1"]),
    ("absolute", "/etc/passwd", None, ["path-outside 3:1"]),
    ("above", "../../a.png", None, ["path-outside 3:1"]),
    ("missing", "images/a.png", None, ["image-missing 3:1"]),
    ("no file", "", None, ["image-missing 3:1"]),
    ("png", "a.png", png(), []),
    ("jpeg", "a.JPG", png(kind="JPEG"), []),
    ("gif", "a.gif", png(kind="GIF"), []),
    ("webp", "a.webp", png(kind="WEBP"), []),
    ("name with a space", "<a b.png>", png(), []),
    ("other name than kind", "a.png", png(kind="JPEG"), ["image-invalid 3:1"]),
    ("cut off", "a.png", png(900)[:60], ["image-invalid 3:1"]),
    ("empty", "a.png", b"", ["image-invalid 3:1"]),
    ("no image", "a.png", b"GIF89a nonsense", ["image-invalid 3:1"]),
    ("other kind", "a.tiff", png(kind="TIFF"), ["image-invalid 3:1"]),
    ("no suffix", "a", png(), ["image-invalid 3:1"]),
    ("svg", "a.svg", SVG.format('<a href="https://example.org"><rect fill="url(#x)"/></a>'), []),
    ("svg with a picture in it", "a.svg", SVG.format('<image href="data:image/png;base64,AAAA"/>'), []),
    ("svg, broken", "a.svg", "<svg", ["image-invalid 3:1"]),
    ("svg, empty", "a.svg", "", ["image-invalid 3:1"]),
    ("svg, other root", "a.svg", "<svg/>", ["image-invalid 3:1"]),
    ("svg, of SVG 1.1", "a.svg", '<?xml version="1.0"?>\n' + SVG_11 + SVG, []),
    ("svg, another type", "a.svg", "<!DOCTYPE html>" + SVG, ["image-invalid 3:1"]),
    ("svg, foreign words", "a.svg", SVG.format(FOREIGN), ["image-invalid 3:1"]),
    ("encoded name", "a%20b.svg", SVG, []),
    ("svg, entities", "a.svg", '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;"), ["image-invalid 3:1"]),
    (
        "svg, entities in UTF-16",
        "a.svg",
        ('<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG).encode("utf-16"),
        ["image-invalid 3:1"],
    ),
    ("svg, script", "a.svg", SVG.format("<script>alert(1)</script>"), ["image-invalid 3:1"]),
    ("svg, handler", "a.svg", SVG.format('<g onclick="alert(1)"/>'), ["image-invalid 3:1"]),
    (
        "svg, remote image",
        "a.svg",
        SVG.format('<image xlink:href="http://example.org/a.png"/>'),
        ["resource-remote 3:1"],
    ),
    ("svg, other file", "a.svg", SVG.format('<use href="other.svg#x"/>'), ["image-invalid 3:1"]),
    ("svg, javascript", "a.svg", SVG.format('<a href="javascript:alert(1)"/>'), ["resource-remote 3:1"]),
    (
        "svg, remote in style",
        "a.svg",
        SVG.format("<style>@import 'http://example.org/a.css';</style>"),
        ["resource-remote 3:1"],
    ),
    (
        "svg, remote in attribute",
        "a.svg",
        SVG.format("<g style='fill: url(//example.org/a)'/>"),
        ["resource-remote 3:1"],
    ),
    (
        "svg, remote style sheet",
        "a.svg",
        "<?xml-stylesheet href='http://example.org/a.css'?>" + SVG,
        ["resource-remote 3:1"],
    ),
]


@pytest.mark.parametrize(("target", "content", "want"), [case[1:] for case in IMAGES], ids=[case[0] for case in IMAGES])
def test_image(book: BookFolder, target: str, content: str | bytes | None, want: list[str]) -> None:
    book.chapter("01", f"# One\n\n![A]({target})\n")
    if content is not None:
        book.file(f"chapters/{target.strip('<>').replace('%20', ' ')}", content)
    assert findings_of(book) == want


def test_an_image_is_found_from_the_chapter_then_from_the_book(book: BookFolder) -> None:
    book.chapter("01", "# One\n\n![A](images/a.png) ![B](images/b.png)\n")
    book.file("images/a.png", png()).file("images/b.png", png()).file("chapters/images/a.png", png())
    manuscript, findings = read_book(book.folder)
    assert manuscript is not None
    assert findings == ()
    (paragraph,) = manuscript.chapters["chapters/01.md"].blocks
    assert isinstance(paragraph, Paragraph)
    assert [getattr(n, "source", None) for n in paragraph.children] == ["chapters/images/a.png", None, "images/b.png"]


def test_a_finding_about_an_image_stands_at_each_of_its_places(book: BookFolder) -> None:
    book.chapter("01", "# One\n\n![A](x.svg)\n\n![B](x.svg)\n").file("chapters/x.svg", "<")
    assert findings_of(book) == ["image-invalid 3:1", "image-invalid 5:1"]


def test_an_image_that_is_cut_off_is_found_whatever_others_tell_pillow(
    book: BookFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("PIL.ImageFile.LOAD_TRUNCATED_IMAGES", True)
    book.chapter("01", "# One\n\n![A](a.png)\n").file("chapters/a.png", png(900)[:60])
    assert findings_of(book) == ["image-invalid 3:1"]
