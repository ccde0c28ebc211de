"""The output intents of a PDF → what of them a standard does not take, and the channels that colours are made for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pikepdf

from bookbuild.diagnostics import Code
from bookbuild.inspection.pdf_values import name_of, tables, text_of
from bookbuild.inspection.preflight_rules import Breach, Rulebook
from bookbuild.printing.conditions import CONDITIONS, REGISTRY

_CHANNELS = {b"CMYK": 4, b"RGB ": 3, b"GRAY": 1}
# ICC.1, 7.2: where the header of a profile has its class, its space and its signature.
_CLASS, _SPACE, _SIGNATURE = slice(12, 16), slice(16, 20), slice(36, 40)
# Names of the ICC's registry of characterization data.
_REGISTERED = re.compile(
    r"(FOGRA\d+L?|CGATS ?TR ?\d+|CGATS21[_-]CRPC[1-7]|JCN?20\d+\w*|IFRA\d+|SWOP\d*|EUROSB\d+|PSR\w+|GRACoL\w*)",
    re.IGNORECASE,
)
_REMEDY = 'name one: `profile = "fogra39"`'


def intents_of(pdf: pikepdf.Pdf) -> list[Any]:
    """The output intents of PDF/X."""
    found = tables(pdf.Root.get("/OutputIntents"))
    return [intent for intent in found if name_of(intent.get("/S")) == "GTS_PDFX"]


def intent_channels(pdf: pikepdf.Pdf) -> int | None:
    """How many channels the condition has that the file is made for; None where it is not said."""
    for intent in intents_of(pdf):
        header = _header(intent)
        if header:
            return _CHANNELS.get(header[_SPACE])
        if text_of(intent.get("/OutputConditionIdentifier")):
            return 4
    return None


def _header(intent: Any) -> bytes:
    profile = intent.get("/DestOutputProfile")
    return profile.read_bytes()[:128] if isinstance(profile, pikepdf.Stream) else b""


def intent_breaches(pdf: pikepdf.Pdf, book: Rulebook) -> Iterator[Breach]:
    """What is wrong with the intents of a file that a standard holds."""
    if book.standard is None:
        return
    intents = intents_of(pdf)
    if len(intents) != 1:
        has = "no output intent of PDF/X" if not intents else f"{len(intents)} output intents of PDF/X"
        yield _breach(f"the file has {has}: {book.who('intent')} asks for one", _REMEDY)
    for intent in intents[:1]:
        yield from _named(intent, book)
        if "/DestOutputProfile" in intent:
            yield from _profile(intent, book)


def _breach(message: str, remedy: str) -> Breach:
    return Breach("intent", Code.PREFLIGHT_INTENT, message, remedy)


def _named(intent: Any, book: Rulebook) -> Iterator[Breach]:
    name = text_of(intent.get("/OutputConditionIdentifier")) or ""
    if not name.strip():
        yield _breach(
            f"the output intent has no `OutputConditionIdentifier`, which {book.who('intent')} asks for", _REMEDY
        )
    if "/DestOutputProfile" in intent or book.standard is None:
        return
    if not book.standard.named_alone:
        message = f"the output intent has no profile in it: {book.who('intent')} asks for one"
        yield _breach(message, "embed the profile of the condition")
    elif name and not _is_registered(name, text_of(intent.get("/RegistryName"))):
        message = f"the output intent has no profile, and `{name}` is not registered, against {book.who('intent')}"
        yield _breach(message, "embed the profile of the condition, or name one of the ICC's registry")


def _is_registered(name: str, registry: str | None) -> bool:
    known = {condition.registered for condition in CONDITIONS.values()}
    if name in known or _REGISTERED.search(name):
        return True
    return registry is not None and registry.rstrip("/") == REGISTRY and name.casefold() != "custom"


def _profile(intent: Any, book: Rulebook) -> Iterator[Breach]:
    header, profile = _header(intent), intent["/DestOutputProfile"]
    if len(header) < 128 or header[_SIGNATURE] != b"acsp":
        yield _breach(
            f"what the output intent has is no ICC profile, against {book.who('intent')}",
            "embed the condition's profile",
        )
        return
    if header[_CLASS] != b"prtr":
        written = header[_CLASS].decode("latin-1").strip()
        message = (
            f"the profile of the output intent is of class `{written}`: {book.who('intent')} asks for that of a press"
        )
        yield _breach(message, "embed an output profile (class `prtr`), such as that of fogra39")
    channels, space = _CHANNELS.get(header[_SPACE]), header[_SPACE].decode("latin-1").strip()
    if channels is None or profile.get("/N") != channels:
        said = profile.get("/N")
        message = f"the profile of the output intent is of {space}, and the file gives it {said} channels"
        yield _breach(f"{message}, against {book.who('intent')}", "give `/N` as the profile has it")
    if book.expected.colours == "print" and channels == 3:
        message = f"the profile of the output intent is of {space}: {book.who('intent')} is for CMYK and grey"
        yield _breach(message, "embed the profile of a press")
