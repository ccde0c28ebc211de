"""How wide the spaces of justified lines are, in the sample books: bare WeasyPrint's against ours.

    python benchmarks/space_widths.py [BOOK…] [--edition press]

Both set the same XHTML with the same style sheet, in processes of their own. A line counts with its widest space, as
so many times that space's natural width. Exit status 1 where more than 5 % of our Arabic lines have a space wider than
1.6 times.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

SAMPLES = Path(__file__).parents[1] / "manuscript"
MOST, SHARE = 1.6, 0.05
COLUMNS = (("lines", 6), ("least", 7), ("median", 8), ("90 %", 7), ("95 %", 7), ("most", 7), ("> 1.6", 8), ("> 2.5", 8))
HEAD = f"{'book':<11}{'script':<8}{'set by':<12}" + "".join(f"{name:>{width}}" for name, width in COLUMNS)


def lines_of(box: Any) -> Iterator[Any]:
    from weasyprint.formatting_structure import boxes

    if isinstance(box, boxes.LineBox):
        yield box
    for child in getattr(box, "children", ()):
        yield from lines_of(child)


def natural(style: Any, known: dict[Any, float]) -> float:
    """How wide a space is by nature, in px, between two letters."""
    from weasyprint.text.line_break import Layout, line_size

    key = (tuple(style["font_family"]), style["font_size"], style["font_style"], style["font_weight"])
    if key not in known:
        layout, widths = Layout(style), []
        for text in ("n n", "nn"):
            layout.set_text(text)
            widths.append(line_size(layout.get_first_line()[0], style)[0])
        known[key] = widths[0] - widths[1]
    return known[key]


def measured(page: Path, *, ours: bool) -> dict[str, list[float]]:
    """By direction of the text, each line's widest space."""
    if ours:
        from bookbuild.typeset.engine import engine  # noqa: F401 (its seams)
    from weasyprint import HTML
    from weasyprint.formatting_structure import boxes

    known: dict[Any, float] = {}
    found: dict[str, list[float]] = {"rtl": [], "ltr": []}
    for set_page in HTML(filename=page).render().pages:
        for line in lines_of(set_page._page_box):
            spaced = (
                1 + box.justification_spacing / natural(box.style, known)
                for box in line.descendants()
                if isinstance(box, boxes.TextBox) and box.justification_spacing and " " in box.text
            )
            if line.style["text_align_all"] == "justify" and (widest := max(spaced, default=0.0)):
                found[line.style["direction"]].append(widest)
    return found


def row(book: str, direction: str, by: str, widths: list[float]) -> str:
    widths = sorted(widths)
    count = len(widths)
    at = [widths[0], *(widths[min(int(count * share), count - 1)] for share in (0.5, 0.9, 0.95)), widths[-1]]
    over = [100 * sum(width > most for width in widths) / count for most in (MOST, 2.5)]
    script = "Arabic" if direction == "rtl" else "Latin"
    figures = "".join(f"{figure:>{space}.2f}" for figure, space in zip(at, (7, 8, 7, 7, 7), strict=True))
    return f"{book:<11}{script:<8}{by:<12}{count:>6}{figures}" + "".join(f"{share:>7.1f}%" for share in over)


def compare(book: Path, edition: str) -> bool:
    """Print the rows of a book; whether its Arabic keeps the bar."""
    kept = True
    with tempfile.TemporaryDirectory() as folder:
        here = Path(__file__)
        subprocess.run([sys.executable, here.with_name("dump.py"), book, edition, folder], check=True)
        found = {
            by: json.loads(subprocess.check_output([sys.executable, here, "--measure", by, Path(folder) / "book.html"]))
            for by in ("WeasyPrint", "ours")
        }
    for direction in ("rtl", "ltr"):
        for by, widths in found.items():
            if widths[direction]:
                print(row(book.name, direction, by, widths[direction]), flush=True)
        mine = found["ours"][direction]
        kept = kept and (direction == "ltr" or sum(width > MOST for width in mine) <= SHARE * len(mine))
    return kept


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("books", nargs="*", type=Path, default=[SAMPLES / "hijrah", SAMPLES / "nusrah"])
    parser.add_argument("--edition", default="press")
    parser.add_argument("--measure", choices=["WeasyPrint", "ours"], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(measured(asked.books[0], ours=asked.measure == "ours")))
        return 0
    print(HEAD)
    kept = [compare(book, asked.edition) for book in asked.books]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
