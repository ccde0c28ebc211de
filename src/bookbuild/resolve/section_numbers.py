"""The numbers of chapters and parts → as an edition sets them: 3, iii, Chapter Three, الباب الثالث."""

from __future__ import annotations

from bookbuild.language import numerals
from bookbuild.language.numerals import digit_style
from bookbuild.language.ordinals import capitalized, ordinal_word
from bookbuild.language.terms import terms_of
from bookbuild.model.settings import Edition, localized


class SectionNumbers:
    """Writes the numbers of one edition's chapters and parts; empty where it numbers none."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.language = edition.book.language
        self.terms = terms_of(edition)

    def of_chapter(self, n: int) -> str:
        style = self.edition.style.chapter_number
        if style == "none":
            return ""
        if style != "ordinal":
            return self._in_style(n, style)
        chapter = localized(self.edition.style.chapter_word, self.language) or self.terms.word("chapter")
        word = ordinal_word(n, "chapter", self.language, numerals.gender_of(chapter))
        if word is None:
            return f"{chapter} {self._in_style(n, 'digits')}"
        return self.terms.word(
            "chapter-ordinal", chapter=chapter, ordinal=word, Ordinal=capitalized(word, self.language)
        )

    def of_part(self, n: int) -> str:
        """The number of a part; without a style of their own, parts are numbered if chapters begin anew in them."""
        style = self.edition.style.part_number
        if style == "auto":
            style = self.edition.style.chapter_number if self.edition.style.chapter_numbers == "part" else "none"
        if style == "none":
            return ""
        word = None
        if style == "ordinal":
            word = ordinal_word(n, "part", self.language, numerals.gender_of(self.terms.word("part")))
        if word is None:
            return self.terms.word("part-number", number=self._in_style(n, "digits" if style == "ordinal" else style))
        return self.terms.word("part-ordinal", ordinal=word, Ordinal=capitalized(word, self.language))

    def _in_style(self, n: int, style: numerals.NumeralStyle) -> str:
        """`n` in `style`; digits are those of the edition's other numbers."""
        return numerals.in_style(n, digit_style(self.edition) if style == "digits" else style, self.language)
