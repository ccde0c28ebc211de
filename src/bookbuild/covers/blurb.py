"""An edition whose cover has a text on its back → the same with that text alone; what such a text cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from bookbuild.diagnostics import Code, Finding, Location
from bookbuild.model.blocks import Figure
from bookbuild.model.book import Section
from bookbuild.model.inlines import Image, Note
from bookbuild.model.settings import Edition, MatterTable
from bookbuild.model.walk import nodes


def of_blurb(edition: Edition) -> Edition:
    """`edition` with nothing in it but the text of its cover's back."""
    back = edition.cover.back if edition.cover else None
    return replace(edition, matter=MatterTable(front=(back,) if back else (), body=(), back=()))


def blurb_findings(blurb: Section) -> Iterator[Finding]:
    """A finding for each note and each picture: a cover has no place for them."""
    for node in nodes((blurb.title, blurb.blocks)):
        if isinstance(node, (Note, Figure, Image)):
            what = "a note" if isinstance(node, Note) else "a picture"
            message = f"`{blurb.path}` is the text of a cover, and has {what}"
            place = getattr(node, "location", None) or Location(blurb.path)
            yield Finding(Code.SETTING_INVALID, message, "take it out; `[cover]` has `front` and `logo`", place)
