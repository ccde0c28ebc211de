"""What was read → the same for the editions that its attributes name, `only="press pocket"`; as it is without any."""

from __future__ import annotations

from bookbuild.model.blocks import Blocks, EditionBlocks
from bookbuild.model.inlines import EditionWords, Inlines
from bookbuild.sources.chapter.vocabulary import Named


def blocks_for(names: Named, blocks: Blocks) -> Blocks:
    return (EditionBlocks(blocks, names.only, names.only_place),) if names.only else blocks


def words_for(names: Named, words: Inlines) -> Inlines:
    return (EditionWords(words, names.only, names.only_place),) if names.only else words
