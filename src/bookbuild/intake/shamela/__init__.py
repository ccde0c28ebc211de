"""A book of the Shamela library, as its program exports it → `ReadDocument`: pages with heads, text and notes."""
