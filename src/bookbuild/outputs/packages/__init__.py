"""The files of a book, as built → a folder a shop: files under its names, metadata, and a report of its rules."""
