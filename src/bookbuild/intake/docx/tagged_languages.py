"""The languages that a document's runs are tagged with → its own language, and tags only where another is meant.

Word tags every run, and often wrongly: with the language of the keyboard. What most text of a script is tagged with is
held against the text itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import replace

from bookbuild.intake.document import (
    IntakeBlock,
    IntakeDocument,
    IntakeHeading,
    IntakeItem,
    IntakeParagraph,
)
from bookbuild.intake.docx.merged_runs import merged
from bookbuild.intake.languages import is_right_to_left, language_of
from bookbuild.intake.rewriting import changed_document
from bookbuild.intake.runs import RunPieces, TextRun
from bookbuild.intake.script_share import ARABIC_LETTER, LATIN_LETTER

_TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_EXPECTED = {"arabic": "ar", "latin": "en"}
_PAIRS = (("﴿", "﴾"), ("(", ")"), ("[", "]"), ("«", "»"), ("“", "”"))
_NOT_ARABIC = re.compile("[پچژگکیٹڈڑںےھہ]")
_ENOUGH = 40
"""So many words tell by themselves what language they are in."""
_TELLABLE = frozenset(("ar", "fa", "ur", "en", "fr", "de", "es", "tr", "id"))


def with_languages(document: IntakeDocument, asked: str | None) -> IntakeDocument:
    """The document with its language, and runs and paragraphs tagged that are in another."""
    texts: dict[str, list[str]] = defaultdict(list)
    tags: dict[str, Counter[str]] = defaultdict(Counter)

    def counted(runs: RunPieces) -> RunPieces:
        for run in runs:
            if isinstance(run, TextRun) and (script := _script(run.text)):
                texts[script].append(run.text)
                if run.language and _TAG.fullmatch(run.language):
                    tags[script][run.language] += len(run.text)
        return runs

    changed_document(document, counted)
    main = max(texts, key=lambda script: sum(map(len, texts[script])), default="latin")
    language = asked or _main_language(tags[main], " ".join(texts[main])) or document.language
    scripts = {script: _untagged(script, main, language, tags[script], " ".join(texts[script])) for script in texts}
    document = changed_document(document, lambda runs: _tagged(runs, scripts))
    return replace(
        document,
        blocks=tuple(map(_lifted, document.blocks)),
        language=language,
        direction="rtl" if language and is_right_to_left(language) else document.direction,
    )


def _script(text: str) -> str:
    arabic, latin = len(ARABIC_LETTER.findall(text)), len(LATIN_LETTER.findall(text))
    if not arabic and not latin:
        return "other" if any(character.isalpha() for character in text) else ""
    return "arabic" if arabic > latin else "latin"


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _main_language(tags: Counter[str], text: str) -> str | None:
    """The language of most of the text: what it is tagged with, if the text does not say otherwise."""
    usual = tags.most_common(1)[0][0] if tags else ""
    if not text.strip():
        return None
    told = language_of(text)
    sure = len(text.split()) >= _ENOUGH
    if usual and (_primary(usual) == told or not sure or _primary(usual) not in _TELLABLE):
        return _primary(usual)
    return told


def _untagged(script: str, main: str, language: str | None, tags: Counter[str], text: str) -> frozenset[str]:
    """The languages of a script that need no tag: the book's, or what is taken for its language without one.

    What most of it is tagged with needs none either where the text shows that the tag is wrong.
    """
    expected = _primary(language or "en") if script == main else _EXPECTED.get(script, "")
    usual = _primary(tags.most_common(1)[0][0]) if tags else expected
    if usual == expected or script == "other":
        return frozenset((expected,))
    mistaken = usual in _TELLABLE and len(text.split()) >= _ENOUGH and language_of(text) != usual
    return frozenset((expected, usual)) if mistaken else frozenset((expected,))


def _tagged(runs: RunPieces, scripts: dict[str, frozenset[str]]) -> RunPieces:
    """Runs with the tags that say what the book does not say by itself, on whole words and whole brackets."""
    said = merged(run if not isinstance(run, TextRun) or _says(run, scripts) else _untold(run) for run in runs)
    kept = list(said)
    for at, run in enumerate(said):
        if isinstance(run, TextRun) and run.language is not None:
            before, after = _text_at(said, at - 1), _text_at(said, at + 1)
            torn = (before[-1:].isalpha() and run.text[:1].isalpha()) or (
                after[:1].isalpha() and run.text[-1:].isalpha()
            )
            if torn or any(run.text.count(one) != run.text.count(other) for one, other in _PAIRS):
                kept[at] = _untold(run)
    return merged(kept)


def _untold(run: TextRun) -> TextRun:
    return replace(run, language=None)


def _text_at(runs: RunPieces, at: int) -> str:
    run = runs[at] if 0 <= at < len(runs) else None
    return run.text if isinstance(run, TextRun) else ""


def _says(run: TextRun, scripts: dict[str, frozenset[str]]) -> bool:
    """Whether a run's tag is a language that has to be told, and may be that of its text."""
    script = _script(run.text)
    if not script or run.language is None or not _TAG.fullmatch(run.language):
        return False
    language = _primary(run.language)
    if script != "other" and is_right_to_left(language) != (script == "arabic"):
        return False
    return language not in scripts[script] and not (language == "ar" and _NOT_ARABIC.search(run.text))


def _lifted(block: IntakeBlock) -> IntakeBlock:
    """A paragraph all of whose text is in one other language bears it itself."""
    if not isinstance(block, (IntakeParagraph, IntakeHeading, IntakeItem)):
        return block
    spoken = {run.language for run in block.runs if isinstance(run, TextRun) and _script(run.text)}
    if len(spoken) != 1 or None in spoken:
        return block
    runs = tuple(replace(run, language=None) if isinstance(run, TextRun) else run for run in block.runs)
    return replace(block, runs=merged(runs), language=spoken.pop())
