"""Files of a book's folder → `Manuscript`, as written, every node with its `Location`."""
