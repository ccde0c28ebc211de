"""Files → a manuscript folder: read → desk → write → mend → conservation. All of it, or nothing.

The folder is made beside its place, and moved there when everything holds.
"""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bookbuild.diagnostics import BookError, Code, Finding, Location, MachineLacks
from bookbuild.findings import gathered
from bookbuild.intake.conservation import (
    LettersLost,
    check_reading,
    document_text,
    letters_of,
    runs_text,
    unbalanced,
)
from bookbuild.intake.desk.desk import edited
from bookbuild.intake.document import IntakeDocument
from bookbuild.intake.importing.draft_memory import DraftMemory
from bookbuild.intake.importing.formats import LARGEST, reader_of
from bookbuild.intake.importing.joined import joined_documents
from bookbuild.intake.importing.mending_draft import MendedDraft, mended
from bookbuild.intake.importing.report import LeftFinding, report_text
from bookbuild.intake.languages import language_of
from bookbuild.intake.printed_pages import with_pages_in_place
from bookbuild.intake.reader import Dropped, IntakeFile, ReadDocument, ReadOptions, Repair
from bookbuild.intake.runs import Place
from bookbuild.intake.writing.folder import CATALOGUING, EPIGRAPH, DraftFiles, draft_files, write_files, written_text
from bookbuild.intake.writing.read_back import letters_in
from bookbuild.intake.writing.settings import BookSettings, book_toml, persons_toml
from bookbuild.progress import Progress

REPORT, SETTINGS, PERSONS = "import-report.md", "book.toml", "persons.toml"
_SIZE = re.compile(r"\bSize\W{1,3}(\d\d)\s*[xX×]\s*(\d\d)\s*cm\b")
_FRONT = 20_000


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """`format`: as `--from` names it, None: by the file. `read`: what readers are told."""

    format: str | None = None
    read: ReadOptions = field(default_factory=ReadOptions)


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of an import. `chapters`: pairs of path and title. `findings`: those of import, and those left."""

    book: str
    chapters: tuple[tuple[str, str], ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]
    folder: Path


@dataclass(frozen=True, slots=True)
class _Whole:
    """All files as one document, what was changed so far, and what the sources had. `given`: titles of import's own."""

    document: IntakeDocument
    letters: Counter[str]
    given: tuple[str, ...]
    repairs: tuple[Repair, ...]
    dropped: tuple[Dropped, ...]
    findings: tuple[Finding, ...]


def import_files(paths: Sequence[Path], folder: Path, options: ImportOptions, progress: Progress) -> Imported:
    """Make a manuscript of `paths` in `folder`.

    Raises BookError for files that cannot be read and a folder that is not empty, MachineLacks where it cannot be
    written, LettersLost where letters do not balance; nothing is written then.
    """
    _refuse_full(folder)
    name = folder.resolve().name
    progress.step(name, None, "read")
    read = [_read(path, options, several=len(paths) > 1) for path in paths]
    whole = _together(read, options)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{name}-", dir=folder.parent) as beside:
            draft = Path(beside) / name
            draft.mkdir()
            done = _written(whole, draft, [path.name for path in paths], progress)
            if folder.exists():
                folder.rmdir()
            shutil.move(draft, folder)
    except OSError as error:
        raise MachineLacks(
            f"the manuscript cannot be written: {(error.strerror or '').lower()}: `{error.filename}`",
            "name a folder with `--to` that can be written to",
        ) from error
    return replace(done, folder=folder)


def _refuse_full(folder: Path) -> None:
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = f"`{folder.name}` is not empty" if folder.is_dir() else f"`{folder.name}` is a file"
        remedy = "name a folder with `--to` that is empty or not there yet: import overwrites nothing"
        raise BookError([Finding(Code.FOLDER_NOT_EMPTY, message, remedy)])


def _read(path: Path, options: ImportOptions, *, several: bool) -> ReadDocument:
    """A file as its reader gives it, its own letters balanced."""
    if path.stat().st_size > LARGEST:
        message = f"`{path.name}` has more than {LARGEST // 1_000_000} MB"
        raise BookError([Finding(Code.IMPORT_FORMAT, message, "import it in parts", Location(path.name))])
    file = IntakeFile(path.name, path.read_bytes(), path.parent)
    read = reader_of(file, options.format)(file, options.read)
    check_reading(read)
    if not document_text(read.document).strip():
        raise BookError(
            [Finding(Code.IMPORT_FORMAT, f"`{path.name}` has no text", "name a file that has", Location(path.name))]
        )
    title = read.document.metadata.title or _title_of(path)
    document = replace(read.document, metadata=replace(read.document.metadata, title=title))
    return replace(read, document=document) if not several else _told_of(path.name, replace(read, document=document))


def _title_of(path: Path) -> str:
    """A title for a text that names none: the file's name as words."""
    words = path.stem.replace("_", " ").replace("-", " ").split()
    return " ".join(words) or "Untitled"


def _told_of(name: str, read: ReadDocument) -> ReadDocument:
    """What a reader changed in one file of several, with the file's name in its places."""
    return replace(
        read,
        dropped=tuple(replace(each, place=replace(each.place, place=name)) for each in read.dropped),
        repairs=tuple(replace(each, place=replace(each.place, place=name)) for each in read.repairs),
    )


def _together(read: Sequence[ReadDocument], options: ImportOptions) -> _Whole:
    """The documents of all files, each through the desk, as one."""
    language = options.read.language or read[0].document.language or language_of(document_text(read[0].document))
    desks = [edited(each.document, language) for each in read]
    document, given = joined_documents([with_pages_in_place(desk.document) for desk in desks])
    letters: Counter[str] = Counter()
    for each in read:
        letters.update(each.letters)
    steps = [step for pair in zip(read, desks, strict=True) for step in pair]
    return _Whole(
        document=replace(document, language=language),
        letters=letters,
        given=given,
        repairs=tuple(repair for step in steps for repair in step.repairs),
        dropped=tuple(piece for step in steps for piece in step.dropped),
        findings=tuple(finding for step in steps for finding in step.findings),
    )


def _written(whole: _Whole, draft: Path, files: Sequence[str], progress: Progress) -> Imported:
    """Write the draft, mend it, and hold its letters against those of the sources."""
    name = draft.name
    data = whole.document.metadata
    progress.step(name, None, "write")
    made = draft_files(whole.document, data.title)
    settings = _settings(whole, made)
    write_files(draft, {path: written_text(lines) for path, lines in made.texts.items()}, made.pictures)
    write_files(draft, {SETTINGS: book_toml(settings, draft=True)}, {})
    progress.step(name, None, "mend")
    memory = DraftMemory()
    mending = mended(draft, made.texts, progress, memory)
    repairs = (*whole.repairs, *mending.repairs)
    progress.step(name, None, "conservation")
    _refuse_too_large(mending, files)
    with memory("read") as recall:
        _check_letters(whole, letters_in(draft, recall), made, repairs)
    settings = replace(settings, indexes=mending.indexes)
    left = [LeftFinding(finding, mending.place(finding)) for finding in mending.findings]
    report = report_text(data.title, files, left, repairs, whole.dropped, _notices(whole))
    persons = {PERSONS: persons_toml(mending.persons)} if mending.persons else {}
    write_files(draft, {SETTINGS: book_toml(settings, mending.findings), REPORT: report, **persons}, {})
    chapters = tuple((chapter.path, runs_text(chapter.title)) for chapter in made.chapters)
    allowed = tuple(replace(finding, allowed=True) for finding in mending.findings)
    # one by one: those of import stand in the order of their source
    told = [one for each in whole.findings for one in gathered(name, None, [each], 1, complete=False)]
    return Imported(name, chapters, repairs, whole.dropped, (*told, *allowed), draft)


def _settings(whole: _Whole, made: DraftFiles) -> BookSettings:
    text = document_text(whole.document)
    size = _SIZE.search(text[:_FRONT])
    return BookSettings(
        whole.document.metadata,
        whole.document.language or "en",
        made.chapters,
        cataloguing=CATALOGUING in made.texts,
        front=(EPIGRAPH,) if EPIGRAPH in made.texts else (),
        trim=f"{int(size[1]) * 10}mm x {int(size[2]) * 10}mm" if size else "",
    )


def _refuse_too_large(mending: MendedDraft, files: Sequence[str]) -> None:
    """Raises BookError where a chapter has more of something than a manuscript may: it is not read back whole."""
    large = [each for each in mending.findings if each.code is Code.TOO_LARGE and each.location.path in mending.texts]
    if large:
        raise BookError([_of_source(each, mending.place(each), files) for each in large])


def _of_source(finding: Finding, place: Place, files: Sequence[str]) -> Finding:
    """A finding of the draft, told of the file that it was made of."""
    where = f" ({place.place})" if place.place else ""
    location = Location(files[0] if len(files) == 1 else None, place.line)
    return Finding(finding.code, f"{finding.message}{where}", finding.remedy, location)


def _check_letters(whole: _Whole, kept: Counter[str], made: DraftFiles, repairs: Sequence[Repair]) -> None:
    """Raises LettersLost where letters of the sources are neither `kept`, in the manuscript, nor listed."""
    for taken in whole.document.metadata.taken:
        kept.update(letters_of(taken.text))
    for title in (*whole.given, *made.given):
        kept.subtract(letters_of(title))
    if difference := unbalanced(whole.letters, kept, whole.dropped, repairs):
        raise LettersLost(difference)


def _notices(whole: _Whole) -> list[str]:
    """What a person should see that is no finding of the checks."""
    notices = [f"**{finding.code}**: {finding.message}. To do: {finding.remedy}." for finding in whole.findings]
    data = whole.document.metadata
    missing = [word for word, value in (("author", data.contributors), ("publisher", data.publisher)) if not value]
    if not any(taken.key == "title" for taken in data.taken):
        notices.append(
            f"the source does not name a title: `{data.title}` comes from the name of the file, or from its metadata"
        )
    if missing:
        notices.append(f"the source does not name {' and '.join(missing)}: write it into `book.toml`")
    return notices
