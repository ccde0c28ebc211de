"""Dates as written, Hijri and Gregorian → days, and whether both name the same one."""
