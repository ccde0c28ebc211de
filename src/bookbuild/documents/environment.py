"""The shared Jinja templates: where they are looked up, and what their mistakes look like as findings."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import jinja2
import jinja2.bccache
import jinja2.compiler

from bookbuild.diagnostics import BookError, Code, Finding, Location
from bookbuild.documents.template_files import GuardedLoader
from bookbuild.guarded.folder import FileRefused, GuardedFolder

MACRO_FILES = (
    "inlines.xhtml", "blocks.xhtml", "quran.xhtml", "hadith.xhtml", "figure.xhtml", "table.xhtml", "verse.xhtml",
    "question.xhtml",
)  # fmt: skip

_REMEDY = "correct the template, or delete it to use the one that comes with bookbuild"


class Templates:
    """The templates of one theme: a publisher's file in `folders` goes before the package's of the same name.

    `functions` are what templates may call. Raises BookError (`template-invalid`) wherever a template is used and
    does not parse or fails.
    """

    def __init__(self, folders: tuple[GuardedFolder, ...], functions: dict[str, Any]) -> None:
        self.folders = folders
        self.are_own = any(name.endswith(".xhtml") for folder in folders for name in folder.names())
        loaders: list[jinja2.BaseLoader] = [GuardedLoader(folder) for folder in folders]
        self.environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([*loaders, jinja2.PackageLoader("bookbuild.documents")]),
            autoescape=True,
            bytecode_cache=_Compiled.of_user(),
            undefined=jinja2.StrictUndefined,
            trim_blocks=False,
            keep_trailing_newline=False,
        )
        self.environment.globals.update(functions)
        self.macros = {name: macro for file in MACRO_FILES for name, macro in self._macros(file).items()}

    def _macros(self, file: str) -> dict[str, Any]:
        """The macros of a file. A publisher's file must have all that the package's has."""
        with self._translated(file):
            found = _macros_of(self.environment.get_template(file))
            if self.place(file) != file and (missing := _missing(file, found, self.environment)):
                message = f"the macro `{missing[0]}` is missing"
                raise BookError([invalid(message, self.place(file), None)])
            return found

    def rendered(self, file: str, context: dict[str, Any]) -> str:
        """`file` rendered with `context`; an error in it, or in a macro it calls, is `template-invalid`."""
        with self._translated(file):
            return self.environment.get_template(file).render(context)

    def place(self, file: str) -> str:
        """Where the template `file` is."""
        for folder in self.folders:
            if folder.has(file):
                return folder.path_of(file)
        return file

    @contextmanager
    def _translated(self, file: str) -> Iterator[None]:
        """Where whatever a template does wrong becomes a finding: Jinja's errors, and Python's that come out of it."""
        try:
            yield
        except FileRefused as refused:
            raise BookError([_refused(refused, self.place(file))]) from refused
        except jinja2.TemplateError as error:
            raise as_book_error(error, self.place(file)) from error
        except UnicodeDecodeError as error:
            raise BookError([invalid(f"not UTF-8: {error.reason}", self.place(file), None)]) from error
        except (TypeError, AttributeError, LookupError, ValueError, ArithmeticError, RecursionError) as error:
            if place := _place_in_template(error):
                raise BookError([invalid(str(error), *place)]) from error
            raise


class _Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as Python compiles them, kept in the user's cache folder, as Python keeps its own modules."""

    @classmethod
    def of_user(cls) -> _Compiled | None:
        """None where no such folder can be made."""
        base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111 (knows no home: as is)
        compiler = hashlib.sha256(Path(jinja2.compiler.__file__).read_bytes()).hexdigest()
        folder = Path(base, "bookbuild", f"templates-{compiler[:16]}")
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError:
            return None
        return cls(str(folder))

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)


def _macros_of(template: jinja2.Template) -> dict[str, Any]:
    return {name: macro for name, macro in vars(template.module).items() if name[0].isupper()}


def _missing(file: str, found: dict[str, Any], environment: jinja2.Environment) -> list[str]:
    package = jinja2.PackageLoader("bookbuild.documents").load(environment, file)
    return [name for name in _macros_of(package) if name not in found]


def as_book_error(error: jinja2.TemplateError, file: str) -> BookError:
    """Jinja's error as `template-invalid`: the one place where they are translated."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return BookError(
            [invalid(error.message or "does not parse", error.filename or error.name or file, error.lineno)]
        )
    if isinstance(error, jinja2.TemplateNotFound):
        return BookError([invalid(f"the template `{error.name}` does not exist", file, None)])
    place = _place_in_template(error) or (file, None)
    return BookError([invalid(error.message or type(error).__name__, *place)])


def _place_in_template(error: BaseException) -> tuple[str, int] | None:
    """The innermost line of a template that `error` came through."""
    place = None
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".xhtml"):
            place = (name, trace.tb_lineno)
        trace = trace.tb_next
    return place


def _refused(refused: FileRefused, file: str) -> Finding:
    """A template that is not read, of the code that this has."""
    place = invalid(refused.message, file, None).location
    return refused.finding(Code.TEMPLATE_INVALID, place)


def invalid(message: str, file: str, line: int | None, remedy: str = _REMEDY) -> Finding:
    """`template-invalid` about `file`, which is shown from its `styles/` on."""
    parts = Path(file).parts
    shown = "/".join(parts[parts.index("styles") :]) if "styles" in parts else Path(file).name
    return Finding(Code.TEMPLATE_INVALID, f"`{shown}`: {message.rstrip('.')}", remedy, Location(shown, line))
