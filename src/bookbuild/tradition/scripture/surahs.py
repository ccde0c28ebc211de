"""The sūrahs: number → name; a name as anyone spells it → number; places → the reference as printed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib import resources

from bookbuild.language.numerals import digits_in
from bookbuild.language.scripts import has_arabic, script_of_language

# Arabic name | name for print | other names. Print: the article as it is read, ʿ and ʾ kept, no macrons.
_TABLE = """
الفاتحة|Al-Fatihah|الحمد;أم الكتاب;Al-Hamd;Umm al-Kitab
البقرة|Al-Baqarah|
آل عمران|Al ʿImran|Aal-e-Imran;Ale Imran;Ali Imran;Aali Imran
النساء|An-Nisaʾ|
المائدة|Al-Maʾidah|Al-Maida;Al-Mayidah
الأنعام|Al-Anʿam|
الأعراف|Al-Aʿraf|
الأنفال|Al-Anfal|
التوبة|At-Tawbah|براءة;Baraʾah;Taubat;Al-Baraʾah
يونس|Yunus|Jonah
هود|Hud|
يوسف|Yusuf|Joseph
الرعد|Ar-Raʿd|
إبراهيم|Ibrahim|Abraham
الحجر|Al-Hijr|
النحل|An-Nahl|
الإسراء|Al-Israʾ|بني إسرائيل;Bani Israʾil;سبحان
الكهف|Al-Kahf|
مريم|Maryam|Mary
طه|Ta Ha|
الأنبياء|Al-Anbiyaʾ|
الحج|Al-Hajj|
المؤمنون|Al-Muʾminun|Al-Muʾminoon
النور|An-Nur|
الفرقان|Al-Furqan|
الشعراء|Ash-Shuʿaraʾ|
النمل|An-Naml|
القصص|Al-Qasas|
العنكبوت|Al-ʿAnkabut|
الروم|Ar-Rum|
لقمان|Luqman|
السجدة|As-Sajdah|الم السجدة;Alif Lam Mim as-Sajdah
الأحزاب|Al-Ahzab|
سبأ|Sabaʾ|سبإ;Sheba
فاطر|Fatir|الملائكة;Al-Malaʾikah
يس|Ya Sin|Yaseen;ياسين;يسين
الصافات|As-Saffat|
ص|Sad|صاد;Saad
الزمر|Az-Zumar|
غافر|Ghafir|المؤمن;Al-Muʾmin
فصلت|Fussilat|حم السجدة;Ha Mim as-Sajdah;Ha-Mim
الشورى|Ash-Shura|
الزخرف|Az-Zukhruf|
الدخان|Ad-Dukhan|
الجاثية|Al-Jathiyah|
الأحقاف|Al-Ahqaf|
محمد|Muhammad|القتال;Al-Qital
الفتح|Al-Fath|
الحجرات|Al-Hujurat|
ق|Qaf|قاف;Qaaf
الذاريات|Adh-Dhariyat|Az-Zariyat;Ad-Dariyat
الطور|At-Tur|
النجم|An-Najm|
القمر|Al-Qamar|
الرحمن|Ar-Rahman|الرحمٰن
الواقعة|Al-Waqiʿah|
الحديد|Al-Hadid|
المجادلة|Al-Mujadilah|Al-Mujadalah
الحشر|Al-Hashr|
الممتحنة|Al-Mumtahanah|Al-Mumtahinah
الصف|As-Saff|
الجمعة|Al-Jumuʿah|Al-Jumʿah
المنافقون|Al-Munafiqun|
التغابن|At-Taghabun|
الطلاق|At-Talaq|
التحريم|At-Tahrim|
الملك|Al-Mulk|تبارك;Tabarak
القلم|Al-Qalam|ن;Nun
الحاقة|Al-Haqqah|
المعارج|Al-Maʿarij|
نوح|Nuh|Noah
الجن|Al-Jinn|
المزمل|Al-Muzzammil|
المدثر|Al-Muddaththir|Al-Mudathir;Al-Muddassir
القيامة|Al-Qiyamah|
الإنسان|Al-Insan|الدهر;Ad-Dahr
المرسلات|Al-Mursalat|
النبأ|An-Nabaʾ|النبإ
النازعات|An-Naziʿat|
عبس|ʿAbasa|
التكوير|At-Takwir|
الانفطار|Al-Infitar|
المطففين|Al-Mutaffifin|التطفيف
الانشقاق|Al-Inshiqaq|
البروج|Al-Buruj|
الطارق|At-Tariq|
الأعلى|Al-Aʿla|
الغاشية|Al-Ghashiyah|
الفجر|Al-Fajr|
البلد|Al-Balad|
الشمس|Ash-Shams|
الليل|Al-Layl|
الضحى|Ad-Duha|Az-Zuha
الشرح|Ash-Sharh|الانشراح;ألم نشرح;Al-Inshirah;Alam Nashrah
التين|At-Tin|
العلق|Al-ʿAlaq|اقرأ;Iqraʾ
القدر|Al-Qadr|
البينة|Al-Bayyinah|لم يكن
الزلزلة|Az-Zalzalah|الزلزال;Az-Zilzal
العاديات|Al-ʿAdiyat|
القارعة|Al-Qariʿah|
التكاثر|At-Takathur|
العصر|Al-ʿAsr|
الهمزة|Al-Humazah|
الفيل|Al-Fil|
قريش|Quraysh|
الماعون|Al-Maʿun|
الكوثر|Al-Kawthar|
الكافرون|Al-Kafirun|
النصر|An-Nasr|
المسد|Al-Masad|اللهب;تبت;Al-Lahab;Tabbat
الإخلاص|Al-Ikhlas|قل هو الله أحد
الفلق|Al-Falaq|
الناس|An-Nas|
"""

_ARABIC_TO_ONE = str.maketrans("أإآٱؤئىیےکگھہۃةە", "ااااوييييككههههه")
_LONG_ALIF = "\u0670"
_SURAH_WORD = re.compile(r"^\s*(?:سور[هت]\s+|(?:the\s+)?s[uo]u?ra[ht]?(?:ul?|u)?[\s-]+)")
_SAID_ALIKE = (("au", "aw"), ("ai", "ay"), ("ee", "i"), ("oo", "u"), ("iy", "i"), ("uw", "u"))


@cache
def _rows() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    rows = (line.split("|") for line in _TABLE.strip().splitlines())
    return tuple((arabic, latin, tuple(filter(None, others.split(";")))) for arabic, latin, others in rows)


@cache
def _numbers() -> dict[str, int]:
    numbers: dict[str, int] = {}
    for number, (arabic, latin, others) in enumerate(_rows(), 1):
        for spelling in (arabic, latin, *others):
            numbers.setdefault(_normal(spelling), number)
    return numbers


def name(number: int, lang: str) -> str:
    """The name of a sūrah (1 to 114) for a book in `lang`, without the word sūrah."""
    arabic, latin, _ = _rows()[number - 1]
    return arabic if script_of_language(lang) == "arabic" else latin


@cache
def _transliterations() -> tuple[str, ...]:
    text = resources.files(__package__).joinpath("surah_transliterations.txt").read_text("utf-8")
    return tuple(text.splitlines())


def transliterated(number: int) -> str:
    """The name of a sūrah (1 to 114) in Latin letters that tell its long vowels: `al-Fātiḥah`."""
    return _transliterations()[number - 1]


def number_of(name: str) -> int | None:
    """The sūrah of that name, in any usual spelling: `القیٰمۃ` is `القيامة`, with its small alif written out."""
    return _numbers().get(_normal(name)) or _numbers().get(_normal(name.replace(_LONG_ALIF, "ا")))


def nearest(name: str) -> str | None:
    """The printed name that `name` is nearest to."""
    import difflib

    near = difflib.get_close_matches(_normal(name), _numbers(), 1)
    if not near:
        return None
    arabic, latin, _ = _rows()[_numbers()[near[0]] - 1]
    return arabic if has_arabic(name) else latin


def printed_reference(
    places: Iterable[tuple[int, int, int]], lang: str, named: Callable[[int], str] | None = None
) -> str:
    """`[At-Tawbah 9:40–41; Al-Baqarah 2:127]`, in Arabic `[التوبة: ٤٠–٤١؛ البقرة: ١٢٧]`; `named` gives the names."""
    arabic = script_of_language(lang) == "arabic"
    each = (_printed(place, lang, (named or partial(name, lang=lang))(place[0])) for place in places)
    return f"[{('؛ ' if arabic else '; ').join(each)}]"


def _printed(place: tuple[int, int, int], lang: str, called: str) -> str:
    surah, first, last = place
    verses = str(first) if first == last else f"{first}–{last}"
    if script_of_language(lang) == "arabic":
        return f"{called}: {digits_in(verses, lang)}"
    return f"{called} {surah}:{verses}"


def _normal(name: str) -> str:
    """A name without what spellings differ in: case, marks, article, the word sūrah, long vowels, doubled letters."""
    base = "".join(c for c in unicodedata.normalize("NFD", name).lower() if unicodedata.category(c) != "Mn")
    base = unicodedata.normalize("NFC", base).replace("ـ", "").translate(_ARABIC_TO_ONE).replace("ء", "")
    base = _SURAH_WORD.sub("", base)
    base = re.sub(r"[ʿʾʻʼ‘’'`´]", "", base)
    base = re.sub(r"^(?:ال(?=\w\w)|a(?:l|sh|dh|th|[ntrszd])[\s-]+)", "", base.strip())
    base = re.sub(r"[^\w]+", "", base)
    for spelled, heard in _SAID_ALIKE:
        base = base.replace(spelled, heard)
    base = re.sub(r"([a-z])\1+", r"\1", base)
    return re.sub(r"(?<=a)h$", "", base)
