"""A small book with grey and coloured paint, pictures, links and half-transparent drawings, for the press."""

from __future__ import annotations

from pathlib import Path

from PIL import Image

SETTINGS = """
[book]
title = "A Small Book"
language = "{language}"
contributors = [{{ name = "A. Writer" }}]
[[allow]]
code = "page-count"
reason = "the book is short, so that it is set at once"
[matter]
front = ["title-page", "contents"]
body = ["one.md", "two.md"]
[editions.plain]
format = "pdf"
purpose = "press"
trim = "A5"
bleed = "3mm"
marks = true
ink = "black"
[editions.offset]
format = "pdf"
purpose = "press"
trim = "A5"
printer = "offset"
[editions.colour]
format = "pdf"
purpose = "press"
trim = "A5"
printer = "offset"
ink = "colour"
[editions.x3]
format = "pdf"
purpose = "press"
trim = "A5"
printer = "offset"
standard = "x3"
ink = "colour"
ink-limit = 240
[editions.kdp]
format = "pdf"
purpose = "press"
trim = "6x9in"
printer = "kdp"
[editions.ingramspark]
format = "pdf"
purpose = "press"
trim = "6x9in"
printer = "ingramspark"
[editions.lulu]
format = "pdf"
purpose = "press"
trim = "6x9in"
printer = "lulu"
ink = "colour"
"""
ONE = """# One

See [the other](#two), and a picture that is dark:

![Dark](dark.png)

![Half](half.svg)
"""
TWO = """# Two {#two}

A photograph, and what shines through:

![Light](photograph.jpg){width=30%}

![Faint](faint.png)
"""
DRAWING = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100">
<rect width="90" height="100" fill="#204080"/>
<rect x="100" width="90" height="50" fill="#c03020" opacity="0.5"/>
<g opacity="0.4"><rect x="100" y="50" width="90" height="50" fill="#000"/></g>
<path d="M0 95 H200" stroke="#888" stroke-width="2" fill="none"/>
<defs><linearGradient id="g"><stop offset="0" stop-color="#ff0000"/><stop offset="1" stop-color="#0000ff"/></linearGradient></defs>
<rect y="10" width="90" height="20" fill="url(#g)"/>
</svg>
"""
PRESS = ("plain", "offset", "colour", "x3", "kdp", "ingramspark", "lulu")


def write(folder: Path, language: str = "en") -> Path:
    """The book's folder. Its pictures have pixels enough: some 900 an inch."""
    folder.mkdir()
    (folder / "book.toml").write_text(SETTINGS.format(language=language), encoding="utf-8")
    (folder / "one.md").write_text(ONE, encoding="utf-8")
    (folder / "two.md").write_text(TWO, encoding="utf-8")
    (folder / "half.svg").write_text(DRAWING, encoding="utf-8")
    Image.new("RGB", (1600, 400), (20, 10, 0)).save(folder / "dark.png")
    gradient = Image.linear_gradient("L").resize((1400, 1400))
    Image.merge("RGB", (gradient, gradient.rotate(90), gradient.rotate(180))).save(
        folder / "photograph.jpg", quality=90
    )
    faint = Image.new("RGBA", (1500, 300), (200, 30, 30, 128))
    faint.save(folder / "faint.png")
    return folder
