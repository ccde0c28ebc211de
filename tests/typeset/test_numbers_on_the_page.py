"""Numbers of several parts in an Arabic paragraph: where they stand on the page, and what programs read out of it."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2
import pytest
from set_texts import READERS, file_of, set_text

from bookbuild.language.runs import marked
from bookbuild.model.inlines import Inlines, Run, Text

ORDERS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# text, its numbers as they stand from left to right, and as poppler and pdfium read them; a word does not follow, since
# poppler counts the space between a number and a word to the number, whose direction is another
NUMBERS = [
    ("انظر المغني «(٢/٢٣٦-٢٤٠)»، هنا", "٢٤٠-٢٣٦/٢", "٢/٢٣٦-٢٤٠"),
    ("وكان في ٢٦/٠٦/٢٠٢٥، هنا", "٢٠٢٥/٠٦/٢٦", "٢٦/٠٦/٢٠٢٥"),
    ("وانظر ٣/٤٥، هنا", "٤٥/٣", "٣/٤٥"),
    ("في الصفحات ١٢-١٥، هنا", "١٥-١٢", "١٢-١٥"),
    ("المدة ١٢–١٥، هنا", "١٥–١٢", "١٢–١٥"),
    ("وذلك سنة ١٤٤٦هـ/٢٠٢٤م، هنا", "م٢٠٢٤/ـه١٤٤٦", "١٤٤٦هـ/٢٠٢٤م"),
]


def markup(inlines: Inlines) -> str:
    return "".join(
        f'<span lang="{node.lang}" dir="{node.direction}">{markup(node.children)}</span>'
        if isinstance(node, Run)
        else node.text  # type: ignore[union-attr]
        for node in inlines
    )


def of_text(text: str, path: Path) -> Path:
    css = "[dir=rtl] { direction: rtl } [dir=ltr] { direction: ltr }"
    return file_of(set_text(f"<p>{markup(marked((Text(text),), 'ar'))}</p>", css=css), path)


def from_the_left(path: Path) -> str:
    """What stands on the first page, by the places of the characters."""
    page = pypdfium2.PdfDocument(path)[0].get_textpage()
    found = sorted((page.get_charbox(at)[0], page.get_text_range(at, 1)) for at in range(page.count_chars()))
    return ORDERS.sub("", "".join(char for _, char in found))


@pytest.mark.parametrize(("text", "shown", "read"), NUMBERS)
def test_numbers_stand_and_are_read_in_their_order(text: str, shown: str, read: str, tmp_path: Path) -> None:
    path = of_text(text, tmp_path / "a.pdf")
    assert shown in from_the_left(path)
    for reader in ("poppler", "pdfium"):
        assert read in ORDERS.sub("", READERS[reader](path)).replace("\u0640", "ـ"), reader


def test_a_telephone_number_stands_from_the_left(tmp_path: Path) -> None:
    path = of_text("هاتف +966 50 123 4567 أو ٠٥٠-١٢٣-٤٥٦٧ هنا", tmp_path / "a.pdf")
    assert "+966501234567" in from_the_left(path).replace(" ", "")
    assert "٠٥٠-١٢٣-٤٥٦٧" in from_the_left(path)


def test_a_number_is_not_divided_at_its_signs(tmp_path: Path) -> None:
    """At no width of the page, as it is not where its parts are one text."""
    for width in range(40, 60, 2):
        body = f"<p>{markup(marked((Text('وانظر المغني ٢/٢٣٦ وغيره ٢٦/٠٦/٢٠٢٥ ' * 6),), 'ar'))}</p>"
        css = "[dir=rtl] { direction: rtl }"
        path = file_of(set_text(body, css=css, width=width), tmp_path / "a.pdf")
        read = ORDERS.sub("", READERS["pdfium"](path))
        assert len(re.findall("٢/٢٣٦(?![٠-٩])", read)) == 6, width
        assert len(re.findall("٢٦/٠٦/٢٠٢٥", read)) == 6, width
