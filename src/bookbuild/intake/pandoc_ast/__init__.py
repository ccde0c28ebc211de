"""Pandoc's document as JSON (`pandoc -t json`) → `ReadDocument`: so all that Pandoc reads can be imported."""
