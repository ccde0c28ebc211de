"""How languages write what would be a slip elsewhere: no finding; and the slip beside it, which is one."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of, found, mended

# What is written, its language, the code that was wrong about it.
IN_PLACE = {
    "French marks after a name": ("fr", "« Et Khaled ? » demandait Khaled.", "honorific-missing"),
    "a French colon after a name": ("fr", "Jonas : la moitié ; Omar : le reste.", "honorific-missing"),
    "a French question": ("fr", "plus âgée que le Prophète ? »", "honorific-missing"),
    "a French exclamation": ("fr", "« C’est moi, Omar ! » cria la rue Ali ; puis rien.", "honorific-missing"),
    "dots with spaces after a name": ("en", "Ibrahim . . . ? Ibrahim . . . .", "honorific-missing"),
    "dots with spaces, in German": ("de", "Da kam Ibrahim . . . und schwieg.", "honorific-missing"),
    "speech in »…«": ("de", "»Komm!« rief sie. »Wann?« fragte sie. »Jetzt.« Er stand auf.", "space-stray"),
    "»…« with ›…‹ in it": ("de", "»Wer hat gerufen: ›Omar!‹?« – »Ich nicht.«", "space-stray"),
    "»…« that begins with dots": ("de", "Er stand auf. »… und dann?« Sie schwieg.", "space-stray"),
    "French words in English": ("en", "She read [« Enfin un livre court ! »]{lang=fr} aloud.", "space-stray"),
    "a year without an end": ("en", "(born 1990– ) and (n. 1990- )", "space-stray"),
    "an item in brackets": ("en", "(see especially point b), below) and (§ 5 lit. a))", "bracket-unclosed"),
    "the number of an item in brackets": ("en", "(see point 2), below) and (see points 2) and 3), above)", "bracket-unclosed"),
    "speech that goes on in German": ("de", "„Komm, sagte er.\n\nDann ging er weiter“, so war es. Ein “so”.",
                                      "bracket-unclosed"),
    "a speech opened again in German": ("de", "„Komm, sagte er.\n\n„Und dann“, sprach er weiter.", "bracket-unclosed"),
    "items in a row": ("en", "points a)–c), a)/b), I.a) and the 1.) of it", "bracket-unclosed"),
    "French numbers of items": ("fr", "1°) la douceur ; 2°) la patience", "bracket-unclosed"),
    "German numbers of items": ("de", "1.) Milde, 2.) Geduld :-)", "bracket-unclosed"),
    "quotes of Polish and Danish": ("en", "in Polish one quotes „tak”, in Danish »så«.", "bracket-unclosed"),
    "two quotations that one mark closes": ("fr", "« La maîtresse a dit : « On a travaillé. »", "bracket-unclosed"),
    "a quotation that goes on": ("es", "«Vino tarde.\n\n»Luego se fue.\n\n»Y no volvió», dijo.", "bracket-unclosed"),
    "calibres and what follows a dot": ("en", "to whom .6, .7 and .8 were; .22, .38 and .45; .txt, .rtf or .docx",
                                        "mark-doubled"),
    "Turkish dots after a mark": ("tr", "Gitti!.. Neden?.. Bilmem.", "mark-doubled"),
    "Arabic marks that are spoken of": ("en", "the comma (،) and the question mark (؟), “؛” too", "punctuation-foreign"),
    "a number on a sign": ("en", "beneath it, ‘٢٠ km/h’, and 50 pounds", "digits-mixed"),
    "a face": ("en", "With good wishes, and do write :-) or ;-)", "space-stray"),
    "dots in brackets": ("en", "The rest ( . . . ) was lost", "space-stray"),
    "quotes of Swedish": ("en", "in Swedish ”så”, in English “so”", "bracket-unclosed"),
    "a digit that is compared": ("en", "Write ٣ on the board. Then write 3 beside it.", "digits-mixed"),
    "two digits that are compared": ("en", "A Persian writes ۴ where an Arab writes ٤, and we 4.", "digits-mixed"),
    "hours": ("fr", "Dakar, le 30 avril 2024, 18 h 30 : le train partit.", "date-disagrees"),
    "hours in German": ("de", "am 30. April 2024, 18 h 30", "date-disagrees"),
    "from one calendar into another": ("en", "from 610 CE to 1 AH he taught", "date-disagrees"),
    "one sentence and the next": ("id", "8 Zulhijah 1330/18 November 1912. 27 Rajab 583 H (2 Oktober 1187 M).",
                                  "date-disagrees"),
    "a Turkish date": ("tr", "2 Ocak 1492'de (2 Rebîülevvel 897) şehir teslim edildi.", "date-disagrees"),
    "a German date": ("de", "am 29. Oktober 2020 (12. Rabi al-Awwal 1442)", "date-disagrees"),
    "a Spanish date": ("es", "el 2 de enero de 1492 (2 de Rabi al-Awwal de 897)", "date-disagrees"),
    "Indonesian sources": ("id", '::: {.hadith source="HR. Bukhari no. 1; HR. Muslim no. 1907"}\nSatu.\n:::',
                           "source-unparsed"),
    "Turkish sources": ("tr", '::: {.hadith source="Buhârî, Bed\'ü\'l-vahy, 1; Müslim, İmâre, 155"}\nBir.\n:::',
                        "source-unparsed"),
}  # fmt: skip

# What is written, its language, the findings of the code, the text as mended.
SLIPS = {
    "a French space before a comma": ("fr", "Il vint , puis partit.", ["space-stray 3:8"], "Il vint, puis partit."),
    "a space in « » of Spanish": ("es", "Dijo « nada » ayer.", ["space-stray 3:12", "space-stray 3:7"],
                                  "Dijo «nada» ayer."),
    "a bracket after an item": ("en", "(see point b), below) again)", ["bracket-unclosed 3:28"], None),
    "a German „ that is never closed": ("de", "Er sagte: „Komm. Dann ging er.", ["bracket-unclosed 3:11"], None),
    "brackets the wrong way round in German": ("de", ")so( und »so« sagte er.",
                                               ["bracket-unclosed 3:1", "bracket-unclosed 3:4"], "(so) und »so« sagte er."),
    "a bracket after a number": ("en", "(see point 2), below) again)", ["bracket-unclosed 3:28"], None),
    "a ” with nothing open": ("en", "He said ”so, and left", ["bracket-unclosed 3:9"], None),
    "spaces in brackets": ("en", "The rest ( so ) was lost", ["space-stray 3:11", "space-stray 3:14"],
                           "The rest (so) was lost"),
    "a » with nothing open": ("es", "Vino tarde.\n\nLuego se fue».", ["bracket-unclosed 5:13"], None),
    "a French « that is never closed": ("fr", "« Il vint. Puis partit.", ["bracket-unclosed 3:1"], None),
    "a comma and a full stop": ("en", "He came, . and left", ["mark-doubled 3:8"], None),
    "two dots in English": ("en", "He went!.. Why", ["mark-doubled 3:9"], None),
    "an Arabic comma in English": ("en", "He came، and left", ["punctuation-foreign 3:8"], "He came, and left"),
    "another kind of digits": ("en", "They were ٤٠ men, and 30 came.", ["digits-mixed 3:11"], None),
    "stretching in English": ("en", "the word محمـــد is long", ["tatweel-in-source 3:13"], None),
    "ready-made shapes in English": ("en", "the words ﷲ and ﻻ", ["arabic-presentation-form 3:11",
                                     "arabic-presentation-form 3:17"], None),
    "a Turkish date that is none": ("tr", "2 Ocak 1495'te (2 Rebîülevvel 897) oldu.", ["date-disagrees 3:1"], None),
    "an Indonesian date that is none": ("id", "27 Rajab 583 H (2 Oktober 1190 M).", ["date-disagrees 3:1"], None),
    "a French date that is none": ("fr", "le 1er février 1500 (897 H)", ["date-disagrees 3:4"], None),
    "what a date corresponds to": ("en", "1 AH, corresponding to 700 CE", ["date-disagrees 3:1"], None),
    "a source of no collection": ("id", '::: {.hadith source="HR. Fulan no. 1"}\nSatu.\n:::', ["source-unparsed 3:1"],
                                  None),
    "a year of death": ("en", '::: {.hadith source="Malik, died in 795"}\nOne.\n:::', ["source-unparsed 3:1"], None),
    "a number that there is none of": ("id", '::: {.hadith source="HR. Bukhari no. 9000"}\nSatu.\n:::',
                                       ["source-unparsed 3:1"], None),
}  # fmt: skip


@pytest.mark.parametrize(("lang", "text", "code"), IN_PLACE.values(), ids=IN_PLACE)
def test_a_custom_is_no_slip(tmp_path: Path, lang: str, text: str, code: str) -> None:
    assert [f.message for f in findings_of(tmp_path, text, lang=lang) if f.code == code] == []


@pytest.mark.parametrize(("lang", "text", "want", "right"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_found(tmp_path: Path, lang: str, text: str, want: list[str], right: str | None) -> None:
    """`right` None: nothing in it is mended by itself."""
    findings = findings_of(tmp_path, text, lang=lang)
    codes = {each.split()[0] for each in want}
    of_codes = [finding for finding in findings if finding.code in codes]
    assert sorted(found(of_codes)) == sorted(want)
    assert mended(text, of_codes) == (right or text)
