"""Honorifics as they are written in books of each language: read, given to their persons, and without a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from check_samples import findings_of

from bookbuild.checks import checked
from bookbuild.model.inlines import Honorific
from bookbuild.model.walk import nodes
from bookbuild.resolve import resolve
from bookbuild.sources import read_book

WRITTEN = [
    ("tr", "Hz. Peygamber (s.a.v.) Mekke’de doğdu.", "(s.a.v.)", "muhammad", "m", "singular", "abbreviation"),
    ("tr", "Hz. Muhammed (s.a.s.) Medine’ye geldi.", "(s.a.s.)", "muhammad", "m", "singular", "abbreviation"),
    ("tr", "Allah (c.c.) buyurdu.", "(c.c.)", "allah", "m", "singular", "abbreviation"),
    ("tr", "Hz. Ebû Bekir (r.a.) ona inandı.", "(r.a.)", "companion", "m", "singular", "abbreviation"),
    ("tr", "Hz. Âişe (r.anhâ) anlattı.", "(r.anhâ)", "companion", "f", "singular", "abbreviation"),
    ("tr", "Hz. Âişe (r.a.) anlattı.", "(r.a.)", "companion", "f", "singular", "abbreviation"),
    ("tr", "Hz. Mûsâ (a.s.) denize vardı.", "(a.s.)", "prophet", "m", "singular", "abbreviation"),
    ("tr", "Peygamber Efendimiz sallallâhu aleyhi ve sellem buyurdu ki", "sallallâhu aleyhi ve sellem", "muhammad", "m", "singular", "transliteration"),
    ("tr", "İmam Buhârî (rh.a.) yazdı.", "(rh.a.)", "scholar", "m", "singular", "abbreviation"),
    ("tr", "Ömer radıyallâhu anh geldi.", "radıyallâhu anh", "companion", "m", "singular", "transliteration"),
    ("tr", "Allah celle celâlühû", "celle celâlühû", "allah", "m", "singular", "transliteration"),
    ("tr", "Ebû Hanîfe rahmetullâhi aleyh dedi", "rahmetullâhi aleyh", "scholar", "m", "singular", "transliteration"),
    ("tr", "Hz. Hatice (radıyallâhu anhâ) geldi.", "(radıyallâhu anhâ)", "companion", "f", "singular", "transliteration"),
    ("tr", "Ömer ve Osman (r.anhümâ) geldiler.", "(r.anhümâ)", "companion", "m", "dual", "abbreviation"),
    ("tr", "Ashâb-ı kirâm (r.anhüm) çıktı.", "(r.anhüm)", "companion", "m", "plural", "abbreviation"),
    ("tr", "Hz. Ömer’in (r.a.) oğlu geldi.", "(r.a.)", "companion", "m", "singular", "abbreviation"),
    ("tr", "Ebû Bekir'in (r.a.) kızı geldi.", "(r.a.)", "companion", "m", "singular", "abbreviation"),
    ("tr", "Efendimiz’in (s.a.v.) devesi", "(s.a.v.)", "muhammad", "m", "singular", "abbreviation"),
    ("tr", "Hz. Muhammed’e (s.a.v.) salât", "(s.a.v.)", "muhammad", "m", "singular", "abbreviation"),
    ("tr", "Ashâb-ı kirâma (r.anhüm) gelince", "(r.anhüm)", "companion", "m", "plural", "abbreviation"),
    ("ur", "امام ابو یوسفؒ اور امام محمدؒ کا قول", "ؒ", "scholar", "m", "singular", "sign"),
    ("tr", "Hz. İbrâhim ve Hz. İsmâil (aleyhimesselâm) geldiler.", "(aleyhimesselâm)", "prophet", "m", "dual", "transliteration"),
    ("ur", "حضرت ابو بکر اور حضرت عمر رضی اللہ عنہما آئے۔", "رضی اللہ عنہما", "companion", "m", "dual", "phrase"),
    ("tr", "Hz. Ali (k.v.) geldi.", "(k.v.)", "companion", "m", "singular", "abbreviation"),
    ("tr", "Îsâ aleyhisselâm geldi.", "aleyhisselâm", "prophet", "m", "singular", "transliteration"),
    ("tr", "Peygamberimiz (sav) dedi.", "(sav)", "muhammad", "m", "singular", "abbreviation"),
    ("fr", "Le Prophète (PSL) entra.", "(PSL)", "muhammad", "m", "singular", "abbreviation"),
    ("fr", "Le Prophète (que la paix soit sur lui) entra.", "(que la paix soit sur lui)", "muhammad", "m", "singular", "translation"),
    ("fr", "Le Prophète, que la paix et les bénédictions d’Allah soient sur lui, entra.", "que la paix et les bénédictions d’Allah soient sur lui", "muhammad", "m", "singular", "translation"),
    ("fr", "Moïse (paix sur lui) parla.", "(paix sur lui)", "prophet", "m", "singular", "translation"),
    ("fr", "Mahomet (saws) dit.", "(saws)", "muhammad", "m", "singular", "abbreviation"),
    ("fr", "Abou Bakr (r.a.) dit.", "(r.a.)", "companion", "m", "singular", "abbreviation"),
    ("fr", "Abou Bakr (qu’Allah soit satisfait de lui) dit.", "(qu’Allah soit satisfait de lui)", "companion", "m", "singular", "translation"),
    ("fr", "Aïcha (qu’Allah l’agrée) dit.", "(qu’Allah l’agrée)", "companion", "f", "singular", "translation"),
    ("fr", "Aïcha, qu’Allah soit satisfait d’elle, dit.", "qu’Allah soit satisfait d’elle", "companion", "f", "singular", "translation"),
    ("fr", "Allah (Exalté soit-Il) dit.", "(Exalté soit-Il)", "allah", "m", "singular", "translation"),
    ("fr", "L’imam Malik (qu’Allah lui fasse miséricorde) dit.", "(qu’Allah lui fasse miséricorde)", "scholar", "m", "singular", "translation"),
    ("fr", "Omar et Othman (qu’Allah les agrée tous deux) dirent.", "(qu’Allah les agrée tous deux)", "companion", "m", "plural", "translation"),
    ("fr", "Le Prophète ﷺ dit.", "ﷺ", "muhammad", "m", "singular", "sign"),
    ("fr", "Le Messager d’Allah (paix et bénédictions sur lui) dit.", "(paix et bénédictions sur lui)", "muhammad", "m", "singular", "translation"),
    ("fr", "Ali (que Dieu l’agrée) dit.", "(que Dieu l’agrée)", "companion", "m", "singular", "translation"),
    ("fr", "Le Prophète (BSDL) dit.", "(BSDL)", "muhammad", "m", "singular", "abbreviation"),
    ("fr", "Moussa, sur lui la paix, dit.", "sur lui la paix", "prophet", "m", "singular", "translation"),
    ("fr", "Le Prophète (sur lui la paix et le salut) dit.", "(sur lui la paix et le salut)", "muhammad", "m", "singular", "translation"),
    ("de", "Der Prophet (Allahs Segen und Frieden auf ihm) kam.", "(Allahs Segen und Frieden auf ihm)", "muhammad", "m", "singular", "translation"),
    ("de", "Der Prophet, möge Allah ihn segnen und ihm Frieden schenken, kam.", "möge Allah ihn segnen und ihm Frieden schenken", "muhammad", "m", "singular", "translation"),
    ("tr", "Ebû Bekir (Allah kendisinden razı olsun) geldi.", "(Allah kendisinden razı olsun)", "companion", "m", "singular", "translation"),
    ("es", "Omar (Allah esté complacido con él) vino.", "(Allah esté complacido con él)", "companion", "m", "singular", "translation"),
    ("id", "Nabi Muhammad SAW lahir di Mekah.", "SAW", "muhammad", "m", "singular", "abbreviation"),
    ("id", "Allah SWT berfirman.", "SWT", "allah", "m", "singular", "abbreviation"),
    ("id", "Rasulullah saw. bersabda.", "saw.", "muhammad", "m", "singular", "abbreviation"),
    ("id", "Abu Bakar r.a. berkata.", "r.a.", "companion", "m", "singular", "abbreviation"),
    ("id", "Aisyah r.a. berkata.", "r.a.", "companion", "f", "singular", "abbreviation"),
    ("id", "Nabi Musa a.s. pergi.", "a.s.", "prophet", "m", "singular", "abbreviation"),
    ("id", "Umar bin Khattab radhiyallahu ‘anhu datang.", "radhiyallahu ‘anhu", "companion", "m", "singular", "transliteration"),
    ("id", "Nabi shallallahu ‘alaihi wa sallam bersabda.", "shallallahu ‘alaihi wa sallam", "muhammad", "m", "singular", "transliteration"),
    ("id", "Allah Ta’ala berfirman.", "Ta’ala", "allah", "m", "singular", "transliteration"),
    ("id", "Allah subhanahu wa ta‘ala", "subhanahu wa ta‘ala", "allah", "m", "singular", "transliteration"),
    ("id", "Imam Bukhari rahimahullah menulis.", "rahimahullah", "scholar", "m", "singular", "transliteration"),
    ("id", "Nabi Ibrahim ‘alaihissalam", "‘alaihissalam", "prophet", "m", "singular", "transliteration"),
    ("id", "Abu Bakar (RA) datang", "(RA)", "companion", "m", "singular", "abbreviation"),
    ("id", "Baginda Rasulullah SAW pulang", "SAW", "muhammad", "m", "singular", "abbreviation"),
    ("bn", "রাসূলুল্লাহ (সাঃ) বলেছেন।", "(সাঃ)", "muhammad", "m", "singular", "abbreviation"),
    ("bn", "নবী মুহাম্মাদ সাল্লাল্লাহু আলাইহি ওয়া সাল্লাম মক্কায় জন্মগ্রহণ করেন।", "সাল্লাল্লাহু আলাইহি ওয়া সাল্লাম", "muhammad", "m", "singular", "transliteration"),
    ("bn", "আবু বকর (রাঃ) বললেন।", "(রাঃ)", "companion", "m", "singular", "abbreviation"),
    ("bn", "মূসা (আঃ) গেলেন।", "(আঃ)", "prophet", "m", "singular", "abbreviation"),
    ("bn", "আয়েশা রাদিয়াল্লাহু আনহা বললেন।", "রাদিয়াল্লাহু আনহা", "companion", "f", "singular", "transliteration"),
    ("bn", "ইমাম বুখারী (রহঃ) লিখেছেন।", "(রহঃ)", "scholar", "m", "singular", "abbreviation"),
    ("bn", "আল্লাহ সুবহানাহু ওয়া তাআলা বলেন।", "সুবহানাহু ওয়া তাআলা", "allah", "m", "singular", "transliteration"),
    ("bn", "নবী (সা.) বললেন।", "(সা.)", "muhammad", "m", "singular", "abbreviation"),
    ("bn", "নবী (ﷺ) বললেন।", "(ﷺ)", "muhammad", "m", "singular", "sign"),
    ("bn", "উমর (রা.) এলেন।", "(রা.)", "companion", "m", "singular", "abbreviation"),
    ("ur", "نبی کریم ﷺ نے فرمایا۔", "ﷺ", "muhammad", "m", "singular", "sign"),
    ("ur", "حضرت ابو بکر رضی اللہ عنہ آئے۔", "رضی اللہ عنہ", "companion", "m", "singular", "phrase"),
    ("ur", "حضرت عائشہ رضی اللہ عنہا نے فرمایا۔", "رضی اللہ عنہا", "companion", "f", "singular", "phrase"),
    ("ur", "حضرت موسیٰ علیہ السلام گئے۔", "علیہ السلام", "prophet", "m", "singular", "phrase"),
    ("ur", "امام بخاری رحمۃ اللہ علیہ نے لکھا۔", "رحمۃ اللہ علیہ", "scholar", "m", "singular", "phrase"),
    ("ur", "رسول اللہ صلی اللہ علیہ وسلم نے فرمایا۔", "صلی اللہ علیہ وسلم", "muhammad", "m", "singular", "phrase"),
    ("ur", "رسول اللہ صلی اللہ علیہ وآلہ وسلم نے فرمایا۔", "صلی اللہ علیہ وآلہ وسلم", "muhammad", "m", "singular", "phrase"),
    ("ur", "اللہ تعالیٰ نے فرمایا۔", "تعالیٰ", "allah", "m", "singular", "phrase"),
    ("ur", "اللہ سبحانہ وتعالیٰ نے", "سبحانہ وتعالیٰ", "allah", "m", "singular", "phrase"),
    ("ur", "حضرت عمرؓ آئے۔", "ؓ", "companion", "m", "singular", "sign"),
    ("ur", "امام شافعیؒ نے", "ؒ", "scholar", "m", "singular", "sign"),
    ("ur", "حضرت عثمان رضی اللہ تعالیٰ عنہ", "رضی اللہ تعالیٰ عنہ", "companion", "m", "singular", "phrase"),
    ("ur", "اللہ عزوجل نے", "عزوجل", "allah", "m", "singular", "phrase"),
    ("ur", "صحابہ کرام رضی اللہ عنہم آئے", "رضی اللہ عنہم", "companion", "m", "plural", "phrase"),
    ("ur", "صحابہ رضوان اللہ علیہم اجمعین", "رضوان اللہ علیہم اجمعین", "companion", "m", "plural", "phrase"),
    ("de", "Der Prophet (Friede sei auf ihm) kam.", "(Friede sei auf ihm)", "muhammad", "m", "singular", "translation"),
    ("de", "Der Prophet, Friede und Segen Allahs seien auf ihm, kam.", "Friede und Segen Allahs seien auf ihm", "muhammad", "m", "singular", "translation"),
    ("de", "Abu Bakr (möge Allah mit ihm zufrieden sein) kam.", "(möge Allah mit ihm zufrieden sein)", "companion", "m", "singular", "translation"),
    ("de", "Mose (Friede sei mit ihm) kam.", "(Friede sei mit ihm)", "prophet", "m", "singular", "translation"),
    ("de", "Muhammad (s.a.w.s.) kam.", "(s.a.w.s.)", "muhammad", "m", "singular", "abbreviation"),
    ("es", "El Profeta (la paz sea con él) vino.", "(la paz sea con él)", "muhammad", "m", "singular", "translation"),
    ("es", "El Profeta, la paz y las bendiciones de Allah sean con él, vino.", "la paz y las bendiciones de Allah sean con él", "muhammad", "m", "singular", "translation"),
    ("es", "Abu Bakr (que Allah esté complacido con él) vino.", "(que Allah esté complacido con él)", "companion", "m", "singular", "translation"),
    ("es", "Moisés (la paz sea con él) vino.", "(la paz sea con él)", "prophet", "m", "singular", "translation"),
    ("es", "Mahoma (s.a.w.) vino.", "(s.a.w.)", "muhammad", "m", "singular", "abbreviation"),
    ("es", "Aisha (que Allah esté complacido con ella) vino.", "(que Allah esté complacido con ella)", "companion", "f", "singular", "translation"),
    ("sw", "Mtume (s.a.w.) alisema.", "(s.a.w.)", "muhammad", "m", "singular", "abbreviation"),
    ("sw", "Mtume Muhammad (rehema na amani ziwe juu yake) alisema.", "(rehema na amani ziwe juu yake)", "muhammad", "m", "singular", "translation"),
    ("sw", "Abubakari (r.a.) alisema.", "(r.a.)", "companion", "m", "singular", "abbreviation"),
    ("sw", "Umar (Mwenyezi Mungu awe radhi naye) alisema.", "(Mwenyezi Mungu awe radhi naye)", "companion", "m", "singular", "translation"),
    ("sw", "Mwenyezi Mungu (s.w.) alisema.", "(s.w.)", "allah", "m", "singular", "abbreviation"),
    ("sw", "Musa (a.s.) alisema.", "(a.s.)", "prophet", "m", "singular", "abbreviation"),
]  # fmt: skip


def read(folder: Path, language: str, text: str) -> tuple[list[Honorific], list[str]]:
    settings = f'[book]\ntitle = "A"\nlanguage = "{language}"\n[matter]\nfront = []\nbody = ["1.md"]\n'
    (folder / "book.toml").write_text(settings, encoding="utf-8")
    (folder / "1.md").write_text(f"# 1\n\n{text}\n", encoding="utf-8")
    manuscript, findings = read_book(folder)
    assert manuscript is not None
    manuscript, more = checked(manuscript)
    section = resolve(manuscript, manuscript.editions[0])[0].sections[0]
    return [node for node in nodes(section.blocks) if isinstance(node, Honorific)], [str(f) for f in (*findings, *more)]


@pytest.mark.parametrize(("language", "text", "written", "kind", "gender", "number", "form"), WRITTEN)
def test_an_honorific_is_read_and_is_its_persons(tmp_path, language, text, written, kind, gender, number, form) -> None:
    found, findings = read(tmp_path, language, text)
    assert findings == []
    assert [(n.written, n.kind, n.gender, n.number, n.form) for n in found][-1:] == [
        (written, kind, gender, number, form)
    ]


@pytest.mark.parametrize(
    "text",
    [
        "“Copy Ahmad (cc) on it,” said Daniel.", "Ask Ali (SAS) or Omar (PSL).", "The engine, a Ford (CC), stood there.",
        "Peace be upon this house, said Ali. Que la paix soit sur cette maison.", "We asked for point (س) and (ع).",
    ],
)  # fmt: skip
def test_what_only_looks_like_one(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, "en", text) == ([], [])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il apprit auprès d'Ibn Omar, que Dieu les agrée tous deux, puis d’Oumm Salama, que Dieu l’agrée.", []),
        ("Ibn Abbas, que Dieu les agrée, lui et son père, dit.", []),
        (
            "On parla d’Abou Bakr ﷺ. On parla d'Omar, que Dieu les agrée.",
            ["honorific-mismatch", "honorific-mismatch"],
        ),
        ("Le Messager d'Allah ﷺ entra ; l’Ange de la mort (paix sur lui) vint.", []),
    ],
)
def test_names_after_an_elision_are_read(tmp_path: Path, text: str, found: list[str]) -> None:
    findings = findings_of(tmp_path, text, lang="fr")
    assert [str(finding.code) for finding in findings if "honorific" in finding.code] == found
