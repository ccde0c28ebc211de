"""Rendered documents → jobs of sections; from the fragments that come back, the page map, the findings and the PDF."""
