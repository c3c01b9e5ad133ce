# make run    read data/raw, map, compare; prints where the workbook and the report are
# make test   checks and the whole test suite
# make cover  the same tests; fails below 90 % of lines in the pure layers
# Both make .venv first, from the hash-pinned lock; nothing is needed but Python 3.11+.

PYTHON ?= python3
WORKERS ?= 2
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
PROJECT := install --no-deps --no-build-isolation --editable .
COMPILE := $(BIN)/uv pip compile --quiet pyproject.toml --universal \
	--python-version 3.11 --generate-hashes --no-annotate --no-header \
	--no-emit-index-url --upgrade

.DEFAULT_GOAL := run
.PHONY: run test check cover lock docs audit clean

run: $(VENV)/.run
	@$(BIN)/python -m plan_ingest --project . run

test: $(VENV)/.test check
	$(BIN)/python -m pytest -n $(WORKERS) -q

cover: $(VENV)/.test
	$(BIN)/python -m pytest -n $(WORKERS) -q --cov --cov-report=term:skip-covered

check: $(VENV)/.test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m mypy
	$(BIN)/lint-imports --no-logo

# The dev lock is made first and holds the base to the same versions.
lock: $(VENV)/.run
	$(PIP) install "uv>=0.5"
	$(COMPILE) --group build --group dev --output-file requirements-dev.lock
	$(COMPILE) --group build --constraints requirements-dev.lock \
		--output-file requirements.lock

# What is made from the code: the reference of commands, the picture of the house.
docs: $(VENV)/.test
	$(BIN)/python docs/make_commands.py
	$(BIN)/python docs/draw_architecture.py

# Known weaknesses of what the lock names, and the bill of materials, in dist/. Asks
# an index and the advisory service; where there is none, it says so and goes on.
audit: $(VENV)/.run
	@mkdir -p dist
	-@$(PIP) install "pip-audit>=2.7" "cyclonedx-bom>=4.6"
	-@$(BIN)/python -m cyclonedx_py requirements requirements.lock --output-reproducible \
		--output-file dist/plan-ingest.cdx.json && echo "bill of materials: dist/plan-ingest.cdx.json"
	-@$(BIN)/python -m pip_audit --require-hashes --disable-pip -r requirements.lock \
		|| echo "pip-audit: see above; without an index it cannot be asked" >&2

clean:
	rm -rf $(VENV) outputs data/normalised/*

$(VENV)/.venv:
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11))" \
		|| { echo "$(PYTHON) is older than 3.11: make PYTHON=python3.11 ..." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "no venv in $(PYTHON); on Debian: apt-get install python3-venv" >&2; exit 1; }
	@touch $@

$(VENV)/.run: $(VENV)/.venv requirements.lock pyproject.toml
	@echo "installing what requirements.lock names into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) $(PROJECT)
	@touch $@

$(VENV)/.test: $(VENV)/.venv requirements-dev.lock pyproject.toml
	@echo "installing what requirements-dev.lock names into $(VENV)" >&2
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@$(PIP) $(PROJECT)
	@touch $@
