"""Typed values → `Said`: what a command has to say, and its exit status. One module a command or a family of them.

Nothing here prints, reads options or imports click: that is `cli.py`'s. What is heavy is imported inside the function
that needs it.
"""
