"""Names of printers, standards, conditions and papers → what each asks for, or is; profiles where this machine has
them; spines. It knows nothing about books.
"""
