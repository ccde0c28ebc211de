"""A paragraph → its lines: where they end, how they are justified, how far apart they stand."""
