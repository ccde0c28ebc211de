"""PDFs that harm who reads them, made by code: `MAKERS` gives each by its name, `SOUND` those that only look so."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache

HUGE = 256 << 20
"""Bytes: more than a reader may have in memory."""

CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
PAGES = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"


def page(resources: bytes = b"", more: bytes = b"/Contents 4 0 R") -> bytes:
    return b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 400]/Resources<<%s>>%s>>" % (resources, more)


def stream(content: bytes, entries: bytes = b"", length: bytes | None = None) -> bytes:
    size = b"%d" % len(content) if length is None else length
    return b"<<%s/Length %s>>stream\n%s\nendstream" % (entries, size, content)


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer<</Size %d/Root 1 0 R%s>>startxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start))


@cache
def packed(unit: bytes, size: int, times: int = 1) -> bytes:
    """`unit` again and again, so many bytes, packed so many times."""
    packer, block = zlib.compressobj(9), unit * (1 + (1 << 20) // len(unit))
    content = b"".join(packer.compress(block) for _ in range(size // len(block) + 1)) + packer.flush()
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    return content


TWICE = b"/Filter[/FlateDecode/FlateDecode]"


def bomb(unit: bytes, entries: bytes = b"") -> bytes:
    return stream(packed(unit, HUGE, 2), entries + TWICE)


def simple(content: bytes, resources: bytes = b"/Font<</F 5 0 R>>", *more: bytes, **how: bytes) -> bytes:
    return pdf(CATALOG, PAGES, page(resources), content, HELVETICA, *more, **how)


def catalog(entries: bytes, *more: bytes, pages: bytes = PAGES) -> bytes:
    return pdf(b"<</Type/Catalog/Pages 2 0 R%s>>" % entries, pages, page(), stream(b""), *more)


def forms(depth: int, calls: int) -> bytes:
    """Forms of which each draws the next so many times, the last a word."""
    last = 6 + depth
    made = [
        stream(b"/X Do " * calls, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % n)
        for n in range(7, last + 1)
    ]
    word = stream(b"BT/F 9 Tf(a)Tj ET", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F 5 0 R>>>>")
    return simple(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", *made, word)


def deep_pages(levels: int) -> bytes:
    kids = [b"<</Type/Pages/Kids[%d 0 R]/Count 1/Parent %d 0 R>>" % (n + 1, n - 1) for n in range(3, 3 + levels)]
    leaf = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 9 9]>>" % (2 + levels)
    return pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1>>", *kids, leaf)


def object_stream(content: bytes, entries: bytes) -> bytes:
    """A file whose only other objects are said to be in an object stream."""
    body = b"%PDF-1.7\n1 0 obj" + stream(content, b"/Type/ObjStm" + entries) + b"\nendobj\n"
    rows = b"\0\0\0\0\0" + b"\1" + (9).to_bytes(3, "big") + b"\0" + b"\2\0\0\1\0" + b"\2\0\0\1\1"
    xref = stream(rows, b"/Type/XRef/Size 4/W[1 3 1]/Root 2 0 R")
    return body + b"5 0 obj" + xref + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def xref_stream(entries: bytes, rows: bytes) -> bytes:
    body = b"%PDF-1.7\n1 0 obj" + CATALOG + b"\nendobj\n"
    xref = stream(rows, b"/Type/XRef/Root 1 0 R" + entries)
    return body + b"5 0 obj" + xref + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(body)


def metadata(xmp: bytes) -> bytes:
    return catalog(b"/Metadata 5 0 R", stream(xmp, b"/Type/Metadata/Subtype/XML"))


def many_annotations(count: int) -> bytes:
    """Annotations that are one and the same, in an array that is packed away in an object stream."""
    array = b"[" + b"<</Subtype/Link/Dest(x)>>" * count + b"]"
    return pdf(CATALOG, PAGES, page(more=b"/Contents 4 0 R/Annots 5 0 R"), stream(b""), array)


def outlines(*items: bytes) -> bytes:
    return catalog(b"/Outlines<</First 5 0 R>>", *items)


def unicode_font(cmap: bytes, text: bytes) -> bytes:
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    return pdf(CATALOG, PAGES, page(b"/Font<</F 5 0 R>>"), text, font, cmap)


LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10 if level else b"ha") for level in range(12)
)
ITEM = b"<</Title(a)%s>>"

MAKERS: dict[str, Callable[[], bytes]] = {
    "content-unpacks-to-blanks": lambda: simple(bomb(b" ")),
    "content-unpacks-to-operators": lambda: simple(bomb(b"q ")),
    "content-unpacks-to-text": lambda: simple(stream(packed(b"BT/F 9 Tf(aaaa aaaa)Tj ET ", 40 << 20), b"/Filter/FlateDecode")),
    "content-is-numbers": lambda: simple(bomb(b"1 ")),
    "content-is-one-string": lambda: simple(stream(b"BT/F 9 Tf(" + b"a" * 8_000_000 + b")Tj ET")),
    "content-is-run-lengths": lambda: simple(stream(packed(b"\x81 ", 4 << 20), b"/Filter[/FlateDecode/RunLengthDecode]")),
    "content-is-deep-arrays": lambda: simple(stream(b"[" * 500_000)),
    "content-opens-states": lambda: simple(stream(packed(b"q ", 30 << 20), b"/Filter/FlateDecode")),
    "contents-are-many": lambda: pdf(CATALOG, PAGES, page(more=b"/Contents[" + b"4 0 R " * 200_000 + b"]"), stream(b"q Q " * 200)),
    "forms-double": lambda: forms(30, 2),
    "forms-tenfold": lambda: forms(12, 10),
    "form-draws-itself": lambda: simple(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", stream(b"/X Do " * 9, b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")),
    "forms-draw-each-other": lambda: simple(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", *(stream(b"/X Do/Y Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>>>") for _ in range(2))),
    "objects-unpack": lambda: object_stream(packed(b" ", HUGE, 2), b"/N 2/First 10" + TWICE),
    "objects-lie-about-their-number": lambda: object_stream(b"2 0 3 0 <<>> <<>>", b"/N 2000000000/First 8"),
    "objects-extend-themselves": lambda: object_stream(b"2 0 3 0 <<>> <<>>", b"/N 2/First 8/Extends 1 0 R"),
    "xref-unpacks": lambda: xref_stream(b"/Size 9/W[1 3 1]" + TWICE, packed(b"\0", HUGE, 2)),
    "xref-claims-a-billion": lambda: xref_stream(b"/Size 2000000000/W[1 3 1]/Index[0 2000000000]", b"\0" * 50),
    "xref-has-wide-fields": lambda: xref_stream(b"/Size 9/W[2000000000 2000000000 9]", b"\0" * 50),
    "xref-goes-round": lambda: simple(stream(b""), trailer=b"/Prev 9"),
    "xref-of-a-million": lambda: xref_stream(b"/Size 5000000/W[1 3 1]/Filter/FlateDecode", packed(b"\1\0\0\11\0", 25_000_000)),
    "a-billion-pages": lambda: pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>", page(), stream(b"")),
    "pages-fewer-than-none": lambda: pdf(CATALOG, b"<</Type/Pages/Kids[3 0 R]/Count -7>>", page(), stream(b"")),
    "pages-are-one-again-and-again": lambda: pdf(CATALOG, b"<</Type/Pages/Kids[" + b"3 0 R " * 100_000 + b"]/Count 100000>>", page(), stream(b"")),
    "pages-hold-themselves": lambda: pdf(CATALOG, b"<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>", page(), stream(b"")),
    "pages-deep": lambda: deep_pages(20_000),
    "page-is-its-own-parent": lambda: pdf(CATALOG, PAGES, b"<</Type/Page/Parent 3 0 R>>"),
    "page-without-size": lambda: pdf(CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R>>"),
    "page-of-no-number": lambda: pdf(CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 null(a)]>>"),
    "page-as-large-as-can-be": lambda: pdf(CATALOG, PAGES, b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 1e308 9e307]/UserUnit 1e9>>"),
    "outline-goes-round": lambda: outlines(ITEM % b"/Next 6 0 R/First 6 0 R", ITEM % b"/Next 5 0 R/First 5 0 R"),
    "outline-is-long": lambda: outlines(*(ITEM % (b"/Next %d 0 R" % n) for n in range(6, 60_000))),
    "outline-is-deep": lambda: outlines(*(ITEM % (b"/First %d 0 R" % n) for n in range(6, 60_000))),
    "outline-of-doubles": lambda: outlines(*(ITEM % (b"/First %d 0 R/Next %d 0 R" % (n, n)) for n in range(6, 60))),
    "outline-of-direct-items": lambda: catalog(b"/Outlines<</First" + b"<</Title(a)/First" * 400 + b"<<>>" + b">>" * 400 + b">>"),
    "names-go-round": lambda: catalog(b"/Names<</Dests 5 0 R/EmbeddedFiles 5 0 R>>", b"<</Kids[5 0 R 5 0 R]/Limits[(a)(b)]>>"),
    "names-are-many": lambda: catalog(b"/Names<</Dests 5 0 R>>", b"<</Names[" + b"".join(b"(n%d)[3 0 R]" % n for n in range(200_000)) + b"]>>"),
    "labels-go-round": lambda: catalog(b"/PageLabels 5 0 R", b"<</Kids[5 0 R 5 0 R]/Limits[0 9]>>"),
    "labels-of-roman-billions": lambda: catalog(b"/PageLabels<</Nums[0<</S/R/St 2000000000>>]>>"),
    "labels-of-letter-billions": lambda: catalog(b"/PageLabels<</Nums[0<</S/A/St 2000000000>>]>>"),
    "xmp-unpacks": lambda: catalog(b"/Metadata 5 0 R", bomb(b" ", b"/Type/Metadata/Subtype/XML")),
    "xmp-unpacks-to-tags": lambda: catalog(b"/Metadata 5 0 R", stream(zlib.compress(b"<a>" + b"<b/>" * 8_000_000 + b"</a>"), b"/Type/Metadata/Subtype/XML/Filter/FlateDecode")),
    "xmp-laughs": lambda: metadata(b"<!DOCTYPE x[" + LAUGHS + b"]><x>&l11;</x>"),
    "xmp-asks-for-a-file": lambda: metadata(b'<!DOCTYPE x[<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'),
    "xmp-is-deep": lambda: metadata(b"<a>" * 100_000),
    "font-unpacks": lambda: simple(stream(b"BT/G 9 Tf(a)Tj ET"), b"/Font<</G 6 0 R>>", b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar 0/LastChar 255/FontDescriptor 7 0 R>>", b"<</Type/FontDescriptor/FontName/A/Flags 4/FontFile2 8 0 R>>", bomb(b"\0\1\0\0")),
    "font-claims-billions": lambda: simple(stream(b"BT/G 9 Tf(a)Tj ET"), b"/Font<</G 6 0 R>>", b"<</Type/Font/Subtype/TrueType/BaseFont/A/FirstChar -2000000000/LastChar 2000000000/Widths[1]>>"),
    "font-of-fonts": lambda: simple(stream(b"BT/G 9 Tf(a)Tj ET"), b"/Font<</G 6 0 R>>", b"<</Type/Font/Subtype/Type0/BaseFont/A/DescendantFonts[6 0 R]>>"),
    "font-draws-itself": lambda: simple(stream(b"BT/G 9 Tf(a)Tj ET"), b"/Font<</G 6 0 R>>", b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>/Resources<</Font<</G 6 0 R>>>>>>", stream(b"BT/G 9 Tf(aaaaaaaaaa)Tj ET")),
    "fonts-by-the-thousand": lambda: simple(stream(b""), b"/Font<<" + b"".join(b"/F%d<</Type/Font/Subtype/Type1/BaseFont/F%d>>" % (n, n) for n in range(100_000)) + b">>"),
    "characters-unpack": lambda: unicode_font(bomb(b"1 beginbfrange<00><ff><0041>endbfrange "), stream(b"BT/F 9 Tf(a)Tj ET")),
    "characters-of-many-letters": lambda: unicode_font(stream(b"1 beginbfchar<61><" + b"0041" * 100_000 + b">endbfchar"), stream(b"BT/F 9 Tf(" + b"a" * 5_000 + b")Tj ET")),
    "annotations-by-the-hundred-thousand": lambda: many_annotations(200_000),
    "length-lies": lambda: simple(stream(b"BT ET", length=b"999999999999")),
    "length-below-zero": lambda: simple(stream(b"BT ET", length=b"-5")),
    "length-is-itself": lambda: simple(stream(b"BT ET", length=b"4 0 R")),
    "filters-by-the-thousand": lambda: simple(stream(b"x", b"/Filter[" + b"/ASCIIHexDecode" * 50_000 + b"]")),
    "predictor-of-a-billion": lambda: simple(stream(zlib.compress(b"a"), b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2000000000/Colors 32/BitsPerComponent 16>>")),
    "objects-deep": lambda: catalog(b"/A" + b"[" * 200_000 + b"]" * 200_000),
    "dictionaries-deep": lambda: catalog(b"/A" + b"<</A" * 100_000 + b"1" + b">>" * 100_000),
    "picture-in-jpx": lambda: simple(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", stream(b"\0\0\0\x0cjP  \r\n\x87\n" + b"\xff" * 90, b"/Subtype/Image/Width 2000000000/Height 2000000000/Filter/JPXDecode")),
    "picture-in-jbig2": lambda: simple(stream(b"/X Do"), b"/XObject<</X 6 0 R>>", stream(b"\0\0\0\0\x30\0\1\0\0\0\x13" + b"\xff" * 19, b"/Subtype/Image/Width 60000/Height 60000/BitsPerComponent 1/Filter/JBIG2Decode")),
    "text-without-end": lambda: simple(stream(packed(b"BT/F 9 Tf 1 0 0 1 5 5 Tm(a b)Tj ET\n", 20 << 20), b"/Filter/FlateDecode")),
    "patterns-of-patterns": lambda: simple(stream(b"/Pattern cs/P scn 0 0 9 9 re f"), b"/Pattern<</P 6 0 R>>", stream(b"/Pattern cs/P scn 0 0 9 9 re f", b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]/XStep 1/YStep 1/Resources<</Pattern<</P 6 0 R>>>>")),
    "encrypted-by-nobody": lambda: simple(stream(b"x"), trailer=b"/Encrypt<</Filter/Standard/V 5/R 6/Length 256/O(a)/U(b)/P -1>>/ID[(a)(b)]"),
    "cut-off": lambda: simple(stream(b"BT/F 9 Tf(a)Tj ET"))[:-200],
    "only-a-head": lambda: b"%PDF-1.7\n",
    "head-and-zeros": lambda: b"%PDF-1.7\n" + bytes(1_000_000),
    "head-and-objects-without-end": lambda: b"%PDF-1.7\n" + b"1 0 obj<<>>endobj\n" * 300_000,
}  # fmt: skip


def link(entries: bytes) -> bytes:
    return pdf(CATALOG, PAGES, page(more=b"/Contents 4 0 R/Annots[null 5 0 R null 7]"), stream(b""), entries)


SOUND: dict[str, Callable[[], bytes]] = {
    "names-that-are-not-utf-8": lambda: simple(stream(b"BT/F#e9 9 Tf(a)Tj ET"), b"/Font<</F#e9 6 0 R>>", b"<</Type/Font/Subtype/Type3/BaseFont/Caf#e9/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 7 0 R>>>>", stream(b"")),
    "null-among-annotations": lambda: link(b"<</Subtype/Link/Rect[0 0 9 9]/Dest[3 0 R/Fit]>>"),
    "annotations-that-are-null": lambda: pdf(CATALOG, PAGES, page(more=b"/Contents 4 0 R/Annots null"), stream(b"")),
    "states-of-a-button": lambda: link(b"<</Subtype/Widget/Rect[0 0 9 9]/AP<</N<</On 4 0 R/Off null>>>>>>"),
    "an-action-that-is-null": lambda: link(b"<</Subtype/Link/Rect[0 0 9 9]/A null/Dest[3 0 R/Fit]>>"),
    "a-destination-of-bytes": lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/Dests<</Caf#e9[3 0 R/Fit]>>>>", PAGES, page(more=b"/Annots[4 0 R]"), b"<</Subtype/Link/Rect[0 0 9 9]/Dest/Caf#e9>>"),
    "a-link-that-does-nothing": lambda: link(b"<</Subtype/Link/Rect[0 0 9 9]>>"),
    "a-link-into-the-structure": lambda: link(b"<</Subtype/Link/Rect[0 0 9 9]/Dest[<</S/P/K[<</S/Span/Pg 3 0 R>>]>>/Fit]>>"),
    "an-action-into-the-structure": lambda: link(b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/GoTo/SD[<</S/P/Pg 3 0 R>>/Fit]>>>>"),
    "an-outline-that-is-null": lambda: catalog(b"/Outlines null/Names null/ViewerPreferences null/MarkInfo null/OutputIntents null"),
    "title-in-pdf-doc-encoding": lambda: simple(stream(b""), b"", trailer=b"/Info<</Title(\x80\x81\xe9)/Author(\xfe\xff\xd8\x3d)>>"),
}  # fmt: skip
