"""A text, or a paragraph of nodes, and its language → scripts, directions, numerals, and the words that the tool adds."""
