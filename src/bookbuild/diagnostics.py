"""What bookbuild has to say about a manuscript: findings with code, place, message and remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Every finding there is. The first block are errors, the second warnings."""

    TOML_INVALID = "toml-invalid"
    SETTING_UNKNOWN = "setting-unknown"
    SETTING_INVALID = "setting-invalid"
    ENCODING_INVALID = "encoding-invalid"
    CHAPTER_MISSING = "chapter-missing"
    CHAPTER_EMPTY = "chapter-empty"
    PATH_OUTSIDE = "path-outside"
    RESOURCE_REMOTE = "resource-remote"
    IMAGE_MISSING = "image-missing"
    IMAGE_INVALID = "image-invalid"
    HTML_FORBIDDEN = "html-forbidden"
    CONSTRUCT_UNKNOWN = "construct-unknown"
    NOTE_UNDEFINED = "note-undefined"
    NOTE_SERIES_UNKNOWN = "note-series-unknown"
    LINK_BROKEN = "link-broken"
    ID_DUPLICATE = "id-duplicate"
    ISBN_INVALID = "isbn-invalid"
    ISBN_DUPLICATE = "isbn-duplicate"
    TEMPLATE_INVALID = "template-invalid"
    STYLE_INVALID = "style-invalid"
    FONT_MISSING = "font-missing"
    GLYPH_MISSING = "glyph-missing"
    QURAN_MISMATCH = "quran-mismatch"
    QURAN_REFERENCE_UNKNOWN = "quran-reference-unknown"
    QURAN_REFERENCE_WRONG = "quran-reference-wrong"
    HONORIFIC_MISMATCH = "honorific-mismatch"
    WORKER_DIED = "worker-died"
    ARCHIVE_UNSAFE = "archive-unsafe"
    TOO_LARGE = "too-large"
    TEXT_OUTSIDE = "text-outside"
    OUTPUT_UNWRITABLE = "output-unwritable"
    PROFILE_MISSING = "profile-missing"
    TRIM_REFUSED = "trim-refused"
    PAGE_COUNT = "page-count"
    IMAGE_TOO_COARSE = "image-too-coarse"
    PREFLIGHT_COLOUR = "preflight-colour"
    PREFLIGHT_INTENT = "preflight-intent"
    PREFLIGHT_BOX = "preflight-box"
    PREFLIGHT_FONT = "preflight-font"
    PREFLIGHT_ANNOTATION = "preflight-annotation"
    PREFLIGHT_VERSION = "preflight-version"
    PREFLIGHT_OVERPRINT = "preflight-overprint"
    PREFLIGHT_TRANSPARENCY = "preflight-transparency"
    PREFLIGHT_INK = "preflight-ink"
    PREFLIGHT_IMAGE = "preflight-image"
    FOLDER_NOT_EMPTY = "folder-not-empty"
    IMPORT_ENCRYPTED = "import-encrypted"
    IMPORT_FORMAT = "import-format"

    NOTE_UNUSED = "note-unused"
    HEADING_SKIPPED = "heading-skipped"
    IMAGE_RESOLUTION = "image-resolution"
    ALT_MISSING = "alt-missing"
    HONORIFIC_MISSING = "honorific-missing"
    HONORIFIC_DOUBTFUL = "honorific-doubtful"
    QURAN_UNREFERENCED = "quran-unreferenced"
    WORDS_MISSING = "words-missing"
    DIGITS_MIXED = "digits-mixed"
    TATWEEL_IN_SOURCE = "tatweel-in-source"
    BIDI_CONTROL = "bidi-control"
    ARABIC_PRESENTATION_FORM = "arabic-presentation-form"
    TRANSLITERATION_MIXED = "transliteration-mixed"
    SOURCE_UNPARSED = "source-unparsed"
    CITATION_UNKNOWN = "citation-unknown"
    DATE_DISAGREES = "date-disagrees"
    LINE_LOOSE = "line-loose"
    LINE_OVERFULL = "line-overfull"
    MARKS_COLLIDE = "marks-collide"
    HEAD_SHORTENED = "head-shortened"
    PAGE_REFERENCE_UNSTABLE = "page-reference-unstable"
    QURAN_DOUBTFUL = "quran-doubtful"
    SPACE_STRAY = "space-stray"
    PUNCTUATION_FOREIGN = "punctuation-foreign"
    LETTER_FOREIGN = "letter-foreign"
    BRACKET_UNCLOSED = "bracket-unclosed"
    MARK_DOUBLED = "mark-doubled"
    INDEX_EMPTY = "index-empty"
    INK_EXCESS = "ink-excess"
    LINE_THIN = "line-thin"
    MARGIN_NARROW = "margin-narrow"
    STORE_LANGUAGE = "store-language"
    STORE_UNWRITABLE = "store-unwritable"
    ALLOW_UNUSED = "allow-unused"
    IMPORT_COMMENT = "import-comment"
    IMPORT_CHANGE = "import-change"
    IMPORT_SYMBOL = "import-symbol"
    IMPORT_TABLE = "import-table"
    IMPORT_BREAK = "import-break"

    @property
    def severity(self) -> Severity:
        return Severity.WARNING if self in WARNINGS else Severity.ERROR


_CODES = list(Code)
WARNINGS = frozenset(_CODES[_CODES.index(Code.NOTE_UNUSED) :])
NEVER_ALLOWED = frozenset(
    {Code.PATH_OUTSIDE, Code.RESOURCE_REMOTE, Code.IMAGE_INVALID, Code.TEMPLATE_INVALID, Code.TOO_LARGE}
)
"""What protects readers and builders from a book cannot be waived by that book."""


@dataclass(frozen=True, slots=True)
class Location:
    """A place in a source: path relative to the book, with `/`; line and column from 1, column in code points.

    `width` is how many code points the finding is about, for the caret line.
    """

    path: str | None = None
    line: int | None = None
    column: int | None = None
    width: int = 1

    def moved(self, columns: int, width: int = 1) -> Location:
        """This place, `columns` code points further on in the same line."""
        return replace(self, column=None if self.column is None else self.column + columns, width=width)


NOWHERE = Location()


@dataclass(frozen=True, slots=True)
class Fix:
    """A span of a source, and the `text` that is to stand there instead (lines end with a line feed).

    The span reaches from `line`, `column` to before `end_line`, `end_column`: from 1, columns in code points.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    text: str

    @classmethod
    def at(cls, place: Location, width: int, text: str) -> Fix | None:
        """`text` instead of the `width` code points at `place`; None where the place is not known."""
        if place.path is None or place.line is None or place.column is None:
            return None
        return cls(place.path, place.line, place.column, place.line, place.column + width, text)


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. `source` is the text of the line it is about, where known.

    `fix` mends it without a doubt; `check --fix` applies it, unless the finding is waived.
    """

    code: Code
    message: str
    remedy: str
    location: Location = NOWHERE
    book: str | None = None
    edition: str | None = None
    page: int | None = None
    allowed: bool = False
    source: str | None = None
    fix: Fix | None = field(default=None, compare=False)

    @property
    def severity(self) -> Severity:
        return self.code.severity


class BookError(Exception):
    """A step cannot go on; carries all that it found."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("; ".join(f"{finding.code}: {finding.message}" for finding in self.findings))


class MachineLacks(Exception):
    """The machine lacks a library or a program (exit status 3). `remedy` says how to get it."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[MachineLacks], tuple[str, str]]:
        """An exception with two arguments does not come out of another process by itself."""
        return type(self), (str(self), self.remedy)


MACHINE, DEFECT, INTERRUPTED = 3, 70, 130
OF_MACHINE = (Code.FONT_MISSING, Code.PROFILE_MISSING, Code.OUTPUT_UNWRITABLE)
"""What the machine lacks, and a book that is right cannot be built for."""


def worst(statuses: Iterable[int]) -> int:
    """Of several exit statuses the first of 70, 3, 1."""
    found = set(statuses)
    return next((status for status in (DEFECT, MACHINE, 1) if status in found), 0)


def exit_status(findings: Iterable[Finding], *, strict: bool = False, of_file: bool = False) -> int:
    """0 done, 1 findings of severity error (with `strict`: any), 3 a font or a profile is missing, or files cannot be
    written; the first of 3, 1.

    `of_file`: they are about a file that was made elsewhere; what fonts that lacks, the machine need not have.
    """
    standing = [finding for finding in findings if not finding.allowed]
    errors = [finding for finding in standing if finding.severity is Severity.ERROR]
    if not of_file and any(finding.code in OF_MACHINE for finding in errors):
        return MACHINE
    return 1 if errors or (strict and standing) else 0
