"""Passages of a chapter → what a proofreader marks: spaces, punctuation, letters and brackets that are out of place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from bookbuild.checks.brackets import brackets
from bookbuild.checks.letters import letters
from bookbuild.checks.passages import Passage
from bookbuild.checks.proof import Proof
from bookbuild.checks.punctuation import doubled, foreign
from bookbuild.checks.spacing import spacing
from bookbuild.diagnostics import Finding


def proofread(
    passages: Sequence[Passage], language: str, lines: Sequence[str], elsewhere: Sequence[Finding] = ()
) -> Iterator[Finding]:
    """The findings of a chapter in `language`, whose source has `lines`.

    Where one of `elsewhere` stands, another check has said what the gap there is.
    """
    proofs = [Proof(passage, language, lines) for passage in passages]
    taken = {(found.location.path, found.location.line, found.location.column) for found in elsewhere}
    one_by_one = chain.from_iterable(_of_one(proof) for proof in proofs)
    for found in chain(one_by_one, brackets(proofs)):
        if (found.location.path, found.location.line, found.location.column) not in taken:
            yield found


def _of_one(proof: Proof) -> Iterator[Finding]:
    yield from spacing(proof)
    yield from doubled(proof)
    if not proof.text.isascii():
        yield from foreign(proof)
        yield from letters(proof)
