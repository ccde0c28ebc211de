"""The words that stand in a reference to the Qur'ān, in Arabic, Urdu and Persian letters: sūrah, āyah, juzʾ, *to*.

Each is a piece of a regular expression; none has a group with a number.
"""

from __future__ import annotations

SURAH = "سور(?:[ةۃهہۂۀت]|هٔ|ۂ)"
AYAH = r"(?:ال)?آ[يی](?:[ةۃهہۂۀت]|هٔ|ۂ|ات|ت[اي]ن)(?:\s+نمبر)?"
TO = "تا"
"""Between two numbers: `۱۸۳ تا ۱۸۵` is 183–185."""
JUZ = "(?:ال)?(?:س[يی]?)?پار(?:[هہۂۀ]|ے)|(?:ال)?جز[ءؤو]"
"""A thirtieth of the muṣḥaf, which is no sūrah: `(پارہ ۳۰)`."""
OTHER = (
    "صفحة|صفحه|صـ|ص|ج|الجزء|المجلد|مجلد|الفصل|فصل|الباب|باب|حاشية|الحاشية|هامش|الهامش|حديث|الحديث|رقم|ح|ش|لوحة|المسألة|مسألة|"
    "page|pages|pp?|vol|volume|chapter|ch|note|n|no|hadith|section|figure|part|line|footnote|"
    "Seite|S|Kapitel|Band|Anm|chapitre|tome|sayfa|s|bölüm|cilt|halaman|hlm|hal|h|bab|jilid|página|capítulo|tomo|"
    "باب|صفحہ|جلد|حصہ|فصل"
)
"""Words before a number that say it is no āyah's, where no colon follows: page, chapter, hadith."""
