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
