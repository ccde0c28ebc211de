"""A job → a fragment, set by WeasyPrint with all patches in place."""
