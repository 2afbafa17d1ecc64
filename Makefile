# Two commands on a machine with git, python3 (3.11 or newer) and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
UIT ?= uit/demo
PYTEST := -m pytest -n 2

.PHONY: demo test test-wheel opmaak clean

demo: .venv/demo.klaar
	$(BIN)/ra demo --uit $(UIT)

test: .venv/test.klaar
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python $(PYTEST)

# The same suite on the built wheel, away from the source tree.
test-wheel: .venv/test.klaar
	rm -rf dist .venv-wheel
	$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet "$$(ls dist/*.whl)[test]"
	rm -rf dist/suite && mkdir dist/suite && cp -r tests pyproject.toml dist/suite
	cd dist/suite && ../../.venv-wheel/bin/python $(PYTEST) -p no:cacheprovider

opmaak: .venv/test.klaar
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf .venv .venv-wheel dist uit

.venv/demo.klaar: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/test.klaar: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --editable ".[test]"
	touch $@ .venv/demo.klaar
