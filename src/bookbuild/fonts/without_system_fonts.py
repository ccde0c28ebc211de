"""A machine on which fontconfig knows no font → the same, on which it knows those of Python packages.

Pango ends its process where fontconfig has none at all, even if each family that is asked for has its file. One font
there always is: that of the text of record.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path

from bookbuild.cache.installed_fonts import FILES, listed
from bookbuild.fonts.packaged import family_of_text_of_record, packaged_files

_VARIABLE = "FONTCONFIG_FILE"
_SETTINGS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<include ignore_missing="yes">{given}</include>
{folders}
<cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
"""


@contextmanager
def packaged_fonts_at_least() -> Iterator[None]:
    """While this lasts, fontconfig has fonts, here and in processes that are begun: those of packages."""
    if listed(FILES) != ():
        yield
        return
    files = packaged_files() or filter(None, [family_of_text_of_record("KFGQPC HAFS Uthmanic Script")])
    given = os.environ.get(_VARIABLE)
    folders = "\n".join(f"<dir>{escape(str(folder))}</dir>" for folder in sorted({file.parent for file in files}))
    with tempfile.TemporaryDirectory(prefix="bookbuild-fontconfig-") as place:
        settings = Path(place, "fonts.conf")
        text = _SETTINGS.format(given=escape(given or "/etc/fonts/fonts.conf"), folders=folders)
        settings.write_text(text, encoding="utf-8")
        os.environ[_VARIABLE] = str(settings)
        try:
            yield
        finally:
            os.environ.pop(_VARIABLE)
            if given is not None:
                os.environ[_VARIABLE] = given
