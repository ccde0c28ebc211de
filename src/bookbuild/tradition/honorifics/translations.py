"""How honorifics are translated in books of other languages than English: the patterns, over `flattened` text.

Each is one that a person is spoken of with: `(que la paix soit sur lui)`. What the styles set (`words`) is among them.
"""

from __future__ import annotations

import re
from functools import cache

from bookbuild.model.inlines import Gender, HonorificKind, Number
from bookbuild.tradition.honorifics import words
from bookbuild.tradition.honorifics.formulas import Formula
from bookbuild.tradition.honorifics.letters import flattened
from bookbuild.tradition.honorifics.spellings import Spelling, Whom

TranslationRow = tuple[HonorificKind | None, str, Whom]

_HE: tuple[Gender | None, Number | None] = ("m", "singular")
_SHE: tuple[Gender | None, Number | None] = ("f", "singular")
_ONE: tuple[Gender | None, Number | None] = (None, "singular")
_TWO: tuple[Gender | None, Number | None] = (None, "dual")
_ALL: tuple[Gender | None, Number | None] = (None, "plural")

_FR = {"lui": _HE, "elle": _SHE, "eux deux": _TWO, "eux": _ALL, "elles": ("f", "plural")}
_FR_DE = {"de lui": _HE, "d'elle": _SHE, "d'eux deux": _TWO, "d'eux": _ALL, "d'elles": ("f", "plural")}
_FR_LES = {"l'": _ONE, "les ": _ALL}
_FR_LEUR = {"lui": _ONE, "leur": _ALL}
_DE = {"ihm": _HE, "ihr": _SHE, "ihnen beiden": _TWO, "ihnen": _ALL}
_DE_GENITIVE = {"seiner": _HE, "ihrer beider": _TWO, "ihrer aller": _ALL, "ihrer": _SHE}
_ES = {"el": _HE, "ella": _SHE, "ambos": _TWO, "ellos dos": _TWO, "ellos": _ALL, "ellas": ("f", "plural")}
_TR = {"ondan": _ONE, "ikisinden": _TWO, "her ikisinden": _TWO, "onlardan": _ALL}
_TR_TO = {"ona": _ONE, "ikisine": _TWO, "her ikisine": _TWO, "onlara": _ALL}
_TR_ON = {
    "onun uzerine": _ONE,
    "uzerine": _ONE,
    "ikisinin uzerine": _TWO,
    "onlarin uzerine": _ALL,
    "onların uzerine": _ALL,
}
_ID = {"nya": _ONE, " beliau": _ONE, " keduanya": _TWO, " kedua-duanya": _TWO, " mereka berdua": _TWO, " mereka": _ALL}
_SW = {"naye": _ONE, "nao wawili": _TWO, "nao wote": _ALL, "nao": _ALL}
_SW_ON = {"yake": _ONE, "yao wawili": _TWO, "yao": _ALL}
_BN = {"তাঁর": _ONE, "তাঁদের উভয়ের": _TWO, "তাদের উভয়ের": _TWO, "তাঁদের": _ALL, "তাদের": _ALL, "তার": _ONE}

_GOD_FR, _GOD_ES = "qu(?:'allah|e dieu)(?: le tres-haut)?", "que (?:allah|ala|dios)"
_GOD_SW = "(?:mwenyezi mungu|allah|mungu)"
_PEACE_FR = "(?:(?:que )?(?:la |les |le )?(?:paix|prieres?|saluts?|benedictions?))"
_PEACE_ID = "(?:shalawat|salawat|selawat|sholawat|rahmat|kesejahteraan|keselamatan|kedamaian|damai|salam)"
_BENGALI = "\u0981-\u09cd"
"""Vowel signs and other marks of Bengali, which are no letters to `\\w`."""
_POURED = "(?:selalu |senantiasa )?(?:ter|di)?(?:curah|limpah)(?:kan)?"

_ROWS: tuple[TranslationRow, ...] = (
    ("muhammad", f"{_PEACE_FR} et {_PEACE_FR}(?: d'allah| de dieu)?(?: soi(?:t|ent))? sur lui", {}),
    ("muhammad", f"{_GOD_FR} (?:le benisse|prie sur lui) et (?:le salue|lui (?:accorde|donne) la paix)", {}),
    ("muhammad", f"(?:que )?sur lui(?: soient)? {_PEACE_FR} et {_PEACE_FR}", {}),
    (None, "(?:que )?(?:la )?paix(?: soit)? sur HIM", _FR),
    (None, "sur HIM(?: soit)? la paix", _FR),
    ("companion", f"{_GOD_FR} soit satisfait HIM", _FR_DE),
    ("companion", f"{_GOD_FR} HIMagree(?: tous(?: les)?(?: deux)?)?", _FR_LES),
    ("scholar", f"{_GOD_FR} HIM fasse misericorde(?: a tous deux| a toutes)?", _FR_LEUR),
    ("scholar", f"{_GOD_FR} HIMait en sa (?:sainte )?misericorde", _FR_LES),
    ("allah", "(?:l')?exalte soit[- ]il|gloire (?:et purete )?a lui(?:, l'exalte)?", {}),
    (
        "muhammad",
        "(?:allahs |gottes |der )?(?:frieden?|segen|heil) und (?:der )?(?:frieden?|segen|heil)(?: allahs| gottes)? "
        "(?:(?:seien|sei|liege) (?:auf|mit|uber)|auf|uber) ihm",
        {},
    ),
    ("muhammad", "(?:allah|gott) segne ihn und (?:schenke|gebe|gewahre) ihm (?:heil|frieden)", {}),
    (
        "muhammad",
        "moge (?:allah|gott) ihn segnen und ihm (?:heil|frieden) (?:schenken|geben|gewahren)",
        {},
    ),
    (None, "(?:allahs |der )?frieden?(?: allahs| gottes)? (?:sei (?:auf|mit|uber)|auf) HIM", _DE),
    (None, "(?:auf )?HIM sei (?:der )?frieden?", _DE),
    ("companion", "(?:moge )?(?:allah|gott)(?: moge)? mit HIM zufrieden sein", _DE),
    (
        "companion",
        "(?:allahs wohlgefallen (?:sei )?auf|(?:allah|gott) habe wohlgefallen an|"
        "moge (?:allah|gott) wohlgefallen haben an) HIM",
        _DE,
    ),
    ("companion", "moge (?:allah|gott) wohlgefallen an HIM haben", _DE),
    ("scholar", "(?:moge )?(?:allah|gott)(?: moge)? sich HIM erbarmen", _DE_GENITIVE),
    ("scholar", "(?:moge )?allah(?: moge)? HIM (?:gnadig sein|barmherzig sein)", _DE),
    ("scholar", "allah erbarme sich HIM", _DE_GENITIVE),
    (
        "muhammad",
        "(?:que )?(?:la paz y (?:las )?bendiciones|las bendiciones y la paz)(?: de (?:allah|ala|dios))? "
        "sean? (?:con|sobre) el",
        {},
    ),
    ("muhammad", f"{_GOD_ES} lo bendiga y (?:le (?:de|conceda) (?:la )?paz|lo salude)", {}),
    ("muhammad", "sobre el la paz y las bendiciones", {}),
    (None, "sobre HIM (?:sea )?la paz", _ES),
    (None, "(?:que )?la paz(?: de (?:allah|ala|dios))? (?:sea|este) (?:con|sobre) HIM", _ES),
    (
        "companion",
        f"(?:{_GOD_ES}|allah|dios) (?:este (?:complacido|satisfecho) (?:con|de)|se complazca (?:de|con|en)) HIM",
        _ES,
    ),
    ("scholar", f"{_GOD_ES} tenga misericordia (?:de|con) HIM", _ES),
    ("allah", "(?:glorificado y )?exaltado sea", {}),
    ("muhammad", "allah'ın salat(?: ve|u) selamı (?:onun )?uzerine olsun|allah ona salat ve selam etsin", {}),
    ("muhammad", "(?:ona )?salat ve selam(?: onun)?(?: uzerine)? olsun", {}),
    (None, "(?:allah'ın )?selamı? HIM olsun", _TR_ON),
    (None, "selam HIM olsun", _TR_TO),
    ("companion", "allah HIM razı olsun", _TR | {"kendisinden": _ONE, "kendilerinden": _ALL}),
    ("scholar", "allah HIM rahmet (?:etsin|eylesin)", _TR_TO),
    (
        "muhammad",
        f"(?:semoga )?{_PEACE_ID} (?:dan|serta) {_PEACE_ID}(?: allah| dari allah)?(?: {_POURED})? "
        "(?:kepada|ke ?atas|atas|bagi|untuk)(?:nya| beliau)",
        {},
    ),
    (None, f"semoga {_PEACE_ID}(?: allah)?(?: {_POURED})? (?:kepada|ke ?atas|atas|bagi)HIM", _ID),
    (None, "selamat sejahtera ke ?atasHIM", _ID),
    ("companion", "semoga allah (?:meridhai|meridai|meridoi|meridhoi|meredhai|meredai)HIM", _ID),
    ("scholar", "semoga allah merahmatiHIM", _ID),
    ("muhammad", f"(?:rehema|sala) na (?:amani|salamu)(?: za {_GOD_SW})? (?:ziwe juu yake|zimshukie|zimfikie)", {}),
    (None, f"amani(?: ya {_GOD_SW})? iwe juu HIM", _SW_ON),
    ("companion", f"{_GOD_SW} awe radhi HIM", _SW),
    ("companion", f"{_GOD_SW} (?:amridhie|awaridhie(?: wawili| wote)?)", {}),
    ("scholar", f"{_GOD_SW} (?:amrehemu|awarehemu(?: wawili| wote)?)", {}),
    ("muhammad", "HIM উপর আল্লাহর (?:রহমত|দরূদ|দরুদ) ও (?:শান্তি|সালাম) বর্ষিত হোক", _BN),
    (None, "HIM (?:উপর|ওপর) (?:আল্লাহর )?শান্তি বর্ষিত হোক", _BN),
    ("companion", "আল্লাহ HIM (?:প্রতি|উপর|ওপর) সন্তুষ্ট (?:হোন|হন|থাকুন)", _BN),
    ("scholar", "আল্লাহ HIM (?:প্রতি|উপর|ওপর) রহম করুন", _BN),
)  # fmt: skip
"""Kind (None: said of the Prophet and of other prophets), pattern, and of whom, where that can be heard."""


@cache
def translations() -> tuple[Spelling, ...]:
    """The spellings; none is exact: what a style sets is told by `set_words`."""
    return tuple(Spelling(kind, _pattern(pattern, whom), whom, exact=False) for kind, pattern, whom in _ROWS)


@cache
def hint() -> re.Pattern[str]:
    """What stands in each, and seldom in other texts: God is named in all books."""
    return re.compile(
        r"qu'allah|que (?:allah|ala|dios|dieu)\b|paix|exalte soit|gloire|fried|\bpaz\b|exaltado|selam|allah'[ıi]n"
        r"|allahs|gott (?:habe|segne)"
        r"|allah\s+(?:on|her|iki|kend|este|moge|segne|habe|erbarme|mit|sich|aw|am)|moge|semoga|sejahtera|selawat|mungu"
        "|amani|আল্লাহ|শান্তি"
    )


def _pattern(pattern: str, whom: Whom) -> re.Pattern[str]:
    said = "(?P<whom>" + "|".join(flattened(each) for each in sorted(whom, key=len, reverse=True)) + ")"
    spaced = flattened(pattern.replace("HIM", "\0")).replace("\0", said).replace(" ", r"\s+")
    return re.compile(rf"(?<!\w)(?:{spaced})(?![\w{_BENGALI}])")


@cache
def set_words() -> dict[str, Formula]:
    """What the styles set in these languages, flattened → a formula with these words."""
    tables = ("transliterations", "translations")
    return {flattened(said): known for table in tables for known, said in words.spelled(table)}
