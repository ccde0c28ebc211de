"""`book.toml` and `persons.toml` → settings; every finding about them, all at once, at its place."""

from __future__ import annotations

import json

import pytest
from source_samples import BookFolder, cases, found

from bookbuild.model.settings import Edition, Fonts
from bookbuild.sources import book_schema, read_book
from bookbuild.sources.settings.measures import TRIMS, length_of, trim_of
from bookbuild.sources.settings.toml_places import toml_places

CASES = cases("settings.txt")


def two_chapters(book: BookFolder, toml: str) -> BookFolder:
    return book.toml(toml).chapter("01", "# One\n\nText.\n").chapter("02", "# Two\n\nText.\n")


def editions_of(book: BookFolder, toml: str) -> dict[str, Edition]:
    manuscript, findings = read_book(two_chapters(book, toml).folder)
    assert manuscript is not None
    assert findings == ()
    return {edition.name: edition for edition in manuscript.editions}


@pytest.mark.parametrize(("given", "want"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_setting_finding(book: BookFolder, given: str, want: str) -> None:
    manuscript, findings = read_book(two_chapters(book, given).folder)
    assert found(findings) == want.splitlines()
    assert (manuscript is None) == any(finding.code == "toml-invalid" for finding in findings)


@pytest.mark.parametrize(
    ("given", "message", "remedy"),
    [
        ('[book]\ntitle = "A"\n[stile]', "`stile` is not a key of the file", "write `style`"),
        ('[book]\ntitle = "A"\n[style]\nkashda = 1', "`kashda` is not a key of `[style]`", "write `kashida`"),
        (
            '[book]\ntitle = "A"\n[style]\nkashida = "moderat"',
            '`kashida` is `"moderat"`, not `off`, `moderate` or `generous`',
            'write `"moderate"`',
        ),
        (
            '[book]\ntitle = "A"\n[style]\ncontents-depth = 9',
            "`contents-depth` is `9`, not a whole number from 1 to 6",
            "write a whole number from 1 to 6",
        ),
        (
            '[book]\ntitle = "A"\ncontributors = [{ name = "B", role = "auther" }]',
            "`auther` is not the name of a MARC relator",
            "write `author`",
        ),
        ('[book]\ntitle = "A"\nlanguage = "en_US"', "`en_US` is not a language tag", 'write `"en-US"`'),
        (
            "[book]\ntitle = true",
            '`title` is `true`, not a text, or one a language: `{ en = "…", ar = "…" }`',
            'write a text, or one a language: `{ en = "…", ar = "…" }`',
        ),
        ('title = "A"\n[book]\ntitle = "A"', "`title` stands outside of a table", "write it under `[book]`"),
        ('[book]\ntitle = "A"\n[editions.x]\nformat = "pdf"\ntrim = "A55"', "`A55` is not a trim", "write `A5`"),
        (
            '[book]\ntitle = "A"\n[matter]\nback = ["index:person"]',
            "`index:person` is no item of a book's matter",
            "write `index:persons`",
        ),
    ],
)  # fmt: skip
def test_the_remedy_names_what_was_meant(book: BookFolder, given: str, message: str, remedy: str) -> None:
    _, findings = read_book(two_chapters(book, given).folder)
    assert (message, remedy) in [(finding.message, finding.remedy) for finding in findings]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('[book]\ntitel = "A"', ["`titel` is not a key of `[book]`: write `title`"]),
        ('[bok]\ntitle = "A"', ["`bok` is not a key of the file: write `book`"]),
        (
            '[book]\ntitle = "A"\n[editions.x]\nformt = "pdf"',
            ["`formt` is not a key of `[editions.x]`: write `format`"],
        ),
    ],
)
def test_a_key_that_is_written_wrong_is_not_missing_too(book: BookFolder, given: str, said: list[str]) -> None:
    _, findings = read_book(two_chapters(book, given).folder)
    assert [f"{finding.message}: {finding.remedy}" for finding in findings] == said


def test_a_key_that_is_far_from_all_others_is_sent_to_none(book: BookFolder) -> None:
    _, (finding,) = read_book(two_chapters(book, '[book]\ntitle = "A"\nprice = "9"').folder)
    assert finding.remedy.startswith("the keys here are `title`")


def test_a_folder_without_settings_is_toml_invalid(book: BookFolder) -> None:
    (book.folder / "book.toml").unlink()
    book.chapter("01", "[^x]\n")
    manuscript, findings = read_book(book.folder)
    assert manuscript is None
    assert found(findings) == ["toml-invalid 0:0", "note-undefined 1:1"]
    assert "bookbuild new" in findings[0].remedy


def test_no_folder_is_toml_invalid(book: BookFolder) -> None:
    manuscript, findings = read_book(book.folder / "nowhere")
    assert manuscript is None
    assert found(findings) == ["toml-invalid 0:0"]


def test_without_editions_a_book_has_three(book: BookFolder) -> None:
    editions = editions_of(book, '[book]\ntitle = "A"\n')
    assert [(e.name, e.format, e.purpose, e.trim) for e in editions.values()] == [
        ("ebook", "epub", "screen", (148.0, 210.0)),
        ("press", "pdf", "press", (148.0, 210.0)),
        ("screen", "pdf", "screen", (148.0, 210.0)),
    ]
    assert editions["press"].matter.body == ("chapters/*.md",)


def test_an_edition_overlays_the_book_key_by_key(book: BookFolder) -> None:
    editions = editions_of(
        book,
        """
        [book]
        title = { en = "A", ar = "أ" }
        language = "ar"
        [style]
        size = "12pt"
        fonts = { latin = "Latin", arabic = "Arabic" }
        [matter]
        body = ["chapters/*.md"]
        [editions.press]
        format = "pdf"
        trim = "170mm × 240mm"
        bleed = "3mm"
        marks = true
        isbn = "978-0-306-40615-7"
        [editions.press.book]
        title = "B"
        [editions.press.style]
        fonts = { arabic = "Other" }
        [editions.press.matter]
        parts = [{ title = "One", chapters = ["chapters/01.md"] }]
        [editions.press.honorifics]
        style = "phrase"
        [editions.press.scripture]
        signs = false
        [editions.ebook]
        format = "epub"
        """,
    )
    press, ebook = editions["press"], editions["ebook"]
    assert (press.trim, press.bleed, press.marks, press.isbn) == ((170.0, 240.0), 3.0, True, "978-0-306-40615-7")
    assert (press.book.title, press.book.language, press.style.size) == ("B", "ar", "12pt")
    assert press.style.fonts == Fonts(latin="Latin", arabic="Other")
    assert (press.matter.body, press.matter.parts[0].title) == ((), "One")
    assert (press.honorifics.style, press.scripture.signs) == ("phrase", False)
    assert ebook.style.fonts == Fonts(latin="Latin", arabic="Arabic")
    assert (ebook.book.title, ebook.matter.parts, ebook.honorifics.style) == ({"en": "A", "ar": "أ"}, (), "as-written")


@pytest.mark.parametrize(
    ("written", "millimetres"),
    [
        ("A5", (148.0, 210.0)),
        ("a5", (148.0, 210.0)),
        ("Demy", (138.0, 216.0)),
        ("ROYAL", (156.0, 234.0)),
        ("6x9in", (152.4, 228.6)),
        ("5.5x8.5in", (139.7, 215.9)),
        ("6in x 9in", (152.4, 228.6)),
        ("170mm x 240mm", (170.0, 240.0)),
        ("170 x 240 mm", (170.0, 240.0)),
        ("17cm×24cm", (170.0, 240.0)),
        ("A55", None),
        ("170 x 240", None),
        ("1mm x 1mm", None),
        ("9in x 900in", None),
    ],
)
def test_trim(written: str, millimetres: tuple[float, float] | None) -> None:
    assert trim_of(written) == millimetres


def test_every_listed_trim_is_one() -> None:
    assert [trim_of(name) for name in TRIMS] == [trim_of(name.upper()) for name in TRIMS]
    assert [trim_of(name) for name in TRIMS] == [pytest.approx(size) for size in TRIMS.values()]


def test_length_in_mm() -> None:
    assert [length_of(written) for written in ("3mm", "1in", "72pt", "1cm", "6pc", "4q")] == [
        3,
        25.4,
        25.4,
        10,
        25.4,
        1,
    ]


def test_persons_of_the_book(book: BookFolder) -> None:
    two_chapters(book, '[book]\ntitle = "A"\nlanguage = "ar"').file(
        "persons.toml",
        '[musab]\nname = { en = "Musab", ar = "مصعب" }\nkind = "companion"\nvariants = ["Mus‘ab"]\n'
        '[asma]\nname = "أسماء"\ngender = "f"\nnumber = "singular"\n',
    )
    manuscript, findings = read_book(book.folder)
    assert manuscript is not None
    assert findings == ()
    musab, asma = manuscript.persons
    assert (musab.key, musab.name, musab.kind, musab.variants) == (
        "musab", {"en": "Musab", "ar": "مصعب"}, "companion", ("Mus‘ab",)
    )  # fmt: skip
    assert (asma.name, asma.gender) == ({"ar": "أسماء"}, "f")


REFERRING = {
    "to itself": ('[a]\nname = "A"\nsee = "a"\n', ["3:7"]),
    "also to itself": ('[a]\nname = "A"\nsee-also = ["b", "a"]\n', ["3:12"]),
    "in a circle": ('[a]\nname = "A"\nsee = "b"\n[b]\nname = "B"\nsee = "a"\n', ["3:7"]),
    "to one that refers on": ('[a]\nname = "A"\nsee = "b"\n[b]\nname = "B"\nsee = "c"\n', []),
    "without a name": ('[a]\nname = { en = "" }\n', ["2:8"]),
}


@pytest.mark.parametrize("case", REFERRING)
def test_persons_refer_to_others(book: BookFolder, case: str) -> None:
    persons, places = REFERRING[case]
    two_chapters(book, '[book]\ntitle = "A"').file("persons.toml", persons)
    assert found(read_book(book.folder)[1]) == [f"setting-invalid {place}" for place in places]


def test_findings_of_persons(book: BookFolder) -> None:
    two_chapters(book, '[book]\ntitle = "A"').file(
        "persons.toml", 'x = 1\n[a]\nkind = "companian"\n[b]\nname = "B"\ngendre = "f"\nvariants = [1]\n'
    )
    _, findings = read_book(book.folder)
    assert found(findings) == [
        "setting-invalid 1:5", "setting-invalid 2:2", "setting-invalid 3:8", "setting-unknown 6:1",
        "setting-invalid 7:13",
    ]  # fmt: skip
    assert {finding.location.path for finding in findings} == {"persons.toml"}


def test_accepted_findings_have_their_place(book: BookFolder) -> None:
    two_chapters(
        book, '[book]\ntitle = "A"\n\n[[allow]]\ncode = "alt-missing"\nreason = "seen"\npath = "a.md"\nline = 3\n'
    )
    manuscript, findings = read_book(book.folder)
    assert manuscript is not None
    assert findings == ()
    ((allow, place),) = manuscript.allow
    assert (allow.code, allow.path, allow.line, place.line) == ("alt-missing", "a.md", 3, 4)


def test_places_of_keys_in_every_form_of_toml() -> None:
    text = (
        'a = 1 # [x]\n"b c".d = """\n]\n"""\n[e."f"]\n'
        "g = { h = [1, { i = 'é' }], j = 2 }\n[[k]]\nl = [\n  # x\n  3,\n  4,\n]\n[[k]]\nl=5\n[k.m]\nn = 6\n"
    )
    places = toml_places("x", text)
    spots = {path: (places.key(path).line, places.key(path).column) for path in places.keys}
    assert spots == {
        ("a",): (1, 1), ("b c",): (2, 1), ("b c", "d"): (2, 7), ("e",): (5, 2), ("e", "f"): (5, 4),
        ("e", "f", "g"): (6, 1),
        ("e", "f", "g", "h"): (6, 7), ("e", "f", "g", "h", 1, "i"): (6, 17), ("e", "f", "g", "j"): (6, 29),
        ("k",): (7, 3), ("k", 0): (7, 1), ("k", 0, "l"): (8, 1), ("k", 1): (13, 1), ("k", 1, "l"): (14, 1),
        ("k", "m"): (15, 4), ("k", 1, "m"): (15, 4), ("k", 1, "m", "n"): (16, 1),
    }  # fmt: skip
    values = [places.value(path) for path in (("k", 0, "l", 1), ("e", "f", "g", "h", 1, "i"), ("k", 1, "m", "n"))]
    assert [(place.line, place.column) for place in values] == [(11, 3), (6, 21), (16, 5)]


def test_schema_knows_every_table_and_overlay() -> None:
    schema = json.loads(json.dumps(book_schema()))
    definitions = schema["$defs"]
    book_file = definitions["BookFile"]
    assert set(book_file["properties"]) == {
        "book", "matter", "style", "honorifics", "scripture", "notes", "cover", "words", "allow", "editions"
    }  # fmt: skip
    assert book_file["required"] == ["book"]
    edition = definitions["EditionWithOverlays"]
    assert {"format", "trim", "book", "style"} <= set(edition["properties"])
    assert edition["required"] == ["format"]
    assert definitions["StyleTable"]["properties"]["kashida"]["enum"] == ["generous", "moderate", "off"]
    assert definitions["BookTableOverlay"].get("required", []) == []
    assert definitions["BookTable"]["required"] == ["title"]


def test_schema_says_of_every_key_what_it_does() -> None:
    silent = [
        f"{name}.{key}"
        for name, definition in book_schema()["$defs"].items()
        for key, value in definition.get("properties", {}).items()
        if not value.get("description")
    ]
    assert silent == []
    size = book_schema()["$defs"]["StyleTable"]["properties"]["size"]["description"]
    assert size.startswith("The size of the text. Value: a length: ")
    assert size.endswith('Default: `"11pt"`.')
