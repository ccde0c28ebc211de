"""A family name and the machine's files → the face that is set, its coverage and measures, what its terms allow."""
