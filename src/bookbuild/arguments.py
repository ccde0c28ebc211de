"""What is given on the command line → folders, places, sizes; wrong usage where it cannot be that."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

import click

FORMATS = ("text", "json", "sarif", "github")
MARKED = ("persons", "places")
UNITS = {"": 1, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12}


def named(books: Sequence[Path]) -> dict[str, Path]:
    """Each folder by its book's name. Raises UsageError where two have one: they would be written to one place."""
    folders: dict[str, Path] = {}
    for book in books:
        other = folders.setdefault(book.resolve().name, book)
        if other is not book:
            raise click.UsageError(f"`{other}` and `{book}` are books of one name, and would be written to one folder")
    return folders


def form_of(form: str | None, *, as_json: bool) -> str | None:
    """The form that is asked for by `--format`, or by `--json`. Raises UsageError where they are two."""
    if as_json and form not in (None, "json"):
        raise click.UsageError(f"`--json` and `--format {form}` exclude each other")
    return "json" if as_json else form


def check_writable(out: Path) -> None:
    """Raises BadParameter where `out`, or what above it exists, is no folder."""
    there = next(path for path in (out.absolute(), *out.absolute().parents) if path.exists())
    if not there.is_dir():
        raise click.BadParameter(f"`{out}` cannot be written to", param_hint="'--out'")


def usage_error(message: str, option: str | None) -> click.UsageError:
    """What click reports as wrong usage: of an option, or of the whole command."""
    return click.BadParameter(message, param_hint=f"'{option}'") if option else click.UsageError(message)


def size(_context: click.Context, _option: click.Parameter, text: str | None) -> int | None:
    """A callback of click: `500 MB`, `2G`, `1000000` → bytes (M is a million). Raises BadParameter for other text."""
    if text is None:
        return None
    found = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([KMGT]?)B?", text.strip().upper())
    if not found:
        raise click.BadParameter(f"`{text}` is not a size such as `2GB`")
    return int(float(found[1]) * UNITS[found[2]])


def indexes(_context: click.Context, _option: click.Parameter, text: str | None) -> tuple[str, ...]:
    """A callback of click: `persons,places` → both. Raises BadParameter for an index that the tool cannot mark."""
    names = tuple(dict.fromkeys(name.strip() for name in (text or "").split(",") if name.strip()))
    if unknown := next((name for name in names if name not in MARKED), None):
        raise click.BadParameter(f"`{unknown}` is none of the indexes that can be marked: {', '.join(MARKED)}")
    return names


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
STRICT = click.option("--strict", is_flag=True, help="Take every finding that is not allowed for an error.")
FORM = click.option(
    "--format", "form", type=click.Choice(FORMATS), help="The form of the findings; by default `text`."
)  # fmt: skip
FIX = click.option("--fix", is_flag=True, help="Mend what can be mended without a doubt.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="With --fix: show what would be mended, and change nothing.")
MARK = click.option(
    "--mark", metavar="INDEXES", callback=indexes,
    help="With --fix: mark the names that are certain for these indexes: `persons,places`.",
)  # fmt: skip
BOOKS = click.argument("books", metavar="BOOK...", type=FOLDER, nargs=-1, required=True)
BOOK = click.argument("book", metavar="BOOK", type=FOLDER)
JOBS = click.option("--jobs", metavar="N", type=click.IntRange(min=1), default=os.cpu_count, help="So many processes.")
CACHE = click.option("--cache", metavar="PLACE", help="Where set pages are kept: a folder, or `s3://…` and its like.")
LIMIT = click.option(
    "--cache-limit", "limit", metavar="SIZE", envvar="BOOKBUILD_CACHE_LIMIT", callback=size,
    help="Delete what was used longest ago beyond it; by default 2GB.",
)  # fmt: skip
CLUSTER = click.option(
    "--cluster", metavar="ADDRESS", help="Set pages on the machines of a Dask scheduler; `local` starts one here."
)

# new
NEW_FOLDER = click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
LANGUAGE = click.option(
    "--language", metavar="L", default="en", show_default=True, help="The book's language, a BCP 47 tag."
)

# build
EDITIONS = click.option(
    "--edition", "editions", metavar="N", multiple=True, help="Only this edition; may be given again."
)
OUT = click.option("--out", metavar="DIR", type=click.Path(path_type=Path), default="dist", show_default=True)
WHY = click.option("--why", is_flag=True, help="Say of every part why it is made again.")
ONIX = click.option("--onix", is_flag=True, help="Write BOOK.onix.xml too: what bookshops are told of the editions.")
ONE_GO = click.option("--one-go", is_flag=True, help="Typeset each book whole, not section by section.")

# cache
CLEAR = click.option("--clear", is_flag=True, help="Delete everything that is kept.")

# import
IMPORTED = click.argument(
    "files", metavar="FILE...", type=click.Path(exists=True, dir_okay=False, path_type=Path), nargs=-1, required=True
)
TO = click.option(
    "--to", "folder", metavar="DIR", type=click.Path(path_type=Path), required=True,
    help="The manuscript folder to make; it is empty, or not there yet.",
)  # fmt: skip
FROM = click.option(
    "--from", "wanted", metavar="FORMAT",
    help="plain, docx, epub, html, pdf, openiti, shamela or pandoc-json; by default what the file is.",
)  # fmt: skip
ITS_LANGUAGE = click.option(
    "--language", metavar="L", help="The book's language, a BCP 47 tag; by default what its text shows."
)
MAP = click.option(
    "--map", "styles", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A TOML file: under [styles], a style of the source and the class or heading that it becomes.",
)  # fmt: skip

# inspect
FILE = click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
MADE_FROM = click.option(
    "--book", type=FOLDER, help="The manuscript that FILE was made from: a PDF's text is held against it."
)
PROFILE = click.option(
    "--profile", metavar="P",
    help="Have a judge say whether FILE conforms to P: `ua1`, `2u`, `default` …; `x1a`, `x3`, `x4`: preflight.",
)  # fmt: skip
PRINTER = click.option(
    "--printer", type=click.Choice(("offset", "kdp", "ingramspark", "lulu")),
    help="Preflight: hold a PDF to the rules of that printer.",
)  # fmt: skip

# impose
SIGNATURE = click.option(
    "--signature", metavar="N", type=click.Choice(("4", "8", "16", "32")),
    help="Fold each sheet to a signature of N pages: 4, 8, 16 or 32.",
)  # fmt: skip
SHEET = click.option(
    "--sheet", metavar="WxH",
    help="The sheet, such as `640x900mm` or `SRA3`, laid either way; by default as large as pages and marks need.",
)  # fmt: skip
BOOKLET = click.option(
    "--booklet", is_flag=True, help="Two pages on a side, all sheets nested and stitched through the fold."
)
BIND = click.option(
    "--bind", type=click.Choice(("left", "right")), help="The side of the spine; by default as the file says."
)
PAPER = click.option(
    "--paper", metavar="P", default="white-80", show_default=True,
    help="For creep: a paper, or the thickness of a leaf such as `0.12mm`; `0mm` moves no page.",
)  # fmt: skip
IMPOSED = click.option(
    "--out", metavar="FILE", type=click.Path(dir_okay=False, path_type=Path), help="By default `FILE-imposed.pdf`."
)

# package
SHOPS = click.option(
    "--for", "shops", metavar="SHOP", multiple=True,
    type=click.Choice(("kdp", "ingramspark", "lulu", "offset", "apple", "google", "kobo")),
    help="kdp, ingramspark, lulu, offset, apple, google, kobo; may be given again; by default all with an edition.",
)  # fmt: skip
PACKAGES = click.option(
    "--out", metavar="DIR", type=click.Path(path_type=Path), default="dist/packages", show_default=True
)


def check_working_directory() -> None:
    """Raises UsageError where it was deleted: no path could be told from there."""
    try:
        Path.cwd()
    except OSError as error:
        raise click.UsageError("the working directory is not there any more") from error
