"""The frozen dataclasses that all steps share; no input, no output."""
