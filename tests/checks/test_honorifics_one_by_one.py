"""Names with their honorifics, one by one, in a sentence: the law over many that are right, wrong, or divided."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of

RIGHT = """
    the Messenger ﷺ of Allah | Allah and His Messenger ﷺ | O Prophet ﷺ | the Prophet’s ﷺ mosque |
    the Prophet himself ﷺ | (the Prophet ﷺ) | Muhammad, the Messenger of Allah ﷺ | Sunnah of Muhammad ﷺ |
    in Muhammad's ﷺ time | Allah's Beloved Messenger ﷺ | our Beloved Prophet Muhammad ﷺ | Prophet of Allah ﷺ |
    the Last Messenger of Allah ﷺ | the Messenger of Allah Muhammad ibn `Abdullah ﷺ | Abul-Qasim ﷺ |
    the Seal of the Prophets, Muhammad ﷺ | Ahmad ﷺ | al-Amin ﷺ | As-Sadiq Al-Amin ﷺ | Mustafa ﷺ |
    Sayyidina Muhammad ﷺ | Hazrat Muhammad Mustafa ﷺ | the Prophet Muhammad Ibn Abdullah Ibn Abdul-Muttalib ﷺ |
    Rasulullah ﷺ | Rasul ﷺ | the final Prophet ﷺ | his Messenger Muhammad ﷺ |
    the Prophet Muhammad's ﷺ companions | Imam of the Prophets ﷺ | the leader of the Prophets ﷺ |
    the best of all creation ﷺ | Prophet Muhammed Mustafa ﷺ | the Messenger of Allah (Muhammad) ﷺ |
    the Arabian Prophet ﷺ | Messenger of God ﷺ | the Prophet of Allah, Muhammad ﷺ | Allah’s Apostle ﷺ |
    our Master Muhammad ﷺ | Nabi Muhammad ﷺ | the Chosen Prophet ﷺ | Muhammad bin Abdullah ﷺ |
    the Ummah of the Prophet ﷺ | a Companion of the Messenger of Allah ﷺ | Aishah, the wife of the Prophet ﷺ |
    Abu Bakr said to the Messenger of Allah ﷺ | the household of the Prophet ﷺ |
    Ali, the cousin of the Prophet ﷺ | Fatimah, daughter of the Messenger of Allah ﷺ | the Seerah ﷺ of | You ﷺ |
    me ﷺ | Allah's Messenger and Prophet ﷺ | Messenger ﷺ | Rasool Allah ﷺ | Prophet Muhammad ﷺ |
    Hadrat Muhammad ﷺ | Khatam an-Nabiyyin ﷺ | Sayyid al-Mursalin ﷺ | the Mercy to the worlds ﷺ |
    the Prophet (who was then in Makkah) ﷺ | the Noble Messenger ﷺ | the Prophet, ﷺ, said |
    the Prophet – ﷺ – said | The blessed Prophet ﷺ | the Prophet Muhammad al-Mustafa ﷺ |
    “the Messenger of Allah” ﷺ | *Muhammad* ﷺ | **the Prophet** ﷺ
    قال رسول الله ﷺ | سأل النبي ﷺ | قال ﷺ | قوله ﷺ | عن النبي ﷺ | أن محمدا ﷺ | محمد ﷺ | نبينا محمد ﷺ |
    سيدنا محمد ﷺ | رسولنا ﷺ | الرسول الكريم ﷺ | خاتم الأنبياء ﷺ | سيد المرسلين ﷺ | أشرف الأنبياء والمرسلين ﷺ |
    حبيبنا ﷺ | المصطفى ﷺ | الحبيب ﷺ | رسول الهدى ﷺ | نبي الرحمة ﷺ | النبي الأمي ﷺ | محمد بن عبد الله ﷺ |
    أبي القاسم ﷺ | عبده ورسوله ﷺ | زوج النبي ﷺ | أصحاب رسول الله ﷺ | خليفة رسول الله ﷺ | ابن عم رسول الله ﷺ |
    فاطمة بنت رسول الله ﷺ | فاطمة بنت محمد ﷺ | آل محمد ﷺ | يا رسول الله ﷺ | للنبي ﷺ | بالنبي ﷺ | لرسول الله ﷺ |
    والنبي ﷺ | ورسوله ﷺ | أبو بكر رضي الله عنه | أبي بكر رضي الله عنه | لأبي بكر رضي الله عنه |
    وعمر رضي الله عنه | عمر بن الخطاب رضي الله عنه | عائشة رضي الله عنها | أم سلمة رضي الله عنها |
    عن أنس رضي الله عنه | ابن عمر رضي الله عنهما | ابن عباس رضي الله عنه | أبي هريرة رضي الله عنه |
    الصحابة رضي الله عنهم | أمهات المؤمنين رضي الله عنهن | أبو بكر وعمر رضي الله عنهما |
    عثمان وعلي رضي الله عنهما | الخلفاء الراشدين رضي الله عنهم | موسى عليه السلام | عيسى بن مريم عليه السلام |
    مريم عليها السلام | إبراهيم وإسماعيل عليهما السلام | جبريل عليه السلام | الأنبياء عليهم السلام |
    الملائكة عليهم السلام | الشافعي رحمه الله | الإمام أحمد رحمه الله | ابن تيمية رحمه الله تعالى |
    العلماء رحمهم الله | البخاري ومسلم رحمهما الله | قال الله تعالى | الله عز وجل | ربنا تبارك وتعالى |
    هو وأبوه رضي الله عنهما | أبيه رضي الله عنه | ابنته فاطمة رضي الله عنها | امرأته رضي الله عنها |
    ثابت بن قيس رضي الله عنه | خولة بنت حكيم رضي الله عنها | أبو بكر الجصاص رحمه الله | محمد الغزالي رحمه الله |
    علي الطنطاوي رحمه الله | عمر بن عبد العزيز رحمه الله | الشيخ محمد رحمه الله | محمد بن صالح رحمه الله |
    صلى على محمد ﷺ | خير الأنام ﷺ | كتاب النبي ﷺ | حديث أبي بكر رضي الله عنه | عبد الله بن مسعود رضي الله عنه |
    عبدالله بن عمر رضي الله عنهما | عبد الرحمن بن عوف رضي الله عنه | معاوية رضي الله عنه |
    خديجة بنت خويلد رضي الله عنها | فاطمة الزهراء رضي الله عنها | أحد الصحابة رضي الله عنه |
    كبار الصحابة رضي الله عنهم | جمع من الصحابة رضي الله عنهم | الحسن والحسين رضي الله عنهما |
    الزبير وابنه عبد الله رضي الله عنهما | زكريا ويحيى عليهما السلام | آدم وحواء عليهما السلام |
    أسماء بنت أبي بكر رضي الله عنهما | السيدة عائشة رضي الله عنها | أم المؤمنين خديجة رضي الله عنها |
    سيدنا عمر رضي الله عنه | سيدنا إبراهيم عليه السلام | نبي الله موسى عليه السلام |
    أبو عبيدة بن الجراح رضي الله عنه | رجل من الأنصار رضي الله عنه | امرأة من الأنصار رضي الله عنها
"""
MISMATCH = """
    Abu Bakr as-Siddiq ﷺ | al-Faruq ﷺ | `Umar ﷺ | Uthman Ibn Affan ﷺ | Ali ﷺ | Hasan and Husain ﷺ |
    Bilal ibn Rabah ﷺ | Khalid ﷺ | Sa'd ﷺ | Ka'b ibn Malik ﷺ | Mus'ab ﷺ | Suhaib Ar-Rumi ﷺ | Umm Ayman ﷺ |
    Sumayyah ﷺ | Ibn Mas'ud ﷺ | Ibn Umar ﷺ | Abu Dharr Al-Ghifari ﷺ | Al-Bara' ibn `Azib ﷺ |
    Zaid Ibn Harithah ﷺ | Usamah Ibn Zaid ﷺ | `Ikrimah Ibn Abu Jahl ﷺ | Abu Jahl ﷺ | Thumamah Ibn Athal ﷺ |
    Shurahbil Ibn Hasanah ﷺ | Caliph `Umar ﷺ | the Caliph ﷺ | the Companions ﷺ | the Ansar ﷺ | Imam Malik ﷺ |
    Ibn Kathir ﷺ | Jibreel ﷺ | Musa ﷺ | Maryam ﷺ | Allah ﷺ | Sa`eed Ibn Al-Musayyib ﷺ | Companion Az-Zubair ﷺ |
    our mother Khadeejah ﷺ | the Prophet and Abu Bakr ﷺ | Abu Bakr, the companion of the Prophet, and `Umar ﷺ |
    Hazrat Uthman ﷺ | Sayyiduna Bilal ﷺ | the Mothers of the Believers ﷺ | Umm Salamah, ﷺ, |
    Hafsah Bint `Umar ﷺ | Abdur-Rahman Ibn `Auf ﷺ | Abdullah Ibn Rawahah ﷺ | `Amir Ibn Fuhairah ﷺ | Ruqayyah ﷺ |
    Zainab Bint Jahsh ﷺ | Al-`Abbas ﷺ | Hamzah ﷺ | Salman ﷺ | Abu Hurairah ﷺ | `Aa'ishah ﷺ | Talhah ﷺ |
    Sa`d Ibn Abi Waqqas ﷺ | Asma' ﷺ | Ibn `Abbas ﷺ | Anas ﷺ | Jabir ﷺ | Az-Zubair's ﷺ sword | As-Siddeeq ﷺ |
    *Bilal* ﷺ | “Umar” ﷺ | Abu Sufyan ﷺ | Umm Jameel ﷺ | Abu Talib ﷺ | Khabbab ﷺ | ABU BAKR ﷺ |
    UMAR IBN AL-KHATTAB ﷺ | Muhammad Ibn Maslamah ﷺ | Ibrahim ﷺ | Isa Ibn Maryam ﷺ | Angel Jibril ﷺ |
    Sa'd bin Mu'adh ﷺ | the Prophet ؓ | Muhammad ؓ | Musa ؓ | the Messenger of Allah ؓ | Allah ؓ | Jibreel ؓ |
    Abu Bakr ؑ | Umar ؑ | Allah ؑ | al-Bukhari ؑ | Imam Muslim ؑ | Abu Bakr ؒ | the Companions ؑ | Abu Bakr ﷻ |
    the Prophet ﷻ | Musa ﷻ | the Prophets ؓ | Aishah \ufd41 | Umar \ufd42 | Abu Bakr \ufd43 |
    Malik ibn Anas \ufd47 | the Companions \ufd41 | Musa \ufd4d | Maryam \ufd47 | Ibrahim \ufd49 |
    Abu Hanifah \ufd4f | Bilal (as) | Prophet Muhammad (ra) | the Prophet (swt) |
    Aishah (may Allah be pleased with him) | Umar (may Allah be pleased with her) |
    Abu Bakr (peace be upon him) | Imam Bukhari (peace be upon him) | Abu Dharr (sallallahu alayhi wa sallam) |
    Nuh radiyallahu anhu | Fatimah radiyallahu anhu | Anas radiyallahu anha | Sa'd radiyallahu anhum
    أبو بكر ﷺ | أبي بكر الصديق ﷺ | عمر بن الخطاب ﷺ | عمر ﷺ | وعلي ﷺ | عثمان بن عفان ﷺ | عائشة ﷺ | خديجة ﷺ |
    بلال ﷺ | ابن عباس ﷺ | الصحابة ﷺ | موسى ﷺ | عيسى ابن مريم ﷺ | جبريل ﷺ | البخاري ﷺ | الشافعي ﷺ |
    محمد بن أبي بكر ﷺ | أسماء بنت أبي بكر ﷺ | محمد بن إسماعيل البخاري ﷺ | ثابت بن قيس ﷺ | أم سليم ﷺ | أم خالد ﷺ |
    أبو جهل ﷺ | قال الله ﷺ | النبي رضي الله عنه | رسول الله رضي الله عنه | موسى رضي الله عنه |
    أبو بكر عليه السلام | أبو بكر رحمه الله | عائشة رضي الله عنه | عمر رضي الله عنها | أبو هريرة رضي الله عنهما |
    أنس رضي الله عنهم | مريم عليه السلام | موسى عليها السلام | موسى عليهما السلام | إبراهيم عليهم السلام |
    الشافعي رحمها الله | الشافعي رحمهم الله | رابعة العدوية رحمه الله | البخاري عليه السلام |
    خولة بنت حكيم رضي الله عنه | أم خالد رضي الله عنه | ثابت بن قيس رضي الله عنها | الله رضي الله عنه |
    أبو بكر عز وجل | خالد بن الوليد ﷺ | أبو ذر الغفاري ﷺ | فاطمة رضي الله عنه | عبد الله بن مسعود ﷺ |
    سعد بن معاذ ﷺ | مالك بن أنس ﷺ
"""
DOUBTFUL = """
    `Amr ﷺ | Salim ﷺ | Thabit ﷺ | Rabi`ah ﷺ | Qais ﷺ | Hakeem ﷺ | Abu Bakr's son `Abdullah ﷺ |
    Ameer Mu'awiyah ﷺ | Ja`far ﷺ | `Abdul-Muttalib ﷺ | Yasir ﷺ | Nusaybah ﷺ | Maryam ؒ | Bilal (rh) | Isa (rh) |
    Khadijah (may Allah have mercy on him)
    علي عليه السلام | الحسين عليه السلام | فاطمة عليها السلام | النبي عليه السلام | مالك بن أنس رضي الله عنه |
    الحسن بن علي عليه السلام | أبو حنيفة رضي الله عنه | أهل البيت عليهم السلام | رسول الله عليه السلام
"""


def of(texts: str) -> list[str]:
    return [text.strip() for text in texts.replace("|\n", "\n").replace("\n", " | ").split(" | ") if text.strip()]


def codes(folder: Path, text: str) -> list[str]:
    """The findings of `text` in a sentence of its script."""
    arabic = "\u0620" <= max(text.split()[0]) <= "\u06ff"
    sentence = f"ثم سمع من {text} كلاما." if arabic else f"Then he heard that {text} and left."
    findings = findings_of(folder, sentence, lang="ar" if arabic else "en")
    return [str(finding.code) for finding in findings if finding.code.startswith("honorific")]


@pytest.mark.parametrize("text", of(RIGHT))
def test_right(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == []


@pytest.mark.parametrize("text", of(MISMATCH))
def test_wrong(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == ["honorific-mismatch"]


@pytest.mark.parametrize("text", of(DOUBTFUL))
def test_doubtful(tmp_path: Path, text: str) -> None:
    assert codes(tmp_path, text) == ["honorific-doubtful"]
