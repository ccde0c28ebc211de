"""A PDF comes back as the text that was set: paragraphs, headings, notes, columns, Arabic; what is furniture is listed."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from pdf_files import SENTENCES, pdf, prose, read, told
from PIL import Image

from bookbuild.diagnostics import BookError
from bookbuild.intake.document import IntakeFigure, IntakeHeading
from bookbuild.intake.pdf.reading_order import brackets_are_drawn, clusters_of, from_right, in_reading_order
from bookbuild.intake.runs import NoteCall

CHAPTERS = "".join(
    f"<h1>{title}</h1>" + "".join(f"<p>{prose(at + number, 14)}</p>" for at in range(9))
    for number, title in enumerate(("The well", "The fire", "The bread"))
)


def seen(text: str, *, right: bool, mirrored: bool = True) -> str:
    return "".join(
        cluster.text for cluster in in_reading_order(clusters_of(text, 0), right=right, mirrored=mirrored)
    )  # fmt: skip


@pytest.mark.parametrize(
    ("drawn", "right", "read_as"),
    [
        ("رئبلا دنع", True, "عند البئر"),
        (".١٢ ةنس رئبلا دنع", True, "عند البئر سنة ١٢."),
        ("12/5 ةنس", True, "سنة 12/5"),
        ("(رئبلا) John Smith لاق", True, "قال John Smith (البئر)"),
        ("the well, رئبلا دنع, at night", False, "the well, عند البئر, at night"),
        ("at ﴾رئبلا دنع﴿ [9:40]", False, "at ﴿عند البئر﴾ [9:40]"),
        ("دَنْعِ", True, "عِنْدَ"),
    ],
)
def test_what_is_drawn_from_the_right_is_read_from_the_right(drawn: str, right: bool, read_as: str) -> None:
    assert seen(drawn, right=right) == read_as


def test_the_lines_of_a_book_tell_whether_its_brackets_are_drawn_or_written() -> None:
    assert brackets_are_drawn([clusters_of("(رئبلا) دنع", 0)])
    assert not brackets_are_drawn([clusters_of(")رئبلا( دنع", 0)])


def test_a_line_is_read_from_the_right_by_its_letters_and_its_book() -> None:
    assert from_right("رئبلا دنع", book=False)
    assert not from_right("the well رئبلا", book=False)
    assert not from_right("رئبلا دنع.", book=False)
    assert from_right("John رئبلا دنع", book=True)


def test_paragraphs_go_on_over_pages_and_words_over_lines() -> None:
    found = read(pdf(CHAPTERS))
    texts = told(found.document.blocks)
    assert [text for kind, text in texts if kind == "heading"] == ["The well", "The fire", "The bread"]
    assert [text for kind, text in texts if kind == "paragraph"] == [
        prose(at + number, 14) for number in range(3) for at in range(9)
    ]


def test_running_heads_and_folios_are_dropped_and_listed() -> None:
    found = read(pdf(CHAPTERS))
    reasons = [(piece.text, piece.reason.split(":")[0]) for piece in found.dropped]
    assert ("The well", "running head") in reasons
    assert ("2", "page number") in reasons
    assert all(piece.place.place and piece.place.line is None for piece in found.dropped)


def test_notes_at_the_foot_are_notes() -> None:
    noted = "".join(
        f'<p>{prose(at)}<span class="note">Note of {at}: {prose(at, 3)}</span> {SENTENCES[0]}</p>' for at in range(12)
    )
    found = read(pdf(f"<h1>The well</h1>{noted}"))
    calls = [
        run for block in found.document.blocks for run in getattr(block, "runs", ()) if isinstance(run, NoteCall)
    ]  # fmt: skip
    assert [call.key for call in calls] == [note.key for note in found.document.notes]
    assert [told(note.blocks) for note in found.document.notes] == [
        [("paragraph", f"Note of {at}: {prose(at, 3)}")] for at in range(12)
    ]


def test_columns_are_read_one_after_the_other() -> None:
    paragraphs = "".join(f"<p>{prose(at, 8)}</p>" for at in range(6))
    found = read(pdf(f'<h1>The well</h1><div class="cols">{paragraphs}</div>', "@page { size: 180mm 180mm }"))
    assert [text for kind, text in told(found.document.blocks) if kind == "paragraph"] == [
        prose(at, 8) for at in range(6)
    ]


def test_headings_have_levels_by_their_size() -> None:
    body = "".join(f"<h1>Chapter {at}</h1><p>{prose(2)}</p><h2>Stage {at}</h2><p>{prose(4)}</p>" for at in "ABC")
    blocks = read(pdf(body)).document.blocks
    levels = [(block.level, told((block,))[0][1]) for block in blocks if isinstance(block, IntakeHeading)]
    assert levels == [pair for at in "ABC" for pair in ((1, f"Chapter {at}"), (2, f"Stage {at}"))]


def test_the_outline_tells_headings_of_the_size_of_the_text() -> None:
    body = "".join(f"<h1>Station {at}</h1><p>{prose(at)}</p>" for at in range(4))
    found = read(pdf(body, "h1 { bookmark-level: 1; font-size: 11pt; font-weight: normal; margin: 0 }"))
    heads = [text for kind, text in told(found.document.blocks) if kind == "heading"]
    assert heads == [f"Station {at}" for at in range(4)]


def test_arabic_comes_back_letter_by_letter() -> None:
    text = "نزلوا عند البئر ليلا (قبل الفجر) ثم ساروا حتى بلغوا الجبل، ولم يكن معهم إلا القليل من الماء سنة ١٢."
    body = "".join(f"<p>{text}</p>" for _ in range(6))
    found = read(
        pdf(
            f"<h1>الطريق</h1>{body}",
            "html { direction: rtl } p { hyphens: none } @page { @bottom-center { content: none } }",
            "ar",
        )
    )
    assert [each for kind, each in told(found.document.blocks) if kind == "paragraph"] == [text] * 6


def test_emphasis_within_a_line_is_kept() -> None:
    found = read(pdf(f"<h1>The well</h1><p>{SENTENCES[0]} It was <i>the road</i> of the wells. {prose(1)}</p>"))
    runs = [run for block in found.document.blocks for run in getattr(block, "runs", ())]
    assert [run.text for run in runs if {str(mark) for mark in getattr(run, "marks", ())} == {"italic"}] == ["the road"]


def test_pictures_stand_where_they_stood(tmp_path: Path) -> None:
    Image.effect_noise((200, 120), 80).convert("RGB").save(tmp_path / "a.png")
    picture = f'<img src="{(tmp_path / "a.png").as_uri()}" style="width: 50mm">'
    found = read(pdf(f"<h1>The well</h1><p>{prose(0)}</p>{picture}<p>{prose(1)}</p>"))
    kinds = [type(block).__name__ for block in found.document.blocks]
    assert kinds[-3:] == ["IntakeParagraph", "IntakeFigure", "IntakeParagraph"]
    figure = next(block for block in found.document.blocks if isinstance(block, IntakeFigure))
    assert Image.open(io.BytesIO(figure.picture.data)).size == (200, 120)


def test_a_file_under_a_password_is_encrypted() -> None:
    with pikepdf.open(io.BytesIO(pdf(CHAPTERS))) as plain:
        locked, empty = io.BytesIO(), io.BytesIO()
        plain.save(locked, encryption=pikepdf.Encryption(owner="a", user="b"))
        plain.save(empty, encryption=pikepdf.Encryption(owner="a", user=""))
    with pytest.raises(BookError, match="import-encrypted"):
        read(locked.getvalue())
    assert read(empty.getvalue()).document == read(pdf(CHAPTERS)).document


def test_pages_that_are_pictures_have_no_text() -> None:
    scanned = io.BytesIO()
    Image.new("RGB", (200, 300), "white").save(scanned, "PDF")
    with pytest.raises(BookError, match="its 1 pages are pictures"):
        read(scanned.getvalue())


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 9, pdf(CHAPTERS)[:4000]])
def test_what_is_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(BookError, match="archive-unsafe"):
        read(data)
