"""A press file that a build has made → what of it is not as its edition, its standard and its printer ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pikepdf

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.inspection.preflight import preflight
from bookbuild.model.settings import Edition
from bookbuild.printing.expectations import Expectations, expectations_of_edition

SETTINGS = "book.toml"
TOLD_OTHERWISE = frozenset(
    {
        Code.PREFLIGHT_IMAGE,
        Code.IMAGE_RESOLUTION,
        Code.TRIM_REFUSED,
        Code.PAGE_COUNT,
        Code.STORE_LANGUAGE,
        Code.MARGIN_NARROW,
    }
)
"""What a build tells of with the line of the source, or of the settings."""


def of_press(path: Path, edition: Edition) -> Iterator[Finding]:
    """What preflight finds in an edition's own file; nothing of one that is not printed."""
    if edition.press is None:
        return
    with pikepdf.open(path) as pdf:
        found = preflight(pdf, _expected(edition))
    for finding in found:
        if finding.code not in TOLD_OTHERWISE:
            code = Code.INK_EXCESS if finding.code is Code.PREFLIGHT_INK else finding.code
            yield replace(finding, code=code, edition=edition.name, location=Location(SETTINGS))


def _expected(edition: Edition) -> Expectations:
    press = edition.press
    assert press is not None
    return expectations_of_edition(
        press.printer,
        press.standard,
        profile=press.profile,
        ink_limit=press.ink_limit,
        bleed=edition.bleed,
        bleed_sides=press.bleed_sides,
        trim=edition.trim,
        binding=press.binding_style,
        multiple=press.pages_multiple,
        marks=edition.marks,
        annotations=press.annotations,
        outline=press.outline,
        transparency=press.transparency,
    )
