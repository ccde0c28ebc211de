"""The months of both calendars as books in several languages write them."""

from __future__ import annotations

OTHER_HIJRI: dict[str, int] = {
    "Safr": 2, "Rabi al-Awal": 3, "Rabi al-Akhir": 4, "Rabi ath-Thani": 4,
    "Jumada al-Awwal": 5, "Jumada ath-Thaniyah": 6, "Jumada al-Thani": 6, "Jumada al-Akhir": 6,
    "Shaban": 8, "Shabaan": 8, "Ramadhan": 9, "Ramazan": 9, "Shawal": 10, "Dhul-Qadah": 11, "Dhu al-Qidah": 11,
    "Dhul Hijjah": 12, "Zul Hijjah": 12, "Zulhijjah": 12, "Zul Qadah": 11, "محرم": 1, "ربيع الثاني": 4,
    "جمادى الأول": 5, "جمادى الثانية": 6, "جمادى الثاني": 6, "جمادى الآخر": 6, "ذي القعدة": 11, "ذي الحجة": 12,
    # Indonesian and Malay
    "Muharam": 1, "Rabiulawal": 3, "Rabiulakhir": 4, "Jumadilawal": 5, "Jumadilakhir": 6, "Jamadilawal": 5,
    "Jamadilakhir": 6, "Rejab": 7, "Sya'ban": 8, "Syakban": 8, "Syaaban": 8, "Syawal": 10, "Zulkaidah": 11,
    "Zulkaedah": 11, "Zulhijah": 12,
    # Turkish
    "Muharrem": 1, "Safer": 2, "Rebîülevvel": 3, "Rebiyülevvel": 3, "Rebîülâhir": 4, "Rebîülâhır": 4,
    "Cemâziyelevvel": 5, "Cemâziyelâhir": 6, "Cemâziyelâhır": 6, "Receb": 7, "Recep": 7, "Şâban": 8, "Şevval": 10,
    "Zilkade": 11, "Zilhicce": 12,
    # French
    "Mouharram": 1, "Rabia al-Awal": 3, "Rabia ath-Thani": 4, "Joumada al-Oula": 5, "Joumada ath-Thania": 6,
    "Radjab": 7, "Chaabane": 8, "Chaʿban": 8, "Chawwal": 10, "Dhou al-Qi'da": 11, "Dhou al-Hijja": 12,
    # German
    "Dschumada al-Ula": 5, "Dschumada al-Achira": 6, "Radschab": 7, "Schaʿban": 8, "Schawwal": 10, "Schauwal": 10,
    "Dhu l-Hiddscha": 12,
    # Spanish
    "Yumada al-Ula": 5, "Yumada al-Ajira": 6, "Rayab": 7, "Ramadán": 9, "Du l-Qaʿda": 11, "Du l-Hiyya": 12,
}  # fmt: skip
"""Spellings of the Hijrī months besides those of `HIJRI_MONTHS`."""

GREGORIAN = (
    "January Jan janvier Januar Jänner enero Ocak Januari يناير كانون_الثاني",
    "February Feb février Februar Feber febrero Şubat Februari فبراير شباط",
    "March Mar mars März marzo Mart Maret Mac مارس آذار",
    "April Apr avril abril Nisan أبريل إبريل نيسان",
    "May mai mayo Mayıs Mei مايو أيار",
    "June Jun juin Juni junio Haziran يونيو يونيه حزيران",
    "July Jul juillet Juli julio Temmuz Julai يوليو يوليه تموز",
    "August Aug août agosto Ağustos Agustus Ogos أغسطس آب",
    "September Sept Sep septembre septiembre setiembre Eylül سبتمبر أيلول",
    "October Oct octobre Oktober octubre Ekim أكتوبر تشرين_الأول",
    "November Nov novembre noviembre Kasım نوفمبر تشرين_الثاني",
    "December Dec décembre Dezember diciembre Aralık Desember Disember ديسمبر كانون_الأول",
)
"""One line a month; `_` stands for a space."""
