"""One Markdown file → a chapter: markdown-it parses it, the readers of this package make nodes of its tokens."""
