"""`IntakeDocument` → the files of a manuscript folder, every line with the place of the source that it came from."""
