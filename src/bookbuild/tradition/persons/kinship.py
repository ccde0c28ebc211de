"""Nouns that govern a name, or stand before it as a title, in languages other than Arabic → their keys.

`la hija del Profeta`, `die Tochter des Propheten`, `istri Nabi`: what follows is said of the kin. `le cheikh Ibrāhīm`,
`Babam İsmail`: no prophet is meant.
"""

from __future__ import annotations

import re

from bookbuild.model.inlines import Gender
from bookbuild.tradition.persons.name_keys import keys


def keyed(text: str) -> frozenset[str]:
    """The first key of each word of `text`."""
    return frozenset(key for name in text.split() for key in keys(name)[:1])


OF = keyed("of de del du des d' von vom wa")
"""Between a noun and the name that it governs: English, Spanish, French, German, Swahili."""
OF_KIN = keyed("der ya la za")
"""Such words too, but after nouns of kin alone: elsewhere `der Prophet` is the subject, and `ya` calls."""
WOMEN = keyed(
    "esposa mujer hija madre hermana tía viuda nieta nodriza suegra "
    "épouse l'épouse femme fille mère sœur soeur tante veuve nourrice "
    "Frau Gattin Ehefrau Tochter Mutter Schwester Tante Witwe Enkelin Amme Gefährtin "
    "istri isteri putri puteri ibu ibunda bibi mke binti mama dada shangazi mjane"
)
MEN = keyed(
    "hijo padre hermano tío nieto marido abuelo sobrino suegro yerno fils père frère l'oncle oncle mari époux neveu "
    "gendre Sohn Vater Bruder Onkel Ehemann Gatte Enkel Neffe Großvater Schwiegersohn "
    "putra ayah ayahanda paman pakcik mwana baba kaka babu"
)
FOLLOWERS = keyed(
    "esposas mujeres hijas hijos nietos tíos tías compañero compañeros compañera compañeras familia siervo sirviente "
    "primo prima primos discípulos liberto esclavo califa enviado sucesor gente descendientes "
    "épouses femmes filles enfants petits-enfants petit-fils petite-fille compagnon compagnons compagne serviteur "
    "famille cousin cousine cousins disciples affranchi calife successeur descendants gens oncles tantes frères sœurs "
    "Frauen Ehefrauen Gattinnen Töchter Söhne Kinder Enkelkinder Gefährten Gefährte Familie Diener Verwandten Onkels "
    "Tanten Vetter Cousin Cousins Cousine Jünger Kalif Nachfolger Nachkommen Leute Freund "
    "istri-istri isteri-isteri anak cucu cucunda keluarga ahli sahabat saudara sepupu menantu mertua pembantu "
    "pengikut keturunan khalifah hamba "
    "wake watoto wajukuu swahaba maswahaba masahaba sahaba mjukuu familia mjomba binamu mtumishi"
)
DIRECT = keyed(
    "istri isteri putri puteri putra anak cucu cucunda ibunda ibu ayah ayahanda paman pakcik bibi keluarga sahabat "
    "saudara sepupu menantu mertua pembantu pengikut keturunan "
    "Tochter Töchter Sohn Söhne Mutter Vater Gefährten Gefährte Gefährtin Witwe Enkel Enkelin Gattin Ehefrau"
)
"""Nouns that govern a name without a word between: Malay and Indonesian, German with a genitive."""
ONE = keyed("a an bir seorang un una une ein eine einem einen eines einer")
"""Before `prophet`, it is one of many: bir peygamber, seorang nabi."""
ADDRESSED = keyed(
    "Şeyh Hoca Hacı Hocam Babam Annem Dedem Ninem Ağabeyim Ablam Kardeşim Amcam Dayım Teyzem Halam "
    "kızım kızımız oğlum oğlumuz babam babamız annem annemiz dedem dedemiz ninem kocam eşim karım kardeşim ağabeyim "
    "ablam amcam dayım teyzem halam yeğenim torunum dostum arkadaşım adım ismim "
    "Syekh Syaikh Kiai Kyai Bapak Pak Bu KH Guru H Ustaz Ustadz Ustadzah Tuan Haji Hajah "
    "Don Doña jeque Sidi Lalla cheikh Mme Madame Monsieur M Hajj Hadj l'imam imam "
    "Scheich Scheichs Herr Herrn Frau Meister Hadschi Schwester Bruder Tante Onkel "
    "Hajja Hajji Hajjah Lady Aunt Uncle Auntie Sister Brother Mrs Miss Ms Tío Tía Oncle Sœur Frère "
    "Sheikha Mzee Bibi Bwana Mbah Eyang Kakek Nenek Opa Oma Merhum Merhume Rahmetli Almarhum Almarhumah Allahyarham "
    "late old feu feue difunto difunta mendiang marehemu selige seligen named called nommé nommée appelé appelée "
    "prénommé prénommée appeler l'appeler nommer prénommer s'appelait "
    "namens genannt hieß llamado llamada llamaba bernama namanya adı ismi jina"
)
"""Titles of teachers, kin and neighbours, and words that tell the name of one who is not known."""
NAME = keyed("name Name nom prénom nombre")
"""With a copula it tells the name of one who is not known: her name was Fatima."""
MY = keyed("my our mi mis nuestro nuestra mon ma notre mein meine meiner meinem meinen unser unsere")
MY_AFTER = keyed("saya kami kita aku")
"""In Malay and Indonesian it stands after the noun: kakek saya."""
OF_ANOTHER = keyed("his her their son sa ses leur sein seine seinem seinen seiner ihr ihre ihrem ihren su sus")
NEIGHBOURS = keyed(
    "neighbour neighbor friend teacher grandfather grandmother grandpa grandma great-grandfather great-grandmother "
    "master tailor baker voisin voisine ami amie maître grand-père grand-mère arrière-grand-père instituteur "
    "Nachbar Nachbarin Freundin Lehrer Lehrerin Großmutter Urgroßvater Opa Oma vecino vecina amigo amiga abuelo abuela "
    "bisabuelo maestro maestra kakek nenek tetangga guru teman ayahanda ibunda abang kakak adik"
)
"""Others who belong to someone of today."""
_WITH_A_PRONOUN = """
ولد ابن اخ اخو اخي اخا اب ابو ابي والد والدت ام اخت ابنت بنت زوج زوجت جد جدت عم عمت خال خالت صديق صديقت جار جارت شيخ
استاذ معلم تلميذ رفيق زميل صهر حفيد
"""
NAMED_IN_ARABIC = keyed("اسمه اسمها واسمه واسمها يدعى تدعى يسمى تسمى المدعو المدعوة المسمى")
OF_THE_AUTHOR = keyed(
    "والدي والدتي جدي جدتي عمي عمتي خالي خالتي أخي أختي أمي حماي ابنتي زوجتي شيخي أستاذي أستاذتي معلمي معلمتي جاري "
    "جارتي صديقي صديقتي زميلي رفيقي أخواي أختاي والدنا والدتنا جدنا جدتنا عمنا عمتنا خالنا خالتنا أخونا أخينا "
    "أختنا شيخنا أستاذنا معلمنا معلمتنا جارنا جارتنا صديقنا زميلنا رفيقنا"
)
"""The author's own kin, teachers and neighbours, who bear the names of companions."""
KIN_OF_ANOTHER = frozenset(f"{noun}{whose}" for noun in _WITH_A_PRONOUN.split() for whose in ("ه", "ها", "هم", "هما"))
"""Keys of Arabic nouns with a pronoun: ولده عثمان."""
_OF_DEGREE = keyed("half foster step great milk wet grand co")
_OF_A_WOMAN = re.compile("(?:.*ت|ام)(?:ه|ها|هم|هما|ي|نا)$")
_OF_EITHER = re.compile("زوج(?:ه|ها|هم|هما)$|اختاي$|بيت")


def gender_in_arabic(noun: str) -> Gender | None:
    """Whether a noun of `KIN_OF_ANOTHER` or `OF_THE_AUTHOR` is a man's or a woman's; None where it is said of both."""
    if _OF_EITHER.match(noun):
        return None
    return "f" if _OF_A_WOMAN.match(noun) else "m"


def noun_of(found: tuple[str, ...]) -> str:
    """The key of the noun in a compound with the keys `found`: half-sister, great-grandmother."""
    return next((key for key in found if key not in _OF_DEGREE), found[0])
