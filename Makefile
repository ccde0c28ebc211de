# On a fresh Debian with Python 3.11, as root, each target sets up what it needs; elsewhere it says what to install.

BIN = .venv/bin
BOOKS = $(patsubst %/book.toml,%,$(wildcard manuscript/*/book.toml))
PYTEST = $(BIN)/python -m pytest -n auto --dist loadfile

.PHONY: books test test-all lint bench sheets clean

books: .venv/.books ## build every edition of every book into dist/
	$(BIN)/bookbuild build $(BOOKS)

test: .venv/.tests ## the tests, without the slow ones
	$(PYTEST) -m "not slow"

test-all: .venv/.tests ## all tests
	$(PYTEST)

lint: .venv/.tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

bench: .venv/.tests ## measure against the bars, side by side
	$(BIN)/python benchmarks/run.py; status=$$?; $(BIN)/python benchmarks/cost_of_changes.py $(if $(AGAINST),--against $(AGAINST)) || status=1; $(BIN)/python benchmarks/guards.py || status=1; $(BIN)/python benchmarks/checks.py || status=1; $(BIN)/python benchmarks/scripture.py || status=1; $(BIN)/python benchmarks/space_widths.py || status=1; $(BIN)/python benchmarks/text_layer.py || status=1; $(BIN)/python benchmarks/long_books.py && exit $$status

sheets: books ## spreads of every book on a sheet in docs/images/, out of dist/
	$(BIN)/python benchmarks/sheets.py $(BOOKS)

clean: ## delete what was made; dist/ itself stays, as it is in the tree
	rm -rf dist/* .bookbuild .pytest_cache .mypy_cache .ruff_cache .hypothesis

.venv/.books: pyproject.toml .ci/setup
	.ci/setup books

.venv/.tests: pyproject.toml .ci/setup
	.ci/setup tests
	touch .venv/.books
