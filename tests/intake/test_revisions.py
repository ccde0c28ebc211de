"""Comments, tracked changes and symbols of private fonts: what readers of Word files and their like hand to the desk."""

from __future__ import annotations

from bookbuild.diagnostics import Code
from bookbuild.intake.desk.revisions import DELETED, accepted
from bookbuild.intake.document import IntakeDocument, IntakeParagraph
from bookbuild.intake.rewriting import flat_text
from bookbuild.intake.runs import CommentHere, Place, PrivateSymbol, RunMark, RunPiece, TextRun

PLACE = Place(place="paragraph 4")


def of(*runs: RunPiece) -> IntakeDocument:
    return IntakeDocument((IntakeParagraph(runs),))


def text_of(document: IntakeDocument) -> str:
    [paragraph] = document.blocks
    assert isinstance(paragraph, IntakeParagraph)
    return flat_text(paragraph.runs)


def test_insertions_stand_and_deletions_are_dropped_both_told() -> None:
    inserted = TextRun("new ", frozenset((RunMark.INSERTED, RunMark.BOLD)), place=PLACE)
    deleted = TextRun("old ", frozenset((RunMark.DELETED,)), place=PLACE)
    done = accepted(of(TextRun("the "), inserted, deleted, TextRun("road")))
    assert text_of(done.document) == "the new road"
    assert [(piece.text, piece.reason) for piece in done.dropped] == [("old ", DELETED)]
    assert [finding.code for finding in done.findings] == [Code.IMPORT_CHANGE, Code.IMPORT_CHANGE]
    assert "(paragraph 4)" in done.findings[0].message


def test_a_comment_is_no_text_and_a_finding() -> None:
    done = accepted(of(TextRun("the road"), CommentHere("which road?", "the editor", PLACE)))
    assert text_of(done.document) == "the road"
    [finding] = done.findings
    assert (finding.code, "which road?" in finding.message) == (Code.IMPORT_COMMENT, True)


def test_signs_of_a_font_of_honorifics_are_honorifics_and_others_are_told() -> None:
    known = PrivateSymbol("AGA Arabesque", "\uf072", PLACE)
    unknown = PrivateSymbol("Wingdings", "\uf04a", PLACE)
    done = accepted(of(TextRun("the Prophet "), known, TextRun(" "), unknown))
    assert text_of(done.document) == "the Prophet ﷺ \uf04a"
    assert [(repair.code, repair.after) for repair in done.repairs] == [("honorific-spelled", "ﷺ")]
    assert [finding.code for finding in done.findings] == [Code.IMPORT_SYMBOL]


def test_what_a_sign_says_is_a_word_of_its_own() -> None:
    sign = PrivateSymbol("CTraditional Arabic", "س", PLACE)
    done = accepted(of(TextRun("ابن مسعود"), sign, TextRun("قال")))
    assert text_of(done.document) == "ابن مسعود رضي الله عنه قال"


def test_letters_of_the_font_symbol_are_letters() -> None:
    done = accepted(of(TextRun("the angle"), PrivateSymbol("Symbol", "\uf061", PLACE), TextRun("b")))
    assert text_of(done.document) == "the angleαb"
    assert [(repair.code, repair.after) for repair in done.repairs] == [("letter-unshaped", "α")]
