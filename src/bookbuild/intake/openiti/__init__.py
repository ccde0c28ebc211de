"""A text in OpenITI mARkdown → `ReadDocument`: metadata of its header, units by their tags, pages as breaks."""
