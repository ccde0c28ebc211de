"""`IntakeDocument` as it was read → as an editor hands it on, each change a repair that names before and after."""
