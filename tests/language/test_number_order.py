"""Numbers of several parts: what stands where in a line from the right, as the marked text is ordered by ICU."""

from __future__ import annotations

import icu
import pytest

from bookbuild.language.numbers import from_left, from_right, in_plain_text, ordering_marks
from bookbuild.language.runs import marked, marked_anew
from bookbuild.model.inlines import Emphasis, Inlines, Run, Text

ISOLATES = {"rtl": "\u2067", "ltr": "\u2066"}
RLM, ALM, LRM = "\u200f", "\u061c", "\u200e"

# text of an Arabic paragraph, its numbers from left to right
IN_ARABIC = {
    "انظر «(٢/٢٣٦-٢٤٠)» ثم": "٢٤٠-٢٣٦/٢",
    "في ٣/٤٥ ثم": "٤٥/٣",
    "٣/٤٥": "٤٥/٣",
    "في ٢٦/٠٦/٢٠٢٥ ثم": "٢٠٢٥/٠٦/٢٦",
    "في ٢٦.٠٦.٢٠٢٥ ثم": "٢٠٢٥.٠٦.٢٦",
    "في ٢٦-٠٦-٢٠٢٥ ثم": "٢٠٢٥-٠٦-٢٦",
    "وهو ص ٢٣٦ هنا": "٢٣٦",
    "وهو ج ٣/ص ٤٥ هنا": "٤٥ ص/٣",
    "في ١٢-١٥ ثم": "١٥-١٢",
    "١٢–١٥": "١٥–١٢",
    "سنة ١٤٤٦هـ/٢٠٢٤م هنا": "٢٠٢٤/ـه١٤٤٦",
    "سنة ١٤٤٦/٢٠٢٤ هنا": "٢٠٢٤/١٤٤٦",
    "انظر المغني (2/236-240) ثم": "240-236/2",
    "12-15": "15-12",
    "2/236": "236/2",
    "انظر ٢/٢٣٦،٢٤٠ ثم": "٢٤٠،٢٣٦/٢",
    "عند Muslim ٣/٤٥ ثم": "٤٥/٣",
    "عند Muslim 3/45 ثم": "Muslim 3/45",
    "الساعة ١٢:٣٠ ظهرا": "١٢:٣٠",
    "الساعة (٩:٤٠) صباحا": "٩:٤٠",
    "قال (٩:٤٠) ثم": "٤٠:٩",
    "قال [٩:٤٠-٤١] ثم": "٤١-٤٠:٩",
    "قال (٢:٢٥٥،٣:١٨) ثم": "١٨:٣،٢٥٥:٢",
    "قال (٢:٢٥٥؛ ٣:١٨) ثم": "١٨:٣ ؛٢٥٥:٢",
    "في ٢:٢٥٥ ثم": "٢٥٥:٢",
    "في سورة ٩:٤٠ ثم": "٤٠:٩",
    "في ٩:٤٠-٤٢ ثم": "٤٢-٤٠:٩",
    "قال (9:40) ثم": "40:9",
    "قال (٩: ٤٠) ثم": "٤٠ :٩",
    "قال (٩/٤٠) ثم": "٤٠/٩",
    "قال (٩-٤٠) ثم": "٤٠-٩",
    "وهو ٣٫٥ أو ٣.٥ منه": "٣.٥ وأ ٣٫٥",
    "هاتف: +966 50 123 4567 هنا": "+966 50 123 4567",
    "اتصل على ٠٥٠-١٢٣-٤٥٦٧ هنا": "٠٥٠-١٢٣-٤٥٦٧",
    "ردمك 978-3-16-148410-0 هنا": "978-3-16-148410-0",
    "ردمك: ٩٧٨-٣-١٦-١٤٨٤١٠-٠ هنا": "٩٧٨-٣-١٦-١٤٨٤١٠-٠",
}
IN_ENGLISH = {
    "see المغني (٢/٢٣٦) and": "(٢٣٦/٢) ينغملا",
    "see (9:40) and 2:255.": "(9:40) and 2:255",
    "The date ١٢/٣/١٩٥١ and 12/3/1932.": "١٢/٣/١٩٥١ and 12/3/1932",
    "It is 2/236 of it, 12-15.": "2/236 of it, 12-15",
    "call +44 20 7946 0018 now": "+44 20 7946 0018",
}
IN_PERSIAN = {
    "تاریخ ۱۴۰۳/۰۵/۱۲ است": "۱۴۰۳/۰۵/۱۲",
    "برابر ۲/۵ درصد": "۲/۵",
    "فرمود (۹:۴۰) که": "۴۰:۹",
    "ساعت ۹:۴۰ صبح": "۹:۴۰",
    "المغنی (۲/۲۳۶) است": "۲۳۶/۲",
    "المغنی ۲/۲۳۶-۲۴۰ است": "۲۴۰-۲۳۶/۲",
}


def isolated(inlines: Inlines) -> str:
    """The text with isolates, which is what `dir` of an element means in an e-book (HTML, 15.3.5)."""
    parts = []
    for node in inlines:
        inner = node.text if isinstance(node, Text) else isolated(node.children)  # type: ignore[union-attr]
        parts.append(f"{ISOLATES[node.direction]}{inner}\u2069" if isinstance(node, Run) else inner)
    return "".join(parts)


def from_the_left(text: str, base: int) -> str:
    """The characters of a paragraph of level `base` as they stand from left to right."""
    given, bidi = icu.UnicodeString(text), icu.Bidi()
    bidi.setPara(given, base)
    return str(bidi.writeReordered(icu.Bidi.DO_MIRRORING | icu.Bidi.REMOVE_BIDI_CONTROLS))


@pytest.mark.parametrize(
    ("text", "shown", "language"),
    [
        (*case, lang)
        for cases, lang in ((IN_ARABIC, "ar"), (IN_ENGLISH, "en"), (IN_PERSIAN, "fa"))
        for case in cases.items()
    ],
)
def test_the_order_of_numbers(text: str, shown: str, language: str) -> None:
    runs = marked((Text(text),), language)
    assert shown in from_the_left(isolated(runs), int(language != "en"))
    assert marked_anew(runs, language) == runs


def test_the_judge_itself_orders_as_unicode_does() -> None:
    assert from_the_left("في ٢٦/٠٦/٢٠٢٥", 1) == "٢٦/٠٦/٢٠٢٥ يف"


def test_a_number_whose_parts_are_emphasised_apart() -> None:
    runs = marked((Text("في "), Emphasis((Text("٢"),)), Text("/٢٣٦ ثم")), "ar")
    assert isinstance(runs[2], Run)
    assert from_the_left(isolated(runs), 1) == "مث ٢٣٦/٢ يف"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هاتف 920001234", ["920001234"]),
        ("+966501234567", ["+966501234567"]),
        ("في ٠٥٠١٢٣٤٥٦٧", ["٠٥٠١٢٣٤٥٦٧"]),
        ("tel: (02) 234 5678", ["(02) 234 5678"]),
        ("ISBN 0-306-40615-X", ["0-306-40615-X"]),
        ("٢٦-٠٦-٢٠٢٥ و٠٣.٠٤.٢٠٢٥ و٠٣/٠٤/٢٠٢٥", []),
        ("٢٣٦-٢٤٠ و1000000 و1,000,000 و0.12345678", []),
        ("في ٠٦/٢٠٢٥ ١٢ رجلا", []),
        ("الصفحات ١٢ ١٣ ١٤ ١٥ ١٦", []),
    ],
)
def test_numbers_that_are_read_from_the_left(text: str, expected: list[str]) -> None:
    assert [text[begin:end] for begin, end in from_left(text)] == expected


def test_marks_where_there_are_no_elements() -> None:
    assert in_plain_text("باب ٣/٤٥", "ar") == f"باب ٣{RLM}/٤٥"
    assert in_plain_text("Chapter 3/45", "en") == "Chapter 3/45"
    assert in_plain_text("باب", "ar") == "باب"


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (f"في ٢{RLM}/{RLM}٢٣٦ ثم", 2),
        (f"في ٢٦{RLM}/٠٦{RLM}/٢٠٢٥ ثم", 2),
        (f"في ٢{ALM}:٢٥٥ ثم", 1),
        (f"سنة ١٤٤٦هـ{RLM}/{RLM}٢٠٢٤م ثم", 2),
        (f"«(٢/٢٣٦){RLM}» ثم", 1),
        (f"نص{RLM} بلا رقم", 0),
        (f"in 12{RLM}/15 he came", 0),
        (f"في ٢{LRM}/٢٣٦ ثم", 0),
    ],
)
def test_marks_by_which_an_editor_orders_a_number(text: str, count: int) -> None:
    assert len(list(ordering_marks(text))) == count


def test_no_sign_is_named_twice() -> None:
    text = "في ٢/٢٣٦-٢٤٠ و٢٦.٠٦.٢٠٢٥ و٢٦/٠٦/٢٠٢٥"
    found = list(from_right(text, "ar"))
    assert [text[at] for at in found] == list("/..//")
    assert len(set(found)) == len(found)
