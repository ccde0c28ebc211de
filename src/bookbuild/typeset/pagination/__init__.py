"""Lines and blocks → pages: where a page ends, where notes, poems, heads and leaders stand on it."""
