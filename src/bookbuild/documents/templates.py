"""The shared Jinja templates: where they are looked up, and what their mistakes look like as findings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jinja2

from bookbuild.diagnostics import BookError, Code, Finding, Location

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

    def __init__(self, folders: tuple[Path, ...], functions: dict[str, Any]) -> None:
        loaders: list[jinja2.BaseLoader] = [jinja2.FileSystemLoader(folder) for folder in folders]
        self.environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([*loaders, jinja2.PackageLoader("bookbuild.documents")]),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=False,
            keep_trailing_newline=False,
        )
        self.environment.globals.update(functions)
        self.macros = {name: macro for file in MACRO_FILES for name, macro in self._macros(file).items()}

    def _macros(self, file: str) -> dict[str, Any]:
        try:
            module = self.environment.get_template(file).module
        except jinja2.TemplateError as error:
            raise as_book_error(error, file) from error
        return {name: macro for name, macro in vars(module).items() if name[0].isupper()}

    def rendered(self, file: str, context: dict[str, Any]) -> str:
        """`file` rendered with `context`; an error in it, or in a macro it calls, is `template-invalid`."""
        try:
            return self.environment.get_template(file).render(context)
        except jinja2.TemplateError as error:
            raise as_book_error(error, file) from error
        except (TypeError, AttributeError, KeyError, ValueError) as error:
            if place := _place_in_template(error):
                raise BookError([_finding(str(error), *place)]) from error
            raise


def as_book_error(error: jinja2.TemplateError, file: str) -> BookError:
    """Jinja's error as `template-invalid`: the one place where they are translated."""
    if isinstance(error, jinja2.TemplateSyntaxError):
        return BookError(
            [_finding(error.message or "does not parse", error.filename or error.name or file, error.lineno)]
        )
    if isinstance(error, jinja2.TemplateNotFound):
        return BookError([_finding(f"the template `{error.name}` does not exist", file, None)])
    place = _place_in_template(error) or (file, None)
    return BookError([_finding(error.message or type(error).__name__, *place)])


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


def _finding(message: str, file: str, line: int | None) -> Finding:
    path = Path(file)
    parts = path.parts
    shown = "/".join(parts[parts.index("styles") :]) if "styles" in parts else path.name
    return Finding(Code.TEMPLATE_INVALID, f"`{shown}`: {message}", _REMEDY, Location(shown, line))
