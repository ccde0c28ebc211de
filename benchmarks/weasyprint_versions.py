"""Which patches stand on other versions of WeasyPrint: `python benchmarks/weasyprint_versions.py 68.1 69.0`.

Each version is installed into a folder of its own, beside the libraries that are here. `--page` writes docs/patches.md.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "patches.md"

ASK = """
import importlib.metadata
from bookbuild.typeset.seams import seam
fault = seam.Around.fault, seam.Amended.fault
for kind in (seam.Around, seam.Amended):
    kind.fault = lambda self, theirs: ""
try:
    from bookbuild.typeset.engine import patches
except ImportError as error:
    raise SystemExit(f"  none: {error}")
seam.Around.fault, seam.Amended.fault = fault
rows = list(patches.standing())
moved = [row for row in rows if row[2]]
print(f"WeasyPrint {importlib.metadata.version('weasyprint')}: {len(rows) - len(moved)} of {len(rows)} stand")
for function, where, what in moved:
    print(f"  {function} ({where}): {what[:300]}")
"""


def ask(version: str) -> str:
    """What stands on a version, in lines."""
    with tempfile.TemporaryDirectory() as folder:
        install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder]
        subprocess.run([*install, f"weasyprint=={version}"], check=True)
        environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT / 'src'}"}
        result = subprocess.run(
            [sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=False
        )
        return result.stdout or f"WeasyPrint {version}: {result.stderr.strip().splitlines()[-1]}\n"


def write_page() -> None:
    """Put the tables into the page, behind its introduction."""
    from bookbuild.typeset.engine import patch_tables

    head = PAGE.read_text(encoding="utf-8").partition("\n| |")[0]
    PAGE.write_text(f"{head}\n{patch_tables.table()}\n", encoding="utf-8")


if __name__ == "__main__":
    if "--page" in sys.argv:
        write_page()
    for version in (argument for argument in sys.argv[1:] if argument != "--page"):
        sys.stdout.write(ask(version))
