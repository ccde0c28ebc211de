"""A function, or an object, of WeasyPrint → the same with what is ours: changed functions, attached values, custom
properties, libraries.
"""
