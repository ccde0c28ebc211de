"""Word documents made part by part, so that a test says in XML what it is about and nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild.intake.conservation import blocks_text, check_reading
from bookbuild.intake.document import IntakeBlock, IntakeParagraph
from bookbuild.intake.docx.docx_reader import read_docx
from bookbuild.intake.importing.way import Imported, ImportOptions, import_files
from bookbuild.intake.reader import IntakeFile, ReadDocument, ReadOptions
from bookbuild.intake.runs import RunPieces
from bookbuild.progress import Unwatched

OLD = "http://schemas.openxmlformats.org"
SPACES = (
    f'xmlns:w="{OLD}/wordprocessingml/2006/main" xmlns:r="{OLD}/officeDocument/2006/relationships" '
    f'xmlns:wp="{OLD}/drawingml/2006/wordprocessingDrawing" xmlns:a="{OLD}/drawingml/2006/main" '
    f'xmlns:pic="{OLD}/drawingml/2006/picture" xmlns:m="{OLD}/officeDocument/2006/math" '
    f'xmlns:mc="{OLD}/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
STRICT = {
    f"{OLD}/wordprocessingml/2006/main": "http://purl.oclc.org/ooxml/wordprocessingml/main",
    f"{OLD}/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
    f"{OLD}/drawingml/2006/main": "http://purl.oclc.org/ooxml/drawingml/main",
}
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)
"""A picture of one pixel."""
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Kopf1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>
<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Kopf2"><w:name w:val="heading 2"/><w:basedOn w:val="Kopf1"/>
<w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Story"><w:name w:val="Story Head"/><w:basedOn w:val="Kopf2"/></w:style>
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Caption"><w:name w:val="caption"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="ArabicBody"><w:name w:val="Arabic Body"/><w:pPr><w:bidi/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Matn"><w:name w:val="Hadith Matn"/></w:style>
<w:style w:type="paragraph" w:styleId="Shir"><w:name w:val="Shir"/></w:style>
<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Name"><w:name w:val="Name of Person"/></w:style>
<w:style w:type="table" w:styleId="Grid"><w:name w:val="Grid"/>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr></w:style>
"""


@dataclass(frozen=True)
class WordFile:
    """A document by what is within its parts. `links`: relationships of the main part, id → (kind, target)."""

    body: str
    styles: str = STYLES
    numbering: str = ""
    footnotes: str = ""
    endnotes: str = ""
    comments: str = ""
    core: str = ""
    links: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    parts: Mapping[str, bytes] = field(default_factory=dict)
    strict: bool = False

    def data(self) -> bytes:
        """The bytes of the file: always the same for the same parts."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in self._parts().items():
                archive.writestr(zipfile.ZipInfo(name), content)
        return packed.getvalue()

    def _parts(self) -> dict[str, bytes]:
        inner = {
            "document": f"<w:document {SPACES}><w:body>{self.body}</w:body></w:document>",
            "styles": f"<w:styles {SPACES}>{self.styles}</w:styles>",
            "numbering": f"<w:numbering {SPACES}>{self.numbering}</w:numbering>",
            "footnotes": f"<w:footnotes {SPACES}>{self.footnotes}</w:footnotes>",
            "endnotes": f"<w:endnotes {SPACES}>{self.endnotes}</w:endnotes>",
            "comments": f"<w:comments {SPACES}>{self.comments}</w:comments>",
        }
        links = {f"own{at}": (name, f"{name}.xml") for at, name in enumerate(inner) if name != "document"}
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{OLD}/package/2006/content-types"/>',
            "_rels/.rels": _rels({"a": ("officeDocument", "word/document.xml"), "b": ("core-properties", "core.xml")}),
            "word/_rels/document.xml.rels": _rels({**links, **self.links}),
            "core.xml": (
                f'<c:coreProperties xmlns:c="{OLD}/package/2006/metadata/core-properties" '
                f'xmlns:dc="http://purl.org/dc/elements/1.1/">{self.core}</c:coreProperties>'
            ),
            **{f"word/{name}.xml": self._spelled(text) for name, text in inner.items()},
        }
        return {**{name: text.encode() for name, text in parts.items()}, **self.parts}

    def _spelled(self, text: str) -> str:
        for old, strict in STRICT.items():
            text = text.replace(old, strict) if self.strict else text
        return text


def _rels(links: Mapping[str, tuple[str, str]]) -> str:
    kinds = f"{OLD}/officeDocument/2006/relationships"
    each = "".join(
        f'<Relationship Id="{name}" Type="{kinds}/{kind}" Target="{target}"'
        + (' TargetMode="External"/>' if ":" in target else "/>")
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{OLD}/package/2006/relationships">{each}</Relationships>'


def p(inner: str, *, style: str = "", properties: str = "") -> str:
    """A paragraph; text without a tag is one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    runs = inner if inner.startswith("<") or not inner else r(inner)
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{runs}</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(file: WordFile | str, *, styles: Mapping[str, str] | None = None, language: str | None = None) -> ReadDocument:
    """A document as it is read; its letters balance, or LettersLost is raised."""
    data = WordFile(file).data() if isinstance(file, str) else file.data()
    done = read_docx(IntakeFile("story.docx", data), ReadOptions(language, styles or {}))
    check_reading(done)
    return done


def runs_of(done: ReadDocument) -> RunPieces:
    """The runs of the only paragraph."""
    [paragraph] = done.document.blocks
    assert isinstance(paragraph, IntakeParagraph)
    return paragraph.runs


def texts(blocks: tuple[IntakeBlock, ...]) -> list[str]:
    return [blocks_text((block,)) for block in blocks]


def imported_docx(place: Path, file: WordFile, *, styles: Mapping[str, str] | None = None) -> Imported:
    """A document imported into a folder `book` of `place`."""
    source = place / "story.docx"
    source.write_bytes(file.data())
    return import_files([source], place / "book", ImportOptions(read=ReadOptions(None, styles or {})), Unwatched())
