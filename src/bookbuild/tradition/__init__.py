"""Texts, names and references → what the field knows of them: the Qur'ān's text, hadiths, honorifics, persons,
dates."""
