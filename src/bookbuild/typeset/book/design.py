"""An edition's settings → the CSS that goes before its theme's: page, sizes, fonts, counters."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from bookbuild.documents.theme import Theme
from bookbuild.documents.tokens import canon_of
from bookbuild.fonts.catalogue import Cut, Face, asked_as, cuts, families
from bookbuild.fonts.metrics import average_width, extent_of_arabic
from bookbuild.fonts.pairing import _bold, _regular, beside
from bookbuild.language import numerals
from bookbuild.language.numerals import digit_style
from bookbuild.language.scripts import script_of_language
from bookbuild.model.book import Book, Matter
from bookbuild.model.settings import Edition
from bookbuild.tradition.persons.name_words import words_of_names
from bookbuild.typeset.book.initials import InitialStyle
from bookbuild.typeset.book.letters_in_figures import PX, FigureSpace
from bookbuild.typeset.book.page_plan import LEAST_INNER, PagePlan, millimetres, page_plan

SLUG = 7.0
"""mm beyond the bleed in which the printer's marks stand; they are drawn when the book is put together."""

LEADING = {"latin": 1.42, "arabic": 1.75}
"""Line height over size where `leading = "auto"`: Arabic has marks above and below its letters."""

BETWEEN_LINES = 0.1
"""Em between the lowest letter of a line and the highest of the next, where `leading = "auto"`."""

NEVER_STRETCHED = ".quran, .quran-text, .reference, code, pre { --kashida: off !important }"
"""The Qur'an's text stands as it is in the muṣḥaf, whatever a theme says; code, as it was typed."""

WEAKLY_BOUND = ".honorific, span.reference { --bound: weakly }"
"""What a theme keeps on one line, but not at any price."""

HEMISTICHS_STRETCHED = {True: ".hemistich { --kashida: verse }", False: ""}
"""Whether the hemistichs of a poem come to their measure by stretches, or by their spaces alone."""

MOST_FOLIOS = 1999

NATIVE = {"digits": "decimal", "roman": "lower-roman"}
"""Styles of numerals that CSS has of its own."""


def print_tokens(book: Book, theme: Theme, matter: Matter) -> str:
    """The CSS of the settings, and of what is measured, for the sections of `matter`."""
    edition = book.edition
    chosen = cuts(edition, theme.font_folders)
    return "\n".join(
        [
            *_font_faces(cut.face for cut in chosen),
            _root({**_settings(book, chosen, theme), **_plan(book, theme, chosen), **beside(chosen)}),
            HEMISTICHS_STRETCHED[edition.style.kashida != "off"],
            NEVER_STRETCHED,
            WEAKLY_BOUND,
            _page(edition),
            folio_counter(book, matter),
        ]
    )


def _font_faces(faces: Iterable[Face]) -> Iterable[str]:
    """Faces that fontconfig does not know are named with their files, and with their digests: they decide pages."""
    for face in faces:
        if face.own:
            style = "italic" if face.italic else "normal"
            digest = hashlib.sha256(face.path.read_bytes()).hexdigest()
            yield (
                f'/* {digest} */ @font-face {{ font-family: "{face.family}"; src: url("{face.path.as_uri()}"); '
                f"font-weight: {face.weight}; font-style: {style} }}"
            )


def _root(tokens: dict[str, str]) -> str:
    return f":root {{ {'; '.join(f'{name}: {value}' for name, value in tokens.items())} }}"


def _settings(book: Book, chosen: tuple[Cut, ...], theme: Theme) -> dict[str, str]:
    style = book.edition.style
    bold = _bold(chosen)
    asked = {use: asked_as(family, theme.font_folders) for use, family in families(style.fonts).items()}
    return {
        "--size": style.size,
        "--leading": f"{_leading(book, chosen):g}",
        "--tall": f"{_tall(chosen) if style.leading == 'auto' else 1:.4g}",
        "--latin": f'"{asked["latin"]}"',
        "--latin-bold": f'"{bold.face.family if bold else asked["latin"]}"',
        "--arabic": f'"{asked["arabic"]}"',
        "--quran": f'"{asked["quran"]}"',
        "--kashida": style.kashida,
        "--undivided": _quoted(sorted(words_of_names(book.persons))),
        "--divided": _quoted(style.hyphenation),
        "--leading-grows": "yes" if style.leading == "auto" else "no",
    }


def _quoted(words: Iterable[str]) -> str:
    """Words as one string of CSS. They are letters, signs and hyphens."""
    return f'"{" ".join(words)}"'


def _script(book: Book) -> str:
    script = script_of_language(book.language)
    return script if script in LEADING else "latin"


def _leading(book: Book, chosen: tuple[Cut, ...]) -> float:
    leading, script = book.edition.style.leading, _script(book)
    if leading != "auto":
        return leading
    return round(LEADING[script] * (_tall(chosen) if script == "arabic" else 1.0), 4)


def _tall(chosen: tuple[Cut, ...]) -> float:
    """By how many times the usual the face of Arabic needs its lines apart: 1 for naskh, more for nastaliq."""
    face = _regular(chosen, "book-arabic")
    return max(1.0, (extent_of_arabic(face) + BETWEEN_LINES) / LEADING["arabic"]) if face else 1.0


def _plan(book: Book, theme: Theme, chosen: tuple[Cut, ...]) -> dict[str, str]:
    """The page's margins by the theme's canon, in mm; `--line`, the distance of two lines."""
    size, script = millimetres(book.edition.style.size), _script(book)
    face = _regular(chosen, f"book-{script}")
    letter = size * (average_width(face, script) if face else 0.4)
    line, canon = size * _leading(book, chosen), canon_of(theme.tokens("print.css"))
    press = book.edition.press
    inner = max(LEAST_INNER, press.least_inner) if press else LEAST_INNER
    plan: PagePlan = page_plan(book.edition.trim, line, letter, canon, inner)
    across, down = book.edition.trim
    lengths = {
        "line": plan.line, "trim-width": across, "trim-height": down, "text-width": plan.width,
        "text-height": plan.height, "inner": plan.inner, "top": plan.top, "outer": plan.outer, "bottom": plan.bottom,
    }  # fmt: skip
    return {
        "--bleed": f"{book.edition.bleed:g}mm",
        **{f"--{name}": f"{length:.4f}mm" for name, length in lengths.items()},
    }


FIGURE_HEIGHT = 0.8
"""The share of the text's height that a figure may take (`print.css`)."""


def figure_space(book: Book, theme: Theme) -> FigureSpace:
    """What a figure has on a page, and the size of the letters in captions, in px."""
    plan = _plan(book, theme, cuts(book.edition, theme.font_folders))
    width, height = (float(plan[f"--text-{side}"].removesuffix("mm")) * PX["mm"] for side in ("width", "height"))
    small = theme.tokens("print.css").get("--small-size", "").strip().removesuffix("rem")
    share = float(small) if small.replace(".", "", 1).isdecimal() else 0.94
    return FigureSpace(width, height * FIGURE_HEIGHT, millimetres(book.edition.style.size) * PX["mm"] * share)


MOST_LED_IN = 12
"""Words behind an initial in small capitals, about a line."""


def initial_style(book: Book, theme: Theme) -> InitialStyle | None:
    """How initials are drawn; None where there are none."""
    if book.edition.style.initial == "none":
        return None
    chosen, size = cuts(book.edition, theme.font_folders), millimetres(book.edition.style.size)
    face, tokens = _regular(chosen, "book-latin"), theme.tokens("print.css")
    letter = size * (average_width(face, "latin") if face else 0.4)
    text_width = float(_plan(book, theme, chosen)["--text-width"].removesuffix("mm"))
    lines, words = _whole(tokens.get("--initial-lines", ""), 3), _whole(tokens.get("--lead-in", ""), 0)
    line = size * _leading(book, chosen)
    return InitialStyle(min(max(lines, 2), 6), face, line, size, text_width / letter, min(words, MOST_LED_IN))


def _whole(written: str, otherwise: int) -> int:
    return int(written) if written.strip().isdecimal() else otherwise


def _page(edition: Edition) -> str:
    width, height = edition.trim
    beyond = edition.bleed + (SLUG if edition.marks else 0)
    return f"@page {{ size: {width:g}mm {height:g}mm; bleed: {beyond:g}mm; marks: none }}"


def folio_style(book: Book, matter: Matter) -> str | None:
    """How folios are written in `matter`: a style of `numerals.in_style`; None where there are none.

    Front matter has a series of its own, in letters: roman beside digits, abjad beside those of Arabic script.
    """
    style = book.edition.style.folios
    if style == "none":
        return None
    if style == "auto":
        style = "arabic-indic" if digit_style(book.edition) == "arabic-indic" else "digits"
    if matter != "front":
        return style
    letters = "roman" if numerals.counter_style(book.language) == "bengali" else "abjad"
    return {"digits": "roman", "roman": "digits", "arabic-indic": letters, "abjad": "arabic-indic"}[style]


def folio(book: Book, matter: Matter, number: int) -> str:
    """A page's number as its folio shows it; empty where pages have none."""
    style = folio_style(book, matter)
    return numerals.in_style(number, style, book.language) if style else ""  # type: ignore[arg-type]


def folio_counter(book: Book, matter: Matter) -> str:
    """A counter style `folio` for page margins."""
    style = folio_style(book, matter)
    if style is None:
        return '@counter-style folio { system: cyclic; symbols: ""; suffix: "" }'
    native = numerals.counter_style(book.language) if style == "arabic-indic" else NATIVE.get(style)
    if native:
        return f"@counter-style folio {{ system: extends {native} }}"
    symbols = " ".join(f'"{folio(book, matter, number)}"' for number in range(1, MOST_FOLIOS))
    return f"@counter-style folio {{ system: fixed; symbols: {symbols} }}"
