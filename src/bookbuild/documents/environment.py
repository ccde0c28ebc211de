"""The shared Jinja templates: where they are looked up, and what their mistakes look like as findings."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any

import jinja2

from bookbuild.diagnostics import BookError, Code, Finding, Location, MachineLacks
from bookbuild.documents.compiled import FOLDER, CompiledTemplates
from bookbuild.documents.sandbox import Sandbox
from bookbuild.documents.template_files import GuardedLoader
from bookbuild.guarded.folder import FileRefused, GuardedFolder

MACRO_FILES = (
    "inlines.xhtml", "blocks.xhtml", "quran.xhtml", "hadith.xhtml", "figure.xhtml", "table.xhtml", "verse.xhtml",
    "question.xhtml",
)  # fmt: skip

_NAMED = re.compile(r"{%-?\s*(?:extends|include)\s+'([^']+)'")
_REMEDY = "correct the template, or delete it to use the one that comes with bookbuild"


class Templates:
    """The templates of one theme: a publisher's file in `folders` goes before the package's of the same name.

    `functions` are what templates may call. What is not the tool's own runs in a `Sandbox` of so many `steps`, and so
    does what it extends or includes; what is the tool's own runs as it is. Raises BookError (`template-invalid`)
    wherever a template is used and does not parse or fails.
    """

    def __init__(self, folders: tuple[GuardedFolder, ...], functions: dict[str, Any], steps: Callable[[], int]) -> None:
        self.folders = folders
        self.own = frozenset(name for folder in folders for name in folder.names() if name.endswith(".xhtml"))
        self.are_own = bool(self.own)
        self.environment = jinja2.Environment(
            loader=_Shipped(), autoescape=True, bytecode_cache=CompiledTemplates(), undefined=jinja2.StrictUndefined
        )
        self.environment.globals.update(functions)
        self.sandbox = Sandbox(_OfBook(folders), functions, steps()) if self.own else None
        self.macros = {name: macro for file in MACRO_FILES for name, macro in self._macros(file).items()}

    def _macros(self, file: str) -> dict[str, Any]:
        """The macros of a file. A publisher's file must have all that the package's has."""
        with _Translated(self, file):
            found = _macros_of(self._environment_for(file).get_template(file))
        if file in self.own and (missing := _missing(file, found, self.environment)):
            message = f"the macro `{missing[0]}` is missing"
            raise BookError([invalid(message, self.place(file), None)])
        return found

    def rendered(self, file: str, context: dict[str, Any]) -> str:
        """`file` rendered with `context`; an error in it, or in a macro it calls, is `template-invalid`."""
        with _Translated(self, file):
            return self._environment_for(file).get_template(file).render(context)

    def _environment_for(self, file: str) -> jinja2.Environment:
        """The sandbox for what is a publisher's, and for what extends or includes that."""
        if self.sandbox and not self.own.isdisjoint((file, *_named().get(file, ()))):
            return self.sandbox
        return self.environment

    def place(self, file: str) -> str:
        """Where the template `file` is."""
        for folder in self.folders:
            if folder.has(file):
                return folder.path_of(file)
        return file


@cache
def _named() -> dict[str, tuple[str, ...]]:
    """What each template of the tool extends and includes."""
    return {path.name: tuple(_NAMED.findall(path.read_text("utf-8"))) for path in FOLDER.glob("*.xhtml")}


class _Shipped(jinja2.PackageLoader):
    """The templates that come with the tool."""

    def __init__(self) -> None:
        super().__init__("bookbuild.documents")


class _OfBook(jinja2.ChoiceLoader):
    """A publisher's files, then those of the tool."""

    def __init__(self, folders: tuple[GuardedFolder, ...]) -> None:
        super().__init__([*(GuardedLoader(folder) for folder in folders), _Shipped()])


class _Translated:
    """Where whatever a template does wrong becomes a finding: Jinja's errors, and Python's that come out of it.

    Of a template of the tool, Python's errors that came through none of its lines are defects, and go on.
    """

    def __init__(self, templates: Templates, file: str) -> None:
        self.templates = templates
        self.file = file

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raises BookError."""
        place = self.templates.place(self.file)
        is_own = self.file in self.templates.own
        if isinstance(error, FileRefused):
            raise BookError([_refused(error, place)]) from error
        if isinstance(error, UnicodeDecodeError):
            raise BookError([invalid(f"not UTF-8: {error.reason}", place, None)]) from error
        if not isinstance(error, Exception) or isinstance(error, (BookError, MachineLacks)):
            return
        found = _place_in_template(error, self.templates.folders)
        if isinstance(error, jinja2.TemplateError):
            raise as_book_error(error, found or (place, 1 if is_own else None)) from error
        if found or is_own:
            raise BookError([invalid(_said(error), *(found or (place, 1)))]) from error


def _said(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "calls itself without end"
    return str(error) or type(error).__name__


def _macros_of(template: jinja2.Template) -> dict[str, Any]:
    return {name: macro for name, macro in vars(template.module).items() if name[0].isupper()}


def _missing(file: str, found: dict[str, Any], environment: jinja2.Environment) -> list[str]:
    return [name for name in _macros_of(environment.get_template(file)) if name not in found]


def as_book_error(error: jinja2.TemplateError, place: tuple[str, int | None]) -> BookError:
    """Jinja's error at `place`, a file and a line, as `template-invalid`: the one place where they are translated."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        file = error.filename or error.name or place[0]
        return BookError([invalid(error.message or "does not parse", file, error.lineno)])
    if isinstance(error, jinja2.TemplateNotFound):
        return BookError([invalid(f"the template `{error.name}` does not exist", *place)])
    return BookError([invalid(error.message or type(error).__name__, *place)])


def _place_in_template(error: BaseException, folders: tuple[GuardedFolder, ...]) -> tuple[str, int] | None:
    """The innermost line of a template that `error` came through; of a template in `folders`, if through any."""
    place = own = None
    roots = {folder.path for folder in folders}
    trace = error.__traceback__
    while trace:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".xhtml"):
            # Jinja gives the lines of what is rendered; of a macro called by itself they are those of its code
            template = trace.tb_frame.f_globals.get("__jinja_template__")
            place = (name, template.get_corresponding_lineno(trace.tb_lineno) if template else trace.tb_lineno)
            own = place if Path(name).parent in roots else own
        trace = trace.tb_next
    return own or place


def _refused(refused: FileRefused, file: str) -> Finding:
    """A template that is not read, of the code that this has."""
    place = invalid(refused.message, file, None).location
    return refused.finding(Code.TEMPLATE_INVALID, place)


def invalid(message: str, file: str, line: int | None, remedy: str = _REMEDY) -> Finding:
    """`template-invalid` about `file`, which is shown from its `styles/` on."""
    parts = Path(file).parts
    shown = "/".join(parts[parts.index("styles") :]) if "styles" in parts else Path(file).name
    return Finding(Code.TEMPLATE_INVALID, f"`{shown}`: {message.rstrip('.')}", remedy, Location(shown, line))
