"""Finished files → facts and findings."""
