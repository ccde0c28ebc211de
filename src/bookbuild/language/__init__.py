"""A text, or a paragraph of nodes, and its language → scripts, directions, numerals; the words that the tool adds."""
