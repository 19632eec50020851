# Needs Python 3.11 or newer and make; everything else comes into .venv, from requirements.lock, by hash.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
# PyInstaller lies beside .venv, not in it: only those who freeze Postil need it.
FREEZER := build/freezer
# So does the fuzzer.
FUZZER := build/fuzz/packages

.DEFAULT_GOAL := help
.PHONY: help run test check install bench accuracy csl-suite interop soak fuzz lock wheel bundle deb clean

help: ## say what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1	/' | expand -t 12

run: install ## open Postil; without a display, do its main work on the sample article into build/
	@$(BIN)/python packaging/run.py

test: install ## run the whole suite, without a display
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -n 2 --dist worksteal

check: install ## format, lint, layers, types
	@$(BIN)/ruff format --check --quiet . || { echo "run: $(BIN)/ruff format ."; exit 1; }
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/basedpyright

install: $(INSTALLED) ## set .venv up

# The lock is complete, so nothing is resolved: what it does not name is not installed.
$(INSTALLED): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Postil needs Python 3.11 or newer; give one with make PYTHON=…")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what requirements.lock names into $(VENV)…"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python packaging/fetch_citeproc.py
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q desktop/postil
	@touch $(INSTALLED)

bench: install ## measure speed and memory; figures and bounds go to build/bench.json
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks

accuracy: install ## measure what the analysis finds against annotated texts, or make accuracy GOLD="FILE.entities.json …"
	@$(BIN)/python tests/benchmarks/accuracy.py $(GOLD)

csl-suite: install ## measure citations against the public CSL test suite: make csl-suite DIR=FOLDER of its .txt fixtures
	@QT_QPA_PLATFORM=offscreen $(BIN)/python tests/benchmarks/csl_suite.py $(DIR)

interop: install ## read exports with Pandoc, LibreOffice, remark and others, as far as they are here: make interop GENERATED=10000
	@GENERATED=$(GENERATED) QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/interop.py

soak: install ## run the tests that take minutes
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q -m slow

fuzz: install $(FUZZER)/installed ## feed the importers with nonsense, ten minutes each: make fuzz FUZZ_SECONDS=60 TARGETS="epub pdf"
	@FUZZ_SECONDS=$(or $(FUZZ_SECONDS),600) $(BIN)/python tests/fuzz $(TARGETS)

$(FUZZER)/installed: packaging/fuzz.lock
	@rm -rf $(FUZZER)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--target $(FUZZER) -r packaging/fuzz.lock
	@touch $@

lock: ## write the locks anew (needs uv)
	@$(PYTHON) packaging/lock.py

wheel: install ## build the wheel and the source archive into dist/
	@$(BIN)/hatchling build

bundle: install $(FREEZER)/installed ## freeze Postil with its Python into build/bundle/postil
	@echo "Freezing Postil into build/bundle/postil…"
	@PYTHONPATH=$(FREEZER) $(BIN)/python -m PyInstaller packaging/postil.spec --noconfirm --log-level ERROR \
		--distpath build/bundle --workpath build/freezing

$(FREEZER)/installed: packaging/bundle.lock
	@rm -rf $(FREEZER)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes \
		--target $(FREEZER) -r packaging/bundle.lock
	@touch $@

deb: bundle ## make a Debian package of the bundle: build/postil_VERSION_ARCH.deb
	@$(BIN)/python packaging/draw_icons.py build/icons
	@$(BIN)/python packaging/deb.py build/bundle/postil build/icons build/deb

clean: ## take away what was made
	rm -rf build dist $(VENV) .pytest_cache .ruff_cache .hypothesis
