"""Findings and results → what a person or a machine reads: text, JSON, SARIF, GitHub's commands, tables, progress."""
