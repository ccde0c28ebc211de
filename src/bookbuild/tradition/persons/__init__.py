"""Text → the persons that it names, from a register of the tradition and the persons of the book."""
