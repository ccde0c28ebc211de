"""A typeset book → a document for its press: inks, pictures, boxes and marks, and what its standard asks for."""

from __future__ import annotations

from typing import Any

import pikepdf

from bookbuild.model.book import Book
from bookbuild.model.press import Press
from bookbuild.outputs.pdf.flattening import flatten
from bookbuild.outputs.pdf.inks import Inks, in_inks
from bookbuild.outputs.pdf.pictures import printable
from bookbuild.printing.conditions import CONDITIONS, REGISTRY
from bookbuild.printing.standards import STANDARDS, Standard


def for_press(document: pikepdf.Pdf, book: Book, profile: bytes | None) -> None:
    """Make `document` what its printer asks for. `profile`: the content of the condition's, where it is used."""
    press = book.edition.press
    if press is None:
        return
    standard = STANDARDS.get(press.standard)
    transparent = press.transparency and (standard is None or standard.transparent)
    inks = Inks(press.ink, profile if press.profile != "srgb" else None, press.ink_limit)
    if not transparent:
        flatten(document)
    in_inks(document, inks)
    printable(document, inks, transparent=transparent)
    _take_out(document, press, standard)
    if standard is not None:
        _state_intent(document, press, standard, profile)


def _take_out(document: pikepdf.Pdf, press: Press, standard: Standard | None) -> None:
    """Links, and the outline, where the printer takes none; colour spaces that WeasyPrint names, and nothing uses."""
    if standard is not None or not press.annotations:
        for page in document.pages:
            if "/Annots" in page.obj:
                del page.obj.Annots
        if "/Names" in document.Root:
            del document.Root.Names
    if not press.outline:
        for key in ("/Outlines", "/PageMode"):
            if key in document.Root:
                del document.Root[key]
    for page in document.pages:
        spaces = page.obj.Resources.get("/ColorSpace")
        if spaces is not None and b"/lab-" not in page.obj.Contents.read_bytes():
            del page.obj.Resources.ColorSpace


def _state_intent(document: pikepdf.Pdf, press: Press, standard: Standard, profile: bytes | None) -> None:
    """The output intent: a condition of the ICC's registry by its name, or a profile, as the standard asks."""
    condition = CONDITIONS.get(press.profile)
    name = condition.registered if condition and condition.registered else "Custom"
    information = condition.information if condition else press.profile.rpartition("/")[2]
    intent = pikepdf.Dictionary(
        Type=pikepdf.Name.OutputIntent,
        S=pikepdf.Name.GTS_PDFX,
        OutputConditionIdentifier=pikepdf.String(name),
        OutputCondition=pikepdf.String(information),
        Info=pikepdf.String(information),
    )
    if condition and condition.registered:
        intent.RegistryName = pikepdf.String(REGISTRY)
    if profile is not None and (name == "Custom" or not standard.named_alone):
        stream: Any = pikepdf.Stream(document, profile)
        stream.N = {b"GRAY": 1, b"RGB ": 3, b"CMYK": 4}.get(profile[16:20], 4)
        intent.DestOutputProfile = document.make_indirect(stream)
    document.Root.OutputIntents = pikepdf.Array([document.make_indirect(intent)])
