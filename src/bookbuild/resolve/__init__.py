"""`Manuscript` and one `Edition` → `Book`: everything that can be known before pages are."""
