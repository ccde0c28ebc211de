"""The standards of PDF/X: what a file of each says it is, and what it may have."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standard:
    """A part of ISO 15930.

    `version` is the PDF version of such a file; `info` what stands in the Info dictionary, `xmp` what in the metadata.
    `transparent`: whether it may have transparency. `coloured`: whether colours may be other than grey, CMYK and spot.
    `named_alone`: whether its intent may name a registered condition without a profile. `compressed`: whether it may
    have object streams, `opentype`: whether a font may be embedded as the OpenType file that it is.
    """

    name: str
    title: str
    version: str
    info: dict[str, str]
    xmp: dict[str, str]
    transparent: bool
    coloured: bool
    named_alone: bool
    compressed: bool
    opentype: bool


X1A = Standard(
    name="x1a",
    title="PDF/X-1a:2001",
    version="1.3",
    info={"/GTS_PDFXVersion": "PDF/X-1:2001", "/GTS_PDFXConformance": "PDF/X-1a:2001"},
    xmp={"pdfx:GTS_PDFXVersion": "PDF/X-1:2001", "pdfx:GTS_PDFXConformance": "PDF/X-1a:2001"},
    transparent=False,
    coloured=False,
    named_alone=True,
    compressed=False,
    opentype=False,
)
"""ISO 15930-1:2001."""

X3 = Standard(
    name="x3",
    title="PDF/X-3:2002",
    version="1.3",
    info={"/GTS_PDFXVersion": "PDF/X-3:2002"},
    xmp={"pdfx:GTS_PDFXVersion": "PDF/X-3:2002"},
    transparent=False,
    coloured=True,
    named_alone=True,
    compressed=False,
    opentype=False,
)
"""ISO 15930-3:2002."""

X4 = Standard(
    name="x4",
    title="PDF/X-4",
    version="1.6",
    info={},
    xmp={"pdfxid:GTS_PDFXVersion": "PDF/X-4"},
    transparent=True,
    coloured=True,
    named_alone=False,
    compressed=True,
    opentype=True,
)
"""ISO 15930-7:2010."""

STANDARDS = {standard.name: standard for standard in (X1A, X3, X4)}
