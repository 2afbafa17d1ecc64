# Two commands on a machine with git, python3 (3.11 or newer) and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
UIT ?= uit/demo
PYTEST := -m pytest -n 2

.PHONY: demo test test-wheel opmaak beelden afgeleid foutproef bench wheelhouse clean

demo: .venv/demo.klaar
	$(BIN)/ra demo --uit $(UIT)

test: .venv/test.klaar
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python $(PYTEST)

# The same suite on the built wheel, away from the source tree. What LibreOffice makes of our files,
# and what a fuzzer or planted faults bring up, `make test` has shown already.
test-wheel: .venv/test.klaar
	rm -rf dist .venv-wheel
	$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	$(PYTHON) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet "$$(ls dist/*.whl)[test]"
	rm -rf dist/suite && mkdir dist/suite && cp -r tests docs validation README.md pyproject.toml dist/suite
	cd dist/suite && ../../.venv-wheel/bin/python $(PYTEST) -m "not libreoffice" --ignore tests/fuzz --ignore tests/benchmark -p no:cacheprovider

opmaak: .venv/test.klaar
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The pictures of README and docs, from the real output (needs LibreOffice and poppler-utils).
beelden: demo .venv/test.klaar
	rm -rf uit/beeld && mkdir -p uit/beeld
	soffice --headless --convert-to pdf --outdir uit/beeld $(UIT)/landelijk-overzicht.xlsx $(UIT)/word/provincie-Drenthe.docx >/dev/null
	pdftoppm -r 80 -f 1 -singlefile -png uit/beeld/landelijk-overzicht.pdf docs/beeld/overzicht
	pdftoppm -r 80 -f 1 -singlefile -png uit/beeld/provincie-Drenthe.pdf docs/beeld/provincie
	$(BIN)/python docs/pictures.py

# Everything to install without internet: uit/wheelhouse, with `pip install --no-index --find-links`.
# For another computer: make wheelhouse VOOR=win_amd64, or macosx_11_0_arm64; for another Python also VERSIE=3.12.
# pip looks at the computer it runs on, so what only Windows or a Mac needs is named here; the check tells what is missing.
VOOR ?=
VERSIE ?=
VAN_WINDOWS := pywin32 colorama
VAN_MAC := appscript psutil
ELDERS = --only-binary=:all: --platform $(VOOR) $(if $(VERSIE),--python-version $(VERSIE))
wheelhouse: .venv/test.klaar
	rm -rf uit/wheelhouse && mkdir -p uit/wheelhouse
	$(BIN)/python -m build --wheel --outdir uit/wheelhouse . >/dev/null
	$(BIN)/python -m pip download --quiet --dest uit/wheelhouse $(if $(VOOR),$(ELDERS)) "$$(ls uit/wheelhouse/ra_excel-*.whl)" \
		$(if $(findstring win_,$(VOOR)),$(VAN_WINDOWS)) $(if $(findstring macosx,$(VOOR)),$(VAN_MAC))
	$(BIN)/python -m tests.helpers.wheelhouse uit/wheelhouse $(VOOR)
	@echo "pip install --no-index --find-links uit/wheelhouse ra-excel"

# Rebuild what derives from the declaration.
afgeleid: .venv/demo.klaar
	$(BIN)/python -m docs.derive
	$(BIN)/ra invoegtoepassing bouw
	rm -f workbooks/2026-2027/*.xlsx
	$(BIN)/ra sjabloon --cyclus 2026-2027 --uit workbooks/2026-2027

# 2,000 known faults in correct workbooks: what is found, and what is said wrongly (some minutes).
foutproef: .venv/test.klaar
	$(BIN)/python -m tests.benchmark.fault_injection

# How fast, side by side with a naive pipeline and with what no program can do faster (about half an hour the first time).
bench: .venv/test.klaar
	$(BIN)/python -m tests.benchmark.speed

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
