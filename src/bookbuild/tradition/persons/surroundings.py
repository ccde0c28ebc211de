"""The words before a name → what they say of whom an honorific after it is said.

`the wife of the Prophet`, `أحد الصحابة`: of another than the one who is named last. `Abu Bakr and ʿUmar`: of both.
`Shaykh Ibrahim`: not of the prophet. `Banu Hashim`, `Sunan Abi Dawud`: of no one.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from bookbuild.model.inlines import Gender
from bookbuild.tradition.persons import kinship
from bookbuild.tradition.persons.kinship import keyed as _keyed
from bookbuild.tradition.persons.name_line import NameLine

Head = Literal["none", "kin", "thing", "some", "noun"]


class Surroundings(NamedTuple):
    """`head`: what governs the name: kin or followers (of `gender`, where it is known), a thing, some of a group, a
    noun that is not known. `joined`: the first word of what it is joined to by `and`, counted from the line's start.
    `titled`: as a scholar of later times. `no_person`: the name is part of a tribe's, a book's or a place's.
    `envoy`: what governs the name is “messenger” or the like: with Allah's, it is the Prophet who is meant.
    `addressed`: by a title of teachers, kin or neighbours; a prophet or a companion may be called so too. `kinsman`:
    of one who is meant by a pronoun, `his son`; `mine`: of the author.
    """

    head: Head = "none"
    gender: Gender | None = None
    joined: int | None = None
    titled: bool = False
    no_person: bool = False
    envoy: bool = False
    addressed: bool = False
    kinsman: bool = False
    mine: bool = False


_AND = _keyed("and or ve ile et und y dan serta na আর এবং ও")
_AND_IN_ARABIC = ("اور", "و")
_PASSED_OVER = _keyed(
    "to from of with for by his her their our both uncle father brother son Prophet Caliph Imam about on "
    "Hz Hazreti Sayyidina Saidina Syekh Siti Nabi"
)
_WOMEN = kinship.WOMEN | _keyed(
    "wife daughter mother sister aunt widow granddaughter niece nurse bride stepdaughter woman lady grandmother "
    "stepmother stepsister maid maidservant handmaid handmaiden freedwoman midwife concubine girl fiancée "
    "زوج زوجة زوجه ابنة أخت أم عمة خالة جدة حفيدة حاضنة مرضعة جارية حماة ربيبة ضرة ظئر قابلة سرية كنة أرملة أرمله طليقة"
)
_MEN = kinship.MEN | _keyed(
    "son father brother uncle nephew grandson husband grandfather ancestor man boy youth stepson stepfather "
    "stepbrother freedman forefather groom "
    "ابن أب أبي أبو أخ أخو أخي أخا "
    "جد"
)
_FOLLOWERS = kinship.FOLLOWERS | _keyed(
    "companion companions servant servants freedman slave scribe scribes poet muezzin successor successors caliph "
    "khalifah friend friends cousin cousins wives children sons daughters family household kin descendants disciples "
    "disciple guest envoy messenger ambassador standard-bearer secretary guard bodyguard generation in-law brothers "
    "neighbour neighbor tutor teacher pupil student cook shepherd guide ally host master mistress owner heir "
    "client mawla doorkeeper treasurer judge governor commander spokesman orphan ward captive prisoner "
    "معلم معلمة جار جارة تلميذ تلميذة راوي راوية حارس حاجب قاضي عامل نديم صديق صديقة رفيق رفيقة حليف ضيف يتيم "
    "uncles aunts grandsons people army followers helpers عم خال صاحب أصحاب صحابة خليفة وزير شاعر مؤذن كاتب حب سبط "
    "سبطي سبطا ريحانة حفيد آل أهل أزواج زوجات نساء بنات أبناء صهر حواري سيف أسد مولى مولاة خادم خدام أعمام أخوال صاحبة "
    "صاحبي صاحبا وارث أمين رسول أنصار أتباع بنت ابني ابنا عترة ذرية قرابة زوجي"
)
_THINGS = _keyed(
    "book deen din religion mercy word words speech help path cause house name names way command law permission will "
    "pleasure grace favour favor throne sake remembrance worship fear love right rights verses signs promise decree "
    "knowledge power oneness nom nombre "
    "كتاب دين رحمة كلام نصر سبيل بيت اسم أمر شرع إذن إرادة رضا فضل عرش ذكر عبادة خشية محبة حق "
    "آيات وعد قدر علم قدرة توحيد فعل قول سنة عند بإذن بحمد"
)
_SOME = _keyed(
    "one two three four five six seven some many most all any each every few several none another among from majority "
    "أحد إحدى بعض كل جميع أكثر كبار أحدى من جمهور عامة رجل امرأة صحابي غلام واحد سيد سادة"
)
_SCHOLARLY = _keyed(
    "Imam Imaam Shaykh Sheikh Shaikh Shaykhs Dr Doctor Professor Prof Mufti Qari Maulana Mawlana Hafiz Qadi "
    "Ustadh Sultan King Mr Mulla Mullah Allamah Sayyid Syed Haji Amir Emir Prince General Brother Mirza Khwaja "
    "الإمام الشيخ العلامة الحافظ القاضي الدكتور الأستاذ المفتي السلطان الملك الأمير الحاج السيد ميرزا مرزا الأخ "
    "المهندس د المرحوم المرحومة الفقيه المقرئ المعلم المعلمة الطبيب الطبيبة الشهيد الأستاذة الدكتورة الحاجة سيدي"
)
_ON_THE_SIDE_OF = _keyed("لأمي لأبي لأمه لأبيه")
_SCHOLARLY_IN_URDU = _keyed(
    "امام شیخ علامہ مولانا حافظ قاضی مفتی سید ڈاکٹر پروفیسر شاہ قاری حاجی مولوی ماسٹر استاد استاذ صوفی حکیم میاں پیر "
    "خواجہ مرزا نواب جناب مرحوم بھائی دادا نانا چچا ماموں والد"
)
_HONOURING_IN_URDU = _keyed("گرامی محترم بزرگوار مرحوم صاحب جان")
_BEFORE_AN_ISM = _keyed("محمد")
"""Before another ism these make one name of two: محمد إبراهيم."""
_URDU_LETTER = re.compile("[یکہےگچپٹڈڑ]")
"""In Arabic امام is أمام, before, as many type it."""
_NO_PERSON = _keyed(
    "Banu Bani Ahl Surah Surat Sura Sunan Sahih Musnad Jami Mount Masjid Battle Wadi Bab Souk Kitab بنو بني آل سورة "
    "سنن صحيح مسند جامع مسجد غزوة جبل وادي باب كتاب مدرسة جامعة شارع مقام قبر يوم"
)
OPENERS = _keyed(
    "قال قالت قالوا فقال وقال يقول تقول قلت عن إن أن كان كانت من إلى على في مع يا ثم هذا ذلك هو لكن لقد قد أي حتى إلا "
    "رأى رأيت سمع سمعت جاء جاءت أتى خرج دخل رجع سأل سألت أمر أخبر حدث بعث أرسل دعا كما حين لما عندما أما بأن لأن فإن "
    "وإن وأن وكان فكان وعن ومن والى بين مثل نحو عنده"
)


def surroundings(line: NameLine, first: int) -> Surroundings:
    """What stands before the word `first`, where a name begins."""
    before = first - 1 if first and line.glued[first] else -1
    joined = _joined(line, first)
    if line.words[first].arabic and (noun := _of_the_author(line, first)):
        return Surroundings(gender=kinship.gender_in_arabic(noun), joined=joined, titled=True)
    while before >= 0 and not line.words[before].keys and line.glued[before + 1]:
        before -= 1  # the article
    if before < 0 or not line.glued[before + 1]:
        return _of_kinsman(line, first, joined)
    key = line.words[before].keys[:1]
    if not key:
        return Surroundings(joined=joined)
    if line.words[first].arabic:
        return _after_arabic(line, first, before, joined)
    if key[0] in _NO_PERSON and line.words[before].capital:
        return Surroundings(no_person=True)
    if key[0] in _SCHOLARLY and line.words[before].capital:
        return Surroundings(joined=joined, titled=True)
    if key[0] in kinship.ADDRESSED and not _governs(line, before):
        return Surroundings(joined=joined, addressed=True)
    if key[0] in kinship.OF:
        return _governed(line, before - 1 if line.glued[before] else -1, joined)
    if key[0] in kinship.OF_KIN and line.glued[before] and line.words[before - 1].keys:
        return (
            governed if (governed := _governed(line, before - 1, joined)).head == "kin" else Surroundings(joined=joined)
        )
    if key[0] in _SOME:
        return Surroundings("some", joined=joined)
    if key[0] in kinship.DIRECT:
        return _head(key[0], joined)
    if line.written(before, before + 1) in _COPULAS and set(line.words[before - 1].keys[:1]) & kinship.NAME:
        return Surroundings(joined=joined, addressed=True)
    return _of_kinsman(line, first, joined)


_COPULAS = ("was", "is", "war", "ist", "était", "est", "era", "es")


def _of_kinsman(line: NameLine, first: int, joined: int | None) -> Surroundings:
    """Of one of the author's own people, or of another's: my father, ʿUmar; mi madre, María; his son Musa."""
    noun = first - 1
    if noun < 1 or not line.glued[noun] or line.text[line.ends[noun] : line.begins[first]].strip() not in ("", ","):
        return Surroundings(joined=joined)
    own, kin = frozenset(line.words[noun - 1].keys[:1]), frozenset(line.words[noun].keys[:1])
    if kin & kinship.MY_AFTER:
        own, kin = kinship.MY, own
    if not kin & _RELATED:
        return Surroundings(joined=joined)
    mine = bool(own & kinship.MY) or _is_told_more_of(line, noun)
    kinsman = bool(own & kinship.OF_ANOTHER)
    return Surroundings(joined=joined, addressed=mine or kinsman, kinsman=kinsman, mine=mine)


_RELATED = _WOMEN | _MEN | _FOLLOWERS | kinship.NEIGHBOURS


def _is_told_more_of(line: NameLine, noun: int) -> bool:
    """Whether an adjective or two stand between *my* and the noun: my own nephew Musa, mon tout petit frère Omar."""
    for at in range(noun - 1, max(noun - 4, -1), -1):
        here = line.words[at]
        if set(here.keys[:1]) & kinship.MY:
            return at < noun - 1
        if here.capital or set(here.keys) & _RELATED or not line.glued[at]:
            break
    return False


def _governs(line: NameLine, noun: int) -> bool:
    """Whether a noun that may be a title has an article, and governs: die Schwester Mūsās."""
    return line.words[noun].keys[0] in kinship.DIRECT and not line.words[noun].capital


def _governed(line: NameLine, noun: int, joined: int | None) -> Surroundings:
    """What `of` makes of a name: by the noun before it."""
    while noun > 0 and not line.words[noun].keys and line.glued[noun]:
        noun -= 1
    if noun < 0 or not line.words[noun].keys:
        return Surroundings("noun", joined=joined)
    return _head(kinship.noun_of(line.words[noun].keys), joined)


_ENVOYS = _keyed("messenger prophet apostle beloved servant slave chosen رسول نبي حبيب عبد صفي مصطفى")


def _head(key: str, joined: int | None) -> Surroundings:
    if key in _ENVOYS:
        return Surroundings("noun", None, joined, envoy=True)
    if key in _WOMEN:
        return Surroundings("kin", "f", joined)
    if key in _MEN:
        return Surroundings("kin", "m", joined)
    if key in _FOLLOWERS:
        return Surroundings("kin", None, joined)
    if key in _THINGS:
        return Surroundings("thing", None, joined)
    return Surroundings("some" if key in _SOME else "noun", None, joined)


def _after_arabic(line: NameLine, first: int, before: int, joined: int | None) -> Surroundings:
    word = line.words[before]
    several = (word.keys, *word.others)
    if any(found[0] in _NO_PERSON for found in several):
        return Surroundings(no_person=True)
    if joined is None and word.keys[0] in _BEFORE_AN_ISM:
        return Surroundings(titled=True)
    if _titled_in_urdu(line, before) or any(found[0] in _SCHOLARLY for found in several):
        return Surroundings(joined=joined, titled=True)
    if any(found[0] in kinship.NAMED_IN_ARABIC for found in several):
        return Surroundings(joined=joined, addressed=True)
    for found in several:
        if found[0] in kinship.KIN_OF_ANOTHER and "ة" not in line.written(before, before + 1):  # حفيدة is not حفيده
            gender = kinship.gender_in_arabic(found[0])
            return Surroundings(gender=gender, joined=joined, addressed=True, kinsman=True)
    if not word.arabic or any(found[0] in OPENERS - _THINGS for found in several):
        return Surroundings("some" if word.keys[0] in _SOME else "none", joined=joined)
    if joined == first:  # والنبي: the particle parts it from the word before
        return Surroundings(joined=joined)
    for found in several:
        head = _head(found[0], joined)
        if head.head != "noun":
            return head
    return Surroundings("noun", None, joined)


def _titled_in_urdu(line: NameLine, before: int) -> bool:
    """Whether a title of Urdu ends at the word `before`: مولانا, والدِ گرامی."""
    if before and line.glued[before] and line.words[before].keys[0] in _HONOURING_IN_URDU:
        before -= 1
    return not _SCHOLARLY_IN_URDU.isdisjoint(line.words[before].keys[:1]) and bool(_URDU_LETTER.search(line.text))


def _of_the_author(line: NameLine, first: int) -> str:
    """The key of the noun that makes a name one of the author's people: جدي لأمي عثمان; والدي، عمر; else nothing."""
    before = first - 1
    if before >= 0 and not line.glued[first] and line.text[line.ends[before] : line.begins[first]].strip() != "،":
        return ""
    if before > 0 and set(line.words[before].keys[:1]) & _ON_THE_SIDE_OF and line.glued[before]:
        before -= 1
    if before < 0:
        return ""
    several = (line.words[before].keys, *line.words[before].others)
    return next((key for found in several for key in found[:1] if key in kinship.OF_THE_AUTHOR), "")


def _joined(line: NameLine, first: int) -> int | None:
    """Where the name, or what is said before it of the same one, is joined to others before it."""
    if line.words[first].arabic:
        return _joined_in_arabic(line, first)
    at = first - 1
    for _ in range(4):
        if at < 0 or not line.glued[at + 1]:
            return None
        key = line.words[at].keys[:1]
        if key and key[0] in _AND:
            return at
        if key and key[0] not in _PASSED_OVER:
            return None
        at -= 1
    return None


_KIN = (
    _WOMEN
    | _MEN
    | _FOLLOWERS
    | _keyed("حضرت سيدنا ابنه ابنته أبيه أبيها أخيه أخته أمه زوجه زوجته أبوه أبوها أخوه جده عن إلى مع عمه ابنها")
)


_BEGIN_WITH_WAW = (
    kinship.KIN_OF_ANOTHER
    | kinship.OF_THE_AUTHOR
    | _keyed("ولد ولدي ولدنا والد وزير وزيره وارث وارثه وكيل وكيله وصي وصيه وصيفه وليه ولي والي واليه وريثه وحيد وحيده")
)
"""Nouns whose first letter is و, and which are joined to nothing by it: ولده عثمان."""


def _joined_in_arabic(line: NameLine, first: int) -> int | None:
    for at in range(first, max(first - 3, -1), -1):
        word = line.words[at]
        written = line.text[line.begins[at]]
        if written == "و" and word.others and not set(word.keys[:1]) & _BEGIN_WITH_WAW:
            return at
        if at < first and word.keys[:1] and word.keys[0] in _AND_IN_ARABIC:
            return at
        if at < first and not {word.keys[0] if word.keys else ""} & _KIN:
            return None
        if not line.glued[at]:
            return None
    return None
