"""Of whom an honorific is said in books of other languages: kin of a prophet, titles before and after a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of

from bookbuild.tradition.persons.name_line import NameLine
from bookbuild.tradition.persons.register import names_of

KIN = [
    ("es", "Las esposas del Profeta (que Dios esté complacido con ellas) enseñaban."),
    ("es", "Los compañeros del Profeta (que Dios esté complacido con ellos) escuchaban."),
    ("es", "La hija del Profeta (que Dios esté complacido con ella) vino."),
    ("es", "El tío del Profeta (que Dios esté complacido con él) vino."),
    ("es", "Los nietos del Profeta (que Dios esté complacido con ellos) vinieron."),
    ("es", "La madre de Jesús (la paz sea con ella) ayunó."),
    ("es", "Jesús, hijo de María (la paz sea con él) vino."),
    ("id", "Rumah istri-istri Nabi r.a. kecil."),
    ("id", "Aisyah, istri Nabi r.a., mengajar."),
    ("id", "Paman Nabi r.a. datang. Putri Nabi r.a. datang. Cucu Nabi r.a. datang. Keluarga Nabi r.a. datang."),
    ("id", "Sahabat Rasulullah radhiyallahu 'anhum datang."),
    ("fr", "La fille du Prophète, qu’Allah l’agrée, vint."),
    ("fr", "L’épouse du Prophète (qu’Allah soit satisfait d’elle) vint."),
    ("fr", "Les compagnons du Prophète, qu’Allah les agrée, vinrent."),
    ("fr", "La mère de Jésus, paix sur elle, jeûna."),
    ("de", "Die Tochter des Propheten, möge Allah mit ihr zufrieden sein, kam."),
    ("de", "Die Frau des Propheten (möge Allah mit ihr zufrieden sein) kam."),
    ("de", "Die Gefährten des Propheten, möge Allah mit ihnen zufrieden sein, kamen."),
    ("de", "Ein Gefährte des Propheten, möge Allah mit ihm zufrieden sein, kam."),
    ("de", "Der Onkel des Propheten, möge Allah mit ihm zufrieden sein, kam."),
    ("de", "Die Mutter von Mūsā, Friede sei auf ihr, kam."),
    ("de", "Die Tochter Abū Bakrs, möge Allah mit ihr zufrieden sein, kam."),
    ("de", "Asmāʾ, Tochter des Abū Bakr (möge Allah mit ihnen beiden zufrieden sein), kam."),
    ("de", "Jesus, der Sohn der Maria, Friede sei auf ihm, kam."),
]  # fmt: skip
TITLES = [
    ("tr", "Hz. Ali Efendimiz’in (r.a.) sözü."),
    ("tr", "Ebû Bekir Efendimiz (r.a.) geldi. Ömer Efendimiz (r.a.) geldi. Hüseyin Efendimiz (r.a.) geldi."),
    ("tr", "Hz. Îsâ Efendimiz (a.s.) geldi. Yûsuf Peygamber (a.s.) geldi. Mûsâ Peygamber’in (a.s.) asâsı."),
    ("tr", "Bir peygamber (a.s.) geldi. Efendimiz (s.a.v.) geldi. Ali Peygamber’e (s.a.v.) geldi."),
    ("tr", "Resûlullah aleyhissalâtü vesselâm buyurdu. Mûsâ aleyhissalâtü vesselâm geldi."),
    ("tr", "Server-i Kâinat (s.a.v.) geldi. İki Cihan Serveri (s.a.v.) geldi. Kâinatın Efendisi (s.a.v.) geldi."),
    ("tr", "Habîb-i Kibriyâ (s.a.v.) geldi. Peygamberimizin ﷺ sözü."),
    ("id", "Seorang nabi a.s. datang."),
    ("tr", "Şeyh İbrâhim (rh.a.) geldi. Hoca Mûsâ (rh.a.) geldi. Babam İsmail (rh.a.) geldi. Hocam Ali (rh.a.) geldi."),
    ("id", "Syekh Ibrahim rahimahullah datang. KH. Musa rahimahullah datang. Tuan Guru Ali rahimahullah datang."),
    ("id", "Pak Harun rahimahullah datang. H. Yunus rahimahullah datang."),
    ("fr", "Le cheikh Ibrahim, qu’Allah lui fasse miséricorde, vint."),
    ("fr", "Sidi Moussa, qu’Allah lui fasse miséricorde, vint."),
    ("de", "Scheich Ibrahim, möge Allah sich seiner erbarmen, kam."),
    ("en", "My father, Omar, may Allah have mercy on him, came. Uncle Ibrahim, may Allah have mercy on him, came."),
]  # fmt: skip
OF_TODAY = [
    (
        "en",
        "He was called ʿUmar, may Allah have mercy on him. The late ʿUthmān (rh) and old Bilal (rh) came. Bilal (rh) sat.",
    ),
    ("en", "Ibrahim, may Allah have mercy on him, was a baker. His friend ʿUmar (rh) was one too."),
    ("en", "Ruqayyah was in Abyssinia with ʿUthmān, may Allah be pleased with them both."),
    ("fr", "Mohamed, qu’Allah lui fasse miséricorde, vint. Feu Omar (qu’Allah lui fasse miséricorde) aussi."),
    (
        "fr",
        "Notre voisin Omar, qu’Allah lui fasse miséricorde, vint. Mon grand-père Ali, qu’Allah lui fasse miséricorde, vint.",
    ),
    ("de", "Unser Nachbar Ali, möge Allah sich seiner erbarmen, kam. Yusuf, möge Allah sich seiner erbarmen, kam."),
    ("es", "El difunto Omar, que Dios tenga misericordia de él. Mi abuelo Alí, que Dios tenga misericordia de él."),
    ("id", "Almarhum Umar rahimahullah. Kakek saya Ali rahimahullah. Mbah Umar rahimahullah."),
    ("ar", "ومن الكتّاب الأستاذ محمد كرد علي رحمه الله، والدكتور عمر كحالة رحمه الله."),
    ("ar", "حزن لموت ولده عثمان رحمهما الله. مات أخوه علي رحمه الله. وكان إبراهيم رحمه الله خبازا."),
    ("ar", "وكانت رقية في الحبشة مع عثمان رضي الله عنهما. قال عمر لعلي رضي الله عنهما."),
    ("ur", "مرحوم عمر رحمہ اللہ آئے۔"),
]
STILL_WRONG = [
    ("ar", "mismatch", "قام الناس. جاء علي رضي الله عنهما."),
    ("ar", "mismatch", "قالت عائشة لعلي رضي الله عنها."),
    ("en", "mismatch", "Khadijah sat. I saw ʿUthmān, may Allah be pleased with them both."),
    ("en", "doubtful", "Yusuf (rh) came."),
    ("ar", "doubtful", "قال عمر رحمه الله كلمة."),
    ("es", "mismatch", "El Profeta (que Dios esté complacido con él) vino."),
    ("es", "doubtful", "La hija del Profeta (que Dios esté complacido con él) vino."),
    ("es", "mismatch", "Dijo el Profeta (que Dios esté complacido con él) aquello."),
    ("fr", "mismatch", "Le Prophète, qu’Allah l’agrée, vint."),
    ("de", "mismatch", "Da sagte der Prophet, möge Allah mit ihm zufrieden sein, es."),
    ("de", "mismatch", "Der Prophet, möge Allah mit ihm zufrieden sein, kam."),
    ("id", "mismatch", "Nabi r.a. datang."),
    ("tr", "mismatch", "Peygamber Efendimiz (r.a.) geldi."),
]


@pytest.mark.parametrize(("language", "text"), [*KIN, *TITLES, *OF_TODAY])
def test_an_honorific_of_kin_or_after_a_title_is_right(tmp_path: Path, language: str, text: str) -> None:
    assert [str(f) for f in findings_of(tmp_path, text, lang=language)] == []


@pytest.mark.parametrize(("language", "code", "text"), STILL_WRONG)
def test_of_the_person_named_it_is_wrong(tmp_path: Path, language: str, code: str, text: str) -> None:
    assert [str(f.code) for f in findings_of(tmp_path, text, lang=language)] == [f"honorific-{code}"]


SPELLED = [
    ("tr", "(Şâfiî’ye göre böyle.) Safiyye (r.anhâ) geldi."),
    (
        "tr",
        "Hava güzeldi. Adım adım gitti. Elli yıl. İle, Ele, Eli. Hz. Âdem (a.s.), Hz. Ali (r.a.) ve Hz. Havvâ geldi.",
    ),
    ("tr", "Yusuf okula gitti. Hz. Yûsuf (a.s.) geldi."),
    ("en", "My father, Omar, came. Of ʿUmar ibn al-Khattab (ra) we read."),
    (
        "en",
        "Shaykh Mūsā taught. Musa’s staff. Khadija (ra) came. Musa (as) came.",
    ),
    ("en", "I’ve seen it. Eve came. Sit down. Set it. Allie, Ellie. Ali (ra) came."),
    ("de", "Alle übrigen. Ali kam. Gut, dachte ich. Gott. Muse, Muße, Moose. Mose."),
    ("de", "Asch-Schāfiʿī sagte, und asch-Schāfiʿī. Aṣ-Ṣafā und aṣ-Ṣafā."),
    ("fr", "Élie vint. Elle vint. Île, Allée, Musée, Goût. Ali vint. Moussa vint."),
    ("es", "Los niños. Las niñas. Allí. Marea. Inés. María vino. Alí vino."),
    ("es", "Hacer pan. Hājar vino. Esa casa, ʿĪsā. Asia y Āsiya. Dura, ʿAbbād, Abad."),
    ("fr", "Qu’elle vienne. Quelle surprise ! D’où, Doux. L’une, Lune. L’avis, Lavis."),
    ("id", "Hasan datang. Hassan pergi. Tuhan Yang Maha Esa. Isa a.s. datang. Mari! Maryam a.s. datang."),
    ("de", "ʿAlī (r.a.) kam. Ein Mann namens Ali lachte. Ali lachte wieder."),
    ("en", "We met Husain, Hussain and Hussein; Mohammad, Muhammad or Mohammed."),
    ("en", "Abū Bakr (ra) went up to the cave. Abu Bakr Sadykov drew the map."),
    ("en", "ʿUmar (ra) came upon his sister. Fatima, Omar’s youngest, is to marry Hasan."),
    ("en", "ʿUthmān ibn ʿAffān (ra) sat. My neighbours were there, and Osman shut the door."),
    ("en", "Then Mūsā (as) went on. My own nephew Musa, who is eight, likes best the wall."),
    ("en", "Then Mūsā (as) went on. At home our dear elder brother Musa was asleep."),
    ("tr", "Medine’ye gittik, Medine'yi gördük. Mekke’deki, Mekke’dekiler. İstanbul, Istanbul."),
    ("tr", "Herkesin adı İbrahim’di. Uzun İbrahim güldü."),
]
MIXED = [
    ("en", "ʿUmar (ra) came upon his sister, and Umar wept."),
    ("en", "Umar (ra) came upon his sister, and Omar wept."),
    ("en", "Mūsā (as) went on. My uncle told how brother Musa (as) sat, and Prophet Musa rose."),
    ("tr", "Hz. İbrâhim (a.s.) dedi. Hz. İbrahim (a.s.) gitti."),
    ("en", "Umar (ra) came, and ʿUmar (ra) left."),
    ("en", "Mūsā said it, and Prophet Musa left."),
    ("en", "Abu Hurayrah came, and Abu Hurairah left. Al-Bukhari, al-Bukhāri."),
    ("de", "Asch-Schāfiʿī sagte, und asch-Schafiʿi."),
]


@pytest.mark.parametrize(("language", "text"), SPELLED)
def test_ordinary_words_and_people_of_today_are_no_spellings_of_a_person(
    tmp_path: Path, language: str, text: str
) -> None:
    assert [str(f) for f in findings_of(tmp_path, text, lang=language)] == []


def test_a_name_of_anyone_is_compared_within_its_chapter(tmp_path: Path) -> None:
    chapters = [
        "Umar (ra) came. Umar left. Zaynab sat.",
        "Omar drove the bus. Zainab sang.",
        "Khadija, Khadijah; Khadija.",
    ]
    assert [(f.location.path, f.location.column) for f in findings_of(tmp_path, *chapters)] == [("3.md", 10)]


# A word, the language whose name it is, those in which it is an ordinary word.
WORDS = [
    ("Hacer", ["tr"], ["es"]),
    ("Esa", ["en"], ["es", "id"]),
    ("Mari", ["en", "tr"], ["fr", "id", "de"]),
    ("Ses", ["en"], ["tr", "fr"]),
    ("Eve", ["en"], ["tr"]),
    ("Asia", [], ["en", "es", "tr", "de"]),
]


@pytest.mark.parametrize(("written", "names", "words"), WORDS)
def test_a_word_is_a_name_or_none_by_its_language(written: str, names: list[str], words: list[str]) -> None:
    table = names_of(())
    named = {language for language in (*names, *words) if list(table.names(NameLine(f"{written} came", language)))}
    assert named == set(names)


@pytest.mark.parametrize(("language", "text"), MIXED)
def test_a_person_is_still_spelled_in_one_way(tmp_path: Path, language: str, text: str) -> None:
    assert {str(f.code) for f in findings_of(tmp_path, text, lang=language)} == {"transliteration-mixed"}


def test_in_turkish_a_name_of_anyone_is_plain_with_the_letters_of_its_alphabet(tmp_path: Path) -> None:
    chapters = ["Hz. İbrâhim (a.s.) evet dedi.", "Anam tarafında herkesin adı İbrahim’di: Uzun İbrahim, Büyük İbrahim."]
    assert [str(f) for f in findings_of(tmp_path, *chapters, lang="tr")] == []
