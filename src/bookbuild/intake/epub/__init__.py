"""An EPUB → `ReadDocument`: its package under guard, its contents as evidence of headings, its documents in order."""
