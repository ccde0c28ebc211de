"""A family name and the files of the machine → the face that is set, its coverage, its measures, its terms."""
