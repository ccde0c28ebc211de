"""`book.toml` and `persons.toml` → the structs of `model.settings`, every key and value with its place."""
