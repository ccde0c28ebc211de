"""The name of a template → its text in one folder of a publisher's, through the guarded door."""

from __future__ import annotations

from collections.abc import Callable

import jinja2
from jinja2.loaders import split_template_path

from bookbuild.guarded.folder import GuardedFolder


class GuardedLoader(jinja2.BaseLoader):
    """Templates of a folder. Raises FileRefused for those that are not to be read."""

    def __init__(self, folder: GuardedFolder) -> None:
        self.folder = folder

    def get_source(self, _environment: jinja2.Environment, template: str) -> tuple[str, str, Callable[[], bool] | None]:
        """Text and path. Raises TemplateNotFound, FileRefused, UnicodeDecodeError."""
        name = "/".join(split_template_path(template))
        if not self.folder.has(name):
            raise jinja2.TemplateNotFound(template)
        return self.folder.read(name).decode("utf-8"), self.folder.path_of(name), None
