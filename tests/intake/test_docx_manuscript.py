"""A Word document as a manuscript: what stands in the files, that it builds, and that nothing of the twelve is lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx_files import PNG, STYLES, WordFile, imported_docx, p, r

from bookbuild.cli import main
from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.progress import Unwatched

DOCUMENTS = Path(__file__).parent / "documents"


@pytest.fixture(scope="module")
def well(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The document of LibreOffice that has all twelve."""
    place = tmp_path_factory.mktemp("well")
    return import_files([DOCUMENTS / "well.docx"], place / "book", ImportOptions(), Unwatched())


def text_of(done: Imported) -> str:
    return "\n".join((done.folder / path).read_text(encoding="utf-8") for path, _ in done.chapters)


@pytest.mark.parametrize(
    "written",
    [
        "# The Road {#The_Road}",
        "guides[^1], and it was long[^2].",
        "[^1]: The guide was hired before.",
        "[^2]: Eight days, or twelve.",
        "ثم ساروا في **الليل الطويل** وهم *على مهل*",
        "[la grande route]{lang=fr-FR}",
        "The well was deep and cold.",
        "4. how deep it was\n   1. in winter\n   2. in summer\n5. who had dug it",
        "::: {dir=rtl}\n+-------+-------+\n| البئر | الماء |\n+=======+=======+\n| بعيدة         |\n+---------------+\n:::",
        '![](images/image1.png){alt="A well with a stone kerb"}',
        "\n\n::: {.break}\n:::\n\n",
        "see [](#The_Road), on page [](#The_Road){.page}.",
    ],
)
def test_what_word_knew_stands_in_the_manuscript(well: Imported, written: str) -> None:
    assert written in text_of(well)


def test_comments_and_changes_are_findings(well: Imported) -> None:
    told = sorted((str(finding.code), finding.message) for finding in well.findings if not finding.allowed)
    assert [code for code, _ in told] == [
        "import-change", "import-change", "import-comment",
    ]  # fmt: skip
    assert ("`deep` is inserted" in told[0][1], "`shallow` is deleted" in told[1][1]) == (True, True)
    assert "by The Editor: `Which well is meant?`" in told[2][1]


def test_a_letter_of_each_document_is_there_or_listed_and_twice_the_same(tmp_path: Path) -> None:
    for name in ("well", "wells-arabic"):
        first, again = (
            import_files([DOCUMENTS / f"{name}.docx"], tmp_path / f"{name}-{at}" / name, ImportOptions(), Unwatched())
            for at in (1, 2)
        )
        files = [sorted(p for p in done.folder.rglob("*") if p.is_file()) for done in (first, again)]
        assert [p.read_bytes() for p in files[0]] == [p.read_bytes() for p in files[1]]


def test_directions_that_are_not_the_texts_own_are_written(tmp_path: Path) -> None:
    body = (
        p("The Road", style="Kopf1")
        + p("the well", properties="<w:bidi/>")
        + p("الطريق طويل", properties="<w:bidi/>")
        + p(r("to ") + r("Yathrib", "<w:rtl/>"))
    )
    text = text_of(imported_docx(tmp_path, WordFile(body)))
    assert text.splitlines()[2:] == ["the well {dir=rtl}", "", "الطريق طويل", "", "to [Yathrib]{dir=rtl}"]


def test_a_verse_has_no_dress_within_its_brackets(tmp_path: Path) -> None:
    words = r("إن مع العسر يسرا", "<w:rtl/><w:bCs/>")
    body = p(r("قال ﴿", "<w:rtl/>") + words + r("﴾ [الشرح: 6]", "<w:rtl/>"), properties="<w:bidi/>")
    done = imported_docx(tmp_path, WordFile(p("الطريق", style="Kopf1") + body))
    assert "﴿إن مع العسر يسرا﴾ [الشرح: 6]" in text_of(done)


def test_honorifics_of_private_fonts_are_honorifics(tmp_path: Path) -> None:
    sign = '<w:r><w:sym w:font="AGA Arabesque" w:char="F072"/></w:r>'
    body = p("The Road", style="Kopf1") + p(r("The Prophet ") + sign + r(" did not slow his step."))
    done = imported_docx(tmp_path, WordFile(body))
    assert "The Prophet ﷺ did not slow his step." in text_of(done)
    assert [str(repair.code) for repair in done.repairs] == ["honorific-spelled"]


@pytest.mark.parametrize("name", ["well", "wells-arabic"])
def test_a_document_builds_at_once(name: str, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["import", str(DOCUMENTS / f"{name}.docx"), "--to", str(tmp_path / name), "--json"])
    assert run.exit_code == 0, run.output
    assert json.loads(run.stdout)["book"] == name
    built = CliRunner().invoke(
        main, ["build", str(tmp_path / name), "--edition", "ebook", "--out", str(tmp_path / "out")]
    )
    assert built.exit_code == 0, built.output


def test_styles_are_mapped_by_a_file(tmp_path: Path) -> None:
    (tmp_path / "map.toml").write_text(
        '[styles]\n"Hadith Matn" = "hadith"\n"Story Head" = "heading-1"\n', encoding="utf-8"
    )
    source = tmp_path / "story.docx"
    source.write_bytes(WordFile(p("The Well", style="Story") + p("They drew water.", style="Matn")).data())
    arguments = ["import", str(source), "--to", str(tmp_path / "book"), "--map", str(tmp_path / "map.toml")]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0, run.output
    [chapter] = (tmp_path / "book" / "chapters").glob("*.md")
    assert chapter.read_text(encoding="utf-8") == "# The Well\n\n::: {.hadith}\nThey drew water.\n:::\n"


OWN_STYLES = """
<w:style w:type="paragraph" w:styleId="Far"><w:name w:val="Matn Far"/><w:basedOn w:val="Matn2"/></w:style>
<w:style w:type="paragraph" w:styleId="Matn2"><w:name w:val="Matn Two"/><w:basedOn w:val="Matn"/></w:style>
<w:style w:type="character" w:styleId="NameBold"><w:name w:val="Name, Bold"/><w:basedOn w:val="Name"/></w:style>
<w:style w:type="paragraph" w:styleId="Wells"><w:name w:val="Well Names"/><w:link w:val="WellsZchn"/></w:style>
<w:style w:type="character" w:styleId="WellsZchn"><w:name w:val="Well Names Zchn"/><w:link w:val="Wells"/></w:style>
"""
MAPPED = {
    "a style of paragraphs": (p("a", style="Matn"), {"Hadith Matn": "hadith"}, "::: {.hadith}\na\n:::"),
    "one based on one based on it": (p("a", style="Far"), {"Hadith Matn": ".hadith"}, "::: {.hadith}\na\n:::"),
    "the nearer of two": (p("a", style="Far"), {"Hadith Matn": "hadith", "matn two": "letter"}, "::: {.letter}\na\n:::"),
    "a heading": (p("a", style="Matn") + p("b"), {"Hadith Matn": "##"}, "# a\n\nb"),
    "no heading any more": (p("a", style="Kopf1"), {"Heading 1": "paragraph"}, "\na"),
    "a class of one's own": (p("a", style="Matn"), {"Hadith Matn": "x-matn"}, "::: {.x-matn}\na\n:::"),
    "a style of characters": (p(r("to ") + r("Salim", '<w:rStyle w:val="Name"/>')), {"Name of Person": "person"}, "to [Salim]{.person}"),
    "one based on it": (p(r("to ") + r("Salim", '<w:rStyle w:val="NameBold"/>')), {"Name of Person": "person"}, "to [Salim]{.person}"),
    "one that is linked with a style of paragraphs": (
        p(r("to ") + r("Zamzam", '<w:rStyle w:val="WellsZchn"/>')), {"Well Names": "place"}, "to [Zamzam]{.place}",
    ),
    "a paragraph of one class of words": (p("Zamzam", style="Wells"), {"Well Names": "place"}, "[Zamzam]{.place}"),
    "small capitals": (p(r("in 2 ") + r("ah", '<w:rStyle w:val="Name"/>')), {"Name of Person": "small-caps"}, "in 2 [ah]{.small-caps}"),
    "a paragraph in small capitals": (p("ah", style="Matn"), {"Hadith Matn": "small-caps"}, "[ah]{.small-caps}"),
}  # fmt: skip


@pytest.mark.parametrize("name", MAPPED)
def test_a_style_becomes_what_the_map_says(name: str, tmp_path: Path) -> None:
    body, styles, written = MAPPED[name]
    assert written in text_of(imported_docx(tmp_path, WordFile(body, styles=STYLES + OWN_STYLES), styles=styles))


def test_pictures_and_tables_keep_their_places(tmp_path: Path) -> None:
    drawn = (
        '<w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="a well"/><a:blip r:embed="pic"/></wp:inline>'
        "</w:drawing></w:r>"
    )
    spanning, spanned = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>', "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = (
        f"<w:tr><w:tc>{spanning}{p('a')}</w:tc><w:tc>{p('b')}</w:tc></w:tr>"
        f"<w:tr><w:tc>{spanned}{p('')}</w:tc><w:tc>{p('c')}</w:tc></w:tr>"
    )
    file = WordFile(
        p("The Well", style="Kopf1") + p(r("beside ") + drawn) + f"<w:tbl>{rows}</w:tbl>",
        links={"pic": ("image", "media/image1.png")},
        parts={"word/media/image1.png": PNG},
    )
    done = imported_docx(tmp_path, file)
    assert text_of(done).splitlines()[2:] == [
        "beside ![a well](images/image1.png)",
        "",
        "+-----+-----+",
        "| a   | b   |",
        "|     +-----+",
        "|     | c   |",
        "+-----+-----+",
    ]
    assert (done.folder / "images" / "image1.png").read_bytes() == PNG


PAGE = (Path(__file__).parents[2] / "docs" / "import.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_is_what_comes_out(tmp_path: Path) -> None:
    example = PAGE.split("## An example: a document of Word")[1].split("\n## ")[0]
    written = example.split("styles.toml` writes\n\n")[1].split("\n\n| in Word")[0]
    expected = "\n".join(line.removeprefix("    ") for line in written.splitlines())
    (tmp_path / "styles.toml").write_text(example.split("```toml\n")[1].split("```")[0], encoding="utf-8")
    sign = '<w:r><w:sym w:font="AGA Arabesque" w:char="F072"/></w:r>'

    def reference(code: str, shown: str) -> str:
        return f'<w:fldSimple w:instr=" {code} ">{r(shown)}</w:fldSimple>'

    cells = [f"<w:tc>{p(word, properties='<w:bidi/>')}</w:tc>" for word in ("البئر", "الماء", "بعيدة", "عذب")]
    file = WordFile(
        p('<w:bookmarkStart w:id="1" w:name="_Ref12"/>' + r("The Well") + '<w:bookmarkEnd w:id="1"/>', style="Kopf1")
        + p(r("The Prophet ") + sign + r(" did not slow his step.") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
        + p("They drew water.", style="Matn")
        + p(r("See ") + reference("REF _Ref12", "The Well") + r(", page ") + reference("PAGEREF _Ref12", "3") + r("."))
        + f"<w:tbl><w:tblPr><w:bidiVisual/></w:tblPr><w:tr><w:trPr><w:tblHeader/></w:trPr>{''.join(cells[:2])}</w:tr>"
        f"<w:tr>{''.join(cells[2:])}</w:tr></w:tbl>",
        footnotes=f'<w:footnote w:id="2">{p("So the people of the road tell it.")}</w:footnote>',
    )
    source = tmp_path / "story.docx"
    source.write_bytes(file.data())
    arguments = ["import", str(source), "--to", str(tmp_path / "well"), "--map", str(tmp_path / "styles.toml")]
    run = CliRunner().invoke(main, arguments)
    assert run.exit_code == 0, run.output
    [chapter] = (tmp_path / "well" / "chapters").glob("*.md")
    assert chapter.read_text(encoding="utf-8").strip() == expected.strip()
