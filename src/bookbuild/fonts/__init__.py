"""A family name and the files of the machine → the face that is set, what it has and measures, what its terms allow."""
