"""What the field knows: the Qur'ān's text, honorifics, calendars, numerals, scripts."""
