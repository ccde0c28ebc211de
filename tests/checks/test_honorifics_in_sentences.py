"""Sentences as books have them → no honorific is found fault with that is right, and each that is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of

RIGHT = [
    "The grandmother of al-Zubayr رضي الله عنها, the half-sister of ʿUthmān رضي الله عنها; the great-grandson of Asmāʾ رضي الله عنه.",
    "The tutor of ʿĀʾishah رضي الله عنه; the midwife of Fāṭimah رضي الله عنها; the neighbour of Khadījah رضي الله عنه.",
    "جارية عمر رضي الله عنها، ومعلم فاطمة رضي الله عنه، وحماة عثمان رضي الله عنها.",
    "Ibn Abbas, may Allah be pleased with them, said it; ʿĀʾishah bint Abī Bakr, may Allah be pleased with them, too.",
    "Umar Mukhtar (rh) fought in the desert, and Umar Khayyam wrote verse.",
    "Ali Jinnah (rh) and Muhammad Iqbal (rh) spoke of it.",
    "Muhammad Asad (rh) translated the work; Muhammad Abduh (rh) read it.",
    "The city of Bilal Colony lies to the south, near Masjid Abu Bakr (see the map).",
    "Abu Bakr Street and Umar Square meet at the gate.",
    "The Prophet Musa (as) spoke; the Prophet Isa (as) healed; the Prophet Muhammad ﷺ taught.",
    "“The Prophet ﷺ said: ‘Abu Bakr (ra) is with me,’” he told.",
    "Abu Bakr’s (ra) and ʿUmar’s (ra) words were few.",
    "the Prophet’s (saw) wife Hafsah (ra) and her father (ra)",
    "It was Abu Bakr\n(ra) who went first, and the Prophet\nﷺ followed.",
    "Abu Bakr[^1] (ra) came.\n\n[^1]: A note.",
    "the Prophet[^1] ﷺ came.\n\n[^1]: A note.",
    "[Abu Bakr]{.person}[]{#a} (ra) came.",
    "Hasan al-Basri (rh), Saʿid ibn Jubayr (rh), ʿUmar ibn ʿAbd al-ʿAziz (rh) and Ibn Sirin (rh) were of the Successors.",
    "Imam ʿAli ibn al-Madini (rh) and Abu Dawud (rh) gathered it.",
    "Salman (ra) the Persian, Suhayb (ra) the Roman, Bilal (ra) the Abyssinian",
    "Jesus, son of Mary (peace be upon them both), and John (peace be upon him)",
    "Gabriel (peace be upon him) came to the Prophet (peace and blessings be upon him).",
    "Adam, Noah, Abraham and Moses (peace be upon them) were sent.",
    "Abu Bakr, ʿUmar, ʿUthman and ʿAli (may Allah be pleased with them all) ruled.",
    "ʿAʾishah and Hafsah (may Allah be pleased with them both) spoke.",
    "Hasan and Husayn رضي الله عنهما played.",
    "Al-Hasan ibn ʿAli (ra), grandson of the Prophet ﷺ, made peace.",
    "Zayd ibn Thabit (ra) wrote for the Messenger of Allah ﷺ; Zayd ibn ʿAli (rh) came later.",
    "the book of Muslim (rh), not every Muslim (as they say), holds it",
    "The ship was known (as) Buraq; Samoa (AS) and the Royal Academy (RA) agreed; Dr. Ali, R.A., spoke.",
    "Khalid ibn al-Walid airport; the Umar ibn al-Khattab school; Aisha College",
    "Fatimah al-Fihriyyah (rh) founded it; Zaynab al-Ghazali (rh) wrote.",
    "Luqman (as) and Luqman (ra) both are said.",
    "“Who is it?” “Abu Hurayrah,” (ra) he said.",
    "Uncle of the Prophet ﷺ Hamzah (ra) fell.",
    "Hamzah (ra), the uncle of the Prophet ﷺ, fell; his killer Wahshi (ra) became Muslim.",
    "Prophet's ﷺ Mosque and the Prophet's (ﷺ) camel",
    "the Prophets (as) and the Messengers (peace be upon them)",
    "Umm Musa (as) placed him in the chest; the mother of Musa (as) too.",
    "The people of Lut (as) and the she-camel of Salih (as)",
    "Yunus Emre (rh), Yusuf Islam, Idris al-Shafiʿi (rh)",
    "Ismaʿil al-Bukhari (rh) was his father; Ibrahim ibn Adham (rh) left his throne.",
    "Dawud al-Zahiri (rh), Sulayman al-Aʿmash (rh), Yahya ibn Maʿin (rh), Zakariyya al-Ansari (rh)",
    "كتب محمد فؤاد عبد الباقي رحمه الله فهرسا.",
    "قال محمد فؤاد رحمه الله في كتابه.",
    "ذكر محمد رشيد رضا رحمه الله ذلك، ووافقه محمد عبده رحمه الله.",
    "قال محمد إقبال رحمه الله شعرا، وقال محمد الغزالي رحمه الله نثرا.",
    "أبو بكر وعمر رضي الله عنهما خرجا.",
    "قال أبو بكر الصديق وعمر بن الخطاب رضي الله عنهما كلاما.",
    "جاء أبو بكر وعمر وعثمان رضي الله عنهم.",
    "جاء أبو بكر، وعمر، وعثمان، وعلي رضي الله عنهم.",
    "عن عائشة وحفصة وأم سلمة رضي الله عنهن.",
    "عن عائشة وأم سلمة رضي الله عنهما.",
    "حدث به أنس وجابر وأبو هريرة وابن عمر رضي الله عنهم أجمعين.",
    "طلحة والزبير رضي الله عنهما جارا في الجنة.",
    "عبد الله بن عمر وعبد الله بن عباس رضي الله عنهم.",
    "عبد الله بن عمر وعبد الله بن عباس رضي الله عنهما.",
    "شارع أبي بكر ومسجد عمر ومدرسة خالد بن الوليد.",
    "مسجد بلال في حي عثمان قريب من جامعة أم القرى.",
    "قبر النبي ﷺ ومسجد النبي ﷺ وحجرة عائشة رضي الله عنها",
    "«قال النبي ﷺ: «أبو بكر رضي الله عنه معي»» هكذا حدث.",
    "قال أبو بكر[^١] رضي الله عنه.\n\n[^١]: حاشية.",
    "جاء النبي[^١] ﷺ.\n\n[^١]: حاشية.",
    "جاء أبو بكر\nرضي الله عنه إلى النبي\nﷺ.",
    "عمر المختار رحمه الله جاهد، وعمر الخيام شاعر.",
    "قال علي الطنطاوي رحمه الله، وقال حسن البنا رحمه الله.",
    "موسى بن نصير رحمه الله وعيسى بن يونس رحمه الله ويحيى بن معين رحمه الله",
    "إبراهيم النخعي رحمه الله وإسماعيل بن علية رحمه الله ويوسف بن تاشفين رحمه الله",
    "مريم جميلة رحمها الله كتبت.",
    "النبي موسى عليه السلام والنبي عيسى عليه السلام والنبي محمد ﷺ",
    "أنبياء الله عليهم السلام ورسله عليهم الصلاة والسلام",
    "صلى الله على نبينا محمد وعلى آله وصحبه وسلم",
    "أسامة بن زيد رضي الله عنهما وقتل زيد رضي الله عنه في مؤتة.",
    "عمار بن ياسر رضي الله عنهما وأمه سمية رضي الله عنها",
    "خرج حمزة وعلي وعبيدة رضي الله عنهم للمبارزة.",
    "قال معاذ بن جبل وأبو عبيدة بن الجراح رضي الله عنهما",
    "الحسن البصري رحمه الله وسعيد بن المسيب رحمه الله وعروة بن الزبير رحمه الله",
    "فاطمة الفهرية رحمها الله بنت جامع القرويين",
    "عثمان بن عفان ذو النورين رضي الله عنه وعلي أبو تراب رضي الله عنه",
    "بايع النبي ﷺ أبو أيوب رضي الله عنه، ثم أبا أيوب رضي الله عنه.",
    "أبي بن كعب رضي الله عنه أقرؤهم",
    "جبريل وميكائيل عليهما السلام",
    "آل إبراهيم عليهم السلام وقوم لوط عليه السلام وناقة صالح عليه السلام",
    "امرأة فرعون آسية عليها السلام",
    "هاجر أم إسماعيل عليهما السلام",
    "سارة زوج إبراهيم عليهما السلام",
    "محمد بن الحنفية رحمه الله ومحمد الباقر رحمه الله ومحمد الفاتح رحمه الله",
    "أحمد شوقي رحمه الله وأحمد بن حنبل رحمه الله وأحمد ياسين رحمه الله",
    "two Companions (may Allah be pleased with them both) and a woman of the Ansar (may Allah be pleased with her)",
    "ويحيى بن زكريا عليهما السلام، وعيسى ابن مريم عليهما السلام، وسليمان بن داود عليهما السلام",
    "Al-Hasan ibn ʿAli al-Barbahari (rh), Usamah ibn Zayd al-Laythi (rh), Yahya ibn Zakariyya ibn Abi Zaʾidah (rh)",
    "والحسن بن علي البربهاري رحمه الله، وأسامة بن زيد الليثي رحمه الله، ويحيى بن زكريا بن أبي زائدة رحمه الله",
    "The Negus, Ashamah (rh), sheltered Jaʿfar (ra).",
    "ومريم عليها السلام أم عيسى عليه السلام، وسألت أم سليم رضي الله عنها وهي أم أنس رضي الله عنه",
]  # fmt: skip
WRONG = [
    ("The Prophet Ibrahim ﷺ built it.", "honorific-mismatch"),
    ("Abu Bakr’s ﷺ words were few.", "honorific-mismatch"),
    ("Abu Bakr[^1] ﷺ came.\n\n[^1]: A note.", "honorific-mismatch"),
    ("قال أبو بكر[^١] ﷺ.\n\n[^١]: حاشية.", "honorific-mismatch"),
    ("النبي إبراهيم ﷺ بنى البيت.", "honorific-mismatch"),
    ("زينب بنت جحش رضي الله عنها وزينب بنت خزيمة رضي الله عنهما", "honorific-mismatch"),
    ("Ibrahim (ra), the son of Mariyah (ra), was born in Madinah.", "honorific-doubtful"),
    ("وأما إبراهيم رضي الله عنه فأمه مارية رضي الله عنها", "honorific-doubtful"),
    ("سمية بنت خياط رضي الله عنه", "honorific-mismatch"),
    ("سأله عمر رضي الله عنه: يا أبا بكر ﷺ", "honorific-mismatch"),
]  # fmt: skip


def codes(folder: Path, text: str) -> list[str]:
    lang = "ar" if "\u0600" <= text.lstrip("«")[0] <= "\u06ff" else "en"
    return [
        str(finding.code) for finding in findings_of(folder, text, lang=lang) if finding.code.startswith("honorific")
    ]


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_left_alone(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == []


@pytest.mark.parametrize(("text", "code"), WRONG)
def test_what_is_wrong_is_found_once(tmp_path: Path, text: str, code: str) -> None:
    assert codes(tmp_path, text) == [code]
