"""The made book set by other tools, each as its users would: contents, notes at the foot, Arabic in its own font.

A peer that this machine lacks is left out. None of them does what the others do: pages differ in number, and Chromium
leaves notes at the end of their chapters.
"""

from __future__ import annotations

import importlib.util
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ARABIC_RUN = re.compile(r"[\u0600-\u06ff]+(?: [\u0600-\u06ff]+)*")
CHROMIUM = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-pdf-header-footer")

TYPST = """
#set page(width: 170mm, height: 240mm, numbering: "1")
#set text(font: ("EB Garamond", "Amiri"), size: 11pt, lang: "en")
#set par(justify: true)
#show heading.where(level: 1): it => pagebreak(weak: true) + it
#outline()
"""
LATEX = r"""
\usepackage{fontspec}
\TeXXeTstate=1
\setmainfont{EBGaramond12-Regular.otf}[Path=FOLDER/]
\newfontfamily\arabicfont[Script=Arabic]{Amiri}
"""


def commands(book: Path, html: Path, out: Path) -> Iterator[tuple[str, list[str | Path], Path]]:
    """For each peer here: its name, the command that sets `book` (`html`: the same, rendered), the file it makes."""
    chapters = sorted((book / "chapters").glob("*.md"))
    if importlib.util.find_spec("typst"):
        source = out / "book.typ"
        source.write_text(TYPST + "\n".join(typst(path.read_text(encoding="utf-8")) for path in chapters), "utf-8")
        made = out / "typst.pdf"
        code = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
        yield "Typst", [sys.executable, "-c", code, source, made], made
    if shutil.which("pandoc") and shutil.which("xelatex"):
        source, head, made = out / "book.md", out / "head.tex", out / "xelatex.pdf"
        source.write_text("\n\n".join(latex(path.read_text(encoding="utf-8")) for path in chapters), "utf-8")
        head.write_text(LATEX.replace("FOLDER", folder_of("EB Garamond 12:style=12 Regular")), "utf-8")
        options = ["--pdf-engine=xelatex", "--toc", "--top-level-division=chapter", "-V", "documentclass=book"]
        size = ["-V", "geometry=paperwidth=170mm,paperheight=240mm,margin=22mm", "-H", head]
        yield "Pandoc + XeLaTeX", ["pandoc", source, *options, *size, "-o", made], made
    if browser := shutil.which("chromium"):
        made = out / "chromium.pdf"
        profile = f"--user-data-dir={out / 'profile'}"
        yield "Chromium print", [browser, *CHROMIUM, profile, f"--print-to-pdf={made}", html.as_uri()], made


def folder_of(font: str) -> str:
    """The folder of a font's file, as fontconfig finds it."""
    found = subprocess.run(["fc-match", "--format", "%{file}", font], capture_output=True, text=True, check=True)
    return str(Path(found.stdout).parent)


def typst(markdown: str) -> str:
    """A made chapter in Typst's markup."""
    notes = dict(re.findall(r"^\[\^(.+?)\]: (.+)$", markdown, re.MULTILINE))
    text = re.sub(r"^\[\^.+?\]: .+\n?", "", markdown, flags=re.MULTILINE)
    text = re.sub(r"^(#+)", lambda match: "=" * len(match[1]), text, flags=re.MULTILINE)
    return re.sub(r"\[\^(.+?)\]", lambda match: f"#footnote[{notes[match[1]]}]", text)


def latex(markdown: str) -> str:
    """A made chapter for Pandoc, its Arabic runs marked for the font that has them."""
    return ARABIC_RUN.sub(lambda match: rf"`\beginR{{\arabicfont {match[0]}}}\endR{{}}`{{=latex}}", markdown)
