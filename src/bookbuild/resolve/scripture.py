"""Quotations of the Qur'ān as written → with the text of record, its reference and its place; or a finding."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple, TypeVar

import msgspec

from bookbuild.diagnostics import BookError, Code, Finding, Fix, Location
from bookbuild.guarded.folder import MOST_FONT, FileRefused, GuardedFolder
from bookbuild.language.numerals import digits_of_one_kind
from bookbuild.model.blocks import Quran
from bookbuild.model.book import Manuscript, Section
from bookbuild.model.inlines import Text, Verse
from bookbuild.model.settings import Edition
from bookbuild.model.walk import mapped, nodes, plain
from bookbuild.resolve.rewriting import fetched, reference_of, rewritten
from bookbuild.resolve.surah_names import SurahNames
from bookbuild.resolve.translations import with_translation_apart
from bookbuild.tradition.scripture import habits, surahs
from bookbuild.tradition.scripture import riwayah as scripture
from bookbuild.tradition.scripture.differences import Difference
from bookbuild.tradition.scripture.habits import Habit
from bookbuild.tradition.scripture.quotations import pieces, shows_uthmani
from bookbuild.tradition.scripture.verdicts import QuotationVerdict

T = TypeVar("T")

MOST_FETCHED = 1_500
"""Āyāt that one section has fetched: the longest sūrah has 286, a thirtieth of the muṣḥaf at most 564. A line can ask
for hundreds."""

MOST_WORDS = 10_000
"""Words of the Qurʾān that one paragraph has fetched: the longest sūrah has 6,144."""

_SEVERAL = 3
"""So many typed quotations tell in which spelling a book quotes."""
_SLIPS, _IN_SO_MANY = 2, 10
"""So many letters that are otherwise than a hand writes them, and one more in so many quotations, are slips in it."""


def riwayah_of(manuscript: Manuscript, edition: Edition) -> scripture.Riwayah:
    """The text of record that the edition asks for. Raises BookError where it cannot be read."""
    name = edition.scripture.riwayah
    try:
        return scripture.Riwayah.load(
            "hafs" if name == "hafs" else GuardedFolder.of(manuscript.folder).checked(name, MOST_FONT)
        )
    except FileRefused as refused:
        raise BookError([]) from refused  # the settings have their finding already
    except scripture.RiwayahUnreadable as error:
        finding = Finding(
            Code.SETTING_INVALID,
            f"`riwayah`: `{name}` is not a muṣḥaf file in quran-text's format",
            'write `riwayah = "hafs"`, or the path of such a file',
            Location("book.toml"),
        )
        raise BookError([finding]) from error


def translations(sections: tuple[Section, ...]) -> Iterator[Quran]:
    """The quotations of a book that have a translation."""
    for node in nodes(tuple(section.blocks for section in sections)):
        if isinstance(node, Quran) and node.translation:
            yield node


def translation_untold(sections: tuple[Section, ...], edition: Edition) -> Iterator[Finding]:
    """One finding where a translation is quoted, and the book does not say whose it is."""
    quoted = None if edition.scripture.translation else next(translations(sections), None)
    if quoted:
        yield Finding(
            Code.SOURCE_UNPARSED,
            "a translation of the Qurʾān is quoted, and the book does not say whose it is",
            'write under `[scripture]` in `book.toml`: `translation = { name = "…", rights = "…" }`',
            quoted.translation[0].location,
        )


class QuotationStyle(NamedTuple):
    """How a book quotes. `as_print`: in the spelling of print.

    `hands`: those that its quotations, taken together, may be in; what is in another by a single word is wrong there.
    """

    as_print: bool = False
    hands: tuple[Habit, ...] = ()


UNKNOWN = QuotationStyle()


def manner_of(tree: Any) -> QuotationStyle:
    """The style of a book's typed quotations: `as_print` where there are `_SEVERAL` or more, and at least half
    show no sign of the ʿUthmānī spelling; else UNKNOWN."""
    typed = [text for node in nodes(tree) if isinstance(node, (Quran, Verse)) and (text := _typed(node))]
    as_print = [text for text in typed if not shows_uthmani(text)]
    if len(typed) < _SEVERAL or 2 * len(as_print) < len(typed):
        return UNKNOWN
    rasms = (token.word.rasms[0] for text in as_print for piece in pieces(text) for token in piece)
    return QuotationStyle(True, habits.possible(rasms, slips=max(_SLIPS, len(as_print) // _IN_SO_MANY)))


def _typed(node: Quran | Verse) -> str:
    """What is typed of a quotation; empty where it is fetched."""
    return node.typed if isinstance(node, Verse) else "\n".join(plain(paragraph.children) for paragraph in node.typed)


class Scripture:
    """Fetches and verifies the quotations of one edition.

    `manner`: how the book quotes; `names`: how it names the sūrahs.
    """

    def __init__(
        self,
        riwayah: scripture.Riwayah,
        manuscript: Manuscript,
        edition: Edition,
        manner: QuotationStyle = UNKNOWN,
        names: SurahNames | None = None,
    ) -> None:
        self.names = names or SurahNames(edition.book.language)
        self.manner = manner
        self.riwayah = riwayah
        self.signs = edition.scripture.signs
        self.edition = edition
        self.sources = manuscript.sources
        self._findings: list[Finding] = []
        self._fixes: list[Fix] = []
        self._fetched = self._line = self._in_paragraph = 0
        # Words are numbered otherwise in another riwāyah: what is certain for one edition must be so for all.
        self._rewrites = len({each.scripture.riwayah for each in manuscript.editions}) == 1

    def resolved(self, tree: T) -> tuple[T, tuple[Finding, ...], tuple[Fix, ...]]:
        """`tree` with its quotations set; what is wrong with them, and what may be written better."""
        self._findings.clear()
        self._fixes.clear()
        self._fetched = self._line = self._in_paragraph = 0
        return mapped(tree, self._change), tuple(self._findings), tuple(self._fixes)

    def _change(self, node: Any) -> Any:
        if isinstance(node, Quran):
            node = with_translation_apart(node, self.riwayah)
            if not node.typed and not node.ref:
                message = "a quotation of the Qurʾān with neither reference nor text"
                self._found(Code.QURAN_REFERENCE_UNKNOWN, message, "say which verse: `9:40`", node.location)
                return node
            return self._quotation(node, _typed(node), printed=True)
        if isinstance(node, Verse):
            return self._quotation(node, node.typed, printed=bool(node.spelled_reference or not node.typed))
        return node

    def _quotation(self, node: Any, typed: str, *, printed: bool) -> Any:
        try:
            ranges = self.riwayah.parse_reference(node.ref) if node.ref else None
            if typed:
                quotation = self._verified(node, typed, ranges)
            else:
                words = scripture.parse_pieces(node.words) if node.words else None
                quotation = self.riwayah.quotation(ranges, words) if ranges and self._may_fetch(node, ranges) else None
        except scripture.ReferenceUnknown as error:
            self._found(Code.QURAN_REFERENCE_UNKNOWN, error.message, error.remedy, node.location)
            return node
        if quotation is None or (not typed and isinstance(node, Verse) and not self._fits(node, quotation)):
            return node
        return msgspec.structs.replace(
            node,
            text=quotation.text(signs=self.signs, ayah_numbers=True),
            places=quotation.places,
            reference=self._reference(quotation) if printed else "",
        )

    def _reference(self, quotation: scripture.Quotation) -> str:
        printed = surahs.printed_reference(quotation.places, self.edition.book.language, self.names.name)
        return digits_of_one_kind(printed, self.edition)

    def _may_fetch(self, node: Any, ranges: tuple[scripture.Range, ...]) -> bool:
        """Count the āyāt that are fetched; False for those that are too many, of which the first are found."""
        before = self._fetched
        self._fetched += sum(each.last - each.first + 1 for each in ranges)
        if before <= MOST_FETCHED < self._fetched:
            message = f"more than {MOST_FETCHED:,} āyāt are fetched in one section"
            self._found(Code.TOO_LARGE, message, "take the section apart", node.location)
        return self._fetched <= MOST_FETCHED

    def _fits(self, node: Verse, quotation: scripture.Quotation) -> bool:
        """Count the words that are fetched into a paragraph: those of one line of the source, or of lines near it."""
        line = node.location.line or 0
        before = self._in_paragraph if abs(line - self._line) <= 1 else 0
        self._line, self._in_paragraph = line, before + quotation.count
        if before <= MOST_WORDS < self._in_paragraph:
            message = f"more than {MOST_WORDS:,} words of the Qurʾān are fetched into one paragraph"
            self._found(Code.TOO_LARGE, message, "take the paragraph apart", node.location)
        return self._in_paragraph <= MOST_WORDS

    def _verified(
        self, node: Any, typed: str, ranges: tuple[scripture.Range, ...] | None
    ) -> scripture.Quotation | None:
        """The text of record that stands for `typed`; None with findings where there is none."""
        verdict = self._in_this_book(self.riwayah.verify(typed, ranges))
        if verdict.kind == "agrees":
            if fix := self._rewritten(node, verdict):
                self._fixes.append(fix)
            return self.riwayah.quotation(verdict.ranges, verdict.pieces or None, basmalah=verdict.basmalah)
        if verdict.kind == "wrong-reference":
            self._wrong_reference(node, verdict)
        elif verdict.kind == "mismatch":
            self._mismatch(node, typed, verdict)
        else:
            self._found(
                Code.QURAN_MISMATCH,
                f"`{typed}` is not found in the Qurʾān",
                "correct the words, or set them without ﴿ ﴾ if they are not Qurʾān",
                node.location,
            )
        return None

    def _in_this_book(self, verdict: QuotationVerdict) -> QuotationVerdict:
        """The verdict of whoever knows how the book quotes."""
        wrong = verdict.doubts if self.manner.as_print else ()
        if self.manner.as_print and verdict.hand not in self.manner.hands:
            wrong = tuple(dict.fromkeys((*wrong, *verdict.slips)))
        return replace(verdict, kind="mismatch", differences=(*verdict.differences, *wrong)) if wrong else verdict

    def _rewritten(self, node: Any, verdict: QuotationVerdict) -> Fix | None:
        return rewritten(node, verdict, self.sources) if self._rewrites else None

    def _wrong_reference(self, node: Any, verdict: QuotationVerdict) -> None:
        """A finding that names the right reference; it is certain only if the text stands nowhere else."""
        right = reference_of(verdict)
        fix = self._rewritten(node, verdict) if verdict.only else None
        self._found(
            Code.QURAN_REFERENCE_WRONG,
            f"this is not the text of {node.ref}, but of {right}",
            f"write `[{right}]`, or quote {node.ref}",
            node.location,
            fix,
        )

    def _mismatch(self, node: Any, typed: str, verdict: QuotationVerdict) -> None:
        """A finding for each stretch of words that differ. Where no more than vowel signs do, fetching mends it."""
        fix = self._rewritten(node, verdict) if verdict.letters_agree else None
        besides = f" (it is near to {', '.join(map(str, verdict.besides))} too)" if verdict.besides else ""
        for difference in verdict.differences:
            right = fetched(verdict if len(difference.differing) < len(typed.strip()) else replace(verdict, pieces=()))
            self._found(
                Code.QURAN_MISMATCH,
                _told(difference, reference_of(verdict)) + besides,
                f"write `{right}`, or correct the words",
                self._place_of(node, difference.offset),
                fix,
            )

    def _place_of(self, node: Any, offset: int) -> Location:
        """Where in the source the code point `offset` of what was typed stands."""
        if isinstance(node, Verse):
            return node.written.place(offset) if node.written else node.location
        start = 0
        for paragraph in node.typed:
            for inline in paragraph.children:
                length = len(plain((inline,)))
                if start <= offset < start + length:
                    here: Location = inline.location.moved(offset - start if isinstance(inline, Text) else 0)
                    return here
                start += length
            start += 1
        return node.location  # type: ignore[no-any-return]

    def _found(self, code: Code, message: str, remedy: str, location: Location, fix: Fix | None = None) -> None:
        self._findings.append(Finding(code, message, remedy, location, fix=fix))


def _told(difference: Difference, right: str) -> str:
    vowels = " (its vowels differ)" if difference.vowels else ""
    reads = f", which reads `{difference.expected}`" if difference.expected else ", where nothing stands there"
    return f"`{difference.differing}` is not the text of {right}{reads}{vowels}"
