# make demo and make test each work alone on a fresh machine with make and Python 3.11 or newer.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt

.DEFAULT_GOAL := help
.PHONY: help site serve demo test check docs bench wheel clean

help:  ## what make can do
	@awk -F ':.*  ## ' '/^[a-z]+:.*  ## / { printf "make %-6s %s\n", $$1, $$2 }' Makefile

# What runs the program: its own environment, every version pinned, the build tool's too.
$(VENV)/run.stamp: pyproject.toml constraints.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo \
	  "wheelsdown needs Python 3.11 or newer; install one, or say where it is: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { echo \
	  "$(PYTHON) cannot make virtual environments; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up $(VENV) with $(PYTHON) (650 MB on disk; a minute or two, the first time only) ..."
	@"$(PYTHON)" -m venv "$(VENV)"
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation -e .
	@touch "$@"

$(VENV)/dev.stamp: $(VENV)/run.stamp
	@echo "Adding what the tests and checks need ..."
	@$(PIP) --no-build-isolation -e '.[dev]'
	@touch "$@"

# The web site's scripts, styles and map, where there is Node.js to build them; the server runs without.
STATIC := src/wheelsdown/faces/web/static
site: $(STATIC)/page.js  ## the web site: needs Node.js 20 and npm
$(STATIC)/page.js: site/package-lock.json $(shell find site/src site/basemap site/build.mjs -type f 2>/dev/null)
	npm --prefix site ci --no-audit --no-fund
	npm --prefix site run build
	@touch "$@"
SITE_IF_POSSIBLE := $(shell command -v npm > /dev/null && echo site)

serve: $(VENV)/run.stamp $(SITE_IF_POSSIBLE)  ## the web site and API over ./wheelsdown-workspace
	@$(BIN)/wheelsdown serve

demo: $(VENV)/run.stamp  ## who visited a real aerodrome, then the simulated Latakia case
	@$(BIN)/wheelsdown demo

test: $(VENV)/dev.stamp $(SITE_IF_POSSIBLE)  ## every test, on the loopback network only
	$(BIN)/python -m pytest -n auto --dist loadfile

check: $(VENV)/dev.stamp  ## style, types, layers, docs current
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/generate_docs.py --check

docs: $(VENV)/dev.stamp  ## write the generated parts of the docs
	$(BIN)/python tools/generate_docs.py
	$(BIN)/python tools/console_pages.py --write

bench: $(VENV)/dev.stamp  ## slow accuracy and speed runs, with their tables
	$(BIN)/python -m benchmarks

wheel: $(VENV)/dev.stamp site  ## build dist/wheelsdown-*.whl, which installs alone
	$(BIN)/python -m build --wheel --no-isolation --outdir dist

clean:  ## remove what make made
	rm -rf "$(VENV)" $(STATIC) site/node_modules demo-workspace dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
