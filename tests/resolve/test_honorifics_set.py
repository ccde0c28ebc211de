"""What stands on the page around an honorific: a space at which no line ends, and nothing that runs together."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.checks import checked
from bookbuild.model.inlines import Honorific
from bookbuild.model.walk import nodes, plain
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

CASES = [
    ("Abu Bakr (ra) said", "phrase", "Abu Bakr\u00a0رضي الله عنه said"),
    ("أبو بكرؓ قال", "phrase", "أبو بكر\u00a0رضي الله عنه قال"),
    ("قام النبيُّﷺ، ثم", "glyph", "قام النبيُّ\u00a0ﷺ، ثم"),
    ("He (saw)had come", "abbreviation", "He\u00a0(saw) had come"),
    ("[Abu Bakr]{.person}(ra) said", "abbreviation", "Abu Bakr\u00a0(ra) said"),
    ("*Abu Bakr* ؓ said", "translation", "Abu Bakr\u00a0(may Allah be pleased with him) said"),
    ("Abu Bakr\n(ra) said", "abbreviation", "Abu Bakr\u00a0(ra) said"),
    ("A'ishah (ra) said", "transliteration", "A’ishah\u00a0(raḍiya Llāhu ʿanhā) said"),
    ("Abu Bakr and ʿUmar (ra) said", "phrase", "Abu Bakr and ʿUmar\u00a0رضي الله عنهما said"),
    ("the Prophet ﷺ’s way", "glyph", "the Prophet\u00a0ﷺ’s way"),
    ("عمر -رضي الله عنه- قال", "phrase", "عمر\u00a0رضي الله عنه قال"),
    ("our teacher حفظه الله said", "glyph", "our teacher\u00a0حفظه الله said"),
    ("قال أبو بكر (ra)", "abbreviation", "قال أبو بكر\u00a0(رض)"),
    ("وقد ذكر ذلك كله Ibn Kathir (rh) في كتابه", "abbreviation", "وقد ذكر ذلك كله Ibn Kathir\u00a0(رح) في كتابه"),
    ("Abu Bakr (ra) said", "none", "Abu Bakr said"),
    # what is not set takes with it what parts it off
    *((text, "none", page) for text, page in (
        ("Muhammad, peace be upon him, said", "Muhammad said"),
        ("Muhammad,\npeace be upon him,\nsaid", "Muhammad said"),
        ("*Muhammad*, peace be upon him, said", "Muhammad said"),
        ("Muhammad, peace be upon him. Then", "Muhammad. Then"),
        ("Muhammad, peace be upon him", "Muhammad"),
        ("Muhammad (peace be upon him), who said", "Muhammad, who said"),
        ("Muhammad—peace be upon him—said", "Muhammad said"),
        ("Muhammad -- peace be upon him -- said", "Muhammad said"),
        ("Muhammad --- peace be upon him --- said", "Muhammad said"),
        ("النبي، صلى الله عليه وسلم، قال", "النبي قال"),
        ("النبي – صلى الله عليه وسلم – قال", "النبي قال"),
        ("النبي (صلى الله عليه وسلم) قال", "النبي قال"),
    )),
    ("Musa, peace be upon him, said", "abbreviation", "Musa\u00a0(as) said"),
    ("Musa, peace be upon him.", "transliteration", "Musa\u00a0(ʿalayhi s-salām)."),
    ("Musa, peace be upon him, said", "glyph", "Musa,\u00a0peace be upon him, said"),
    ("Muhammad -- peace be upon him -- said", "glyph", "Muhammad –\u00a0peace be upon him – said"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "style", "page"), CASES)
def test_the_space_before_an_honorific(tmp_path: Path, text: str, style: str, page: str) -> None:
    settings = f'[book]\ntitle = "A"\n[matter]\nfront = []\nbody = ["1.md"]\n[honorifics]\nstyle = "{style}"\n'
    (tmp_path / "book.toml").write_text(settings, encoding="utf-8")
    (tmp_path / "1.md").write_text(f"# One\n\n{text}\n", encoding="utf-8")
    manuscript, _ = read_book(tmp_path)
    assert manuscript is not None
    manuscript, _ = checked(manuscript)
    book, _ = resolve(manuscript, manuscript.editions[0], lambda sign: sign in "ﷺﷻ")
    assert plain(book.sections[0].blocks[0].children) == page  # type: ignore[union-attr]


def test_no_sign_that_combines_is_set(tmp_path: Path) -> None:
    (tmp_path / "book.toml").write_text('[book]\ntitle = "A"\n[matter]\nbody = ["1.md"]\n', encoding="utf-8")
    (tmp_path / "1.md").write_text("# Of Musa ؑ\n\nMusa ؑ, ʿUmar ؓ, Malik ibn Anas ؒ, he ؐ\n", encoding="utf-8")
    manuscript, _ = read_book(tmp_path)
    assert manuscript is not None
    book, _ = resolve(checked(manuscript)[0], manuscript.editions[0])
    set_as = [
        node.set_as
        for section in book.sections
        for node in nodes((section.title, section.blocks))
        if isinstance(node, Honorific)
    ]
    assert len(set_as) == 5
    assert not set("".join(set_as)) & set("\u0610\u0611\u0612\u0613")


def test_the_title_of_the_book_has_its_honorifics_set(tmp_path: Path) -> None:
    settings = '[book]\ntitle = "Stories of A\'ishah ؓ"\nsubtitle = { en = "and of the Prophet (saw)", ar = "النبي ؐ" }\n'
    (tmp_path / "book.toml").write_text(settings + '[matter]\nbody = ["1.md"]\n', encoding="utf-8")
    (tmp_path / "1.md").write_text("# One\n\nText\n", encoding="utf-8")
    manuscript, _ = read_book(tmp_path)
    assert manuscript is not None
    book, _ = resolve(manuscript, manuscript.editions[0], lambda sign: sign in "ﷺﷻ")
    assert (book.title, book.subtitle) == ("Stories of A’ishah\u00a0رضي الله عنها", "and of the Prophet\u00a0ﷺ")
    assert book.edition.book.subtitle == {"en": "and of the Prophet\u00a0ﷺ", "ar": "النبي\u00a0ﷺ"}
