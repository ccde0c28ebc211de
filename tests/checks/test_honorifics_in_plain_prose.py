"""Arabic and Urdu prose in which every honorific is right: no finding; what is wrong there is still found."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of

RIGHT = {
    "a child of the Prophet, whose honorific is the father's": """
        ar | كان بيت فاطمة رضي الله عنها، بنت رسول الله ﷺ، قريبا
        ar | هاجرت زينب بنت النبي ﷺ إلى المدينة
        ar | ومرضت رقية ابنة النبي ﷺ
        ar | مات إبراهيم، ابن رسول الله ﷺ، صغيرا
        ar | وابنة النبي ﷺ عنده، وزوج ابنة رسول الله رضي الله عنها، وابنة رسول الله رضي الله عنها
        ar | يا بنت أبي بكر الصديق رضي الله عنهما
        ur | حضرت زینب بنتِ رسول ﷺ کی ہجرت
    """,
    "companions of the Messenger, in Urdu": """
        ur | جب اصحابِ رسول ﷺ کا مجموعی ذکر ہو
    """,
    "the Prophet by al-Muṣṭafā, in Urdu": """
        ur | پھر محمد مصطفیٰ ﷺ تشریف لائے
        ur | وہ احمدِ مجتبیٰ محمد مصطفیٰ ﷺ کے امتی ہیں
        ur | ہمارے آقا مصطفیٰ ﷺ نے سکھایا
    """,
    "a name that ends with Allah's": """
        ur | ہم نے مولانا حبیب اللہ رحمہ اللہ سے پڑھا
        ur | ان سے کفایت اللہ رحمہ اللہ نے کہا
        ar | قرأت على الشيخ نصر الله رحمه الله
        ar | لقيت الشيخ حبيب الله رحمه الله
        ar | كان حبيب الله رحمه الله جارنا، وحبيب الله ﷺ قدوتنا
        ar | كان فضل الله رحمه الله جارنا، وكان أمر الله رحمه الله خياطا
        ar | مات عطاء الله رحمه الله وهبة الله رحمها الله في شتاء واحد
        ar | كان جار الله رحمه الله وسعد الله رحمه الله وولي الله رحمه الله من أهل القرية
    """,
    "a prophet by what Allah called him": """
        ar | ذكر عيسى روح الله عليه السلام
        ar | وقصة إسماعيل ذبيح الله عليه السلام
        ar | وخلق آدم صفي الله عليه السلام
        ur | حضرت نوح نجی اللہ علیہ السلام کی کشتی
    """,
    "the author's kin, teachers and neighbours": """
        ar | كان جدي أبو بكر، رحمه الله، مؤذن القرية
        ar | وكان خالي أبو بكر رحمه الله نجارا
        ar | وشيخنا أبو بكر رحمه الله يبتسم
        ar | وكان والدي، محمد بن عبد الله، رحمه الله، كثير الصمت
        ar | كان والدي عمر رحمه الله يقول، وعمي علي رحمه الله يسمع
        ar | وخالتي عائشة رحمها الله تخبز
        ar | زارنا د. طلحة رحمه الله، ودعا المرحوم عمر رحمه الله
        ar | كان جدي لأمي عثمان رحمه الله فلاحا
        ar | قال والدي لأمي فاطمة رحمه الله شيئا
        ar | قال أخي لأمي زينب رحمه الله ثم مضى
        ar | قال والدي لأمي فاطمة رحمها الله شيئا
        ar | كان سيدي علي رحمه الله يعلمنا
        ar | سألنا الفقيه عمر رحمه الله والمقرئ عثمان رحمه الله والمعلم علي رحمه الله
        ur | میرے دادا ابوبکر رحمۃ اللہ علیہ کسان تھے
    """,
    "a noun in the feminine, which has no pronoun, and titles between those of a row": """
        ar | وعائشة بنت طلحة حفيدة أبي بكر رحمها الله
        ar | كانت صديقة أبي بكر وجارة عمر رحمها الله هنا
        ar | و«الحبر» ابن عباس، و«الحواري» الزبير بن العوام، و«سيف الله» خالد بن الوليد، رضي الله عنهم
        ar | فالحبر ابن عباس، وسيف الله خالد بن الوليد، رضي الله عنهما
    """,
    "the short form of one who was named so before": """
        ar | كان جدي عثمان، رحمه الله، فلاحا. وقال عثمان رحمه الله كلمة
        ar | مات والدي محمد بن عبد الله رحمه الله. وكان محمد رحمه الله يحب الصلاة على محمد ﷺ
        ar | كان عمر بن سعيد رحمه الله جارا. وقال عمر رحمه الله كلمة
        ar | أنا وأخواي عثمان وحسن. مات عثمان، رحمه الله، في التاسعة
    """,
    "titles of Urdu, and names of two isms": """
        ur | ہمارے استاد قاری محمد عثمان رحمہ اللہ تھے
        ur | حضرت مولانا محمد یوسف رحمہ اللہ کا درس
        ur | والدِ گرامی محمد ابراہیم رحمہ اللہ نے کہا
        ur | قاری عمر رحمہ اللہ اور حاجی علی رحمہ اللہ آئے
        ur | ماسٹر عثمان رحمہ اللہ اور حکیم عمر رحمہ اللہ آئے
        ur | میرے دادا جان عمر رحمہ اللہ کسان تھے
        ur | میرے نانا عثمان رحمہ اللہ اور چچا علی رحمہ اللہ آئے
    """,
}  # fmt: skip
WRONG = [
    ("ar", "فاطمة بنت النبي ﷺ، وقال أبو بكر ﷺ شيئا", "honorific-mismatch"),
    ("ar", "كان جدي أبو بكر ﷺ مؤذنا", "honorific-mismatch"),
    ("ur", "نبی ﷺ کے چچا حمزہ ﷺ نے کہا", "honorific-mismatch"),
    ("ar", "رسول الله رحمه الله", "honorific-mismatch"),
    ("ar", "قال الله رحمه الله", "honorific-mismatch"),
    ("ar", "قال جدي عمر: كان أبو بكر ﷺ صديقا", "honorific-mismatch"),
    ("ar", "قال عمر رحمه الله كلمة، ثم قال جدي عمر كلمة", "honorific-doubtful"),
    ("ar", "كان جدي عمر يقول: قال عمر ﷺ كلمة", "honorific-mismatch"),
    ("ar", "حفصة بنت عمر ﷺ", "honorific-mismatch"),
    ("ur", "حضرت ابراہیم رضی اللہ عنہ نے گھر بنایا", "honorific-doubtful"),
    ("ur", "حضرت عمر ﷺ نے کہا", "honorific-mismatch"),
]  # fmt: skip


def of(texts: dict[str, str]) -> list[tuple[str, ...]]:
    lines = [line for lines in texts.values() for line in lines.strip().split("\n")]
    return [tuple(part.strip() for part in line.split(" | ")) for line in lines]


def codes(folder: Path, lang: str, text: str) -> list[str]:
    return [str(f.code) for f in findings_of(folder, text, lang=lang) if f.code.startswith("honorific")]


@pytest.mark.parametrize(("lang", "text"), of(RIGHT))
def test_what_is_right_is_left_alone(tmp_path: Path, lang: str, text: str) -> None:
    assert codes(tmp_path, lang, text) == []


@pytest.mark.parametrize(("lang", "text", "code"), WRONG)
def test_what_is_wrong_is_found(tmp_path: Path, lang: str, text: str, code: str) -> None:
    assert codes(tmp_path, lang, text) == [code]
