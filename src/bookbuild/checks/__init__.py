"""`Manuscript` → the same with each honorific given to its person, and what is wrong with its words.

Read once, whatever the editions: what is found here does not depend on how an edition sets it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from bookbuild.cache.memo import Recall, anew
from bookbuild.checks.characters import characters
from bookbuild.checks.dates import dates
from bookbuild.checks.hadith_sources import hadith_sources
from bookbuild.checks.honorifics import Judge
from bookbuild.checks.mentions import Mentions
from bookbuild.checks.missing_honorifics import missing_honorifics
from bookbuild.checks.passages import passages
from bookbuild.checks.required import required
from bookbuild.checks.transliteration import SpelledName, spellings, transliteration_mixed
from bookbuild.diagnostics import Finding
from bookbuild.model.book import Chapter, Manuscript
from bookbuild.model.settings import Edition
from bookbuild.model.walk import mapped
from bookbuild.tradition.persons.names import Names
from bookbuild.tradition.persons.register import names_of

Rule = tuple[str, tuple[str | None, ...]]
"""(`always` or `first`, names of the editions that say so): a value of `[honorifics] require`; name None: of all."""


def checked(manuscript: Manuscript, recall: Recall = anew) -> tuple[Manuscript, tuple[Finding, ...]]:
    """The manuscript with its honorifics given to their persons, and the findings of all its chapters.

    `recall` knows what chapters came to before.
    """
    names = names_of(manuscript.persons)
    findings: list[Finding] = []
    chapters = {}
    spelled: list[SpelledName] = []
    for path, chapter in manuscript.chapters.items():
        rules = _rules(manuscript, chapter)
        decided_by = (chapter, manuscript.persons, manuscript.sources.get(path), rules, _language(manuscript, chapter))
        chapters[path], found, words = recall(decided_by, partial(_checked, manuscript, chapter, names, rules))
        findings += found
        spelled += words
    findings += transliteration_mixed(spelled)
    return replace(manuscript, chapters=chapters), tuple(findings)


def _language(manuscript: Manuscript, chapter: Chapter) -> str:
    return chapter.lang or manuscript.editions[0].book.language


def _checked(
    manuscript: Manuscript, chapter: Chapter, names: Names, rules: tuple[Rule, ...]
) -> tuple[Chapter, list[Finding], tuple[SpelledName, ...]]:
    """A chapter, as `checked`, and how names are spelled in it."""
    mentions = Mentions(names)
    parts = (chapter.title, chapter.subtitle, chapter.short_title)
    read = [mentions.read(passage) for part in parts for passage in passages(part, "Heading")]
    language = _language(manuscript, chapter)
    judge = Judge(manuscript.persons, manuscript.sources, language)
    findings = [finding for passage in read for finding in judge.findings(passage)]
    for passage in passages(chapter.blocks):
        read.append(mentions.read(passage))
        findings += judge.findings(read[-1])
    findings += missing_honorifics(read)
    for rule, editions in rules:
        found = tuple(required(read, manuscript.persons, always=rule == "always"))
        findings += (replace(finding, edition=name) for finding in found for name in editions)
    texts = [each.passage for each in read]
    findings += characters(texts, language)
    findings += dates(texts)
    findings += hadith_sources(chapter.blocks, texts)
    return _attributed(chapter, judge), findings, spellings(read)


def _attributed(chapter: Chapter, judge: Judge) -> Chapter:
    if not judge.attributed:
        return chapter
    parts = (chapter.title, chapter.subtitle, chapter.short_title, chapter.blocks)
    title, subtitle, short, blocks = mapped(parts, lambda node: judge.attributed.get(id(node), node))
    return replace(chapter, title=title, subtitle=subtitle, short_title=short, blocks=blocks)


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
