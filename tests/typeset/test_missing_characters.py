"""A character that no font has is a value of the fragment, and a finding made of it."""

from __future__ import annotations

import pytest
from set_texts import set_text

from bookbuild.diagnostics import Code
from bookbuild.documents.tokens import CanonInvalid, canon_of
from bookbuild.fonts.coverage import way_to_get
from bookbuild.typeset.book.messages import findings_of, missing
from bookbuild.typeset.drawing import font_signs, text_layer

NOBODYS = "\U0010fffd"
"""Of a private use area: no font of the machine has it."""


def test_a_fragment_names_what_its_fonts_lack_in_order_and_once() -> None:
    (fragment,) = set_text(f"<p>word {NOBODYS} word {NOBODYS} {NOBODYS}x</p>", lang="en")
    assert fragment.missing == (NOBODYS,)
    assert not any("notdef" in message for message in fragment.messages)


def test_a_fragment_whose_fonts_lack_nothing_names_nothing() -> None:
    (fragment,) = set_text("<p>word</p>", lang="en")
    assert (fragment.missing, fragment.messages) == ((), ())


def test_signs_are_counted_anew_for_each_fragment() -> None:
    with text_layer.signs_numbered() as first:
        first.last, first.missing = 7, {65: None}
    with text_layer.signs_numbered() as second:
        assert second == font_signs.DrawnSigns()


def test_what_weasyprint_lacks_itself_is_the_same_finding() -> None:
    """Where a line is left to it, in colours or with an ellipsis, its log is all that there is."""
    said = '.notdef glyph rendered for Unicode string unsupported by fonts: "ẖ" (U+1E96)'
    assert list(findings_of([said], "press", "print.css", 0)) == [missing("ẖ", "press")]
    assert missing("ẖ", "press").code is Code.GLYPH_MISSING
    assert "U+1E96 `ẖ`" in missing("ẖ", "press").message


@pytest.mark.parametrize("tokens", [{"--measure": "wide"}, {"--widest": "2"}, {"--canon": "1 2 3"}])
def test_a_canon_that_cannot_be_names_its_token(tokens: dict[str, str]) -> None:
    with pytest.raises(CanonInvalid) as raised:
        canon_of(tokens)
    assert {raised.value.token} == set(tokens)


def test_a_message_about_a_style_is_placed_in_the_sheet_that_it_is_of() -> None:
    over = (("styles/plain/print.css", "p {}\nq {}"), ("styles/own/print-own.css", "a {}\nb::x {}"))
    messages = ["Ignored `size: A55` at 12:5, invalid value.", "Ignored `x` at 14:3, invalid value.",
                "Invalid or unsupported selector, 'b::x '"]  # fmt: skip
    places = [each.location for each in findings_of(messages, "press", over[0][0], 11, over)]
    assert [(place.path, place.line, place.column) for place in places] == [
        ("styles/plain/print.css", 1, 5), ("styles/own/print-own.css", 1, 3), ("styles/own/print-own.css", 2, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("char", "font"), [("ক", "Noto Serif Bengali"), ("ก", "Noto Serif Thai"), ("ẖ", None), ("★", None)]
)
def test_a_script_without_a_font_is_told_how_to_get_one(char: str, font: str | None) -> None:
    remedy = way_to_get(char)
    assert (font in remedy and "apt-get" in remedy) if font else remedy.startswith("write it another way")
