"""A page with a line of text, in one of the fonts that every reader has."""

from __future__ import annotations

from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name


def page_of(text: str, path: Path) -> Path:
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(400, 200))
    font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    page.obj.Contents = pdf.make_stream(f"BT /F 12 Tf 20 100 Td ({text}) Tj ET".encode())
    pdf.save(path)
    return path
