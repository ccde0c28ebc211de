"""The same text set by bookbuild, by Pandoc with XeLaTeX and by Typst → how well their pages are made up, side by side.

    python benchmarks/pages_of_peers.py [--text prose|notes]… [--keep DIR] [--measure PROGRAM]

All three have the trim, the frame, the face, the size and the leading of bookbuild's plain theme on A5: EB Garamond 12
in 11 pt, lines justified and hyphenated as American English, no widows and orphans, chapters on any page. Pandoc's
class is memoir with `\\flushbottom`. `prose` is plain prose of 40,000 words in eight chapters (`made_prose.py`);
`notes` is as long, with headings, runs of Arabic and notes at the foot (`made_book.py`). A tool that this machine
lacks is named, and its row is empty. `--measure`: another program that prints a table of PDFs, run over the files too.

The figures are those of `page_figures.py`.
"""

from __future__ import annotations

import argparse
import importlib.util
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import made_book
import made_prose
from page_figures import HEAD, measured, row
from peers import folder_of, latex, typst
from run import BOOKBUILD

TOML = """[book]
title = "The Made Book"
[matter]
front = ["contents"]
[style]
opening = "any"
[editions.press]
format = "pdf"
purpose = "press"
trim = "A5"
"""
LATEX = r"""
\usepackage{fontspec}
\TeXXeTstate=1
\setmainfont{EBGaramond12-Regular.otf}[Path=FOLDER/, ItalicFont=EBGaramond12-Italic.otf, Numbers=OldStyle]
\newfontfamily\arabicfont[Script=Arabic]{Amiri}
\AtBeginDocument{\fontsize{11bp}{LINEmm}\selectfont}
\setstocksize{210mm}{148mm}\settrimmedsize{210mm}{148mm}{*}
\setlrmarginsandblock{INNERmm}{OUTERmm}{*}\setulmarginsandblock{TOPmm}{BOTTOMmm}{*}
\checkandfixthelayout\setlength{\topskip}{LINEmm}\setlength{\textheight}{HEIGHTmm}\addtolength{\textheight}{0.1pt}
\frenchspacing\flushbottom\clubpenalty=10000\widowpenalty=10000
\setlength{\parindent}{1.3em}\setlength{\parskip}{0pt}
\makechapterstyle{made}{\renewcommand\printchaptername{}\renewcommand\printchapternum{}\renewcommand\afterchapternum{}%
\setlength\beforechapskip{3\baselineskip}\setlength\afterchapskip{2\baselineskip}\renewcommand\chaptitlefont{\Large}}
\chapterstyle{made}
"""
TYPST = """
#set page(width: 148mm, height: 210mm, margin: (inside: INNERmm, outside: OUTERmm, top: TOPmm, bottom: BOTTOMmm),
  numbering: "1", header: context {
    let opens = query(heading.where(level: 1)).any(each => each.location().page() == here().page())
    if not opens { align(center, emph[The Made Book]) } })
#set text(font: ("EB Garamond 12", "Amiri"), size: 11pt, lang: "en", number-type: "old-style",
  top-edge: "baseline", bottom-edge: "baseline")
#set par(justify: true, leading: LINEmm, spacing: LINEmm, first-line-indent: 1.3em)
#show heading.where(level: 1): it => {
  pagebreak(weak: true); v(3 * LINEmm); text(size: 16pt, weight: "regular", it); v(2 * LINEmm)
}
#outline()
"""
NAMES = {
    "--line": "LINE",
    "--inner": "INNER",
    "--outer": "OUTER",
    "--top": "TOP",
    "--bottom": "BOTTOM",
    "--text-height": "HEIGHT",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """A tool's name, what is missing of it here, and the file that it made."""

    name: str
    missing: str
    made: Path | None


def chapters_of(text: str) -> list[str]:
    """Eight chapters as Markdown."""
    if text == "prose":
        return ["\n\n".join([f"# {each.title}", *each.paragraphs]) for each in made_prose.chapters()]
    with tempfile.TemporaryDirectory() as folder:
        book = made_book.make(Path(folder), 8, 40_000)
        return [path.read_text(encoding="utf-8") for path in sorted((book / "chapters").glob("*.md"))]


def settings_of(chapters: list[str], folder: Path) -> Iterator[Setting]:
    """The text set by each tool."""
    book = folder / "book"
    (book / "chapters").mkdir(parents=True)
    (book / "book.toml").write_text(TOML, encoding="utf-8")
    for number, chapter in enumerate(chapters, 1):
        (book / "chapters" / f"{number:02}.md").write_text(f"{chapter}\n", encoding="utf-8")
    run(*BOOKBUILD, "build", book, "--out", folder, "--cache", folder / "cache")
    yield Setting("bookbuild", "", folder / "book" / "book-press.pdf")
    frame = frame_of(book, folder / "dump")
    yield by_xelatex(chapters, frame, folder)
    yield by_typst(chapters, frame, folder)


def frame_of(book: Path, folder: Path) -> dict[str, str]:
    """The frame in which bookbuild sets the book, in mm, by the names that stand in the peers' settings."""
    run(sys.executable, Path(__file__).with_name("dump.py"), book, "press", folder)
    sheet = (folder / "book.html").read_text(encoding="utf-8")
    found = {name: re.search(rf"{name}: ([\d.]+)mm", sheet) for name in NAMES}
    return {NAMES[name]: match[1] for name, match in found.items() if match}


def filled(settings: str, frame: dict[str, str]) -> str:
    for name, value in frame.items():
        settings = settings.replace(f"{name}mm", f"{value}mm")
    return settings


def by_xelatex(chapters: list[str], frame: dict[str, str], folder: Path) -> Setting:
    missing = [name for name in ("pandoc", "xelatex") if not shutil.which(name)]
    if missing:
        return Setting("Pandoc with XeLaTeX", f"{' and '.join(missing)}: apt-get install pandoc texlive-xetex", None)
    source, head, made = folder / "book.md", folder / "head.tex", folder / "xelatex.pdf"
    source.write_text("\n\n".join(map(latex, chapters)), encoding="utf-8")
    fonts = folder_of("EB Garamond 12:style=12 Regular")
    head.write_text(filled(LATEX, frame).replace("FOLDER", fonts), encoding="utf-8")
    options = ("--pdf-engine=xelatex", "--toc", "--toc-depth=1", "--top-level-division=chapter", "-V", "lang=en-US")
    document = ("-V", "indent", "-V", "documentclass=memoir", "-V", "classoption=11pt,openany,twoside", "-H", head)
    run("pandoc", source, *options, *document, "-o", made)
    return Setting("Pandoc with XeLaTeX", "", made)


def by_typst(chapters: list[str], frame: dict[str, str], folder: Path) -> Setting:
    if not importlib.util.find_spec("typst"):
        return Setting("Typst", "typst: pip install bookbuild[bench]", None)
    source, made = folder / "book.typ", folder / "typst.pdf"
    source.write_text(filled(TYPST, frame) + "\n\n".join(map(typst, chapters)), encoding="utf-8")
    run(sys.executable, "-c", "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])", source, made)
    return Setting("Typst", "", made)


def run(*command: str | Path) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(map(str, command))[:200]}\n{done.stderr.decode(errors='replace')[-2000:]}")


def compare(text: str, folder: Path, program: Path | None) -> None:
    print(f"\n{text}\n{row(HEAD[0], HEAD[1:])}")
    made = []
    for setting in settings_of(chapters_of(text), folder):
        if setting.made is None:
            print(f"{row(setting.name, [])} missing: {setting.missing}", flush=True)
            continue
        found = measured(setting.made)
        made.append(setting.made)
        print(row(setting.name, [str(found.pages), *found.cells()]), flush=True)
        print("     short", *found.short, "\n     uneven", *found.uneven, flush=True)
    if program is not None:
        subprocess.run([sys.executable, program, *made], check=False)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", action="append", choices=["prose", "notes"])
    parser.add_argument("--keep", type=Path, help="a new folder for what is made")
    parser.add_argument("--measure", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bookbuild-pages-") as name:
        for text in given.text or ["prose", "notes"]:
            folder = (given.keep or Path(name)) / text
            folder.mkdir(parents=True)
            compare(text, folder, given.measure)


if __name__ == "__main__":
    main()
