# Two commands on a machine with git, python3 (3.11 or newer) and make: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
UIT ?= uit/demo
PYTEST := -m pytest -n 2

.PHONY: demo test test-wheel test-kern vergrendel opmaak beelden afgeleid foutproef bench wheelhouse controlepagina clean

demo: .venv/demo.klaar
	$(BIN)/ra demo --uit $(UIT)

test: .venv/test.klaar
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python $(PYTEST)

# The same suite on the built wheel, away from the source tree, and with the newest Python there is
# (make test-wheel NIEUWSTE=python3.13). What LibreOffice makes of our files, and what takes longest
# and rests on neither wheel nor Python (LANG_DUREN), `make test` has shown already.
LANG_DUREN := tests/fuzz tests/benchmark tests/reading/test_bounds.py tests/reading/test_awkward.py \
	tests/addin/test_on_an_open_workbook.py tests/checks/test_finding_ids.py tests/jobs/test_next_cycle.py
NIEUWSTE ?= $(PYTHON)
test-wheel: .venv/test.klaar
	rm -rf dist .venv-wheel
	$(BIN)/python -m build --wheel --outdir dist . >/dev/null
	$(NIEUWSTE) -m venv .venv-wheel
	.venv-wheel/bin/python -m pip install --quiet --requirement requirements/dev.txt
	.venv-wheel/bin/python -m pip install --quiet --no-deps dist/*.whl
	rm -rf dist/suite && mkdir dist/suite && cp -r tests docs validation README.md pyproject.toml dist/suite
	cd dist/suite && ../../.venv-wheel/bin/python $(PYTEST) -m "not libreoffice and not browser" $(addprefix --ignore ,$(LANG_DUREN)) -p no:cacheprovider

# The exact versions for demo, development and CI, with hashes, for every Python and system at once.
vergrendel: .venv/test.klaar
	$(BIN)/python -m pip install --quiet "uv>=0.9"
	$(BIN)/uv pip compile pyproject.toml $(VERGRENDEL) --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml --group dev $(VERGRENDEL) --output-file requirements/dev.txt
	$(BIN)/uv pip compile --group core --constraint requirements/dev.txt $(VERGRENDEL) --output-file requirements/core.txt
VERGRENDEL := --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-header --no-annotate

# The core as the page in the browser has it: python-calamine and pytest, and no other library.
# Tests that need more are skipped with their reason.
KERN := tests/domain tests/reading tests/checks tests/returning tests/browser
test-kern:
	$(PYTHON) -m venv .venv-kern
	.venv-kern/bin/python -m pip install --quiet --requirement requirements/core.txt
	.venv-kern/bin/python -m pytest -q -rs -o addopts= -o filterwarnings=error \
		-m "not libreoffice and not browser" $(KERN)

opmaak: .venv/test.klaar
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The pictures of README and docs, from the real output (needs LibreOffice and poppler-utils).
beelden: demo controlepagina .venv/test.klaar
	rm -rf uit/beeld && mkdir -p uit/beeld
	soffice --headless --convert-to pdf --outdir uit/beeld $(UIT)/landelijk-overzicht.xlsx $(UIT)/word/provincie-Drenthe.docx >/dev/null
	pdftoppm -r 80 -f 1 -singlefile -png uit/beeld/landelijk-overzicht.pdf docs/beeld/overzicht
	pdftoppm -r 80 -f 1 -singlefile -png uit/beeld/provincie-Drenthe.pdf docs/beeld/provincie
	$(BIN)/python docs/pictures.py
	$(BIN)/python -m docs.page_pictures

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

# The whole check in one HTML file, for a browser without internet (needs npm to build, not to use).
PAGINA := uit/controlepagina
VOOR_BROWSER := --platform pyemscripten_2026_0_wasm32 --implementation cp --python-version 3.14 --abi cp314
controlepagina: .venv/demo.klaar
	npm ci --ignore-scripts --prefix ra_excel/browser >/dev/null
	rm -rf $(PAGINA) && mkdir -p $(PAGINA)/onderdelen
	$(BIN)/python -m pip download --quiet --no-deps --only-binary=:all: $(VOOR_BROWSER) \
		--require-hashes -r ra_excel/browser/calamine.txt --dest $(PAGINA)/onderdelen
	$(BIN)/python -m ra_excel.browser.build --wheel $(PAGINA)/onderdelen/*.whl --uit $(PAGINA)/ra-controle.html

# Rebuild what derives from the declaration.
afgeleid: .venv/demo.klaar
	$(BIN)/python -m docs.derive
	$(BIN)/ra invoegtoepassing bouw
	rm -f workbooks/2026-2027/*.xlsx
	$(BIN)/ra sjabloon --cyclus 2026-2027 --uit workbooks/2026-2027

# 2,000 known faults in correct workbooks: what is found, and what is said wrongly (some minutes).
foutproef: .venv/test.klaar
	$(BIN)/python -m tests.benchmark.fault_injection

# How fast, side by side with other pipelines and with what no program can do faster (some minutes).
# One part: make bench DEEL=start, or twaalf, land, naief, versies (that one takes half an hour the first time).
DEEL ?=
bench: .venv/test.klaar
	$(BIN)/python -m tests.benchmark.speed $(DEEL)

clean:
	rm -rf .venv .venv-kern .venv-wheel dist uit

.venv/demo.klaar: pyproject.toml requirements/run.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements/run.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@

.venv/test.klaar: pyproject.toml requirements/dev.txt
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --requirement requirements/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --editable .
	touch $@ .venv/demo.klaar
