"""What shops are told: valid by the official schema, and true of each edition."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from click.testing import Result
from lxml import etree
from onixcheck import validate

from bookbuild.model.book import Manuscript
from bookbuild.outputs.onix.accessibility import accessibility_of
from bookbuild.outputs.onix.codes import language_code, role_of, thema_scheme
from bookbuild.outputs.onix.descriptive import OnixProduct
from bookbuild.outputs.onix.measures import weight
from bookbuild.outputs.onix.message import onix_message
from bookbuild.sources import read_book

Run = Callable[..., Result]
SAMPLES = Path(__file__).parents[2] / "manuscript"
SETTINGS = """
[book]
title = { ar = "الصاحب", ar-Latn = "al-Ṣāḥib", en = "The Companion" }
subtitle = { ar = "في الغار", en = "In the cave" }
language = "ar"
contributors = [
    { name = { ar = "أحمد السامرائي", en = "Ahmad al-Samarrai" }, sort = "al-Samarrai, Ahmad" },
    { name = "Zayd & Sons", role = "translator" },
    { name = "N.", role = "bookseller" },
]
publisher = "Your House"
place = "London"
published = { hijri = 1433, gregorian = 2012 }
edition = 2
rights = "© 2011 Your House"
series = { name = "Companions", number = 2 }
subjects = ["Abū Bakr"]
thema = ["1FB", "QRPB", "QRVK2"]
bisac = ["REL037000"]
keywords = ["cave"]
audience = "general"
description = { ar = "ما يُروى", en = "What is told <of it>" }
[matter]
body = ["chapters/*.md"]
[cover]
price = { GBP = "12.99", USD = "16.50" }
[editions.ebook]
format = "epub"
isbn = "978-0-00-000101-6"
[editions.press]
format = "pdf"
purpose = "press"
printer = "offset"
trim = "A5"
paper = "cream-80"
isbn = "978-0-00-000102-3"
[editions.hard]
format = "pdf"
purpose = "press"
binding-style = "hardcover"
[editions.screen]
format = "pdf"
"""


def book(folder: Path, settings: str = SETTINGS) -> Manuscript:
    (folder / "lamp" / "chapters").mkdir(parents=True)
    (folder / "lamp" / "book.toml").write_text(settings, encoding="utf-8")
    (folder / "lamp" / "chapters" / "01.md").write_text("# One\n\nText.\n", encoding="utf-8")
    manuscript, findings = read_book(folder / "lamp")
    assert (manuscript is None, [f for f in findings if f.severity == "error"]) == (False, [])
    assert manuscript
    return manuscript


def faults(content: bytes) -> list[str]:
    """What the official schema has against a message."""
    file = io.BytesIO(content)
    file.name = "lamp.onix.xml"  # type: ignore[attr-defined]
    return [each.short for each in validate(file)]


def message(manuscript: Manuscript, pages: int = 160) -> etree._Element:
    """The message about all editions as if each had so many pages, found valid."""
    told = (("00", "It flows"), ("13", ""))
    products = [
        OnixProduct(each, None if each.format == "epub" else pages, 1234, told if each.format == "epub" else ())
        for each in manuscript.editions
    ]
    content = onix_message(manuscript, products, 0)
    assert faults(content) == []
    assert content == onix_message(manuscript, products, 0)
    root = etree.fromstring(content)
    for each in root.iter():
        each.tag = etree.QName(each).localname
    return root


@pytest.fixture(scope="module")
def products(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    root = message(book(tmp_path_factory.mktemp("onix")))
    return {str(each.findtext("RecordReference")).rpartition("-")[2]: each for each in root.iter("Product")}


def texts(product: etree._Element, path: str) -> list[str]:
    return [each.text or "" for each in product.findall(path)]


FACTS = {
    "an ISBN as thirteen digits, and a name of the tool's": ("ebook", "ProductIdentifier/IDValue", ["lamp-ebook", "9780000001016"]),
    "a name alone where there is no ISBN": ("screen", "ProductIdentifier/IDValue", ["lamp-screen"]),
    "a paperback": ("press", "DescriptiveDetail/ProductForm", ["BC"]),
    "a hardcover": ("hard", "DescriptiveDetail/ProductForm", ["BB"]),
    "a download": ("ebook", "DescriptiveDetail/ProductForm", ["ED"]),
    "an EPUB": ("ebook", "DescriptiveDetail/ProductFormDetail", ["E101"]),
    "a PDF": ("screen", "DescriptiveDetail/ProductFormDetail", ["E107"]),
    "the trim, the spine and the weight": ("press", "DescriptiveDetail/Measure/Measurement", ["210", "148", "9.6", "215"]),
    "no measures of what is no thing": ("ebook", "DescriptiveDetail/Measure", []),
    "titles in all scripts": ("press", "DescriptiveDetail/TitleDetail/TitleElement/TitleText", ["الصاحب", "al-Ṣāḥib", "The Companion"]),
    "subtitles in their languages": ("press", "DescriptiveDetail/TitleDetail/TitleElement/Subtitle", ["في الغار", "In the cave"]),
    "roles": ("press", "DescriptiveDetail/Contributor/ContributorRole", ["A01", "B06", "Z99"]),
    "names": ("press", "DescriptiveDetail/Contributor/PersonName", ["أحمد السامرائي", "Zayd & Sons", "N."]),
    "names in other scripts": ("press", "DescriptiveDetail/Contributor/AlternativeName/PersonName", ["Ahmad al-Samarrai"]),
    "keys of names": ("press", "DescriptiveDetail/Contributor/KeyNames", ["al-Samarrai"]),
    "the language": ("press", "DescriptiveDetail/Language/LanguageCode", ["ara"]),
    "its script": ("press", "DescriptiveDetail/Language/ScriptCode", ["Arab"]),
    "pages as built": ("press", "DescriptiveDetail/Extent/ExtentValue", ["160", "160"]),
    "the size of a file": ("ebook", "DescriptiveDetail/Extent/ExtentValue", ["1234"]),
    "the edition's number": ("press", "DescriptiveDetail/EditionNumber", ["2"]),
    "subjects by their schemes": ("press", "DescriptiveDetail/Subject/SubjectSchemeIdentifier", ["94", "93", "93", "10", "20"]),
    "keywords": ("press", "DescriptiveDetail/Subject/SubjectHeadingText", ["cave; Abū Bakr"]),
    "the audience": ("press", "DescriptiveDetail/Audience/AudienceCodeValue", ["01"]),
    "descriptions": ("press", "CollateralDetail/TextContent/Text", ["ما يُروى", "What is told <of it>"]),
    "the publisher": ("press", "PublishingDetail/Publisher/PublisherName", ["Your House"]),
    "the year": ("press", "PublishingDetail/PublishingDate/Date", ["2012"]),
    "rights": ("press", "PublishingDetail/CopyrightStatementText", ["© 2011 Your House"]),
    "the year of the rights": ("press", "PublishingDetail/CopyrightStatement/CopyrightYear", ["2011"]),
    "the series": ("press", "DescriptiveDetail/Collection/TitleDetail/TitleElement/PartNumber", ["2"]),
    "prices": ("press", "ProductSupply/SupplyDetail/Price/PriceAmount", ["12.99", "16.50"]),
    "the editions that shops know": ("press", "RelatedMaterial/RelatedProduct/ProductIdentifier/IDValue", ["lamp-ebook", "9780000001016"]),
    "what a file has for those who do not see it": ("ebook", "DescriptiveDetail/ProductFormFeature/ProductFormFeatureValue", ["101F", "00", "13"]),
}  # fmt: skip


@pytest.mark.parametrize("name", FACTS)
def test_a_product_says(name: str, products: dict[str, etree._Element]) -> None:
    edition, path, expected = FACTS[name]
    assert texts(products[edition], path) == expected


def test_the_main_subject_is_the_first_that_is_one(products: dict[str, etree._Element]) -> None:
    main = [
        each.findtext("SubjectCode")
        for each in products["press"].iter("Subject")
        if each.find("MainSubject") is not None
    ]
    assert main == ["QRPB"]


def test_scripts_are_told_with_the_texts(products: dict[str, etree._Element]) -> None:
    told = [(each.get("language"), each.get("textscript")) for each in products["press"].iter("TitleText")]
    assert told == [("ara", "Arab"), ("ara", "Arab"), ("ara", "Latn"), ("eng", "Latn")]


@pytest.mark.parametrize("name", ["companion", "hijrah", "nusrah"])
def test_the_sample_books_are_told_validly(name: str) -> None:
    manuscript, _ = read_book(SAMPLES / name)
    assert manuscript
    assert len(message(manuscript).findall("Product")) == len(manuscript.editions)


def test_a_book_of_a_title_alone_is_told_validly(tmp_path: Path) -> None:
    assert len(message(book(tmp_path, '[book]\ntitle = "A <b> & \\"c\\""\n')).findall("Product")) == 3


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "eng"), ("en-GB", "eng"), ("ar", "ara"), ("arb", "ara"), ("ur", "urd"), ("de", "ger"), ("fa", "per"),
     ("tr", "tur"), ("bs", "bos"), ("id", "ind"), ("so", "som"), ("prs", "per"), ("xx", "und")],
)  # fmt: skip
def test_languages_are_those_of_the_list(tag: str, code: str) -> None:
    assert language_code(tag) == code


def test_roles_and_schemes_are_those_of_the_lists() -> None:
    assert [role_of(role) for role in ("author", "editor", "Translator", "aut", "no role")] == [
        "A01",
        "B01",
        "B06",
        "A01",
        "Z99",
    ]
    assert [thema_scheme(code) for code in ("QRPB", "1FB", "2CSR", "3MP", "4TM", "5AX", "6RA")] == [
        "93",
        "94",
        "95",
        "96",
        "97",
        "98",
        "99",
    ]


def test_a_book_weighs_its_leaves_and_its_cover(tmp_path: Path) -> None:
    """80 leaves of A5 of 80 g/m² are 198.9 g, a cover of 250 g/m² around them 16.0 g."""
    press = next(each for each in book(tmp_path).editions if each.name == "press")
    assert weight(press, 160) == pytest.approx(80 * 0.148 * 0.210 * 80 + (2 * 0.148 + 0.0096) * 0.210 * 250, abs=0.5)


def test_what_an_e_book_says_of_itself_is_what_shops_are_told(tmp_path: Path) -> None:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata>'
        '<meta property="schema:accessibilityFeature">tableOfContents</meta>'
        '<meta property="schema:accessibilityFeature">pageNavigation</meta>'
        '<meta property="schema:accessModeSufficient">textual</meta>'
        '<meta property="schema:accessibilitySummary">It flows.</meta></metadata></package>'
    )
    with zipfile.ZipFile(tmp_path / "a.epub", "w") as archive:
        archive.writestr("EPUB/content.opf", package)
    assert accessibility_of(tmp_path / "a.epub") == (
        ("00", "It flows."),
        ("11", ""),
        ("22", ""),
        ("41", ""),
        ("52", ""),
    )


def test_the_same_source_feeds_the_files(tmp_path: Path, bookbuild: Run) -> None:
    settings = SETTINGS.split("[editions.press]")[0] + '[editions.screen]\nformat = "pdf"\n'
    book(tmp_path, settings)
    assert bookbuild("build", "lamp", "--json").exit_code == 0
    facts = json.loads(bookbuild("inspect", "dist/lamp/lamp-ebook.epub", "--json").stdout)["facts"]
    assert facts["subjects"] == ["Abū Bakr", "cave", "1FB", "QRPB", "QRVK2", "REL037000"]
    with pikepdf.open(tmp_path / "dist/lamp/lamp-screen.pdf") as pdf:
        assert str(pdf.docinfo["/Keywords"]) == "Abū Bakr; cave"
        with pdf.open_metadata() as xmp:
            assert (xmp["pdf:Keywords"], set(xmp["dc:subject"])) == ("Abū Bakr; cave", {"Abū Bakr", "cave"})


def test_the_message_stands_beside_the_files_and_is_kept_with_them(tmp_path: Path, bookbuild: Run) -> None:
    settings = SETTINGS.split("[editions.press]")[0]
    book(tmp_path, settings)
    first = bookbuild("build", "lamp", "--onix", "--edition", "ebook", "--json")
    assert first.exit_code == 0, first.output
    path, record = tmp_path / "dist/lamp/lamp.onix.xml", tmp_path / "dist/lamp/build.json"
    content = path.read_bytes()
    assert faults(content) == []
    (entry,) = json.loads(record.read_bytes())["metadata"]
    assert (entry["file"], entry["bytes"]) == ("lamp.onix.xml", len(content))
    stamp = record.stat().st_mtime_ns
    bookbuild("build", "lamp", "--onix", "--edition", "ebook")
    assert record.stat().st_mtime_ns == stamp
    path.write_bytes(b"changed")
    bookbuild("build", "lamp", "--onix", "--edition", "ebook")
    assert path.read_bytes() == content
