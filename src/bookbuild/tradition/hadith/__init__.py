"""Sources of hadiths as written → collection and number."""
