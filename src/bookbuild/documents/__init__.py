"""`Book` → XHTML, one document a section, through shared templates."""
