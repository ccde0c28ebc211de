"""A family name and the files of the machine → the face that is set: coverage, measures, and what its terms allow."""
