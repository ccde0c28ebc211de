"""A folder and a language → a small book that builds, to start from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

# BCP 47, as much of it as a book's language uses
TAG = re.compile(r"(?P<primary>[A-Za-z]{2,3})(-[A-Za-z0-9]{2,8})*")
HERE = Path(__file__).parent
LANGUAGES = ("en", "ar", "ur", "fa", "tr", "fr", "id", "ms", "bn", "de", "es", "sw")


class StarterRefused(Exception):
    """The book cannot be laid down there, or not in that language; the message says why."""


def lay(folder: Path, language: str, also: Mapping[str, str] | None = None, scripture: str = "") -> tuple[Path, ...]:
    """Write the book's files into `folder`, and `also` texts by their files' names; the paths of all.

    `scripture`: the font of the Qurʾān's text, where it is not to be the usual one.

    Raises StarterRefused, as where the folder exists and is not empty.
    """
    model = HERE / _model(language)
    try:
        if folder.exists() and any(folder.iterdir()):
            raise StarterRefused(f"`{folder}` is not empty: name a folder that is empty or not there yet")
        laid = [_laid(path, folder / path.relative_to(model), language, scripture) for path in _files(model)]
        for name, text in (also or {}).items():
            _write(folder / name, text)
        return (*laid, *(folder / name for name in also or ()))
    except OSError as error:
        raise StarterRefused(f"`{error.filename}` cannot be written: {(error.strerror or '').lower()}") from error


def _model(language: str) -> str:
    match = TAG.fullmatch(language)
    if match is None:
        raise StarterRefused(f"`{language}` is not a language tag such as `en` or `ar-EG`")
    primary = match["primary"].lower()
    if primary not in LANGUAGES:
        known = ", ".join(f"`{known}`" for known in LANGUAGES)
        raise StarterRefused(f"there is no book to start from in `{language}`, only in {known}")
    return primary


def _files(model: Path) -> list[Path]:
    return sorted(path for path in model.rglob("*") if path.is_file())


def _laid(source: Path, target: Path, language: str, scripture: str) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    text = source.read_text(encoding="utf-8").replace("@language@", language)
    if scripture and "\nfonts = { " in text:
        text = text.replace("\nfonts = { ", f'\nfonts = {{ quran = "{scripture}", ')
    elif scripture:
        text = text.replace("[style]\n", f'[style]\nfonts = {{ quran = "{scripture}" }}\n')
    _write(target, text)
    return target


def _write(target: Path, text: str) -> None:
    target.write_text(text, encoding="utf-8", newline="\n")
