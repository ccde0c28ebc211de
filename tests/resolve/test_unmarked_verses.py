"""Verses that stand unmarked in the text: found, held against their references, and what is none left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from bookbuild.resolve import resolve
from bookbuild.sources import read_book

CASES = [
    ("ثَانِيًا رَبَّنَا أَبْشَرْنَاهُ (التوبة: 40)", ["quran-doubtful 1"]),
    ("قال تعالى: ثاني اثنين إذ هما في البيت (التوبة: ٤٠).", ["quran-doubtful 12"]),
    ("وفيه «لا تحزن إن الله معكم» [9:40].", ["quran-doubtful 7"]),
    ("وفيه «لا تحزن إن الله معنا» (سورة البقرة: 40).", ["quran-doubtful 7"]),
    ("وفيه «لا تحزن إن الله معنا» (التوبة/40)", ["quran-unreferenced 7"]),
    ("قال تعالى: لا إكراه في الدين", ["quran-unreferenced 12"]),
    ("قال الله عز وجل: «إن مع العسر يسرا»", ["quran-unreferenced 19"]),
    ("Allah ﷻ says: لا إكراه في الدين", ["quran-unreferenced 15"]),
    ("لا إكراه في الدين، كما قيل", []),
    ("وهو خير له في الدنيا ولا في الآخرة", []),
    ("خرج ولا تحزن. إن الله معنا وسار", []),
    ("وذكر ذلك في كتابه (التوبة: 40) وفي غيره (ص 12) و(البخاري: 5) و«الغار» (التوبة: 40).", []),
    ("قال الله تعالى: أنا عند ظن عبدي بي", []),
    ("یہ سن کر کہا کہ انا للہ و انا الیہ راجعون اور رو پڑے", []),
    ("وقال الناس إنا لله و إنا إليه راجعون ثم مضوا", []),
    ("کہا کہ الحمد للہ الذی ہدانا لھذا و ما کنا لنھتدی لو لا ان ہدانا اللہ", ["quran-unreferenced 8"]),
    ("انظر «سير أعلام النبلاء» (٢/٢٠١–٢١٠).", []),
    ("دیکھیے «تذکرۂ علمائے ہندوستان جدید» (۲/۱۴۵)۔", []),
    ("وفي «مجموع فتاوى ابن تيمية» (٣/١٢٠).", []),
    ("وفي إنجيل «متى ولوقا ويوحنا» (٣: ١٦).", []),
    ("وفيه «لا تحزن إن الله معنا» (٩: ٤١).", ["quran-doubtful 7"]),
    ("وفيه «إذ يقول لصاحبه لا تفزع إن الله معنا» (٩/٤٠).", ["quran-doubtful 7"]),
    ("قال تعالى: «سير أعلام النبلاء» (٢/٢٠١).", ["quran-doubtful 13"]),
    ("اس میں «لا تحزن إن الله معكم» (سورۂ توبہ، آیت ۴۰) ہے۔", ["quran-doubtful 9"]),
    ("اس میں «لا تحزن إن الله معكم» (التوبۃ: ۳۹ تا ۴۰) ہے۔", ["quran-doubtful 9"]),
]


@pytest.mark.parametrize(("text", "want"), CASES, ids=[case[0] for case in CASES])
def test_a_verse_that_is_not_marked(tmp_path: Path, text: str, want: list[str]) -> None:
    (tmp_path / "book.toml").write_text(
        '[book]\ntitle = "T"\nlanguage = "ar"\n[matter]\nfront = []\nbody = ["1.md"]\n', encoding="utf-8"
    )
    (tmp_path / "1.md").write_text(f"# T\n\n{text}\n", encoding="utf-8")
    manuscript, found = read_book(tmp_path)
    assert manuscript is not None
    assert not found
    findings = resolve(manuscript, manuscript.editions[0])[1]
    assert [f"{finding.code} {finding.location.column}" for finding in findings] == want
