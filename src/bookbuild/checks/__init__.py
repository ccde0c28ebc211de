"""`Manuscript` → the same with each honorific given to its person, and what is wrong with its words.

Read once, whatever the editions: what is found here does not depend on how an edition sets it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

import msgspec

from bookbuild.cache.memo import Recall, anew
from bookbuild.checks.characters import characters
from bookbuild.checks.dates import dates
from bookbuild.checks.edition_names import edition_names_unknown
from bookbuild.checks.hadith_sources import hadith_sources
from bookbuild.checks.heading_links import heading_links
from bookbuild.checks.honorifics import Judge
from bookbuild.checks.index_marks import index_broken, index_empty
from bookbuild.checks.mentions import Mentions, ReadPassage
from bookbuild.checks.missing_honorifics import missing_honorifics
from bookbuild.checks.note_series import note_series_unknown
from bookbuild.checks.passages import passages
from bookbuild.checks.proofreading import proofread
from bookbuild.checks.required import required
from bookbuild.checks.transliteration import SpelledName, spellings, transliteration_mixed
from bookbuild.checks.unknown_marks import unknown_marks
from bookbuild.diagnostics import Finding
from bookbuild.model.book import Chapter, Manuscript
from bookbuild.model.settings import Edition
from bookbuild.model.walk import mapped
from bookbuild.tradition.persons.names import Names
from bookbuild.tradition.persons.register import names_of

Rule = tuple[str, tuple[str | None, ...]]
"""(`always` or `first`, names of the editions that say so): a value of `[honorifics] require`; name None: of all."""

CheckedChapter = tuple[Chapter, tuple[Finding, ...], tuple[SpelledName, ...]]
"""A chapter with its honorifics given to their persons, what is wrong in it, and how names are spelled in it."""


def checked(manuscript: Manuscript, recall: Recall = anew) -> tuple[Manuscript, tuple[Finding, ...]]:
    """The manuscript with its honorifics given to their persons, and the findings of all its chapters.

    `recall` knows what chapters came to before.
    """
    names = names_of(manuscript.persons)

    def of_chapter(chapter: Chapter) -> CheckedChapter:
        rules, lines = _rules(manuscript, chapter), manuscript.sources.get(chapter.path)
        decided_by = (
            chapter, manuscript.persons, lines, rules, _language(manuscript, chapter), _as_written(manuscript),
        )  # fmt: skip
        return recall(decided_by, partial(_checked, manuscript, chapter, names, rules), CheckedChapter)

    made = {path: of_chapter(chapter) for path, chapter in manuscript.chapters.items()}
    of_chapters = (finding for _, found, _ in made.values() for finding in found)
    spelled = [name for _, _, words in made.values() for name in words]
    chapters = {path: chapter for path, (chapter, _, _) in made.items()}
    return replace(manuscript, chapters=chapters), (
        *of_chapters,
        *transliteration_mixed(spelled),
        *index_empty(manuscript),
        *index_broken(manuscript),
        *note_series_unknown(manuscript),
        *edition_names_unknown(manuscript),
    )


def _language(manuscript: Manuscript, chapter: Chapter) -> str:
    return chapter.lang or manuscript.editions[0].book.language


def _as_written(manuscript: Manuscript) -> bool:
    """Whether an edition sets references with the digits that they are written with."""
    return any(edition.style.digits == "as-written" for edition in manuscript.editions)


def _checked(manuscript: Manuscript, chapter: Chapter, names: Names, rules: tuple[Rule, ...]) -> CheckedChapter:
    judge = Judge(manuscript.persons, manuscript.sources, _language(manuscript, chapter))
    judged = [
        (read, tuple(judge.findings(read))) for read in _read(chapter, Mentions(names, _language(manuscript, chapter)))
    ]
    passages_read = [read for read, _ in judged]
    of_honorifics = (finding for _, found in judged for finding in found)
    findings = (*of_honorifics, *_of_words(manuscript, chapter, passages_read, rules))
    return _attributed(chapter, judge), findings, spellings(passages_read)


def _read(chapter: Chapter, mentions: Mentions) -> Iterator[ReadPassage]:
    """The passages of a chapter: its titles, all read before the first is given, then each of its text as it is read.

    What is known of a name grows with each.
    """
    titles = (chapter.title, chapter.subtitle, chapter.short_title)
    yield from [mentions.read(passage) for part in titles for passage in passages(part, "Heading")]
    yield from (mentions.read(passage) for passage in passages(chapter.blocks))


def _of_words(
    manuscript: Manuscript, chapter: Chapter, read: Sequence[ReadPassage], rules: tuple[Rule, ...]
) -> Iterator[Finding]:
    """What is wrong with a chapter's words, besides its honorifics."""
    lost = tuple(missing_honorifics(read, _language(manuscript, chapter)))
    yield from lost
    yield from unknown_marks(read, manuscript.persons)
    for rule, editions in rules:
        found = tuple(required(read, manuscript.persons, always=rule == "always"))
        yield from (replace(finding, edition=name) for finding in found for name in editions)
    texts = [each.passage for each in read]
    yield from characters(texts, _language(manuscript, chapter), references=_as_written(manuscript))
    if chapter.path not in {edition.book.cataloguing for edition in manuscript.editions}:  # it has ISBD's punctuation
        yield from proofread(texts, _language(manuscript, chapter), manuscript.sources.get(chapter.path, ()), lost)
    yield from dates(texts)
    yield from heading_links(texts, manuscript.sources.get(chapter.path, ()))
    yield from hadith_sources(chapter.blocks, texts)


def _attributed(chapter: Chapter, judge: Judge) -> Chapter:
    if not judge.attributed:
        return chapter
    parts = (chapter.title, chapter.subtitle, chapter.short_title, chapter.blocks)
    title, subtitle, short, blocks = mapped(parts, lambda node: judge.attributed.get(id(node), node))
    return msgspec.structs.replace(chapter, title=title, subtitle=subtitle, short_title=short, blocks=blocks)


def _rules(manuscript: Manuscript, chapter: Chapter) -> tuple[Rule, ...]:
    """What the editions that have this chapter ask for."""
    having = [
        edition
        for edition in manuscript.editions
        if any(chapter.path in manuscript.matched.get(item, ()) for item in _items(edition))
    ]
    rules = dict.fromkeys(edition.honorifics.require for edition in having)
    asked = ((rule, [edition.name for edition in having if edition.honorifics.require == rule]) for rule in rules)
    return tuple(
        (rule, (None,) if len(names) == len(manuscript.editions) else tuple(names))
        for rule, names in asked
        if rule != "never"
    )


def _items(edition: Edition) -> Iterator[str]:
    """Everything that an edition names in which the author's text stands; the cataloguing block is a library's."""
    matter = edition.matter
    body = [item for part in matter.parts for item in part.chapters] or matter.body
    yield from (*matter.front, *body, *matter.back)
